"""Named documents: which Acts, policies and other papers a page names, and whether it links them.

Markdown and a register in, mentions out; it knows nothing of offers.

The rules are those by which people labelled ``tests/named_documents/labelled``. The way of working
(a register, a second look for short forms such as "the Act", the year to tell two Acts apart)
follows the National Archives' enrichment of judgments. README.md beside this file says more.
"""

from named_documents.mentions import Mention, find_mentions
from named_documents.register_index import Document, Titles, plain_name
from named_documents.strip_code import without_hidden

__all__ = ["Document", "Mention", "Titles", "find_mentions", "plain_name", "without_hidden"]

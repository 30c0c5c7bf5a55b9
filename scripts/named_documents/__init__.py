"""Named documents: which Acts, policies and other papers a page names, and whether it links them.

Markdown and a register in, mentions out; it knows nothing of offers.

The rules are those by which people labelled ``tests/named_documents/labelled``. The way of working
(a register, a second look for short forms such as "the Act", the year to tell two Acts apart)
follows the National Archives' enrichment of judgments. README.md beside this file says more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from named_documents.block import Block, MarkdownLink
from named_documents.context import Name
from named_documents.finder import names
from named_documents.markdown_blocks import read_words
from named_documents.register_index import Document, Titles, leads_to
from named_documents.sentence_ends import NEAR
from named_documents.strip_code import without_hidden
from named_documents.superseded import says_replaced
from named_documents.word_tokens import YEAR, Tokens

__all__ = ["Document", "Mention", "Titles", "find_mentions", "plain_name", "without_hidden"]

MentionState = Literal["ok", "unlinked-known", "unlinked-unknown", "wrong-link", "superseded"]


@dataclass(frozen=True)
class Mention:
    """A document named in a text.

    ``line`` counts from 1 in the text given. ``text`` is as a reader sees it.
    ``policy`` is the document's id, or ``None`` where the register has none. ``verdict`` is
    "superseded" for a withdrawn document too. ``target`` is the address of the link, if any.
    """

    line: int
    text: str
    policy: str | None
    linked: bool
    verdict: MentionState
    target: str = ""


def find_mentions(markdown: str, register: Titles | Iterable[Document]) -> list[Mention]:
    """Every document that a Markdown text names, in order of appearance.

    Front matter, code, comments and pictures' descriptions are passed over, and counted in the
    lines. The time it takes grows as the text does. For many texts, make ``Titles`` of the
    register once.
    """
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    titles = register if isinstance(register, Titles) else Titles(register)
    return _Naming(text, titles).mentions()


def plain_name(name: str) -> str:
    """A name as two spellings of it compare: "The Pets Policy" and "pets policy" are the same."""
    words = Tokens(name).plain
    return " ".join(words[1:] if words[:1] in (["the"], ["our"]) else words)


@dataclass
class _Naming:
    """What has been named so far: in this section, and on the whole page for short forms."""

    text: str
    titles: Titles
    named_here: set[object] = field(default_factory=set)
    last: dict[tuple[str, str], tuple[Document | None, object]] = field(default_factory=dict)

    def mentions(self) -> list[Mention]:
        lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        found, section = [], 0
        for block in read_words(self.text):
            if block.section != section:
                section = block.section
                self.named_here.clear()
            for name in names(block, self.titles, self.text):
                link = block.link_on(name.start, name.end)
                resolved = self.resolve(name, link)
                if resolved is None:
                    continue
                document, key = resolved
                verdict = self.verdict(block, name, link, document, key)
                if not block.heading:
                    self.named_here.add(key)
                at = block.source(name.start)
                line = bisect_right(lines, at)
                words = _as_read(block.text, name.start, name.end)
                id = document.id if document else None
                target = link.target if link else ""
                found.append(Mention(line, words, id, bool(link), verdict, target))
        return found

    def resolve(
        self, name: Name, link: MarkdownLink | None
    ) -> tuple[Document | None, object] | None:
        """The document that a name means, and what tells it from others; ``None`` for none."""
        document: Document | None = name.document
        key: object = document.id if document else name.words
        if name.is_short and document is None:
            (kind,) = name.kinds
            before = self.last.get((kind, name.year))
            if before is None and name.year:
                document = self.titles.law_of(kind, name.year)
                before = (document, document.id) if document else None
            linked = self.linked(link, kind)
            if linked and (before is None or (linked, linked.id) in self.last.values()):
                before = (linked, linked.id)
            if before is None and name.loose:
                return None
            document, key = before or (None, name.words)
        years = {name.year, *filter(YEAR.fullmatch, name.words), *self.titles.law_years(document)}
        for kind in name.kinds:
            for year in {"", *years}:
                self.last[kind, year] = (document, key)
        return document, key

    def linked(self, link: MarkdownLink | None, kind: str) -> Document | None:
        """The register's document of a kind that a link leads to."""
        if link is None:
            return None
        for document in self.titles.documents:
            if leads_to(link.target, document) and kind in self.titles.kinds[document.id]:
                return document
        return None

    def verdict(
        self,
        block: Block,
        name: Name,
        link: MarkdownLink | None,
        document: Document | None,
        key: object,
    ) -> MentionState:
        """The first rule that fits, in the order of the labelling rules."""
        if block.heading and link is None:
            return "ok"
        if document is not None and document.status != "current":
            near, at = name.sentence
            if block.is_item and block.lead_in:  # the words before a list speak for its items
                lead = f"{block.lead_in[-NEAR:]} "
                near, at = lead + near, at + len(lead)
            if not says_replaced(near, at, at + name.end - name.start):
                return "superseded"
        if link is not None:
            return "ok" if document is None or leads_to(link.target, document) else "wrong-link"
        if key in self.named_here:
            return "ok"
        return "unlinked-known" if document else "unlinked-unknown"


def _as_read(text: str, start: int, end: int) -> str:
    """A name's words; a bracket that opens in them and closes straight after is closed."""
    words = " ".join(text[start:end].split())
    return (
        f"{words})" if words.count("(") > words.count(")") and text[end : end + 1] == ")" else words
    )

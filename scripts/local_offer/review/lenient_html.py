"""A page of any year as HTML, by its words alone: what an older offer lacks stops no review."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

import markdown

from local_offer.loading.content_files import TypedPage

_OPENS = r"^///[ \t]*show[ \t]*\|[ \t]*([^\n]*?)[ \t]*$"
_BLOCK = re.compile(_OPENS + r"\n(?:(?!///)[^\n]*\n)*?///[ \t]*$", re.MULTILINE)
_OPENED = re.compile(_OPENS, re.MULTILINE)
_SHOWN = re.compile(r"<p>Shown here: [^<]*</p>")


def page_html(body: str, *, blocks: bool = True) -> str:
    """A page's Markdown as HTML, with links as they were typed.

    Where an editor's block stands there is a line that names it, or nothing without ``blocks``.
    """
    words = _html(body)[0]
    return words if blocks else _SHOWN.sub("", words)


def unread_parts(page: TypedPage) -> Iterator[str]:
    """What of a page is not as its editor meant it, in sentences."""
    named = _BLOCK.sub(lambda block: "\n" * block[0].count("\n"), page.body)
    for opened in _OPENED.finditer(named):
        line = page.body_line + named.count("\n", 0, opened.start())
        yield f"The block on line {line} is not closed."
    if trouble := _html(page.body)[1]:
        yield trouble


@lru_cache(maxsize=1024)
def _html(body: str) -> tuple[str, str]:
    """The HTML, and in a sentence why it is no more than the words as they were typed."""
    for block in (_BLOCK, _OPENED):
        body = block.sub(lambda found: f"\nShown here: {found[1]}.\n", body)
    try:
        # Of the dialect, only what shows in every page: blocks and ids need the offer's data.
        return markdown.markdown(body, extensions=["toc", "fenced_code", "tables"]), ""
    except RecursionError:
        plain = "".join(f"<p>{html.escape(part)}</p>" for part in body.split("\n\n"))
        return plain, "Its lists or bold words stand inside one another too deep to follow."

"""A block of words, with its links and where each word stands in the Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

BREAK = "\n"
"""Stands in a block's text where words end and others begin, as from one table cell to the next."""


@dataclass(frozen=True)
class MarkdownLink:
    """Words ``start`` to ``end`` of a block that lead to ``target``.

    ``bare`` means an address in angle brackets, which has no words of its own.
    """

    start: int
    end: int
    target: str
    bare: bool = False


_UP_TO_ADDRESS = re.compile(r"(?:['’]s)?[\s()\[\]:\-–—]{0,8}")


@dataclass
class Block:
    """A paragraph, heading, list item or table row. White space is one space, emphasis is gone.

    ``heading`` is its level, 0 for other blocks. ``section`` counts the ``h2`` headings so far.
    ``lead_in`` holds the words before a list, where this is one of its items.
    """

    text: str
    heading: int = 0
    section: int = 0
    is_item: bool = False
    lead_in: str = ""
    links: list[MarkdownLink] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Links in the order of their words, so that one is found without looking at all."""
        self.links.sort(key=lambda link: link.start)
        self._starts = [link.start for link in self.links]

    def link_on(self, start: int, end: int) -> MarkdownLink | None:
        """The link that holds most of the words from ``start`` to ``end``.

        An address in angle brackets straight after them counts too, with only brackets, a colon
        or a dash between.
        """
        number = bisect_right(self._starts, end) - 1
        for link in self.links[max(0, number - 2) : number + 1]:
            shared = min(end, link.end) - max(start, link.start)
            if shared * 2 >= end - start and not link.bare:
                return link
        at = _UP_TO_ADDRESS.match(self.text, end)
        after = self.links[bisect_right(self._starts, at.end()) - 1 :][:1] if at else []
        return after[0] if at and after and after[0].bare and after[0].start == at.end() else None

    def source(self, offset: int) -> int:
        """Where a character of ``text`` stands in the Markdown, counted from 0."""
        at, source = self.places[bisect_right(self.places, (offset, len(self.text) << 40)) - 1]
        return source + offset - at

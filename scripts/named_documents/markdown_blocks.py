"""Markdown as a reader sees it: plain words in blocks, and which of them are links.

This is no whole Markdown engine. It knows what changes the words on the page (emphasis, links of
every form, comments, code, pictures, tables, tags) and keeps the way back to the line and column.
It follows Python-Markdown where engines differ, and takes time in proportion to the text.
"""

from __future__ import annotations

import re

from named_documents.block import Block
from named_documents.markdown_inline import Inline, address_of, label
from named_documents.strip_code import blank, without_hidden


def read_words(markdown: str) -> list[Block]:
    """The blocks of a Markdown text, in order. Lines end with a line feed alone."""
    text = without_hidden(markdown)
    targets: dict[str, str] = {}

    def define(match: re.Match[str]) -> str:
        targets.setdefault(label(match[1]), address_of(match[2]))
        return blank(match[0])

    text = _DEFINITION.sub(define, text)
    return _BlockLines(text, targets).blocks()


_DEFINITION = re.compile(
    r"^[ \t>]*+\[(?!\^)((?:[^\[\]\\\n]|\\.){1,500})\]:[ \t]*+(<[^<>\n]*>|[^\s<]\S*+)[ \t]*+"
    r"(?:\n?[ \t]*+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ \t]*+)?$",
    re.MULTILINE,
)


_QUOTE = re.compile(r"(?: {0,3}>[ ]?)+")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]*(?=[^\s#])")
_HEADING_TAG = re.compile(r"\s*<h([1-6])\b[^<>]*>", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_PARTING = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$|///|\*\[[^\]\n]*\]:")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|(\d{1,3})[.)])[ \t]+(?=\S)")
# Possessive signs (*+) stand after single characters only: Python 3.11.2 reads them wrongly
# after a group.
_CELLS = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*\|?[ \t]*+$")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,100}\]:[ \t]*")


class _BlockLines:
    """Sorts the lines of a text into blocks."""

    def __init__(self, text: str, targets: dict[str, str]) -> None:
        self.text = text
        self.targets = targets
        self.found: list[Block] = []
        self.waiting: list[tuple[int, int]] = []  # the lines of the block so far, as places
        self.is_item = self.in_list = self.in_table = self.in_code = False
        self.section = 0
        self.lead_in = ""

    def blocks(self) -> list[Block]:
        """Every block of the text, in order."""
        start, after_blank = 0, True
        while start < len(self.text):
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
            quote = _QUOTE.match(self.text, start, end)
            begin = quote.end() if quote else start
            line = self.text[begin:end]
            if line.strip(" \t\ufeff"):
                self.line(line, begin, end, after_blank=after_blank)
                after_blank = False
            else:
                self.flush()
                after_blank, self.in_table = True, False
            start = end + 1
        self.flush()
        return self.found

    def line(self, line: str, begin: int, end: int, *, after_blank: bool) -> None:
        """Sort a line that holds words; ``begin`` and ``end`` are its places in the text."""
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        self.in_code = indent >= 4 and (self.in_code or (after_blank and not self.in_list))
        if self.in_code or self.is_heading(line, begin, end) or self.is_row(line, begin, end):
            return
        item = _ITEM.match(line)
        if item and (not self.waiting or self.is_item or item[1] in (None, "1")):
            self.flush()
            self.is_item = self.in_list = True
            self.waiting = [(begin + item.end(), end)]
            return
        if after_blank and indent < 2:
            self.in_list = line.startswith(("!!!", "???"))
            self.lead_in = ""
        footnote = _FOOTNOTE.match(line)
        self.waiting.append((begin + (footnote.end() if footnote else 0), end))

    def is_heading(self, line: str, begin: int, end: int) -> bool:
        """Whether a line is a heading, underlines one, or parts what is above from what follows."""
        if heading := _HEADING.match(line):
            self.flush()
            self.waiting = [(begin + heading.end(), end - _closing_signs(line))]
            self.flush(len(heading[1]))
        elif tag := _HEADING_TAG.match(line):
            self.flush()
            self.waiting = [(begin, end)]
            self.flush(int(tag[1]))
        elif self.waiting and not self.is_item and (mark := _UNDERLINE.match(line)):
            self.flush(1 if mark[1][0] == "=" else 2)
        elif _PARTING.match(line) or (not self.waiting and _UNDERLINE.match(line)):
            self.flush()
        else:
            return False
        return True

    def is_row(self, line: str, begin: int, end: int) -> bool:
        """Whether a line is a row of a table, or the one below its column names."""
        if "|" in line and _CELLS.match(line):
            *before, head = self.waiting or [(begin, begin)]
            for rows in (before, [head]):
                self.waiting = rows
                self.flush()
            self.in_table = True
        elif self.in_table:
            self.flush()
            self.waiting = [(begin, end)]
        return self.in_table

    def flush(self, heading: int = 0) -> None:
        """The lines so far as one block."""
        pieces, self.waiting = self.waiting, []
        was_item, self.is_item = self.is_item, False
        if heading and heading <= 2:
            self.section += 1
        if heading:
            self.in_list = self.in_table = False
        if not pieces:
            return
        block = Inline(self.text, pieces, self.targets).block()
        if not block.text.strip():
            return
        block.heading, block.section = heading, self.section
        if was_item:
            block.is_item, block.lead_in = True, self.lead_in
        else:
            self.lead_in = block.text if block.text.rstrip().endswith(":") else ""
        self.found.append(block)


def _closing_signs(line: str) -> int:
    """How many characters the signs that may close a heading take."""
    bare = line.rstrip()
    return len(line) - len(bare.rstrip("#")) if bare.endswith("#") else 0

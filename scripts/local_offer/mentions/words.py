"""Markdown as a reader sees it: plain words in blocks, and which of them are links.

This is no whole Markdown engine. It knows what changes the words on the page (emphasis, links of
every form, comments, code, pictures, tables, tags) and keeps the way back to the line and column.
It follows Python-Markdown where engines differ, and takes time in proportion to the text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field

from local_offer.mentions.hidden import THING, blank, without_hidden

BREAK = "\n"
"""Stands in a block's text where words end and others begin, as from one table cell to the next."""


@dataclass(frozen=True)
class Link:
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
    links: list[Link] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Links in the order of their words, so that one is found without looking at all."""
        self.links.sort(key=lambda link: link.start)
        self._starts = [link.start for link in self.links]

    def link_on(self, start: int, end: int) -> Link | None:
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


def read_words(markdown: str) -> list[Block]:
    """The blocks of a Markdown text, in order. Lines end with a line feed alone."""
    text = without_hidden(markdown)
    targets: dict[str, str] = {}

    def define(match: re.Match[str]) -> str:
        targets.setdefault(_label(match[1]), _address(match[2]))
        return blank(match[0])

    text = _DEFINITION.sub(define, text)
    return _Lines(text, targets).blocks()


# --- Addresses kept apart from the words ---------------------------------------------------------

_DEFINITION = re.compile(
    r"^[ \t>]*+\[(?!\^)((?:[^\[\]\\\n]|\\.){1,500})\]:[ \t]*+(<[^<>\n]*>|[^\s<]\S*+)[ \t]*+"
    r"(?:\n?[ \t]*+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ \t]*+)?$",
    re.MULTILINE,
)


def _label(words: str) -> str:
    """A reference's name, as two spellings of it compare."""
    return " ".join(words.casefold().split())


def _address(typed: str) -> str:
    typed = typed.strip()
    if typed.startswith("<") and typed.endswith(">"):
        typed = typed[1:-1]
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", typed)).strip()


# --- Lines to blocks -----------------------------------------------------------------------------

_QUOTE = re.compile(r"(?: {0,3}>[ ]?)+")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]*(?=[^\s#])")
_HEADING_TAG = re.compile(r"\s*<h([1-6])\b[^<>]*>", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULER = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|(\d{1,3})[.)])[ \t]+(?=\S)")
# Possessive signs (*+) stand after single characters only: Python 3.11.2 reads them wrongly
# after a group.
_CELLS = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*\|?[ \t]*+$")
_SKIPPED = re.compile(r"///|\*\[[^\]\n]*\]:")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,100}\]:[ \t]*")


class _Lines:
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
        start, after_blank = 0, True
        while start < len(self.text):
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
            quote = _QUOTE.match(self.text, start, end)
            begin = quote.end() if quote else start
            line = self.text[begin:end]
            if line.strip(" \t\ufeff"):
                self.line(line, begin, end, after_blank)
                after_blank = False
            else:
                self.flush()
                after_blank, self.in_table = True, False
            start = end + 1
        self.flush()
        return self.found

    def line(self, line: str, begin: int, end: int, after_blank: bool) -> None:  # noqa: FBT001, C901  # flat as a table: one answer for each kind of line
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        item = _ITEM.match(line)
        self.in_code = indent >= 4 and (self.in_code or (after_blank and not self.in_list))
        if self.in_code:
            return
        if _SKIPPED.match(line):
            self.flush()
        elif heading := _HEADING.match(line):
            self.flush()
            self.waiting = [(begin + heading.end(), end - _closing_signs(line))]
            self.flush(len(heading[1]))
        elif tag := _HEADING_TAG.match(line):
            self.flush()
            self.waiting = [(begin, end)]
            self.flush(int(tag[1]))
        elif self.waiting and (mark := _UNDERLINE.match(line)) and not self.is_item:
            self.flush(1 if mark[1][0] == "=" else 2)
        elif _RULER.match(line) or (not self.waiting and _UNDERLINE.match(line)):
            self.flush()
        elif "|" in line and _CELLS.match(line):
            *before, head = self.waiting or [(begin, begin)]
            for rows in (before, [head]):
                self.waiting = rows
                self.flush()
            self.in_table = True
        elif self.in_table:
            self.flush()
            self.waiting = [(begin, end)]
        elif item and (not self.waiting or self.is_item or item[1] in (None, "1")):
            self.flush()
            self.is_item = self.in_list = True
            self.waiting = [(begin + item.end(), end)]
        else:
            if after_blank and indent < 2:
                self.in_list = line.startswith(("!!!", "???"))
                self.lead_in = ""
            footnote = _FOOTNOTE.match(line)
            self.waiting.append((begin + (footnote.end() if footnote else 0), end))

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
        block = _Inline(self.text, pieces, self.targets).block()
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


# --- A block's signs to words --------------------------------------------------------------------

_INLINE = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |<(?P<bare>(?:https?://|policy:)[^<>\s]*)>
    |<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<attributes>[^<>]*)>
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)
    |(?P<footnote>\[\^[^\]\s]{1,100}\])
    |(?P<open>!?\[)
    |(?P<close>\])
    |(?P<emphasis>\*+|~~+|(?<![^\W_])_+|_+(?![^\W_]))
    |(?P<address>(?:https?://|www\.)[^\s<>\[\]()|]+|(?<![\w.+\-])[\w.+\-]++@[\w.\-]+)
    |(?P<attribute>\{[:\#.][^{}\n]*\})
    |(?P<cell>\|)
    |(?P<hidden>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+)
    |(?P<space>[^\S ]\s*+|[ ]\s++)
    """,
    re.VERBOSE,
)
_TARGET = re.compile(
    r"\(\s*+(<[^<>\n]*>|[^\s()<]*+(?:\([^\s()]*+\)[^\s()]*+)*)"
    r"(?:\s++(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|\([^()]{0,1000}\)))?\s*+\)"
)
_DEEPEST = 40  # brackets inside brackets; no page that people write comes near
_REFERENCE = re.compile(r"[ \n]?\[([^\[\]]{0,500})\]")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_IN_LINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "data",
}  # fmt: skip


class _Inline:
    """Reads one block's signs. Square brackets that are no link are left out of the words."""

    def __init__(self, text: str, pieces: list[tuple[int, int]], targets: dict[str, str]) -> None:
        self.targets = targets
        self.starts: list[tuple[int, int]] = []  # where each line begins here, and in the source
        length, lines = 0, []
        for begin, end in pieces:
            self.starts.append((length, begin))
            lines.append(text[begin:end])
            length += end - begin + 1
        self.typed = "\n".join(lines)
        self.words: list[str] = []
        self.length = 0
        self.places: list[tuple[int, int]] = []
        self.links: list[Link] = []
        self.brackets: deque[tuple[str, int, int, int, int, int]] = deque(maxlen=_DEEPEST)
        self.anchors: list[tuple[int, str]] = []

    def block(self) -> Block:
        at = 0
        while match := _INLINE.search(self.typed, at):
            self.emit(self.typed[at : match.start()], at)
            at = self.sign(match, match.lastgroup or "")
        self.emit(self.typed[at:], at)
        return Block("".join(self.words), links=self.links, places=self.places or [(0, 0)])

    def emit(self, words: str, at: int) -> None:
        """Words of the text, which stand at ``at`` in the block as typed."""
        if words[:1] == " " and (not self.words or self.words[-1][-1] in (" ", BREAK)):
            words, at = words[1:], at + 1  # white space is never more than one space
        if not words:
            return
        line, begin = self.starts[bisect_right(self.starts, (at, 1 << 60)) - 1]
        self.places.append((self.length, begin + at - line))
        self.words.append(words)
        self.length += len(words)

    def sign(self, match: re.Match[str], kind: str) -> int:
        """What one sign does to the words; where to read on."""
        at = match.start()
        if kind == "escape":
            self.emit(match[0][1], at + 1)
        elif kind == "entity":
            self.emit(" ".join(html.unescape(match[0]).split()) or " ", at)
        elif kind == "space":
            self.emit(" ", at)
        elif kind in ("address", "bare"):
            if kind == "bare":
                self.links.append(
                    Link(self.length, self.length + 1, _address(match["bare"]), bare=True)
                )
            self.emit(THING, at)
        elif kind == "cell":
            self.emit(BREAK, at)
        elif kind == "attributes":
            self.tag(match)
        elif kind == "open":
            state = (len(self.words), self.length, len(self.places), len(self.links))
            self.brackets.append((match[0], match.end(), *state))
        elif kind == "close":
            return self.close(match)
        return match.end()

    def tag(self, match: re.Match[str]) -> None:
        name = match["tag"].lower()
        if name == "a" and not match["end"]:
            href = _HREF.search(match["attributes"])
            if href:
                address = _address(href[1] or href[2] or href[3] or "")
                self.anchors.append((self.length, address))
        elif name == "a" and self.anchors:
            start, target = self.anchors.pop()
            self.links.append(Link(start, self.length, target))
        elif name in ("br", "img"):
            self.emit(" ", match.start())
        elif name not in _IN_LINE:
            self.emit(BREAK, match.start())

    def close(self, match: re.Match[str]) -> int:
        """What a closing square bracket makes: a link, a picture, or nothing."""
        if not self.brackets:
            return match.end()
        sign, begin, words, length, places, links = self.brackets.pop()
        target: str | None = None
        end = match.end()
        typed = self.typed[begin : match.start()] if match.start() - begin <= 500 else ""
        if found := _TARGET.match(self.typed, end):
            target, end = _address(found[1]), found.end()
        elif self.targets or sign == "![":
            reference = _REFERENCE.match(self.typed, end)
            if reference:
                target = self.targets.get(_label(reference[1] or typed))
                end = reference.end() if target is not None else end
            if target is None:
                target = self.targets.get(_label(typed))
        if target is None:
            return end
        if sign == "![":  # what stands in for a picture is not read by those who see it
            del self.words[words:], self.places[places:], self.links[links:]
            self.length = length
            self.emit(THING, match.start())
        else:
            self.links.append(Link(length, self.length, target))
            # A link holds no other, so what opened before this one is no link.
            pictures = [bracket for bracket in self.brackets if bracket[0] == "!["]
            self.brackets = deque(pictures, _DEEPEST)
        return end

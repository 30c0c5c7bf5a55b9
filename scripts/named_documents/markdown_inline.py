"""Markdown within a block: links, code, pictures and signs."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import deque

from named_documents.block import BREAK, Block, MarkdownLink
from named_documents.strip_code import THING

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


def label(words: str) -> str:
    """A reference's name, as two spellings of it compare."""
    return " ".join(words.casefold().split())


def address_of(typed: str) -> str:
    """An address without its angle brackets, escapes and entities."""
    typed = typed.strip()
    if typed.startswith("<") and typed.endswith(">"):
        typed = typed[1:-1]
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", typed)).strip()


class Inline:
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
        self.links: list[MarkdownLink] = []
        self.brackets: deque[tuple[str, int, int, int, int, int]] = deque(maxlen=_DEEPEST)
        self.anchors: list[tuple[int, str]] = []

    def block(self) -> Block:
        """The words as a reader sees them, with their links."""
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
                    MarkdownLink(self.length, self.length + 1, address_of(match["bare"]), bare=True)
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
        """What an HTML tag does to the words: a link, a space, or a break between blocks."""
        name = match["tag"].lower()
        if name == "a" and not match["end"]:
            href = _HREF.search(match["attributes"])
            if href:
                address = address_of(href[1] or href[2] or href[3] or "")
                self.anchors.append((self.length, address))
        elif name == "a" and self.anchors:
            start, target = self.anchors.pop()
            self.links.append(MarkdownLink(start, self.length, target))
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
            target, end = address_of(found[1]), found.end()
        elif self.targets or sign == "![":
            reference = _REFERENCE.match(self.typed, end)
            if reference:
                target = self.targets.get(label(reference[1] or typed))
                end = reference.end() if target is not None else end
            if target is None:
                target = self.targets.get(label(typed))
        if target is None:
            return end
        if sign == "![":  # what stands in for a picture is not read by those who see it
            del self.words[words:], self.places[places:], self.links[links:]
            self.length = length
            self.emit(THING, match.start())
        else:
            self.links.append(MarkdownLink(length, self.length, target))
            # A link holds no other, so what opened before this one is no link.
            pictures = [bracket for bracket in self.brackets if bracket[0] == "!["]
            self.brackets = deque(pictures, _DEEPEST)
        return end

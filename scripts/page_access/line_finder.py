"""The page as it was written: on which line an element stands, and what the page is made of."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.html import HTMLParser

_TAG = re.compile(r"\s*<([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_CLOSE = re.compile(r"[\s/]*>")
_WORDS = 25  # signs of the text inside that tell one element from another
_LEFT_EMPTY = ("class", "style")
_TALLEST = 60  # lines that one start tag may take


@dataclass(frozen=True)
class Element:
    """One element by what tells it from others: its start tag, and how the text in it begins.

    ``whole`` is false where the HTML it was read from is cut off inside the start tag; then
    ``attributes`` are those before the cut. ``all_words`` is false where it is cut off inside
    ``words``.
    """

    tag: str
    attributes: frozenset[tuple[str, str]]
    words: str = ""
    whole: bool = True
    all_words: bool = True

    def same(self, other: Element) -> bool:
        """Whether both may be one element, as far as each was given."""
        if self.tag != other.tag:
            return False
        if not (self.whole and other.whole):
            short, long = (other, self) if self.whole else (self, other)
            return short.attributes <= long.attributes
        if self.attributes != other.attributes:
            return False
        if self.all_words and other.all_words:
            return self.words == other.words
        size = min(len(self.words), len(other.words))
        return self.words[:size] == other.words[:size]


def element_of(written: str) -> Element | None:
    """The element whose HTML begins like this, as browsers and engines write it; none if empty."""
    begins = _TAG.match(written)
    if not begins:
        return None
    attributes: dict[str, str] = {}
    at = begins.end()
    while not (ends := _CLOSE.match(written, at)):
        found = _ATTRIBUTE.match(written, at)
        if not found:
            break
        name, value = found[1].lower(), found[2] or ""
        if value[:1] in "\"'":
            value = value[1:-1]
        attributes.setdefault(name, html.unescape(value))
        at = found.end()
    if not ends and attributes:
        attributes.popitem()  # it is where the cut is
    pairs = _pairs(attributes)
    if not ends:
        return Element(begins[1].lower(), pairs, whole=False)
    text, more, _ = written[ends.end() :].partition("<")
    kept, dots, _ = text.rpartition("...")  # pa11y-ci puts them where it leaves words out
    words = _squeezed(html.unescape(kept if dots else text))
    known = len(words) == _WORDS or (bool(more) and not dots)
    return Element(begins[1].lower(), pairs, words, all_words=known)


class Source:
    """A page's file, read once."""

    def __init__(self, path: Path) -> None:
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        self.lines = data.decode("utf-8", "replace").split("\n")
        parser = HTMLParser(encoding="utf-8", huge_tree=True)
        try:
            self.root = etree.fromstring(data, parser) if data.strip() else None
        except etree.LxmlError:
            self.root = None
        self._by_tag: dict[str, list[tuple[Element, int]]] = defaultdict(list)
        for one in self.root.iter(etree.Element) if self.root is not None else ():
            pairs = _pairs({str(name).lower(): value for name, value in one.attrib.items()})
            element = Element(one.tag, pairs, _squeezed(one.text or ""))
            self._by_tag[one.tag].append((element, one.sourceline or 0))

    def line(self, element: Element | None) -> int:
        """The line, from 1, on which the first such element starts; 0 where it is not found."""
        if element is None:
            return 0
        for other, line in self._by_tag.get(element.tag, ()):
            if element.same(other):
                return self._start(element.tag, line)
        return 0

    def _start(self, tag: str, line: int) -> int:
        """The parser gives the line on which a start tag ends; ours is where it begins."""
        for back in range(min(_TALLEST, line)):
            if f"<{tag}" in self.lines[line - 1 - back].lower():
                return line - back
        return line

    @property
    def sends_on(self) -> bool:
        """Whether the page leads to another by itself, so that nobody stays on it."""
        found = self.root.iter("meta") if self.root is not None else ()
        return any((one.get("http-equiv") or "").lower() == "refresh" for one in found)

    @property
    def parts(self) -> frozenset[str]:
        """What the page is made of: each tag with each class that it has somewhere on the page."""
        body = self.root.find("body") if self.root is not None else None
        found = body.iter(etree.Element) if body is not None else ()
        return frozenset(
            f"{one.tag}.{name}" for one in found for name in ("", *(one.get("class") or "").split())
        )


def templates(sources: dict[str, Source], most: int) -> list[str]:
    """Pages that show between them every part that the site is made of, ``most`` at the most.

    The page with the most parts comes first, and then the one that adds most to those before.
    """
    parts = {page: source.parts for page, source in sorted(sources.items())}
    left = frozenset[str]().union(*parts.values())
    picked: list[str] = []
    while left and len(picked) < most:
        best = max(parts, key=lambda page: len(parts[page] & left))
        picked.append(best)
        left -= parts[best]
    return picked


def _pairs(attributes: dict[str, str]) -> frozenset[tuple[str, str]]:
    """Without the empty ``style`` and ``class`` that a script leaves where it undoes its work."""
    return frozenset(
        (name, value) for name, value in attributes.items() if value or name not in _LEFT_EMPTY
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())[:_WORDS]

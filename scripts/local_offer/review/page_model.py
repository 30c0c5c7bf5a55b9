"""A page as its readers meet it: sections, and in them paragraphs, list items and table rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from lxml import html as lxml_html

from local_offer.loading.content_files import TypedPage
from local_offer.review.lenient_html import page_html
from local_offer.review.marked_words import MarkedRun, MarkedWords, even_words, plain_words
from plain_language import split_sentences

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEAVES = frozenset(("p", "dt", "dd", "pre", "summary", "figcaption", "caption", "address"))
_INLINE = frozenset(
    (
        "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q",
        "s", "small", "span", "strong", "sub", "sup", "time", "u",
    )
)  # fmt: skip
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}


UnitKind = Literal["sentence", "item", "row"]


@dataclass(frozen=True, eq=False)
class Unit:
    """What is compared as one: a sentence of a paragraph, a list item, or a row of a table.

    ``block`` counts the paragraphs, items and rows of a page. A row has ``cells`` by column.
    """

    kind: UnitKind
    words: MarkedWords
    block: int
    cells: tuple[tuple[str, MarkedWords], ...] = ()

    @property
    def key(self) -> str:
        """What it says."""
        return self.words.key


@dataclass(eq=False)
class Section:
    """A heading and what stands under it, up to the next heading of any level."""

    title: str
    level: int = 0
    units: list[Unit] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        """All that it says, its heading left out."""
        return " ".join(unit.key for unit in self.units)

    @cached_property
    def text(self) -> str:
        """All that it says as an editor would type it, on one line."""
        return " ".join(unit.words.markdown for unit in self.units)


@dataclass(frozen=True, eq=False)
class PageText:
    """A page of one version, taken apart. ``title`` is the one in its front matter, if any."""

    path: str
    title: str
    sections: tuple[Section, ...]
    typed: TypedPage

    @cached_property
    def key(self) -> str:
        """All that the page says."""
        return " ".join(filter(None, (section.key for section in self.sections)))


def read_page(page: TypedPage) -> PageText:
    """Take a page apart. What an editor's block shows from data counts as a line that names it."""
    typed = front(page).get("title")
    title = typed if isinstance(typed, str) else ""
    reader = _PageReader([Section(title)])
    reader.walk(lxml_html.fragment_fromstring(page_html(page.body), "div"))
    headings = [section.title for section in reader.sections if section.level]
    title = title or next(iter(headings), Path(page.path).stem.replace("-", " "))
    sections = [section for section in reader.sections if section.level or section.units]
    if sections and not sections[0].title:
        sections[0].title = title
    return PageText(page.path, title, tuple(sections), page)


def front(page: TypedPage) -> Mapping[str, object]:
    """A page's front matter; empty where it cannot be read."""
    return page.front.value if isinstance(page.front.value, dict) else {}


@dataclass
class _PageReader:
    sections: list[Section]
    block: int = 0

    def walk(self, element: Any) -> None:
        """Every block beneath an element, in the order of the page."""
        loose: list[MarkedRun] = [MarkedRun(element.text or "")]
        for child in element:
            tag = str(child.tag)
            if tag in _INLINE:
                loose += _runs(child, "", "")
            else:
                self.prose(loose)
                loose = []
                self.open(child, tag)
            loose.append(MarkedRun(child.tail or ""))
        self.prose(loose)

    def open(self, child: Any, tag: str) -> None:
        """One element that is no part of a line: a heading, a paragraph, an item, a table."""
        if tag in _HEADINGS:
            title = " ".join("".join(child.itertext()).split())
            self.sections.append(Section(title, int(tag[1])))
        elif tag in _LEAVES:
            self.prose(list(_runs(child, "", "", whole=False)))
        elif tag == "li":
            self.item(child)
        elif tag == "table":
            self.table(child)
        elif not isinstance(child, lxml_html.HtmlComment):
            self.walk(child)

    def item(self, element: Any) -> None:
        """A list item; the lists in it have items of their own."""
        own: list[MarkedRun] = [MarkedRun(element.text or "")]
        inner = []
        for child in element:
            if str(child.tag) in _INLINE or child.tag == "p":
                own += [MarkedRun(" "), *_runs(child, "", "", whole=child.tag != "p")]
            else:
                inner.append(child)
            own.append(MarkedRun(child.tail or ""))
        self.add("item", even_words(own))
        for child in inner:
            self.open(child, str(child.tag))

    def table(self, element: Any) -> None:
        """A row for the column names, and one for each row of cells."""
        columns = [" ".join("".join(cell.itertext()).split()) for cell in element.iter("th")]
        if columns:
            self.add("row", plain_words(" | ".join(columns)))
        for row in element.iter("tr"):
            cells = [even_words(_runs(cell, "", "", whole=False)) for cell in row.iter("td")]
            if cells:
                names = [*columns, *[""] * len(cells)]
                joined = [run for cell in cells for run in (*cell.runs, MarkedRun(" | "))][:-1]
                pairs = tuple(zip(names, cells, strict=False))
                self.add("row", MarkedWords(tuple(joined)), pairs)

    def prose(self, runs: list[MarkedRun]) -> None:
        """The sentences of one paragraph."""
        words = even_words(runs)
        at = 0
        for sentence in split_sentences(words.text):
            start = words.text.find(sentence, at)
            at = start + len(sentence) if start >= 0 else at
            part = words.part(start, at) if start >= 0 else plain_words(sentence)
            self.sections[-1].units.append(Unit("sentence", part, self.block))
        self.block += 1

    def add(
        self, kind: UnitKind, words: MarkedWords, cells: tuple[tuple[str, MarkedWords], ...] = ()
    ) -> None:
        if words.text:
            self.sections[-1].units.append(Unit(kind, words, self.block, cells))
        self.block += 1


def _runs(element: Any, href: str, marks: str, *, whole: bool = True) -> Iterator[MarkedRun]:
    """The runs of an element that stands in a line; ``whole`` says that it has a look itself."""
    tag = str(element.tag)
    if whole:
        href = element.get("href", "") if tag == "a" else href
        marks += _MARKS.get(tag, "")
        if tag == "br":
            yield MarkedRun(" ")
        elif tag == "img":
            yield MarkedRun(element.get("alt", ""), element.get("src", ""))
    if element.text:
        yield MarkedRun(element.text, href, marks)
    for child in element:
        if not isinstance(child, lxml_html.HtmlComment):
            yield from _runs(child, href, marks)
        if child.tail:
            yield MarkedRun(child.tail, href, marks)

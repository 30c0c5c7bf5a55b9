"""Pages and leaflets that are harder to read than they need be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from textwrap import shorten
from typing import Any

import markdown
from lxml import etree

from local_offer.checks.context import Context
from local_offer.loading.content_files import FRONT_MATTER
from local_offer.model import HEADINGS, HIGHEST_AGE, Finding, Leaflet, Level, Offer, Page, Place
from plain_language import (
    LONGEST,
    Age,
    Weighed,
    explained,
    prose,
    reading_age,
    split_advice,
    split_sentences,
    weigh,
)

WISHED = 9
"""What GOV.UK asks for; the highest for leaflets and for young people."""
HIGHEST_QUOTED = 14
"""The highest for a page that quotes the law word for word: the NHS's "11 to 14 where hard"."""
LONGEST_ON_PAPER = 20
"""Words in a sentence of a leaflet: the NHS's ceiling."""

# Names that the law and the guidance give, so no page can say them in shorter words.
FIXED_TERMS = (
    "kinship care", "kinship carer", "kinship foster carer", "Kinship Local Offer", "Local Offer",
    "special guardian", "special guardianship", "special guardianship order", "foster carer",
    "child arrangements order", "social worker", "Child Benefit", "Universal Credit",
)  # fmt: skip
_MIDDLING = 14  # words; more than the mean at which most readers grasp over nine tenths
_SHOWN = 3  # sentences named in one finding; a person can mend three at a time
_BLOCK = re.compile(r"^///.*$", re.MULTILINE)
INITIALS = re.compile(r"\b[A-Z][A-Za-z+]*[A-Z+](?!\w)")
"""Short forms such as MASH, PP+ and EHCP."""
# "Multi-Agency Safeguarding Hub (MASH)" and "MASH (a team that keeps children safe)".
_EXPLAINED = re.compile(
    r"\(([A-Z][A-Za-z+]*[A-Z+])s?\)|\b([A-Z][A-Za-z+]*[A-Z+])s?[*_]*\s*\((?=[A-Za-z])"
)


@dataclass(frozen=True)
class Marked:
    """A sentence and what was found in it."""

    text: str
    weighed: Weighed


@dataclass(frozen=True)
class PageReading:
    """How hard a page is: its reading age, and its hard sentences, worst first.

    ``sentences`` are all of them, in the order of the page.
    """

    age: Age
    hard: tuple[Marked, ...]
    sentences: tuple[Marked, ...]

    def to_json(self) -> dict[str, Any]:
        """The reading as plain values, to be written as JSON. Ages are in years or ``None``."""
        return {
            "age": self.age.age,
            "formula": self.age.formula,
            "age_names_aside": self.age.age_names_aside,
            "smog_age": self.age.smog_age,
            "words": self.age.words,
            "sentences": [
                {
                    "text": marked.text,
                    "reasons": list(marked.weighed.reasons),
                    "hard_words": list(marked.weighed.hard_words),
                    "suggestion": marked.weighed.suggestion,
                }
                for marked in self.hard
            ],
        }


def measure(html: str, names: Iterable[str] = (), terms: Iterable[str] = ()) -> PageReading:
    """The reading of a page's HTML.

    ``names`` are fixed names, to be set aside in the second age; they and ``terms``,
    words and initials that the reader knows, are not called hard. Nor is a term, or a set
    of initials, whose meaning the page gives.
    """
    return _measure([sentence.text for sentence in prose(html)], names, terms)


def _measure(
    sentences: list[str], names: Iterable[str] = (), terms: Iterable[str] = ()
) -> PageReading:
    names = (*names, *FIXED_TERMS)
    met = {term for sentence in sentences for term in explained(sentence)}
    known = frozenset((*names, *terms, *met))
    initials = frozenset(word for term in known for word in INITIALS.findall(term))
    marked = [Marked(one, weigh(one, known, initials)) for one in sentences]
    return PageReading(
        age=reading_age(sentences, names),
        hard=tuple(sorted((m for m in marked if m.weighed.reasons), key=_badness, reverse=True)),
        sentences=tuple(marked),
    )


def _badness(marked: Marked) -> tuple[int, int]:
    return len(marked.weighed.reasons), marked.weighed.words


def read_file(path: Path) -> PageReading:
    """The reading of one file: Markdown, with front matter or without, or a page of HTML.

    Of HTML the main part counts, or the whole where none is named so. Raises ``OSError``
    where the file cannot be read.
    """
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = data.decode(encoding, "replace")
    if path.suffix.lower() in (".html", ".htm") or text.lstrip()[:9].lower() == "<!doctype":
        return measure(_main_part(text))
    text = text.replace("\r\n", "\n")
    parts = FRONT_MATTER.match(text)
    words = _BLOCK.sub("", parts[2] if parts else text)
    return measure(markdown.markdown(words, extensions=["tables", "fenced_code", "sane_lists"]))


def _main_part(html: str) -> str:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return ""
    main = None if root is None else next(root.iter("main"), None)
    if main is None:
        return html
    return str(etree.tostring(main, encoding="unicode", method="html", with_tail=False))


def reading(context: Context) -> Iterator[Finding]:
    """Each page reads at age 11 or less, each leaflet at 9, and no sentence is too long."""
    offer = context.offer
    names = fixed_names(offer)
    for page, found in page_readings(context):
        yield from _page_age(page, found)
        if not page.quoted_law:  # nobody may split the words of the law
            for marked in found.sentences:
                if marked.weighed.words > LONGEST:
                    where = Place(page.at.path, line_of(page, marked.text))
                    yield _too_long(where, marked, LONGEST, "warning")
    on_paper = (
        finding
        for leaflet in offer.leaflets
        # Easy read has stricter rules of its own, and these are rules of English.
        if leaflet.how_much != "easy read" and leaflet.in_english
        for finding in _leaflet(offer, leaflet, names)
    )
    for finding in dict.fromkeys(on_paper):  # editions share most of their words
        yield replace(finding, on_paper=True)


@lru_cache(maxsize=2)
def page_readings(context: Context) -> tuple[tuple[Page, PageReading], ...]:
    """Each page of the offer with its reading. The reader knows the terms of the glossary."""
    offer = context.offer
    names = fixed_names(offer)
    terms = [word for term in offer.terms for word in (term.term, *term.also)]
    return tuple(
        (page, measure(html, names, (*terms, *_spelled_out(page.body))))
        for page, html in context.typed
    )


def _spelled_out(words: str) -> set[str]:
    """Initials that a page explains, anywhere on it."""
    return {one for pair in _EXPLAINED.findall(words) for one in pair if one}


def fixed_names(offer: Offer) -> list[str]:
    """The names an offer cannot shorten: its council, policies, contacts, groups and headings."""
    names = [offer.council.name, *(heading.name for heading in HEADINGS if " " in heading.name)]
    for policy in offer.policies:
        names += [policy.title, *policy.aliases]
    names += [contact.name for contact in offer.contacts]
    names += [group.name for group in offer.groups]
    return [name for name in names if name]


def _page_age(page: Page, found: PageReading) -> Iterator[Finding]:
    """At most one finding: the page is harder than its readers can be asked to bear."""
    young = page.heading == "young-people"
    highest = WISHED if young else HIGHEST_QUOTED if page.quoted_law else HIGHEST_AGE
    if found.age.age is not None and found.age.age > WISHED:
        level: Level = "error" if found.age.age > highest else "warning"
        most = highest if level == "error" else WISHED
        yield _too_hard(Place(page.at.path, page.body_line), "This page", found, most, level)


def _leaflet(offer: Offer, leaflet: Leaflet, names: list[str]) -> Iterator[Finding]:
    """What the leaflet says of its headings, and its own words, read together."""
    texts = [(leaflet.at, words) for words in leaflet.words]
    pages = [page for name in leaflet.headings if (page := offer.page_for(name))]
    for summary in (page.leaflet for page in pages if page.leaflet):
        more = summary.more if leaflet.how_much == "more" else ""
        texts += [(summary.at, f"{summary.text} {more}")]
    written = [(at, sentence) for at, text in texts for sentence in split_sentences(text)]
    found = _measure([sentence for _, sentence in written], names)
    if found.age.age is not None and found.age.age > WISHED:
        yield _too_hard(leaflet.at, f'The leaflet "{leaflet.title}"', found, WISHED, "error")
    for at, sentence in written:
        weighed = weigh(sentence)
        if weighed.words > LONGEST_ON_PAPER:
            yield _too_long(at, Marked(sentence, weighed), LONGEST_ON_PAPER, "error")


def _too_hard(at: Place, what: str, found: PageReading, most: int, level: Level) -> Finding:
    """A finding on the age, with the sentences to begin with."""
    age = found.age
    message = f"{what} reads at age {age.age:.1f} ({age.formula})"
    if age.age_names_aside is not None:
        message += f", and {age.age_names_aside:.1f} with fixed names set aside"
    longest = sorted(found.sentences, key=lambda marked: -marked.weighed.words)
    both = (*found.hard[:_SHOWN], *longest[: 2 * _SHOWN])
    worst = list({marked.text: marked for marked in both}.values())[:_SHOWN]
    return Finding(
        at.path,
        at.line,
        "reading-age",
        f"{message}. It should be {most} or less.",
        " ".join(f"{_quoted(marked.text)} {_what_to_do(marked)}" for marked in worst),
        level,
        " ".join(marked.text for marked in worst),
    )


def _too_long(at: Place, marked: Marked, most: int, level: Level) -> Finding:
    """A finding on one sentence that is too long for its place."""
    words = marked.weighed.words
    message = f"This sentence has {words} words, and {most} is the most: {_quoted(marked.text)}"
    advice = split_advice(marked.text)
    return Finding(at.path, at.line, "long-sentence", message, advice, level, marked.text)


def _what_to_do(marked: Marked) -> str:
    if marked.weighed.suggestion:
        return marked.weighed.suggestion
    return split_advice(marked.text) if marked.weighed.words > _MIDDLING else "Use shorter words."


def _quoted(text: str) -> str:
    """A sentence in quotation marks, cut short where it is long."""
    return f'"{shorten(text, 100, placeholder=" ...")}"'


def line_of(page: Page, sentence: str) -> int:
    """The line on which a sentence begins; the body's first where Markdown hides it."""
    start = re.split(r"[^\w\s,.-]", sentence, maxsplit=1)[0].split()[:6]
    pattern = re.compile(r"[\s*_\[]+".join(map(re.escape, start)))
    match = pattern.search(page.body) if start else None
    return page.body_line + (page.body.count("\n", 0, match.start()) if match else 0)

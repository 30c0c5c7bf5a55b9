"""The words of an easy read edition: short, one idea at a time, no hard word left unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from local_offer.checks.context import Context
from local_offer.model import HEADINGS, Finding, Leaflet, Offer, Place
from plain_language import explained, reading_age, split_advice, split_sentences, weigh

LONGEST = 15
"""Words in a sentence, as easy read guides ask."""
HIGHEST = 8
"""Reading age, in years."""


def easy_read(context: Context) -> Iterator[Finding]:
    """Easy read has one idea at a time, in short sentences, and no hard word left unexplained."""
    offer = context.offer
    for leaflet in offer.leaflets:
        if leaflet.how_much == "easy read":
            found = [*_headings_without_words(offer, leaflet)]
            if leaflet.in_english:
                found += _hard(offer, leaflet)
            yield from (replace(finding, on_paper=True) for finding in found)


def _headings_without_words(offer: Offer, leaflet: Leaflet) -> Iterator[Finding]:
    for id in leaflet.headings:
        page = offer.page_for(id)
        if page is not None and page.easy_read is None:
            message = "The easy read leaflet names this heading, and the page has no words for it."
            advice = 'Add "easy_read:" to its front matter, with a title and ideas.'
            yield Finding(page.at.path, page.at.line, "leaflet-words", message, advice)


def _hard(offer: Offer, leaflet: Leaflet) -> Iterator[Finding]:
    names = _names(offer)
    initials = frozenset(word for name in names for word in name.split() if word.isupper())
    said: list[str] = []
    met: set[str] = set()
    for at, text in easy_texts(offer, leaflet):
        sentences = split_sentences(text)
        said += sentences
        for sentence, after in zip(sentences, [*sentences[1:], ""], strict=True):
            weighed = weigh(sentence, (*names, *met, *explained(f"{sentence} {after}")), initials)
            if weighed.words > LONGEST:
                message = (
                    f'"{sentence}" has {weighed.words} words. Easy read has {LONGEST} at most.'
                )
                yield Finding(at.path, at.line, "easy-read", message, split_advice(sentence))
            terms = {term.lower() for term in (*weighed.hard_words, *weighed.jargon_terms)}
            met |= {term for term in terms if _tells(sentence, term) or _tells(after, term)}
            if terms - met or "acronym" in weighed.reasons:
                message = (
                    f'"{sentence}" has a hard word, and the next sentence does not explain it.'
                )
                yield Finding(at.path, at.line, "easy-read", message, weighed.suggestion)
    age = reading_age(said, names).age
    if age is not None and age > HIGHEST:
        message = f'The leaflet "{leaflet.title}" reads at age {age:.1f}. It should be {HIGHEST}.'
        at = leaflet.at
        yield Finding(at.path, at.line, "easy-read", message, "Use shorter words and sentences.")


def _tells(sentence: str, term: str) -> bool:
    """Whether a sentence says what a term is: "An allowance is ...", or "This means ..."."""
    start = f"(?:(?:an?|the) )?{re.escape(term)}s?|this|it|they|these"
    return bool(re.match(rf"(?:{start}) (?:is|are|means?)\b", sentence.lower()))


def easy_texts(offer: Offer, leaflet: Leaflet) -> Iterator[tuple[Place, str]]:
    """Every piece of an easy read edition's own words, with where it is written."""
    for text in leaflet.words:
        yield leaflet.at, text
    for id in leaflet.headings:
        page = offer.page_for(id)
        for idea in page.easy_read.ideas if page and page.easy_read else ():
            yield idea.at, idea.says


def _names(offer: Offer) -> list[str]:
    names = [offer.council.name, *(heading.name for heading in HEADINGS if " " in heading.name)]
    names += [contact.name for contact in offer.contacts]
    names += [group.name for group in offer.groups]
    return names

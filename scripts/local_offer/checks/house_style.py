"""Dates, times, sums and short forms written in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.checks.record_words import all_words
from local_offer.model import Contact, Finding, Leaflet, Page, Place

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"

# Each: what to look for, what is wrong, what to write. The house style follows the NHS
# service manual and GOV.UK: 22 November 2026, 9.30am to 3pm, £1,500, whole words.
_WAYS = (
    (r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b", "date", "Write it like 22 November 2026."),
    (r"\b\d{4}-\d{2}-\d{2}\b", "date", "Write it like 22 November 2026."),
    (rf"\b\d{{1,2}}(?:st|nd|rd|th)\s+(?:of\s+)?(?:{_MONTHS})\b", "date", "Leave out the letters."),
    (rf"\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b", "date", "Put the day first."),
    (rf"\b\d{{1,2}}\s+(?:{_SHORT})\b\.?(?!\w)", "date", "Write the month in full."),
    (r"\b\d{1,2}(?:[:.]\d{2})?\s+[ap]\.?m\b\.?", "time", "Write it like 9.30am."),
    (r"\b\d{1,2}:\d{2}(?:\s*[ap]m)?\b", "time", "Write it like 9.30am."),
    (r"\b\d{1,2}\.00[ap]m\b", "time", "Leave out the .00: write 9am."),
    (r"\b(?:\d{1,2}(?:\.\d{2})?[ap]m)\s*[-–—]\s*\d", "range of times", 'Write "to" between them.'),
    (r"£\s*\d+(?:,\d{3})*\.00\b", "sum", "Leave out the .00."),
    (r"£\s*\d{4,}\b", "sum", "Put a comma in thousands: £1,500."),
    (r"£\s+\d", "sum", "Put the £ next to the figure."),
    (r"£\d[\d,.]*\s*[-–—]\s*£?\d", "range of sums", 'Write "to" between them.'),
    (r"\b\d[\d,.]*\s?(?:GBP|pounds)\b", "sum", "Write it like £1,500."),
    (r"\b(?:e\.g\.?|i\.e\.?|etc\b\.?|viz\b\.?)", "short form", "Write it in words."),
    (r"\band/or\b", "word", 'Write "or", or "and", or both in words.'),
    (r"(?<=\w) & (?=\w)", "sign", 'Write "and".'),
    (r"\b\w+n['’]t\b", "short form", 'Write "not" in full: "do not", "cannot".'),
)  # fmt: skip
_ALL = tuple((re.compile(pattern), what, advice) for pattern, what, advice in _WAYS)
# A number typed into a page can go out of step with contacts.yml. 999 may stand anywhere.
_PHONE = re.compile(
    r"(?<![\d£,.])(?:(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?\d{2,4}|\(?0\d{2,4}\)?)(?:[ -]?\d{3,4}){2}"
    r"|116 ?123|0800 ?1111)(?!\d|,\d)"
)
# What is not prose: addresses, blocks of data, HTML comments.
_ASIDE = re.compile(r"\]\([^)]*\)|<!--.*?-->|https?://\S+|^///[^\n]*", re.DOTALL | re.MULTILINE)


def one_way(context: Context) -> Iterator[Finding]:
    """Dates, times and sums are written in one way; phone numbers stand in the contacts alone."""
    offer = context.offer
    for page in offer.pages:
        body = _ASIDE.sub(lambda aside: re.sub(r"[^\n]", " ", aside[0]), page.body)
        yield from _typed(body, Place(page.at.path, page.body_line))
        for text in filter(None, (page.summary, *_on_paper(page))):
            yield from _typed(text, page.at)
    for record, text in all_words(offer):
        if not isinstance(record, Contact | Leaflet | Page) and "://" not in text:
            yield from _phones(text, record.at)
    for leaflet in offer.leaflets:
        for text in offer.own_words(leaflet):
            yield from _typed(text, leaflet.at)


def _on_paper(page: Page) -> Iterator[str]:
    """What the editions of the leaflet say about a page's heading."""
    if page.leaflet:
        yield page.leaflet.text
        yield page.leaflet.more
    for idea in page.easy_read.ideas if page.easy_read else ():
        yield idea.says


def _typed(text: str, at: Place) -> Iterator[Finding]:
    """What is wrong in a text that begins at a place."""

    def line(start: int) -> int:
        return at.line + text.count("\n", 0, start)

    for pattern, what, advice in _ALL:
        for match in pattern.finditer(text):
            message = f'The {what} "{match[0].strip()}" is written in another way than the rest.'
            yield Finding(at.path, line(match.start()), "one-way", message, advice)
    yield from _phones(text, at)


def _phones(text: str, at: Place) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        message = f"The number {match[0]} is typed into the words here."
        advice = "Keep it in contacts.yml alone. A page can link to it: [name](contact:id)."
        line = at.line + text.count("\n", 0, match.start())
        yield Finding(at.path, line, "phone-typed", message, advice)

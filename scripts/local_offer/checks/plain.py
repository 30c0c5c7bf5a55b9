"""Words and turns of phrase that have a plainer way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from local_offer.checks.reading import fixed_names, line_of
from local_offer.extension import render
from local_offer.finding import Finding
from local_offer.language import prose
from local_offer.offer import Day, Offer, Page
from local_offer.plain_words import Weighed, weigh

# One sentence in ten may say that a thing is done and not who does it (our goal figure).
PASSIVE_SHARE = 0.1
_BLOCK = re.compile(r"^///.*$", re.MULTILINE)
# "Multi-Agency Safeguarding Hub (MASH)" and "MASH (a team that keeps children safe)".
_EXPLAINED = re.compile(
    r"\(([A-Z][A-Za-z+]*[A-Z+])s?\)|\b([A-Z][A-Za-z+]*[A-Z+])s?[*_]*\s*\((?=[A-Za-z])"
)
_INITIALS = re.compile(r"\b[A-Z][A-Za-z+]*[A-Z+]\b")
_SAYS = {
    "hard-word": "There is a plainer word here.",
    "jargon": "A word of the trade stands here, and it is not explained.",
    "acronym": "A short form stands here, and it is not spelled out.",
    "double-negative": "Two words for no stand here, which readers must undo.",
    "nominalisation": "A thing that people do is hidden in a noun here.",
}


def plain(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """Words are plain, short forms are spelled out, and it is said who does what."""
    names = fixed_names(offer)
    terms = [*names, *(word for term in offer.terms for word in (term.term, *term.also))]
    for page in offer.pages:
        html = render(_BLOCK.sub("", page.body), offer, folder, today)
        explained = set(_INITIALS.findall(" ".join(contact.name for contact in offer.contacts)))
        explained |= {word for pair in _EXPLAINED.findall(page.body) for word in pair if word}
        found = [(one.text, weigh(one.text, terms, explained)) for one in prose(html)]
        for text, weighed in found:
            yield from _said(page, text, weighed)
        passive = [text for text, weighed in found if "passive" in weighed.reasons]
        if len(passive) > max(2, PASSIVE_SHARE * len(found)):
            message = f"{len(passive)} of {len(found)} sentences do not say who does what."
            advice = f'Begin with "{_begin(passive[0])}".'
            line = line_of(page, passive[0])
            yield Finding(page.at.path, line, "passive", message, advice, "warning", passive[0])


def _said(page: Page, text: str, weighed: Weighed) -> Iterator[Finding]:
    for reason in weighed.reasons:
        # "Private fostering: a child under 16 ..." says what it is.
        defined = reason == "jargon" and all(
            text.lower().startswith(f"{term.lower()}:") for term in weighed.jargon_terms
        )
        if reason in _SAYS and not defined:
            message = f'{_SAYS[reason]} "{_begin(text)}"'
            yield Finding(
                page.at.path,
                line_of(page, text),
                reason,
                message,
                weighed.suggestion,
                "warning",
                text,
            )


def _begin(text: str) -> str:
    words = text.split()
    return " ".join(words[:9]) + (" ..." if len(words) > 9 else "")

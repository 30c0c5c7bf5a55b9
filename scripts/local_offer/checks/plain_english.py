"""Words and turns of phrase that have a plainer way."""

from __future__ import annotations

from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.checks.page_reading import line_of, page_readings
from local_offer.model import Finding, Page
from plain_language import Weighed

# One sentence in ten may say that a thing is done and not who does it (our goal figure).
PASSIVE_SHARE = 0.1
_SAYS = {
    "hard-word": "There is a plainer word here.",
    "jargon": "A word of the trade stands here, and it is not explained.",
    "acronym": "A short form stands here, and it is not spelled out.",
    "double-negative": "Two words for no stand here, which readers must undo.",
    "nominalisation": "A thing that people do is hidden in a noun here.",
}


def plain(context: Context) -> Iterator[Finding]:
    """Words are plain, short forms are spelled out, and it is said who does what."""
    for page, found in page_readings(context):
        for one in found.sentences:
            yield from _said(page, one.text, one.weighed)
        passive = [one.text for one in found.sentences if "passive" in one.weighed.reasons]
        if len(passive) > max(2, PASSIVE_SHARE * len(found.sentences)):
            message = (
                f"{len(passive)} of {len(found.sentences)} sentences do not say who does what."
            )
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

"""Facts that nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.model import Fact, Finding, Page


def to_confirm(context: Context) -> Iterator[Finding]:
    """Each fact is confirmed, with where it was seen and the day it was checked."""
    offer = context.offer
    for item in offer.to_confirm:
        message = f"Still to confirm: {item.what}"
        message = message if message.endswith((".", "?")) else f"{message}."
        yield Finding(item.at.path, item.at.line, "to-confirm", message, item.why, "warning")
    for page in offer.pages:
        yield from _unsourced(page)


def _unsourced(page: Page) -> Iterator[Finding]:
    for fact in page.facts:
        if not _answered(fact):
            yield Finding(
                fact.at.path,
                fact.at.line,
                "fact-source",
                f'Nothing says where this was seen, or when: "{fact.says}"',
                "Add source and checked. If nobody has confirmed it, add to_confirm and why.",
            )


def _answered(fact: Fact) -> bool:
    return bool(fact.to_confirm) != bool(fact.source and fact.checked)

"""Facts seen only in somebody else's words."""

from __future__ import annotations

from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.model import Evidence, Fact, Finding, Page, name_of


def second_hand(context: Context) -> Iterator[Finding]:
    """A fact seen only second hand is checked with its owner before print."""
    for record in context.offer.records():
        facts = record.facts if isinstance(record, Page) else (record,)
        for fact in facts:
            if isinstance(fact, Fact | Evidence) and fact.second_hand:
                name = name_of(fact)
                message = f'"{name}" was seen only second hand.'
                yield Finding(
                    fact.at.path, fact.at.line, "second-hand", message, fact.second_hand, "warning"
                )

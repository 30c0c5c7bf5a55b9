"""The accessibility statement: what the tests found, in the words that the law asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from local_offer.model import Offer, Trial
from local_offer.word_rows import word_rows

CRITERIA = 55
"""Success criteria of WCAG 2.2 at levels A and AA."""

Status = Literal["fully compliant", "partially compliant", "not compliant"]


@dataclass(frozen=True)
class StatedBarrier:
    """A criterion that some pages fail: its number and name, and on how many pages."""

    number: str
    name: str
    pages: int


def status(offer: Offer) -> Status:
    """How far the website meets WCAG 2.2 AA, worked out and never typed.

    *Fully*: programs and people have tested it, and nothing fails. *Not*: half of the criteria
    or more fail. Else *partially*, as where nobody has tested it yet. The three phrases are
    those of the government's model statement.
    """
    failing = len(barriers(offer))
    if failing * 2 >= CRITERIA:
        return "not compliant"
    tested_by = {round.by for round in offer.trials}
    return "partially compliant" if failing or len(tested_by) < 2 else "fully compliant"


def barriers(offer: Offer) -> list[StatedBarrier]:
    """What fails in any round of tests, by criterion, each once with its highest count of pages."""
    worst: dict[str, int] = {}
    for failure in (failure for round in offer.trials for failure in round.failures):
        worst[failure.criterion] = max(failure.pages, worst.get(failure.criterion, 0))
    names = criteria()
    return [
        StatedBarrier(number, names[number], worst[number]) for number in names if number in worst
    ]


def latest(offer: Offer, by: str) -> Trial | None:
    """The newest round of tests by ``programs`` or by ``people``."""
    rounds = [round for round in offer.trials if round.by == by]
    return max(rounds, key=lambda testing: testing.tested, default=None)


@lru_cache(maxsize=1)
def criteria() -> dict[str, str]:
    """The 55 criteria: number to name, in order."""
    return {row[0]: row[1] for row in word_rows("wcag.tsv")}

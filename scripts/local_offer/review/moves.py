"""What went in one place and came in another, as one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from local_offer.review.alignment import (
    PARAGRAPH,
    SENTENCE,
    align,
    at_least,
    best_pairs,
    likeness,
)
from local_offer.review.matches import Match, SectionMatch
from local_offer.review.page_model import Unit

FEWEST = 5  # words; fewer are found by chance in two places


@dataclass(eq=False)
class Stretch:
    """Units that came or went together, of one paragraph."""

    rows: list[Match]

    @property
    def key(self) -> str:
        """What they say."""
        return " ".join(row.unit.key for row in self.rows)

    @property
    def gone(self) -> list[Unit]:
        """Those that the old version has."""
        return [row.old for row in self.rows if row.old]

    @property
    def came(self) -> list[Unit]:
        """Those that the new version has."""
        return [row.new for row in self.rows if row.new]


def find_moves(sections: list[SectionMatch]) -> None:
    """Pair what went in one place with what came in another, and put it where it is now."""
    whole = [stretch for section in sections for stretch in stretches(section.rows)]
    single = [Stretch([row]) for stretch in whole for row in stretch.rows]
    for choice, least in ((whole, 1.0), (single, 1.0), (whole, PARAGRAPH)):
        gone = [one for one in choice if not one.came]
        came = [one for one in choice if not one.gone]
        pairs, _, _ = best_pairs(gone, came, partial(_same_words, least))
        for old, new in pairs:
            _join(old, new, sections)


def _same_words(least: float, gone: Stretch, came: Stretch) -> float:
    """How far one stretch is the other, moved; 0 below ``least``."""
    before, after = gone.key, came.key
    if min(len(before.split()), len(after.split())) < FEWEST:
        return 0
    if before == after:
        return 1
    return at_least(likeness(before, after), least) if least < 1 else 0


def stretches(rows: Sequence[Match]) -> Iterator[Stretch]:
    """The units that came or went, those of one paragraph together."""
    open_: list[Match] = []
    for row in rows:
        paired = row.old and row.new
        if open_ and (paired or _side_and_block(open_[-1]) != _side_and_block(row)):
            yield Stretch(open_)
            open_ = []
        if not paired:
            open_.append(row)
    if open_:
        yield Stretch(open_)


def _side_and_block(row: Match) -> tuple[bool, int]:
    return row.old is None, row.unit.block


def _alike(old: Unit, new: Unit) -> float:
    return at_least(likeness(old.key, new.key), SENTENCE)


def _join(was: Stretch, now: Stretch, sections: list[SectionMatch]) -> None:
    """Make rows of what moved, in the place where it stands now."""
    spots = was.rows[0].old_spot, now.rows[0].new_spot
    pairs = align(was.gone, now.came, _alike)
    rows = [Match(old, new, *spots, moved=id(was)) for old, new in pairs]
    first, *rest = now.rows
    taken = {id(row) for row in (*was.rows, *rest)}
    for section in sections:
        put: list[Match] = []
        for row in section.rows:
            if row is first:
                put += rows  # with any sentence that came or went within it
            elif id(row) not in taken:
                put.append(row)
        section.rows = put

"""What went in one place and came in another, as one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from local_offer.review.alignment import (
    PARAGRAPH,
    SENTENCE,
    align,
    best_pairs,
    likeness,
)
from local_offer.review.matches import Match, SectionMatch

FEWEST = 5  # words; fewer are found by chance in two places


@dataclass(eq=False)
class Stretch:
    """Units that came or went together, of one paragraph."""

    rows: list[Match]

    @property
    def key(self) -> str:
        """What they say."""
        return " ".join(unit.key for row in self.rows if (unit := row.old or row.new))


def find_moves(sections: list[SectionMatch]) -> None:
    """Pair what went in one place with what came in another, and put it where it is now."""
    whole = [stretch for section in sections for stretch in stretches(section.rows)]
    single = [Stretch([row]) for stretch in whole for row in stretch.rows]
    for choice, least in ((whole, 1.0), (single, 1.0), (whole, PARAGRAPH)):
        gone = [one for one in choice if all(row.new is None for row in one.rows)]
        came = [one for one in choice if all(row.old is None for row in one.rows)]

        def alike(
            i: int,
            j: int,
            gone: list[Stretch] = gone,
            came: list[Stretch] = came,
            least: float = least,
        ) -> float:
            before, after = gone[i].key, came[j].key
            if min(len(before.split()), len(after.split())) < FEWEST:
                return 0
            score = 1.0 if before == after else likeness(before, after) if least < 1 else 0
            return score if score >= least else 0

        for i, j in best_pairs(range(len(gone)), range(len(came)), alike):
            _join(gone[i], came[j], sections)


def stretches(rows: Sequence[Match]) -> Iterator[Stretch]:
    """The units that came or went, those of one paragraph together."""
    open_: list[Match] = []
    for row in rows:
        if row.old and row.new:
            if open_:
                yield Stretch(open_)
            open_ = []
            continue
        last = open_[-1] if open_ else None
        if last and (_block(last) != _block(row) or (last.old is None) != (row.old is None)):
            yield Stretch(open_)
            open_ = []
        open_.append(row)
    if open_:
        yield Stretch(open_)


def _block(row: Match) -> int:
    unit = row.old or row.new
    return unit.block if unit else -1


def _join(gone: Stretch, came: Stretch, sections: list[SectionMatch]) -> None:
    """Make rows of what moved, in the place where it stands now."""
    old = [row.old for row in gone.rows if row.old]
    new = [row.new for row in came.rows if row.new]

    def alike(i: int, j: int) -> float:
        score = likeness(old[i].key, new[j].key)
        return score if score >= SENTENCE else 0

    rows = [
        Match(
            old[i] if i is not None else None,
            new[j] if j is not None else None,
            gone.rows[0].old_spot,
            came.rows[0].new_spot,
            moved=id(gone),
        )
        for i, j in align([unit.key for unit in old], [unit.key for unit in new], alike)
    ]
    taken = {id(row) for row in gone.rows}
    first = came.rows[0]
    rest = {id(row) for row in came.rows[1:]}
    for section in sections:
        put: list[Match] = []
        for row in section.rows:
            if row is first:
                put += rows  # with any sentence that came or went within it
            elif id(row) not in taken and id(row) not in rest:
                put.append(row)
        section.rows = put

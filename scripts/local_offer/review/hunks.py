"""Two versions of one sentence word by word, and the hunks in which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from local_offer.review.change import Part
from local_offer.review.marked_words import MarkedWords
from local_offer.review.tokens import UNITS, Token

JOINS = frozenset(["to", "and", "or"])
"""Words that stand between two figures that are read as one, or as two of a kind."""


@dataclass(frozen=True)
class Hunk:
    """Tokens ``i1`` to ``i2`` of the old sentence that became ``j1`` to ``j2`` of the new one."""

    i1: int
    i2: int
    j1: int
    j2: int


@dataclass(frozen=True)
class TwoVersions:
    """A sentence as it was and as it is, with its words and figures one by one."""

    before: MarkedWords
    after: MarkedWords

    @cached_property
    def old(self) -> list[Token]:
        """The tokens of the old version."""
        return self.before.tokens

    @cached_property
    def new(self) -> list[Token]:
        """The tokens of the new version."""
        return self.after.tokens

    @cached_property
    def opcodes(self) -> Sequence[tuple[str, int, int, int, int]]:
        """What is equal and what is not, as ``difflib`` gives it."""
        old, new = ([token.key for token in side] for side in (self.old, self.new))
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    def gone(self, hunk: Hunk) -> list[Token]:
        """The tokens that a hunk takes out."""
        return self.old[hunk.i1 : hunk.i2]

    def came(self, hunk: Hunk) -> list[Token]:
        """The tokens that a hunk puts in."""
        return self.new[hunk.j1 : hunk.j2]

    def letters(self, hunk: Hunk, left: int = 0, right: int = 0) -> tuple[str, str]:
        """The old and the new letters of a hunk, with so many tokens around it; signs are kept."""
        return (
            _letters(self.before, self.old[hunk.i1 - left : hunk.i2 + right]),
            _letters(self.after, self.new[hunk.j1 - left : hunk.j2 + right]),
        )

    def hunks(self) -> list[Hunk]:
        """Where the two differ: figures in a row apart, ranges such as "9am to 5pm" whole."""
        found = [Hunk(*places) for tag, *places in self.opcodes if tag != "equal"]
        apart = [part for hunk in found for part in self._figures_apart(hunk)]
        whole: list[Hunk] = []
        for hunk in apart:
            if whole and self._is_one_range(whole[-1], hunk):
                last = whole.pop()
                whole.append(Hunk(last.i1, hunk.i2, last.j1, hunk.j2))
            else:
                whole.append(hunk)
        return whole

    def _figures_apart(self, hunk: Hunk) -> list[Hunk]:
        """Figures in a row, each with the one that took its place: "Friday, 9am" is two."""
        gone, came = self.gone(hunk), self.came(hunk)
        kinds = [token.kind for token in gone]
        if kinds != [token.kind for token in came] or not set(kinds) <= UNITS:
            return [hunk]
        return [
            Hunk(hunk.i1 + k, hunk.i1 + k + 1, hunk.j1 + k, hunk.j1 + k + 1)
            for k in range(len(kinds))
            if gone[k].key != came[k].key
        ]

    def _is_one_range(self, last: Hunk, hunk: Hunk) -> bool:
        """Whether two hunks are the ends of a range: 9am to 5pm became 10am to 4pm."""
        ends = {token.kind for token in (*self.gone(last), *self.gone(hunk))}
        if len(ends) != 1 or not ends <= UNITS:
            return False
        between = [token.key for token in self.old[last.i2 : hunk.i1]]
        if not between:
            return ends == {"time"}  # "9am - 5pm"
        return len(between) == 1 and between[0] in JOINS

    def redline(self, hunks: Sequence[Hunk]) -> tuple[Part, ...]:
        """The new sentence, with what was taken out standing before what was put in."""
        parts: list[Part] = []
        at = 0
        for hunk in hunks:
            came = self.came(hunk)
            start = came[0].start if came else self._place_of_loss(hunk)
            gone, put_in = self.letters(hunk)
            parts += [("same", self.after.text[at:start]), ("gone", gone), ("new", put_in)]
            at = came[-1].end if came else start
        parts.append(("same", self.after.text[at:]))
        return tuple(part for part in parts if part[1])

    def _place_of_loss(self, hunk: Hunk) -> int:
        """Where in the new sentence stands what a hunk only takes out."""
        if hunk.j1 < len(self.new):
            return self.new[hunk.j1].start
        return self.new[-1].end if self.new else len(self.after.text)


def _letters(whole: MarkedWords, words: Sequence[Token]) -> str:
    """The letters from the first token to the last, signs between them kept."""
    return whole.text[words[0].start : words[-1].end] if words else ""

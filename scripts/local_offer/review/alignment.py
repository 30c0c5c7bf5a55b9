"""Which parts of the new version are those of the old one: pairs, gaps and moves.

Two texts are alike by the words they share, sorted. The limits are those that prosediff
measured over 1,000 simulated revisions: 0.70 for paragraphs and 0.55 for sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

PARAGRAPH = 0.70
SENTENCE = 0.55
_MOST = 40_000  # comparisons in one gap: a page of 200 new sentences where 200 others stood


class Keyed(Protocol):
    """What can be aligned: two that have the same key say the same."""

    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)
T = TypeVar("T")


def likeness(before: str, after: str) -> float:
    """How much two keys share, from 0 to 1, whatever the order of their words."""
    return fuzz.token_sort_ratio(before, after) / 100


def at_least(score: float, limit: float) -> float:
    """The score, or 0 where it is below the limit."""
    return score if score >= limit else 0


def shared(before: str, after: str) -> float:
    """How many of the words of two long keys are in both, from 0 to 1.

    Long texts in one language have most of their letters in common, so here whole words count,
    and the shortest, which stand in every text, do not.
    """
    old, new = (Counter(word for word in key.split() if len(word) > 3) for key in (before, after))
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def align(
    before: Sequence[K], after: Sequence[K], alike: Callable[[K, K], float]
) -> list[tuple[K | None, K | None]]:
    """Both lists in one order, in pairs; ``None`` stands beside what came or went.

    The same key makes a pair; between those, the pairs that are most alike, none of them
    crossing. ``alike`` gives how far two are, or 0 where they are no pair.
    """
    rows: list[tuple[K | None, K | None]] = []
    old, new = ([one.key for one in side] for side in (before, after))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += zip(before[i1:i2], after[j1:j2], strict=True)
        else:
            gap = _fill_gap(before[i1:i2], after[j1:j2], alike)
            rows += gap
    return rows


def _fill_gap(
    before: Sequence[T], after: Sequence[T], alike: Callable[[T, T], float]
) -> list[tuple[T | None, T | None]]:
    """The best pairs within a gap by dynamic programming, as in the longest common subsequence."""
    i = j = 0
    rows: list[tuple[T | None, T | None]] = []
    if len(before) * len(after) <= _MOST:
        like = [[alike(old, new) for new in after] for old in before]
        best = _best_scores(like)
        while i < len(before) and j < len(after):
            if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
                rows.append((before[i], after[j]))
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                rows.append((before[i], None))
                i += 1
            else:
                rows.append((None, after[j]))
                j += 1
    rows += [(old, None) for old in before[i:]]
    rows += [(None, new) for new in after[j:]]
    return rows


def _best_scores(like: list[list[float]]) -> list[list[float]]:
    """The best sum that pairs can reach from each place on; ``like`` scores each old and new."""
    height, width = len(like), len(like[0]) if like else 0
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for j in reversed(range(width)):
            pair = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    return best


def out_of_order(places: Sequence[int]) -> set[int]:
    """Which of a list have moved: indices whose removal, fewest of all, leaves the rest rising.

    ``places`` are the new places in the old order. Of two that swapped, the one that came
    nearer to the top has moved: that is what editors do with what matters.
    """
    best: list[float] = []
    last: list[int | None] = []
    for i, place in enumerate(places):
        stays = 1 + (0.001 if place >= i else 0)
        before = [j for j in range(i) if places[j] < place]
        link = max(before, key=lambda j: best[j], default=None)
        best.append(stays + (best[link] if link is not None else 0))
        last.append(link)
    kept: set[int] = set()
    at = max(range(len(places)), key=lambda i: best[i], default=None)
    while at is not None:
        kept.add(at)
        at = last[at]
    return set(range(len(places))) - kept


def best_pairs(
    before: Sequence[T], after: Sequence[T], alike: Callable[[T, T], float]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs from both lists, the most alike first and each used once, in any order.

    Then what of either list has no pair, in its order.
    """
    scored = sorted(
        ((-score, i, j) for i, old in enumerate(before) for j, new in enumerate(after)
         if (score := alike(old, new)) > 0)
    )  # fmt: skip
    pairs: list[tuple[T, T]] = []
    left, right = dict(enumerate(before)), dict(enumerate(after))
    for _, i, j in scored:
        if i in left and j in right:
            pairs.append((left.pop(i), right.pop(j)))
    return pairs, list(left.values()), list(right.values())

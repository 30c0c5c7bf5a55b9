"""Which words of the new version are those of the old one: pairs, gaps and moves.

Two texts are alike by the words they share, sorted. The limits are those that prosediff
measured over 1,000 simulated revisions: 0.70 for paragraphs and 0.55 for sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

PARAGRAPH = 0.70
SENTENCE = 0.55
_MOST = 40_000  # comparisons in one gap: a page of 200 new sentences where 200 others stood

Pair = tuple[int | None, int | None]


def likeness(before: str, after: str) -> float:
    """How much two keys share, from 0 to 1, whatever the order of their words."""
    return fuzz.token_sort_ratio(before, after) / 100


def shared(before: str, after: str) -> float:
    """How many of the words of two long keys are in both, from 0 to 1.

    Long texts in one language have most of their letters in common, so here whole words count,
    and the shortest, which stand in every text, do not.
    """
    old, new = (Counter(word for word in key.split() if len(word) > 3) for key in (before, after))
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def align(
    before: Sequence[str], after: Sequence[str], alike: Callable[[int, int], float]
) -> list[Pair]:
    """Both lists in one order: ``(i, j)`` for a pair, ``(i, None)`` gone, ``(None, j)`` new.

    The same words make a pair; between those, the pairs that are most alike, none of them
    crossing. ``alike`` gives how far two are, or 0 where they are no pair.
    """
    rows: list[Pair] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            rows += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            rows += _gap(range(i1, i2), range(j1, j2), alike)
    return rows


def _gap(before: range, after: range, alike: Callable[[int, int], float]) -> list[Pair]:
    """The best pairs within a gap by dynamic programming, as in the longest common subsequence."""
    if not before or not after or len(before) * len(after) > _MOST:
        return [*((i, None) for i in before), *((None, j) for j in after)]
    score = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    like = [[alike(i, j) for j in after] for i in before]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            pair = like[i][j] + score[i + 1][j + 1] if like[i][j] else 0.0
            score[i][j] = max(pair, score[i + 1][j], score[i][j + 1])
    rows: list[Pair] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if like[i][j] and score[i][j] == like[i][j] + score[i + 1][j + 1]:
            rows.append((before[i], after[j]))
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            rows.append((before[i], None))
            i += 1
        else:
            rows.append((None, after[j]))
            j += 1
    rows += [(k, None) for k in before[i:]]
    rows += [(None, k) for k in after[j:]]
    return rows


def out_of_order(places: Sequence[int]) -> list[int]:
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
    return [i for i in range(len(places)) if i not in kept]


def best_pairs(
    before: Sequence[int], after: Sequence[int], alike: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """Pairs from both lists, the most alike first and each used once, in any order."""
    scored = sorted(
        ((score, i, j) for i in before for j in after if (score := alike(i, j)) > 0),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in scored:
        if i not in used[0] and j not in used[1]:
            pairs.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return pairs

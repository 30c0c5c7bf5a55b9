"""How many words around a change are read with it, so that the reader can follow."""

from __future__ import annotations

from collections.abc import Sequence

from local_offer.review.hunks import Hunk, TwoVersions
from local_offer.review.tokens import UNITS, Token
from local_offer.review.weights import ADVERBS, HELPERS, PREPOSITIONS

OBLIGE = frozenset(("have", "has", "had"))
"""With "to" after it, one word for "must"."""
LIMITS = frozenset(["within", "under", "over", "aged", "above", "below"])
"""Words before a figure that make it a limit."""
AND_ON = frozenset(["over", "under", "above", "below", "older", "younger"])
"""Words after a figure, and "or" or "and", that make it a limit: "16 or over"."""


def around_figure(pair: TwoVersions, hunk: Hunk) -> tuple[int, int]:
    """How many words before and after a figure are read with it.

    A range is read whole, as "10am to 12 noon", and so is a limit of age or time: "under 5",
    "within 28 days", "16 or over". Only words that both versions have count.
    """
    old, new = pair.old, pair.new
    kind, before, after = old[hunk.i1].kind, old[: hunk.i1], old[hunk.i2 :]
    left, right = _range_before(kind, before), _range_after(kind, after)
    if kind in ("number", "span"):
        left += len(before) > left and before[-1 - left].key in LIMITS
        right += _limit_after(after[right:])
    if _keys(old[hunk.i1 - left : hunk.i1]) != _keys(new[max(hunk.j1 - left, 0) : hunk.j1]):
        left = 0
    if _keys(old[hunk.i2 : hunk.i2 + right]) != _keys(new[hunk.j2 : hunk.j2 + right]):
        right = 0
    return left, right


def _range_before(kind: str, before: Sequence[Token]) -> int:
    """How many words before a figure are the other end of its range, and what joins them."""
    if len(before) > 1 and before[-1].key == "to" and before[-2].kind == kind:
        return 2
    return int(bool(before) and before[-1].kind == kind == "time")  # "9am - 5pm"


def _range_after(kind: str, after: Sequence[Token]) -> int:
    """The same for the words after it."""
    if len(after) > 1 and after[0].key == "to" and after[1].kind == kind:
        return 2
    return int(bool(after) and after[0].kind == kind == "time")


def _limit_after(after: Sequence[Token]) -> int:
    """How many words after a figure make it a limit: two for "or over", else none."""
    and_on = _keys(after[:2])
    if len(and_on) < 2 or and_on[0] not in ("or", "and") or and_on[1] not in AND_ON:
        return 0
    another = len(after) > 2 and after[2].kind in UNITS
    return 0 if another else 2  # "under 16 or under 18" has two limits


def around_word(pair: TwoVersions, hunk: Hunk) -> tuple[int, int]:
    """How many words around a word that decides make it read: "will not write"."""
    old, gone, came = pair.old, pair.gone(hunk), pair.came(hunk)
    is_inside = hunk.i2 < len(old) and hunk.j2 < len(pair.new)
    follows = old[hunk.i2].key if is_inside else ""
    if gone and came:
        if follows == "to" and {gone[-1].key, came[-1].key} & OBLIGE:
            return 0, 1
        adverb = any(token.key in ADVERBS for token in (*gone, *came))
        if not (adverb and follows in PREPOSITIONS):
            return 0, 0
    left = int(hunk.i1 > 0 and old[hunk.i1 - 1].key in HELPERS)
    must = follows in OBLIGE and _keys(old[hunk.i2 + 1 : hunk.i2 + 2]) == ["to"]
    return left, int(bool(follows)) + must


def _keys(words: Sequence[Token]) -> list[str]:
    return [token.key for token in words]

"""What changed between two versions of one sentence: facts by name, the rest as other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from local_offer.review.change import ChangeKind, Part, SentenceChange
from local_offer.review.link_diff import link_changes
from local_offer.review.page_model import MarkedWords
from local_offer.review.slips import slip_between
from local_offer.review.weights import ADVERBS, DECIDING, HELPERS, LITTLE, NEGATIONS, PREPOSITIONS
from local_offer.review.word_diff import UNITS, Hunk, Token

_OBLIGE = frozenset(("have", "has", "had"))  # with "to" after it: one word for "must"
_ROUND = DECIDING | HELPERS | PREPOSITIONS
_WEIGHTY = (HELPERS | ADVERBS) & DECIDING
_JOINS = frozenset(["to", "and", "or"])
_OLDEST = 100  # years; a figure from here on is no age
_LIMITS = frozenset(["within", "under", "over", "aged", "above", "below"])  # before a figure
_AND_ON = frozenset(["over", "under", "above", "below", "older", "younger"])  # "16 or over"
_KINDS: dict[str, ChangeKind] = {
    "email": "email", "link": "link-target", "money": "money", "date": "date", "phone": "phone",
    "time": "date", "share": "number", "span": "date", "weekday": "date", "number": "number",
}  # fmt: skip
_SMALL = 4  # words on each side of a change beyond which it is another way to say it


@dataclass(frozen=True)
class Compared:
    """The changes in a sentence, its redline, and whether other words say it now."""

    rows: tuple[SentenceChange, ...]
    parts: tuple[Part, ...]
    reworded: bool


def compare_words(before: MarkedWords, after: MarkedWords) -> Compared:
    """What changed between two sentences that are versions of one."""
    if before.runs == after.runs:
        return Compared((), (("same", after.text),) if after.text else (), reworded=False)
    old, new = before.tokens, after.tokens
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    opcodes = matcher.get_opcodes()
    hunks = [Hunk(*places) for tag, *places in opcodes if tag != "equal"]
    hunks = _whole_ranges([part for hunk in hunks for part in _split(hunk, old, new)], old)
    rows: list[SentenceChange] = []
    reworded = False
    for hunk in hunks:
        found = list(_rows(hunk, old, new, before, after))
        rows += found
        reworded |= not found or any(row.kind == "text-reworded" for row in found)
    rows = [row for row in rows if row.kind != "text-reworded"]
    rows += link_changes(before, after, opcodes, [row.after for row in rows])
    if not rows and not reworded and before.markdown != after.markdown:
        rows = [SentenceChange("formatting-only", before.markdown, after.markdown, major=False)]
    return Compared(tuple(rows), _parts(hunks, before, after), reworded)


def _split(hunk: Hunk, old: list[Token], new: list[Token]) -> list[Hunk]:
    """Figures in a row, each with the one that took its place: "Friday, 9am" is two."""
    gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
    kinds = [token.kind for token in gone]
    if kinds != [token.kind for token in came] or not set(kinds) <= UNITS:
        return [hunk]
    return [
        Hunk(hunk.i1 + k, hunk.i1 + k + 1, hunk.j1 + k, hunk.j1 + k + 1)
        for k in range(len(kinds))
        if gone[k].key != came[k].key
    ]


def _whole_ranges(hunks: list[Hunk], old: list[Token]) -> list[Hunk]:
    """Changes on both sides of "to" are one: 9am to 5pm became 10am to 4pm."""
    whole: list[Hunk] = []
    for hunk in hunks:
        last = whole[-1] if whole else None
        if last:
            between = [token.key for token in old[last.i2 : hunk.i1]]
            ends = {token.kind for token in (*old[last.i1 : last.i2], *old[hunk.i1 : hunk.i2])}
            dash = not between and ends == {"time"}  # "9am - 5pm"
            joined = dash or (len(between) == 1 and between[0] in _JOINS)
            if joined and len(ends) == 1 and ends <= UNITS:
                whole[-1] = Hunk(last.i1, hunk.i2, last.j1, hunk.j2)
                continue
        whole.append(hunk)
    return whole


def _rows(
    hunk: Hunk, old: list[Token], new: list[Token], before: MarkedWords, after: MarkedWords
) -> Iterator[SentenceChange]:
    """The rows that one difference makes; none where it is only another way to say it."""
    gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
    said, says = _said(gone, before), _said(came, after)
    if re.sub(r"\W", "", said.lower()) == re.sub(r"\W", "", says.lower()):
        yield SentenceChange("formatting-only", said, says, major=False)
        return
    if slip := slip_between(gone, came, old, new, hunk):
        yield SentenceChange("typo", *slip, major=False)
        return
    small = len(gone) <= _SMALL and len(came) <= _SMALL
    if small and _negative(gone) != _negative(came):
        yield SentenceChange("negation", *_widened(hunk, old, new, before, after))
        return
    units = [token for token in (*gone, *came) if token.kind in UNITS]
    others = [token for token in (*gone, *came) if token.kind not in UNITS]
    if units and all(token.key in _JOINS for token in others) and gone and came:
        left, right = _read_with(hunk, old, new)
        whole = old[hunk.i1 - left : hunk.i2 + right]
        said, says = _said(whole, before), _said(new[hunk.j1 - left : hunk.j2 + right], after)
        yield SentenceChange("eligibility-word" if _is_age(whole) else _kind(units), said, says)
        return
    yield from _units(gone, came)
    yield from _weighed(hunk, (old, new), (before, after), small=small)


def _weighed(
    hunk: Hunk,
    tokens: tuple[list[Token], list[Token]],
    words: tuple[MarkedWords, MarkedWords],
    *,
    small: bool,
) -> Iterator[SentenceChange]:
    """A difference in words alone: those that decide by name, others as another way to say it."""
    (old, new), (before, after) = tokens, words
    gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
    said, says = _said(gone, before), _said(came, after)
    plain = [token.key for token in (*gone, *came) if token.kind not in UNITS]
    deciding = {word.removesuffix("s") for word in plain} & DECIDING
    if small and deciding - LITTLE and _ROUND.issuperset(plain):
        yield SentenceChange("eligibility-word", *_widened(hunk, old, new, before, after))
        return
    if deciding and len(gone) == len(came) == 1 and len(deciding) == 2:  # "and" for "or"
        yield SentenceChange("eligibility-word", said, says)
        return
    weights = [[token for token in side if token.key in _WEIGHTY] for side in (gone, came)]
    if small and len(weights[0]) == len(weights[1]) == 1:  # "can ask" became "must apply"
        was, now = weights[0][0], weights[1][0]
        if was.key != now.key:
            yield SentenceChange("eligibility-word", was.text, now.text)
    if plain:
        yield SentenceChange("text-reworded", said, says)


def _read_with(hunk: Hunk, old: list[Token], new: list[Token]) -> tuple[int, int]:
    """How many words before and after a figure are read with it.

    A range is told whole, as "10am to 12 noon", and so is a limit of age or time: "under 5",
    "within 28 days", "16 or over".
    """
    kind, before, after = old[hunk.i1].kind, old[: hunk.i1], old[hunk.i2 :]
    left = right = 0
    if len(before) > 1 and before[-1].key == "to" and before[-2].kind == kind:
        left = 2
    elif before and before[-1].kind == kind == "time":  # "9am - 5pm"
        left = 1
    if len(after) > 1 and after[0].key == "to" and after[1].kind == kind:
        right = 2
    elif after and after[0].kind == kind == "time":
        right = 1
    if kind in ("number", "span"):
        left += len(before) > left and before[-1 - left].key in _LIMITS
        and_on = [token.key for token in after[right : right + 2]]
        if len(and_on) == 2 and and_on[0] in ("or", "and") and and_on[1] in _AND_ON:
            another = [token.kind in UNITS for token in after[right + 2 : right + 3]]
            right += 0 if any(another) else 2  # "under 16 or under 18" has two limits
    if _keys(old[hunk.i1 - left : hunk.i1]) != _keys(new[max(hunk.j1 - left, 0) : hunk.j1]):
        left = 0
    if _keys(old[hunk.i2 : hunk.i2 + right]) != _keys(new[hunk.j2 : hunk.j2 + right]):
        right = 0
    return left, right


def _keys(words: Sequence[Token]) -> list[str]:
    return [token.key for token in words]


def _is_age(words: Sequence[Token]) -> bool:
    """Whether a figure and the words read with it are an age: they decide who can get something."""
    figures = [token.key for token in words if token.kind == "number"]
    ages = [figure for figure in figures if figure.isdecimal() and int(figure) < _OLDEST]
    limits = {token.key for token in words} & (_LIMITS | _AND_ON) - {"within"}
    return bool(limits and ages) and len(ages) == len(figures)


def _kind(units: Sequence[Token]) -> ChangeKind:
    return _KINDS[units[0].kind]


def _units(gone: Sequence[Token], came: Sequence[Token]) -> Iterator[SentenceChange]:
    """Figures within other words: each old one with the new one of its kind, in their order."""
    left = [token for token in came if token.kind in UNITS]
    for token in gone:
        if token.kind not in UNITS:
            continue
        match = next((one for one in left if one.key == token.key), None)
        match = match or next((one for one in left if one.kind == token.kind), None)
        if match:
            left.remove(match)
        if match and match.key != token.key:
            yield SentenceChange(_KINDS[token.kind], token.text, match.text)
        elif match is None and _tells(token):
            yield SentenceChange(_KINDS[token.kind], token.text, "")
    for token in filter(_tells, left):
        yield SentenceChange(_KINDS[token.kind], "", token.text)


def _tells(token: Token) -> bool:
    """Whether a figure is one where nothing stands in its place: "one" may be any word."""
    return token.kind != "number" or token.text[0].isdigit()


def _negative(words: Sequence[Token]) -> bool:
    """Whether an odd number of words say no."""
    return sum(token.key in NEGATIONS for token in words) % 2 == 1


def _widened(
    hunk: Hunk, old: list[Token], new: list[Token], before: MarkedWords, after: MarkedWords
) -> tuple[str, str]:
    """The words of a hunk with as much around them as makes them read: "will not write"."""
    gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
    left = right = 0
    adverb = any(token.key in ADVERBS for token in (*gone, *came))
    follows = old[hunk.i2].key if hunk.i2 < len(old) and hunk.j2 < len(new) else ""
    if gone and came and follows == "to" and {gone[-1].key, came[-1].key} & _OBLIGE:
        right = 1
    elif not gone or not came or (adverb and follows in PREPOSITIONS):
        left = int(hunk.i1 > 0 and old[hunk.i1 - 1].key in HELPERS)
        right = int(bool(follows))
        after_that = old[hunk.i2 + 1].key if hunk.i2 + 1 < len(old) else ""
        right += follows in _OBLIGE and after_that == "to"
    return (
        _said(old[hunk.i1 - left : hunk.i2 + right], before),
        _said(new[hunk.j1 - left : hunk.j2 + right], after),
    )


def _said(words: Sequence[Token], whole: MarkedWords) -> str:
    """The letters from the first token to the last, signs between them kept."""
    return whole.text[words[0].start : words[-1].end] if words else ""


def _parts(hunks: list[Hunk], before: MarkedWords, after: MarkedWords) -> tuple[Part, ...]:
    """The redline: the new sentence with what was taken out standing before what was put in."""
    old, new = before.tokens, after.tokens
    parts: list[Part] = []
    at = 0
    for hunk in hunks:
        gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
        start = came[0].start if came else (new[hunk.j1].start if hunk.j1 < len(new) else None)
        start = len(after.text) if start is None else start
        if not came and start == len(after.text) and new:
            start = new[-1].end
        parts.append(("same", after.text[at:start]))
        if gone:
            parts.append(("gone", _said(gone, before)))
        if came:
            parts.append(("new", _said(came, after)))
        at = came[-1].end if came else start
    parts.append(("same", after.text[at:]))
    return tuple(part for part in parts if part[1])

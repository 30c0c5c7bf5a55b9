"""What changed between two versions of one sentence: facts by name, the rest as other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from local_offer.review.change import ChangeKind, Part, SentenceChange
from local_offer.review.hunks import JOINS, Hunk, TwoVersions
from local_offer.review.link_diff import link_changes
from local_offer.review.marked_words import MarkedWords
from local_offer.review.read_with import AND_ON, LIMITS, around_figure, around_word
from local_offer.review.slips import slip_between
from local_offer.review.tokens import UNITS, Token
from local_offer.review.weights import ADVERBS, DECIDING, HELPERS, LITTLE, NEGATIONS, PREPOSITIONS

_ROUND = DECIDING | HELPERS | PREPOSITIONS
_WEIGHTY = (HELPERS | ADVERBS) & DECIDING
_OLDEST = 100  # years; a figure from here on is no age
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
    pair = TwoVersions(before, after)
    hunks = pair.hunks()
    by_hunk = [list(_hunk_changes(pair, hunk)) for hunk in hunks]
    found = [row for rows in by_hunk for row in rows]
    rows = [row for row in found if row.kind != "text-reworded"]
    reworded = len(rows) < len(found) or not all(by_hunk)
    rows += link_changes(pair, [row.after for row in rows])
    if not rows and not reworded and before.markdown != after.markdown:
        rows = [SentenceChange("formatting-only", before.markdown, after.markdown, major=False)]
    return Compared(tuple(rows), pair.redline(hunks), reworded)


def _hunk_changes(pair: TwoVersions, hunk: Hunk) -> Iterator[SentenceChange]:
    """The changes that one difference makes; none where it is only another way to say it."""
    gone, came = pair.gone(hunk), pair.came(hunk)
    was, now = pair.letters(hunk)
    if _bare(was) == _bare(now):
        yield SentenceChange("formatting-only", was, now, major=False)
    elif slip := slip_between(pair, hunk):
        yield SentenceChange("typo", *slip, major=False)
    elif _is_small(gone, came) and _is_negative(gone) != _is_negative(came):
        yield SentenceChange("negation", *pair.letters(hunk, *around_word(pair, hunk)))
    elif _are_figures(gone, came):
        left, right = around_figure(pair, hunk)
        whole = pair.old[hunk.i1 - left : hunk.i2 + right]
        kind = "eligibility-word" if _is_age(whole) else _first_kind((*gone, *came))
        yield SentenceChange(kind, *pair.letters(hunk, left, right))
    else:
        yield from _figure_changes(gone, came)
        yield from _word_changes(pair, hunk)


def _bare(words: str) -> str:
    return re.sub(r"\W", "", words.lower())


def _is_small(gone: Sequence[Token], came: Sequence[Token]) -> bool:
    return len(gone) <= _SMALL and len(came) <= _SMALL


def _is_negative(words: Sequence[Token]) -> bool:
    """Whether an odd number of words say no."""
    return sum(token.key in NEGATIONS for token in words) % 2 == 1


def _are_figures(gone: Sequence[Token], came: Sequence[Token]) -> bool:
    """Whether figures stand in the place of figures, with no words but what joins them."""
    others = [token.key for token in (*gone, *came) if token.kind not in UNITS]
    has_figure = len(others) < len(gone) + len(came)
    return bool(gone and came) and has_figure and JOINS.issuperset(others)


def _is_age(words: Sequence[Token]) -> bool:
    """Whether a figure and the words read with it are an age: they decide who can get something."""
    figures = [token.key for token in words if token.kind == "number"]
    ages = [figure for figure in figures if figure.isdecimal() and int(figure) < _OLDEST]
    limits = {token.key for token in words} & (LIMITS | AND_ON) - {"within"}
    return bool(limits and ages) and len(ages) == len(figures)


def _first_kind(words: Sequence[Token]) -> ChangeKind:
    """The kind of the first figure among some words."""
    return next(_KINDS[token.kind] for token in words if token.kind in UNITS)


def _figure_changes(gone: Sequence[Token], came: Sequence[Token]) -> Iterator[SentenceChange]:
    """Figures within other words: each old one with the new one of its kind, in their order."""
    left = [token for token in came if token.kind in UNITS]
    for token in (token for token in gone if token.kind in UNITS):
        if match := _figure_in_place(token, left):
            left.remove(match)
            if match.key != token.key:
                yield SentenceChange(_KINDS[token.kind], token.text, match.text)
        elif _is_surely_figure(token):
            yield SentenceChange(_KINDS[token.kind], token.text, "")
    for token in filter(_is_surely_figure, left):
        yield SentenceChange(_KINDS[token.kind], "", token.text)


def _figure_in_place(token: Token, others: Sequence[Token]) -> Token | None:
    """The first of the others that says the same, or else the first of its kind."""
    same = [one for one in others if one.key == token.key]
    alike = [one for one in others if one.kind == token.kind]
    return next(iter(same + alike), None)


def _is_surely_figure(token: Token) -> bool:
    """Whether a figure is one where nothing stands in its place: "one" may be any word."""
    return token.kind != "number" or token.text[0].isdigit()


def _word_changes(pair: TwoVersions, hunk: Hunk) -> Iterator[SentenceChange]:
    """A difference in words alone: those that decide by name, others as another way to say it."""
    gone, came = pair.gone(hunk), pair.came(hunk)
    small, sides = _is_small(gone, came), pair.letters(hunk)
    plain = [token.key for token in (*gone, *came) if token.kind not in UNITS]
    deciding = {word.removesuffix("s") for word in plain} & DECIDING
    if small and deciding - LITTLE and _ROUND.issuperset(plain):
        yield SentenceChange("eligibility-word", *pair.letters(hunk, *around_word(pair, hunk)))
        return
    if len(deciding) == 2 and len(gone) == len(came) == 1:  # "and" for "or"
        yield SentenceChange("eligibility-word", *sides)
        return
    if small and (weights := _other_weight(gone, came)):
        yield SentenceChange("eligibility-word", *weights)
    if plain:
        yield SentenceChange("text-reworded", *sides)


def _other_weight(gone: Sequence[Token], came: Sequence[Token]) -> tuple[str, str] | None:
    """The one weighty word of each side, where they differ: "can ask" became "must apply"."""
    old, new = ([token for token in side if token.key in _WEIGHTY] for side in (gone, came))
    if len(old) != 1 or len(new) != 1 or old[0].key == new[0].key:
        return None
    return old[0].text, new[0].text

"""What changed between two versions of one sentence: facts by name, the rest as other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from local_offer.plain_words.lists import kinds
from local_offer.review.change import Kind, Part
from local_offer.review.pages import Words
from local_offer.review.tokens import UNITS, Token

_WORDS = kinds("review.txt")
_NEGATIONS, _DECIDING, _LITTLE = (_WORDS[kind] for kind in ("negation", "deciding", "little"))
_HELPERS, _PREPOSITIONS, _ADVERBS = (_WORDS[kind] for kind in ("helper", "preposition", "adverb"))
_OBLIGE = frozenset(("have", "has", "had"))  # with "to" after it: one word for "must"
_ROUND = _DECIDING | _HELPERS | _PREPOSITIONS
_WEIGHTY = (_HELPERS | _ADVERBS) & _DECIDING
_JOINS = frozenset(["to", "and", "or"])
_OLDEST = 100  # years; a figure from here on is no age
_LIMITS = frozenset(["within", "under", "over", "aged", "above", "below"])  # before a figure
_AND_ON = frozenset(["over", "under", "above", "below", "older", "younger"])  # "16 or over"
# Words that writers mix up; one for the other is a slip of the pen.
_SLIPS = [
    frozenset(words.split())
    for words in (
        "a an the", "is are", "was were", "their there theyre", "its it", "to too", "then than",
        "form from", "that which", "of off", "who whom", "do does", "practice practise",
        "licence license",
    )
]  # fmt: skip
_KINDS: dict[str, Kind] = {
    "email": "email", "link": "link-target", "money": "money", "date": "date", "phone": "phone",
    "time": "date", "share": "number", "span": "date", "weekday": "date", "number": "number",
}  # fmt: skip
_SCHEMES: dict[str, Kind] = {"mailto:": "email", "tel:": "phone"}
_SMALL = 4  # words on each side of a change beyond which it is another way to say it


@dataclass(frozen=True)
class Row:
    """One change in a sentence, as ``Change`` tells it."""

    kind: Kind
    before: str
    after: str
    major: bool = True


@dataclass(frozen=True)
class Compared:
    """The changes in a sentence, its redline, and whether other words say it now."""

    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    reworded: bool


@dataclass(frozen=True)
class _Hunk:
    """Tokens ``i1`` to ``i2`` of the old sentence that became ``j1`` to ``j2`` of the new one."""

    i1: int
    i2: int
    j1: int
    j2: int


def compare_words(before: Words, after: Words) -> Compared:
    """What changed between two sentences that are versions of one."""
    if before.runs == after.runs:
        return Compared((), (("same", after.text),) if after.text else (), reworded=False)
    old, new = before.tokens, after.tokens
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    opcodes = matcher.get_opcodes()
    hunks = [_Hunk(*places) for tag, *places in opcodes if tag != "equal"]
    hunks = _whole_ranges([part for hunk in hunks for part in _split(hunk, old, new)], old)
    rows: list[Row] = []
    reworded = False
    for hunk in hunks:
        found = list(_rows(hunk, old, new, before, after))
        rows += found
        reworded |= not found or any(row.kind == "text-reworded" for row in found)
    rows = [row for row in rows if row.kind != "text-reworded"]
    rows += _links(before, after, opcodes, [row.after for row in rows])
    if not rows and not reworded and before.markdown != after.markdown:
        rows = [Row("formatting-only", before.markdown, after.markdown, major=False)]
    return Compared(tuple(rows), _parts(hunks, before, after), reworded)


def _split(hunk: _Hunk, old: list[Token], new: list[Token]) -> list[_Hunk]:
    """Figures in a row, each with the one that took its place: "Friday, 9am" is two."""
    gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
    kinds = [token.kind for token in gone]
    if kinds != [token.kind for token in came] or not set(kinds) <= UNITS:
        return [hunk]
    return [
        _Hunk(hunk.i1 + k, hunk.i1 + k + 1, hunk.j1 + k, hunk.j1 + k + 1)
        for k in range(len(kinds))
        if gone[k].key != came[k].key
    ]


def _whole_ranges(hunks: list[_Hunk], old: list[Token]) -> list[_Hunk]:
    """Changes on both sides of "to" are one: 9am to 5pm became 10am to 4pm."""
    whole: list[_Hunk] = []
    for hunk in hunks:
        last = whole[-1] if whole else None
        if last:
            between = [token.key for token in old[last.i2 : hunk.i1]]
            ends = {token.kind for token in (*old[last.i1 : last.i2], *old[hunk.i1 : hunk.i2])}
            dash = not between and ends == {"time"}  # "9am - 5pm"
            joined = dash or (len(between) == 1 and between[0] in _JOINS)
            if joined and len(ends) == 1 and ends <= UNITS:
                whole[-1] = _Hunk(last.i1, hunk.i2, last.j1, hunk.j2)
                continue
        whole.append(hunk)
    return whole


def _rows(
    hunk: _Hunk, old: list[Token], new: list[Token], before: Words, after: Words
) -> Iterator[Row]:
    """The rows that one difference makes; none where it is only another way to say it."""
    gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
    said, says = _said(gone, before), _said(came, after)
    if re.sub(r"\W", "", said.lower()) == re.sub(r"\W", "", says.lower()):
        yield Row("formatting-only", said, says, major=False)
        return
    if slip := _slip(gone, came, old, new, hunk):
        yield Row("typo", *slip, major=False)
        return
    small = len(gone) <= _SMALL and len(came) <= _SMALL
    if small and _negative(gone) != _negative(came):
        yield Row("negation", *_widened(hunk, old, new, before, after))
        return
    units = [token for token in (*gone, *came) if token.kind in UNITS]
    others = [token for token in (*gone, *came) if token.kind not in UNITS]
    if units and all(token.key in _JOINS for token in others) and gone and came:
        left, right = _read_with(hunk, old, new)
        whole = old[hunk.i1 - left : hunk.i2 + right]
        said, says = _said(whole, before), _said(new[hunk.j1 - left : hunk.j2 + right], after)
        yield Row("eligibility-word" if _is_age(whole) else _kind(units), said, says)
        return
    yield from _units(gone, came)
    yield from _weighed(hunk, (old, new), (before, after), small=small)


def _weighed(
    hunk: _Hunk, tokens: tuple[list[Token], list[Token]], words: tuple[Words, Words], *, small: bool
) -> Iterator[Row]:
    """A difference in words alone: those that decide by name, others as another way to say it."""
    (old, new), (before, after) = tokens, words
    gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
    said, says = _said(gone, before), _said(came, after)
    plain = [token.key for token in (*gone, *came) if token.kind not in UNITS]
    deciding = {word.removesuffix("s") for word in plain} & _DECIDING
    if small and deciding - _LITTLE and _ROUND.issuperset(plain):
        yield Row("eligibility-word", *_widened(hunk, old, new, before, after))
        return
    if deciding and len(gone) == len(came) == 1 and len(deciding) == 2:  # "and" for "or"
        yield Row("eligibility-word", said, says)
        return
    weights = [[token for token in side if token.key in _WEIGHTY] for side in (gone, came)]
    if small and len(weights[0]) == len(weights[1]) == 1:  # "can ask" became "must apply"
        was, now = weights[0][0], weights[1][0]
        if was.key != now.key:
            yield Row("eligibility-word", was.text, now.text)
    if plain:
        yield Row("text-reworded", said, says)


def _read_with(hunk: _Hunk, old: list[Token], new: list[Token]) -> tuple[int, int]:
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


def _kind(units: Sequence[Token]) -> Kind:
    return _KINDS[units[0].kind]


def _units(gone: Sequence[Token], came: Sequence[Token]) -> Iterator[Row]:
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
            yield Row(_KINDS[token.kind], token.text, match.text)
        elif match is None and _tells(token):
            yield Row(_KINDS[token.kind], token.text, "")
    for token in filter(_tells, left):
        yield Row(_KINDS[token.kind], "", token.text)


def _tells(token: Token) -> bool:
    """Whether a figure is one where nothing stands in its place: "one" may be any word."""
    return token.kind != "number" or token.text[0].isdigit()


def _negative(words: Sequence[Token]) -> bool:
    """Whether an odd number of words say no."""
    return sum(token.key in _NEGATIONS for token in words) % 2 == 1


def _widened(
    hunk: _Hunk, old: list[Token], new: list[Token], before: Words, after: Words
) -> tuple[str, str]:
    """The words of a hunk with as much around them as makes them read: "will not write"."""
    gone, came = old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]
    left = right = 0
    adverb = any(token.key in _ADVERBS for token in (*gone, *came))
    follows = old[hunk.i2].key if hunk.i2 < len(old) and hunk.j2 < len(new) else ""
    if gone and came and follows == "to" and {gone[-1].key, came[-1].key} & _OBLIGE:
        right = 1
    elif not gone or not came or (adverb and follows in _PREPOSITIONS):
        left = int(hunk.i1 > 0 and old[hunk.i1 - 1].key in _HELPERS)
        right = int(bool(follows))
        after_that = old[hunk.i2 + 1].key if hunk.i2 + 1 < len(old) else ""
        right += follows in _OBLIGE and after_that == "to"
    return (
        _said(old[hunk.i1 - left : hunk.i2 + right], before),
        _said(new[hunk.j1 - left : hunk.j2 + right], after),
    )


def _said(words: Sequence[Token], whole: Words) -> str:
    """The letters from the first token to the last, signs between them kept."""
    return whole.text[words[0].start : words[-1].end] if words else ""


def _slip(
    gone: Sequence[Token], came: Sequence[Token], old: list[Token], new: list[Token], hunk: _Hunk
) -> tuple[str, str] | None:
    """The old and new word where one is a slip of the pen for the other."""
    if len(gone) + len(came) == 1:  # a word typed twice, or "a" and "the" that came or went
        only, around = (gone or came)[0], old if gone else new
        at = hunk.i1 if gone else hunk.j1
        beside = {around[k].key for k in (at - 1, at + 1) if 0 <= k < len(around)}
        if only.kind == "word" and (only.key in beside or only.key in ("a", "an", "the", "that")):
            return (only.text, "") if gone else ("", only.text)
        return None
    if len(gone) != 1 or len(came) != 1 or not _is_slip(gone[0], came[0]):
        return None
    return gone[0].text, came[0].text


def _is_slip(was: Token, now: Token) -> bool:
    """Whether two words differ by a letter or two, and only one of them is English."""
    if {was.kind, now.kind} != {"word"} or {was.key, now.key} & (_NEGATIONS | _DECIDING):
        return False
    if any({was.key.replace("'", ""), now.key.replace("'", "")} <= pair for pair in _SLIPS):
        return True
    far = DamerauLevenshtein.distance(was.key, now.key)
    near = far == 1 or (far == 2 and min(len(was.key), len(now.key)) > 4)
    same_case = was.text[:1].isupper() == now.text[:1].isupper()
    return near and same_case and _known(was.key) != _known(now.key)


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    # It takes the better part of a second to read, and most reviews never ask.
    from spellchecker import SpellChecker  # noqa: PLC0415

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)


def _known(word: str) -> bool:
    """Whether this is an English word, in the British spelling or the American one."""
    words = _dictionary()
    ways = (word, word.replace("our", "or"), word.replace("is", "iz"), word.replace("lled", "led"),
            word.replace("lling", "ling"), word.replace("ogramme", "ogram"))  # fmt: skip
    return any(way in words for way in ways) or not word.isascii()


def _links(
    before: Words, after: Words, opcodes: Sequence[tuple[str, int, int, int, int]], said: list[str]
) -> Iterator[Row]:
    """Links that lead elsewhere; their words may be as they were."""
    seen: set[tuple[str, str]] = set()
    for tag, i1, i2, j1, j2 in opcodes:
        pairs: list[tuple[str, str]]
        if tag == "equal":
            pairs = [
                (before.href(old.start), after.href(new.start))
                for old, new in zip(before.tokens[i1:i2], after.tokens[j1:j2], strict=True)
            ]
        else:
            pairs = list(
                zip(
                    dict.fromkeys(before.href(token.start) for token in before.tokens[i1:i2]),
                    dict.fromkeys(after.href(token.start) for token in after.tokens[j1:j2]),
                    strict=False,
                )
            )
        for was, now in pairs:
            lone = tag != "equal" and not (was and now)  # the words tell that it came or went
            if was == now or lone or (was, now) in seen:
                continue
            seen.add((was, now))
            if now and any(value and value.replace(" ", "") in now for value in said):
                continue  # the words show the address or the number, and have been told
            same = _plain(was) == _plain(now)
            kind: Kind = next((_SCHEMES[s] for s in _SCHEMES if was.startswith(s)), "link-target")
            old_end, new_end = (re.sub(r"^(?:mailto|tel):", "", href) for href in (was, now))
            yield Row("formatting-only" if same else kind, old_end, new_end, not same)


def _plain(href: str) -> str:
    """An address without what makes no difference to where it leads."""
    return re.sub(r"^https?://(?:www\.)?", "", href).removesuffix("/").replace(" ", "")


def _parts(hunks: list[_Hunk], before: Words, after: Words) -> tuple[Part, ...]:
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

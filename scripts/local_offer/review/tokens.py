"""Words, and the figures that must never be cut in two: sums, phones, dates, times.

Two tokens are the same when their keys are: £1,200 and £1200, 9am and 9.00am, "don't" and
"do not", "Wednesday 4 February 2026" and "4 February 2026".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from local_offer.review.token_keys import MONTHS, ONES, TENS, day_of, keys_of

_MONTH = "|".join(MONTHS)
_SHORT_MONTH = "|".join(f"{name[:3]}" for name in MONTHS)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES[1:10])}))?|{'|'.join(ONES)})"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPAN = "minute|hour|day|night|week|fortnight|month|year|term|morning|afternoon|evening|session"
_TOKEN = re.compile(
    rf"""
    (?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<link>(?:https?://|www\.)[^\s<>()]+[^\s<>().,;:!?'"])
  | (?P<money>£\s?(?:{_FIGURE})(?:\s?(?:million|thousand|bn|m|k)\b)?|\b\d+p\b
      | (?<!hundred\s)(?<!thousand\s)(?<!hundred\sand\s)(?<!thousand\sand\s)
        \b(?:{_FIGURE}|{_COUNT})(?:\s(?:hundred|thousand)(?:\sand\s(?:{_FIGURE}|{_COUNT}))?)?
        \s(?:pounds?|pence)\b)
  | (?P<date>\b(?:(?:{_DAY}),?\s+(?:the\s+)?)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?
        (?:{_MONTH}|(?:{_SHORT_MONTH})\b\.?)(?:,?\s+\d{{4}}\b)?
      | \b(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?
      | \b(?:{_MONTH})\s+\d{{4}}\b
      | \b\d{{4}}-\d{{2}}-\d{{2}}\b | \b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b)
  | (?P<phone>(?<![\d£,.])(?:\+|00)?(?:\(?0\d{{2,4}}\)?|44\s?\(?0?\)?\s?\d{{2,4}})
        (?:[ -]?\d{{3,4}}){{1,3}}        (?![\d,]*\d)|\b116[ ]?\d{{3}}\b)
  | (?P<time>\b\d{{1,2}}(?:[.:]\d{{2}})?\s?(?:[ap]m\b|[ap]\.m\b\.?|noon\b|midnight\b)
      | \b\d{{1,2}}:\d{{2}}\b | \b(?:noon|midday|midnight)\b)
  | (?P<share>\b(?:{_FIGURE})\s?(?:%|per\ ?cent\b))
  | (?P<span>\b(?:{_FIGURE}|{_COUNT})[ -]
        (?:(?:working|school|calendar|full|whole)\s)?(?:{_SPAN})s?\b)
  | (?P<weekday>\b{_DAY}s?\b)
  | (?P<number>\b(?:{_FIGURE})(?:st|nd|rd|th|s)?\b|\b{_COUNT}\b|\b(?:{_MONTH})\b)
  | (?P<word>\w+(?:['’]\w+)*)
  | (?P<sign>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOT_A_MONTH = frozenset(("may", "march"))

UNITS = frozenset(
    ("email", "link", "money", "date", "phone", "time", "share", "span", "weekday", "number")
)
"""Kinds of token that hold a fact whole."""


@dataclass(frozen=True)
class Token:
    """A word, a sign, or a figure with all that belongs to it. ``start`` and ``end`` are in text.

    ``kind`` is one of ``UNITS``, or ``word`` or ``sign``.
    """

    key: str
    text: str
    kind: str
    start: int
    end: int


@lru_cache(maxsize=65_536)  # two versions say most things twice
def tokens(text: str) -> tuple[Token, ...]:
    """The words and figures of some text in order, signs of punctuation among them."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, said = match.lastgroup or "word", match[0]
        if kind == "number" and said.lower() in _NOT_A_MONTH:
            kind = "word"
        places = match.span()
        found += [Token(key, said, kind, *places) for key in keys_of(kind, said)]
    return tuple(_joined(found))


def key_of(text: str) -> str:
    """What two texts share that say the same: the keys of their words, with one space between."""
    return " ".join(token.key for token in tokens(text) if token.kind != "sign")


def _joined(found: list[Token]) -> Iterator[Token]:
    """The same, with "can not" made one word, as "cannot" is."""
    skip = False
    for number, token in enumerate(found):
        if skip:
            skip = False
            continue
        after = found[number + 1] if number + 1 < len(found) else None
        if token.key == "can" and after and after.key == "not":
            said = f"{token.text} {after.text}"
            yield Token("cannot", said, "word", token.start, after.end)
            skip = True
        else:
            yield token


def date_in(text: str) -> dt.date | None:
    """The day that some words are, or the last day of the month: "by the end of March 2027"."""
    said = [token for token in tokens(text) if token.kind != "sign"]
    found = [token.key for token in said if token.kind == "date"]
    others = {token.key for token in said if token.kind != "date"}
    if len(found) != 1 or not others <= {"by", "before", "on", "in", "the", "end", "of"}:
        return None
    return day_of(found[0])

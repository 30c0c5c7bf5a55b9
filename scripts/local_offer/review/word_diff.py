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

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SHORT_MONTH = "|".join(f"{name[:3]}" for name in _MONTHS)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COUNT = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES)})"
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
_SHORT = {
    "won't": "will not", "can't": "cannot", "shan't": "shall not", "let's": "let us",
}  # fmt: skip
_ENDINGS = (("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("'m", " am"))
_IT_IS = frozenset(("it's", "that's", "there's", "here's", "what's", "who's", "he's", "she's"))

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
        for key in _keys(kind, said):
            found.append(Token(key, said, kind, match.start(), match.end()))  # noqa: PERF401
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


def _keys(kind: str, said: str) -> list[str]:  # noqa: C901, PLR0911  # one for each kind
    low = re.sub(r"\s+", " ", said.lower().replace("’", "'"))
    if kind == "money":
        return [_sum(low)]
    if kind == "phone":
        digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", low))
        return ["tel" + re.sub(r"^(?:0044|44)0?", "0", digits)]
    if kind == "date":
        return [_day(low)]
    if kind == "time":
        return [_hour(low)]
    if kind == "share":
        return [f"{_value(low)}%"]
    if kind == "span":
        number, _, unit = low.replace("-", " ").rpartition(" ")
        if (first := number.split(" ")[-1]) in ("working", "school", "calendar", "full", "whole"):
            number, unit = number[: -len(first)].strip(), f"{first} {unit}"
        return [f"{_value(number)} {unit.removesuffix('s')}"]
    if kind == "weekday":
        return [low.removesuffix("s")]
    if kind == "number":
        return [_value(low)]
    if kind in ("link", "sign"):
        return [low.removeprefix("https://").removeprefix("http://").removesuffix("/")]
    return _words(low)


def _words(low: str) -> list[str]:
    if low in _SHORT:
        return _SHORT[low].split()
    if low in _IT_IS:
        return [low[:-2], "is"]
    for ending, whole in _ENDINGS:
        if low.endswith(ending):
            return f"{low.removesuffix(ending)}{whole}".split()
    return [re.sub(r"(?<=\w{3})iz(?=(?:es?|ed|ing|ations?|ers?)(?:'s)?$)", "is", low)]


def _sum(low: str) -> str:
    """A sum as it is written in figures: "fifty pounds" is £50, and "25 pence" is 25p."""
    number, _, unit = low.rpartition(" ")
    if unit not in ("pound", "pounds", "pence"):
        return f"£{_value(low)}"
    many, *rest = re.split(r" (?:hundred|thousand)(?: and )?", number)
    total = _value(many)
    if rest:
        times = 100 if " hundred" in number else 1000
        total = f"{float(total) * times + float(_value(rest[0] or 'zero')):.0f}"
    return f"£{total}p" if unit == "pence" else f"£{total}"


def _value(low: str) -> str:
    """A number as figures, without commas: "two", "2" and "2.00" are one."""
    said = re.sub(r"[£,%\s]|per ?cent|st$|nd$|rd$|th$|s$", "", low)
    parts = re.split(r"[ -]", low)
    if all(part in (*_ONES, *_TENS) for part in parts):
        return str(
            sum(
                _ONES.index(part) if part in _ONES else 20 + 10 * _TENS.index(part)
                for part in parts
            )
        )
    return re.sub(r"\.0+$", "", said)


def _day(low: str) -> str:
    """A date as 2026-11-22, as far as it says; the name of the weekday is left out."""
    numbers = re.findall(r"\d+", low)
    month = next(
        (n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name[:3].lower()}", low)), 0
    )
    if month:
        year = next((number for number in numbers if len(number) == 4), "")
        day = next((number for number in numbers if len(number) < 3), "")
        return f"{year}-{month:02}-{day.zfill(2) if day else ''}"
    if "/" in low:
        day, month_, year = numbers
        return f"{year if len(year) == 4 else '20' + year}-{month_.zfill(2)}-{day.zfill(2)}"
    return low


def _hour(low: str) -> str:
    """A time of day as 24 hours: 9.30am is 09:30."""
    numbers = [int(number) for number in re.findall(r"\d+", low)]
    if not numbers:
        return "00:00" if "midnight" in low else "12:00"
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    afternoon = bool(re.search(r"p\.?m|noon", low))
    if re.search(r"[ap]\.?m|noon|midnight", low):
        hour = hour % 12 + (12 if afternoon else 0)
    return f"{hour:02}:{minute:02}"


def date_in(text: str) -> dt.date | None:
    """The day that some words are, or the last day of the month: "by the end of March 2027"."""
    said = [token for token in tokens(text) if token.kind != "sign"]
    found = [token.key for token in said if token.kind == "date"]
    others = {token.key for token in said if token.kind != "date"}
    alone = len(found) == 1 and others <= {"by", "before", "on", "in", "the", "end", "of"}
    parts = found[0].split("-") if alone else []
    if len(parts) != 3 or not parts[0]:
        return None
    year, month = int(parts[0]), int(parts[1])
    try:
        if parts[2]:
            return dt.date(year, month, int(parts[2]))
        following = dt.date(year + month // 12, month % 12 + 1, 1)
    except ValueError:
        return None
    return following - dt.timedelta(days=1)


@dataclass(frozen=True)
class Hunk:
    """Tokens ``i1`` to ``i2`` of the old sentence that became ``j1`` to ``j2`` of the new one."""

    i1: int
    i2: int
    j1: int
    j2: int

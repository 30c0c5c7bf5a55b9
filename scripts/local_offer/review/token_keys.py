"""What a figure or a word says, however it is written: its key.

Two that have one key say the same: £1,200 and £1200, 9am and 9.00am, "don't" and "do not".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IN_WORDS = {name: n for n, name in enumerate(ONES)} | {
    name: 20 + 10 * n for n, name in enumerate(TENS)
}
_SHORT = {
    "won't": "will not", "can't": "cannot", "shan't": "shall not", "let's": "let us",
}  # fmt: skip
_ENDINGS = (("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("'m", " am"))
_IT_IS = frozenset(("it's", "that's", "there's", "here's", "what's", "who's", "he's", "she's"))


def keys_of(kind: str, text: str) -> list[str]:
    """The keys of a token of a kind; two for "don't", and one for all else."""
    low = re.sub(r"\s+", " ", text.lower().replace("’", "'"))
    return [_KEYS[kind](low)] if kind in _KEYS else _words(low)


def day_of(key: str) -> dt.date | None:
    """The day of a date's key, or the last day of its month; None where it has no year."""
    parts = key.split("-")
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
    parts = re.split(r"[ -]", low)
    if all(part in _IN_WORDS for part in parts):
        return str(sum(_IN_WORDS[part] for part in parts))
    figures = re.sub(r"[£,%\s]|per ?cent|st$|nd$|rd$|th$|s$", "", low)
    return re.sub(r"\.0+$", "", figures)


def _day(low: str) -> str:
    """A date as 2026-11-22, as far as it says; the name of the weekday is left out."""
    numbers = re.findall(r"\d+", low)
    month = next(
        (n for n, name in enumerate(MONTHS, 1) if re.search(rf"\b{name[:3].lower()}", low)), 0
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


def _phone(low: str) -> str:
    """A phone number as it is dialled in this country."""
    digits = re.sub(r"\D", "", low.replace("(0)", ""))
    return "tel" + re.sub(r"^(?:0044|44)0?", "0", digits)


def _span(low: str) -> str:
    """A length of time: "5 working days" and "five working days" are one."""
    number, _, unit = low.replace("-", " ").rpartition(" ")
    if (first := number.split(" ")[-1]) in ("working", "school", "calendar", "full", "whole"):
        number, unit = number[: -len(first)].strip(), f"{first} {unit}"
    return f"{_value(number)} {unit.removesuffix('s')}"


def _address(low: str) -> str:
    return low.removeprefix("https://").removeprefix("http://").removesuffix("/")


_KEYS: dict[str, Callable[[str], str]] = {
    "money": _sum,
    "phone": _phone,
    "date": _day,
    "time": _hour,
    "share": lambda low: f"{_value(low)}%",
    "span": _span,
    "weekday": lambda low: low.removesuffix("s"),
    "number": _value,
    "link": _address,
    "sign": _address,
}

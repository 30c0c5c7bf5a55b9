"""What people say of when a group meets, read as days of the week and weeks apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from local_offer.model import Day

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)s?\b"
)
"""A pattern for the name of a day of the week, whole or short, one or many."""
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_ORDER = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": 0,
}  # fmt: skip
_NTH = rf"(?:{'|'.join(_ORDER)})"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_ONE_DAY = _pattern(rf"\b{WEEKDAY}")
_SPAN = _pattern(rf"\b({WEEKDAY})\s*(?:to|until|till|through|-|–|—)\s*({WEEKDAY})")
_MANY_DAYS = (
    (_pattern(r"\bweek ?-?days?\b|\bworking days?\b"), range(5)),
    (_pattern(r"\bweek-?ends?\b"), range(5, 7)),
    (_pattern(r"\bdaily\b|\b(?:every|each|any) day\b"), range(7)),
)
_BUT = _pattern(r"\b(but(?! not)|except|but not|not|excluding|apart from|other than|no)\b")
_LOOSE = _pattern(
    r"\b(?:usually|mostly|normally|often|sometimes|may change|can change|var(?:y|ies)|different)\b"
)
_EVERY_N = _pattern(
    rf"\b(?:every|each)\s+{_NUMBER}(?:nd|rd|th)?\s+weeks?\b|\b{_NUMBER}[ -]weekly\b"
)
_EVERY_OTHER = _pattern(
    rf"\bfortnight(?:ly|s)?\b|\b(?:every (?:other|second|2nd)|alternate)\s+(?:weeks?\b|{WEEKDAY})"
)
_EVERY_THIRD = _pattern(rf"\bevery (?:third|3rd)\s+(?:week\b|{WEEKDAY})")
_WEEKLY = _pattern(
    rf"(?<![\w-])(?<!\d )weekly\b|\b(?:every|each|once a) week\b|\b(?:every|each) {WEEKDAY}"
)
_MONTHLY = _pattern(
    rf"(?<![\w-])monthly\b|\b(?:once a|every|each) month\b|\bone {WEEKDAY} (?:a|each|every) month\b"
)
_NTHS = _pattern(
    rf"\b(?P<every>every\s+)?(?P<nths>{_NTH}(?:\s*(?:,|and|&|or)\s*{_NTH})*)\s+{WEEKDAY}"
)
_OF_MONTH = _pattern(r"\s+(?:of|in|each|every)\b")
_NAMED_DAY = _pattern(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_MONTH})\b")
_NAMED_MONTH = _pattern(rf"\b({_MONTH})\b")

_NAMED_WEEKDAY = _pattern(
    rf"({WEEKDAY}),?\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_MONTH})\b(?!,?\s*\d{{4}})"
)
_BOTH = _pattern(rf"\b{WEEKDAY}(?:,\s*{WEEKDAY})*\s*(?:and|&)\s*{WEEKDAY}")

MONTHLY = 0
"""In ``Rhythm.weeks``: once a month, however many weeks that is."""


@dataclass(frozen=True)
class Rhythm:
    """When a group meets by its words. What they leave open is empty.

    ``weekdays`` count from Monday, 0. ``weeks`` are the numbers of weeks between meetings that
    the words allow. ``nths`` is {1, 3} for "first and third Tuesday of the month", 0 the last.
    ``own_days`` (day, month) and ``own_months`` are those that the words speak of on their own.
    """

    weekdays: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    nths: frozenset[int] = frozenset()
    own_days: frozenset[tuple[int, int]] = frozenset()
    own_months: frozenset[int] = frozenset()

    def allows(self, day: Day) -> bool:
        """Whether the words say that it meets on such a day of the week, or on this very day."""
        return not self.weekdays or day.weekday() in self.weekdays or self.names(day)

    def names(self, day: Day) -> bool:
        """Whether the words speak of this day, or its month, on its own."""
        return (day.day, day.month) in self.own_days or day.month in self.own_months

    def is_nth(self, day: Day) -> bool:
        """Whether a day is the first, second or last of its weekday in its month, as is said."""
        is_last = (day + dt.timedelta(days=7)).month != day.month
        return (day.day - 1) // 7 + 1 in self.nths or (is_last and 0 in self.nths)

    def agrees(self, weeks: int) -> bool:
        """Whether every so many weeks is what the words say; a month has four or five."""
        return weeks in self.weeks or (MONTHLY in self.weeks and weeks in (4, 5))

    def keeps(self, days: int) -> bool:
        """Whether two meetings so many days apart keep the rhythm, give or take a few days."""
        monthly = MONTHLY in self.weeks and days >= 21
        return monthly or any(abs(days - 7 * weeks) <= 3 for weeks in self.weeks if weeks)


def read_rhythm(words: str) -> Rhythm:
    """What the words of ``day`` say, such as "Tuesday, every 2 weeks" or "Mondays in term time"."""
    if _LOOSE.search(words):
        return Rhythm()
    but = _BUT.search(words)
    meets, rest = (words[: but.start()], words[but.end() :]) if but else (words, "")
    weekdays, others = _weekdays(meets), _weekdays(rest)
    if but and but[1].lower() == "but" and len(weekdays) < 7:  # not "every day but Sunday"
        weekdays |= others if weekdays else frozenset()
    else:
        weekdays = (weekdays or (frozenset(range(7)) if others else weekdays)) - others
    nths = _nths(meets)
    days = frozenset(
        (int(one[1]), MONTHS.index(one[2].lower()) + 1) for one in _NAMED_DAY.finditer(words)
    )
    months = _NAMED_MONTH.findall(_NAMED_DAY.sub("", rest))
    own_months = frozenset(MONTHS.index(one.lower()) + 1 for one in months)
    return Rhythm(weekdays, frozenset() if nths else _weeks(meets), nths, days, own_months)


def named_weekdays(words: str) -> Iterator[tuple[str, int, int, int]]:
    """Each day that is named with its weekday and no year: the words, weekday, day and month."""
    for one in _NAMED_WEEKDAY.finditer(words):
        weekday = _WEEK.index(one[1][:3].lower())
        yield one[0], weekday, int(one[2]), MONTHS.index(one[3].lower()) + 1


def on_each(words: str) -> frozenset[int]:
    """The weekdays that it meets on one and all: both of "Tuesdays and Thursdays"."""
    both = _BOTH.match(words)
    return _weekdays(both[0]) if both else frozenset()


def _weekdays(words: str) -> frozenset[int]:
    found = {_WEEK.index(one[0][:3].lower()) for one in _ONE_DAY.finditer(words)}
    for span in _SPAN.finditer(words):
        first, last = (_WEEK.index(span[n][:3].lower()) for n in (1, 2))
        found |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
    for pattern, days in _MANY_DAYS:
        found |= set(days) if pattern.search(words) else set()
    return frozenset(found)


def _weeks(words: str) -> frozenset[int]:
    said = [number for one in _EVERY_N.finditer(words) for number in one.groups() if number]
    weeks = {_NUMBERS.get(one.lower()) or int(one) for one in said}
    for pattern, number in (
        (_EVERY_OTHER, 2), (_EVERY_THIRD, 3), (_WEEKLY, 1), (_MONTHLY, MONTHLY),
    ):  # fmt: skip
        weeks |= {number} if pattern.search(words) else set()
    return frozenset(weeks)


def _nths(words: str) -> frozenset[int]:
    """The places in the month; "every second Tuesday" is one only where it says of the month."""
    found: set[int] = set()
    for one in _NTHS.finditer(words):
        if not one["every"] or _OF_MONTH.match(words, one.end()):
            found |= {_ORDER[nth.lower()] for nth in re.findall(_NTH, one["nths"], re.IGNORECASE)}
    return frozenset(found)

"""Dates in words: those that no calendar has, and those on another day of the week than is said."""

from __future__ import annotations

import datetime as dt
import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from local_offer.checks.context import Context
from local_offer.checks.page_html import line_at, without_code
from local_offer.checks.record_words import all_words, place_of
from local_offer.checks.rhythm import MONTHS, WEEKDAY
from local_offer.dialect.templates import spoken
from local_offer.model import Finding

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    rf"(?:(?:{'|'.join(MONTHS)})(?![a-z])"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?![a-z])\.?)"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>\d{{1,2}}){_ORDINAL}"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)"
_APART = r"[\s\xa0*_]+"  # and the signs that make words strong
_DOT = r"(?:(?<!day)(?<!days)\.)?"  # of "Mon.", and no full stop
# "Monday 1 December 2026", "Monday the 1st of December, 2026", and with no year or no weekday.
_WRITTEN = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}){_DOT},?(?:{_APART}\(?|\s*\()(?:the{_APART})?)?"
    rf"(?<![\d£.,:/-]){_DAY}{_APART}(?:of{_APART})?(?P<month>{_MONTH})(?:,?{_APART}{_YEAR})?",
    re.IGNORECASE,
)
# "Monday, December 1, 2026": with a year, for "in June 31 carers came" is no date.
_MONTH_FIRST = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}){_DOT},?{_APART})?\b(?P<month>{_MONTH}){_APART}{_DAY},?{_APART}{_YEAR}",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}){_DOT},?{_APART})?(?<![\d./-])(?P<day>\d{{1,2}})(?P<sign>[/.-])"
    r"(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/-]|\.\d)",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}){_DOT},?{_APART})?(?<![\d./-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)"
    r"-(?P<day>\d\d)(?![\d-])",
    re.IGNORECASE,
)
# The days before the last of a list or a span: "Tuesday 1" of "Tuesday 1 and Thursday 3 December".
_EARLIER = re.compile(
    rf"\b(?P<weekday>{WEEKDAY}){_DOT},?{_APART}(?:the{_APART})?(?P<day>\d{{1,2}}){_ORDINAL}"
    rf"(?=(?:\s*(?:,|and|or|to|until|till|&|-|–)\s*)+(?:{WEEKDAY}\.?,?{_APART})?(?:the{_APART})?"
    rf"\d{{1,2}}{_ORDINAL}\s)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:,?\s+(?:is|was|will be|falls on|fell on)\s+an?\s+|,\s+an?\s+|\s*\(\s*(?:an?\s+)?)"
    rf"(?P<weekday>{WEEKDAY})",
    re.IGNORECASE,
)
# Before a number that is no day of a month: "bus 31", "section 31".
_NO_DAY = re.compile(
    r"\b(?:bus|route|room|flat|page|section|part|paragraph|schedule|chapter|article|rule|number|no"
    r"|line|item|table|appendix|order|form|unit|level|stage|year|age|aged|over|under|all|about"
    r"|regulation|annex|the first|the last)\.?\s+$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|by|from|until|till|to|since|before|after)\s+$", re.IGNORECASE)
# What each date has: a quick look before the long ones.
_MAY_BE = re.compile(
    r"\d(?:st|nd|rd|th)?(?:[\s\xa0*_]+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|,?\s+(?:19|20)\d\d|[/.-]\d+[/.-]\d)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\]\([^)]*\)|(?:https?://|www\.|mailto:)\S+|^\[[^\]\n]*\]:.*", re.MULTILINE)


@dataclass(frozen=True)
class _Said:
    """A date as it is written: its numbers, the weekday said with it, and where it stands."""

    words: str
    start: int
    weekday: str
    day: int
    month: int
    year: int | None


def days(context: Context) -> Iterator[Finding]:
    """Each date is one that the calendar has, and falls on the weekday that is said with it."""
    offer = context.offer
    for page in offer.pages:
        body = without_code(page.body)
        for said, message, advice in _wrong(body):
            line = line_at(page, said.start)
            yield Finding(page.at.path, line, "calendar", message, advice, excerpt=said.words)
    met: set[tuple[str, str]] = set()
    for record, words in all_words(offer):
        if (record.at.path, words) in met:  # an edition of the leaflet takes most of another's
            continue
        met.add((record.at.path, words))
        for said, message, advice in dict.fromkeys(_wrong(words)):
            at = place_of(context.folder, record.at, said.words)
            yield Finding(at.path, at.line, "calendar", message, advice, excerpt=said.words)


def _wrong(text: str) -> Iterator[tuple[_Said, str, str]]:
    """Each date in a text that cannot be right, what is wrong, and what to do."""
    if not _MAY_BE.search(text):
        return
    text = _ADDRESS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for said in _dates(text):
        if fault := _no_such_day(said) or _other_weekday(said):
            yield said, *fault


def _dates(text: str) -> Iterator[_Said]:
    for pattern in (_WRITTEN, _MONTH_FIRST, _FIGURES, _ISO):
        for match in pattern.finditer(text):
            said = _said(match, text)
            if said is None:
                continue
            yield said
            if pattern is _WRITTEN:
                yield from _earlier(said, text)


def _said(match: re.Match[str], text: str) -> _Said | None:
    parts = match.groupdict()
    month = parts["month"].lower().rstrip(".")
    number = int(month) if month.isdigit() else _month(month)
    year = int(parts["year"]) if parts["year"] else None
    if year is not None and year < 100:
        year += 2000
    weekday = parts["weekday"] or ""
    start = match.start("weekday" if weekday else "year" if match.re is _ISO else "day")
    if match.re is _MONTH_FIRST and not weekday:
        start = match.start("month")
    day = int(parts["day"])
    words, before = text[start : match.end()], text[max(0, start - 20) : start]
    if not weekday and not _is_date(parts["month"], day, year, before):
        return None
    after = _AFTER.match(text, match.end())
    if after and not weekday:
        weekday = after["weekday"]
    elif _is_other_weekday(words, before, text[match.end() : match.end() + 1]):
        weekday = ""
    return _Said(words, start, weekday, day, number, year)


def _is_date(month: str, day: int, year: int | None, before: str) -> bool:
    """Whether a number and a month with no weekday are a date for certain."""
    if _NO_DAY.search(before):
        return False
    if year is not None:
        return True
    # "31 may" and "march" are words too.
    is_word = month in ("may", "march", "mar", "dec", "sept")
    return not is_word and (day <= 31 or bool(_ON.search(before)))


def _is_other_weekday(words: str, before: str, after: str) -> bool:
    """Whether it is another day: "Mondays 1", "Monday to Friday, 1", "Monday (1 May ends it)"."""
    return (
        bool(re.match(r"\w+days\b", words))
        or ("(" in words and after != ")")
        or ("," in words and bool(re.search(r"(?:to|and|or|[-–])\s*$", before)))
    )


def _month(word: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def _earlier(said: _Said, text: str) -> Iterator[_Said]:
    """The days before it that share its month and year: "Monday 7 to Friday 11 December 2026"."""
    if said.year is None:
        return
    begin = max(text.rfind(".", 0, said.start), text.rfind("\n\n", 0, said.start)) + 1
    at = said.start
    for match in reversed(list(_EARLIER.finditer(text, begin, said.start + len(said.words)))):
        between = text[match.end() : at]
        if not re.fullmatch(r"(?:\s*(?:,|and|or|to|until|till|&|-|–))+\s*", between, re.IGNORECASE):
            return
        at = match.start()
        day = int(match["day"])
        yield _Said(match[0], at, match["weekday"], day, said.month, said.year)


def _no_such_day(said: _Said) -> tuple[str, str] | None:
    if not 1 <= said.month <= 12:
        if said.month <= 31 and 1 <= said.day <= 12:
            return (
                f'"{said.words}" has the month first: there is no month {said.month}.',
                f"Write {said.month} {MONTHS[said.day - 1].title()} {said.year}.",
            )
        return f'"{said.words}" is no date: there is no month {said.month}.', "Correct it."
    name = MONTHS[said.month - 1].title()
    year = 2024 if said.year is None else said.year  # a leap year, so that 29 February may be
    most = monthrange(year, said.month)[1]
    if 1 <= said.day <= most:
        return None
    when = f" {said.year}" if said.year and said.month == 2 else ""
    message = f'There is no "{_bare(said)}": {name}{when} has {most} days.'
    if said.month == 2 and said.day == 29 and said.year and not isleap(said.year):
        return message, f"Write 28 February {said.year} or 1 March {said.year}, whichever is meant."
    return message, "Correct the date."


def _other_weekday(said: _Said) -> tuple[str, str] | None:
    if said.year is None or not said.weekday:
        return None
    day = dt.date(said.year, said.month, said.day)
    if _WEEK.index(said.weekday[:3].lower()) == day.weekday():
        return None
    meant = _WEEK.index(said.weekday[:3].lower())
    ahead = (meant - day.weekday()) % 7
    near = day + dt.timedelta(days=ahead if ahead <= 3 else ahead - 7)
    message = f"{spoken(day)} is a {day:%A}, and {near:%A} is said here."
    advice = f"Write {day:%A} {spoken(day)}, or {near:%A} {spoken(near)}, whichever is meant."
    return message, advice


def _bare(said: _Said) -> str:
    """The date without its weekday."""
    words = " ".join(said.words.split())
    return words[re.match(rf"(?:{WEEKDAY}\W*)?", words, re.IGNORECASE).end() :]  # type: ignore[union-attr]  # it matches nothing at least

"""Groups whose words about day and time do not agree with their dates."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from local_offer.checks.context import Context
from local_offer.checks.hours import wrong_hours
from local_offer.checks.record_words import place_of
from local_offer.checks.rhythm import Rhythm, named_weekdays, on_each, read_rhythm
from local_offer.dialect.templates import spoken
from local_offer.model import Day, Finding, Group

FAR_AHEAD = dt.timedelta(days=2 * 365)
"""Nobody plans a meeting later than this: a date so far ahead is a slip of the year."""
LONG_AGO = dt.timedelta(days=30 * 365)
_ENOUGH = 4  # dates, to see that a day of the week is never among them
_Fault = tuple[str, str, str]  # words of the record to find it by, what is wrong, what to do


def meetings(context: Context) -> Iterator[Finding]:
    """The day, rhythm and hours of a group agree with its dates, and there are dates to come."""
    folder, today = context.folder, context.today
    for group in context.offer.groups:
        rhythm = read_rhythm(str(group.day) if group.day else "")
        far = list(_far(group, today))
        faults = [
            *far,
            *_twice(group),
            *_not_on(group, today),
            *_named(group, today),
            *([] if far else _weekdays(group, rhythm, today)),
            *([] if far else _rhythm(group, rhythm, today)),
            *_hours(group),
        ]
        for words, message, advice in faults:
            at = place_of(folder, group.at, words)
            yield Finding(at.path, at.line, "meeting", f'"{group.name}": {message}', advice)
        if not faults:
            yield from _none_left(group, folder, today)


def _days(group: Group, today: Day) -> Iterator[Day]:
    """The days that the file itself gives for meetings; those of its list that are to come."""
    if group.first:
        yield group.first
    yield from (day for day in dict.fromkeys(group.dates) if day >= today)


def _far(group: Group, today: Day) -> Iterator[_Fault]:
    first = (group.first,) if group.first else ()
    for day in dict.fromkeys((*first, *group.dates, *group.not_on)):
        if day - today > FAR_AHEAD:
            years = (day - today).days // 365
            yield day.isoformat(), f"{spoken(day)} is {years} years ahead.", "Correct the year."
        elif today - day > LONG_AGO:
            yield day.isoformat(), f"{spoken(day)} is long past.", "Correct the year."


def _twice(group: Group) -> Iterator[_Fault]:
    for key in ("dates", "not_on"):
        for day, times in Counter(getattr(group, key)).items():
            if times > 1:
                message = f"{spoken(day)} stands {times} times in {key}."
                advice = "Keep it once. If another day is meant, correct it."
                yield day.isoformat(), message, advice


def _not_on(group: Group, today: Day) -> Iterator[_Fault]:
    """Days that are called off, and on which there is no meeting to call off."""
    weeks = group.every_weeks if group.first else None
    for day in dict.fromkeys(group.not_on):
        if day < today or day in group.dates or not (group.dates or weeks):
            continue
        advice = "Name the day that is called off, or take this one out."
        if group.first and weeks:
            behind = (day - group.first).days % (7 * weeks)
            if not behind and day >= group.first:
                continue
            near = [day - dt.timedelta(behind), day + dt.timedelta(7 * weeks - behind)]
            near = [one for one in near if one >= group.first]
            advice = f"It meets on {' and on '.join(_spoken(one) for one in near)}. {advice}"
        message = f"not_on calls off {_spoken(day)}, and it does not meet on that day."
        yield day.isoformat(), message, advice


def _weekdays(group: Group, rhythm: Rhythm, today: Day) -> Iterator[_Fault]:
    """Dates on another day of the week than the words say: one finding, for the first of them."""
    wrong = [day for day in _days(group, today) if not rhythm.allows(day)]
    if not wrong:
        ahead = [day for day in group.dates if day >= today]
        never = on_each(str(group.day)) - {day.weekday() for day in ahead} if group.day else ()
        if never and len(ahead) >= _ENOUGH:
            name = f"{dt.date(2024, 1, 1) + dt.timedelta(days=min(never)):%A}"  # that was a Monday
            message = f'its day is "{group.day}", but none of its dates is a {name}.'
            yield "dates:", message, "Add the dates that are missing, or correct the day."
        return
    day = wrong[0]
    more = f" ({len(wrong) - 1} more of its dates differ.)" if len(wrong) > 1 else ""
    near = min(
        (day + dt.timedelta(days=n) for n in (-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6)),
        key=lambda one: (one.weekday() not in rhythm.weekdays, abs((one - day).days)),
    )
    message = f'its day is "{group.day}", but {spoken(day)} is a {day:%A}.{more}'
    advice = f"Correct the date ({_spoken(near)} is near) or the day."
    if day in group.dates:
        advice += f' If both are right, end the day with: ", but {day:%A} {day.day} {day:%B}".'
    yield day.isoformat(), message, advice


def _named(group: Group, today: Day) -> Iterator[_Fault]:
    """Days that the words name with their weekday: "Tuesday, but Wednesday 30 December"."""
    for words, weekday, number, month in named_weekdays(str(group.day) if group.day else ""):
        given = [*group.dates, *group.not_on]
        days = [day for day in given if (day.day, day.month) == (number, month)]
        for year in (today.year, today.year + 1) if not days else ():
            with suppress(ValueError):
                day = dt.date(year, month, number)
                days += [day] if day >= today else []
        if days and all(day.weekday() != weekday for day in days):
            message = f'its day says "{words}", but {spoken(days[0])} is a {days[0]:%A}.'
            yield words, message, "Correct the one that is wrong."


def _rhythm(group: Group, rhythm: Rhythm, today: Day) -> Iterator[_Fault]:
    """Words such as "every 2 weeks" or "first Tuesday of the month" that the dates do not keep."""
    weeks = group.every_weeks
    if rhythm.nths:
        yield from _places(group, rhythm, today)
        return
    if weeks and rhythm.weeks and not rhythm.agrees(weeks):
        message = f'its day is "{group.day}", but every_weeks is {weeks}.'
        yield "every_weeks:", message, "Correct the one that is wrong."
    gaps = [(after - before).days for before, after in pairwise(sorted(set(group.dates)))]
    if len(gaps) > 1 and rhythm.weeks and 2 * sum(map(rhythm.keeps, gaps)) < len(gaps):
        usual = Counter(gaps).most_common(1)[0][0]
        message = f'its day is "{group.day}", but most of its dates are {usual} days apart.'
        yield "dates:", message, "Correct the dates, or the day."


def _places(group: Group, rhythm: Rhythm, today: Day) -> Iterator[_Fault]:
    """Dates that are not the first, second or last of their weekday in the month, as is said."""
    if group.first and group.every_weeks:
        step = dt.timedelta(weeks=group.every_weeks)
        days = [group.first + step * n for n in range(60)]
        wrong = [day for day in days if day >= today and not rhythm.is_nth(day)]
        if wrong and rhythm.allows(wrong[0]):
            often = "week" if group.every_weeks == 1 else f"{group.every_weeks} weeks"
            message = f'its day is "{group.day}", but every {often} leads to {_spoken(wrong[0])}.'
            advice = "In place of first and every_weeks, list its dates: dates: [2027-01-05, ...]"
            yield "every_weeks:", message, advice
    for day in group.dates:
        if day >= today and rhythm.allows(day) and not rhythm.is_nth(day) and not rhythm.names(day):
            message = f'its day is "{group.day}", but {_spoken(day)} is another one in its month.'
            advice = "Correct the date. If both are right, end the day with: "
            yield day.isoformat(), message, f'{advice}", but {day.day} {day:%B}".'
            return


def _hours(group: Group) -> Iterator[_Fault]:
    for message, advice in wrong_hours(str(group.time) if group.time else ""):
        yield "time:", f"the time {message}", advice


def _none_left(group: Group, folder: Path, today: Day) -> Iterator[Finding]:
    """A group with no date to show.

    Dates that are over are a warning: the rest of the website must not stand still on the night
    after the last meeting of one course. The website then says to ask for the next date, the
    nightly report names it, and nobody can make a release of it.
    """
    if group.next_dates(today, 1) or not (group.first or group.dates):
        return
    if group.first and not group.every_weeks:
        at = place_of(folder, group.at, "first:")
        message = f'"{group.name}": no date is shown, for nothing says how often it meets.'
        advice = "Add every_weeks: 2, or however many. For single meetings, write dates: [...]"
        yield Finding(at.path, at.line, "meeting", message, advice)
    elif not group.first or group.first < today:
        last = max((day for day in group.dates if day not in group.not_on), default=None)
        message = f'"{group.name}" has no date left.'
        if last:
            message = f'"{group.name}" has no date left: the last was {_spoken(last)}.'
        at = place_of(folder, group.at, "dates:" if group.dates else "first:")
        advice = "Add the next dates. If it has ended, take the group out."
        yield Finding(at.path, at.line, "dates-overdue", message, advice, "warning")


def _spoken(day: Day) -> str:
    return f"{day:%A} {spoken(day)}"

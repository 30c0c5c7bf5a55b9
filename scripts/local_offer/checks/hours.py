"""Times of the day as people write them: which of them cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TIME = r"(?:(\d{1,2})(?:[.:](\d{2}))?(?:\s?([ap])\.?m\b\.?)?|(noon|midday|midnight))"
_ONE = re.compile(rf"(?<![\d.:£]){_TIME}(?![\d%])", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?<![\d.:£]){_TIME}\s*(?:to|until|till|-|–|—)\s*{_TIME}(?![\d%])", re.IGNORECASE
)
_OVERNIGHT = re.compile(r"\b(?:overnight|night|next (?:day|morning)|sleep)", re.IGNORECASE)
_EVENING = 18 * 60
_Parts = tuple[str | None, ...]  # hours, minutes, "a" or "p", or a word


def wrong_hours(words: str) -> Iterator[tuple[str, str]]:
    """Each time that is none, and each end before its beginning: what is wrong, what to do."""
    faults = list(impossible_times(words))
    yield from faults
    if faults or _OVERNIGHT.search(words):
        return
    for span in _SPAN.finditer(words):
        start, end = span.groups()[:4], span.groups()[4:]
        begins, ends = _minutes(start), _minutes(end)
        if begins is None or ends is None or begins < ends:
            at_midnight = _is_twelve_am(start)
            if begins is not None and ends is not None and at_midnight:
                yield f'"{span[0]}" begins at midnight: 12am is that.', "Write noon for 12 o'clock."
            continue
        if _is_twelve_am(end):
            if begins < _EVENING:
                yield f'"{span[0]}" ends at midnight: 12am is that.', "Write noon for 12 o'clock."
        elif (end[3] or "").lower() != "midnight":
            when = "as soon as" if begins == ends else "before"
            yield f'"{span[0]}" ends {when} it begins.', "Correct one of the times."


def impossible_times(words: str) -> Iterator[tuple[str, str]]:
    """Each time that no clock shows: what is wrong, and what to do."""
    for one in _ONE.finditer(words):
        if fault := _no_time(one):
            yield fault


def _no_time(one: re.Match[str]) -> tuple[str, str] | None:
    """What is wrong with one time that no clock shows."""
    hours, minutes, half, _ = one.groups()
    if hours is None or not (minutes or half):
        return None
    if int(minutes or 0) > 59 or int(hours) > 24:
        return f'"{one[0]}" is no time.', "Write it like 9.30am."
    if half and int(hours) > 12:
        twelve = f"{int(hours) - 12}{'.' + minutes if minutes and minutes != '00' else ''}pm"
        return f'"{one[0]}" is no time.', f"Write {twelve}, if that is meant."
    return None


def _is_twelve_am(time: _Parts) -> bool:
    return time[0] == "12" and (time[2] or "").lower() == "a"


def _minutes(time: _Parts) -> int | None:
    """Minutes from midnight; ``None`` where it is not said whether morning or afternoon."""
    hours, minutes, half, word = time
    if word:
        return 0 if word.lower() == "midnight" else 12 * 60
    hour = int(hours or 0)
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    elif hour <= 12:
        return None
    return hour * 60 + int(minutes or 0)

"""The state of an offer before and after: reading age, unlinked policies, missing headings, dates.

Each figure is worked out from the pages as typed, so that an older version, with half of what an
offer asks for today, can be measured too. What it does not say cannot be counted, and is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from local_offer.loading.content_files import Typed, TypedPage
from local_offer.loading.register import RegisterEntry, read_register
from local_offer.model import HEADINGS, HIGHEST_AGE, Day
from local_offer.review.lenient_html import page_html
from local_offer.review.page_model import front
from named_documents import Titles, find_mentions
from plain_language import prose, reading_age

UNTOLD = "not known"


@dataclass(frozen=True)
class Version:
    """One of two versions to compare: its folder, what is typed in it, its day and its name.

    ``day`` is None, and ``name`` a folder's, where it comes from no history.
    """

    folder: Path
    typed: Typed
    name: str
    day: dt.date | None = None


@dataclass(frozen=True)
class Figure:
    """One thing counted, before and after, and whether it is worse now."""

    what: str
    before: str
    after: str
    worse: bool = False


def figures(before: Version, after: Version, today: Day) -> list[Figure]:
    """The state of both versions side by side."""
    rows: list[Figure] = []
    for what, count in (
        ("Pages", lambda version: len(version.typed.pages)),
        (
            f"Pages that read harder than age {HIGHEST_AGE}",
            lambda version: len(hard_pages(version)),
        ),
        ("Policies named and not linked", _unlinked),
        ("Headings that no page answers", _missing),
        ("Pages past their review day", lambda version: _overdue(version, today)),
    ):
        was, now = count(before), count(after)
        worse = what != "Pages" and was is not None and now is not None and now > was
        rows.append(Figure(what, _said(was), _said(now), worse))
    return rows


def ages(before: TypedPage | None, after: TypedPage | None) -> tuple[float | None, float | None]:
    """The reading age of a page before and after, in years; None where it is too short."""
    was, now = (page.body if page else "" for page in (before, after))
    return _age(was), _age(now)


def hard_pages(version: Version) -> list[str]:
    """The pages of a version that read harder than the rule asks, by path."""
    return [
        path for path, page in version.typed.pages.items() if (_age(page.body) or 0) > HIGHEST_AGE
    ]


def _said(count: int | None) -> str:
    return UNTOLD if count is None else str(count)


@lru_cache(maxsize=4096)  # most pages are the same in both versions
def _age(body: str) -> float | None:
    return reading_age([sentence.text for sentence in prose(page_html(body, blocks=False))]).age


def _unlinked(version: Version) -> int | None:
    path = version.folder / "content" / "data" / "policies.yml"
    if not path.is_file():
        return None
    register = tuple(read_register(path)[0])
    return sum(_unlinked_in(page.body, register) for page in version.typed.pages.values())


@lru_cache(maxsize=4096)
def _unlinked_in(body: str, register: tuple[RegisterEntry, ...]) -> int:
    found = find_mentions(body, _titles(register))
    return sum(mention.verdict == "unlinked-known" for mention in found)


@lru_cache(maxsize=2)
def _titles(register: tuple[RegisterEntry, ...]) -> Titles:
    return Titles(register)


def _missing(version: Version) -> int | None:
    answered = {str(heading) for heading in _values(version, "heading")}
    return sum(heading.id not in answered for heading in HEADINGS) if answered else None


def _overdue(version: Version, today: Day) -> int | None:
    days = [day for day in map(_day, map(str, _values(version, "review_by"))) if day]
    return sum(day < (version.day or today) for day in days) if days else None


def _values(version: Version, key: str) -> Iterator[object]:
    for page in version.typed.pages.values():
        if (value := front(page).get(key)) is not None:
            yield value


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


def total(figures_: Iterable[Figure]) -> int:
    """How many of the figures are worse now."""
    return sum(figure.worse for figure in figures_)

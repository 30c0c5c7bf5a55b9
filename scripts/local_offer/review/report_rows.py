"""The rows of a review's report: facts, lines for each page, reading ages, the redline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from local_offer.review import Review
from local_offer.review.change import Change, Passage
from local_offer.review.sentence_lines import KIND_NAMES, LONGEST, line, part, plain, shown


@dataclass(frozen=True)
class Room:
    """How much of each thing the first part shows; the appendix has the rest.

    ``letters`` is how much of one change is shown, and ``names`` how many names stand in a row.
    """

    facts: int
    lines: int
    for_a_page: int
    names: int
    reasons: int
    promises: int
    answers: int
    ages: int
    letters: int


ROOMS = (
    Room(12, 24, 5, 14, 8, 9, 4, 6, 180),
    Room(9, 16, 4, 10, 6, 7, 3, 4, 140),
    Room(7, 11, 3, 7, 4, 5, 2, 3, 110),
    Room(5, 7, 2, 5, 3, 4, 2, 2, 80),
)
"""From the largest; the first that fits on the sides there are is taken."""


def in_a_row(names: Sequence[str], room: Room) -> str:
    """Names with commas between them, and how many more there are."""
    more = len(names) - room.names
    return ", ".join(names[: room.names]) + (f", and {more} more" if more > 0 else "")


def by_page(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Changes by the path of their page or file, each in the order given."""
    pages: dict[str, list[Change]] = {}
    for change in changes:
        pages.setdefault(change.page, []).append(change)
    return pages


def by_weight(facts: Iterable[Change]) -> list[Change]:
    """Money and phones first, addresses of links last; else the order of the pages."""
    kinds = list(KIND_NAMES)
    return sorted(facts, key=lambda fact: kinds.index(fact.kind))


def fact_row(fact: Change, review: Review, letters: int = LONGEST) -> dict[str, str]:
    """A changed fact in plain words: kind, page, section, before, after, and its sentence.

    The sentence is empty where it says no more than the fact.
    """
    said = fact.said_after or fact.said_before
    before, after = shown(fact, review.titles, letters)
    return {
        "kind": KIND_NAMES[fact.kind],
        "page": review.titles.get(fact.page, fact.page),
        "section": part(fact, review.titles),
        "before": before,
        "after": after,
        "sentence": plain(said, letters) if said not in (fact.before, fact.after) else "",
    }


def page_lines(review: Review, room: Room) -> tuple[list[tuple[str, list[str], int]], list[str]]:
    """For each page its name, its lines and how many small changes; and what there was no room for.

    Facts have their own table, and pages that came or went their own sentence.
    """
    fitting: list[tuple[str, list[str], int]] = []
    left: list[str] = []
    space = room.lines
    for page, changes in by_page(review.changes).items():
        small = sum(one.is_small for one in changes)
        lines = [line(one, review.titles, room.letters) for one in changes if _has_line(one)]
        fits = lines[: max(0, min(space, room.for_a_page))]
        title = review.titles.get(page, page)
        if fits or (small and space > 0 and not lines):
            fitting.append((title, fits, small))
            space -= 1 + len(fits)
        if len(lines) > len(fits):
            left.append(f"{title} ({len(lines) - len(fits)})")
    return fitting, left


def _has_line(change: Change) -> bool:
    whole_page = change.kind in ("page-added", "page-removed")
    return not (change.is_fact or change.is_small or whole_page)


def came_or_went(review: Review, room: Room) -> list[str]:
    """A sentence for the pages that are new, and one for those that are gone."""
    sentences = []
    for kind, words in (("page-added", "New pages"), ("page-removed", "Pages that are gone")):
        names = [_with_note(one) for one in review.changes if one.kind == kind]
        if names:
            sentences.append(f"{words}: {in_a_row(names, room)}.")
    return sentences


def _with_note(change: Change) -> str:
    """The name of a page that came or went, and where its words went, in brackets."""
    note = f" ({change.said_after[:-1]})" if change.said_after else ""
    return f"{change.after or change.before}{note}"


def reading_ages(review: Review) -> list[tuple[str, str, str]]:
    """The pages whose reading age changed, the most first: name, before and after, in years."""
    rows = [
        (abs(now - was), review.titles.get(page, page), was, now)
        for page, (was, now) in review.reading.items()
        if was and now and was != now
    ]
    ordered = sorted(rows, key=lambda row: (-row[0], row[1]))
    return [(title, f"{was:.1f}", f"{now:.1f}") for _, title, was, now in ordered]


def redline(review: Review) -> list[tuple[str, list[Passage]]]:
    """The passages with a change that matters, that moved, or that are new or gone, by page."""
    pages: dict[str, list[Passage]] = {}
    for passage in review.passages:
        only_small = passage.changes and all(one.is_small for one in passage.changes)
        if passage.parts and not only_small:
            pages.setdefault(passage.page, []).append(passage)
    return [(review.titles.get(page, page), passages) for page, passages in pages.items()]


def small_changes(review: Review) -> list[tuple[str, list[Change]]]:
    """The small changes, by page."""
    small = by_page(one for one in review.changes if one.is_small)
    return [(review.titles.get(page, page), found) for page, found in small.items()]

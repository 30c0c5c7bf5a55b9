"""Matched pages as changes: what was added, removed, moved, renamed and reworded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from local_offer.review.change import WHOLE_PAGE, Change, Passage
from local_offer.review.heading_changes import heading_changes
from local_offer.review.match_sections import match_pages
from local_offer.review.matches import Match, PagePair, SectionMatch
from local_offer.review.page_model import PageText, Unit
from local_offer.review.unit_changes import (
    SPACE,
    came_or_went,
    gap_changes,
    pair_changes,
    passage_of,
    reported_under,
)

_MERGED = 0.5  # of a page that is gone: so much of it stands on another page
_CAME_OR_WENT = ("text-added", "text-removed", "list-item-added", "list-item-removed")


def compare_pages(before: Sequence[PageText], after: Sequence[PageText]) -> list[Passage]:
    """What changed on the pages, in the order of the new ones, then those that are gone."""
    pairs, sections = match_pages(before, after)
    by_page: dict[str, list[Passage]] = {page.path: [] for page in after}
    for passage in (*_spacing(pairs), *_whole_pages(pairs, sections)):
        by_page.setdefault(passage.page, []).insert(0, passage)
    for passage in _in_sections(pairs, sections):
        by_page.setdefault(passage.page, []).append(passage)
    return [passage for passages in by_page.values() for passage in passages]


def _in_sections(pairs: Sequence[PagePair], sections: list[SectionMatch]) -> Iterator[Passage]:
    """What changed in each section, under the path that its page has now."""
    renamed = {old.path: new.path for old, new in pairs if old and new}
    whole = {page.path for pair in pairs if None in pair for page in pair if page}
    for section in sections:
        for passage in _passages(section):
            page = renamed.get(passage.page, passage.page)
            found = reported_under(passage, page, passage.section)
            yield _redline_alone(found) if page in whole else found


def _redline_alone(passage: Passage) -> Passage:
    """A passage of a page that came or went: that is one change, and the words are its redline."""
    changes = tuple(change for change in passage.changes if change.kind not in _CAME_OR_WENT)
    return replace(passage, changes=changes)


def _whole_pages(pairs: Sequence[PagePair], sections: list[SectionMatch]) -> Iterator[Passage]:
    """A passage for each page that came, went or has another name now."""
    for old, new in pairs:
        if new is None:
            if old:
                went = _where_it_went(old, sections)
                note = f"Its words went into “{went}”." if went else ""
                gone = Change(old.path, "", "page-removed", old.title, "", said_after=note)
                yield passage_of(gone, note=note)
        elif old is None:
            yield passage_of(Change(new.path, "", "page-added", "", new.title))
        elif old.path != new.path:
            yield passage_of(Change(new.path, "", "page-renamed", old.path, new.path, major=False))


def _where_it_went(page: PageText, sections: list[SectionMatch]) -> str:
    """The title of the page that holds most of what stood on one that is gone, if any does."""
    went: Counter[str] = Counter()
    for row in (row for section in sections for row in section.rows):
        if row.old and row.new_spot and row.old_spot and row.old_spot.page is page and row.new:
            went[row.new_spot.page.title] += len(row.old.key.split())
    title, words = next(iter(went.most_common(1)), ("", 0))
    return title if words >= _MERGED * len(page.key.split()) else ""


def _spacing(pairs: Sequence[PagePair]) -> Iterator[Passage]:
    """A passage for each page whose lines were wrapped or spaced in another way."""
    for old, new in pairs:
        if old and new and _is_spaced_otherwise(old.typed.body, new.typed.body):
            yield passage_of(Change(new.path, WHOLE_PAGE, "whitespace-only", "", "", major=False))


def _is_spaced_otherwise(before: str, after: str) -> bool:
    """Whether some paragraph has the same words with other white space between them."""
    if before == after:
        return False
    old, new = (set(re.split(r"\n\s*\n", body.strip("\n"))) for body in (before, after))
    if old == new:
        return before.split() == after.split()
    gone, came = ({" ".join(part.split()) for part in side} for side in (old - new, new - old))
    return bool(gone & came)


def _passages(section: SectionMatch) -> Iterator[Passage]:
    """What changed in one section."""
    yield from heading_changes(section)
    if section.spot.section.level and (section.old is None or section.new is None):
        yield from _whole_section(section)
    else:
        yield from _joined(_by_row(section))


def _by_row(section: SectionMatch) -> Iterator[Passage | None]:
    """What changed in a section that was there before, in its order; None for a row that did not.

    Words that moved here are one passage, in the place of the first.
    """
    gap: list[Match] = []
    seen: set[int] = set()
    for row in section.rows:
        if not row.moved and (row.old is None or row.new is None):
            gap.append(row)
            continue
        yield from gap_changes(gap)
        gap = []
        if not row.moved:
            pair = list(pair_changes(row))
            yield from pair or (None,)
        elif row.moved not in seen:
            seen.add(row.moved)
            yield _moved_rows([one for one in section.rows if one.moved == row.moved])
    yield from gap_changes(gap)


def _joined(passages: Iterable[Passage | None]) -> Iterator[Passage]:
    """The same, with sentences in a row that are all in other words made one."""
    held: Passage | None = None
    for passage in passages:
        worded = passage is not None and passage.changes[-1].kind == "text-reworded"
        if held and passage and worded:
            held = _two_in_one(held, passage)
            continue
        if held:
            yield held
        held = passage if worded else None
        if passage and not worded:
            yield passage
    if held:
        yield held


def _two_in_one(first: Passage, second: Passage) -> Passage:
    was, now = first.changes[-1], second.changes[-1]
    joined = replace(
        was,
        before=f"{was.before} {now.before}",
        after=f"{was.after} {now.after}",
        said_before=f"{was.said_before} {now.said_before}",
        said_after=f"{was.said_after} {now.said_after}",
    )
    facts = (*first.changes[:-1], *second.changes[:-1])
    parts = (*first.parts, SPACE, *second.parts)
    return replace(first, parts=parts, changes=(*facts, joined))


def _whole_section(section: SectionMatch) -> Iterator[Passage]:
    """A section that came or went, as one change; what of it moved is reported where it is now."""
    for number in dict.fromkeys(row.moved for row in section.rows if row.moved):
        yield _moved_rows([row for row in section.rows if row.moved == number])
    units = [row.unit for row in section.rows if not row.moved]
    if units:
        gone = section.new is None
        yield came_or_went(section.spot, units, gone=gone, note="The whole section.")


def _moved_rows(rows: list[Match]) -> Passage:
    """Words that stand in another place now, as one event, and what changed in them."""
    spot = next(row.old_spot for row in rows if row.old_spot)
    page, section = rows[0].page, rows[0].section
    elsewhere = spot.page.path != page
    moved = Change(
        page,
        section,
        "moved-paragraph",
        _markdown(row.old for row in rows),
        _markdown(row.new for row in rows),
        major=False,
        from_page=spot.page.path if elsewhere else "",
        from_section=spot.section.title,
    )
    inside = [passage for row in rows for passage in _inside(row)]
    parts = [part for passage in inside for part in (*passage.parts, SPACE)]
    changes = [change for passage in inside for change in passage.changes]
    note = f"Moved from “{spot.section.title}”"
    note += f" on the page “{spot.page.title}”." if elsewhere else "."
    return Passage(page, section, tuple(parts[:-1]), (moved, *changes), note)


def _markdown(units: Iterable[Unit | None]) -> str:
    return " ".join(unit.words.markdown for unit in units if unit)


def _inside(row: Match) -> list[Passage]:
    """One row of what moved, with its words even where they are as they were."""
    passages = list(gap_changes([row]) if row.old is None or row.new is None else pair_changes(row))
    return passages or [Passage(row.page, row.section, (("same", row.unit.words.text),))]

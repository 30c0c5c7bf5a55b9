"""Matched pages told as changes: what was added, removed, moved, renamed and reworded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from local_offer.review.alignment import SENTENCE, likeness
from local_offer.review.change import WHOLE_PAGE, Change, ChangeKind, Passage
from local_offer.review.match_sections import match_pages
from local_offer.review.matches import Match, PagePair, SectionMatch, Spot
from local_offer.review.page_model import MarkedRun, MarkedWords, PageText
from local_offer.review.sentence_diff import compare_words
from local_offer.review.unit_changes import (
    SPACE,
    came_or_went,
    gap_changes,
    pair_changes,
    passage_of,
    sentence_change,
    told_under,
)

_MERGED = 0.5  # of a page that is gone: so much of it stands on another page
_CAME_OR_WENT = ("text-added", "text-removed", "list-item-added", "list-item-removed")


def compare_pages(before: Sequence[PageText], after: Sequence[PageText]) -> list[Passage]:
    """What changed on the pages, in the order of the new ones, then those that are gone."""
    pairs, sections = match_pages(before, after)
    by_page: dict[str, list[Passage]] = {page.path: [] for page in after}
    for passage in [*_spacing(pairs), *_pages_told(pairs, sections)]:
        by_page.setdefault(passage.page, []).insert(0, passage)
    renamed = {old.path: new.path for old, new in pairs if old and new}
    for section in sections:
        for passage in _passages(section):
            told = told_under(passage, renamed.get(passage.page, passage.page), passage.section)
            by_page.setdefault(told.page, []).append(told)
    whole = {page.path for pair in pairs for page in pair if page and None in pair}
    return [
        told_underce(passage) if path in whole else passage
        for path, passages in by_page.items()
        for passage in passages
    ]


def told_underce(passage: Passage) -> Passage:
    """The same for a page that came or went: that is told once, and its words are the redline."""
    changes = tuple(change for change in passage.changes if change.kind not in _CAME_OR_WENT)
    return replace(passage, changes=changes)


def _pages_told(pairs: Sequence[PagePair], sections: list[SectionMatch]) -> Iterator[Passage]:
    for old, new in pairs:
        if old is None and new is not None:
            yield passage_of(Change(new.path, "", "page-added", "", new.title))
        elif new is None and old is not None:
            went = _where_it_went(old, sections)
            note = f"Its words went into “{went}”." if went else ""
            yield passage_of(
                Change(old.path, "", "page-removed", old.title, "", said_after=note), note=note
            )
        elif old and new and old.path != new.path:
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
    """Pages whose lines were wrapped or spaced in another way."""
    for old, new in pairs:
        if old and new and old.typed.body != new.typed.body:
            lines = [set(re.split(r"\n\s*\n", page.typed.body.strip("\n"))) for page in (old, new)]
            gone, came = lines[0] - lines[1], lines[1] - lines[0]
            same = {" ".join(part.split()) for part in gone}
            same &= {" ".join(part.split()) for part in came}
            if same or (not gone and not came and old.typed.body.split() == new.typed.body.split()):
                kind: ChangeKind = "whitespace-only"
                yield passage_of(Change(new.path, WHOLE_PAGE, kind, "", "", major=False))


def _passages(section: SectionMatch) -> Iterator[Passage]:
    """What is told of one section."""
    yield from _headings(section)
    spot = section.new or section.old
    if spot and spot.section.level and (section.old is None or section.new is None):
        yield from _whole_section(section, spot)
    else:
        yield from _joined(_lines(section))


def _lines(section: SectionMatch) -> Iterator[Passage | None]:
    """What is told of a section that was there before, in its order; None where nothing is."""
    gap: list[Match] = []
    told: set[int] = set()
    for row in section.rows:
        if not row.moved and (row.old is None or row.new is None):
            gap.append(row)
            continue
        yield from gap_changes(gap)
        gap = []
        if not row.moved:
            pair = list(pair_changes(row))
            yield from pair or (None,)
        elif row.moved not in told:
            told.add(row.moved)
            yield _moved_rows([one for one in section.rows if one.moved == row.moved])
    yield from gap_changes(gap)


def _joined(passages: Iterable[Passage | None]) -> Iterator[Passage]:
    """The same, with sentences in a row that are all said in other words made one."""
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


def _headings(section: SectionMatch) -> Iterator[Passage]:
    old, new = section.old, section.new
    if old is None or new is None:
        return
    page, title = new.page.path, new.section.title
    was = old.section.title
    if section.moved:
        near = _neighbour(new)
        note = f"It now comes after “{near}”." if near else "It now comes first."
        if old.page.path != new.page.path:
            note = f"It stood on the page “{old.page.title}”."
        moved = Change(
            page, title, "moved-section", was, title, major=False,
            from_page=old.page.path if old.page.path != page else "",
            said_after=note,
        )  # fmt: skip
        yield Passage(page, title, (("same", title),), (moved,), f"This section moved. {note}")
    if was == title:
        if old.section.level != new.section.level and old.section.level and new.section.level:
            kind: ChangeKind = "formatting-only"
            change = Change(page, title, kind, "#" * old.section.level, "#" * new.section.level,
                            major=False)  # fmt: skip
            yield passage_of(change)
        return
    if not old.section.level and not new.section.level:
        return  # words above the first heading are named by the page's title, told elsewhere
    compared = compare_words(_plain(was), _plain(title))
    small = all(not row.major for row in compared.rows) and not compared.reworded
    facts = [sentence_change(row_, page, title, was, title) for row_ in compared.rows]
    if not small:
        told = Change(page, title, "renamed-heading", was, title, major=False)
        alike = likeness(_plain(was).key, _plain(title).key) >= SENTENCE
        facts = [fact for fact in facts if alike and fact.major and fact.before and fact.after]
        facts.insert(0, told)
    yield Passage(page, title, compared.parts, tuple(facts), "Heading")


def _neighbour(spot: Spot) -> str:
    return spot.page.sections[spot.number - 1].title if spot.number else ""


def _plain(text: str) -> MarkedWords:
    return MarkedWords((MarkedRun(text),))


def _whole_section(section: SectionMatch, spot: Spot) -> Iterator[Passage]:
    """A section that came or went, told once; what of it moved is told where it is now."""
    for number in dict.fromkeys(row.moved for row in section.rows if row.moved):
        yield _moved_rows([row for row in section.rows if row.moved == number])
    units = [unit for row in section.rows if not row.moved and (unit := row.new or row.old)]
    if units:
        yield came_or_went(spot, units, gone=section.new is None, note="The whole section.")


def _moved_rows(rows: list[Match]) -> Passage:
    """Words that stand in another place now, told as one event, and what changed in them."""
    old_spot = next(row.old_spot for row in rows if row.old_spot)
    page, section = rows[0].page, rows[0].section
    elsewhere = old_spot.page.path != page
    moved = Change(
        page,
        section,
        "moved-paragraph",
        " ".join(row.old.words.markdown for row in rows if row.old),
        " ".join(row.new.words.markdown for row in rows if row.new),
        major=False,
        from_page=old_spot.page.path if elsewhere else "",
        from_section=old_spot.section.title,
    )
    inside = [passage for row in rows for passage in _inside(row)]
    parts = [part for passage in inside for part in (*passage.parts, SPACE)]
    changes = [change for passage in inside for change in passage.changes]
    note = f"Moved from “{old_spot.section.title}”"
    note += f" on the page “{old_spot.page.title}”." if elsewhere else "."
    return Passage(page, section, tuple(parts[:-1]), (moved, *changes), note)


def _inside(row: Match) -> Iterator[Passage]:
    """One row of what moved, with its words even where they are as they were."""
    unit = row.new or row.old
    passages = list(gap_changes([row]) if row.old is None or row.new is None else pair_changes(row))
    if unit and not passages:
        passages = [Passage(row.page, row.section, (("same", unit.words.text),))]
    yield from passages

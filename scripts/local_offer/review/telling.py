"""Matched pages told as changes: what was added, removed, moved, renamed and reworded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from local_offer.review.change import WHOLE_PAGE, Change, Kind, Part, Passage
from local_offer.review.matching import Match, PagePair, SectionMatch, Spot, match_pages, stretches
from local_offer.review.pages import PageText, Run, Unit, Words
from local_offer.review.pairing import SENTENCE, likeness
from local_offer.review.wording import Compared, Row, compare_words

_MERGED = 0.5  # of a page that is gone: so much of it stands on another page
_CAME_OR_WENT = ("text-added", "text-removed", "list-item-added", "list-item-removed")
_SPACE: Part = ("same", " ")


def compare_pages(before: Sequence[PageText], after: Sequence[PageText]) -> list[Passage]:
    """What changed on the pages, in the order of the new ones, then those that are gone."""
    pairs, sections = match_pages(before, after)
    by_page: dict[str, list[Passage]] = {page.path: [] for page in after}
    for passage in [*_spacing(pairs), *_pages_told(pairs, sections)]:
        by_page.setdefault(passage.page, []).insert(0, passage)
    renamed = {old.path: new.path for old, new in pairs if old and new}
    for section in sections:
        for passage in _passages(section):
            told = _told_on(passage, renamed.get(passage.page, passage.page), passage.section)
            by_page.setdefault(told.page, []).append(told)
    whole = {page.path for pair in pairs for page in pair if page and None in pair}
    return [
        _told_once(passage) if path in whole else passage
        for path, passages in by_page.items()
        for passage in passages
    ]


def _told_once(passage: Passage) -> Passage:
    """The same for a page that came or went: that is told once, and its words are the redline."""
    changes = tuple(change for change in passage.changes if change.kind not in _CAME_OR_WENT)
    return replace(passage, changes=changes)


def _pages_told(pairs: Sequence[PagePair], sections: list[SectionMatch]) -> Iterator[Passage]:
    for old, new in pairs:
        if old is None and new is not None:
            yield _one(Change(new.path, "", "page-added", "", new.title))
        elif new is None and old is not None:
            went = _where_it_went(old, sections)
            note = f"Its words went into “{went}”." if went else ""
            yield _one(
                Change(old.path, "", "page-removed", old.title, "", said_after=note), note=note
            )
        elif old and new and old.path != new.path:
            yield _one(Change(new.path, "", "page-renamed", old.path, new.path, major=False))


def _where_it_went(page: PageText, sections: list[SectionMatch]) -> str:
    """The title of the page that holds most of what stood on one that is gone, if any does."""
    went: Counter[str] = Counter()
    for row in (row for section in sections for row in section.rows):
        if row.old and row.new_spot and row.old_spot and row.old_spot.page is page and row.new:
            went[row.new_spot.page.title] += len(row.old.key.split())
    title, words = next(iter(went.most_common(1)), ("", 0))
    return title if words >= _MERGED * len(page.key.split()) else ""


def _one(change: Change, *parts: Part, note: str = "") -> Passage:
    return Passage(change.page, change.section, parts, (change,), note)


def _spacing(pairs: Sequence[PagePair]) -> Iterator[Passage]:
    """Pages whose lines were wrapped or spaced in another way."""
    for old, new in pairs:
        if old and new and old.typed.body != new.typed.body:
            lines = [set(re.split(r"\n\s*\n", page.typed.body.strip("\n"))) for page in (old, new)]
            gone, came = lines[0] - lines[1], lines[1] - lines[0]
            same = {" ".join(part.split()) for part in gone}
            same &= {" ".join(part.split()) for part in came}
            if same or (not gone and not came and old.typed.body.split() == new.typed.body.split()):
                kind: Kind = "whitespace-only"
                yield _one(Change(new.path, WHOLE_PAGE, kind, "", "", major=False))


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
        yield from _gap(gap)
        gap = []
        if not row.moved:
            pair = list(_pair(row))
            yield from pair or (None,)
        elif row.moved not in told:
            told.add(row.moved)
            yield _moved_rows([one for one in section.rows if one.moved == row.moved])
    yield from _gap(gap)


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
    parts = (*first.parts, _SPACE, *second.parts)
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
            kind: Kind = "formatting-only"
            change = Change(page, title, kind, "#" * old.section.level, "#" * new.section.level,
                            major=False)  # fmt: skip
            yield _one(change)
        return
    if not old.section.level and not new.section.level:
        return  # words above the first heading are named by the page's title, told elsewhere
    compared = compare_words(_plain(was), _plain(title))
    small = all(not row.major for row in compared.rows) and not compared.reworded
    facts = [_change(row_, page, title, was, title) for row_ in compared.rows]
    if not small:
        told = Change(page, title, "renamed-heading", was, title, major=False)
        alike = likeness(_plain(was).key, _plain(title).key) >= SENTENCE
        facts = [fact for fact in facts if alike and fact.major and fact.before and fact.after]
        facts.insert(0, told)
    yield Passage(page, title, compared.parts, tuple(facts), "Heading")


def _neighbour(spot: Spot) -> str:
    return spot.page.sections[spot.number - 1].title if spot.number else ""


def _plain(text: str) -> Words:
    return Words((Run(text),))


def _whole_section(section: SectionMatch, spot: Spot) -> Iterator[Passage]:
    """A section that came or went, told once; what of it moved is told where it is now."""
    for number in dict.fromkeys(row.moved for row in section.rows if row.moved):
        yield _moved_rows([row for row in section.rows if row.moved == number])
    units = [unit for row in section.rows if not row.moved and (unit := row.new or row.old)]
    if units:
        yield _came_or_went(spot, units, gone=section.new is None, note="The whole section.")


def _came_or_went(spot: Spot, units: Sequence[Unit], *, gone: bool, note: str = "") -> Passage:
    """Words that stand in one of the versions alone."""
    typed = " ".join(unit.words.markdown for unit in units)
    kinds: tuple[Kind, Kind] = ("text-removed", "text-added")
    if len(units) == 1 and units[0].kind == "item":
        kinds = ("list-item-removed", "list-item-added")
    sides = (typed, "") if gone else ("", typed)
    change = Change(spot.page.path, spot.section.title, kinds[0 if gone else 1], *sides)
    part: Part = ("gone" if gone else "new", " ".join(unit.words.text for unit in units))
    return _one(change, part, note=note)


def _gap(rows: list[Match]) -> Iterator[Passage]:
    """Units that came and went between two that stayed."""
    gone = [row for row in rows if row.old and row.old.kind == "sentence"]
    came = [row for row in rows if row.new and row.new.kind == "sentence"]
    for stretch in stretches(rows):
        first = stretch.rows[0]
        units = [unit for row in stretch.rows if (unit := row.old or row.new)]
        if units[0].kind != "sentence" or not (gone and came):
            spot = first.old_spot if first.old else first.new_spot
            assert spot is not None  # noqa: S101  # a unit stands somewhere
            place = first.new_spot or spot
            passage = _came_or_went(spot, units, gone=first.old is not None)
            yield _told_on(passage, place.page.path, place.section.title)
    if gone and came:
        units_gone = [row.old for row in gone if row.old]
        units_came = [row.new for row in came if row.new]
        was, now = (
            " ".join(unit.words.markdown for unit in units) for units in (units_gone, units_came)
        )
        change = Change(
            came[0].page, came[0].section, "text-reworded", was, now,
            said_before=was, said_after=now,
        )  # fmt: skip
        said, says = (
            " ".join(unit.words.text for unit in units) for units in (units_gone, units_came)
        )
        yield _one(change, ("gone", said), _SPACE, ("new", says))


def _told_on(passage: Passage, page: str, section: str) -> Passage:
    """The same under the name that the page and the section have now."""
    changes = tuple(replace(one, page=page, section=section) for one in passage.changes)
    return replace(passage, page=page, section=section, changes=changes)


def _pair(row: Match) -> Iterator[Passage]:
    """A unit and its other version; nothing where they are the same."""
    page, title = row.page, row.section
    if row.old is None or row.new is None:
        return
    if row.new.cells and row.old.cells:
        yield from _cells(row.old, row.new, page, title)
        return
    compared = compare_words(row.old.words, row.new.words)
    changes = list(_changes(compared, row.old.words, row.new.words, page, title))
    if row.old.kind != row.new.kind and not row.moved:
        kind: Kind = "formatting-only"
        changes.append(Change(page, title, kind, row.old.kind, row.new.kind, major=False))
    if changes:
        yield Passage(page, title, compared.parts, tuple(changes))


def _changes(
    compared: Compared, before: Words, after: Words, page: str, section: str
) -> Iterator[Change]:
    was, now = before.markdown, after.markdown
    for row in compared.rows:
        yield _change(row, page, section, was, now)
    if compared.reworded:
        yield Change(page, section, "text-reworded", was, now, said_before=was, said_after=now)


def _change(row: Row, page: str, section: str, was: str, now: str) -> Change:
    return Change(
        page, section, row.kind, row.before, row.after, row.major, said_before=was, said_after=now
    )


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
    parts = [part for passage in inside for part in (*passage.parts, _SPACE)]
    changes = [change for passage in inside for change in passage.changes]
    note = f"Moved from “{old_spot.section.title}”"
    note += f" on the page “{old_spot.page.title}”." if elsewhere else "."
    return Passage(page, section, tuple(parts[:-1]), (moved, *changes), note)


def _inside(row: Match) -> Iterator[Passage]:
    """One row of what moved, with its words even where they are as they were."""
    unit = row.new or row.old
    passages = list(_gap([row]) if row.old is None or row.new is None else _pair(row))
    if unit and not passages:
        passages = [Passage(row.page, row.section, (("same", unit.words.text),))]
    yield from passages


def _cells(old: Unit, new: Unit, page: str, section: str) -> Iterator[Passage]:
    """The cells of a row that changed; one that came or went is told with its column."""
    was = {name or str(n): words for n, (name, words) in enumerate(old.cells)}
    now = {name or str(n): words for n, (name, words) in enumerate(new.cells)}
    head = new.cells[0][1].text
    nothing = Words(())
    for column in dict.fromkeys((*was, *now)):
        before, after = was.get(column, nothing), now.get(column, nothing)
        if before.markdown == after.markdown:
            continue
        compared = compare_words(before, after)
        small = before.key == after.key and all(not row.major for row in compared.rows)
        change = Change(
            page, section, "formatting-only" if small else "table-cell",
            before.markdown, after.markdown, major=not small,
            said_before=f"{head}, {column}: {before.text}",
            said_after=f"{head}, {column}: {after.text}", row=head, column=column,
        )  # fmt: skip
        parts: tuple[Part, ...] = (("same", f"{head}, {column}: "), *compared.parts)
        yield Passage(page, section, parts, (change,))

"""Sentences, items and rows told as changes: what came, went, or says something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from local_offer.review.change import Change, ChangeKind, Part, Passage, SentenceChange
from local_offer.review.matches import Match, Spot
from local_offer.review.moves import stretches
from local_offer.review.page_model import MarkedWords, Unit
from local_offer.review.sentence_diff import Compared, compare_words

SPACE: Part = ("same", " ")


def passage_of(change: Change, *parts: Part, note: str = "") -> Passage:
    return Passage(change.page, change.section, parts, (change,), note)


def came_or_went(spot: Spot, units: Sequence[Unit], *, gone: bool, note: str = "") -> Passage:
    """Words that stand in one of the versions alone."""
    typed = " ".join(unit.words.markdown for unit in units)
    kinds: tuple[ChangeKind, ChangeKind] = ("text-removed", "text-added")
    if len(units) == 1 and units[0].kind == "item":
        kinds = ("list-item-removed", "list-item-added")
    sides = (typed, "") if gone else ("", typed)
    change = Change(spot.page.path, spot.section.title, kinds[0 if gone else 1], *sides)
    part: Part = ("gone" if gone else "new", " ".join(unit.words.text for unit in units))
    return passage_of(change, part, note=note)


def gap_changes(rows: list[Match]) -> Iterator[Passage]:
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
            passage = came_or_went(spot, units, gone=first.old is not None)
            yield told_under(passage, place.page.path, place.section.title)
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
        yield passage_of(change, ("gone", said), SPACE, ("new", says))


def told_under(passage: Passage, page: str, section: str) -> Passage:
    """The same under the name that the page and the section have now."""
    changes = tuple(replace(one, page=page, section=section) for one in passage.changes)
    return replace(passage, page=page, section=section, changes=changes)


def pair_changes(row: Match) -> Iterator[Passage]:
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
        kind: ChangeKind = "formatting-only"
        changes.append(Change(page, title, kind, row.old.kind, row.new.kind, major=False))
    if changes:
        yield Passage(page, title, compared.parts, tuple(changes))


def _changes(
    compared: Compared, before: MarkedWords, after: MarkedWords, page: str, section: str
) -> Iterator[Change]:
    was, now = before.markdown, after.markdown
    for row in compared.rows:
        yield sentence_change(row, page, section, was, now)
    if compared.reworded:
        yield Change(page, section, "text-reworded", was, now, said_before=was, said_after=now)


def sentence_change(row: SentenceChange, page: str, section: str, was: str, now: str) -> Change:
    return Change(
        page, section, row.kind, row.before, row.after, row.major, said_before=was, said_after=now
    )


def _cells(old: Unit, new: Unit, page: str, section: str) -> Iterator[Passage]:
    """The cells of a row that changed; one that came or went is told with its column."""
    was = {name or str(n): words for n, (name, words) in enumerate(old.cells)}
    now = {name or str(n): words for n, (name, words) in enumerate(new.cells)}
    head = new.cells[0][1].text
    nothing = MarkedWords(())
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

"""Sentences, items and rows as changes: what came, went, or says something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from local_offer.review.change import Change, ChangeKind, Part, Passage, SentenceChange
from local_offer.review.marked_words import NO_WORDS
from local_offer.review.matches import Match, Spot
from local_offer.review.moves import Stretch, stretches
from local_offer.review.page_model import Unit
from local_offer.review.sentence_diff import compare_words

SPACE: Part = ("same", " ")


def passage_of(change: Change, *parts: Part, note: str = "") -> Passage:
    """One change with its redline."""
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
    """Units that came and went between two that stayed.

    Sentences that went where others came are one change: the same place in other words.
    """
    gone = [row for row in rows if row.old and row.old.kind == "sentence"]
    came = [row for row in rows if row.new and row.new.kind == "sentence"]
    reworded = bool(gone and came)
    for stretch in stretches(rows):
        if not (reworded and stretch.rows[0].unit.kind == "sentence"):
            yield _one_sided(stretch)
    if reworded:
        yield _in_other_words(gone, came)


def _one_sided(stretch: Stretch) -> Passage:
    """Units that came or went together, reported under the section as it is now."""
    first = stretch.rows[0]
    spot = cast("Spot", first.old_spot if first.old else first.new_spot)
    units = [row.unit for row in stretch.rows]
    passage = came_or_went(spot, units, gone=first.old is not None)
    return reported_under(passage, first.page, first.section)


def _in_other_words(gone: list[Match], came: list[Match]) -> Passage:
    """Sentences that were taken out and those that stand in their place."""
    old, new = ([row.unit.words for row in rows] for rows in (gone, came))
    was, now = (" ".join(words.markdown for words in side) for side in (old, new))
    page, section = came[0].page, came[0].section
    change = Change(page, section, "text-reworded", was, now, said_before=was, said_after=now)
    said, says = (" ".join(words.text for words in side) for side in (old, new))
    return passage_of(change, ("gone", said), SPACE, ("new", says))


def reported_under(passage: Passage, page: str, section: str) -> Passage:
    """The same under the name that the page and the section have now."""
    changes = tuple(replace(one, page=page, section=section) for one in passage.changes)
    return replace(passage, page=page, section=section, changes=changes)


def pair_changes(row: Match) -> Iterator[Passage]:
    """A unit and its other version; nothing where they are the same."""
    old, new, page, section = row.old, row.new, row.page, row.section
    if old is None or new is None:
        return
    if new.cells and old.cells:
        yield from _cells(old, new, page, section)
        return
    compared = compare_words(old.words, new.words)
    was, now = old.words.markdown, new.words.markdown
    changes = [sentence_change(one, page, section, was, now) for one in compared.rows]
    if compared.reworded:
        reworded = SentenceChange("text-reworded", was, now)
        changes.append(sentence_change(reworded, page, section, was, now))
    if old.kind != new.kind and not row.moved:
        changes.append(Change(page, section, "formatting-only", old.kind, new.kind, major=False))
    if changes:
        yield Passage(page, section, compared.parts, tuple(changes))


def sentence_change(row: SentenceChange, page: str, section: str, was: str, now: str) -> Change:
    """A change in a sentence, with its place and the whole sentence as it was and is."""
    return Change(
        page, section, row.kind, row.before, row.after, row.major, said_before=was, said_after=now
    )


def _cells(old: Unit, new: Unit, page: str, section: str) -> Iterator[Passage]:
    """The cells of a row that changed; one that came or went stands with its column."""
    was = {name or str(n): words for n, (name, words) in enumerate(old.cells)}
    now = {name or str(n): words for n, (name, words) in enumerate(new.cells)}
    head = new.cells[0][1].text
    for column in dict.fromkeys((*was, *now)):
        before, after = was.get(column, NO_WORDS), now.get(column, NO_WORDS)
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
        yield passage_of(change, ("same", f"{head}, {column}: "), *compared.parts)

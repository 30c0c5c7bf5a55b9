"""What changed in a section's heading: its place, its level, its words."""

from __future__ import annotations

from collections.abc import Iterator

from local_offer.review.alignment import SENTENCE, likeness
from local_offer.review.change import Change, Passage
from local_offer.review.marked_words import plain_words
from local_offer.review.matches import SectionMatch, Spot
from local_offer.review.sentence_diff import compare_words
from local_offer.review.unit_changes import passage_of, sentence_change


def heading_changes(section: SectionMatch) -> Iterator[Passage]:
    """A passage where a section moved, and one where its heading has another look or other words.

    A section that came or went has neither.
    """
    old, new = section.old, section.new
    if old is None or new is None:
        return
    if section.moved:
        yield _moved(old, new)
    levels = old.section.level, new.section.level
    if old.section.title != new.section.title:
        if any(levels):  # words above the first heading are named by the page's own title
            yield _renamed(old, new)
    elif levels[0] != levels[1] and all(levels):
        page, title = new.page.path, new.section.title
        was, now = ("#" * level for level in levels)
        yield passage_of(Change(page, title, "formatting-only", was, now, major=False))


def _moved(old: Spot, new: Spot) -> Passage:
    page, title = new.page.path, new.section.title
    elsewhere = old.page.path != page
    if elsewhere:
        note = f"It stood on the page “{old.page.title}”."
    elif new.number:
        note = f"It now comes after “{new.page.sections[new.number - 1].title}”."
    else:
        note = "It now comes first."
    moved = Change(
        page, title, "moved-section", old.section.title, title, major=False,
        from_page=old.page.path if elsewhere else "", said_after=note,
    )  # fmt: skip
    return passage_of(moved, ("same", title), note=f"This section moved. {note}")


def _renamed(old: Spot, new: Spot) -> Passage:
    """A heading with other words; a fact that changed in it is a change of its own."""
    page, was, title = new.page.path, old.section.title, new.section.title
    before, after = plain_words(was), plain_words(title)
    compared = compare_words(before, after)
    facts = [sentence_change(row, page, title, was, title) for row in compared.rows]
    if compared.reworded or any(row.major for row in compared.rows):
        alike = likeness(before.key, after.key) >= SENTENCE
        facts = [fact for fact in facts if alike and fact.major and fact.before and fact.after]
        facts.insert(0, Change(page, title, "renamed-heading", was, title, major=False))
    return Passage(page, title, compared.parts, tuple(facts), "Heading")

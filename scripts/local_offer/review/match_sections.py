"""Which page, section, sentence, item and row of one version is which of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from local_offer.review.alignment import (
    PARAGRAPH,
    SENTENCE,
    align,
    at_least,
    best_pairs,
    likeness,
    out_of_order,
    shared,
)
from local_offer.review.marked_words import MarkedRun, MarkedWords
from local_offer.review.matches import Match, PagePair, SectionMatch, Spot
from local_offer.review.moves import FEWEST, find_moves
from local_offer.review.page_model import PageText, Section, Unit

_SAME_PAGE = 0.6  # words that two pages share before one can be the other renamed
_SAME_SECTION = 0.6
_NAMED_ALIKE = 0.4  # less will do where their names are the same

_SpotPair = tuple[Spot, Spot]


def match_pages(
    before: Sequence[PageText], after: Sequence[PageText]
) -> tuple[list[PagePair], list[SectionMatch]]:
    """The pages in pairs, and every section of those that changed, in the order they have now.

    What went in one place and came in another is one match, and stands where it is now.
    """
    pairs = _pair_pages(before, after)
    sections = _pair_sections(pairs)
    for section in sections:
        section.rows = list(_unit_rows(section))
    find_moves(sections)
    return pairs, sections


def _pair_pages(before: Sequence[PageText], after: Sequence[PageText]) -> list[PagePair]:
    old = {page.path: page for page in before}
    new = {page.path: page for page in after}
    renamed, gone, came = best_pairs(
        [page for path, page in old.items() if path not in new],
        [page for path, page in new.items() if path not in old],
        _same_page,
    )
    pairs: list[PagePair] = [(old[path], new[path]) for path in new if path in old]
    return [*pairs, *renamed, *((page, None) for page in gone), *((None, page) for page in came)]


def _same_page(old: PageText, new: PageText) -> float:
    """How far a page that came is one that went, renamed."""
    same_name = old.title.lower() == new.title.lower()
    return at_least(shared(old.key, new.key), _NAMED_ALIKE if same_name else _SAME_PAGE)


def _pair_sections(pairs: Sequence[PagePair]) -> list[SectionMatch]:
    """Each section with its other version, in the order of the pages as they are now."""
    found: list[SectionMatch] = []
    gone: list[Spot] = []
    came: list[Spot] = []
    for old, new in pairs:
        if old and new and old.typed.body == new.typed.body and old.title == new.title:
            continue
        matched, left, right = _pair_on_page(_spots(old), _spots(new))
        moved = _moved(matched)
        found += [SectionMatch(*spots, moved=k in moved) for k, spots in enumerate(matched)]
        gone += left
        came += right
    across, left, right = best_pairs(gone, came, _same_section)
    found += [SectionMatch(was, now, moved=True) for was, now in across]
    found += [SectionMatch(was, None) for was in left]
    found += [SectionMatch(None, now) for now in right]
    order = {id(page): n for n, pair in enumerate(pairs) if pair[1] for page in pair}

    def place(section: SectionMatch) -> tuple[int, int, bool]:
        spot = section.spot
        return order.get(id(spot.page), len(pairs)), spot.number, section.new is None

    return sorted(found, key=place)


def _same_section(old: Spot, new: Spot) -> float:
    """How far a section that came on one page is one that went from another."""
    before, after = old.section, new.section
    if min(_length(before), _length(after)) < FEWEST:
        return 0
    same_name = before.title.lower() == after.title.lower()
    return at_least(shared(before.key, after.key), SENTENCE if same_name else PARAGRAPH)


def _length(section: Section) -> int:
    return len(section.key.split())


def _spots(page: PageText | None) -> list[Spot]:
    return [Spot(page, section, n) for n, section in enumerate(page.sections)] if page else []


def _pair_on_page(
    old: list[Spot], new: list[Spot]
) -> tuple[list[_SpotPair], list[Spot], list[Spot]]:
    """Sections of one page that stand for each other, in their old order, and those left over.

    First those of one name, then those that say most of the same.
    """
    once = [Counter(spot.section.title.lower() for spot in side) for side in (old, new)]

    def named(before: Spot, after: Spot) -> float:
        was, now = before.section, after.section
        name = was.title.lower()
        if name != now.title.lower():
            return 0
        if once[0][name] == once[1][name] == 1:
            return 3
        return 1 + shared(was.key, now.key) + (was.level == now.level)

    pairs, left, right = best_pairs(old, new, named)
    neighbours = {before.number + 1: after.number + 1 for before, after in pairs} | {0: 0}

    def reworded(before: Spot, after: Spot) -> float:
        was, now = before.section, after.section
        same_place = neighbours.get(before.number) == after.number and was.level == now.level
        if not was.units and not now.units:
            return likeness(was.title.lower(), now.title.lower()) if same_place else 0
        return at_least(shared(was.key, now.key), _NAMED_ALIKE if same_place else _SAME_SECTION)

    more, left, right = best_pairs(left, right, reworded)
    return sorted([*pairs, *more], key=lambda pair: pair[0].number), left, right


def _moved(matched: list[_SpotPair]) -> set[int]:
    """Which of the pairs, counted from 0, stand in another place among the rest."""
    places = [new.number for _, new in matched]
    ranks = {place: rank for rank, place in enumerate(sorted(places))}
    return out_of_order([ranks[place] for place in places])


def _unit_rows(section: SectionMatch) -> Iterator[Match]:
    old = section.old.section.units if section.old else []
    new = section.new.section.units if section.new else []
    for was, now in align(_cut_alike(old, new), _cut_alike(new, old), _same_unit):
        yield Match(was, now, section.old, section.new)


def _same_unit(before: Unit, after: Unit) -> float:
    if before.kind != after.kind:
        return 0
    score = likeness(before.key, after.key)
    if before.kind == "row" and before.cells and after.cells:
        same = before.cells[0][1].key == after.cells[0][1].key
        return 1 if same else score if score > PARAGRAPH else 0
    return at_least(score, SENTENCE)


def _cut_alike(units: list[Unit], others: list[Unit]) -> list[Unit]:
    """The units, with two sentences made one where the other version has them as one.

    A capital letter or a full stop that came or went cuts the same words in another place.
    """
    wanted = {unit.key for unit in others if unit.kind == "sentence"}
    wanted -= {unit.key for unit in units}
    cut: list[Unit] = []
    for unit in units:
        last = cut[-1] if cut else None
        if last and last.block == unit.block and f"{last.key} {unit.key}" in wanted:
            runs = (*last.words.runs, MarkedRun(" "), *unit.words.runs)
            cut[-1] = Unit(unit.kind, MarkedWords(runs), unit.block)
        else:
            cut.append(unit)
    return cut

"""Which page, section, sentence, item and row of one version is which of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from local_offer.review.alignment import (
    PARAGRAPH,
    SENTENCE,
    Pair,
    align,
    best_pairs,
    likeness,
    out_of_order,
    shared,
)
from local_offer.review.matches import Match, PagePair, SectionMatch, Spot
from local_offer.review.moves import FEWEST, find_moves
from local_offer.review.page_model import MarkedRun, MarkedWords, PageText, Section, Unit

_SAME_PAGE = 0.6  # words that two pages share before one can be the other renamed
_SAME_SECTION = 0.6
_NAMED_ALIKE = 0.4  # less will do where their names are the same


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
    pairs: list[PagePair] = [(old[path], new[path]) for path in new if path in old]
    gone = [page for path, page in old.items() if path not in new]
    came = [page for path, page in new.items() if path not in old]

    def alike(i: int, j: int) -> float:
        score = shared(gone[i].key, came[j].key)
        same_name = gone[i].title.lower() == came[j].title.lower()
        return score if score >= (_NAMED_ALIKE if same_name else _SAME_PAGE) else 0

    renamed = best_pairs(range(len(gone)), range(len(came)), alike)
    pairs += [(gone[i], came[j]) for i, j in renamed]
    pairs += [(page, None) for i, page in enumerate(gone) if i not in {i for i, _ in renamed}]
    pairs += [(None, page) for j, page in enumerate(came) if j not in {j for _, j in renamed}]
    return pairs


def _pair_sections(pairs: Sequence[PagePair]) -> list[SectionMatch]:
    """Each section with its other version, in the order of the pages as they are now."""
    found: list[SectionMatch] = []
    gone: list[Spot] = []
    came: list[Spot] = []
    for old, new in pairs:
        left, right = _spots(old), _spots(new)
        if old and new and old.typed.body == new.typed.body and old.title == new.title:
            continue
        matched = _matched(left, right)
        moved = _moved(matched)
        found += [
            SectionMatch(left[i], right[j], moved=k in moved) for k, (i, j) in enumerate(matched)
        ]
        gone += [spot for i, spot in enumerate(left) if i not in {i for i, _ in matched}]
        came += [spot for j, spot in enumerate(right) if j not in {j for _, j in matched}]

    def alike(i: int, j: int) -> float:
        old, new = gone[i].section, came[j].section
        score = shared(old.key, new.key) if min(_length(old), _length(new)) >= FEWEST else 0
        same_name = old.title.lower() == new.title.lower()
        return score if score >= (SENTENCE if same_name else PARAGRAPH) else 0

    across = best_pairs(range(len(gone)), range(len(came)), alike)
    found += [SectionMatch(gone[i], came[j], moved=True) for i, j in across]
    found += [SectionMatch(s, None) for i, s in enumerate(gone) if i not in {i for i, _ in across}]
    found += [SectionMatch(None, s) for j, s in enumerate(came) if j not in {j for _, j in across}]
    order = {id(new): n for n, (_, new) in enumerate(pairs) if new}

    def place(section: SectionMatch) -> tuple[int, int, int]:
        spot = section.new or section.old
        page = order.get(id(spot.page), len(order)) if spot else 0
        if section.new is None and section.old:
            twin = next((new for old, new in pairs if old is section.old.page), None)
            page = order.get(id(twin), len(order))
        return page, spot.number if spot else 0, section.new is None

    return sorted(found, key=place)


def _length(section: Section) -> int:
    return len(section.key.split())


def _spots(page: PageText | None) -> list[Spot]:
    sections = page.sections if page else ()
    return [Spot(page, section, n) for n, section in enumerate(sections) if page]


def _matched(old: list[Spot], new: list[Spot]) -> list[tuple[int, int]]:
    """Sections of one page that stand for each other, by place in both."""
    names = ([s.section.title.lower() for s in old], [s.section.title.lower() for s in new])

    once = tuple(Counter(side) for side in names)

    def named(i: int, j: int) -> float:
        if names[0][i] != names[1][j]:
            return 0
        if once[0][names[0][i]] == once[1][names[1][j]] == 1:
            return 3
        same_level = old[i].section.level == new[j].section.level
        return 1 + shared(old[i].section.key, new[j].section.key) + same_level

    pairs = best_pairs(range(len(old)), range(len(new)), named)
    left = [i for i in range(len(old)) if i not in {i for i, _ in pairs}]
    right = [j for j in range(len(new)) if j not in {j for _, j in pairs}]
    neighbours = {i + 1: j + 1 for i, j in pairs} | {0: 0}

    def reworded(i: int, j: int) -> float:
        before, after = old[i].section, new[j].section
        score = shared(before.key, after.key)
        title = likeness(names[0][i], names[1][j])
        same_place = neighbours.get(i) == j and before.level == after.level
        if not before.units and not after.units:
            return title if same_place else 0
        least = _NAMED_ALIKE if same_place else _SAME_SECTION
        return score if score >= least else 0

    return sorted(pairs + best_pairs(left, right, reworded), key=lambda pair: pair[0])


def _moved(matched: list[tuple[int, int]]) -> set[int]:
    places = [j for _, j in matched]
    ranks = {place: rank for rank, place in enumerate(sorted(places))}
    return set(out_of_order([ranks[place] for place in places]))


def _unit_rows(section: SectionMatch) -> Iterator[Match]:
    old = section.old.section.units if section.old else []
    new = section.new.section.units if section.new else []
    old, new = _cut_alike(old, new), _cut_alike(new, old)

    def alike(i: int, j: int) -> float:
        before, after = old[i], new[j]
        if before.kind != after.kind:
            return 0
        score = likeness(before.key, after.key)
        if before.kind == "row" and before.cells and after.cells:
            same = before.cells[0][1].key == after.cells[0][1].key
            return 1 if same else score if score > PARAGRAPH else 0
        return score if score >= SENTENCE else 0

    rows: list[Pair] = align([unit.key for unit in old], [unit.key for unit in new], alike)
    for i, j in rows:
        yield Match(
            old[i] if i is not None else None,
            new[j] if j is not None else None,
            section.old,
            section.new,
        )


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

"""What does not fit, or cannot be read: measured on the pages as they were laid out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from local_offer.leaflet.edition_findings import Found
from local_offer.leaflet.legibility import measure
from local_offer.leaflet.number_order import misprinted
from local_offer.leaflet.printed_numbers import right_to_left
from local_offer.model import Finding, Leaflet, Offer
from local_offer.pdf import Laid, Run, Sheet

_FOOT = "the foot"


def examine(offer: Offer, leaflet: Leaflet, laid: Laid) -> list[Finding]:
    """What does not fit: each finding names the edition, the page, the box and the words.

    One cause is one finding: what stands on each page is told of the first, and a number that
    is cut off is not told of as a number too.
    """
    full = list(_too_full(leaflet, laid))
    found = [Found("leaflet-engine", f"{one}.", "Mend its stylesheet.") for one in laid.warnings]
    found += full
    for number, sheet in enumerate(laid.sheets, 1):
        found += _out_of_place(leaflet, number, sheet)
    # Where a part runs over, its headings fall anywhere.
    found += [one for one in measure(leaflet, laid) if not full or one.rule != "leaflet-heading"]
    told = {(one.page, one.box) for one in found if one.rule in ("leaflet-fit", "leaflet-edge")}
    found += [one for one in misprinted(offer, laid) if (one.page, one.box) not in told]
    if not found and len(laid.sheets) != leaflet.pages:
        message = f"it has {len(laid.sheets)} pages, not {leaflet.pages}."
        found.append(Found("leaflet-fit", message, "Change its words, or the number of its pages."))
    return [_said(leaflet, one) for one in _once(found)]


def _once(found: Iterable[Found]) -> Iterator[Found]:
    seen: set[tuple[str, str, str | int]] = set()
    for one in found:
        keys: set[tuple[str, str, str | int]] = {(one.rule, one.box, one.words)}
        if one.box:
            keys.add((one.rule, one.box, one.page))
        if not keys & seen:
            yield one
        seen |= keys


def _said(leaflet: Leaflet, one: Found) -> Finding:
    where = f"The {leaflet.id} edition"
    if one.page:
        where += f", page {one.page}" + (f', box "{one.box}"' if one.box else "")
    message = f"{where}: {one.message}"
    return Finding(
        leaflet.at.path, leaflet.at.line, one.rule, message, one.advice, excerpt=one.words
    )


def _too_full(leaflet: Leaflet, laid: Laid) -> Iterator[Found]:
    """The part that fills more pages than it has, once, with the words that have no place."""
    pages = list(enumerate(laid.sheets, 1))
    if leaflet.fold == "none":
        over = len(pages) - leaflet.pages
        chapters = [one for one in _chapters(pages) if len(one) > 1]
        if over > 0 and chapters:
            # Nothing says which of them grew: most likely the one with the longest box.
            short = max(chapters, key=lambda one: _longest([sheet for _, sheet in one])[1])
            keep = max(1, len(short) - over)
            where = range(short[0][0], short[0][0] + keep)
            yield _no_room([sheet for _, sheet in short], where, keep)
        return
    parts = list(dict.fromkeys(sheet.part for sheet in laid.sheets))
    first = 1
    for part in parts:
        room = max(1, leaflet.pages - len(parts) + 1) if part == "the inside" else 1
        own = [sheet for sheet in laid.sheets if sheet.part == part]
        if len(own) > room:
            yield _no_room(own, range(first, first + room), room)
        first += room


def _chapters(pages: Sequence[tuple[int, Sheet]]) -> list[list[tuple[int, Sheet]]]:
    """The pages in groups, each of which begins where a stylesheet asks for a new page."""
    groups: list[list[tuple[int, Sheet]]] = []
    for one in pages:
        if not one[1].flows_on or not groups:
            groups.append([])
        groups[-1].append(one)
    return groups


def _no_room(sheets: Sequence[Sheet], where: range, room: int) -> Found:
    part = sheets[0].part
    runs = [run for sheet in sheets[room:] for run in _own(sheet)]
    words = " ".join(run.words for run in runs)
    count = len(words.split())
    boxes = ", ".join(dict.fromkeys(run.box for run in runs if run.box))
    pages = f"page {where[0]}" if len(where) == 1 else f"pages {where[0]} to {where[-1]}"
    message = (
        f'{count} words do not fit on {part}, {pages}, in the box "{boxes}". '
        f'They begin "{begin(words)}".'
    )
    advice = (
        f"Take about {math.ceil(count * 1.1)} words out of {part}, {pages}. "
        f'The longest box there is "{_longest(sheets)[0]}".'
    )
    return Found("leaflet-fit", message, advice, words)


def _own(sheet: Sheet) -> list[Run]:
    """The words of a page without its foot."""
    return [run for run in sheet.runs if run.tag != "margin"]


def _longest(sheets: Iterable[Sheet]) -> tuple[str, int]:
    """The box with the most words on some pages, and how many they are."""
    counted: Counter[str] = Counter()
    for sheet in sheets:
        for run in _own(sheet):
            counted[run.box] += len(run.words.split())
    return counted.most_common(1)[0] if counted else ("", 0)


def _out_of_place(leaflet: Leaflet, number: int, sheet: Sheet) -> Iterator[Found]:
    """Words that stick out of their page, or lie on other words."""
    from_right = right_to_left(leaflet.lang)
    for run in sheet.runs:
        # Words run over on the side where they end; where they begin, a number may hang out.
        over = sheet.left_edge - run.left if from_right else run.right - sheet.right_edge
        cut = min(run.left, run.top, sheet.width - run.right, sheet.height - run.bottom) < 0
        if over > 0.2 and (cut or run.tag != "margin"):
            message = f'"{run.words}" is {over:.0f} mm too wide.'
            advice = _shorter(run.box) or "Use a shorter word or number here."
            yield Found("leaflet-fit", message, advice, run.words, number, run.box)
        elif cut:
            message, advice = f'"{begin(run.words)}" is cut off.', _shorter(run.box)
            advice = advice or f'Take words out of "{run.box}".'
            yield Found("leaflet-fit", message, advice, run.words, number, run.box)
    for upper, into, words in (*_overlaps(sheet.runs), *_hidden(sheet)):
        message = f'"{upper}" runs into "{into}" at "{begin(words)}".'
        advice = _shorter(upper) or _shorter(into) or f'Take words out of "{upper}".'
        yield Found("leaflet-fit", message, advice, words, number)


def _shorter(box: str) -> str:
    """What to do where words are not those of the leaflet's own file."""
    return (
        'Shorten the "said" or the name of the contact in content/data/contacts.yml.'
        if box == _FOOT
        else ""
    )


def _overlaps(runs: tuple[Run, ...]) -> list[tuple[str, str, str]]:
    """Boxes whose words lie on one another: the upper, the lower, and the lower's words.

    One for each two boxes.
    """
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for one in runs:
        for other in runs:
            if one.box and other.box and one.box < other.box:
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.bottom, other.bottom) - max(one.top, other.top)
                if across > 0.5 and down > 0.35 * min(
                    one.bottom - one.top, other.bottom - other.top
                ):
                    upper, lower = (one, other) if one.top <= other.top else (other, one)
                    found.setdefault((one.box, other.box), (upper.box, lower.box, lower.words))
    return list(found.values())


def _hidden(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Boxes whose words lie under another's ground of colour: box, the other, and the words.

    A box that holds others is their ground, and hides none of them.
    """
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for area in sheet.areas:
        for run in sheet.runs:
            across = min(run.right, area.right) - max(run.left, area.left)
            down = min(run.bottom, area.bottom) - max(run.top, area.top)
            if area.box not in (run.box, *run.around) and across > 0.5 and down > 0.5:
                found.setdefault((run.box, area.box), (run.box, area.box, run.words))
    return list(found.values())


def begin(words: str) -> str:
    """The first few words, to find the place by."""
    pieces = words.split()
    return " ".join(pieces[:6]) + (" ..." if len(pieces) > 6 else "")

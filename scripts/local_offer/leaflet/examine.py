"""What does not fit, or cannot be read: measured on the pages as they were laid out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from local_offer.finding import Finding
from local_offer.leaflet.measure import measure
from local_offer.offer import Leaflet
from local_offer.pdf import Laid, Run, Sheet


def examine(leaflet: Leaflet, laid: Laid) -> list[Finding]:
    """What does not fit: each finding names the edition, the page, the box and the words."""
    found = [
        ("leaflet-engine", f"{warning}.", "Mend its stylesheet.", "") for warning in laid.warnings
    ]
    found += _too_full(leaflet, laid)
    for number, sheet in enumerate(laid.sheets, 1):
        found += [("leaflet-fit", *words) for words in _out_of_place(number, sheet)]
    found += measure(leaflet, laid)
    if not found and len(laid.sheets) != leaflet.pages:
        message = f"it has {len(laid.sheets)} pages, not {leaflet.pages}."
        found.append(("leaflet-fit", message, "Change its words, or the number of its pages.", ""))
    at, name = leaflet.at, f"The {leaflet.id} edition"
    return [
        Finding(
            at.path,
            at.line,
            rule,
            f"{name}, {message}" if message.startswith("page ") else f"{name}: {message}",
            advice,
            excerpt=excerpt,
        )
        for rule, message, advice, excerpt in found
    ]


def _too_full(leaflet: Leaflet, laid: Laid) -> list[tuple[str, str, str, str]]:
    """Parts that fill more pages than they have. In a folded edition each has its place."""
    if leaflet.fold == "none" and len(laid.sheets) <= leaflet.pages:
        return []
    room = _room(leaflet, laid)
    seen: Counter[str] = Counter()
    found = []
    for sheet in laid.sheets:
        seen[sheet.part] += 1
        if seen[sheet.part] > room[sheet.part]:
            runs = [run for run in sheet.runs if run.tag != "margin"]
            words = " ".join(run.words for run in runs)
            count = len(words.split())
            boxes = ", ".join(dict.fromkeys(run.box for run in runs if run.box))
            found.append(
                (
                    "leaflet-fit",
                    (
                        f"{count} words do not fit on {sheet.part}, "
                        f'in the box "{boxes}". They begin "{begin(words)}".'
                    ),
                    f"Take about {math.ceil(count * 1.1)} words out of {sheet.part}.",
                    words,
                )
            )
    return found


def _room(leaflet: Leaflet, laid: Laid) -> dict[str, int]:
    """How many pages each part may fill: one, and the inside all that are left."""
    parts = list(dict.fromkeys(sheet.part for sheet in laid.sheets))
    room = dict.fromkeys(parts, 1)
    if "the inside" in room:
        room["the inside"] = leaflet.pages - len(parts) + 1
    return room


def _out_of_place(number: int, sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Words that stick out of their page, or lie on other words."""
    for run in sheet.runs:
        over = max(run.right - sheet.right_edge, -run.left)
        if over > 0.2 and run.tag != "margin":
            yield (
                f'page {number}, box "{run.box}": "{run.words}" is {over:.0f} mm too wide.',
                "Use a shorter word or number here.",
                run.words,
            )
        if run.top < 0 or run.bottom > sheet.height:
            yield (
                f'page {number}, box "{run.box}": "{begin(run.words)}" is cut off.',
                f'Take words out of "{run.box}".',
                run.words,
            )
    for upper, into, words in (*_overlaps(sheet.runs), *_hidden(sheet)):
        yield (
            f'page {number}: "{upper}" runs into "{into}" at "{begin(words)}".',
            f'Take words out of "{upper}".',
            words,
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
    """Boxes whose words lie under another's ground of colour: box, the other, and the words."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for area in sheet.areas:
        for run in sheet.runs:
            across = min(run.right, area.right) - max(run.left, area.left)
            down = min(run.bottom, area.bottom) - max(run.top, area.top)
            if run.box != area.box and across > 0.5 and down > 0.5:
                found.setdefault((run.box, area.box), (run.box, area.box, run.words))
    return list(found.values())


def begin(words: str) -> str:
    """The first few words, to find the place by."""
    pieces = words.split()
    return " ".join(pieces[:6]) + (" ..." if len(pieces) > 6 else "")

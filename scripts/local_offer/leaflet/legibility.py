"""Whether an edition can be read: type, lines, margins and folds, by the figures of print guides.

Sizes and spacing follow UKAAF's and RNIB's clear print guides: sans serif of 14 points or
more (18 for large print), 60 to 70 letters a line and never much under 45, lines well apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median

from local_offer.leaflet.edition_findings import Found
from local_offer.model import Leaflet
from local_offer.pdf import Laid, Run, Sheet

SHORTEST_LINE, LONGEST_LINE = 45, 70
"""Letters and spaces of a middling line, where it is full."""
LEAST_PITCH = 1.4
"""From one line to the next, in heights of the type."""
SAFE = 5.0
"""mm between words and any cut or fold."""

_HEADINGS = ("h1", "h2", "h3")
_ENOUGH = 8  # full lines; the median of fewer says nothing about an edition
_DISPLAY = 1.25  # type larger than this many times the body is set like a title, closer


def measure(leaflet: Leaflet, laid: Laid) -> list[Found]:
    """All that the figures forbid."""
    found = []
    for number, sheet in enumerate(laid.sheets, 1):
        found += list(_small(leaflet, number, sheet))
        found += list(_letters(laid, number, sheet))
        found += list(_near_the_edge(leaflet, number, sheet))
        found += list(_close_lines(leaflet, number, sheet))
        found += list(_broken_words(number, sheet))
        found += list(_lone_heading(number, sheet))
    return found + list(_line_length(leaflet, laid))


def _small(leaflet: Leaflet, number: int, sheet: Sheet) -> Iterator[Found]:
    for run in sheet.runs:
        if run.points < leaflet.type_pt - 0.01:
            message = (
                f'"{_cut(run.words)}" is set in '
                f"{run.points:g} points. This edition's smallest is {leaflet.type_pt}."
            )
            yield Found(
                "leaflet-type",
                message,
                "Make the type larger in its stylesheet.",
                run.words,
                number,
                run.box,
            )
            return


def _letters(laid: Laid, number: int, sheet: Sheet) -> Iterator[Found]:
    """Letters that the chosen fonts do not have: the machine would draw them with any other."""
    for run in sheet.runs:
        lacking = sorted({sign for sign in run.words if not sign.isspace()} - laid.letters)
        if laid.letters and lacking:
            signs = " ".join(lacking[:8])
            message = f'our type has no letters for {signs} in "{_cut(run.words)}".'
            advice = "Use other words, or name a font with these letters in its stylesheet."
            yield Found("leaflet-letters", message, advice, run.words, number, run.box)
            return


def _near_the_edge(leaflet: Leaflet, number: int, sheet: Sheet) -> Iterator[Found]:
    for run in sheet.runs:
        sides = {
            "the left edge": run.left,
            "the right edge": sheet.width - run.right,
            "the top edge": run.top,
            "the bottom edge": sheet.height - run.bottom,
        }
        for name, gap in sides.items():
            if 0 <= gap < SAFE - 0.05:
                message = (
                    f'"{_cut(run.words)}" is {gap:.1f} mm from {name}. Keep {SAFE:g} mm clear.'
                )
                yield Found(
                    "leaflet-edge",
                    message,
                    "Widen the margin in its stylesheet.",
                    run.words,
                    number,
                    run.box,
                )
        for fold in leaflet.folds_mm:
            if run.left < fold + SAFE and run.right > fold - SAFE:
                message = (
                    f'"{_cut(run.words)}" lies across the fold '
                    f"at {fold} mm, or nearer to it than {SAFE:g} mm."
                )
                yield Found(
                    "leaflet-fold",
                    message,
                    "Move the words, or the fold.",
                    run.words,
                    number,
                    run.box,
                )


def _lines(sheet: Sheet) -> list[list[Run]]:
    """The runs of each line, lines in the order of reading."""
    runs = [run for run in sheet.runs if run.line and run.tag != "margin"]
    return [list(group) for _, group in groupby(runs, key=lambda run: (run.block, run.line))]


def _close_lines(leaflet: Leaflet, number: int, sheet: Sheet) -> Iterator[Found]:
    for upper, lower in pairwise(_lines(sheet)):
        one, other = upper[0], lower[0]
        same = one.block == other.block and abs(one.points - other.points) < 0.1
        if not same or one.points > leaflet.type_pt * _DISPLAY or other.top <= one.top:
            continue
        pitch = (other.top - one.top) / (one.points * 25.4 / 72)
        if pitch < LEAST_PITCH - 0.005:
            message = f'lines are {pitch:.2f} heights of the type apart at "{_cut(other.words)}".'
            advice = f"Give the stylesheet a line height of {LEAST_PITCH} or more."
            yield Found("leaflet-lines", message, advice, other.words, number, other.box)
            return


def _broken_words(number: int, sheet: Sheet) -> Iterator[Found]:
    for upper, lower in pairwise(_lines(sheet)):
        end, start = upper[-1].words, lower[0].words
        if upper[0].block == lower[0].block and end.endswith(("\u2010", "\u00ad")):
            message = f'"{end[-12:]}{start[:8]}" is split.'
            yield Found(
                "leaflet-split",
                message,
                "Turn hyphens off in its stylesheet.",
                end,
                number,
                upper[-1].box,
            )


def _lone_heading(number: int, sheet: Sheet) -> Iterator[Found]:
    runs = [run for run in sheet.runs if run.tag != "margin"]
    if runs and runs[-1].tag in _HEADINGS:
        message = f'the heading "{runs[-1].words}" stands alone at the foot.'
        yield Found(
            "leaflet-heading",
            message,
            "Cut a few words above it.",
            runs[-1].words,
            number,
            runs[-1].box,
        )


def _line_length(leaflet: Leaflet, laid: Laid) -> Iterator[Found]:
    """The middling full line: one that another line of its paragraph follows."""
    lengths = [
        len(" ".join(run.words for run in upper))
        for sheet in laid.sheets
        for upper, lower in pairwise(_lines(sheet))
        if upper[0].block == lower[0].block and upper[0].points <= leaflet.type_pt * _DISPLAY
    ]
    if len(lengths) < _ENOUGH:
        return
    middle = median(lengths)
    if not SHORTEST_LINE <= middle <= LONGEST_LINE:
        message = (
            f"a full line has {middle:g} letters. {SHORTEST_LINE} to {LONGEST_LINE} read well."
        )
        advice = "Change the margins in its stylesheet."
        yield Found("leaflet-lines", message, advice)


def _cut(words: str) -> str:
    return words if len(words) <= 40 else words[:38].rsplit(" ", 1)[0] + " ..."

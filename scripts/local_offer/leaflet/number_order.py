"""Whether each phone number on the finished page reads as the data say: from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from local_offer.dialect.callers import phone_route
from local_offer.leaflet.edition_findings import Found
from local_offer.leaflet.printed_numbers import numbers_of
from local_offer.model import Offer
from local_offer.pdf import Glyph, Laid, Run, glyphs, reads

RULE = "leaflet-number"
_RELAY = "18001"


def misprinted(offer: Offer, laid: Laid) -> Iterator[Found]:
    """Each number that is cut, turned round, lain over, broken, of nobody, or not there."""
    known = {_digits(number) for number in numbers_of(offer)}
    whole = set()
    for page, (sheet, seen) in enumerate(zip(laid.sheets, glyphs(laid.pdf), strict=True), 1):
        for run in sheet.runs:
            if not run.phone:
                continue
            number = _digits(run.phone.removeprefix(f"{_RELAY} "))
            if trouble := _trouble(run, seen):
                yield Found(RULE, *trouble, run.phone, page, run.box)
            elif number not in known:
                message = f"no contact has the number {run.phone}."
                advice = "Correct it, or add the contact to content/data/contacts.yml."
                yield Found(RULE, message, advice, run.phone, page, run.box)
            else:
                whole.add(number)
    route = phone_route(offer)
    first = route["first"] if route["first"] and route["first"]["phone"] else route["meanwhile"]
    wanted = {one.phone for sheet in laid.sheets for one in sheet.runs}
    if first and first["phone"] and first["phone"] not in wanted:
        message = f"it does not print {first['phone']}, whom to call first."
        yield Found(RULE, message, "Put the number into its template.", first["phone"])


def _trouble(run: Run, seen: Sequence[Glyph]) -> tuple[str, str] | None:
    """What is wrong with a number where it stands, and what to do; None where it can be read."""
    if _digits(run.words) != _digits(run.phone):
        return (
            f"the number {run.phone} is broken over two lines.",
            "Give its words more room.",
        )
    there = [glyph for glyph in seen if _stands_in(glyph, run)]
    if any(_lies_on(other, one) for one in there for other in seen if other is not one):
        message = f"other words lie on the number {run.phone}."
        return message, "Give its words more room, or shorter words."
    if beside := _glued(there, seen):
        message = f'the number {run.phone} has "{beside}" right beside it, like one figure more.'
        return message, "Take it out of the template or the stylesheet, or put a space between."
    found = reads(there)
    if _digits(found) != _digits(run.phone):
        message = f'the number {run.phone} is printed as "{found}".'
        return message, "Give its words more room, or shorter words."
    return None


def _glued(there: Sequence[Glyph], seen: Sequence[Glyph]) -> str:
    """Figures that touch a number on its line, and are no part of it."""
    if not there:
        return ""
    left, right = min(one.left for one in there), max(one.right for one in there)
    top, bottom = min(one.top for one in there), max(one.bottom for one in there)
    near = 0.2 * (bottom - top)  # less than a space
    return "".join(
        one.text
        for one in seen
        if one not in there
        and any(sign.isdigit() for sign in one.text)
        and one.top < bottom
        and one.bottom > (top + bottom) / 2
        and one.bottom <= bottom + near
        and (abs(one.left - right) < near or abs(left - one.right) < near)
    )


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words)


def _stands_in(glyph: Glyph, run: Run) -> bool:
    middle = (glyph.left + glyph.right) / 2
    line = (run.top + run.bottom) / 2  # above it stands the foot of the line before
    return run.left < middle < run.right and line < glyph.bottom < run.bottom


def _lies_on(one: Glyph, other: Glyph) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.3 and down > 0.15 * (other.bottom - other.top)

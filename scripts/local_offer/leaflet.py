"""The ways out on paper: an Offer, and the looks in ``leaflet/``, to a PDF for each edition."""

from __future__ import annotations

import io
import math
from collections import Counter
from pathlib import Path

import segno
from markupsafe import Markup

from local_offer.extension import looks, phone_route, templates
from local_offer.finding import Finding
from local_offer.offer import Day, Leaflet, Offer
from local_offer.pdf import Laid, Run, lay_out


def print_leaflets(offer: Offer, folder: Path, into: Path, today: Day) -> list[Finding]:
    """Write ``into/ID.pdf`` for each edition, and a finding for all that does not fit.

    An edition with findings is still written, so that one can look at it.
    """
    into.mkdir(parents=True, exist_ok=True)
    findings = []
    for leaflet in offer.leaflets:
        try:
            laid = lay_out_edition(offer, leaflet, folder, today)
        except FileNotFoundError as error:
            message = f'The {leaflet.id} edition needs the file "{error.filename or error}".'
            advice = "Put it in the leaflet folder, or take the edition out."
            findings.append(
                Finding(leaflet.at.path, leaflet.at.line, "leaflet-file", message, advice)
            )
            continue
        findings += examine(leaflet, laid)
        laid.write(into / f"{leaflet.id}.pdf")
    return findings


def lay_out_edition(offer: Offer, leaflet: Leaflet, folder: Path, today: Day) -> Laid:
    """One edition, laid out and measured but not yet written."""
    folders = [*looks(folder, "leaflet"), *looks(folder, "overrides")]
    if not any((place / f"{leaflet.id}.css").is_file() for place in folders):
        raise FileNotFoundError(f"{leaflet.id}.css")
    by_heading = {page.heading: page for page in offer.pages if page.leaflet}
    html = (
        templates(folder, "leaflet", "overrides")
        .get_template("leaflet.html")
        .render(
            leaflet=leaflet,
            council=offer.council,
            phone=phone_route(offer),
            draft=offer.is_draft,
            today=today,
            pages=[by_heading[id] for id in leaflet.headings if id in by_heading],
            groups=[group for id in leaflet.groups for group in offer.groups if group.id == id],
            lines=[contact for id in leaflet.lines if (contact := offer.contact(id))],
            address=short_address(offer),
            qr=qr_code(f"https://{short_address(offer)}"),
        )
    )
    return lay_out(html, folders)


def short_address(offer: Offer) -> str:
    """The web address that paper carries, with no ``https://``.

    Until the offer's own address is confirmed this is the council's website.
    """
    address = str(offer.council.offer_address or offer.council.website)
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def qr_code(address: str) -> Markup:
    """An SVG of the address as a QR code, with the quiet zone of 4 modules that scanners need."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        border=4,
        xmldecl=False,
        omitsize=True,
        title=f"Code that opens {address}",
    )
    return Markup(out.getvalue().decode())  # noqa: S704  # drawn two lines above


def examine(leaflet: Leaflet, laid: Laid) -> list[Finding]:
    """What does not fit: each finding names the page, the box, and the words over."""
    findings = []

    def add(rule: str, message: str, advice: str, excerpt: str = "") -> None:
        place = leaflet.at
        findings.append(Finding(place.path, place.line, rule, message, advice, excerpt=excerpt))

    for warning in laid.warnings:
        add("leaflet-engine", f"The {leaflet.id} edition: {warning}.", "Mend its stylesheet.")
    room = _room(leaflet, laid)
    seen: Counter[str] = Counter()
    for number, sheet in enumerate(laid.sheets, 1):
        seen[sheet.part] += 1
        if seen[sheet.part] > room[sheet.part]:
            words = " ".join(run.words for run in sheet.runs)
            count = len(words.split())
            boxes = ", ".join(dict.fromkeys(run.box for run in sheet.runs if run.box))
            add(
                "leaflet-fit",
                f"The {leaflet.id} edition: {count} words do not fit on {sheet.part}, "
                f'in the box "{boxes}". They begin "{_begin(words)}".',
                f"Take about {math.ceil(count * 1.1)} words out of {sheet.part}.",
                words,
            )
        for run in sheet.runs:
            if run.right > sheet.right_edge + 0.2:
                over = run.right - sheet.right_edge
                add(
                    "leaflet-fit",
                    f'The {leaflet.id} edition, page {number}, box "{run.box}": '
                    f'"{run.words}" is {over:.0f} mm too wide.',
                    "Use a shorter word or number here.",
                    run.words,
                )
        for upper, lower in _overlaps(sheet.runs):
            add(
                "leaflet-fit",
                f'The {leaflet.id} edition, page {number}: "{upper.box}" runs into '
                f'"{lower.box}" at "{_begin(lower.words)}".',
                f'Take words out of "{upper.box}".',
                lower.words,
            )
    if not findings and len(laid.sheets) != leaflet.pages:
        message = f"The {leaflet.id} edition has {len(laid.sheets)} pages, not {leaflet.pages}."
        add("leaflet-fit", message, "Change its words, or the number of its pages.")
    return findings


def _room(leaflet: Leaflet, laid: Laid) -> dict[str, int]:
    """How many pages each part may fill: one, and the inside all that are left."""
    parts = list(dict.fromkeys(sheet.part for sheet in laid.sheets))
    room = dict.fromkeys(parts, 1)
    if "the inside" in room:
        room["the inside"] = leaflet.pages - len(parts) + 1
    return room


def _overlaps(runs: tuple[Run, ...]) -> list[tuple[Run, Run]]:
    """Pairs of boxes whose words lie on one another: one pair for each two boxes."""
    found: dict[tuple[str, str], tuple[Run, Run]] = {}
    for one in runs:
        for other in runs:
            if one.box and other.box and one.box < other.box:
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.bottom, other.bottom) - max(one.top, other.top)
                if across > 0.5 and down > 0.35 * min(
                    one.bottom - one.top, other.bottom - other.top
                ):
                    upper, lower = (one, other) if one.top <= other.top else (other, one)
                    found.setdefault((one.box, other.box), (upper, lower))
    return list(found.values())


def _begin(words: str) -> str:
    pieces = words.split()
    return " ".join(pieces[:6]) + (" ..." if len(pieces) > 6 else "")

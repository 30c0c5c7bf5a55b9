"""The files that a print shop gets for each edition, and the note that goes with them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from local_offer.dialect.templates import spoken
from local_offer.loading.yaml_source import read
from local_offer.looks import looks
from local_offer.model import Finding, Leaflet, Offer
from local_offer.pdf import Inks, Profile, press_file, sheets

PROFILE = "printer.icc"
"""The name under which a council puts its print shop's colour profile into ``leaflet/``."""
NO_PROFILE = (
    "These files have no colour profile, so they are not PDF/X. Ask the print shop for the ICC "
    f'profile of its press, and save it as "leaflet/{PROFILE}".'
)

_MOST_INK = 300  # per cent; print shops refuse more, for it does not dry


def for_press(
    offer: Offer, folder: Path, screen: Path, into: Path, only: Collection[str] = ()
) -> list[Finding]:
    """Write the press files of each edition whose PDF stands in the folder ``screen``.

    ``into/ID-pages.pdf`` has the pages in reading order, ``into/ID-sheets.pdf`` those of a
    folded edition as they go on the sheets, and ``into/ID-note.txt`` what to tell the printer.
    """
    into.mkdir(parents=True, exist_ok=True)
    inks, findings = read_inks(folder)
    profile, bad = read_profile(folder)
    findings += bad
    for leaflet in offer.leaflets:
        pdf = screen / f"{leaflet.id}.pdf"
        if (only and leaflet.id not in only) or not pdf.is_file():
            continue
        data = pdf.read_bytes()
        (into / f"{leaflet.id}-pages.pdf").write_bytes(press_file(data, inks, profile))
        if leaflet.fold == "once":
            try:
                (into / f"{leaflet.id}-sheets.pdf").write_bytes(sheets(data, inks, profile))
            except ValueError:
                message = f"The {leaflet.id} edition is folded, and its pages do not come in fours."
                advice = 'Change its words, or write "fold: none".'
                at = leaflet.at
                findings.append(Finding(at.path, at.line, "leaflet-fit", message, advice))
        note = printers_note(offer, leaflet, profile)
        (into / f"{leaflet.id}-note.txt").write_text(note, encoding="utf-8")
    return findings


def read_inks(folder: Path) -> tuple[Inks, list[Finding]]:
    """The inks of ``leaflet/inks.yml``: a colour of the screen, and per cent of four inks."""
    table: dict[str, tuple[float, float, float, float]] = {}
    findings: list[Finding] = []
    name = "leaflet/inks.yml"
    for look in looks(folder, "leaflet"):
        if not (look / "inks.yml").is_file():
            continue
        written = read((look / "inks.yml").read_text(encoding="utf-8"), name)
        findings += written.findings
        for number, entry in enumerate(written.value if isinstance(written.value, list) else []):
            inks = entry.get("inks", []) if isinstance(entry, dict) else []
            if len(inks) != 4 or not all(isinstance(i, int) and 0 <= i <= 100 for i in inks):
                message = "A colour needs four inks, each from 0 to 100."
                advice = 'Write them like inks: [85, 0, 20, 70] for "cyan, magenta, yellow, black".'
                findings.append(Finding(name, written.line((number,)), "inks", message, advice))
            elif sum(inks) > _MOST_INK:
                message = f"These inks come to {sum(inks)} per cent. {_MOST_INK} is the most."
                advice = "Use less of each."
                findings.append(Finding(name, written.line((number,)), "inks", message, advice))
            else:
                cyan, magenta, yellow, black = (ink / 100 for ink in inks)
                table.setdefault(str(entry["colour"]), (cyan, magenta, yellow, black))
    return Inks(table), findings


def read_profile(folder: Path) -> tuple[Profile | None, list[Finding]]:
    """The print shop's colour profile, where the council has put one into its own ``leaflet/``."""
    path = folder / "leaflet" / PROFILE
    if not path.is_file():
        return None, []
    profile = Profile(path.stem, path.read_bytes())
    if profile.is_cmyk:
        return profile, []
    message = f'"{PROFILE}" is not a colour profile for the four printing inks.'
    advice = "Ask the print shop for the ICC profile of its press, for CMYK."
    return None, [Finding(f"leaflet/{PROFILE}", 0, "printer-profile", message, advice)]


def printers_note(offer: Offer, leaflet: Leaflet, profile: Profile | None) -> str:
    """What a print shop must know, and where the copies go, as plain text."""
    council = offer.council
    size = f"{leaflet.width_mm} x {leaflet.height_mm} mm"
    fold = "Folded once." if leaflet.fold == "once" else "Not folded."
    unknown = f"{council.name} will confirm how many."
    quantity = str(leaflet.quantity) if leaflet.quantity else unknown
    lines = [
        f"{leaflet.title}, {council.name}",
        f"Edition {leaflet.id}, version {leaflet.version}, {spoken(leaflet.date)}",
        *(["DRAFT. Do not print yet: some facts are still to confirm."] if offer.is_draft else []),
        "",
        f"Pages: {leaflet.pages}, each {size}. {fold}",
        f"Paper: {leaflet.printer}",
        f"Quantity: {quantity}",
        "Inks: cyan, magenta, yellow and black. Black text is black ink alone.",
        "Bleed: 3 mm. The marks stand outside it.",
        f"Colour profile: {profile.name}." if profile else NO_PROFILE,
        "",
        "Where people pick it up:",
    ]
    for place in council.pick_up:
        if place.name:
            lines.append(f"- {place.name}{f', {place.address}' if place.address else ''}")
        else:
            lines.append(f"- {council.name} will confirm where.")
    by_post = str(council.by_post) if council.by_post else f"{council.name} will confirm how."
    lines += ["", f"By post: {by_post}", ""]
    return "\n".join(lines)

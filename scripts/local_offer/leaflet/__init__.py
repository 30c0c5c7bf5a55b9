"""The ways out on paper: an Offer, and the looks in ``leaflet/``, to a PDF for each edition."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import jinja2

from local_offer.dialect.templates import looks, template_fault
from local_offer.leaflet.fit import examine
from local_offer.leaflet.html import (
    LONGEST_ADDRESS,
    code_address,
    edition_html,
    short_address,
)
from local_offer.leaflet.pictures import pictures_of, read_pictures
from local_offer.leaflet.print_ready import for_press
from local_offer.model import Day, Finding, Leaflet, Offer, errors
from local_offer.pdf import Laid, Printer

__all__ = [
    "code_address",
    "examine",
    "for_press",
    "lay_out_edition",
    "print_leaflets",
    "printer",
    "read_pictures",
    "short_address",
    "try_leaflets",
    "unfit",
]

_DATA = "content/data/leaflets.yml"
_EASY = ("easy-read", "picture-missing", "picture-licence")


def print_leaflets(
    offer: Offer, folder: Path, into: Path, today: Day, only: Collection[str] = ()
) -> list[Finding]:
    """Write ``into/ID.pdf`` for each edition, and a finding for all that does not fit.

    ``only`` names the editions wanted; empty means all. An edition with findings is still
    written, so that one can look at it.
    """
    found = _print(offer, folder, into, today, only)
    return [replace(finding, on_paper=True) for finding in found]


def unfit(offer: Offer, findings: Iterable[Finding]) -> frozenset[str]:
    """The editions that errors keep from people, by their ids."""
    wrong = set()
    for finding in errors(findings):
        if finding.on_paper:
            at = [one.id for one in offer.leaflets if finding.line == one.at.line]
            easy = [one.id for one in offer.leaflets if one.how_much == "easy read"]
            if finding.path == _DATA and at:
                wrong |= set(at)
            elif finding.rule in _EASY:
                wrong |= set(easy)
            else:
                wrong |= {one.id for one in offer.leaflets}
    return frozenset(wrong)


def try_leaflets(offer: Offer, folder: Path, today: Day) -> list[Finding]:
    """What is wrong with the leaflets, and nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="leaflets-") as name:
        return print_leaflets(offer, folder, Path(name), today)


def _print(
    offer: Offer, folder: Path, into: Path, today: Day, only: Collection[str]
) -> list[Finding]:
    into.mkdir(parents=True, exist_ok=True)
    press = printer(folder)
    pictures, findings = read_pictures(folder)
    findings += _long_address(offer)
    for leaflet in offer.leaflets:
        if only and leaflet.id not in only:
            continue
        findings += pictures_of(offer, leaflet, pictures)
        try:
            laid = lay_out_edition(offer, leaflet, folder, today, press)
        except FileNotFoundError as error:
            message = f'The {leaflet.id} edition needs the file "{error.filename or error}".'
            advice = "Put it in the leaflet folder, or take the edition out."
            findings.append(
                Finding(leaflet.at.path, leaflet.at.line, "leaflet-file", message, advice)
            )
            continue
        except jinja2.TemplateError as problem:
            at = leaflet.at
            findings.append(replace(template_fault(problem), path=at.path, line=at.line))
            continue
        findings += examine(offer, leaflet, laid)
        laid.write(into / f"{leaflet.id}.pdf")
    return findings


def _long_address(offer: Offer) -> list[Finding]:
    address, at = short_address(offer), offer.council.at
    if len(address) <= LONGEST_ADDRESS:
        return []
    message = f'The address "{address}" has {len(address)} letters. {LONGEST_ADDRESS} is the most.'
    advice = "Ask your web team for a shorter one that leads to the same place."
    return [Finding(at.path, at.line, "leaflet-address", message, advice)]


def printer(folder: Path) -> Printer:
    """A printer that finds the looks of the offer in ``folder``, then the project's own."""
    return Printer([*looks(folder, "leaflet"), *looks(folder, "overrides")])


def lay_out_edition(
    offer: Offer, leaflet: Leaflet, folder: Path, today: Day, press: Printer | None = None
) -> Laid:
    """One edition, laid out and measured but not yet written.

    Raises ``FileNotFoundError`` where its stylesheet is not there.
    """
    html = edition_html(offer, leaflet, folder, today)
    return (press or printer(folder)).lay_out(html)

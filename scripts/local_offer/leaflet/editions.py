"""The editions of a leaflet as PDFs, each printed anew or taken from the last time it was."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import astuple, replace
from functools import lru_cache
from pathlib import Path

import jinja2

from local_offer.cache import Cache, digest, files_digest, program_digest
from local_offer.dialect.callers import phone_route
from local_offer.dialect.templates import template_fault
from local_offer.leaflet.html import LONGEST_ADDRESS, edition_html, short_address
from local_offer.leaflet.pictures import pictures_of, read_pictures
from local_offer.leaflet.printed_numbers import numbers_of
from local_offer.looks import looks
from local_offer.model import Day, Finding, Leaflet, Offer

_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "~/.fonts",
          "~/.local/share/fonts", "/Library/Fonts", "~/Library/Fonts")  # fmt: skip
# Where the libraries that set type stand; each name, or what it leads to, holds its version.
_LIBRARIES = ("usr/lib/*/libpango*", "usr/lib/*/libharfbuzz*", "usr/lib/*/libfontconfig*",
              "usr/lib/lib[phf][ao]*", "opt/homebrew/lib/libpango*")  # fmt: skip


def print_leaflets(
    offer: Offer,
    folder: Path,
    into: Path,
    today: Day,
    only: Collection[str] = (),
    *,
    cache: Cache | None = None,
) -> list[Finding]:
    """Write ``into/ID.pdf`` for each edition, and a finding for all that does not fit.

    ``only`` names the editions wanted; empty means all. An edition with findings is still
    written, so that one can look at it. One that is in ``cache`` is not printed again.
    """
    into.mkdir(parents=True, exist_ok=True)
    pictures, findings = read_pictures(folder)
    findings += _long_address(offer)
    press = _press(offer, folder, cache or Cache(folder, fresh=True, keep=False))
    for leaflet in offer.leaflets:
        if only and leaflet.id not in only:
            continue
        findings += pictures_of(offer, leaflet, pictures)
        at = leaflet.at
        try:
            html = edition_html(offer, leaflet, folder, today, pictures)
            found, pdf = press(html, leaflet)
        except FileNotFoundError as error:
            message = f'The {leaflet.id} edition needs the file "{error.filename or error}".'
            advice = "Put it in the leaflet folder, or take the edition out."
            findings.append(Finding(at.path, at.line, "leaflet-file", message, advice))
        except jinja2.TemplateError as problem:
            findings.append(replace(template_fault(problem), path=at.path, line=at.line))
        else:
            findings += found
            (into / f"{leaflet.id}.pdf").write_bytes(pdf)
    return [replace(finding, on_paper=True) for finding in findings]


def try_leaflets(offer: Offer, folder: Path, today: Day) -> list[Finding]:
    """What is wrong with the leaflets, and nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="leaflets-") as name:
        return print_leaflets(offer, folder, Path(name), today)


_Press = Callable[[str, Leaflet], tuple[list[Finding], bytes]]


def _press(offer: Offer, folder: Path, cache: Cache) -> _Press:
    """What prints an edition's HTML, or has it from the last time that all was the same."""
    places = (*looks(folder, "leaflet"), *looks(folder, "overrides"))
    numbers = (*sorted(numbers_of(offer)), repr(phone_route(offer)))
    same = digest(files_digest(places), program_digest(), _machine(), *numbers)

    @lru_cache(maxsize=1)
    def printer() -> Callable[[str, Leaflet], tuple[list[Finding], bytes]]:
        # It takes a quarter of a second to load: nobody waits for it where nothing is printed.
        from local_offer.leaflet import printing  # noqa: PLC0415

        press = printing.printer(folder)
        return lambda html, leaflet: printing.print_edition(html, offer, leaflet, press)

    def press(html: str, leaflet: Leaflet) -> tuple[list[Finding], bytes]:
        key = digest(same, html, leaflet.model_dump_json())
        held = cache.get("leaflets", key)
        if held is not None:
            told, _, pdf = held.partition(b"\n")
            return [Finding(*row) for row in json.loads(told)], pdf
        found, pdf = printer()(html, leaflet)
        told = json.dumps([astuple(finding) for finding in found]).encode()
        cache.put("leaflets", key, told + b"\n" + pdf)
        return found, pdf

    return press


@lru_cache(maxsize=1)
def _machine() -> str:
    """What this computer adds to a print: its own fonts, and the libraries that set type."""
    return digest(*sorted(_of_machine()))


def _of_machine() -> Iterator[str]:
    for place in _FONTS:
        for inside, _, names in os.walk(Path(place).expanduser()):
            yield f"{inside} {Path(inside).stat().st_mtime_ns} {len(names)}"
    for pattern in _LIBRARIES:
        yield from (f"{path} {path.resolve()}" for path in Path("/").glob(pattern))


def _long_address(offer: Offer) -> list[Finding]:
    address, at = short_address(offer), offer.council.at
    if len(address) <= LONGEST_ADDRESS:
        return []
    message = f'The address "{address}" has {len(address)} letters. {LONGEST_ADDRESS} is the most.'
    advice = "Ask your web team for a shorter one that leads to the same place."
    return [Finding(at.path, at.line, "leaflet-address", message, advice)]

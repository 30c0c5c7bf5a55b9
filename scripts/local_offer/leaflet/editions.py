"""The editions of a leaflet as PDFs, each printed anew or taken from the last time it was."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path

import jinja2

from local_offer.beside import Beside
from local_offer.cache import Cache, digest, files_digest, program_digest
from local_offer.dialect.callers import phone_route
from local_offer.dialect.templates import template_fault
from local_offer.leaflet.html import LONGEST_ADDRESS, edition_html, short_address
from local_offer.leaflet.pictures import pictures_of, read_pictures
from local_offer.leaflet.printed_numbers import numbers_of
from local_offer.looks import looks
from local_offer.model import Day, Finding, Leaflet, Offer


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
    cache = cache or Cache(folder, fresh=True, keep=False)
    pictures, findings = read_pictures(folder)
    findings += _long_address(offer)
    same = _made_of(offer, folder)
    told: dict[str, list[Finding]] = {}
    waiting: list[_Edition] = []
    for leaflet in offer.leaflets:
        if only and leaflet.id not in only:
            continue
        at = leaflet.at
        found = told[leaflet.id] = pictures_of(offer, leaflet, pictures)
        try:
            html = edition_html(offer, leaflet, folder, today, pictures)
        except FileNotFoundError as error:
            message = f'The {leaflet.id} edition needs the file "{error.filename or error}".'
            advice = "Put it in the leaflet folder, or take the edition out."
            found.append(Finding(at.path, at.line, "leaflet-file", message, advice))
            continue
        except jinja2.TemplateError as problem:
            found.append(replace(template_fault(problem), path=at.path, line=at.line))
            continue
        key = digest(same, html, leaflet.model_dump_json())
        if held := cache.get("leaflets", key):
            rows, _, pdf = held.partition(b"\n")
            found += [Finding(*row) for row in json.loads(rows)]
            (into / f"{leaflet.id}.pdf").write_bytes(pdf)
        else:
            waiting.append(_Edition(leaflet, html, key))
    with _own_place_aside(into.parent):
        printed = _print_all(waiting, offer, folder)
    for edition, (unfit, pdf) in zip(waiting, printed, strict=True):
        told[edition.leaflet.id] += unfit
        (into / f"{edition.leaflet.id}.pdf").write_bytes(pdf)
        rows = json.dumps([astuple(finding) for finding in unfit]).encode()
        cache.put("leaflets", edition.key, rows + b"\n" + pdf)
    findings += [finding for found in told.values() for finding in found]
    return [replace(finding, on_paper=True) for finding in findings]


def try_leaflets(offer: Offer, folder: Path, today: Day) -> list[Finding]:
    """What is wrong with the leaflets, and nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="leaflets-") as name:
        return print_leaflets(offer, folder, Path(name), today)


@dataclass(frozen=True)
class _Edition:
    """An edition that is to be printed: its HTML, and what it is kept under."""

    leaflet: Leaflet
    html: str
    key: str


_Printed = tuple[list[Finding], bytes]


def _print_all(waiting: list[_Edition], offer: Offer, folder: Path) -> list[_Printed]:
    """What does not fit, and the PDF, of each; shared out among the processors."""
    if not waiting:
        return []
    # It takes a quarter of a second to load: nobody waits for it where nothing is printed.
    from local_offer.leaflet import printing  # noqa: PLC0415

    press = printing.printer(folder)

    def print_some(some: list[_Edition]) -> list[_Printed]:
        return [printing.print_edition(one.html, offer, one.leaflet, press) for one in some]

    mine, *others = _shares(waiting)
    with ExitStack() as stack:
        beside = [stack.enter_context(Beside(partial(print_some, share))) for share in others]
        return print_some(mine) + [one for work in beside for one in work.result()]


@contextmanager
def _own_place_aside(folder: Path) -> Iterator[None]:
    """Where the printer puts files aside: they go at the end, even if a part of it was stopped."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="press-", dir=folder) as aside:
        tempfile.tempdir = aside
        try:
            yield
        finally:
            tempfile.tempdir = before


def _shares(waiting: list[_Edition]) -> list[list[_Edition]]:
    """As many shares as there are processors, in order; one, where other threads are at work."""
    alone = threading.current_thread() is threading.main_thread()
    size = -(-len(waiting) // (os.cpu_count() or 1)) if alone else len(waiting)
    return [waiting[at : at + size] for at in range(0, len(waiting), size)]


def _made_of(offer: Offer, folder: Path) -> str:
    """A digest of what all editions are made of, besides their own HTML."""
    places = (*looks(folder, "leaflet"), *looks(folder, "overrides"))
    numbers = (*sorted(numbers_of(offer)), repr(phone_route(offer)))
    return digest(files_digest(places, linked=True), program_digest(), *numbers)


def _long_address(offer: Offer) -> list[Finding]:
    address, at = short_address(offer), offer.council.at
    if len(address) <= LONGEST_ADDRESS:
        return []
    message = f'The address "{address}" has {len(address)} letters. {LONGEST_ADDRESS} is the most.'
    advice = "Ask your web team for a shorter one that leads to the same place."
    return [Finding(at.path, at.line, "leaflet-address", message, advice)]

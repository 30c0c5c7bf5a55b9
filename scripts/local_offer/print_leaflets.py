"""The work behind ``local-offer leaflets``: editions, their press files, and pictures of them."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from local_offer.atomic import let_read, open_folder, put_in_place, workplace
from local_offer.checks import check_words
from local_offer.loading.loader import load
from local_offer.loading.messages import nearest
from local_offer.model import Finding, Offer, errors
from local_offer.published import Say

_DOTS = 96  # to the inch: a page of A4 is 794 wide, which any screen shows


@dataclass
class OnPaper:
    """What came of it: all findings, what to tell the person, and the editions printed."""

    findings: list[Finding] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)


def print_on_paper(
    folder: Path, today: dt.date, editions: Collection[str], say: Say, *, png: bool
) -> OnPaper:
    """Print the editions named, or all, into ``build/leaflets`` and ``build/press``.

    Nothing is printed while the words have an error, or where an edition is not known.
    """
    say("Reading the words and facts")
    offer, findings = load(folder)
    done = OnPaper(findings + check_words(offer, folder, today) + _unknown(offer, editions))
    if errors(done.findings):
        return done
    say("Printing the leaflets")
    # The printer takes half a second to load: no other command should wait for it.
    from local_offer.leaflet.editions import print_leaflets  # noqa: PLC0415
    from local_offer.leaflet.print_ready import NO_PROFILE, for_press, read_profile  # noqa: PLC0415

    with workplace(folder) as work:
        done.findings += print_leaflets(offer, folder, work / "leaflets", today, editions)
        done.findings += for_press(offer, folder, work / "leaflets", work / "press", editions)
        if png:
            done.lines += _pictures(work / "leaflets")
        for room in ("leaflets", "press"):
            _put(work / room, folder / "build" / room, whole=not editions)
    place = folder / "build" / "leaflets"
    for leaflet in offer.leaflets:
        if (place / f"{leaflet.id}.pdf").is_file() and (not editions or leaflet.id in editions):
            done.printed.append(leaflet.id)
            done.lines.append(f"Printed {place / (leaflet.id + '.pdf')}: {leaflet.title}.")
    if done.printed:
        done.lines.append(f"The files for the print shop are in {folder / 'build' / 'press'}.")
        if read_profile(folder)[0] is None:
            done.lines.append(NO_PROFILE)
    return done


def _unknown(offer: Offer, editions: Collection[str]) -> list[Finding]:
    """Editions that were asked for and that the offer does not have."""
    known = [leaflet.id for leaflet in offer.leaflets]
    return [
        Finding(
            "content/data/leaflets.yml",
            0,
            "unknown-edition",
            f'There is no edition "{name}".',
            nearest(name, known) or f"Name one of: {', '.join(known)}.",
        )
        for name in editions
        if name not in known
    ]


def _pictures(place: Path) -> list[str]:
    """A picture of each page beside its PDF: ``booklet-1.png``. Or a sentence why there is none."""
    if shutil.which("pdftoppm") is None:
        return ["No pictures were made. They need the Debian package poppler-utils: install it."]
    for pdf in sorted(place.glob("*.pdf")):
        command = ["pdftoppm", "-r", str(_DOTS), "-png", str(pdf), str(place / pdf.stem)]
        subprocess.run(command, check=True, capture_output=True)
    count = len(list(place.glob("*.png")))
    return [f"Made {count} pictures of the pages."]


def _put(new: Path, place: Path, *, whole: bool) -> None:
    """Put finished files in their place; where all are new, what stood there goes."""
    if whole:
        put_in_place(new, place)
        return
    let_read(new)
    open_folder(place)
    for path in new.iterdir():
        path.replace(place / path.name)

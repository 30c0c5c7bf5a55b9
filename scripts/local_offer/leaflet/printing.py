"""One edition printed: laid out, and examined for what does not fit or cannot be read."""

from __future__ import annotations

from pathlib import Path

from local_offer.leaflet.fit import examine
from local_offer.leaflet.html import edition_html
from local_offer.leaflet.pictures import read_pictures
from local_offer.looks import looks
from local_offer.model import Day, Finding, Leaflet, Offer
from local_offer.pdf import Laid, Printer


def printer(folder: Path) -> Printer:
    """A printer that finds the looks of the offer in ``folder``, then the project's own."""
    return Printer([*looks(folder, "leaflet"), *looks(folder, "overrides")])


def print_edition(
    html: str, offer: Offer, leaflet: Leaflet, press: Printer
) -> tuple[list[Finding], bytes]:
    """What does not fit, and the PDF all the same, so that one can look at it."""
    laid = press.lay_out(html)
    return examine(offer, leaflet, laid), laid.pdf


def lay_out_edition(offer: Offer, leaflet: Leaflet, folder: Path, today: Day) -> Laid:
    """One edition, laid out and measured but not yet written.

    Raises ``FileNotFoundError`` where its stylesheet is not there.
    """
    html = edition_html(offer, leaflet, folder, today, read_pictures(folder)[0])
    return printer(folder).lay_out(html)

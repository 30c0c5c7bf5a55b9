"""The pages of a site made beneath a folder, with what old leaflets say and what search reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from local_offer.cache import Cache
from local_offer.model import Day, Finding, Offer
from local_offer.review.leaflet_news import printed_leaflets
from local_offer.website.engine import Engine
from local_offer.website.mkdocs import make_pages
from local_offer.website.search_index import write_index


@dataclass
class SitePages:
    """Where the pages stand, the address they will have, and what went wrong.

    ``trouble`` is about the history, and keeps nothing from being built.
    """

    site: Path
    address: str
    findings: list[Finding]
    trouble: list[Finding]


def make_site_pages(
    offer: Offer, work: Path, *, folder: Path, today: Day, engine: Engine, cache: Cache
) -> SitePages:
    """Make them in ``work/site``, and touch nothing else."""
    printed = printed_leaflets(folder, offer, cache)
    trouble = []
    if printed.trouble:
        message = "The page about leaflets that people hold may not know every release."
        trouble.append(Finding("", 0, "history", message, printed.trouble, "warning"))
    made = make_pages(offer, folder, work, today, printed=asdict(printed), engine=engine)
    if not made.findings:
        write_index(made.site, offer)
    return SitePages(made.site, made.address, made.findings, trouble)

"""A website that does not know its own address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from local_offer.finding import Finding
from local_offer.load import site_settings
from local_offer.offer import Day, Offer


def site_address(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """The settings say where the website will stand, so that no page of it leads astray."""
    del offer, today
    settings, findings = site_settings(folder)
    if not findings and settings and not settings.get("site_url"):
        # In a folder of its host, the page for a wrong address cannot find its styles and links.
        message = (
            "The website does not know its own address. In a folder of another website, its page "
            "for a wrong address would be bare, with links that lead astray."
        )
        advice = "Once the address is known, write it here, like this: site_url: https://..."
        yield Finding("mkdocs.yml", 0, "site-address", message, advice, "warning")

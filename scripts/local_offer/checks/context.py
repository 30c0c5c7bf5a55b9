"""What every rule may look at: the offer, its folder, the day, and each page as it was typed."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # its usual name
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from local_offer.checks.page_html import PageLink, links_of, tree_of
from local_offer.dialect.rendering import too_deep, typed
from local_offer.model import Day, Offer, Page


@dataclass(frozen=True, eq=False)
class Context:
    """An offer in its folder on a day. Each page is rendered once, whichever rules ask for it."""

    offer: Offer
    folder: Path
    today: Day

    @cached_property
    def typed(self) -> tuple[tuple[Page, str], ...]:
        """Each page with the HTML of what its editor typed; links hold the ids typed."""
        return typed(self.offer, self.folder, self.today)

    @cached_property
    def trees(self) -> tuple[tuple[Page, ET.Element], ...]:
        """Each page as a browser builds it from what was typed, blocks left out.

        A page that is too deep to follow has none: that is said once, and there is no more to say.
        """
        return tuple(
            (page, tree_of(html)) for page, html in self.typed if html or not too_deep(page.body)
        )

    @cached_property
    def links(self) -> tuple[PageLink, ...]:
        """Every link and picture of every page, in the order of the page."""
        return tuple(link for page, tree in self.trees for link in links_of(page, tree))

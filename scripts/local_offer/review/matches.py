"""Two versions side by side: which part of one is which of the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from local_offer.review.page_model import PageText, Section, Unit


@dataclass(eq=False)
class Spot:
    """A section of one version, on its page; ``number`` counts them from 0."""

    page: PageText
    section: Section
    number: int


@dataclass(eq=False)
class Match:
    """Two units that stand for each other, or one that came or went, and their sections."""

    old: Unit | None
    new: Unit | None
    old_spot: Spot | None
    new_spot: Spot | None
    moved: int = 0  # rows that moved together have a number in common

    @property
    def unit(self) -> Unit:
        """The unit as it is now, or as it was where it is gone."""
        return cast("Unit", self.new or self.old)

    @property
    def page(self) -> str:
        """The page it is reported under: as it is now, or as it was."""
        spot = self.new_spot or self.old_spot
        return spot.page.path if spot else ""

    @property
    def section(self) -> str:
        """The heading it is reported under."""
        spot = self.new_spot or self.old_spot
        return spot.section.title if spot else ""


@dataclass(eq=False)
class SectionMatch:
    """A section as it was, as it is, or both, and its units in the order of the page."""

    old: Spot | None
    new: Spot | None
    moved: bool = False
    rows: list[Match] = field(default_factory=list)

    @property
    def spot(self) -> Spot:
        """The section as it is now, or as it was where it is gone."""
        return cast("Spot", self.new or self.old)


PagePair = tuple[PageText | None, PageText | None]
"""A page as it was and as it is; one of them is missing where the page came or went."""

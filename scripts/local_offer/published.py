"""What came of building a website."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from local_offer.model import Finding, Offer

Say = Callable[[str], None]
"""Hears each step of the work as it begins."""


@dataclass
class Published:
    """The offer, all findings, and where the site stands, if it was built."""

    offer: Offer
    findings: list[Finding] = field(default_factory=list)
    site: Path | None = None

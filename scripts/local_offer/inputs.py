"""Digests of all that a check or a site is made of: it is made anew only where one has changed."""

from __future__ import annotations

from pathlib import Path

from local_offer.cache import digest, files_digest, program_digest
from local_offer.history import releases_digest
from local_offer.looks import looks
from local_offer.model import Day


def words_digest(folder: Path, today: Day) -> str:
    """A digest of all that the rules on words look at, and of the rules."""
    words = files_digest([folder / "content", folder / "mkdocs.yml"])
    screen = files_digest(looks(folder, "overrides"), linked=True)
    return digest(words, screen, today.isoformat(), program_digest())


def site_digest(folder: Path, today: Day, engine: str) -> str:
    """A digest of all that a site is made of."""
    leaflet = files_digest(looks(folder, "leaflet"), linked=True)
    return digest(words_digest(folder, today), leaflet, releases_digest(folder), engine)

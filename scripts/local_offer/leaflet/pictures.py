"""The pictures of the easy read leaflet, each with its licence beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local_offer.loading.messages import nearest
from local_offer.loading.yaml_source import read
from local_offer.looks import looks
from local_offer.model import Finding, Leaflet, Offer

LICENCES = (
    "MIT", "Apache-2.0", "ISC", "CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0",
    "CC-BY-SA-4.0", "OGL-UK-3.0",
)  # fmt: skip
"""Licences under which a council may print a picture and give the print away, by SPDX name."""

_KEYS = ("id", "file", "title", "set", "author", "licence", "url")


@dataclass(frozen=True)
class Picture:
    """One picture: its file, what it shows, and whose it is under which licence."""

    id: str
    path: Path
    title: str
    set: str
    author: str
    licence: str
    url: str


def read_pictures(folder: Path) -> tuple[dict[str, Picture], list[Finding]]:
    """The pictures of an offer's look by their ids, and what is wrong with their records.

    They stand in ``leaflet/pictures``, and ``pictures.yml`` there records each of them. Those
    of the offer's own folder come before the project's.
    """
    found: dict[str, Picture] = {}
    findings: list[Finding] = []
    for look in looks(folder, "leaflet"):
        place = look / "pictures"
        register = place / "pictures.yml"
        if not register.is_file():
            continue
        name = "leaflet/pictures/pictures.yml"
        written = read(register.read_text(encoding="utf-8"), name)
        findings += written.findings
        for number, entry in enumerate(written.value if isinstance(written.value, list) else []):
            line = written.line((number,))
            values = {key: str(entry.get(key, "")) for key in _KEYS} if _is_map(entry) else {}
            lacking = [key for key in _KEYS if not values.get(key)]
            if lacking:
                message = f"This picture's record has no {' and no '.join(lacking)}."
                advice = "Write it down. A picture may only be printed if we know whose it is."
                findings.append(Finding(name, line, "picture-licence", message, advice))
                continue
            if values["licence"] not in LICENCES:
                message = f'"{values["licence"]}" is not a licence we know to allow print.'
                advice = f"Use a picture under one of: {', '.join(LICENCES)}."
                findings.append(Finding(name, line, "picture-licence", message, advice))
                continue
            path = place / Path(values.pop("file")).name
            if not path.is_file():
                message = f'The picture "{path.name}" is not in leaflet/pictures.'
                advice = "Put the file there, or take its record out."
                findings.append(Finding(name, line, "picture-missing", message, advice))
            found.setdefault(values["id"], Picture(path=path, **values))
        recorded = {picture.path.name for picture in found.values()}
        for path in sorted(place.glob("*.svg")):
            if path.name not in recorded:
                message = f'The picture "{path.name}" has no record of its licence.'
                advice = "Add one to pictures.yml, or take the picture away."
                findings.append(Finding(name, 0, "picture-licence", message, advice))
    return found, findings


def _is_map(entry: object) -> bool:
    return isinstance(entry, dict)


def pictures_of(offer: Offer, leaflet: Leaflet, pictures: Mapping[str, Picture]) -> list[Finding]:
    """A finding for each picture that an easy read edition names and that is not there."""
    findings = []
    if leaflet.how_much == "easy read":
        for id in leaflet.headings:
            page = offer.page_for(id)
            for idea in page.easy_read.ideas if page and page.easy_read else ():
                if idea.picture not in pictures:
                    message = f'There is no picture "{idea.picture}" for "{idea.says}"'
                    near = nearest(idea.picture, pictures)
                    advice = near or f"Use one of: {', '.join(sorted(pictures))}."
                    findings.append(
                        Finding(idea.at.path, idea.at.line, "picture-missing", message, advice)
                    )
    return findings

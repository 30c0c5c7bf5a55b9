"""The pages where the generator finds them, and what no template makes."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from local_offer.loading.messages import nearest
from local_offer.looks import looks
from local_offer.model import Day, Finding, Offer
from local_offer.website.feed import FEED, SITEMAP, sitemap, updates_feed

# Pages that are made of no words of the offer, but of what this program knows.
_MADE = {
    "search.md": "---\ntitle: Search\ntemplate: search.html\n---\n",
    "licences.md": "---\ntitle: Licences\ntemplate: licences.html\n---\n",
    "leaflet-versions.md": (
        "---\ntitle: Is your leaflet still right?\ntemplate: versions.html\n---\n"
    ),
}
# The theme's own scripts, styles and pictures: our pages use none of them.
_THEME_FILES = ("assets/images", "assets/javascripts", "assets/stylesheets", "blocks", "icons")
_ALWAYS = {
    "plugins": [],
    "strict": True,
    "validation": {
        "links": {"not_found": "warn", "anchors": "warn", "unrecognized_links": "warn"},
        "nav": {"omitted_files": "ignore", "not_found": "warn"},  # menu_findings looks for those
    },
    "not_in_nav": "\n".join(f"/{name}" for name in _MADE),
}
_LONGEST_MENU = 100  # pages; nobody finds their own in a longer one


def finish(site: Path, offer: Offer, text: str, address: str) -> None:
    """Take the theme's own files out of the pages, and put in what no template makes."""
    for name in _THEME_FILES:
        shutil.rmtree(site / name, ignore_errors=True)
    (site / "text").mkdir(exist_ok=True)
    (site / "text" / "index.html").write_text(text, encoding="utf-8")
    for file in (*site.glob("sitemap.xml*"), *site.glob("search.json")):
        file.unlink()
    if address:  # a feed and a map hold whole addresses
        whole = address.rstrip("/") + "/"
        (site / FEED).write_text(updates_feed(offer, whole), encoding="utf-8")
        (site / SITEMAP).write_text(sitemap(offer, whole), encoding="utf-8")


def stage(
    settings: dict[str, Any],
    offer: Offer,
    folder: Path,
    work: Path,
    today: Day,
    *,
    facts: Mapping[str, Any],
) -> Path:
    """Put the pages where the generator finds them; gives the settings to start it with.

    ``facts`` are for templates, where the generator does not get them in another way.
    """
    docs = work / "docs"
    shutil.copytree(folder / "content", docs, ignore=shutil.ignore_patterns("data", ".*"))
    for name, text in _MADE.items():
        (docs / name).write_text(text, encoding="utf-8")
    (docs / "leaflets").mkdir(exist_ok=True)
    for leaflet in offer.leaflets:  # stands in for the PDF, which is still being printed
        if leaflet.id not in offer.left_out:
            (docs / "leaflets" / f"{leaflet.id}.pdf").touch()
    for room in reversed(looks(folder, "overrides")):  # a council's own looks over the project's
        shutil.copytree(room, work / "overrides", dirs_exist_ok=True, ignore_dangling_symlinks=True)
    derived = _derived(settings, offer, folder, today, state=str(work))
    if facts:
        derived["extra"]["offer"] = facts
    settings_file = work / "mkdocs.yml"
    settings_file.write_text(json.dumps(derived, indent=1), encoding="utf-8")
    return settings_file


def menu_findings(settings: dict[str, Any], offer: Offer, folder: Path) -> list[Finding]:
    """Pages that the menu leaves out, and lines of the menu that lead to no page."""
    if not isinstance(settings.get("nav"), list):
        return []
    rows = (folder / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    listed = set(pages_of(settings["nav"]))
    pages = {page.file for page in offer.pages}
    findings = []
    for file in sorted(pages - listed):
        message, advice = "This page is in no menu.", "Add it to nav in mkdocs.yml."
        findings.append(Finding(f"content/{file}", 0, "menu", message, advice))
    for file, times in sorted(Counter(pages_of(settings["nav"])).items()):
        if times > 1:
            message = f"{file} stands {times} times in the menu."
            findings.append(Finding("mkdocs.yml", _row(rows, file), "menu", message, "Keep one."))
    for file in sorted(listed - pages):
        message = f"The menu names {file}, and there is no such page."
        advice = nearest(file, pages) or "Take the line out, or add the page."
        findings.append(Finding("mkdocs.yml", _row(rows, file), "menu", message, advice))
    return findings


def _row(rows: list[str], words: str) -> int:
    return next((number for number, row in enumerate(rows, 1) if words in row), 0)


def pages_of(nav: Any) -> Iterator[str]:
    if isinstance(nav, str) and "://" not in nav:
        yield nav
    for child in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from pages_of(child)


def _derived(
    settings: dict[str, Any], offer: Offer, folder: Path, today: Day, *, state: str
) -> dict[str, Any]:
    """The council's settings, and over them places, the day, and facts for templates."""
    dialect = {
        "folder": str(folder.resolve()),
        "today": today.isoformat(),
        "state": state,
        "left_out": sorted(offer.left_out),
    }
    others = [
        extension
        for extension in settings.get("markdown_extensions", [])
        if extension not in ("local_offer.dialect", "local_offer.extension")  # its name until now
    ]
    menu: dict[str, Any] = {}
    if not isinstance(settings.get("nav"), list) and len(offer.pages) > _LONGEST_MENU:
        # With no menu of its own a site lists every page, if that can be borne; else those of
        # the headings, and the A to Z has the others.
        menu["nav"] = [page.file for page in offer.pages if page.heading]
    return {
        **settings,
        **_ALWAYS,
        **menu,
        "docs_dir": "docs",
        "site_dir": "site",
        "markdown_extensions": [{"local_offer.dialect": dialect}, *others],
        "theme": {"name": "material", "custom_dir": "overrides"},
        "extra": dict(settings.get("extra") or {}),
    }

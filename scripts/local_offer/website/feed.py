"""What other programs follow: the updates as an Atom feed, and the map of the pages."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from local_offer.model import Offer, Page

FEED = "updates.xml"
"""Where the feed stands in a built site."""
SITEMAP = "sitemap.xml"
"""And where the map does."""

_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def updates_feed(offer: Offer, address: str) -> str:
    """The feed as XML (RFC 4287): an entry for each change note, the newest first.

    ``address`` is that of the site, and ends with a slash. A feed needs whole addresses.
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})

    def say(parent: ET.Element, tag: str, words: str = "", **attributes: str) -> ET.Element:
        element = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
        element.text = words or None
        return element

    updates = offer.updates
    say(feed, "title", f"Kinship local offer: updates from {offer.council.name}")
    say(feed, "id", address)
    say(feed, "link", rel="self", href=f"{address}{FEED}")
    say(feed, "link", rel="alternate", href=address)
    newest = updates[0][0].day if updates else offer.council.checked
    say(feed, "updated", f"{newest.isoformat()}T12:00:00Z")
    say(say(feed, "author"), "name", offer.council.name)
    seen: dict[str, int] = {}
    for note, page in updates:
        entry = say(feed, "entry")
        where = _where(page, address)
        day = note.day.isoformat()
        name = f"{day}-{page.slug}"
        seen[name] = seen.get(name, 0) + 1
        say(entry, "title", page.title)
        say(entry, "id", f"{address}updates/#{name}-{seen[name]}")
        say(entry, "link", rel="alternate", href=where)
        say(entry, "updated", f"{day}T12:00:00Z")
        say(entry, "summary", note.note)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True)


def sitemap(offer: Offer, address: str) -> str:
    """The map as XML (sitemaps.org, 0.9): each page and the day it was last reviewed."""
    ET.register_namespace("", _MAP)
    pages = ET.Element(f"{{{_MAP}}}urlset")
    for page in offer.pages:
        entry = ET.SubElement(pages, f"{{{_MAP}}}url")
        ET.SubElement(entry, f"{{{_MAP}}}loc").text = _where(page, address)
        ET.SubElement(entry, f"{{{_MAP}}}lastmod").text = page.reviewed.isoformat()
    return ET.tostring(pages, encoding="unicode", xml_declaration=True)


def _where(page: Page, address: str) -> str:
    return address if page.slug == "index" else f"{address}{page.slug}/"

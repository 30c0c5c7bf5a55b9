"""The updates as an Atom feed, which a feed reader or another website can follow."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from local_offer.offer import Offer

PLACE = "updates.xml"
"""Where the feed stands in a built site."""

_ATOM = "http://www.w3.org/2005/Atom"


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
    say(feed, "link", rel="self", href=f"{address}{PLACE}")
    say(feed, "link", rel="alternate", href=address)
    newest = updates[0][0].day if updates else offer.council.checked
    say(feed, "updated", f"{newest.isoformat()}T12:00:00Z")
    say(say(feed, "author"), "name", offer.council.name)
    seen: dict[str, int] = {}
    for note, page in updates:
        entry = say(feed, "entry")
        where = address if page.slug == "index" else f"{address}{page.slug}/"
        day = note.day.isoformat()
        name = f"{day}-{page.slug}"
        seen[name] = seen.get(name, 0) + 1
        say(entry, "title", page.title)
        say(entry, "id", f"{address}updates/#{name}-{seen[name]}")
        say(entry, "link", rel="alternate", href=where)
        say(entry, "updated", f"{day}T12:00:00Z")
        say(entry, "summary", note.note)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True)

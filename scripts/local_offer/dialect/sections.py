"""What a page gets that its editor did not type: panels, room for thumbs, whole postcodes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # its usual name

PANELS = {
    "Who can get it": "who",
    "How to ask": "ask",
    "How and when it is decided": "decided",
    "Without the internet": "offline",
}
"""The four questions each heading answers, in order. Their sections become quiet panels."""
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b")


def panels(root: ET.Element) -> None:
    """Wrap each of the four answers, heading and all, in a section of its own."""
    section: ET.Element | None = None
    for child in list(root):
        if child.tag in ("h1", "h2"):
            kind = PANELS.get("".join(child.itertext()).strip())
            section = None
            if kind:
                section = ET.Element("section", {"class": f"panel panel-{kind}"})
                root.insert(list(root).index(child), section)
        if section is not None:
            root.remove(child)
            section.append(child)


def lone_links(root: ET.Element) -> None:
    """Mark each link that is all of its paragraph or list item: it gets room for a thumb."""
    for block in root.iter():
        if block.tag in ("p", "li") and [child.tag for child in block] == ["a"]:
            around = f"{block.text or ''}{block[0].tail or ''}"
            if not around.strip():
                block[0].set("class", "lone")


def whole_postcodes(root: ET.Element) -> None:
    """Keep the two halves of each postcode on one line, on screen and on paper."""
    for element in root.iter():
        if element.tag not in ("code", "pre"):
            element.text = element.text and _POSTCODE.sub("\\1\u00a0\\2", element.text)
        element.tail = element.tail and _POSTCODE.sub("\\1\u00a0\\2", element.tail)

"""Links from page to page that lead to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from local_offer.finding import Finding
from local_offer.load import nearest
from local_offer.offer import Day, Offer

_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")


def page_links(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """Each link to a page or file of this offer leads to one that is there."""
    del today
    files = {page.file for page in offer.pages}
    leaflets = {f"leaflets/{leaflet.id}.pdf" for leaflet in offer.leaflets}
    content = (folder / "content").resolve()
    for page in offer.pages:
        for match in _LINK.finditer(page.body):
            line = page.body_line + page.body.count("\n", 0, match.start())
            try:
                parts = urlsplit(match[1])
                target = unquote(parts.path)
                if parts.scheme or parts.netloc or not target or target in files | leaflets:
                    continue
                path = (content / target).resolve()
                is_file = path.is_file()
            except (ValueError, OSError):  # half an address, a hidden sign, a name without end
                message = "No browser can read the address of a link here."
                advice = "Correct the address, or take the link out."
                yield Finding(page.at.path, line, "page-link", message, advice)
                continue
            if target.startswith("/") or not path.is_relative_to(content):
                message = f"The link to {target} leads out of the content folder."
                advice = "Link to a page by its file's name: financial-support.md"
                yield Finding(page.at.path, line, "outside-tree", message, advice)
            elif not is_file:
                near = nearest(target, files | leaflets)
                message = f"The link to {target} leads to nothing."
                advice = near or "Correct the name, or take the link out."
                yield Finding(page.at.path, line, "page-link", message, advice)

"""Links of a built site that lead to nothing, or to somewhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from local_offer.finding import Finding, Level
from local_offer.site_links import check_site

_LONGEST = 120  # signs of an address that a finding shows


def links(site: Path, base_url: str, *, shared_host: bool = False) -> Iterator[Finding]:
    """Each link of the built site, on screen and on paper, leads where it says.

    ``site`` is the folder of the built site and ``base_url`` the address it will have, empty
    where that is not known yet. ``shared_host`` says that others have pages on that host too.
    A link that works for most, but should be looked at, is a warning. The line is the page's
    number in a PDF. What stands twice on a page is said once.
    """
    said: set[tuple[str, str, str]] = set()
    for link in check_site(site, base_url, shared_host=shared_host):
        key = link.page, link.target, link.why
        if link.verdict == "ok" or key in said:
            continue
        said.add(key)
        sound = link.verdict == "suspicious"  # today, and for most
        level: Level = "warning" if sound else "error"
        does = "needs a look" if sound else "does not work"
        target = f"{link.target[:_LONGEST]}…" if len(link.target) > _LONGEST else link.target
        message = f"The link to {target} {does}. {link.why}" if target else link.why
        advice = f"Write {link.new} in its place." if link.new else ""
        path = f"build/site/{link.page}"
        yield Finding(path, link.line, "link", message, advice, level)

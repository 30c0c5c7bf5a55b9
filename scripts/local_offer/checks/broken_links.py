"""Links of a built site that lead to nothing, or to somewhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from link_check import SiteLink
from local_offer.model import Finding, Level

_LONGEST = 120  # signs of an address that a finding shows


def links(found: Iterable[SiteLink], site: str = "build/site") -> Iterator[Finding]:
    """Each link of the built site, on screen and on paper, leads where it says.

    ``found`` are the links of what was built, as ``check_site`` judged them, and ``site`` is
    what its folder is called. One that works for most, but should be looked at, is a warning.
    The line is the page's number in a PDF. What stands twice on a page is said once.
    """
    said: set[tuple[str, str, str]] = set()
    for link in found:
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
        path = f"{site}/{link.page}"
        yield Finding(path, link.line, "link", message, advice, level)

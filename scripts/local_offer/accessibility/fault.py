"""One barrier on one page, as an engine or a check of ours saw it."""

from __future__ import annotations

from dataclasses import dataclass

from local_offer.finding import Level


@dataclass(frozen=True, order=True)
class Fault:
    """What shuts someone out, on which element of a page.

    ``rule`` is lower case with hyphens and starts with who found it: ``axe-``, ``htmlcs-``,
    ``own-`` and so on. ``element`` is the start of the element's own HTML, at most 200
    characters, and empty for the page as a whole. ``criteria`` are the numbers of the WCAG
    success criteria that it fails, such as ``("1.4.3",)``; none for a matter of good practice.
    """

    rule: str
    element: str
    message: str
    suggestion: str
    criteria: tuple[str, ...] = ()
    level: Level = "error"

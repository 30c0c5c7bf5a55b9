"""What shuts people out: as an engine or a check of ours saw it, and as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
"""An *error* shuts people out. A *warning* is for a person to look at."""


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
    level: Severity = "error"


@dataclass(frozen=True, order=True)
class Barrier:
    """One fault of one page, told once whoever saw it and however often.

    ``path`` is the page's file, ``line`` counts from 1, and is 0 for the page as a whole.
    ``message`` says what is wrong and ``suggestion`` what to do, each in whole sentences.
    ``excerpt`` is the start of the element's HTML.
    """

    path: str
    line: int
    rule: str
    message: str
    suggestion: str
    level: Severity = "error"
    excerpt: str = ""

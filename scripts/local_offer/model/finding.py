"""The sentence: one problem, where it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "excused"]
"""An *error* stops publishing. A *warning* is for a person to weigh. An *excused* one has
been weighed: the page gives the reason, and the report prints it."""


@dataclass(frozen=True, order=True)
class Finding:
    """One problem in words an editor can act on.

    ``path`` is written from the offer's folder with forward slashes, and is empty
    when the problem is not in a file. ``line`` counts from 1; 0 means the whole file.
    ``message`` says what is wrong and ``suggestion`` says what to do, each in whole
    sentences. ``excerpt`` holds the words in question where that helps. ``on_paper`` says that
    it is about a leaflet alone: it stops that leaflet, and a release, but not the website.
    """

    path: str
    line: int
    rule: str
    message: str
    suggestion: str = ""
    level: Level = "error"
    excerpt: str = ""
    on_paper: bool = False

    def __str__(self) -> str:
        """The finding on one line: ``path:line: rule:``, what is wrong, and what to do."""
        where = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        mark = "" if self.level == "error" else f"{self.level}: "
        return _on_one_line(f"{where}{mark}{self.rule}: {self.message} {self.suggestion}".rstrip())


def _on_one_line(words: str) -> str:
    """The words with hidden signs spelled out, so that no terminal obeys what an editor pasted."""
    return "".join(
        sign if sign.isprintable() else " " if sign == "\xa0" else repr(sign)[1:-1]
        for sign in words
    )


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those of the findings that stop publishing."""
    return [finding for finding in findings if finding.level == "error"]

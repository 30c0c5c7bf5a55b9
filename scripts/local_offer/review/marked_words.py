"""Words with their looks and links, as a page shows them and as an editor types them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from local_offer.review.tokens import Token, key_of, tokens


@dataclass(frozen=True)
class MarkedRun:
    """Some letters with one look: where they lead, and the Markdown signs around them."""

    text: str
    href: str = ""
    marks: str = ""


@dataclass(frozen=True)
class MarkedWords:
    """Some words with their links and looks."""

    runs: tuple[MarkedRun, ...]

    @cached_property
    def text(self) -> str:
        """The letters alone."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def key(self) -> str:
        """What it says, whatever its signs, capitals and ways of writing figures."""
        return key_of(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and figures, without the signs between them."""
        return [token for token in tokens(self.text) if token.kind != "sign"]

    @cached_property
    def markdown(self) -> str:
        """The same as an editor would type it."""
        typed = []
        for run in self.runs:
            gap, end = run.text[: -len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
            said = f"{run.marks}{run.text.strip()}{run.marks[::-1]}"
            if run.href and run.href != run.text and not run.href.startswith(f"mailto:{run.text}"):
                said = f"[{said}]({run.href})"
            typed.append(f"{gap}{said}{end}" if run.text.strip() else run.text)
        return "".join(typed).strip()

    def part(self, start: int, end: int) -> MarkedWords:
        """The letters from ``start`` up to ``end``, with their looks."""
        found, at = [], 0
        for run in self.runs:
            text = run.text[max(0, start - at) : max(0, end - at)]
            if text:
                found.append(MarkedRun(text, run.href, run.marks))
            at += len(run.text)
        return MarkedWords(tuple(found))

    def href(self, at: int) -> str:
        """Where the letter at this place leads, or nothing."""
        for run in self.runs:
            if at < len(run.text):
                return run.href
            at -= len(run.text)
        return ""


NO_WORDS = MarkedWords(())
"""What stands beside words that came or went."""


def plain_words(text: str) -> MarkedWords:
    """A text with no looks and no links."""
    return MarkedWords((MarkedRun(text),))


def even_words(runs: Iterable[MarkedRun]) -> MarkedWords:
    """The runs with each stretch of white space as one space, and none at the ends."""
    neat: list[MarkedRun] = []
    for run in runs:
        text = re.sub(r"\s+", " ", run.text)
        if text.startswith(" ") and (not neat or neat[-1].text.endswith(" ")):
            text = text[1:]
        if text:
            neat.append(MarkedRun(text, run.href, run.marks))
    if neat and neat[-1].text.endswith(" "):
        last = neat.pop()
        if last.text.strip():
            neat.append(MarkedRun(last.text.rstrip(), last.href, last.marks))
    return MarkedWords(tuple(neat))

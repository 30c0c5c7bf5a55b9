"""What a page holds and no reader sees as words: its front matter, comments, and typed code."""

from __future__ import annotations

import re
from bisect import bisect_left

THING = "\ufffc"
"""Stands in a text for what is no words: typed code, a picture, or a bare address."""


def without_hidden(text: str) -> str:
    """The text with what is hidden blanked out, so that all else keeps its place and line."""
    return _without_code_and_comments(_without_front_matter(text))


_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\n(?:[ \t]*#[^\n]*\n)*[\w\"'][^\n:]*:.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL
)
_NOT_WORDS = re.compile(
    r"^[ \t>]*+(?P<fence>```+|~~~+)[^`\n]*$|(?P<comment><!--)|(?<![`\\])(?P<code>`+)"
    r"|<(?P<tag>script|style|pre|code|textarea|template|svg)\b",
    re.IGNORECASE | re.MULTILINE,
)


def blank(words: str, sign: str = " ") -> str:
    """As many signs in place of words, so that every other word keeps its place and line."""
    return "\n".join(sign * len(line) for line in words.split("\n"))


def _without_front_matter(text: str) -> str:
    match = _FRONT_MATTER.match(text)
    return blank(match[0]) + text[match.end() :] if match else text


def _without_code_and_comments(text: str) -> str:
    out: list[str] = []
    done = at = 0
    closers = _Closers(text)
    while match := _NOT_WORDS.search(text, at):
        at = match.end()
        end = closers.end(match)
        if end:
            sign = " " if match["comment"] else THING
            out += text[done : match.start()], blank(text[match.start() : end], sign)
            done = at = end
    return "".join(out) + text[done:]


class _Closers:
    """Where each sign that is no words can end; found once, so that a long text stays quick."""

    def __init__(self, text: str) -> None:
        self.places: dict[str, list[int]] = {}
        for match in _CLOSER.finditer(text):
            kind = match.lastgroup or ""
            sign = match[kind]
            self.places.setdefault(f"{kind} {sign.lower()}", []).append(match.start(kind))
        self.blank = [match.start() for match in _EMPTY_LINE.finditer(text)]
        self.ticks: dict[str, list[int]] = {}
        for match in _TICKS.finditer(text):
            self.ticks.setdefault(match[0], []).append(match.start())
        self.length = len(text)

    def end(self, match: re.Match[str]) -> int:
        """The place after what begins here; 0 where it is never closed."""
        at = match.end()
        if match["code"]:
            sign = match["code"]
            number = bisect_left(self.blank, at)
            limit = self.blank[number] if number < len(self.blank) else self.length
            found = _next(self.ticks.get(sign, []), at)
            return found + len(sign) if at <= found < limit else 0
        if match["comment"]:
            sign, kind = "-->", "comment"
        elif match["fence"]:
            sign, kind = match["fence"], "fence"
        else:
            sign, kind = match["tag"].lower(), "tag"
        found = _next(self.places.get(f"{kind} {sign}", []), at)
        return found + len(sign) if found >= at else 0


def _next(places: list[int], at: int) -> int:
    number = bisect_left(places, at)
    return places[number] if number < len(places) else -1


_TICKS = re.compile(r"`+")
_CLOSER = re.compile(
    r"^[ \t>]*+(?P<fence>```+|~~~+)[ \t]*$|(?P<comment>-->)"
    r"|</(?P<tag>script|style|pre|code|textarea|template|svg)\s*>",
    re.IGNORECASE | re.MULTILINE,
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")

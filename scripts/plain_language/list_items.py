"""Text to paragraphs and list items, the items' markers left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = "•‣◦▪▫■□●○·∙►▶→✓✔☐☑☒➢❖\uf0b7\uf0a7"
_BULLET = re.compile(rf"(?:([{_SIGNS}])\s*|([*+–—-])\s+|(o)\t\s*)(?:\[[ xX]?\]\s+)?(?=\S|$)")
_NUMBER = re.compile(r"(?:\((\d{1,2})\)|(\d{1,2})[.)])\s+(?=\S)")
_LETTER = re.compile(r"(?:\(([a-zA-Z]|[ivx]{1,5})\)|([a-zA-Z]|[ivx]{1,5})[.)])\s+(?=\S)")
_INLINE = re.compile(r"\s[•‣◦▪●]\s")


def units(text: str) -> Iterator[str]:
    """Each paragraph, lead-in and list item of a text, all white space in it made single."""
    lines = [line.strip() for line in _INLINE.sub("\n• ", text).splitlines()]
    unit: list[str] = []
    last = ""
    for number, line in enumerate(lines):
        marker, label = _marker(line, last, unit, lines[number + 1 : number + 2])
        if unit and (marker or not line):
            yield " ".join(unit)
            unit = []
        if marker:
            last = label
        elif line and not unit:
            last = ""  # a paragraph ends a list
        if words := line[marker:].split():
            unit.append(" ".join(words))
    if unit:
        yield " ".join(unit)


def _marker(line: str, last: str, above: list[str], below: list[str]) -> tuple[int, str]:
    """How long the list marker of a line is, and its sign or number; 0 where there is none.

    A line that only goes on from the one above may begin with a dash, or with the number
    that ends a sentence. So a marker stands at the start of a paragraph, below a colon, or
    in a list that it carries on.
    """
    may_begin = not above or above[-1].endswith(":")
    if bullet := _BULLET.match(line):
        sign = bullet[1] or bullet[2] or bullet[3]
        ended = above and above[-1][-1] in ".;!?"
        again = sign == last or any(other.startswith(sign) for other in below)
        sure = bullet[1] or may_begin or ended or again
        return (bullet.end(), sign) if sure else (0, "")
    if number := _NUMBER.match(line):
        label = number[1] or number[2]
        follows = last.isdigit() and int(label) == int(last) + 1
        return (number.end(), label) if may_begin or follows else (0, "")
    if letter := _LETTER.match(line):
        label = letter[1] or letter[2]
        follows = bool(last) and (_follows(label, last) or not above)
        begins = may_begin and (letter[1] or label.islower() or (label == "A" and _goes_on(below)))
        return (letter.end(), label) if begins or follows else (0, "")
    return 0, ""


def _follows(label: str, last: str) -> bool:
    """Whether b comes after a, or one Roman number after another."""
    roman = set(label + last) <= set("ivxIVX")
    return roman or (len(label) == len(last) == 1 and ord(label) == ord(last) + 1)


def _goes_on(below: list[str]) -> bool:
    """Whether the next line is B: else "A. Khan" is a person."""
    return any(line.startswith(("B.", "B)", "(B)")) for line in below)

"""Sentences, as far as it takes to know what one says of a name in it."""

from __future__ import annotations

import re
from bisect import bisect_right

NEAR = 300
"""How many characters around a name are looked at for what its sentence says of it."""

_SENTENCE_END = re.compile(
    r"(?<![.!?…])(?<!\b[A-Za-z])(?<!\b(?:No|Mr|Ms|Dr|St|ss))(?<!\b(?:Mrs|e\.g|i\.e|etc|Reg|Sch))"
    r"[.!?…]++[\"'”’)\]]*+\s++(?=[\"'“‘(\[]*[A-Z0-9])|\n"
)


class Sentences:
    """The sentences of a text, by the places where they end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [match.end() for match in _SENTENCE_END.finditer(text)]

    def around(self, start: int) -> tuple[int, int]:
        """Where the sentence that holds a character begins and ends."""
        number = bisect_right(self.ends, start)
        begin = self.ends[number - 1] if number else 0
        return begin, self.ends[number] if number < len(self.ends) else len(self.text)

    def near(self, start: int, end: int) -> tuple[str, int]:
        """The words of a name's sentence near it, and where in them the name begins."""
        first, last = self.around(start)
        first, last = max(first, start - NEAR), min(last, end + NEAR)
        return self.text[first:last], start - first

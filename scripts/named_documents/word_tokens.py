"""The words of a text one by one, and what stands between them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’ʼ‘´`](?:[^\W_]|[\u0300-\u036f])+)*|&")
_GAP = re.compile(r"[ \-‐-―()\[\],:/'\"“”‘’]{1,5}")
YEAR = re.compile(r"(?:19|20)\d\d")
_APOSTROPHES = ("'", "’", "ʼ", "‘", "´", "`")
_YEARS_GAP = re.compile(r" ?[\-‐-―/] ?|[ ]")


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word as its spellings compare: small letters, no apostrophe, no plural or possessive."""
    word = unicodedata.normalize("NFKC", word).casefold()
    word = re.sub(r"['’ʼ‘´`]", "", word)
    if word == "&":
        return "and"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


class Tokens:
    """The words of a text: as written, in plain form, and where each begins and ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.raw: list[str] = []
        self.plain: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        for match in _WORD.finditer(text):
            self.raw.append(match[0])
            self.plain.append(plain(match[0]))
            self.start.append(match.start())
            self.end.append(match.end())

    def __len__(self) -> int:
        return len(self.raw)

    def gap(self, number: int) -> str:
        """What stands before a word: between it and the word before."""
        before = self.end[number - 1] if number else 0
        return self.text[before : self.start[number]]

    def joined(self, number: int) -> bool:
        """Whether a word and the one before may be part of one title."""
        if number <= 0:
            return False
        gap = self.gap(number)
        dot = gap == "." or (gap == ". " and self.plain[number - 1] == "no")  # GOV.UK, No. 2
        return dot or bool(_GAP.fullmatch(gap))

    def next_to(self, number: int) -> bool:
        """Whether a word stands straight after the one before: a space or hyphen, or a quote."""
        return 0 < number < len(self) and self.gap(number) in _CLOSE

    def big(self, number: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.raw[number][0].isupper()

    def runs_on(self, number: int) -> bool:
        """Whether a word with a capital letter stands straight after the one before."""
        return self.next_to(number) and self.big(number)

    def is_many(self, number: int) -> bool:
        """Whether a word is a plural, and no possessive such as "policy's"."""
        return self.raw[number].lower().endswith("s") and not self.is_owner(number)

    def is_owner(self, number: int) -> bool:
        """Whether a word is a possessive: "council's", "carers'"."""
        raw = self.raw[number]
        after = self.text[self.end[number] : self.end[number] + 2]
        return raw[-2:-1] in _APOSTROPHES or (
            raw.endswith("s") and len(after) == 2 and after[0] in _APOSTROPHES and after[1] == " "
        )

    def end_bare(self, number: int) -> int:
        """Where a word ends without its possessive: "Strategy" of "Strategy's"."""
        return self.end[number] - (2 if self.is_one_owner(number) else 0)

    def is_one_owner(self, number: int) -> bool:
        """Whether a possessive is of one: "carer's", and not "carers'"."""
        return self.raw[number][-2:-1] in _APOSTROPHES

    def years(self, number: int) -> tuple[tuple[str, ...], int]:
        """The year or years from a word on, as in "2024 to 2029", and the word after them."""
        if number >= len(self) or not YEAR.fullmatch(self.raw[number]):
            return (), number
        first, after = self.raw[number], number + 1
        if after < len(self) and self.raw[after] in ("to", "until"):
            after += 1
        if after < len(self) and _YEARS_GAP.fullmatch(self.gap(after)):
            last = self.raw[after]
            dashed = after == number + 1 and self.gap(after) != " "
            if YEAR.fullmatch(last) and (dashed or after == number + 2):
                return (first, last), after + 1
            if dashed and re.fullmatch(r"\d\d", last):
                return (first, first[:2] + last), after + 1
        return (first,), number + 1


_CLOSE = frozenset(
    (" ", "-", "' ", "’ ", "‐", "‑", " '", "' ", " ‘", "’ ", ' "', '" ', " “", "” ", "/")
)

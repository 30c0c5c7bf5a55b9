"""Reading age: how old a reader must be, by formulas that are named beside each figure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from plain_language.syllables import count_syllables
from plain_language.tokens import SHORT, words

FORMULA = "Flesch-Kincaid grade + 5"
"""The formula behind ``Age.age``."""

FEWEST_WORDS = 100
FEWEST_SENTENCES = 10
"""Fewer than these, and one long name would decide the age."""


@dataclass(frozen=True)
class Age:
    """The reading age of some sentences, in years, to two decimals.

    ``age`` is the Flesch-Kincaid grade (Kincaid and others, 1975: 0.39 words a sentence +
    11.8 syllables a word - 15.59) + 5, on the text as it is written; ``formula`` says so.
    ``age_names_aside`` is the same with each fixed name counted as one short word.
    ``smog_age`` is the SMOG grade (McLaughlin 1969: 1.043 times the root of the words of
    three syllables or more in 30 sentences, + 3.1291) + 5. The three are ``None``, and
    ``too_short`` says why, where the text has too few words or sentences for a formula.
    ``words`` counts an address, a number, a sum, a date or a time as one.
    """

    age: float | None
    age_names_aside: float | None
    smog_age: float | None
    words: int
    sentences: int
    too_short: str = ""
    formula: str = FORMULA


def reading_age(sentences: Iterable[str], names: Iterable[str] = ()) -> Age:
    """The reading age of sentences; ``names`` are the fixed ones that nobody can shorten."""
    written = [found for sentence in sentences if (found := words(sentence))]
    count = sum(map(len, written))
    too_short = _too_short(count, len(written))
    if too_short:
        return Age(None, None, None, count, len(written), too_short)
    known = _by_first_word(tuple(names))
    aside = [_without_names(sentence, known) for sentence in written]
    hard = sum(_syllables(word) >= 3 for sentence in written for word in sentence)
    smog = 1.043 * math.sqrt(hard * 30 / len(written)) + 3.1291
    return Age(
        age=_flesch_kincaid(written),
        age_names_aside=_flesch_kincaid(aside),
        smog_age=round(smog + 5, 2),
        words=count,
        sentences=len(written),
    )


def _too_short(count: int, sentences: int) -> str:
    if count < FEWEST_WORDS:
        return f"Too short to score: {count} words. It takes {FEWEST_WORDS}."
    if sentences < FEWEST_SENTENCES:
        return f"Too short to score: {sentences} sentences. It takes {FEWEST_SENTENCES}."
    return ""


def _flesch_kincaid(sentences: list[list[str]]) -> float:
    count = sum(map(len, sentences))
    syllables = sum(_syllables(word) for sentence in sentences for word in sentence)
    grade = 0.39 * count / len(sentences) + 11.8 * syllables / count - 15.59
    return round(grade + 5, 2)


@lru_cache(maxsize=8192)  # a page says the same words again and again
def _syllables(word: str) -> int:
    return 1 if word == SHORT else count_syllables(word)


@lru_cache(maxsize=4)  # the pages of an offer share their fixed names
def _by_first_word(names: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """Each name as words without their endings, under its first word, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for name in sorted(set(names), key=len, reverse=True):
        parts = [_stem(word) for word in words(name)]
        if parts:
            found.setdefault(parts[0], []).append(parts)
    return found


def _without_names(sentence: list[str], names: dict[str, list[list[str]]]) -> list[str]:
    """The words of a sentence, each name in it become one short token."""
    stems = [_stem(word) for word in sentence]
    kept: list[str] = []
    at = 0
    while at < len(stems):
        fitting = names.get(stems[at], ())
        length = next((len(n) for n in fitting if stems[at : at + len(n)] == n), 0)
        kept.append(SHORT if length else sentence[at])
        at += length or 1
    return kept


def _stem(word: str) -> str:
    """A word in small letters without the s of a plural or an owner: carers, carer's, carer."""
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low

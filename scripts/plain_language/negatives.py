"""Double negatives: two that the reader must cancel out to know what is so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from plain_language.word_lists import Word, kinds

_REFUSES = re.compile(r"(?:fail|refus|deny|denie|prevent|forbid|forbad)\w*$")
_FAILS = re.compile(r"fail(?:s|ed|ing|ure)?$")
_BREAK = re.compile(r"[;:()–—]|\.\s|\s-\s")
_AFTER_NO = frozenset(("longer", "later", "more", "less", "fewer", "matter", "doubt"))
_AFTER_NOT = frozenset(("only", "just", "least", "worry", "panic", "necessarily", "long"))


@dataclass(frozen=True)
class Double:
    """The two negatives as they are written."""

    first: str
    second: str


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return kinds("negatives.txt")


@lru_cache(maxsize=1)
def _beginnings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The beginnings of words that are turned round, and of those with un- that are not."""
    return tuple(_lists()["turned"]), tuple(_lists()["plain"])


def _is_turned(low: str) -> bool:
    """Whether a beginning or an ending turns the word round: unusual, impossible, harmless."""
    turned, plain = _beginnings()
    un = low.startswith("un") and len(low) > 5 and not low.startswith(plain)
    return un or low.startswith(turned)


def find_double_negative(words: list[Word], sentence: str) -> Double | None:
    """The first pair of negatives that cancel out, or ``None``."""
    found = [at for at in range(len(words)) if _is_negative(words, at, sentence)]
    for at in found:
        pair = _turned_after(words, at, sentence)
        if pair is not None:
            return Double(words[at].written, words[pair].written)
    for first, second in pairwise(found):
        if _cancel(words, first, second, sentence):
            return Double(words[first].written, words[second].written)
    for at in found:
        for before in range(max(0, at - 6), at):
            low = words[before].low
            opens = before == 0 or words[before - 1].low in ("if", "any", "an", "the", "a", "is")
            if opens and low in _lists()["noun"] and not _is_cut(words, before, at, sentence):
                return Double(words[before].written, words[at].written)
    return None


def _is_negative(words: list[Word], at: int, sentence: str) -> bool:
    """Whether a word says no, and is not part of a fixed saying such as "no longer"."""
    low = words[at].low
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    between = sentence[words[at].end : words[at + 1].start] if after else "."
    if low.endswith("n't"):
        return after not in ("worry", "panic")
    if low == "no":
        is_answer = bool(between.strip()) and before not in ("say", "says", "said")
        return not is_answer and after not in _AFTER_NO and not after[:1].isdigit()
    if low == "not":
        aside = before == "or" and any(w.low == "whether" for w in words[max(0, at - 8) : at])
        alone = before in ("if", "why", "or") and bool(between.strip())
        return not aside and not alone and after not in _AFTER_NOT
    if low == "without":
        return before != "or" and after not in ("delay", "prejudice", "fail", "further")
    if low == "nothing":
        return after not in ("but", "else")
    return low in _lists()["negative"] or (bool(_FAILS.match(low)) and after == "to")


def _turned_after(words: list[Word], at: int, sentence: str) -> int | None:
    """The word behind a negative that is turned round itself: not unusual."""
    if words[at].low in ("unless", "without"):
        return None
    for other in range(at + 1, min(at + 6, len(words))):
        low = words[other].low
        if _is_cut(words, at, other, sentence):
            return None
        if _is_turned(low) or _REFUSES.match(low):
            if low in _lists()["usual"] and other - at > 1:
                return None
            near = other - at <= 2 or words[at].low in ("no", "nobody", "none", "nothing")
            return other if near or _only_adverbs(words[at + 1 : other]) else None
    return None


def _only_adverbs(between: list[Word]) -> bool:
    return all(word.low in _lists()["between"] or word.low.endswith("ly") for word in between)


def _is_cut(words: list[Word], first: int, second: int, sentence: str) -> bool:
    """Whether a comma, "and" or the like stands between two words."""
    between = sentence[words[first].end : words[second].start]
    joined = any(word.low in _lists()["join"] for word in words[first + 1 : second])
    return joined or "," in between or bool(_BREAK.search(between))


def _cancel(words: list[Word], first: int, second: int, sentence: str) -> bool:
    """Whether two negatives stand in one clause, or in a condition and what follows from it."""
    between = sentence[words[first].end : words[second].start]
    if _BREAK.search(between):
        return False
    inner = [word.low for word in words[first + 1 : second]]
    if not any(low in _lists()["join"] for low in inner) and "," not in between:
        return True
    if any(low in ("and", "but", "nor", "so", "because") for low in inner):
        return False
    before = {word.low for word in words[max(0, first - 6) : first + 1]}
    return between.count(",") == 1 and bool(before & _lists()["condition"])

"""Slips of the pen: one word for another that its writer meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from local_offer.review.hunks import Hunk, TwoVersions
from local_offer.review.tokens import Token
from local_offer.review.weights import DECIDING, NEGATIONS

# Words that writers mix up; one for the other is a slip of the pen.
_SLIPS = [
    frozenset(words.split())
    for words in (
        "a an the", "is are", "was were", "their there theyre", "its it", "to too", "then than",
        "form from", "that which", "of off", "who whom", "do does", "practice practise",
        "licence license",
    )
]  # fmt: skip


def slip_between(pair: TwoVersions, hunk: Hunk) -> tuple[str, str] | None:
    """The old and new word of a hunk where one is a slip of the pen for the other."""
    gone, came = pair.gone(hunk), pair.came(hunk)
    if len(gone) == 1 and len(came) == 1:
        return (gone[0].text, came[0].text) if _is_slip(gone[0], came[0]) else None
    if len(gone) == 1 and not came:
        return (gone[0].text, "") if _is_extra(pair.old, hunk.i1) else None
    if len(came) == 1 and not gone:
        return ("", came[0].text) if _is_extra(pair.new, hunk.j1) else None
    return None


def _is_extra(words: Sequence[Token], at: int) -> bool:
    """Whether a word that came or went is typed twice, or is "a", "the" or the like."""
    beside = {token.key for token in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])}
    only = words[at]
    return only.kind == "word" and (only.key in beside or only.key in ("a", "an", "the", "that"))


def _is_slip(was: Token, now: Token) -> bool:
    """Whether two words differ by a letter or two, and only one of them is English."""
    if {was.kind, now.kind} != {"word"} or {was.key, now.key} & (NEGATIONS | DECIDING):
        return False
    if any({was.key.replace("'", ""), now.key.replace("'", "")} <= pair for pair in _SLIPS):
        return True
    far = DamerauLevenshtein.distance(was.key, now.key)
    near = far == 1 or (far == 2 and min(len(was.key), len(now.key)) > 4)
    same_case = was.text[:1].isupper() == now.text[:1].isupper()
    return near and same_case and _known(was.key) != _known(now.key)


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    # It takes the better part of a second to read, and most reviews never ask.
    from spellchecker import SpellChecker  # noqa: PLC0415

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)


def _known(word: str) -> bool:
    """Whether this is an English word, in the British spelling or the American one."""
    words = _dictionary()
    ways = (word, word.replace("our", "or"), word.replace("is", "iz"), word.replace("lled", "led"),
            word.replace("lling", "ling"), word.replace("ogramme", "ogram"))  # fmt: skip
    return any(way in words for way in ways) or not word.isascii()

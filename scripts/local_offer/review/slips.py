"""Slips of the pen: one word for another that its writer meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from local_offer.review.weights import DECIDING, NEGATIONS
from local_offer.review.word_diff import Hunk, Token

# Words that writers mix up; one for the other is a slip of the pen.
_SLIPS = [
    frozenset(words.split())
    for words in (
        "a an the", "is are", "was were", "their there theyre", "its it", "to too", "then than",
        "form from", "that which", "of off", "who whom", "do does", "practice practise",
        "licence license",
    )
]  # fmt: skip


def slip_between(
    gone: Sequence[Token], came: Sequence[Token], old: list[Token], new: list[Token], hunk: Hunk
) -> tuple[str, str] | None:
    """The old and new word where one is a slip of the pen for the other."""
    if len(gone) + len(came) == 1:  # a word typed twice, or "a" and "the" that came or went
        only, around = (gone or came)[0], old if gone else new
        at = hunk.i1 if gone else hunk.j1
        beside = {around[k].key for k in (at - 1, at + 1) if 0 <= k < len(around)}
        if only.kind == "word" and (only.key in beside or only.key in ("a", "an", "the", "that")):
            return (only.text, "") if gone else ("", only.text)
        return None
    if len(gone) != 1 or len(came) != 1 or not _is_slip(gone[0], came[0]):
        return None
    return gone[0].text, came[0].text


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

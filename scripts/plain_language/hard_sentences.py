"""Plain words as a skill: why a sentence is hard, and what to write in its place.

``weigh`` looks at one sentence. The words it knows stand in the files of ``words/``,
each with its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from plain_language import advice
from plain_language.acronyms import find_initials, spelled_out
from plain_language.advice import split as split_advice
from plain_language.hard_words import FoundTerm, explained_terms, find_hard_words, find_jargon
from plain_language.negatives import find_double_negative
from plain_language.nominalisations import find_hidden_verb
from plain_language.passive import find_passive
from plain_language.word_lists import covered, read_words

__all__ = ["LONGEST", "Weighed", "explained", "split_advice", "weigh"]

LONGEST = 25
"""Words; GOV.UK's ceiling for a sentence on the web."""

_ENOUGH = 300  # words; what is longer must be cut in any case, so the rest is not looked at


@dataclass(frozen=True)
class Weighed:
    """Why a sentence is hard, and what to do.

    ``reasons`` are none or more of ``long-sentence``, ``hard-word``, ``passive``,
    ``jargon``, ``acronym``, ``double-negative`` and ``nominalisation``, in that order.
    ``hard_words`` and ``jargon_terms`` are as they stand in the sentence. ``suggestion``
    is in whole sentences, one for each reason, and empty where there is none. ``words``
    counts whatever has white space around it and a letter or figure in it.
    """

    reasons: tuple[str, ...]
    hard_words: tuple[str, ...]
    jargon_terms: tuple[str, ...]
    suggestion: str
    words: int


def weigh(sentence: str, terms: Iterable[str] = (), known_acronyms: Iterable[str] = ()) -> Weighed:
    """Weigh one sentence.

    ``terms`` are names, and terms that the reader has had explained: they are left
    alone. ``known_acronyms`` are those that the reader has met in full.
    """
    return _weigh(sentence, frozenset(terms), frozenset(known_acronyms))


# Of an offer that is looked at again, as an editor saves it, nearly all sentences are known.
@lru_cache(maxsize=20_000)
def _weigh(sentence: str, terms: frozenset[str], known_acronyms: frozenset[str]) -> Weighed:
    pieces = sentence.translate(_STRAIGHT).split()
    count = sum(any(map(str.isalnum, piece)) for piece in pieces)
    straight = " ".join(pieces[:_ENOUGH])
    words = read_words(straight)
    names = covered(words, straight, terms)
    jargon, taken = find_jargon(words, straight, names)
    hard = find_hard_words(words, straight, names | taken)
    initials = find_initials(straight, known_acronyms)
    passive = find_passive(words, straight)
    double = find_double_negative(words, straight)
    hidden = find_hidden_verb(words, straight)
    found = {
        "long-sentence": split_advice(straight) if count > LONGEST else "",
        "hard-word": advice.say_plainly(_outer(hard)) if hard else "",
        "passive": advice.say_who(passive) if passive else "",
        "jargon": advice.say_plainly(jargon, "Say") if jargon else "",
        "acronym": advice.spell_out(initials) if initials else "",
        "double-negative": advice.say_what_is_so(double) if double else "",
        "nominalisation": advice.use_the_verb(hidden) if hidden else "",
    }
    reasons = {reason: words for reason, words in found.items() if words}
    return Weighed(
        reasons=tuple(reasons),
        hard_words=_unique(hard),
        jargon_terms=_unique(jargon),
        suggestion=" ".join(reasons.values()),
        words=count,
    )


def explained(sentence: str) -> set[str]:
    """The jargon and initials whose meaning a sentence gives: they need no more explaining."""
    straight = sentence.translate(_STRAIGHT)
    return set(explained_terms(read_words(straight), straight)) | spelled_out(straight)


_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u00ad": None}
)


def _unique(terms: Iterable[FoundTerm]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.written for term in terms))


def _outer(terms: list[FoundTerm]) -> list[FoundTerm]:
    """The first few terms without those that are part of another: "prior to" says it for both."""
    first = list(dict.fromkeys(terms))[:20]
    return [
        term
        for term in first
        if not any(term is not o and f" {term.written} " in f" {o.written} " for o in first)
    ]

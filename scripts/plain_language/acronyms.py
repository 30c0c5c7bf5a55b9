"""Initials such as SGO that nobody spells out."""

from __future__ import annotations

import re
from functools import lru_cache

from plain_language.word_lists import kinds

_SMALL = frozenset(("of", "and", "for", "the", "in", "to", "with", "a", "an", "or", "on"))
_EDGES = "\"'“”‘’«»()[]{}<>*_,;:!?…"
# What stands between spaces or dashes and has two capitals or more.
_CHUNK = re.compile(r"(?<![^\s/–—-])(?:[^\s/–—A-Z-]*[A-Z]){2}[^\s/–—-]*")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?")
_LETTERS = re.compile(r"[A-Z][A-Za-z]{0,7}[A-Z][a-z]?|[A-Z]{2,8}|[A-Z]&[A-Z]")
_SURNAME = re.compile(r"\s[A-Z][a-z]")
_TYPED = re.compile(
    r"\b(?:text|texts|type|typing|word|write|code|reply)\s+[\"'“‘]?$", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    lists = kinds("capitals.txt")
    return lists["known"] | lists["stressed"]


def find_initials(sentence: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Each set of initials in a sentence, as it is written, that nobody spells out.

    ``known`` are those that the reader has met in full already.
    """
    found = [(written, bare) for written, bare in _all_initials(sentence) if bare not in known]
    if not found:
        return []
    full = _first_letters(sentence)
    return [written for written, bare in found if not _is_spelled_out(bare, full)]


def spelled_out(sentence: str) -> set[str]:
    """The initials that a sentence gives in full: "a special guardianship order (SGO)"."""
    found = _all_initials(sentence)
    full = _first_letters(sentence) if found else ()
    return {bare for _, bare in found if _is_spelled_out(bare, full)}


def _all_initials(sentence: str) -> list[tuple[str, str]]:
    """Initials as they are written, and without dots and the s for many."""
    if sentence.isupper():
        return []  # capitals all through say nothing
    found = []
    for chunk in _CHUNK.finditer(sentence):
        written = chunk[0].strip(_EDGES)
        if not _DOTTED.match(written):
            written = written.rstrip(".")
        core = re.sub(r"['’]?s$", "", written)
        if _DOTTED.fullmatch(core):
            is_person = len(core) < 5 and _SURNAME.match(sentence, chunk.end())
            bare = "" if is_person else core.replace(".", "")
        else:
            core = core.rstrip("+")
            bare = core if _LETTERS.fullmatch(core) and _is_mostly_capital(core) else ""
        is_roman = bool(re.fullmatch(r"[IVX]+", bare))
        if bare and bare not in _everyday() and not is_roman:
            before = sentence[max(0, chunk.start() - 12) : chunk.start()]
            if not _TYPED.search(before):
                found.append((written, bare))
    return found


def _is_mostly_capital(core: str) -> bool:
    """NHS, DfE and SENCo are initials; YouTube and McKay are not."""
    capitals = sum(letter.isupper() for letter in core)
    return capitals * 2 > len(core) and not re.match(r"Ma?c[A-Z]", core)


def _first_letters(sentence: str) -> tuple[str, str]:
    """The first letters of all words but initials, with small words and without."""
    words = [word for word in re.findall(r"[A-Za-z]+", sentence) if not word[1:].isupper()]
    large = [word for word in words if word.lower() not in _SMALL]
    return "".join(w[0] for w in words).lower(), "".join(w[0] for w in large).lower()


def _is_spelled_out(bare: str, full: tuple[str, ...]) -> bool:
    """Whether other words of the sentence begin with these letters, in this order."""
    letters = bare.lower().replace("&", "a")
    wanted = (letters,) if len(letters) < 4 else (letters, letters[:-1])
    return any(part in first_letters for part in wanted for first_letters in full)

"""Whether a full stop ends a sentence, or only a short form of a word."""

from __future__ import annotations

import re
from pathlib import Path


def _kinds() -> dict[str, frozenset[str]]:
    """The lists of ``words/short-forms.txt`` by their kind."""
    found: dict[str, set[str]] = {}
    path = Path(__file__).resolve().parent / "words" / "short-forms.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            found.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}


_LISTS = _kinds()
_STARTERS = _LISTS["starter"]
_BEGINNERS = _STARTERS | _LISTS["beginner"]

_SHORT = ("title", "reference", "day", "name", "end")

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # S.G.O, B.Sc, a.m
_LABEL = re.compile(r"[A-Z]\b|[IVX]{1,4}\b|[ivx]{1,4}\b|\([a-z0-9]{1,2}\)")
_MORE_TIME = re.compile(r"\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m|noon)\b|\d{1,2} [A-Z][a-z]{2}")
_VERB = re.compile(
    r"(?:is|are|was|were|will|can|may|must|has|have|had|do|does|did|should|would|could|"
    r"starts?|opens?|closes?|costs?|needs?|gets?|cannot)\b"
)


def ends_sentence(  # noqa: PLR0911  # flat as a table: one answer for each kind of word
    before: str, word: str, after: str
) -> bool:
    """Whether the full stop behind ``word`` ends its sentence.

    ``before`` is the word in front of it, or empty; ``after`` is what follows, which
    begins with a capital, a figure or a sign and not with a small letter.
    """
    following = re.match(r"[\w'’-]*", after)
    next_word = following[0] if following else ""
    last = re.split(r"[-–/]", word)[-1]
    word = last if last in _LISTS["day"] else word  # Mon.-Fri.
    if word in _LISTS["never"] or (after[0] in "–—-&/+=" and _is_short_form(word)):
        return False
    if word in _LISTS["reference"] and _is_reference(word, before, after, next_word):
        return False
    if word in _LISTS["day"] or word in _LISTS["name"] or word in _LISTS["title"]:
        return _ends_name(before, word, after, next_word)
    if word in _LISTS["end"]:
        day = next_word[:3] in _LISTS["day"] and next_word not in _BEGINNERS
        return not (day or _MORE_TIME.match(after))
    if len(word) == 1 and word.isalpha() and word != "I":
        return _ends_letter(before, word, next_word)
    if _INITIALS.fullmatch(word):
        if len(word) < 4:  # J.K., before a name
            return next_word in _BEGINNERS
        return not next_word[:1].isdigit() and _begins(after, next_word)
    return True


def _is_short_form(word: str) -> bool:
    listed = any(word in _LISTS[kind] for kind in _SHORT)
    return listed or bool(_INITIALS.fullmatch(word))


def _is_reference(word: str, before: str, after: str, next_word: str) -> bool:
    """Whether No., App. or s. points to what follows, as in "No. 5" and "App. B"."""
    if next_word[:1].isdigit() or after.startswith("£"):
        return True
    if word.lower() in ("no", "app") and not (word == "App" and before in _BEFORE_APP):
        return False
    if word.lower() != "no" and _LABEL.match(after) and next_word != "I":
        return True
    return word[0].isupper() and next_word not in _BEGINNERS


_BEFORE_APP = ("", "in", "See", "see", "and", "at", "of", "or", "to", "under", "read", "Read")


def _ends_name(before: str, word: str, after: str, next_word: str) -> bool:
    """Whether St., Co., Dr. or Sept. is the last word of a sentence."""
    if not next_word[:1].isalpha():
        return not next_word and after[:1] in "([\"“‘'"
    if word in _LISTS["title"] and not (word == "Dr" and before[:1].isupper()):
        noun = before.lower() in ("the", "a", "my", "your", "our", "his", "her")
        return noun and next_word in _STARTERS
    if word in ("St", "Mt") and not before[:1].isupper():
        return False  # a saint
    return next_word in _BEGINNERS - _LISTS["rest"] if word == "St" else _begins(after, next_word)


def _ends_letter(before: str, word: str, next_word: str) -> bool:
    """Whether a single letter is a label at the end ("Plan B. Then"), not an initial."""
    if word.islower():
        return word not in "pscvr" and not next_word[:1].isdigit()
    if before in _LISTS["labelled"] or before in _LISTS["reference"]:
        return True
    return next_word in (_BEGINNERS if before[:1].islower() else _STARTERS)


def _begins(after: str, next_word: str) -> bool:
    """Whether what follows a name or initials looks like a new sentence."""
    if next_word in _BEGINNERS - _LISTS["rest"]:
        return True
    rest = after[len(next_word) :].lstrip()
    return next_word not in _LISTS["rest"] and bool(_VERB.match(rest))

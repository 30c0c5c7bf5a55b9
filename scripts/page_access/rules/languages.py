"""Which language a text is in, by its letters and its commonest words."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_FEWEST = 3
"""Common words that a text must hold before its language is judged."""

_SCRIPTS = (
    (re.compile(r"[\u0621-\u064a\u066e-\u06d3]"), "ar"),
    (re.compile(r"[\u05d0-\u05ea]"), "he"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0980-\u09ff]"), "bn"),
    (re.compile(r"[\u0a00-\u0a7f]"), "pa"),
    (re.compile(r"[\u0a80-\u0aff]"), "gu"),
    (re.compile(r"[\u0b80-\u0bff]"), "ta"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u1200-\u137f]"), "am"),
)
# Languages that share a script: which one it is, its letters alone do not tell.
_SAME_SCRIPT = {
    "ar": {"ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "prs"},
    "he": {"he", "yi", "iw"},
    "ru": {"ru", "uk", "bg", "sr", "be", "mk", "kk", "mn", "ky"},
    "hi": {"hi", "ne", "mr"},
    "zh": {"zh", "yue", "ja", "cmn"},
    "am": {"am", "ti"},
    "bn": {"bn", "as", "syl"},
    "cy": {"cy"},
}
RIGHT_TO_LEFT = frozenset(("ar", "fa", "ur", "ps", "ckb", "sd", "ug", "prs", "he", "yi", "iw"))
"""Languages that are written from right to left."""


def language_of(text: str) -> str:
    """The language tag of a text, such as ``fr``; empty where too little of it tells.

    The tag of a script that many languages share, such as ``ar``, stands for all of them:
    ``fits`` knows which.
    """
    letters = sum(map(str.isalpha, text))
    for script, tag in _SCRIPTS:
        if letters and len(script.findall(text)) * 2 > letters:
            return tag if letters >= 4 else ""
    found = re.findall(r"[^\W\d_]+", text.lower())
    if len(found) < 4:
        return ""
    scores = sorted(
        (
            (sum(word in common or not letters.isdisjoint(word) for word in found), tag)
            for tag, (common, letters) in _common().items()
        ),
        reverse=True,
    )
    (best, tag), (second, _) = scores[0], scores[1]
    if best < _FEWEST or best / len(found) < 0.2 or best < second + 2 or best < second * 1.4:
        return ""
    return tag


def fits(language: str, tag: str) -> bool:
    """Whether text in ``language`` may bear the ``lang`` attribute ``tag``."""
    base = tag.lower().replace("_", "-").split("-")[0]
    return base == language or base in _SAME_SCRIPT.get(language, ())


def language_named(text: str) -> str:
    """The language tag of which the whole text is its own name for itself, such as Polski."""
    return _own_names().get(text.strip().lower(), "")


@lru_cache(maxsize=1)
def _common() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """By language its commonest words, and the letters that it alone of these has."""
    rows = _rows("stop-words.tsv")
    return {tag: (frozenset(words.split()), frozenset(letters)) for tag, words, letters in rows}


@lru_cache(maxsize=1)
def _own_names() -> dict[str, str]:
    return {name: tag for tag, names in _rows("language-names.tsv") for name in names.split("|")}


def _rows(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]

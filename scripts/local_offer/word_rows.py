"""The lists in ``words/``: one row a line, with tabs between its columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_WORDS = Path(__file__).resolve().parent / "words"


def word_rows(name: str) -> Iterator[list[str]]:
    """The rows of a list; a line that begins with # tells where the list is from."""
    for line in (_WORDS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def words_by_kind(name: str) -> dict[str, frozenset[str]]:
    """The words of a list whose lines are a kind, a colon and words."""
    found: dict[str, set[str]] = {}
    for (line,) in word_rows(name):
        kind, _, words = line.partition(":")
        found.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}

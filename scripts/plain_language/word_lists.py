"""The lists in ``words/``, each word in all its forms, and how to find them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "words"
_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")


@dataclass(frozen=True)
class Word:
    """One word of a sentence: as written, in small letters, and where it stands."""

    written: str
    low: str
    start: int
    end: int


def read_words(sentence: str) -> list[Word]:
    """The words of a sentence whose quotation marks are straight."""
    return [
        Word(match[0], match[0].lower(), match.start(), match.end())
        for match in _WORD.finditer(sentence)
    ]


def _low(words: str) -> list[str]:
    """The words of a phrase in small letters: as ``read_words`` has them, without their places."""
    return [word.lower() for word in _WORD.findall(words)]


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a list with tabs between its columns; what follows # at a line's start is not."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def kinds(name: str) -> dict[str, frozenset[str]]:
    """The words of a list whose lines are a kind, a colon and words."""
    found: dict[str, set[str]] = {}
    for (line,) in rows(name):
        kind, _, words = line.partition(":")
        found.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}


@lru_cache(maxsize=1)
def irregular() -> dict[str, tuple[str, str]]:
    """Each verb whose past has a form of its own, with its past and its participle."""
    found = {}
    for (line,) in rows("irregular-verbs.txt"):
        verb, past, participle = line.split()
        found[verb] = past, participle
    return found


def verb_forms(verb: str) -> set[str]:
    """A verb in all its forms: help, helps, helped, helping."""
    if verb in ("be", "have", "do", "go"):
        return {
            "be": {"be", "am", "is", "are", "was", "were", "been", "being"},
            "have": {"have", "has", "had", "having"},
            "do": {"do", "does", "did", "done", "doing"},
            "go": {"go", "goes", "went", "gone", "going"},
        }[verb]
    forms = {verb, plural(verb)}
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        stem = verb[:-1]
    elif verb.endswith("c"):
        stem = verb + "k"
    else:
        stem = verb
    forms.add(f"{stem}ing")
    if verb in irregular():
        forms.update(irregular()[verb])
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        forms.add(verb[:-1] + "ied")
    else:
        forms.add(verb + "d" if verb.endswith("e") else f"{stem}ed")
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb):
        forms.update((f"{verb}{verb[-1]}ing", f"{verb}{verb[-1]}ed"))
    return forms


def plural(noun: str) -> str:
    """A noun for many, or a verb with he or she: boxes, duties, gives."""
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u"):
        return noun[:-1] + "ies"
    return noun + "s"


def _forms(kind: str, term: str) -> set[str]:
    """A term in all its forms, with -ize beside -ise."""
    first, _, rest = term.partition(" ")
    before, _, last = term.rpartition(" ")
    if kind == "v":
        found = {f"{form} {rest}".strip() for form in verb_forms(first)}
    elif kind == "n":
        found = {term, f"{before} {plural(last)}".strip()}
    else:
        found = {term}
    spelt = {re.sub(r"is(?=e\b|es\b|ed\b|ing\b|ation)", "iz", form) for form in found}
    return found | spelt


class Phrases:
    """Words and phrases to find in sentences, each with what it stands for."""

    def __init__(self) -> None:
        self._under: dict[str, list[tuple[Sequence[str], str]]] = {}

    def add(self, phrase: str, value: str) -> None:
        self.add_words(_low(phrase.replace("’", "'")), value)

    def add_words(self, words: Sequence[str], value: str) -> None:
        if words:
            self._under.setdefault(words[0], []).append((words, value))

    def sort(self) -> Phrases:
        """The same phrases, the longest of each first word in front."""
        for found in self._under.values():
            found.sort(key=lambda entry: -len(entry[0]))
        return self

    def find(self, words: list[Word], sentence: str) -> Iterator[tuple[int, int, str]]:
        """Each place where a phrase stands: its first word, the word behind its last, its value.

        The longest first where several begin at one word; one may stand inside another.
        """
        lows = [(word.low, word.low.removesuffix("'s")) for word in words]
        for at, (low, bare) in enumerate(lows):
            for entry in (low,) if low == bare else (low, bare):
                for phrase, value in self._under.get(entry, ()):
                    end = at + len(phrase)
                    if end > len(words) or (len(phrase) > 1 and phrase[1] not in lows[at + 1]):
                        continue  # most phrases end here: the rest is slow
                    if all(
                        word in lows[at + n] for n, word in enumerate(phrase)
                    ) and not _is_broken(sentence, words[at:end]):
                        yield at, end, value


def _is_broken(sentence: str, words: list[Word]) -> bool:
    """Whether a comma or the like stands between the words of a phrase that has none."""
    return any(
        sentence[before.end : after.start].strip() not in ("", "-", "/", ",")
        for before, after in pairwise(words)
    )


@lru_cache(maxsize=4)
def phrases(name: str) -> Phrases:
    """A list of kind, term and plain words, every term in all its forms."""
    found = Phrases()
    for kind, term, plain in rows(name):
        for form in _forms(kind, term):
            found.add(form, plain)
    return found.sort()


@lru_cache(maxsize=16)
def fixed(terms: frozenset[str]) -> Phrases:
    """Terms to leave alone, one or many of each."""
    found = Phrases()
    for term in terms:
        for words in _one_or_many(term):
            found.add_words(words, "")
    return found.sort()


@lru_cache(maxsize=1024)  # pages share most of the terms that their readers know
def _one_or_many(term: str) -> tuple[tuple[str, ...], ...]:
    """The words of each form of a name."""
    forms = _forms("n", term.strip().replace("’", "'"))
    return tuple(tuple(_low(form)) for form in forms)


def covered(words: list[Word], sentence: str, terms: Iterable[str]) -> set[int]:
    """The numbers of those words that are part of a term to leave alone."""
    return {
        number
        for start, end, _ in fixed(frozenset(terms)).find(words, sentence)
        for number in range(start, end)
    }

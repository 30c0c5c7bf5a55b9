"""Terms that a reader may not know: hard words and jargon."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from plain_language.word_lists import Word, phrases

_SECTION = re.compile(
    r"\b(?:(?:section|sections|s)\.? ?(?:7|8|17|20|22[A-H]?|31|34|37|38|47|91|117)\b"
    r"(?! of (?:the|this|your|our) (?:form|page|guide|leaflet|pack|plan|letter))|"
    r"(?:regulation|reg)\.? ?\d{1,3}\b|(?:schedule|article) \d{1,2}\b|tier \d\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\bcalled|\bknown as|\bcall (?:this|it|that|them)|\bthe (?:words?|terms?)|\bsay)\s*"
    r"(?:an?\s|the\s)?[\"'“‘(]*$"
)
_MEANS = re.compile(r"[\"'”’]*\s*(?:\((?=[^)]* )|means?\b|(?:is|are) (?:when|where|how)\b)")
_IS_A = re.compile(r"[\"'”’]*\s*(?:is|are) (?:an?|someone|people|money|help|time)\b")


@dataclass(frozen=True)
class FoundTerm:
    """A term as it is written, and plain words for it; empty where we have none."""

    written: str
    plain: str


def find_jargon(
    words: list[Word], sentence: str, covered: set[int]
) -> tuple[list[FoundTerm], set[int]]:
    """Each term of the jargon list that the sentence does not explain, and its words' numbers.

    ``covered`` are the numbers of words to leave alone. The numbers given back hold those
    of explained terms too: no other rule need look at them.
    """
    found: list[FoundTerm] = []
    taken: set[int] = set()
    for start, end, plain in phrases("jargon.tsv").find(words, sentence):
        numbers = range(start, end)
        if not (covered.isdisjoint(numbers) and taken.isdisjoint(numbers)):
            continue
        taken.update(numbers)
        if not _is_explained(sentence, words[start].start, words[end - 1].end, start):
            found.append(FoundTerm(sentence[words[start].start : words[end - 1].end], plain))
    ends = [word.end for word in words]
    for match in _SECTION.finditer(sentence):
        at = bisect_right(ends, match.start())
        if at not in covered and not _is_explained(sentence, match.start(), match.end(), at):
            found.append(FoundTerm(match[0], "what it lets people do"))
    return found, taken


def explained_terms(words: list[Word], sentence: str) -> list[str]:
    """The terms of the jargon list that a sentence says the meaning of."""
    return [
        sentence[words[start].start : words[end - 1].end]
        for start, end, _ in phrases("jargon.tsv").find(words, sentence)
        if _is_explained(sentence, words[start].start, words[end - 1].end, start)
    ]


def _is_explained(sentence: str, start: int, end: int, number: int) -> bool:
    """Whether the words around a term say what it is."""
    after = sentence[end : end + 80]
    if _MEANS.match(after) or (number < 2 and _IS_A.match(after)):
        return True
    before = sentence[max(0, start - 40) : start]
    return bool(_CALLED.search(before))


def find_hard_words(words: list[Word], sentence: str, covered: set[int]) -> list[FoundTerm]:
    """Each hard word or phrase with plainer words to hand, as it is written.

    A name is left alone: a word with a capital inside a sentence.
    """
    found: list[FoundTerm] = []
    for start, end, plain in phrases("hard-words.tsv").find(words, sentence):
        inside = start > 0 and sentence[words[start - 1].end : words[start].start].strip() in (
            "",
            ",",
        )
        is_name = inside and words[start].written[0].isupper() and not sentence.isupper()
        if not is_name and covered.isdisjoint(range(start, end)):
            found.append(FoundTerm(sentence[words[start].start : words[end - 1].end], plain))
    return found

"""Hidden verbs: an action put as a noun with a weak verb, or as "the ... of"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from plain_language.word_lists import Word, irregular, kinds, plural, rows, verb_forms

_NO_VERBS = frozenset(("everyday", "head", "thing", "of"))
_PARTICLES = {"carry": "out", "come": "to", "arrive": "at", "enter": "into"}
_NEEDS_ARTICLE = frozenset(("do", "have"))
_ARTICLES = frozenset(("a", "an", "the", "any", "some", "our", "their", "your", "another", "this"))
_BE = frozenset(("am", "is", "are", "was", "were", "be", "been", "being"))
_STOPS = frozenset(
    (
        "to", "of", "for", "in", "on", "at", "by", "with", "from", "that", "who", "which", "if",
        "when", "where", "because", "so", "is", "are", "was", "were", "will", "can", "may", "must",
        "but", "or", "then", "before", "after", "until", "about", "as", "not",
    )
)  # fmt: skip
_BEFORE = frozenset(
    ("on", "in", "for", "after", "before", "upon", "following", "during", "by", "through", "until")
)
_ENDING = re.compile(r"\w{3,}(?:tion|sion|ment|ance|ence|ing)s?$")


@dataclass(frozen=True)
class Hidden:
    """The words that hide an action, the noun, and the verb to write instead, where known."""

    words: str
    noun: str
    verb: str


def find_hidden_verb(words: list[Word], sentence: str) -> Hidden | None:
    """The first action that is put as a noun, or ``None``."""
    for at in range(len(words)):
        if (noun := _after_weak_verb(words, at, sentence)) is not None:
            first, last = at, noun
        elif (noun := _before_weak_verb(words, at, sentence)) is not None:
            first, last = noun, at
        elif _is_before_of(words, at):
            first, last, noun = max(0, at - 1), at + 1, at
        else:
            continue
        said = sentence[words[first].start : words[last].end]
        return Hidden(said, words[noun].written, _verbs().get(words[noun].low, ""))
    return None


@lru_cache(maxsize=1)
def _verbs() -> dict[str, str]:
    """Each noun on the list, one or many, with its verb."""
    found = {}
    for noun, verb in rows("action-nouns.tsv"):
        for form in (noun, plural(noun)):
            found[form] = found[form.replace("isation", "ization")] = verb
    return found


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return kinds("hidden-verbs.txt")


@lru_cache(maxsize=1)
def _weak() -> dict[str, tuple[str, frozenset[str]]]:
    """Each form of a weak verb, with the verb and the nouns that it hides."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    everyday = {form for noun in _lists()["everyday"] for form in (noun, plural(noun))}
    for verb, nouns in _lists().items():
        if verb in _NO_VERBS:
            continue
        listed = frozenset(_verbs()) - everyday if "*" in nouns else nouns
        hidden = listed | {plural(noun) for noun in listed}
        found |= dict.fromkeys(verb_forms(verb), (verb, hidden))
    return found


def _after_weak_verb(  # noqa: PLR0911  # flat as a table: each word may end the search
    words: list[Word], at: int, sentence: str
) -> int | None:
    """The noun that the weak verb at ``at`` hides behind: give them an explanation."""
    if words[at].low not in _weak():
        return None
    verb, nouns = _weak()[words[at].low]
    start = at + 1
    if particle := _PARTICLES.get(verb):
        if start >= len(words) or words[start].low != particle:
            return None
        start += 1
    if verb in _NEEDS_ARTICLE and (start >= len(words) or words[start].low not in _ARTICLES):
        return None
    for noun in range(start, min(start + 5, len(words))):
        if _is_cut(sentence, words[noun - 1], words[noun]):
            return None
        if words[noun].low in nouns:
            return None if _tells_more(words, noun) else noun
        if words[noun].low in _STOPS:
            return None
    return None


def _before_weak_verb(words: list[Word], at: int, sentence: str) -> int | None:
    """The noun in front of a weak verb in the passive: a decision will be made."""
    verb, nouns = _weak().get(words[at].low, ("", frozenset()))
    is_past = words[at].low in (verb + "d", verb + "ed", *irregular().get(verb, ())[1:])
    is_past = is_past or (verb.endswith("y") and words[at].low == verb[:-1] + "ied")
    if not is_past or not any(word.low in _BE for word in words[max(0, at - 3) : at]):
        return None
    particle = _PARTICLES.get(verb)
    if particle and (at + 1 >= len(words) or words[at + 1].low != particle):
        return None
    for noun in range(at - 2, max(-1, at - 14), -1):
        if re.search(r"[.;:]", sentence[words[noun].end : words[noun + 1].start]):
            return None
        if words[noun].low in nouns & _verbs().keys() and not _tells_more(words, noun):
            return noun
    return None


def _is_cut(sentence: str, before: Word, after: Word) -> bool:
    return bool(sentence[before.end : after.start].strip("\"'“‘ -"))


def _tells_more(words: list[Word], noun: int) -> bool:
    """Whether the noun only tells more of the next one: an application form."""
    return noun + 1 < len(words) and words[noun + 1].low in _lists()["head"]


def _is_before_of(words: list[Word], at: int) -> bool:
    """Whether "the ... of" hides an action: the provision of, on completion of."""
    if at + 1 >= len(words) or words[at + 1].low != "of":
        return False
    low = words[at].low
    singular = low.removesuffix("s")
    listed = low in _verbs() and bool(_ENDING.match(low))
    before = [word.low for word in words[max(0, at - 2) : at]]
    if not before or before[-1] in _BEFORE:
        return listed and singular not in _lists()["thing"]
    if not {"the", "this"} & set(before):
        return False
    is_action = listed or low in _lists()["of"] or bool(_ENDING.match(low))
    return is_action and singular not in _lists()["thing"]

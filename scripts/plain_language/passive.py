"""Passive verbs: a form of be or get with a past participle, in which nobody does it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from plain_language.word_lists import Word, irregular, kinds

_BE = frozenset(
    (
        "am",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
    )
)
_GET = frozenset(("get", "gets", "got", "getting", "gotten"))
_SHORT_BE = re.compile(r".+'(?:re|m)$|(?:it|this|that|what|there|which)'s$")
_BETWEEN = frozenset(
    (
        "not", "never", "always", "also", "often", "sometimes", "now", "then", "still", "just",
        "only", "already", "soon", "ever", "first", "once", "again", "both", "all", "each", "being",
        "been", "therefore", "however", "instead", "too", "so", "very", "well", "better", "best",
        "either", "even", "almost", "later", "sometime",
    )
)  # fmt: skip
_NO_ADVERB = frozenset(
    (
        "family", "early", "friendly", "elderly", "likely", "unlikely", "reply", "apply", "supply",
        "july", "ugly", "lonely", "lovely", "silly", "daily", "only", "rely", "fly", "lively",
    )
)  # fmt: skip
_NO_PLURAL = frozenset(
    (
        "always", "sometimes", "perhaps", "unless", "across", "towards", "besides", "less", "its",
        "his", "this", "us", "yes", "as", "was", "is", "has", "does", "afterwards", "outdoors",
        "indoors", "upstairs", "downstairs", "regardless", "twice", "years", "days", "weeks",
        "months", "hours", "minutes", "overseas", "plus", "thus", "whereas", "minus", "versus",
    )
)  # fmt: skip
_MODIFIED = frozenset(
    ("a", "an", "the", "my", "your", "our", "his", "her", "its", "their", "this", "that", "these")
)
_ASKS = frozenset(("who", "what", "where", "when", "why", "how", "and", "or", "but", "so"))
_SAME_AS_VERB = frozenset(
    ("cost", "bet", "bid", "quit", "burst", "beat", "thrust", "cast", "broadcast", "forecast")
)
_NOT_AFTER_GET = _SAME_AS_VERB | frozenset(("read", "set", "spread", "run", "come", "shut"))
_UN_VERBS = ("undertaken", "understood", "undone", "unlocked", "unpacked", "united", "unveiled")


@dataclass(frozen=True)
class Passive:
    """A passive as it stands in the sentence, and who does it where "by" says so."""

    words: str
    doer: str


def find_passive(words: list[Word], sentence: str) -> Passive | None:
    """The first passive in a sentence, or ``None``."""
    is_question = sentence.rstrip("\"'”’) ").endswith("?")
    for at, word in enumerate(words):
        is_get = word.low in _GET
        if not (is_get or word.low in _BE or _SHORT_BE.match(word.low)):
            continue
        verb = _participle_after(words, at, is_get=is_get)
        if verb is None and is_question:
            verb = _participle_asked(words, at)
        if verb is not None:
            return Passive(sentence[word.start : words[verb].end], _doer(words, verb, sentence))
    return None


def _participle_after(words: list[Word], at: int, *, is_get: bool) -> int | None:
    """Which word is the participle of the be or get at ``at``."""
    verb = at + 1
    while verb < len(words) and verb - at < 6 and _may_stand_between(words[verb].low):
        verb += 1
    if verb >= len(words) or not _is_passive_verb(words, at, verb, is_get=is_get):
        return None
    existential = at > 0 and words[at - 1].low == "there" and verb == at + 1
    return None if existential or _describes_a_noun(words, verb) else verb


def _may_stand_between(low: str) -> bool:
    return low in _BETWEEN or (low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERB)


def _participle_asked(words: list[Word], at: int) -> int | None:
    """The participle of a question: "Was your form signed?"."""
    if words[at].low not in _BE or (at > 0 and words[at - 1].low not in _ASKS):
        return None
    for verb in range(at + 2, min(at + 6, len(words))):
        before = words[verb - 1].low
        if before not in _MODIFIED and _is_passive_verb(words, at, verb, is_get=False):
            return None if _describes_a_noun(words, verb) else verb
    return None


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return kinds("participles.txt")


@lru_cache(maxsize=1)
def _irregular_participles() -> frozenset[str]:
    return frozenset(participle for _, participle in irregular().values())


def _is_participle(low: str) -> bool:
    lists = _lists()
    if low in lists["never"] or low in lists["alone"]:
        return False
    if low in _irregular_participles():
        return True
    if "-" in low:
        low = re.sub(r"^(?:re|co|pre|over|under|de)-", "", low)
    if low.startswith("un") and low not in _UN_VERBS:
        return False
    return len(low) > 3 and low.endswith("ed") and "-" not in low


def _is_passive_verb(  # noqa: PLR0911  # flat as a table: one answer for each kind of verb
    words: list[Word], at: int, verb: int, *, is_get: bool
) -> bool:
    """Whether the word at ``verb`` makes a passive with the be or get at ``at``."""
    low, be = words[verb].low, words[at].low
    if not _is_participle(low):
        return False
    lists = _lists()
    after = words[verb + 1].low if verb + 1 < len(words) else ""
    if is_get:
        had = at > 0 and words[at - 1].low in ("have", "has", "had", "i've", "you've", "we've")
        return low not in lists["get"] and low not in _NOT_AFTER_GET and not (be == "got" and had)
    if low in _SAME_AS_VERB:
        return False
    if low in lists["state"]:
        happens = low in lists["event"] and words[verb - 1].low in ("been", "being")
        joined = words[verb + 2].low if after == "and" and verb + 2 < len(words) else ""
        has_verb = _is_participle(joined) and joined not in lists["state"]
        return happens or has_verb or (after == "by" and _is_doer(words, verb + 2))
    if low == "used" and after == "to":
        return not _is_habit(words, verb)
    if low == "done":
        return be not in ("are", "am") and not be.endswith(("'re", "'m"))
    return True


def _is_habit(words: list[Word], verb: int) -> bool:
    """Whether "used to" says what somebody knows well: "we are used to it"."""
    after = words[verb + 2].low if verb + 2 < len(words) else ""
    known = _MODIFIED | {"it", "them", "him", "you", "me", "us", "having", "living", "people"}
    return after in known or after.endswith("ing") or not after


def _is_doer(words: list[Word], at: int) -> bool:
    """Whether what follows "by" does it: not a time, a way to travel or to send."""
    if at >= len(words):
        return False
    low = words[at].low
    if low in ("the", "this", "next") and at + 1 < len(words):
        low = words[at + 1].low
    return low not in _lists()["when"] and not low[0].isdigit() and not low.endswith("ing")


def _describes_a_noun(words: list[Word], verb: int) -> bool:
    """Whether the participle only tells more of a noun: "They are trained workers"."""
    if verb + 1 >= len(words) or words[verb].low in _lists()["two"]:
        return False
    after = words[verb + 1]
    is_plural = after.low.endswith("s") and not after.low.endswith(("ss", "'s", "us"))
    return (
        is_plural
        and len(after.low) > 3
        and after.low not in _NO_PLURAL
        and (after.written[0].islower())
    )


def _doer(words: list[Word], verb: int, sentence: str) -> str:
    """Who does it, where "by" and up to eight words of a name follow; else nothing."""
    for at in range(verb + 1, min(verb + 6, len(words))):
        if words[at].low != "by" or not _is_doer(words, at + 1):
            continue
        rest = re.split(
            r"[,.;:!?()]| (?:in|on|at|to|for|when|if|after|before|who|which|that|as|with|so) ",
            sentence[words[at].end :].strip(),
            maxsplit=1,
        )[0]
        return rest if 0 < len(rest.split()) < 9 else ""
    return ""

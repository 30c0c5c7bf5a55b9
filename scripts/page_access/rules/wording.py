"""What the words of a page ask of its readers: their language, and how plain they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from page_access.fault import Fault
from page_access.rules.languages import (
    RIGHT_TO_LEFT,
    fits,
    language_named,
    language_of,
)
from page_access.rules.rule_table import told
from plain_language import reading_age, split_sentences
from plain_language.hard_sentences import explained, weigh

_HARD_AGE = 17.0
"""Years: running text above it is far beyond what GOV.UK asks (9) or law on plain language."""

_LONGEST = 40
"""Words; a sentence beyond it is lost on most readers, whatever its words."""

_MANY = 4
"""Hard words, jargon and turned phrases in one sentence that together shut people out."""

_PROSE = ("p", "li", "dd", "td", "blockquote", "div", "figcaption")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"\b[A-Z]{1,3}(?:[ -]?\d+){2,}(?: ?[A-Z]{1,2})?\b")
"""A number that begins with letters, such as QQ 12 34 56 C: its letters are no initials."""


def wording(text: Mapping[str, Any]) -> list[Fault]:
    """Faults of language and of plain words; ``text`` is what ``read_page`` gathered."""
    blocks: list[Mapping[str, Any]] = text["blocks"]
    page = _language_of_page(text)
    return [*page, *_languages(blocks), *_directions(blocks), *_plain(blocks, text)]


def _language_of_page(text: Mapping[str, Any]) -> list[Fault]:
    """Whether the page says what language it is in, and says so rightly."""
    lang = text["lang"]
    joined = " ".join(block["rest"] for block in text["blocks"] if block["page"])
    found = language_of(joined[:20_000])
    if lang and found and not fits(found, lang):
        return [told("wrong-language", text["html"], lang=lang, wanted=_written(found))]
    return []


def _languages(blocks: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """Parts in another language than they are marked with."""
    joined = " ".join(block["rest"] for block in blocks if block["page"])
    whole = language_of(joined[:20_000])
    for block in blocks:
        if block["within"] and not block["marked"]:
            continue
        for part in _parts(block):
            named = language_named(part)
            found = named or language_of(part)
            if not found or (block["page"] and found == whole) or fits(found, block["lang"]):
                continue
            unsaid = block["page"] or not block["lang"]
            rule = "part-language" if unsaid else "part-language/other"
            level = "warning" if named else ""  # a name may count as one that every language uses
            yield told(rule, block["html"], level, lang=block["lang"], wanted=_written(found))
            break


def _parts(block: Mapping[str, Any]) -> list[str]:
    """A block and its pieces, quoted, apart or a sentence: any may be in another language."""
    rest: str = block["rest"]
    quoted = [
        *re.findall(r"[\"“‘«]([^\"”’»]{12,})[\"”’»]", rest),
        *re.findall(r"\(([^)]+)\)", rest),
    ]
    apart = re.split(r": | [-–—] ", rest)
    return [rest, *block["parts"], *quoted, *apart, *split_sentences(rest)]


def _written(tag: str) -> str:
    return "en-GB" if tag == "en" else tag


def _directions(blocks: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    for block in blocks:
        if block["within"] and not block["marked"]:
            continue
        found = language_of(block["text"])
        if not found and _WORDS.search(block["text"]) and block["text"].isascii():
            found = "en"
        right = found in RIGHT_TO_LEFT
        if (right and block["direction"] != "rtl") or (
            found and not right and block["direction"] == "rtl"
        ):
            yield told("direction", block["html"], way="rtl" if right else "ltr")


def _plain(blocks: Iterable[Mapping[str, Any]], text: Mapping[str, Any]) -> Iterator[Fault]:
    """Text that is far from plain, and initials that nobody spells out."""
    if text["lang"] and not text["lang"].lower().startswith("en"):
        return
    prose = [block for block in blocks if block["main"]]
    known = _named(text, blocks)
    for block in prose:
        known |= _given(block)
        for sentence in split_sentences(block["text"]):
            known |= explained(sentence)
    for block in prose:
        if block["tag"] not in _PROSE or not block["page"] or not block["shown"]:
            continue
        if block["within"] or block["linked"]:
            continue
        sentences = split_sentences(block["text"])
        yield from _hard(block, sentences)
        yield from _initials(block, sentences, known)


def _named(text: Mapping[str, Any], blocks: Iterable[Mapping[str, Any]]) -> set[str]:
    """Initials that a heading or title gives in full, or that lead to where they are explained."""
    names = [text["title"], *(block["text"] for block in blocks if block["names"])]
    letters = [_first_letters(name) for name in names]
    known = set()
    for block in blocks:
        for word in re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", block["text"]):
            if any(word in link.replace("+", "").split() for link in block["links"]):
                known |= {word, word + "+"}
            if any(word.lower() in first for first in letters):
                known.add(word)
    return known


def _first_letters(name: str) -> str:
    """The first letters of the large words of a name, in small letters."""
    small = {"of", "and", "for", "the", "in", "to", "a", "an", "or", "on", "with"}
    return "".join(word[0] for word in name.lower().split() if word not in small)


def _given(block: Mapping[str, Any]) -> set[str]:
    return {short for short, full in block["given"] if full}


def _hard(block: Mapping[str, Any], sentences: list[str]) -> Iterator[Fault]:
    weighed = [weigh(sentence) for sentence in sentences]
    longest = max((one.words for one in weighed), default=0)
    worst = max((_weight(one) for one in weighed), default=0)
    age = reading_age(sentences).age if longest < 10_000 else None
    if longest <= _LONGEST and worst < _MANY and not (age and age > _HARD_AGE):
        return
    why = (
        f"One sentence has {longest} words."
        if longest > _LONGEST
        else "One sentence has many hard words."
        if worst >= _MANY
        else f"It has a reading age of {age:.0f}."
    )
    advice = next((one.suggestion for one in weighed if _weight(one) == worst), "")
    advice = advice[:300] or "Use short sentences and everyday words."
    yield told("hard-words", block["html"], why=why, advice=advice)


def _weight(one: Any) -> int:
    """How much of a sentence gets in the way: its hard words, and each turn of phrase."""
    turns = {"passive", "double-negative", "nominalisation", "long-sentence"}
    return len(one.hard_words) + len(one.jargon_terms) + len(turns & set(one.reasons))


def _initials(block: Mapping[str, Any], sentences: list[str], known: set[str]) -> Iterator[Fault]:
    for sentence in sentences:
        reasons = weigh(_CODE.sub("0", sentence), known_acronyms=known)
        if "acronym" in reasons.reasons:
            yield told("initials", block["html"], advice=reasons.suggestion)
            return

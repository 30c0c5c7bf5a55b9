"""Text to sentences, as a careful reader would cut it."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator

from plain_language.abbreviations import ends_sentence
from plain_language.list_items import units

_END = re.compile(r"[.!?…؟।۔]+|[。！？]+")
_CLOSERS = "\"'”’»)]}*_"
_OPENERS = "\"'“‘«([{*_"
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰-⁹]{1,3})+")
_ADDRESS = re.compile(r"(?:https?:|www\.|[\w.+-]{1,64}@)\S")
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_BEFORE_ASIDE = ("", " ", "(", "[", "“", "‘", '"', "'", "—", "–", "/")
_LONGEST_ASIDE = 1000  # signs; a bracket that would close later was most likely never closed

# "Who pays?" Sam asked. Who speaks begins with a capital, so the capital starts nothing.
_SPEAKER = re.compile(
    r"(?:I|(?!(?:He|She|They|We|You|It|This|That|The|A|An|My|Our|Your|Then|So|And|But|If|When)\b)"
    r"[A-Z][\w'’-]{1,30}\.?(?: [A-Z][\w'’-]{0,30}\.?){0,3}) (?:[a-z]+ly )?"
    r"(?:asks?|asked|says?|said|adds?|added|tells?|told|calls?|called|cries|cried|repl(?:y|ies|ied)|"
    r"shouted|whispered|thought|wondered|wrote|explained|answered)\b"
)


def split_sentences(text: str) -> list[str]:
    """The sentences of a text in order, all white space in them made single.

    A line break alone ends nothing; a blank line does. A lead-in before a list is one
    sentence and each item at least one more, its marker left out. Quotations and
    brackets inside a sentence do not cut it; a whole sentence in brackets stands alone.
    Dots in abbreviations, initials, times, sums, addresses and section numbers do not
    cut, unless the sentence ends there too. A text with no words gives an empty list.
    """
    return [sentence for unit in units(text) for sentence in _cut(unit)]


def _cut(unit: str) -> Iterator[str]:
    """The sentences of one paragraph or list item."""
    start = 0
    asides = deque(_asides(unit))
    for match in _END.finditer(unit):
        stop = _after_closers(unit, match.end())
        if stop >= len(unit):
            break
        spaced = unit[stop] == " "
        if not spaced and match[0][0] not in "。！？":
            continue
        after = _after_symbols(unit, stop + spaced)
        if after >= len(unit):
            break
        if _is_inside(asides, start, match.start(), stop, unit):
            continue
        if _is_end(unit, start, match, stop, after):
            yield unit[start:after].strip()
            start = after
    if last := unit[start:].strip():
        yield last


def _after_closers(unit: str, at: int) -> int:
    """Past the marks that close a sentence: quotation marks, brackets, footnote numbers."""
    while at < len(unit):
        if unit[at] in _CLOSERS:
            at += 1
        elif note := _FOOTNOTE.match(unit, at):
            at = note.end()
        else:
            break
    return at


def _after_symbols(unit: str, at: int) -> int:
    """Past any emoji, which belongs to the sentence before it, and the space behind it."""
    while at < len(unit) and (
        unicodedata.category(unit[at]) in ("So", "Sk", "Mn", "Cf") or unit[at] == " "
    ):
        at += 1
    return at


def _is_end(  # noqa: PLR0911  # flat as a table: one answer for each kind of sign
    unit: str, start: int, match: re.Match[str], stop: int, after: int
) -> bool:
    """Whether a sentence ends with the signs of ``match``, and another begins at ``after``."""
    opening = after
    while opening < len(unit) - 1 and unit[opening] in _OPENERS:
        opening += 1
    first = unit[opening]
    closed = unit[match.end() : stop]
    signs = match[0]
    word = _word_before(unit, start, match.start())
    if first.islower() and not unit[opening + 1 : opening + 2].isupper():
        address = _ADDRESS.match(unit, opening)
        return bool(address) and signs == "." and len(word) > 2 and ends_sentence("", word, "The")
    following = unit[opening : opening + 80]
    quoted = any(mark in "\"'”’»" for mark in closed)
    if "?" in signs or "!" in signs:
        return not (quoted and _SPEAKER.match(unit, after))
    if "…" in signs or ".." in signs:
        paused = match.start() > start and unit[match.start() - 1] == " " and first == "I"
        return not first.isdigit() and not paused
    if closed and not quoted and ")" in closed and "." in word:
        return False  # (C.A.O.) inside a sentence
    if quoted or signs != "." or word == "":
        return True
    if word.isdigit() and match.start() - start < 3:
        return False  # "1." in front of its own sentence
    before = _word_before(unit, start, match.start() - len(word) - 1)
    return ends_sentence(before, word, following)


def _word_before(unit: str, start: int, end: int) -> str:
    """The word that ends at ``end``, without the marks that open it."""
    if end <= start:
        return ""
    begin = max(start, unit.rfind(" ", start, end) + 1)
    return unit[max(begin, end - 80) : end].lstrip(_OPENERS + "£$").rstrip(".,;:")


def _asides(unit: str) -> list[tuple[int, int]]:
    """Where brackets and quotations open and close, the outermost only, in order."""
    found: list[tuple[int, int]] = []
    opened, wanted = -1, ""
    for at, sign in enumerate(unit):
        if opened >= 0:
            if at - opened > _LONGEST_ASIDE:
                opened = -1
            elif sign == wanted and _closes(unit, at, sign):
                found.append((opened, at))
                opened = -1
            continue
        if sign in _PAIRS and unit[at + 1 : at + 2].strip() and unit[at - 1 : at] in _BEFORE_ASIDE:
            opened, wanted = at, _PAIRS[sign]
    return found


def _closes(unit: str, at: int, sign: str) -> bool:
    """Whether a quotation mark closes: inside a word it is an apostrophe."""
    return sign in ")]" or not unit[at + 1 : at + 2].isalnum()


def _is_inside(asides: deque[tuple[int, int]], start: int, sign: int, stop: int, unit: str) -> bool:
    """Whether a full stop stands in brackets or a quotation inside a sentence.

    Such a one that opens a sentence and stands alone is cut like any other words. Asides
    that are done with are dropped from the list.
    """
    while asides and asides[0][1] < start:
        asides.popleft()
    if asides and asides[0][0] < sign < asides[0][1]:
        opened, closed = asides[0]
        if closed < stop:
            return False  # it closes here; what follows decides
        if opened > start + 1:
            return True
        goes_on = unit[closed + 1 : closed + 3].lstrip(" ")
        quoted = unit[opened] not in "(["
        return quoted and (goes_on[:1].islower() or bool(_SPEAKER.match(unit, closed + 2)))
    return False

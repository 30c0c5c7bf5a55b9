"""A sentence to the words that a reader says, as reading ages count them."""

from __future__ import annotations

import re
from functools import lru_cache

SHORT = "#"
"""Stands for an address, a phone number, a sum, a date, a time or a number: one syllable."""

_EDGES = "\"'“”‘’«»()[]{}<>*_.,;:!?…•·–—-"
_SCHEMES = ("http:", "https:", "mailto:", "tel:", "www.")
_SITE = re.compile(
    r"[a-z0-9.-]+\.(?:uk|org|com|net|gov|info|eu|io|co|wales|scot)(?:[/?#]\S*)?", re.IGNORECASE
)
_FIGURE = re.compile(
    r"[£$€+~(]*\d[\d.,:/()]*(?:st|nd|rd|th|s|am|pm|a\.m|p\.m|p|k|m|bn)?%?\+?", re.IGNORECASE
)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_POSTCODE_END = re.compile(r"\d[A-Z]{2}")
_MONTH = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = re.compile(
    r"(?:Mon|Tue|Tues|Wed|Weds|Thu|Thur|Thurs|Fri|Sat|Sun|Wednes|Satur)(?:day)?", re.IGNORECASE
)
_AFTER_FIGURE = frozenset(("am", "pm", "a.m", "p.m", "p", "pence", "million", "billion", "%"))
_BREAKS = re.compile(r"[\s/–—…]+")


def words(sentence: str) -> list[str]:
    """The words of a sentence, with ``SHORT`` for each address, number, sum, date and time.

    A word with a hyphen is one word; two with a slash between are two. A phone number in
    groups of figures, a date with its month and year, and a time with its "am" are one.
    """
    found: list[str] = []
    pieces = sentence.split()
    at = 0
    while at < len(pieces):
        length = _short(pieces, at)
        if length:
            found.append(SHORT)
            at += length
        else:
            found += _plain(pieces[at])
            at += 1
    return found


@lru_cache(maxsize=8192)  # a text says the same words again and again
def _plain(piece: str) -> tuple[str, ...]:
    """The words of a piece without a space in it: and/or is two, a dash alone is none."""
    found = []
    for part in _BREAKS.split(piece):
        core = part.strip(_EDGES)
        if core == "&":
            found.append("and")
        elif _FIGURE.fullmatch(core) or _all_figures(core):
            found.append(SHORT)
        elif any(sign.isalnum() for sign in core):
            found.append(core)
    return tuple(found)


def _all_figures(core: str) -> bool:
    """Whether a hyphen stands between figures: 9am-5pm."""
    return "-" in core and all(_FIGURE.fullmatch(part) for part in core.split("-"))


def _short(  # noqa: C901, PLR0911  # flat as a table: one answer for each kind of token
    pieces: list[str], at: int
) -> int:
    """How many pieces from here on are one short token together; 0 where they are words."""
    core = pieces[at].strip(_EDGES)
    following = [piece.strip(_EDGES) for piece in pieces[at + 1 : at + 4]]
    following += [""] * (3 - len(following))
    if _is_address(core):
        return 1
    if _POSTCODE.fullmatch(core) and _POSTCODE_END.fullmatch(following[0]):
        return 2
    if _DAY.fullmatch(core) and _is_figure(following[0]) and _MONTH.fullmatch(following[1]):
        return 3 + _is_year(following[2])
    if _MONTH.fullmatch(core) and _is_figure(following[0]):
        return 2
    if not _is_figure(core):
        return 0
    if _MONTH.fullmatch(following[0]):
        return 2 + _is_year(following[1])
    if following[0] == "of" and _MONTH.fullmatch(following[1]):
        return 3 + _is_year(following[2])
    if following[0].lower() in _AFTER_FIGURE:
        return 2
    if following[:2] == ["per", "cent"]:
        return 3
    length = 1
    while at + length < len(pieces) and _goes_on(pieces[at + length - 1], pieces[at + length]):
        length += 1
    return length


@lru_cache(maxsize=8192)
def _is_address(core: str) -> bool:
    """Whether a piece is the address of a page, a mailbox or a phone."""
    at, _, host = core.partition("@")
    is_mail = bool(at and "." in host)
    return is_mail or core.lower().startswith(_SCHEMES) or bool(_SITE.fullmatch(core))


@lru_cache(maxsize=8192)
def _is_figure(core: str) -> bool:
    return bool(_FIGURE.fullmatch(core))


def _is_year(core: str) -> bool:
    return len(core) == 4 and core.isdecimal()


def _goes_on(piece: str, following: str) -> bool:
    """Whether the next group of figures belongs to the same phone number."""
    return piece[-1] not in ",.;:!?" and following.strip(_EDGES).isdecimal()

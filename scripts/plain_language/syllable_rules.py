"""Syllables from the spelling alone, for words that no list holds.

Groups of vowel letters are counted, silent e left out. The letters in ``_SAID_APART``
and ``_SAID_AS_ONE`` were found by comparing that with the CMU Pronouncing Dictionary:
each pattern put right more of its words than it put wrong. Alone, the rule agrees with
the dictionary on 96 of 100 everyday English words that played no part in finding it.
"""

from __future__ import annotations

import re

_GROUP = re.compile(r"[aeiouy]+")

# An ending or the second half of a compound. The word before it keeps its silent e:
# care-ful, arrange-ment, home-work, Wake-field. But: settle-ment, gentle-ness.
_ENDINGS = """
    ful fully fulness less lessly lessness ly ment ments ness nesses shire some man men woman women
"""
_SECOND_HALVES = """
    back bag ball band bar base bed bell bench berry bird board boat boats book born bound boy
    bread bridge brush burn bury by cake card care carer cast child children church cloth coming
    craft crow cup dale day den dog down fall field fields fire fish fly fold folk foot ford form
    front gate girl giver givers giving ground grown guard guarding guards ham haven head hill
    hold holder holders holding home homes hood house houses keep keeper keepers keeping lake land
    lands lane leaf light like line lines loaf lock loft long looking low maker makers making mark
    marked mate mates mental mill minder mother mouth mum name nan net night off pack pan paper
    paste path pen person place plan point pool port post pot power print proof puller punch queue
    race rack rail road roast room rooms rope row sake sakes sale scale scheme school seeker set
    setting share sharing sheet ship shop shops sick sickness side site sitter sized sleep slip
    smith smoke snack son space span speed spread stair star start station stead step steps stock
    stone stop story style styles table tables tail taker takers taking tape test the thorpe tie
    ties time times ton top town track tracked trap tree truck trust tube ty type up vat view
    ville visit wall ward wards ware warming wash water way ways week well wells wheel where white
    wick wide wife wire wise wolf wood word words work worker workers working works worth writer
    writers yard zone
"""
_BEFORE_ENDING = re.compile(
    r"(?:(?<=[aeiouy][^aeiouyl])|(?<=[aeiouy][^aeiouy][^aeiouyl])|(?<=[aeiouy]l)(?!ement))e(?=s?(?:"
    + "|".join(_ENDINGS.split())
    + r")$)"
)
_BEFORE_SECOND_HALF = re.compile(
    r"(?<=[aeiouy][^aeiouy])e(?=(?:" + "|".join(_SECOND_HALVES.split()) + r")$)"
)

# Silent endings: cakes, asked, league, plagues, made. But: boxes, tables, started, little.
_SILENT = (
    (re.compile(r"(?<=[^aeiouysxzcg])(?<!ch)(?<!sh)(?<![^aeiouyrlw]l)es$"), "s"),
    (re.compile(r"(?<=[^aeiouytd])(?<![^aeiouyrlw]l)ed$"), "d"),
    (re.compile(r"(?<=[gq])ue(?=s?$)"), ""),
    (re.compile(r"(?<=[^aeiouy])(?<![^aeiouyrlw]l)e$"), ""),
)

# "^" is the start of a word and "$" its end. Each counts once a word.
_SAID_APART = """
    ia io$ iu iy eo ea$ aya ayo oya oyo oing eing$ uing$ ying yis yer ier$ iest$ iet ient ience
    rio dio$ dio bio vio pio tua dua nua lua cua rua sual sexu uou tui fluen creat ciat linea
    ^rea ^rein ^pree ^coe ^coinc ^io ^poe oordi ciolog ism$ isms asm$ bling$ zling gling tre$
    bre$ nte$ auer
"""
_SAID_AS_ONE = """
    cia tial tian icient tient geon geou arriage ically$ fore dio$ rio$ ^read eople busines cester
    nsea$
"""
_MORE = tuple(_SAID_APART.split())
_FEWER = tuple(_SAID_AS_ONE.split())


def by_rule(word: str) -> int:
    """Syllables of a word of small Latin letters, by its spelling; never less than 1."""
    if word.startswith("mc"):
        word = "mac" + word[2:]
    said = _BEFORE_SECOND_HALF.sub("", _BEFORE_ENDING.sub("", word))
    for silent, instead in _SILENT:
        shorter = silent.sub(instead, said)
        if len(shorter) < len(said):
            said = shorter if _GROUP.search(shorter) else said
            break
    marked = f"^{word}$"
    groups = len(_GROUP.findall(said))
    apart = sum(letters in marked for letters in _MORE)
    as_one = sum(letters in marked for letters in _FEWER)
    return max(1, groups + apart - as_one)

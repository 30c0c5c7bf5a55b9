"""How many syllables a word has when a British reader says it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from plain_language.spoken_numbers import figure
from plain_language.syllable_rules import by_rule

_LISTS = ("syllables.tsv", "syllables-british.tsv")
_LONGEST = 40  # letters; no word of English is longer, so what is longer goes by the rule

# Initials that people say as a word, as far as offers for carers use them.
_SAID_AS_WORDS = """
    ace aces aids bame cafcass camhs covid dols lac lado mappa marac mash nato neet neets ofsted
    pace pep peps pin pins pip plac sals salt send senco sencos sendco sendias sendiass sim ucas
    unicef
"""
# Small words that are sometimes written in capitals to stress them.
_STRESSED = """
    an am and any are as ask at be but by call can did do does for free from get go has have help
    her him his how if in is it its let may me must my new no not now of off on one only open or
    our out please read ring say see she so stop text that the them then there they this to two
    until up use was we what when where who why will with yes you your
"""
_WORDS_IN_CAPITALS = frozenset((_SAID_AS_WORDS + _STRESSED).split())

# The American spelling of the same word, where only that is on the list.
_AMERICAN = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("ises", "izes"),
    ("ised", "ized"),
    ("ising", "izing"),
    ("iser", "izer"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ourable", "orable"),
    ("ogue", "og"),
    ("lling", "ling"),
    ("lled", "led"),
    ("ller", "ler"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("ence", "ense"),
    ("ences", "enses"),
)

# Endings that leave the word before them as it was, and the syllables they add.
_ENDINGS = (
    ("ing", 1),
    ("ings", 1),
    ("er", 1),
    ("ers", 1),
    ("ly", 1),
    ("ness", 1),
    ("ment", 1),
    ("ments", 1),
    ("ful", 1),
    ("fully", 2),
    ("less", 1),
    ("ship", 1),
    ("ships", 1),
    ("hood", 1),
    ("able", 2),
)
_BEGINNINGS = (
    ("un", 1),
    ("re", 1),
    ("non", 1),
    ("dis", 1),
    ("mis", 1),
    ("pre", 1),
    ("co", 1),
    ("step", 1),
    ("grand", 1),
    ("great", 1),
    ("over", 2),
    ("under", 2),
    ("inter", 2),
    ("multi", 2),
    ("safe", 1),
    ("key", 1),
    ("head", 1),
    ("out", 1),
    ("self", 1),
)


_ONE_SYLLABLE = ("aren't", "can't", "don't", "shan't", "weren't", "won't")


def count_syllables(word: str) -> int:
    """How many syllables ``word`` has in standard British speech; 1 at the least.

    Initials are said letter by letter, but for those that people say as a word. Figures
    are said as numbers. The parts of a word with a hyphen are added up. The rule goes by
    spelling; words that it gets wrong stand in ``words/syllables.tsv``, taken from the
    CMU Pronouncing Dictionary, and in ``words/syllables-british.tsv``, our own list of
    British words and places that the dictionary lacks or says in the American way.
    """
    text = unicodedata.normalize("NFC", word).replace("’", "'").replace("\u00ad", "")
    parts = re.findall(r"[£$€]?\d[\d,.]*%?(?:[ap]m\b)?|[^\W\d_]+(?:['.][^\W\d_]+)*", text)
    return max(1, sum(_part(part) for part in parts))


def _part(part: str) -> int:
    if any(sign.isdigit() for sign in part):
        return figure(part)
    if "." in part:  # S.G.O, or two words that lack a space
        return sum(_part(piece) for piece in part.split("."))
    if len(part) == 1:
        return _letters(part)
    stem = re.sub(r"'?s$", "", part) if part[:-1].isupper() or "'" in part else part
    capitals = sum(letter.isupper() for letter in stem)
    if capitals > 1 and not re.match(r"(?:Mc|Mac|O'|D')[A-Z]", part):
        lower = stem.lower()
        if lower not in _WORDS_IN_CAPITALS and _is_initials(stem, capitals):
            return _letters(stem)
        part = part.lower() if part[:-1].isupper() else part
    return _word(part.lower())


def _is_initials(stem: str, capitals: int) -> bool:
    """Whether capitals are said one by one: NHS, EHCP, DfE; but HELPLINE is a word."""
    if capitals < len(stem):
        return len(stem) <= 4
    sayable = re.fullmatch(r"(?:[^AEIOUY]{0,2}[AEIOUY]{1,2})+[^AEIOUY]{0,2}", stem)
    return len(stem) < 4 or (len(stem) < 7 and not sayable)


def _letters(letters: str) -> int:
    return sum(3 if letter in "wW" else 1 for letter in letters if letter.isalpha())


@lru_cache(maxsize=1)
def listed() -> dict[str, int]:
    """Every word on the lists with its count."""
    found = {}
    for name in _LISTS:
        path = Path(__file__).resolve().parent / "words" / name
        for line in path.read_text(encoding="utf-8").splitlines():
            word, tab, count = line.partition("\t")
            if tab and not line.startswith("#"):
                found[word] = int(count)
    return found


def _word(word: str) -> int:
    return _cached(word) if len(word) <= _LONGEST else by_spelling(word)


@lru_cache(maxsize=50_000)
def _cached(word: str) -> int:
    return from_lists(word) or by_spelling(word)


def by_spelling(word: str) -> int:
    bare = _bare(word)
    if bare:
        return by_rule(bare)
    # Another writing: a syllable for each sign of Chinese, about one for two letters else.
    return len(word) if word[:1] > "\u2e80" else max(1, len(word) // 2)


def _bare(word: str) -> str:
    """The small Latin letters of a word, an é at its end still to be heard: cafay."""
    heard = re.sub(r"ée?(?=s?$)", "ay", word)
    spread = unicodedata.normalize("NFKD", heard.replace("ß", "ss").replace("ø", "o"))
    return re.sub(r"[^a-z]", "", spread)


def from_lists(word: str) -> int:
    """The count of a word that is listed, or made from one that is; 0 where none is."""
    known = listed()
    if word in known:
        return known[word]
    if "'" in word:
        return _shortened(word)
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if "a" <= c <= "z")
    if plain in known:
        return known[plain]
    return _inflected(plain) or _american(plain) or _begun(plain)


def _shortened(word: str) -> int:
    """A word with an apostrophe: child's, we'll, should've; the rest by its letters."""
    if word.endswith("n't"):
        return 1 if word in _ONE_SYLLABLE else _word(word[:-3]) + 1
    stem, _, end = word.rpartition("'")
    count = _word(stem) if stem else 0
    if end == "s":
        return count + bool(re.search(r"(?:s|x|z|ch|sh|[cgs]e|ze)$", stem))
    if end in ("ll", "d", "ve", "re", "m"):
        return count + (end not in ("m", "re") and bool(re.search(r"[^aeiouyw]$", stem)))
    return 0


def _inflected(word: str) -> int:
    """The count of a listed word with an ending; 0 where what is before it is not listed."""
    known = listed()
    if word.endswith(("ies", "ied")):
        return known.get(word[:-3] + "y", 0)
    if word.endswith("s") and word[:-1] in known:
        return known[word[:-1]] + bool(re.search(r"[sxzcg]es$", word))
    if re.search(r"(?:s|x|z|ch|sh)es$", word) and word[:-2] in known:
        return known[word[:-2]] + 1
    for ending, more in (("ed", 0), *_ENDINGS):
        if word.endswith(ending):
            stem = next((s for s in _stems(word.removesuffix(ending)) if s in known), "")
            if stem:
                return known[stem] + (more or bool(re.search(r"[td]e?$", stem)))
    return 0


def _stems(cut: str) -> tuple[str, ...]:
    """What a word may have been before its ending: ask, care(e), plan(n), happ(y)."""
    doubled = cut[:-1] if len(cut) > 2 and cut[-1] == cut[-2] else cut
    return cut, cut + "e", doubled, cut[:-1] + "y" if cut.endswith("i") else cut


def _american(word: str) -> int:
    known = listed()
    for british, american in _AMERICAN:
        if word.endswith(british):
            found = known.get(word.removesuffix(british) + american, 0)
            if found:
                return found
    for british in ("ae", "oe"):
        if british in word and (found := known.get(word.replace(british, "e"), 0)):
            return found
    return 0


def _begun(word: str) -> int:
    known = listed()
    for beginning, count in _BEGINNINGS:
        rest = word.removeprefix(beginning)
        if rest != word and len(rest) > 3 and rest in known:
            return count + known[rest]
    return 0

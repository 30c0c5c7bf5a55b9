"""Phone numbers in links: whether they ring, and whether they ring the number that is shown.

The lengths are those of Ofcom's National Telephone Numbering Plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from link_check.site.addresses import OK, AddressVerdict, broken, suspicious

# Areas where some numbers have five digits after the code, so ten in all (the Plan, appendix of
# area codes; 016977 has four).
_SHORT_AREAS = tuple(
    """01204 01208 01254 01276 01297 01298 01363 01364 01384 01386 01404 01420 01460 01461 01480
    01488 01524 01527 01562 01566 01606 01629 01635 01647 01659 01695 01726 01744 01750 01768
    01827 01837 01884 01900 01905 01935 01946 01949 01963 01995 016977""".split()  # noqa: SIM905  # a list of codes
)
# Numbers that ring as they stand: emergency and public services (the Plan, "type A" and 116 codes),
# and the codes that start a call by text relay.
_SHORT = frozenset("999 112 101 111 105 119 159 100 123 150 151 155 195 1471 1571 18000".split())  # noqa: SIM905  # the same
_SHORT_FORMS = re.compile(r"116\d{3}|118\d{3}")
_WHOLE = frozenset(("08001111", "08454645", "08454646", "08454647"))
_RELAY = ("18001", "18002")
_HIDE_NUMBER = ("1470", "141")
_LETTERS = str.maketrans("OoIlSsBb", "00115588")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BREAKS = re.compile(rf"[-.()/\s{_DASHES}]+")
_RUN = re.compile(rf"(?:\+|\()?\d[\d\s().{_DASHES}-]*")
_LONGEST = 400  # signs of a link's words that are read


def judge_phone(rest: str, shown: str, scheme: str = "tel") -> AddressVerdict:
    """The verdict on ``tel:`` and ``rest``, where the reader sees the words ``shown``."""
    fault = _fault(rest, shown, scheme)
    if fault is not None:
        return fault
    dialled = number_in(rest)
    other = _differs(dialled, shown)
    if other:
        why = (
            "This link rings a different number from the one shown. "
            "Find out which is right, and write it in both places."
        )
        return broken(why, f"{scheme}:{other}" if _rings(other) else "")
    if rest.startswith("//"):
        why = "A phone number needs no // before it. Some phones do not ring it."
        return suspicious(why, f"{scheme}:{dialled}")
    if re.search(rf"[\s{_DASHES}]", rest):
        why = (
            "There is a space or a long dash in the number behind this link. Most phones pass over "
            "it, but not all. Write the digits alone."
        )
        return suspicious(why, f"{scheme}:{dialled}")
    return OK


def number_in(rest: str) -> str:
    """The number as somebody in the UK dials it: digits alone, 0 in place of +44."""
    main = re.split(r"[;,?]", unquote(rest).removeprefix("//"), maxsplit=1)[0]
    return _national(_BREAKS.sub("", main))


def _national(digits: str) -> str:
    """UK numbers as they are dialled at home. A 0 after +44 is a fault, and is left to be seen."""
    match = re.match(r"(?:\+|00)44(?!0)", digits)
    return f"0{digits[match.end() :]}" if match else digits


def _fault(rest: str, shown: str, scheme: str) -> AddressVerdict | None:
    """What stops the number from ringing; ``None`` where it rings somebody."""
    number = number_in(rest)
    if not number:
        return broken("This link holds no phone number. Write the number, or take the link out.")
    plain = _shown_number(shown)
    if not re.fullmatch(r"\+?[0-9*#]+", number):
        guess = number.translate(_LETTERS)
        new = guess if _rings(guess) else plain
        if re.search(r"[^\W\d_]", number):
            why = "There is a letter in this phone number. Write a digit in its place."
        else:
            why = "There is a sign in this phone number that no phone has. Write digits alone."
        return broken(why, f"{scheme}:{new}" if new else "")
    plain = plain or _mended(number)
    if _rings(number) or (scheme != "tel" and re.fullmatch(r"\d{4,8}", number)):
        return None
    return broken(_reason(number), f"{scheme}:{plain}" if plain else "")


def _mended(number: str) -> str:
    """The number with 44 put right, where that makes it ring."""
    home = re.sub(r"^(?:\+|00)?440?", "0", number)
    return home if _rings(home) else ""


def _reason(number: str) -> str:
    """Why a number rings nobody, and what to do."""
    if number.startswith(("+440", "00440")):
        return "A number that begins with +44 has no 0 after it. Take the 0 out."
    if re.match(r"44\d{9,10}$", number):
        return "This number lacks the + before 44. Write +44, or 0 in its place."
    if number.startswith("0500"):
        return "Numbers that begin with 0500 stopped working in 2017. Find the new number."
    right = _length(number)
    if not number.startswith(("0", "+")):
        return "This is not a whole phone number. Write it with its area code."
    if not right:
        return "No UK phone number begins like this. Check the number."
    short, count = (len(number) < right), len(number)
    much = "too few" if short else "too many"
    return f"This number has {count} digits, which is {much}: it needs {right}. Check the number."


def _length(number: str) -> int:
    """How many digits a UK number that begins like this has; 0 where none does."""
    if re.match(r"02[03489]|01[1-9]|03|05[56]|07|08[0147]|09", number):
        return 11
    return 10 if number.startswith("0800") else 0


def _rings(number: str) -> bool:  # noqa: PLR0911  # one for each kind of number
    if len(number) > 30:
        return False
    if number in _SHORT or number in _WHOLE or _SHORT_FORMS.fullmatch(number):
        return True
    if number.startswith("+"):
        # Another country's: ITU-T E.164 allows at most 15 digits.
        return 8 <= len(number) - 1 <= 15 and not number.startswith(("+0", "+44"))
    for code in (*_RELAY, *_HIDE_NUMBER):
        if number.startswith(code) and len(number) > len(code) + 2:
            return _rings(number[len(code) :])
    if number.startswith("00"):
        return bool(re.fullmatch(r"00(?!44)[1-9][0-9]{7,14}", number))
    if number.startswith("01") and len(number) == 10:
        return number.startswith(_SHORT_AREAS)
    if number.startswith("0800"):
        return len(number) in (10, 11)
    return number.isdigit() and len(number) == _length(number) == 11


def _runs(shown: str) -> list[str]:
    """Each run of digits in some words, as it would be dialled."""
    words = shown[:_LONGEST].replace("(0)", "")
    return [_national(_BREAKS.sub("", run[0])) for run in _RUN.finditer(words)]


def _shown_number(shown: str) -> str:
    """The one whole number in some words, if there is one."""
    whole = {run for run in _runs(shown) if _rings(run)}
    return whole.pop() if len(whole) == 1 else ""


def _differs(dialled: str, shown: str) -> str:
    """The number that the words show, where it is not the one that is dialled."""
    runs = _runs(shown)
    codes = _RELAY + _HIDE_NUMBER
    wanted = {dialled.lstrip("+")}
    wanted |= {dialled.removeprefix(code) for code in codes if dialled.startswith(code)}
    local = {run for run in runs if 5 <= len(run) <= 8 and run[0] != "0"}  # without an area code
    if wanted & set(_spoken(shown)) or any(dialled.endswith(run) for run in local):
        return ""
    for run in runs:
        if len(run) >= 9 and run[0] in "0+1":
            return run
        if run in _WHOLE or ((run in _SHORT or _SHORT_FORMS.fullmatch(run)) and len(runs) == 1):
            return run
    words = _BREAKS.sub("", shown[:_LONGEST].strip())
    return runs[0] if len(runs) == 1 and words == runs[0] and len(words) > 4 else ""


def _spoken(shown: str) -> Iterator[str]:
    """Every number that the words can be read as: whole groups of digits that stand together."""
    words = shown[:_LONGEST].replace("(0)", "")
    for run in _RUN.finditer(words):
        groups = re.findall(r"\d+", run[0])
        for first in range(len(groups)):
            if first and groups[first - 1] in _RELAY:
                continue  # the number is shown with the code for text relay
            for last in range(first + 1, min(first + 6, len(groups)) + 1):
                joined = "".join(groups[first:last])
                yield joined
                if joined.startswith(("44", "0044")):
                    yield "0" + joined.removeprefix("00").removeprefix("44").lstrip("0")

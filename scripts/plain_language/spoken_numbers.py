"""How many syllables figures have when they are said."""

from __future__ import annotations

import unicodedata

_ONES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero to nineteen
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)  # twenty to ninety


def figure(said: str) -> int:
    """Syllables of a number, sum, share or time as people say it: £40 is "forty pounds"."""
    extra = (said[0] in "£$€") + 2 * said.endswith(("%", "m"))  # pounds; per cent; a.m.
    whole, _, part = said.strip("£$€%apm.,").partition(".")
    digits = _western(whole)
    if len(digits) > 9 or digits.startswith("0"):
        count = _digits(digits)
    elif (
        len(whole) == len(digits) == 4
        and not extra
        and (1100 <= int(digits) < 2000 or int(digits) >= 2010)
    ):
        count = _year(int(digits))
    else:
        count = _number(int(digits or 0))
    decimals = _western(part)
    return count + extra + (1 + _digits(decimals) if decimals else 0)


def _western(figures: str) -> str:
    """The figures alone, in our own signs, whichever writing they were in."""
    return "".join(str(unicodedata.digit(sign)) for sign in figures if sign.isdecimal())


def _digits(digits: str) -> int:
    """Figures said one by one, as in a phone number, where 0 is "oh"."""
    return sum(2 if digit == "7" else 1 for digit in digits)


def _year(year: int) -> int:
    """Four figures said in two halves: nineteen eighty-nine, twenty oh six."""
    century, rest = divmod(year, 100)
    return _number(century) + (_number(rest) + (rest < 10) if rest else 2)


def _number(number: int) -> int:
    count = 0
    for size in (1_000_000, 1000):
        if number >= size:
            count += _number(number // size) + 2  # mil-lion, thou-sand
            number %= size
            if not number:
                return count
            count += number < 100  # and
    if number >= 100:
        count += _ONES[number // 100] + 2  # hun-dred
        number %= 100
        if not number:
            return count
        count += 1  # and
    if number >= 20:
        tens, ones = divmod(number, 10)
        return count + _TENS[tens] + (_ONES[ones] if ones else 0)
    return count + _ONES[number]

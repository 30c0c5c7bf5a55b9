"""Phone and text numbers that ring nobody, and people to call first who have none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from link_check import judge_phone, number_in
from local_offer.checks.context import Context
from local_offer.checks.hours import impossible_times
from local_offer.model import Contact, Finding

# As the NHS service manual writes them: 01273 800 900, 020 7450 4000, 0800 890 567, 116 123.
_SPACED = re.compile(r"0\d{2,4}( \d{3,6}){1,2}|\d{3}|\d{3} \d{3}|0\d{3} \d{3,4}|\d{4,6}")
_WHOLE = re.compile(r"(?<!\d)0\d(?:[ -]?\d){8,9}(?!\d)")
_RELAY = re.compile(r"^1800[12] ?")
_WORD = re.compile(r"[^\W\d_]{2,}|[,;:#*]")  # one letter alone is a slip for a figure
_FIGURES = re.compile(r"\+?\d[\d ()-]*\d")
_MOBILE = re.compile(r"07\d{9}")
_CODE = re.compile(r"\d{4,8}")
_Fault = tuple[str, str]  # what is wrong, and what to do


def phones(context: Context) -> Iterator[Finding]:
    """Each phone number has a form that rings in the UK, and is spaced to be read aloud."""
    offer = context.offer
    for contact in offer.contacts:
        for message, advice in _faults(contact):
            yield Finding(contact.at.path, contact.at.line, "phone-form", message, advice)
    first = {offer.council.main_contact: "main_contact", offer.council.emergency: "emergency"}
    for id, key in first.items() if "council" not in offer.unread else ():
        called = offer.contact(id)
        if called is not None and called.phone is None:
            message = f'"{called.name}" is the {key} of council.yml, and has no phone.'
            advice = "Write phone: and its number, or below it to_confirm: and why it is not known."
            yield Finding(called.at.path, called.at.line, "phone-form", message, advice)


def _faults(contact: Contact) -> Iterator[_Fault]:
    if contact.phone:
        number = str(contact.phone)
        if fault := _phone(number):
            yield f'The phone of "{contact.name}" {fault[0]}', fault[1]
    if contact.text:
        number = str(contact.text)
        if fault := _text(number):
            yield f'The text number of "{contact.name}" {fault[0]}', fault[1]
    if contact.hours:
        for message, advice in impossible_times(str(contact.hours)):
            yield f'The hours of "{contact.name}": {message}', advice


def _phone(number: str) -> _Fault | None:
    if fault := _other_form(number):
        return fault
    judged = judge_phone(re.sub(r"[\s-]", "", number), number)
    if judged.verdict == "broken":
        return f"is {number}. {judged.why}", ""
    if not _SPACED.fullmatch(number):
        return f"is written {number}.", "Write it in groups, like 0808 801 0366."
    return None


def _other_form(number: str) -> _Fault | None:
    """A number that may ring, and is not written as people in the UK dial it."""
    if len(_WHOLE.findall(number)) > 1:
        advice = "Write one number here. Make a second contact for the other."
        return f"is {number}. These are two numbers.", advice
    if _WORD.search(number):
        return _with_words(number)
    if _RELAY.match(number):
        advice = f'Write "{_RELAY.sub("", number)}" alone: each page tells of Relay UK beside it.'
        return f"is {number}. It begins with the code of Relay UK.", advice
    home = number_in(re.sub(r"\(0\)", "", number))
    if number.startswith(("+44", "0044")) and judge_phone(home, home).verdict != "broken":
        return f"is written {number}.", f'Write it as it is dialled at home: "{_grouped(home)}".'
    return None


def _text(number: str) -> _Fault | None:
    """A text goes to a mobile number, or to a short one such as 85258."""
    if _WORD.search(number):
        return _with_words(number)
    home = number_in(number)
    if _MOBILE.fullmatch(home) or (_CODE.fullmatch(home) and not home.startswith("0")):
        return None
    if home.startswith("07"):
        much = "few" if len(home) < 11 else "many"
        return f"is {number}. It has {len(home)} digits, too {much}: it needs 11.", "Check it."
    advice = "Write a mobile number, or a short one such as 85258. If there is none, leave it out."
    return f"is {number}. Texts do not reach such a number.", advice


def _with_words(number: str) -> _Fault:
    figures = max(_FIGURES.findall(number), key=len, default="")
    alone = f'Write the number alone: "{figures}". ' if figures else "Write the number alone. "
    return f"is {number}. There are words in it.", f'{alone}Put the words into "does" or "hours".'


def _grouped(digits: str) -> str:
    """A UK number of 11 digits in the groups that people say it in."""
    cuts = (3, 7) if digits.startswith("02") else (4, 7) if digits[1] in "38" else (5, 11)
    parts = (digits[: cuts[0]], digits[cuts[0] : cuts[1]], digits[cuts[1] :])
    return " ".join(part for part in parts if part)

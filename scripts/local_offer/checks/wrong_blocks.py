"""Blocks of data that cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.dialect.extension import BLOCKS
from local_offer.loading.messages import nearest
from local_offer.model import Finding, Offer

_AREAS = ("local", "national", "urgent")
_TESTS = ("status", "failures", "tested")


def blocks(context: Context) -> Iterator[Finding]:
    """Each block of data names something that can be shown, and is closed."""
    offer = context.offer
    for page in offer.pages:
        opened = 0
        for number, line in enumerate(page.body.split("\n"), page.body_line):
            if not line.startswith("///"):
                continue
            words = line.removeprefix("///").strip()
            if words:
                fault = _fault(words, offer)
                if opened:
                    fault = f"The block on line {opened} is not closed.", "Write /// below it."
                opened = number
            else:
                fault = None if opened else ("This line ends no block.", "Take it out.")
                opened = 0
            if fault:
                yield Finding(page.at.path, number, "block", *fault)
        if opened:
            message = "This block is not closed, so it swallows the rest of the page."
            advice = "Write /// on a line of its own below it."
            yield Finding(page.at.path, opened, "block", message, advice)


def _fault(words: str, offer: Offer) -> tuple[str, str] | None:
    """What is wrong with the first line of a block, and what to do; ``None`` if nothing."""
    verb, _, shown = (part.strip() for part in words.partition("|"))
    name, _, argument = shown.partition(" ")
    if verb != "show":
        return f'A block cannot begin with "{verb}".', "Write it like this: /// show | groups"
    if name not in BLOCKS:
        advice = nearest(name, BLOCKS) or f"Use one of: {', '.join(BLOCKS)}."
        return f'There is nothing called "{name}" to show.', advice
    if name == "contacts" and argument and argument not in _AREAS:
        return f'There are no contacts called "{argument}".', f"Use one of: {', '.join(_AREAS)}."
    if name == "accessibility" and argument not in _TESTS:
        advice = nearest(argument, _TESTS) or f"Use one of: {', '.join(_TESTS)}."
        return f'The accessibility tests have no part called "{argument}".', advice
    contacts = {contact.id for contact in offer.contacts}
    if name == "contact" and argument not in contacts and "contacts" not in offer.unread:
        advice = nearest(argument, contacts) or "Contacts stand in content/data/contacts.yml."
        return f'There is no contact with the id "{argument}".', advice
    return None

"""Blocks of data that cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from local_offer.extension import BLOCKS
from local_offer.finding import Finding
from local_offer.load import nearest
from local_offer.offer import Day, Offer

_AREAS = ("local", "national", "urgent", "")


def blocks(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """Each block of data names something that can be shown, and is closed."""
    del folder, today
    contacts = {contact.id for contact in offer.contacts}
    for page in offer.pages:
        opened = 0
        for number, line in enumerate(page.body.splitlines(), page.body_line):
            if not line.startswith("///"):
                continue
            words = line.removeprefix("///").strip()

            def finding(message: str, advice: str, number: int = number) -> Finding:
                return Finding(page.at.path, number, "block", message, advice)  # noqa: B023

            if not words:
                if not opened:
                    yield finding("This line ends a block that never began.", "Take it out.")
                opened = 0
                continue
            if opened:
                yield finding(
                    f"The block on line {opened} is not closed.", "Write /// on a line below it."
                )
            opened = number
            verb, _, shown = words.partition("|")
            name, _, argument = shown.strip().partition(" ")
            if verb.strip() != "show":
                message = f'A block cannot begin with "{verb.strip()}".'
                yield finding(message, "Write it like this: /// show | groups")
            elif name not in BLOCKS:
                advice = nearest(name, BLOCKS) or f"Use one of: {', '.join(BLOCKS)}."
                yield finding(f'There is nothing called "{name}" to show.', advice)
            elif name == "contact" and argument not in contacts and "contacts" not in offer.unread:
                message = f'There is no contact with the id "{argument}".'
                yield finding(message, nearest(argument, contacts) or "Look in contacts.yml.")
            elif name == "contacts" and argument not in _AREAS:
                message = f'There are no contacts called "{argument}".'
                yield finding(message, "Use local, national or urgent.")
        if opened:
            message = "This block is not closed, so it swallows the rest of the page."
            yield Finding(
                page.at.path, opened, "block", message, "Write /// on a line of its own below it."
            )

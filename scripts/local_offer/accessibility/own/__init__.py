"""What no engine sees: checks of our own, made in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page

from local_offer.accessibility.fault import Fault
from local_offer.accessibility.own.hovering import hovering
from local_offer.accessibility.own.keyboard import keyboard
from local_offer.accessibility.own.listeners import note_listeners
from local_offer.accessibility.own.markup import markup
from local_offer.accessibility.own.page_rules import read_page
from local_offer.accessibility.own.pressing import pressing
from local_offer.accessibility.own.resizing import resizing
from local_offer.accessibility.own.wording import wording

__all__ = ["look"]


def look(tab: Page) -> list[Fault]:
    """The faults of the page that ``tab`` shows, each once, errors first."""
    note_listeners(tab)
    seen = read_page(tab)
    found = [
        *seen.faults,
        *wording(seen.text),
        *markup(tab),
        *hovering(tab),
        *pressing(tab),
        *resizing(tab),
        *keyboard(tab),
    ]
    return sorted(set(found), key=lambda fault: (fault.level, fault))

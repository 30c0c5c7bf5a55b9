"""What no engine sees: checks of our own, made in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page

from page_access.fault import Fault
from page_access.rules.dialogs import pressing
from page_access.rules.hover import hovering
from page_access.rules.keyboard import keyboard
from page_access.rules.listeners import note_listeners
from page_access.rules.page_rules import read_page
from page_access.rules.reflow import resizing
from page_access.rules.wording import wording

__all__ = ["look"]


def look(tab: Page) -> list[Fault]:
    """The faults of the page that ``tab`` shows, each once, errors first."""
    note_listeners(tab)
    seen = read_page(tab)
    found = [
        *seen.faults,
        *wording(seen.text),
        *hovering(tab),
        *pressing(tab),
        *resizing(tab),
        *keyboard(tab),
    ]
    once = {(fault.rule, fault.element): fault for fault in reversed(found)}
    return sorted(once.values(), key=lambda fault: (fault.level, fault))

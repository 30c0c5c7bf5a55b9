"""What a walk with the Tab key tells of a page."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from page_access.fault import Fault
from page_access.rules.rule_table import told
from page_access.rules.tab_walk import Stop, walk


def keyboard(tab: Page) -> list[Fault]:
    """What stands in the way of people who use a keyboard."""
    found = walk(tab)
    on_the_way = {
        "keyboard-trap": found.traps,
        "not-reached": found.missed,
        "focus-thrown-away": found.thrown,
        "moves-on-focus": found.moved,
    }
    faults = [told(rule, element) for rule, met in on_the_way.items() for element in met]
    return faults + [fault for stop in found.stops for fault in _focus(stop)]


def _focus(stop: Stop) -> Iterator[Fault]:
    if stop.unseen:
        yield told("focus-off-screen", stop.element)
    elif not stop.seen:
        yield told("focus-not-seen", stop.element)
    if stop.covered:
        yield told("focus-covered", stop.element)
    if stop.ring:
        yield told("focus-weak", stop.element, ratio=stop.ring)
    if stop.words:
        yield told("contrast-focus", stop.element, ratio=stop.words)

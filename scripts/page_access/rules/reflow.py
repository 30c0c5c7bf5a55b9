"""The page on a narrow screen, with wider spacing, and with text of twice the size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from page_access.fault import Fault
from page_access.rules.browser_scripts import script
from page_access.rules.rule_table import told


def resizing(tab: Page) -> list[Fault]:
    """What people lose who enlarge the page or space its text out."""
    lost = {
        "too-wide": too_wide(tab),
        "cut-by-spacing": cut_by_spacing(tab),
        "cut-by-large-text": cut_by_large_text(tab),
    }
    return [told(rule, element) for rule, elements in lost.items() for element in elements]


def too_wide(tab: Page, width: int = 320, height: int = 256) -> list[str]:
    """The HTML of what makes a page scroll sideways at this size; tables and maps may."""
    with size(tab, width, height):
        return _lost(tab, "too_wide()")


def cut_by_spacing(tab: Page) -> list[str]:
    """What is cut off or runs over its neighbour with the spacing of criterion 1.4.12."""
    return _lost(tab, "with_spacing()")


def cut_by_large_text(tab: Page, times: float = 2) -> list[str]:
    """What is cut off or runs over its neighbour when all text is ``times`` as large."""
    with size(tab, 1280, 800):
        return _lost(tab, f"with_large_text({times})")


def _lost(tab: Page, asked: str) -> list[str]:
    found: list[str] = tab.evaluate(script("dom_helpers", "reflow", do=f"return {asked};"))
    return found


@contextmanager
def size(tab: Page, width: int, height: int) -> Iterator[None]:
    """The page in a window of another size, in CSS pixels; its own comes back afterwards."""
    before = tab.viewport_size
    tab.set_viewport_size({"width": width, "height": height})
    try:
        yield
    finally:
        if before:
            tab.set_viewport_size(before)

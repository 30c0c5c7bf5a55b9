"""The page on a narrow screen, with wider spacing, and with text of twice the size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Page

from page_access.fault import Fault

_FOLDER = Path(__file__).parent


def too_wide(tab: Page, width: int = 320, height: int = 256) -> list[str]:
    """The HTML of what makes a page scroll sideways at this size; tables and maps may."""
    with size(tab, width, height):
        found: list[str] = tab.evaluate(_script() + "return own_sizes.too_wide();}")
    return found


def cut_by_spacing(tab: Page) -> list[str]:
    """What is cut off or runs over its neighbour with the spacing of criterion 1.4.12."""
    found: list[str] = tab.evaluate(_script() + "return own_sizes.with_spacing();}")
    return found


def cut_by_large_text(tab: Page, times: float = 2) -> list[str]:
    """What is cut off or runs over its neighbour when all text is ``times`` as large."""
    with size(tab, 1280, 800):
        found: list[str] = tab.evaluate(f"{_script()}return own_sizes.with_large_text({times});}}")
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


@lru_cache(maxsize=1)
def _script() -> str:
    parts = (_FOLDER / "page" / "dom_helpers.js", _FOLDER / "reflow.js")
    return "() => {\n" + "\n".join(part.read_text(encoding="utf-8") for part in parts)


def resizing(tab: Page) -> list[Fault]:
    """What people lose who enlarge the page or space its text out."""
    wide = [
        Fault(
            "own-too-wide",
            element,
            "On a screen 320 pixels wide, or at 400% zoom, this makes the page scroll sideways. "
            "People must drag it about to read each line.",
            "Take fixed widths out, and let it wrap: use max-width: 100%.",
            ("1.4.10",),
        )
        for element in too_wide(tab)
    ]
    spaced = [
        Fault(
            "own-cut-by-spacing",
            element,
            "Words are lost here when people set more space between letters and lines.",
            "Let the box grow with its words: use min-height, not height.",
            ("1.4.12",),
        )
        for element in cut_by_spacing(tab)
    ]
    large = [
        Fault(
            "own-cut-by-large-text",
            element,
            "Words are lost here, or lie over others, when people make the text twice as large.",
            "Let the box grow with its words: use min-height, not height.",
            ("1.4.4",),
        )
        for element in cut_by_large_text(tab)
    ]
    return wide + spaced + large

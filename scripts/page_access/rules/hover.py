"""The colours of words while a mouse passes over them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Page

from page_access.fault import Fault

_FOLDER = Path(__file__).parent


def hovering(tab: Page) -> list[Fault]:
    """Words that become too faint under the mouse."""
    suspects = tab.evaluate(_script() + "return own_hover.suspects();}")
    faults = []
    for index in suspects:
        place = tab.evaluate("index => own_hover.place(index)", index)
        if not place:
            continue
        tab.mouse.move(place["x"], place["y"])
        found = tab.evaluate("index => own_hover.faint(index)", index)
        if found:
            faults.append(
                Fault(
                    "own-contrast-hover",
                    found["element"],
                    "While a mouse passes over them, these words have a contrast of "
                    f"{found['ratio']:.1f} to 1.",
                    "Give them at least 4.5 to 1 in every state.",
                    ("1.4.3",),
                )
            )
    if suspects:
        tab.mouse.move(0, 0)
        tab.evaluate("() => scrollTo(0, 0)")
    return faults


@lru_cache(maxsize=1)
def _script() -> str:
    parts = (
        _FOLDER / "page" / "dom_helpers.js",
        _FOLDER / "page" / "controls.js",
        _FOLDER / "hover.js",
    )
    return "() => {\n" + "\n".join(part.read_text(encoding="utf-8") for part in parts)

"""The contrast of text that axe cannot work out: measured on the picture of the page.

axe leaves text open where something else than one plain colour may lie behind it: a picture,
a gradient, a shadow, another element. Here the text is photographed twice, once as it is and
once made clear as glass. Where the two pictures differ there is text, and what the second shows
there is its background. The formula is that of WCAG 2.2 for relative luminance and contrast.
"""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from playwright.sync_api import Error, FloatRect, Page

MOST = 30
"""Texts that are measured on one page; the rest stay open, and are said to be."""

_BIG = 1200  # CSS pixels of a side beyond which a part of an element stands for it
_APART = 24  # of 255: less difference in each of the three colours is no text

_CLEAR = "(asked) => window.__localOffer.makeClear(asked)"


def measure(tab: Page) -> list[dict[str, Any]]:
    """The faults, as rows, among the texts that axe left open on the page in ``tab``.

    Text with enough contrast gives none. Text that cannot be measured gives a warning.
    """
    found: list[dict[str, Any]] = []
    total = tab.evaluate("() => window.__unmeasured.length")
    for number in range(total):
        fault = tab.evaluate("(n) => window.__unmeasured[n].fault", number)
        ratio = _ratio(tab, number) if number < MOST else None
        if ratio is None:
            found.append(fault)
        elif ratio[0] + 0.05 < ratio[1]:  # what is measured on pixels is rounded by them
            detail = f"It is {ratio[0]:.2f} to 1, and must be {ratio[1]:g} to 1."
            found.append({**fault, "level": "error", "detail": detail})
    return found


def _ratio(tab: Page, number: int) -> tuple[float, float] | None:
    """The text's contrast where it is worst, and what it must be; none if it cannot be seen."""
    try:
        text = tab.evaluate("(n) => window.__localOffer.placeOf(n)", number)
        clip: FloatRect = {
            "x": max(text["x"], 0),
            "y": max(text["y"], 0),
            "width": min(text["width"], _BIG),
            "height": min(text["height"], _BIG),
        }
        if clip["width"] < 1 or clip["height"] < 1 or text["colour"] is None:
            return None
        with_text = _picture(tab, clip)
        tab.evaluate(_CLEAR, [number, True])
        without = _picture(tab, clip)
        tab.evaluate(_CLEAR, [number, False])
    except Error:
        return None
    ratios = sorted(_ratios(with_text, without, text["colour"]))
    # One pixel in twenty may be the edge of something beside the text.
    return (ratios[len(ratios) // 20], text["needs"]) if ratios else None


def _picture(tab: Page, clip: FloatRect) -> Image.Image:
    return Image.open(io.BytesIO(tab.screenshot(clip=clip, scale="css"))).convert("RGB")


def _ratios(with_text: Image.Image, without: Image.Image, colour: list[float]) -> list[float]:
    """The contrast at each pixel that has text on it."""
    alpha = colour[3] if len(colour) > 3 else 1.0
    pairs = zip(with_text.tobytes(), without.tobytes(), strict=True)
    flat = list(pairs)
    seen: dict[tuple[int, ...], float] = {}
    ratios = []
    for at in range(0, len(flat), 3):
        pixel = flat[at : at + 3]
        if max(abs(one - other) for one, other in pixel) < _APART:
            continue
        behind = tuple(other for _, other in pixel)
        if behind not in seen:
            front = [alpha * c + (1 - alpha) * b for c, b in zip(colour, behind, strict=False)]
            seen[behind] = contrast(front, behind)
        ratios.append(seen[behind])
    return ratios


def contrast(one: Any, other: Any) -> float:
    """The contrast of two colours of red, green and blue from 0 to 255: from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Any) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)

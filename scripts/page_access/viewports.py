"""How a page is shown while it is looked at: how wide, and in which colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Colours = Literal["light", "dark", "forced", "forced-dark"]

WIDTHS = (320, 1280)
"""CSS pixels. 320 is a small phone, and a desktop window of 1280 at 400% zoom (WCAG 1.4.10)."""

_SPOKEN = {
    "light": "in light colours",
    "dark": "in dark colours",
    "forced": "in forced colours",
    "forced-dark": "in dark forced colours",
}


@dataclass(frozen=True, order=True)
class Mode:
    """One way to show a page: ``width`` in CSS pixels, and the reader's choice of colours.

    *forced* is the high contrast setting of Windows, where the reader's own few colours
    replace the page's; three of its four themes are dark, as *forced-dark* is.
    """

    width: int
    colours: Colours

    def __str__(self) -> str:
        return f"{self.width}-{self.colours}"

    @property
    def height(self) -> int:
        return 640 if self.width < 640 else 800

    @property
    def spoken(self) -> str:
        """``at 320 pixels wide in dark colours``."""
        return f"at {self.width} pixels wide {_SPOKEN[self.colours]}"


COLOURS: tuple[Colours, ...] = ("light", "dark", "forced", "forced-dark")
MODES = tuple(Mode(width, colours) for colours in COLOURS for width in WIDTHS)
"""All eight, the first of which every page is shown in."""


_TRIED = {"own-contrast-forced": ("forced", "forced-dark")}

COLOUR_RULES = ("axe-color-contrast", "axe-link-in-text-block")
"""The rules whose answer hangs on colours. An engine's other answers are the same in all."""


def read_mode(written: str) -> Mode:
    """The mode that ``str`` wrote."""
    return next(mode for mode in MODES if str(mode) == written)


def only_in(rule: str, seen: set[Mode], shown: set[Mode]) -> str:
    """``Only in dark colours.``, where a page was shown in more modes than the fault was seen in.

    Nothing where it was seen in all modes in which its rule is tried. In forced colours a text
    has the reader's own colours, and counts only if the page forbids that.
    """
    of_colours = rule in COLOUR_RULES or "contrast" in rule
    if of_colours or not rule.startswith("own-"):
        tried = _TRIED.get(rule, ("light", "dark")) if of_colours else ("light",)
        shown = {mode for mode in shown if mode.colours in tried} | seen
    if not seen or seen >= shown:
        return ""
    widths, colours = {mode.width for mode in seen}, {mode.colours for mode in seen}
    if seen == {mode for mode in shown if mode.colours in colours}:
        where = " and ".join(_SPOKEN[one] for one in COLOURS if one in colours)
    elif seen == {mode for mode in shown if mode.width in widths}:
        where = f"at {min(widths)} pixels wide"
    else:
        where = ", and ".join(mode.spoken for mode in MODES if mode in seen)
    return f"Only {where}."

"""Where each letter stands on the pages of a finished PDF, whatever was meant to stand there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

_MM = 25.4 / 72  # one point
_TALL = 0.7  # of the type's size: how high a figure stands on its line
_PAIR = re.compile(rb"^<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>\s*$", re.MULTILINE)

Sides = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Glyph:
    """One letter, or a few drawn as one, in mm from the top left corner of its page.

    ``bottom`` is the line that it stands on, and ``top`` as high as a figure of its size.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float


def glyphs(pdf: bytes) -> tuple[tuple[Glyph, ...], ...]:
    """The letters that can be seen on each page: none that is cut off or painted over."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts: dict[tuple[int, int], _Font] = {}
        return tuple(tuple(_Page(page, fonts).glyphs) for page in document.pages)


class _Font:
    """The letters and widths of a font with two bytes a letter, as the layout engine writes it."""

    def __init__(self, font: Any) -> None:
        self.letters: dict[int, str] = {}
        if "/ToUnicode" in font:
            for code, text in _PAIR.findall(font.ToUnicode.read_bytes()):
                letters = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
                self.letters[int(code, 16)] = letters
        self.widths: dict[int, float] = {}
        written = list(font.DescendantFonts[0].get("/W", []))
        for first, widths in zip(written[::2], written[1::2], strict=False):
            for step, width in enumerate(widths):
                self.widths[int(first) + step] = float(width) / 1000


@dataclass(frozen=True)
class _State:
    """What the drawing's steps have set: the place, the type, and what shows (in points)."""

    place: Matrix
    shown: Sides
    font: _Font | None = None
    size: float = 0
    rise: float = 0


class _Page:
    """Follows the steps of one page's drawing, and keeps the letters that are seen at its end."""

    def __init__(self, page: pikepdf.Page, fonts: dict[tuple[int, int], _Font]) -> None:
        left, bottom, right, top = (float(side) for side in page.trimbox)
        self.left, self.top = left, top
        self.fonts = fonts
        self.glyphs: list[Glyph] = []
        self.state = _State(_SAME, (left, bottom, right, top))
        self.kept: list[_State] = []
        self.line: Matrix = _SAME
        self.path: list[Sides] = []
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        self.named: Any = resources.get("/Font", pikepdf.Dictionary())
        for step in pikepdf.parse_content_stream(page):
            self._step(str(step.operator), list(step.operands))

    def _step(self, name: str, given: list[Any]) -> None:
        if name == "q":
            self.kept.append(self.state)
        elif name == "Q" and self.kept:
            self.state = self.kept.pop()
        elif name == "cm":
            self.state = replace(self.state, place=_then(_matrix(given), self.state.place))
        elif name in ("Tf", "Tm", "Ts", "TJ", "Tj"):
            self._type(name, given)
        elif name in ("re", "W", "W*", "f", "f*", "n", "S", "B", "b", "s"):
            self._paint(name, given)

    def _type(self, name: str, given: list[Any]) -> None:
        if name == "Tf":
            font = self.named[str(given[0])]
            if font.objgen not in self.fonts:
                self.fonts[font.objgen] = _Font(font)
            self.state = replace(self.state, font=self.fonts[font.objgen], size=float(given[1]))
        elif name == "Tm":
            self.line = _matrix(given)
        elif name == "Ts":
            self.state = replace(self.state, rise=float(given[0]))
        else:
            for part in given[0] if name == "TJ" else given:
                self._show(part)

    def _show(self, part: Any) -> None:
        font, size = self.state.font, self.state.size
        if not isinstance(part, pikepdf.String):
            self.line = _then((1, 0, 0, 1, -float(part) / 1000 * size, 0), self.line)
            return
        data = bytes(part)
        for at in range(0, len(data), 2):
            code = int.from_bytes(data[at : at + 2], "big")
            wide = (font.widths.get(code, 0) if font else 0) * size
            text = font.letters.get(code, "") if font else ""
            sides = self._sides(self.line, 0, self.state.rise, wide, self.state.rise + _TALL * size)
            if text.strip() and _within(sides, self.state.shown):
                self.glyphs.append(Glyph(text, *self._from_corner(sides)))
            self.line = _then((1, 0, 0, 1, wide, 0), self.line)

    def _paint(self, name: str, given: list[Any]) -> None:
        """A frame hides what is drawn beyond it; a ground hides what was drawn beneath it."""
        if name == "re":
            left, bottom, wide, tall = (float(one) for one in given)
            self.path.append(self._sides(_SAME, left, bottom, left + wide, bottom + tall))
        elif name in ("W", "W*") and len(self.path) == 1:
            seen, frame = self.state.shown, self.path[0]
            left, bottom = max(seen[0], frame[0]), max(seen[1], frame[1])
            right, top = min(seen[2], frame[2]), min(seen[3], frame[3])
            self.state = replace(self.state, shown=(left, bottom, right, top))
        elif name not in ("W", "W*"):
            if name in ("f", "f*", "B", "b"):
                for ground in self.path:
                    left, top, right, bottom = self._from_corner(ground)
                    self.glyphs = [
                        one
                        for one in self.glyphs
                        if not (left < (one.left + one.right) / 2 < right)
                        or not (top < (one.top + one.bottom) / 2 < bottom)
                    ]
            self.path = []

    def _sides(self, line: Matrix, left: float, bottom: float, right: float, top: float) -> Sides:
        """Left, bottom, right and top on the page of a rectangle in a line of type, in points."""
        a, b, c, d, e, f = _then(line, self.state.place)
        across = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
        up = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
        return min(across), min(up), max(across), max(up)

    def _from_corner(self, sides: Sides) -> Sides:
        left, bottom, right, top = sides
        return (
            (left - self.left) * _MM,
            (self.top - top) * _MM,
            (right - self.left) * _MM,
            (self.top - bottom) * _MM,
        )


def _within(sides: Sides, frame: Sides) -> bool:
    """Whether a letter shows whole; a hair's breadth outside does no harm."""
    hair = 0.5
    return (
        sides[0] >= frame[0] - hair
        and sides[1] >= frame[1] - hair
        and sides[2] <= frame[2] + hair
        and sides[3] <= frame[3] + hair
    )


def _matrix(given: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in given)
    return a, b, c, d, e, f


def _then(first: Matrix, second: Matrix) -> Matrix:
    """Both changes of place, one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def reads(pieces: Iterable[Glyph]) -> str:
    """What stands there from left to right, with a space where there is a gap."""
    said, end = "", None
    for one in sorted(pieces, key=lambda glyph: glyph.left):
        if end is not None and one.left - end > 0.15 * (one.bottom - one.top):
            said += " "
        said += one.text
        end = one.right
    return said

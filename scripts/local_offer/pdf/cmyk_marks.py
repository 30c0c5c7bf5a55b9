"""What a print shop needs, made from the PDF for the screen: bleed, marks, inks and sheets.

Nothing here lays out anew, so the two can never say different things.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

BLEED = 3.0
"""mm of colour beyond the trim, so that a cut a little off shows no white."""
_ROOM = 10.0  # mm around the trim, for the bleed and the marks beyond it
_MARK_FROM, _MARK_TO = 4.0, 9.0  # mm from the trim: outside the bleed, inside the paper
_POINT = 72 / 25.4

Cmyk = tuple[float, float, float, float]
Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Inks:
    """Which inks print which colour of the screen; each from 0 to 1.

    A colour that is not in ``table`` is worked out: greys take black alone, and in others
    black stands in for the grey part of the three coloured inks, which keeps the ink thin.
    """

    table: dict[str, Cmyk]

    def of(self, red: float, green: float, blue: float) -> Cmyk:
        """The inks of a colour whose parts are from 0 to 1."""
        known = self.table.get(hex_of((red, green, blue)))
        if known:
            return known
        cyan, magenta, yellow = 1 - red, 1 - green, 1 - blue
        black = min(cyan, magenta, yellow)
        if max(cyan, magenta, yellow) - black < 0.02:
            return (0, 0, 0, round(black, 3))
        mixed = (cyan - black, magenta - black, yellow - black, black)
        return (round(mixed[0], 3), round(mixed[1], 3), round(mixed[2], 3), round(mixed[3], 3))


@dataclass(frozen=True)
class Profile:
    """A print shop's colour profile: its name, and the ICC file's bytes."""

    name: str
    data: bytes

    @property
    def is_cmyk(self) -> bool:
        """Whether this is an ICC profile for the four printing inks."""
        return self.data[36:40] == b"acsp" and self.data[16:20] == b"CMYK"


def hex_of(colour: Rgb) -> str:
    """A colour as stylesheets write it: ``#0b4a50``."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def press_file(screen: bytes, inks: Inks, profile: Profile | None = None) -> bytes:
    """The pages in reading order, each with 3 mm of bleed and its marks outside that."""
    with _inked(screen, inks, profile) as document:
        for page in document.pages:
            width, height = _size(page)
            _set_boxes(page, width, height)
            clip = _rectangle(-BLEED, -BLEED, width + BLEED, height + BLEED)
            page.contents_add(f"q {clip} W n\n".encode(), prepend=True)
            page.contents_add(b"\nQ\n" + _marks(width, height, ()))
        return _saved(document)


def sheets(screen: bytes, inks: Inks, profile: Profile | None = None) -> bytes:
    """The pages two by two, in the order for sheets that are folded once and put together.

    Raises ``ValueError`` where the pages are not a multiple of four.
    """
    with _inked(screen, inks, profile) as document:
        count = len(document.pages)
        if count % 4:
            raise ValueError("pages are not a multiple of four")
        width, height = _size(document.pages[0])
        forms = [page.as_form_xobject() for page in document.pages]
        for number, form in enumerate(forms):
            on_left = number % 2 == 1
            form.BBox = pikepdf.Array(
                _points(
                    -BLEED if on_left else 0,
                    -BLEED,
                    width if on_left else width + BLEED,
                    height + BLEED,
                )
            )
        for left, right in _order(count):
            page = document.add_blank_page(page_size=(2 * width * _POINT, height * _POINT))
            page.Resources = pikepdf.Dictionary(
                XObject=pikepdf.Dictionary(L=forms[left], R=forms[right])
            )
            _set_boxes(page, 2 * width, height)
            fold = f"q 1 0 0 1 {width * _POINT:.4f} 0 cm /R Do Q\n"
            drawing = b"/L Do\n" + fold.encode() + _marks(2 * width, height, (width,))
            page.Contents = document.make_stream(drawing)
        del document.pages[:count]
        return _saved(document)


def _order(count: int) -> Iterator[tuple[int, int]]:
    """Left and right page of each side, counted from 0: front and back of every sheet."""
    for sheet in range(count // 4):
        yield count - 1 - 2 * sheet, 2 * sheet
        yield 2 * sheet + 1, count - 2 - 2 * sheet


def _inked(screen: bytes, inks: Inks, profile: Profile | None) -> pikepdf.Pdf:
    document = pikepdf.open(io.BytesIO(screen))
    for name in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Metadata", "/ViewerPreferences"):
        if name in document.Root:
            del document.Root[name]  # they are for readers, and claim what this file is not
    done: set[tuple[int, int]] = set()
    for page in document.pages:
        for name in ("/Annots", "/StructParents", "/Tabs"):
            if name in page:
                del page[name]
        page.Contents = document.make_stream(_in_inks(page.obj, inks))
        _forms(document, page.obj, inks, done)
    if profile is not None:
        stream = document.make_stream(profile.data)
        stream.N = 4
        document.Root.OutputIntents = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.OutputIntent,
                    S=pikepdf.Name.GTS_PDFX,
                    OutputConditionIdentifier=pikepdf.String(profile.name),
                    Info=pikepdf.String(profile.name),
                    DestOutputProfile=stream,
                )
            ]
        )
    return document


def _forms(
    document: pikepdf.Pdf, holder: pikepdf.Object, inks: Inks, done: set[tuple[int, int]]
) -> None:
    """Put the drawings within a drawing in inks too."""
    resources = holder.get("/Resources")
    if resources is None:
        return
    for kind in ("/XObject", "/Pattern"):
        drawings: Any = resources.get(kind, {})
        for name in list(drawings.keys()):
            drawing = drawings[name]
            if drawing.objgen in done or not isinstance(drawing, pikepdf.Stream):
                continue
            done.add(drawing.objgen)
            if drawing.get("/Subtype") == "/Form" or kind == "/Pattern":
                drawing.write(_in_inks(drawing, inks))
                _forms(document, drawing, inks, done)


_TAGS = {"BDC", "BMC", "EMC", "DP", "MP"}


def _in_inks(drawing: pikepdf.Object, inks: Inks) -> bytes:
    """A drawing's steps with each colour of the screen told in inks, and no tags."""
    steps: list[pikepdf.ContentStreamInstruction] = []
    for step in pikepdf.parse_content_stream(drawing):
        name = str(step.operator)
        if name in _TAGS:
            continue
        if name in ("rg", "RG", "g", "G"):
            parts = [float(part) for part in step.operands]
            red, green, blue = parts * 3 if len(parts) == 1 else parts
            mixed = inks.of(red, green, blue)
            wanted = "k" if name.islower() else "K"
            step = pikepdf.ContentStreamInstruction(  # noqa: PLW2901  # the same step, in ink
                [round(part, 4) for part in mixed], pikepdf.Operator(wanted)
            )
        elif name in ("cs", "CS") and str(step.operands[0]) in ("/DeviceRGB", "/sRGB"):
            continue
        steps.append(step)  # type: ignore[arg-type]  # an inline picture is a step too
    return pikepdf.unparse_content_stream(steps)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    box = [float(side) for side in page.mediabox]
    return (box[2] - box[0]) / _POINT, (box[3] - box[1]) / _POINT


def _points(*sides: float) -> list[float]:
    return [round(side * _POINT, 4) for side in sides]


def _set_boxes(page: pikepdf.Page, width: float, height: float) -> None:
    for box, room in (("MediaBox", _ROOM), ("CropBox", _ROOM), ("BleedBox", BLEED), ("TrimBox", 0)):
        sides = _points(-room, -room, width + room, height + room)
        page.obj[f"/{box}"] = pikepdf.Array(sides)


def _rectangle(left: float, bottom: float, right: float, top: float) -> str:
    sides = _points(left, bottom, right - left, top - bottom)
    return " ".join(f"{side:.4f}" for side in sides) + " re"


def _marks(width: float, height: float, folds: Iterable[float]) -> bytes:
    """Thin black lines where to cut, and dashed ones where to fold."""
    lines = []
    line: Callable[[float, float, float, float], str] = lambda *ends: (  # noqa: E731  # one use
        "{} {} m {} {} l S".format(*_points(*ends))
    )
    for across in (0.0, width):
        lines.append(line(across, -_MARK_FROM, across, -_MARK_TO))
        lines.append(line(across, height + _MARK_FROM, across, height + _MARK_TO))
    for up in (0.0, height):
        lines.append(line(-_MARK_FROM, up, -_MARK_TO, up))
        lines.append(line(width + _MARK_FROM, up, width + _MARK_TO, up))
    dashed = [
        line(fold, *ends)
        for fold in folds
        for ends in (
            (-_MARK_FROM, fold, -_MARK_TO),
            (height + _MARK_FROM, fold, height + _MARK_TO),
        )
    ]
    drawing = ["q 0 0 0 1 K 0.25 w", *lines, "[2 2] 0 d", *dashed, "Q"]
    return "\n".join(drawing).encode()


def _saved(document: pikepdf.Pdf) -> bytes:
    document.remove_unreferenced_resources()
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()

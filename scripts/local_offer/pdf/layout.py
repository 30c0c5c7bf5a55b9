"""HTML to measured pages. The only importer of WeasyPrint."""

from __future__ import annotations

import io
import logging
import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]  # it ships none
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from local_offer.pdf.measured import Area, Run, Sheet
from local_offer.pdf.pdf_ua import finish

_MM = 25.4 / 96  # one CSS pixel in millimetres
_LOCAL = "https://offer.invalid/"  # a name that leads nowhere, by design (RFC 2606)
_BLOCKS = ("h1", "h2", "h3", "p", "li", "dt", "dd", "figcaption")
_FONTS = (".woff2", ".woff", ".ttf", ".otf")


@dataclass(frozen=True)
class Laid:
    """A document that has been laid out but not yet written.

    ``letters`` are all that the chosen fonts can draw, and ``links`` the words of each
    address that can be followed, and ``lists`` how each list with marks is marked.
    """

    document: Any
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...]
    letters: frozenset[str] = frozenset()
    links: dict[str, str] = field(default_factory=dict)
    lists: tuple[str, ...] = ()

    @cached_property
    def pdf(self) -> bytes:
        """A tagged PDF that claims PDF/UA-1, the standard for readable PDFs.

        The same layout gives the same bytes: nothing in the file tells the time.
        """
        return finish(self.document.write_pdf(pdf_variant="pdf/ua-1"), self.links, self.lists)

    def write(self, path: Path) -> None:
        """Write the same to a file."""
        path.write_bytes(self.pdf)


class Printer:
    """Lays out any number of documents whose files stand in a few folders.

    The first folder that holds a file gives it. Nothing is ever fetched from a network.
    A font is unpacked once, however many documents use it.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.files = _Local(tuple(folder.resolve() for folder in folders))
        self.fonts = FontConfiguration()

    def lay_out(self, html: str) -> Laid:
        """Lay out one document. What the engine warns of is in ``warnings``."""
        heard = _Heard()
        logger = logging.getLogger("weasyprint")
        logger.addHandler(heard)
        try:
            source = weasyprint.HTML(string=html, base_url=_LOCAL, url_fetcher=self.files)
            document = source.render(font_config=self.fonts)
        finally:
            logger.removeHandler(heard)
        boxes = [page._page_box for page in document.pages]  # noqa: SLF001  # all it measured
        return Laid(
            document,
            tuple(_sheets(boxes)),
            tuple(heard.messages),
            self.files.letters,
            _links(boxes),
            tuple(kind for box in boxes for kind in _lists(box)),
        )


class _Local(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the files beneath a few folders, and nothing else."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__()
        self.folders = folders
        self.letters: frozenset[str] = frozenset()

    def fetch(self, url: str, headers: Any = None) -> Any:
        del headers
        name = unquote(urlsplit(url).path).lstrip("/")
        for folder in self.folders:
            path = (folder / name).resolve()
            if url.startswith(_LOCAL) and path.is_file() and path.is_relative_to(folder):
                data = path.read_bytes()
                if path.suffix in _FONTS:
                    self.letters |= _letters(data)
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                return URLFetcherResponse(url, data, {"Content-Type": kind})
        raise FileNotFoundError(f"there is no file {name}")


def _letters(font: bytes) -> frozenset[str]:
    """Every letter a font can draw; none where it is no font."""
    try:
        return frozenset(map(chr, TTFont(io.BytesIO(font), lazy=True).getBestCmap()))
    except (TTLibError, KeyError, TypeError):
        return frozenset()


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _sheets(pages: Iterable[Any]) -> Iterator[Sheet]:
    begun: set[Any] = set()
    for number, page in enumerate(pages):
        asked = set(_asked_for(page))
        yield _sheet(page, flows_on=number > 0 and asked <= begun)
        begun |= asked


def _sheet(page: Any, *, flows_on: bool) -> Sheet:
    runs = tuple(_Walk().runs(page, Run("", "", 0, 0, 0, 0, 0)))
    part = next((name for name in _named(page, "data-part")), "")
    return Sheet(
        part,
        page.margin_width() * _MM,
        page.margin_height() * _MM,
        (page.position_x + page.margin_left) * _MM,
        (page.position_x + page.margin_left + page.width) * _MM,
        runs,
        tuple(_areas(page)),
        flows_on,
    )


def _asked_for(box: Any) -> Iterator[Any]:
    """The elements of a page that begin a new one, wherever they stand."""
    if type(box).__name__ != "MarginBox":
        if box.style["break_before"] in ("page", "always", "left", "right"):
            yield box.element
        for child in getattr(box, "children", ()):
            yield from _asked_for(child)


def _areas(box: Any) -> Iterator[Area]:
    name = _attribute(box, "data-box")
    if name and box.style["background_color"].alpha > 0:
        left, top = box.border_box_x() * _MM, box.border_box_y() * _MM
        right, bottom = left + box.border_width() * _MM, top + box.border_height() * _MM
        yield Area(name, left, top, right, bottom)
    for child in getattr(box, "children", ()):
        yield from _areas(child)


def _attribute(box: Any, name: str) -> str:
    element = getattr(box, "element", None)
    return (element.get(name) or "") if element is not None and hasattr(element, "get") else ""


def _named(box: Any, name: str) -> Iterator[str]:
    value = _attribute(box, name)
    if value:
        yield value
    for child in getattr(box, "children", ()):
        yield from _named(child, name)


def _links(pages: Iterable[Any]) -> dict[str, str]:
    """The words of each address, once: a link on two lines is one, and so are two that agree."""
    found: dict[Any, tuple[str, list[str]]] = {}

    def look(box: Any) -> None:
        address = _attribute(box, "href")
        if address and getattr(box, "element_tag", "") == "a":
            found.setdefault(box.element, (address, []))[1].extend(_texts(box))
            return
        for child in getattr(box, "children", ()):
            look(child)

    for page in pages:
        look(page)
    told: dict[str, str] = {}
    for address, words in found.values():
        told.setdefault(address, " ".join(words))
    return {address: words for address, words in told.items() if words}


def _lists(box: Any) -> Iterator[str]:
    """The mark of each list on a page that has marks, in the order of reading."""
    children = getattr(box, "children", ())
    if getattr(box, "element_tag", "") in ("ol", "ul"):
        kinds = [child.style["list_style_type"] for child in children]
        if kinds and kinds[0] != "none":
            yield str(kinds[0])
    for child in children:
        yield from _lists(child)


def _texts(box: Any) -> Iterator[str]:
    text = getattr(box, "text", None)
    if isinstance(text, str) and text.strip():
        yield text.strip()
    for child in getattr(box, "children", ()):
        yield from _texts(child)


class _Walk:
    """Goes through the boxes of one page, and counts its lines and paragraphs."""

    def __init__(self) -> None:
        self.lines = 0
        self.blocks = 0
        self.within = 0

    def runs(self, box: Any, around: Run) -> Iterator[Run]:
        kind = type(box).__name__
        tag = getattr(box, "element_tag", None) or ""
        if kind == "MarginBox":
            around = replace(around, box="the margin", tag="margin")
        name = _attribute(box, "data-box")
        if name and name != around.box:
            around = replace(around, box=name, around=(*around.around, around.box))
        around = replace(around, phone=_attribute(box, "data-phone") or around.phone)
        if tag in _BLOCKS and kind != "TextBox" and around.tag != "margin":
            around = replace(around, tag=tag)
        if kind in ("BlockBox", "MarginBox", "FlexBox"):
            self.blocks += 1
            around = replace(around, block=self.blocks)
        # A piece that runs the other way has lines of its own, in the line that it stands in.
        if kind == "LineBox" and not self.within:
            self.lines += 1
            around = replace(around, line=self.lines)
        text = getattr(box, "text", None)
        if isinstance(text, str) and text.strip():
            yield replace(
                around,
                words=text.strip(),
                left=box.position_x * _MM,
                top=box.position_y * _MM,
                right=(box.position_x + box.width) * _MM,
                bottom=(box.position_y + box.height) * _MM,
                points=box.style["font_size"] * 0.75,
                colour=tuple(box.style["color"].coordinates[:3]),
            )
        self.within += kind == "InlineBlockBox"
        for child in getattr(box, "children", ()):
            yield from self.runs(child, around)
        self.within -= kind == "InlineBlockBox"

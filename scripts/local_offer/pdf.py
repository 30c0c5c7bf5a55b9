"""Paper as a skill: HTML to measured pages to a PDF. The only importer of WeasyPrint."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

_MM = 25.4 / 96  # one CSS pixel in millimetres
_LOCAL = "https://offer.invalid/"  # a name that leads nowhere, by design (RFC 2606)


@dataclass(frozen=True)
class Run:
    """Some words on one line of a page: where they stand, in mm, and how large, in points.

    ``box`` names the part of the page they belong to, from ``data-box`` in the HTML.
    """

    words: str
    box: str
    left: float
    top: float
    right: float
    bottom: float
    points: float


@dataclass(frozen=True)
class Sheet:
    """One page as laid out. ``part`` is the ``data-part`` of the HTML that fills it."""

    part: str
    width: float
    height: float
    right_edge: float
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Laid:
    """A document that has been laid out but not yet written."""

    document: Any
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...]

    def write(self, path: Path) -> None:
        """Write a tagged PDF that claims PDF/UA-1, the standard for readable PDFs.

        The same layout gives the same bytes: nothing in the file tells the time.
        """
        self.document.write_pdf(path, pdf_variant="pdf/ua-1")


def lay_out(html: str, folders: Iterable[Path]) -> Laid:
    """Lay out HTML whose files are found in the first of ``folders`` that holds them.

    Nothing is ever fetched from a network. What the engine warns of is in ``warnings``.
    """
    heard = _Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        source = weasyprint.HTML(string=html, base_url=_LOCAL, url_fetcher=_Local(tuple(folders)))
        document = source.render()
    finally:
        logger.removeHandler(heard)
    sheets = tuple(_sheet(page._page_box) for page in document.pages)  # noqa: SLF001
    return Laid(document, sheets, tuple(heard.messages))


class _Local(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the files beneath a few folders, and nothing else."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__()
        self.folders = folders

    def fetch(self, url: str, headers: Any = None) -> Any:
        del headers
        name = unquote(urlsplit(url).path).lstrip("/")
        for folder in self.folders:
            path = (folder / name).resolve()
            if url.startswith(_LOCAL) and path.is_file() and path.is_relative_to(folder):
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
        raise FileNotFoundError(f"there is no file {name}")


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _sheet(page: Any) -> Sheet:
    runs = tuple(_runs(page, ""))
    part = next((name for name in _named(page, "data-part")), "")
    edge = (page.position_x + page.margin_left + page.width) * _MM
    return Sheet(part, page.margin_width() * _MM, page.margin_height() * _MM, edge, runs)


def _attribute(box: Any, name: str) -> str:
    element = getattr(box, "element", None)
    return (element.get(name) or "") if element is not None and hasattr(element, "get") else ""


def _named(box: Any, name: str) -> Iterator[str]:
    value = _attribute(box, name)
    if value:
        yield value
    for child in getattr(box, "children", ()):
        yield from _named(child, name)


def _runs(box: Any, name: str) -> Iterator[Run]:
    name = _attribute(box, "data-box") or name
    text = getattr(box, "text", None)
    if isinstance(text, str) and text.strip():
        yield Run(
            text.strip(),
            name,
            box.position_x * _MM,
            box.position_y * _MM,
            (box.position_x + box.width) * _MM,
            (box.position_y + box.height) * _MM,
            box.style["font_size"] * 0.75,
        )
    for child in getattr(box, "children", ()):
        yield from _runs(child, name)

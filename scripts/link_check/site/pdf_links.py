"""What a PDF leads to, and the places in it that a link can name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from link_check.site.link_model import Paper, Ref

_MOST_BOOKMARKS = 20_000  # more than any honest file has: a loop ends here


def read_pdf(path: Path) -> Paper:
    """The links of a PDF. A file that is not a PDF, or a damaged one, has a ``fault`` instead."""
    paper = Paper()
    try:
        with pikepdf.open(path) as pdf:
            _read(pdf, paper)
    except pikepdf.PasswordError:
        paper.locked = True
        paper.fault = "This PDF asks for a password. Save it without one."
    except (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, RecursionError):
        paper.fault = "This file is not a PDF that can be opened. Make it again."
    return paper


def _read(pdf: pikepdf.Pdf, paper: Paper) -> None:
    pages = {page.obj.objgen for page in pdf.pages}
    paper.pages = len(pdf.pages)
    places = dict(_named_places(pdf))
    for name, place in places.items():
        (paper.names if _is_there(place, pages) else paper.dead).add(name)
    for number, page in enumerate(pdf.pages, 1):
        for note in _items(page.obj.get("/Annots")):
            if isinstance(note, pikepdf.Dictionary) and note.get("/Subtype") == "/Link":
                _lead(note, paper, pages, number)
    for mark in _bookmarks(pdf.Root.get("/Outlines")):
        _lead(mark, paper, pages, 0)
    if paper.pages == 0:
        paper.fault = "This PDF has no pages. Make it again."


def _lead(note: Any, paper: Paper, pages: set[tuple[int, int]], number: int) -> None:
    """Add the address or place that a link or bookmark leads to."""
    action = note.get("/A")
    place = note.get("/Dest")
    kind = ""
    if isinstance(action, pikepdf.Dictionary):
        kind = str(action.get("/S", ""))
        place = action.get("/D", place) if kind == "/GoTo" else place
        if kind == "/URI":
            uri = action.get("/URI")
            text = bytes(uri).decode("utf-8", "replace") if isinstance(uri, pikepdf.String) else ""
            paper.refs.append(Ref(text.strip(), "paper", number))
            return
        if kind in ("/GoToR", "/Launch"):
            paper.refs.append(Ref(_file(action.get("/F")), "paper", number))
            return
        if kind != "/GoTo":
            return  # a button of the reading program, such as "print" or "next page"
    if place is None:
        return
    if isinstance(place, pikepdf.String | pikepdf.Name):
        paper.refs.append(Ref("#" + _name(place), "jump", number))
    elif not _is_there(place, pages):
        paper.dead.add("")
        paper.refs.append(Ref("#", "jump", number))


def _file(named: Any) -> str:
    if isinstance(named, pikepdf.Dictionary):
        named = named.get("/UF", named.get("/F"))
    return str(named or "").strip()


def _name(value: Any) -> str:
    return str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else str(value)


def _is_there(place: Any, pages: set[tuple[int, int]]) -> bool:
    """Whether a place is on a page of this PDF."""
    if isinstance(place, pikepdf.Dictionary):
        place = place.get("/D")
    if not isinstance(place, pikepdf.Array) or len(place) == 0:
        return False
    page = place[0]
    if isinstance(page, pikepdf.Dictionary):
        return page.objgen in pages
    return isinstance(page, int) and 0 <= page < len(pages)


def _named_places(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """The names that jumps can use: the tree of PDF 1.2 and later, and the older list."""
    older = pdf.Root.get("/Dests")
    if isinstance(older, pikepdf.Dictionary):
        for key, place in older.items():
            yield key.removeprefix("/"), place
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        for name, place in pikepdf.NameTree(tree).items():
            yield name if isinstance(name, str) else name.decode("utf-8", "replace"), place


def _bookmarks(outlines: Any) -> Iterator[Any]:
    """Every entry of the list of contents, however deep, each once."""
    seen: set[tuple[int, int]] = set()
    waiting = [outlines.get("/First")] if isinstance(outlines, pikepdf.Dictionary) else []
    while waiting and len(seen) < _MOST_BOOKMARKS:
        mark = waiting.pop()
        if not isinstance(mark, pikepdf.Dictionary) or mark.objgen in seen:
            continue
        seen.add(mark.objgen)
        yield mark
        waiting += [mark.get("/Next"), mark.get("/First")]


def _items(array: Any) -> Iterator[Any]:
    if isinstance(array, pikepdf.Array):
        yield from array

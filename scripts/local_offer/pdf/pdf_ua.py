"""The PDF that people read on a screen: what the layout engine leaves undone."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf

_PRINTED = 4  # the flag that a mark on the page is printed too


_NUMBERED = {
    "decimal": "Decimal", "lower-alpha": "LowerAlpha", "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman", "disc": "Disc",
    "circle": "Circle", "square": "Square",
}  # fmt: skip


def finish(pdf: bytes, links: dict[str, str], lists: Sequence[str] = ()) -> bytes:
    """The same PDF with each link told in words and printed, and page feet that are not read out.

    ``links`` gives the words of each address, and ``lists`` how each list is marked that is, by
    the names of CSS. The same PDF gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        elements = list(_elements(document.Root.StructTreeRoot))
        content = {element.objgen for element in elements}
        _tell_lists(elements, lists)
        marks = document.Root.StructTreeRoot.ParentTree.Nums
        by_page = {int(marks[i]): marks[i + 1] for i in range(0, len(marks), 2)}
        for page in document.pages:
            for note in _list(page.obj.get("/Annots")):
                if note.get("/Subtype") == "/Link":
                    note.F = int(note.get("/F", 0)) | _PRINTED
                    address = str(note.get("/A", {}).get("/URI", ""))
                    if address in links:
                        note.Contents = pikepdf.String(_told(address, links[address]))
            here = by_page.get(int(page.obj.get("/StructParents", -1)))
            # The engine marks the foot of a page as content that belongs nowhere.
            loose = {
                number
                for number, element in enumerate(_list(here))
                if element.objgen not in content
            }
            if here is not None and loose:
                page.Contents = document.make_stream(_passed_over(page, loose))
                for number in loose:
                    here[number] = None
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return out.getvalue()


def _list(value: Any) -> list[Any]:
    return [] if value is None else list(value)


def _elements(above: Any) -> Iterator[Any]:
    """Every part of the tree that a screen reader goes through, in the order of reading."""
    children = above.get("/K")
    for child in _list(children) if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _elements(child)


def _tell_lists(elements: Iterable[Any], lists: Sequence[str]) -> None:
    """Say how the items of each list are marked, so that a listener hears "1 of 3"."""
    marked = [
        one
        for one in elements
        if one.S == "/L" and any(below.S == "/Lbl" for below in _elements(one))
    ]
    for one, kind in zip(marked, lists, strict=False):
        numbering = pikepdf.Name(f"/{_NUMBERED.get(kind, 'None')}")
        one.A = pikepdf.Dictionary(O=pikepdf.Name.List, ListNumbering=numbering)


def _passed_over(page: pikepdf.Page, loose: set[int]) -> bytes:
    """A page's drawing, the marks in ``loose`` now a page foot that is not read out."""
    steps: list[Any] = []
    for step in pikepdf.parse_content_stream(page):
        properties: Any = step.operands[1] if len(step.operands) == 2 else None
        if (
            str(step.operator) == "BDC"
            and isinstance(properties, pikepdf.Dictionary)
            and int(properties.get("/MCID", -1)) in loose
        ):
            foot = pikepdf.Dictionary(Type=pikepdf.Name.Pagination, Subtype=pikepdf.Name.Footer)
            mark: list[Any] = [pikepdf.Name.Artifact, foot]
            steps.append(pikepdf.ContentStreamInstruction(mark, pikepdf.Operator("BDC")))
        else:
            steps.append(step)
    return pikepdf.unparse_content_stream(steps)


def _told(address: str, words: str) -> str:
    return f"Call {words}" if address.startswith("tel:") else f"Open {words}"

"""Pictures and papers in the content folder that no reader could open, or that tell too much."""

from __future__ import annotations

from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.checks.file_facts import is_cut_off, kind_of, tells
from local_offer.model import Finding, Level

LARGEST_PICTURE = 500_000
"""Bytes. On a slow phone a larger one takes longer to come than people wait."""
_PICTURES = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".gif": "gif", ".webp": "webp"}
_PAPERS = {".pdf": "pdf", ".docx": "docx", ".odt": "odt"}
_LISTS = (".csv", ".ics")
_NAMES = {
    "png": "a PNG picture", "jpg": "a JPEG picture", "gif": "a GIF picture",
    "webp": "a WebP picture", "pdf": "a PDF", "zip": "a packed file", "docx": "a Word document",
    "odt": "an OpenDocument text",
    "doc": "an old Word document", "page": "a web page", "heic": "an iPhone's HEIC picture",
    "film": "a film", "tiff": "a TIFF picture", "bmp": "a BMP picture",
}  # fmt: skip
_STRIP = (
    "On Windows: right-click the file, Properties, Details, Remove Properties. On a Mac: open it, "
    "Tools, Show Inspector, Remove Location Info. Or take a screenshot of it and put that here"
)
_Fault = tuple[str, str, str, Level]  # the rule, what is wrong, what to do, and how bad it is


def uploads(context: Context) -> Iterator[Finding]:
    """Each picture and paper is what its name says, is small, and tells no place or camera."""
    folder = context.folder
    for path in sorted((folder / "content").rglob("*")):
        suffix = path.suffix.lower()
        known = suffix in _PICTURES or suffix in _PAPERS or suffix in _LISTS
        if not known or path.is_symlink() or not path.is_file() or path.name.startswith((".", "~")):
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue  # a build says so
        name = path.relative_to(folder).as_posix()
        for rule, message, advice, level in _faults(data, suffix):
            yield Finding(name, 0, rule, message, advice, level)


def _faults(data: bytes, suffix: str) -> Iterator[_Fault]:
    """What is wrong with a file: one thing if it is not what it should be, else each in turn."""
    kind, wanted = kind_of(data), {**_PICTURES, **_PAPERS}.get(suffix, "")
    if kind == "empty":
        yield "file-form", "This file is empty.", "Put the file here again, whole.", "error"
    elif kind == "pointer":
        message = "This is not the file, but a note of Git LFS that stands for it."
        advice = "Run git lfs pull, or put the file here again without Git LFS."
        yield "file-form", message, advice, "error"
    elif suffix in _LISTS:
        if kind:
            yield _other(suffix, kind, "error")
    elif kind != wanted:
        both_pictures = kind in _PICTURES.values() and suffix in _PICTURES
        yield _other(suffix, kind, "warning" if both_pictures else "error")
    elif is_cut_off(data, kind):
        message = "This picture has no end: the upload was broken off."
        yield "file-form", message, "Put the file here again, whole.", "error"
    if suffix in _PICTURES and kind in _PICTURES.values():
        yield from _as_picture(data, kind)


def _other(suffix: str, kind: str, level: Level) -> _Fault:
    """A file that is something else than its name says."""
    what = _NAMES.get(kind, "something else")
    message = f"The name of this file ends in {suffix}, and it is {what}."
    if kind == "page":
        advice = "Download the file itself again, and not the page that shows it."
    elif level == "warning":
        advice = f"Give its name the ending .{kind}, here and in the pages that show it."
    else:
        advice = f'Open it where it was made and choose "Save as" or "Export", to {suffix}.'
    return "file-form", message, advice, level


def _as_picture(data: bytes, kind: str) -> Iterator[_Fault]:
    told = tells(data, kind)
    if "place" in told:
        camera = " and with which camera" if "camera" in told else ""
        message = f"This picture says where it was taken{camera}, to anyone who saves it."
        advice = f"{_STRIP}. If it was pushed before, tell who keeps the website: git has it still."
        yield "picture-place", message, advice, "error"
    elif told:
        message = "This picture says with which camera it was taken, or by whom."
        yield "picture-place", message, f"{_STRIP}.", "warning"
    if len(data) > LARGEST_PICTURE:
        size = f"{len(data) / 1_000_000:.1f} MB" if len(data) >= 1e6 else f"{len(data) // 1000} KB"
        message = f"This picture has {size}; {LARGEST_PICTURE // 1000} KB is the most."
        advice = "Make it at most 1,200 pixels wide, and save it as .jpg of middling quality."
        yield "picture-size", message, advice, "error"

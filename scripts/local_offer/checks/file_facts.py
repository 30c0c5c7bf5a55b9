"""What the bytes of an uploaded file say it is, and what a photograph tells besides its picture."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

_STARTS = (
    ("png", b"\x89PNG\r\n\x1a\n"), ("jpg", b"\xff\xd8\xff"), ("gif", b"GIF87a"),
    ("gif", b"GIF89a"), ("pdf", b"%PDF-"), ("doc", b"\xd0\xcf\x11\xe0"), ("bmp", b"BM"),
    ("tiff", b"II*\x00"), ("tiff", b"MM\x00*"),
    ("pointer", b"version https://git-lfs.github.com/spec/"),
)  # fmt: skip
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# Names of XMP, the other way to write down where and with what a photograph was taken.
_XMP_PLACE = re.compile(
    rb"GPS(?:Latitude|Longitude)|photoshop:(?:City|State)|Iptc4xmpCore:Location"
)
_XMP_CAMERA = re.compile(rb"tiff:(?:Make|Model)|aux:(?:SerialNumber|OwnerName)|exifEX:BodySerial")
# City, part of a city, county; and who took it: the way of newspapers.
_IPTC_PLACE, _IPTC_WHO = re.compile(rb"\x1c\x02[\x5a\x5c\x5f]"), re.compile(rb"\x1c\x02\x50")
_GPS, _EXIF = 0x8825, 0x8769
_PLACES = frozenset(range(1, 5))  # of the part on places: latitude and longitude
# Make, model, artist; then owner and serial number, in the second part.
_CAMERA = frozenset((0x010F, 0x0110, 0x013B, 0xA430, 0xA431, 0xA433, 0xA434, 0xA435))
_MOST_ENTRIES = 2000


def kind_of(data: bytes) -> str:
    """What a file is by its first bytes: ``png``, ``zip``, ``page`` ...; empty if nothing known.

    ``empty`` is a file with nothing in it, ``pointer`` what Git LFS leaves in place of a file.
    """
    if not data.strip(b"\x00\t\n\r "):
        return "empty"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1") else "film"
    if data.startswith(b"PK\x03\x04"):
        is_odt = b"opendocument.text" in data[:200]
        return "odt" if is_odt else "docx" if b"word/document.xml" in data else "zip"
    is_page = _PAGE.match(data[:1000].removeprefix(b"\xef\xbb\xbf"))
    known = next((kind for kind, start in _STARTS if data.startswith(start)), "")
    return "page" if is_page else known


def is_cut_off(data: bytes, kind: str) -> bool:
    """Whether a picture has no end, as where an upload was broken off."""
    if kind == "png":
        return b"IEND" not in data
    return kind == "jpg" and b"\xff\xd9" not in data[-(1 << 16) :]  # a small copy has an end too


def tells(data: bytes, kind: str) -> set[str]:
    """What a picture gives away: ``place`` (where it was taken) and ``camera`` (whose, which)."""
    found: set[str] = set()
    for part in _parts(data, kind):
        if b"<x:xmpmeta" in part or b"<rdf:RDF" in part:
            found |= {"place"} if _XMP_PLACE.search(part) else set()
            found |= {"camera"} if _XMP_CAMERA.search(part) else set()
        elif part.startswith(b"Photoshop"):
            found |= {"place"} if _IPTC_PLACE.search(part) else set()
            found |= {"camera"} if _IPTC_WHO.search(part) else set()
        elif part[:2] in (b"II", b"MM"):
            found |= _tiff(part)
    return found


def _parts(data: bytes, kind: str) -> Iterator[bytes]:
    """The pieces of a picture that hold facts about it, each as TIFF or XMP."""
    pieces = {"jpg": _of_jpeg, "png": _of_png, "webp": _of_webp, "gif": _of_gif}
    for part in pieces[kind](data) if kind in pieces else ():
        yield part.removeprefix(b"Exif\x00\x00")


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xDA or length < 2:  # the picture itself begins
            return
        if mark in (0xE1, 0xED):
            yield data[at + 4 : at + 2 + length]
        at += 2 + length


def _of_gif(data: bytes) -> Iterator[bytes]:
    yield data  # its facts stand in it as they are


def _of_png(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        part = data[at + 8 : at + 8 + length]
        if name in (b"eXIf", b"iTXt", b"tEXt"):
            yield part
        elif name == b"zTXt":
            yield _unpacked(part)
        at += 12 + length


def _unpacked(part: bytes) -> bytes:
    """The words of a packed note in a PNG; older programs keep a photograph's facts there."""
    try:
        words = zlib.decompressobj().decompress(part.split(b"\x00", 1)[-1][1:], 1 << 20)
    except zlib.error:
        return b""
    figures = re.sub(rb"\s", b"", words)
    begin = figures.find(b"45786966")  # "Exif" in figures, as ImageMagick writes it down
    if begin < 0:
        return words
    try:
        return bytes.fromhex(figures[begin:].decode("ascii")[: len(figures) // 2 * 2])
    except (ValueError, UnicodeDecodeError):
        return words


def _of_webp(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name in (b"EXIF", b"XMP "):
            yield data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _tiff(data: bytes) -> set[str]:
    """What a photograph's own list of facts gives away."""
    order = "<" if data[:2] == b"II" else ">"
    found: set[str] = set()
    waiting, seen = [(_number(data, 4, order + "I"), False)], set()
    while waiting:
        at, is_place = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        for n in range(min(_number(data, at, order + "H"), _MOST_ENTRIES)):
            entry = at + 2 + 12 * n
            tag, value = _number(data, entry, order + "H"), _number(data, entry + 8, order + "I")
            if is_place:
                found |= {"place"} if tag in _PLACES else set()
            elif tag in _CAMERA:
                found.add("camera")
            elif tag in (_GPS, _EXIF):
                waiting.append((value, tag == _GPS))
    return found


def _number(data: bytes, at: int, form: str) -> int:
    """A number at a place of the data; 0 past its end."""
    if at < 0 or at + struct.calcsize(form) > len(data):
        return 0
    return int(struct.unpack_from(form, data, at)[0])

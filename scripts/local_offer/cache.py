"""What was worked out before, kept by the digest of all that it was made of.

Nothing here is ever needed: without it the same bytes are made again. Each keepsake is a file of
its own under ``build/cache/kept``. It begins with the digest of what it holds, and comes whole or
not at all, so that one which is broken, half written or made by two at once is never believed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from local_offer.atomic import open_folder

_PACKAGES = ("local_offer", "plain_language", "named_documents", "link_check")
_MOST = 40  # keepsakes of one kind; the oldest go
_SEAL = 64  # letters of a SHA-256 in hexadecimal
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "~/.fonts",
          "~/.local/share/fonts", "/Library/Fonts", "~/Library/Fonts")  # fmt: skip
# Where the libraries that set type stand; each name, or what it leads to, holds its version.
_LIBRARIES = ("usr/lib/*/libpango*", "usr/lib/*/libharfbuzz*", "usr/lib/*/libfontconfig*",
              "usr/lib/lib[phf][ao]*", "opt/homebrew/lib/libpango*")  # fmt: skip


class Cache:
    """Keepsakes of an offer's folder.

    With ``fresh`` it knows of none, and with no ``keep`` it makes none. A folder that cannot be
    read or written is as good as an empty one.
    """

    def __init__(self, folder: Path, *, fresh: bool = False, keep: bool = True) -> None:
        self.place = folder / "build" / "cache" / "kept"
        self.fresh, self.keep = fresh, keep

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept under a kind and a digest; ``None`` where nothing was, or it is broken."""
        if self.fresh:
            return None
        path = self.place / kind / key
        try:
            held = path.read_bytes()
        except OSError:
            return None
        seal, data = held[:_SEAL], held[_SEAL:]
        if seal != digest(kind, key, data).encode():
            return None
        with suppress(OSError):
            os.utime(path)  # so that what is used is the last to go
        return data

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep it, where that is possible, and let the oldest of its kind go."""
        if not self.keep:
            return
        with suppress(OSError):
            room = open_folder(self.place / kind)
            handle, part = tempfile.mkstemp(prefix=".part-", dir=room)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(digest(kind, key, data).encode() + data)
                Path(part).replace(room / key)
            finally:
                Path(part).unlink(missing_ok=True)
            _thin(room)


def _thin(room: Path) -> None:
    kept = [(one.stat().st_mtime_ns, one) for one in room.iterdir()]
    for _, old in sorted(kept, reverse=True)[_MOST:]:
        old.unlink(missing_ok=True)


def digest(*parts: str | bytes) -> str:
    """One digest of many parts, each with its length: "ab" and "c" are not "a" and "bc"."""
    mark = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        mark.update(b"%d " % len(data))
        mark.update(data)
    return mark.hexdigest()


def files_digest(places: Iterable[Path], *, linked: bool = False) -> str:
    """A digest of files, and of all files in folders: their names and what they hold.

    With ``linked`` that is also what stands in folders that links in them lead to. A file that
    cannot be read counts as well: reading it will fail again, and say why.
    """
    parts: list[str | bytes] = []
    for place in places:
        for path in sorted(_files(place, linked=linked)):
            parts += [os.path.relpath(path, place.parent), _file_digest(path)]
    return digest(*parts)


def _file_digest(path: Path) -> str:
    if not path.is_file():
        return "no file"  # a pipe, say: nobody may ever write into it
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        return repr(problem)


def _files(place: Path, *, linked: bool) -> Iterator[Path]:
    """Each file of a folder, and each link that is not followed."""
    if not place.is_dir():
        yield place
    for inside, rooms, names in os.walk(place, followlinks=linked):
        if linked:  # a link back to where we are would lead on for ever
            here = Path(inside).resolve()
            rooms[:] = [room for room in rooms if not here.is_relative_to((here / room).resolve())]
        if "__pycache__" not in inside:
            links = () if linked else (one for one in rooms if Path(inside, one).is_symlink())
            yield from (Path(inside, name) for name in (*names, *links))


@lru_cache(maxsize=1)
def program_digest() -> str:
    """A digest of this program and of all that it leans on, on this computer.

    That is the versions of its packages, and what the computer adds to a print: its own fonts,
    and the libraries that set type.
    """
    home = Path(__file__).resolve().parents[1]
    installed = Path(sysconfig.get_path("purelib"))
    versions = sorted(one.name for one in installed.glob("*.dist-info"))
    machine = (platform.python_version(), platform.machine(), platform.platform())
    ours = files_digest(home / name for name in _PACKAGES)
    return digest(ours, *versions, *machine, *sorted(_of_the_computer()))


def _of_the_computer() -> Iterator[str]:
    for place in _FONTS:
        for inside, _, names in os.walk(Path(place).expanduser()):
            yield f"{inside} {Path(inside).stat().st_mtime_ns} {len(names)}"
    for pattern in _LIBRARIES:
        yield from (f"{path} {path.resolve()}" for path in Path("/").glob(pattern))

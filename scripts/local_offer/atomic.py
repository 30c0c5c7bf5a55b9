"""Finished work put in its place in one step: whoever looks finds the old or the new, whole."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

KEPT = 3
"""How many deployed sites stay: the one that is live, and those that one can go back to."""

_FOLDER, _FILE = 0o755, 0o644
"""Rights that let everybody in, a web server too, whatever umask the work was done under."""

_OFFERS_OWN = ("content", "overrides", "leaflet", "scripts", "tests", ".git")
_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE, of renameat2(2) on Linux, and RENAME_SWAP, of renamex_np(2)


class NotDeployedError(Exception):
    """Why nothing was put in place, in a sentence."""


@contextmanager
def alone(room: Path, *, wait: bool = True) -> Iterator[None]:
    """One program at a time in this folder: another waits here, or gets ``BlockingIOError``.

    The system lets go of the lock of a program that was killed.
    """
    with (room / ".lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def put_in_place(new: Path, place: Path) -> Path:
    """Move a finished folder to its place on the same disk; the one that stood there goes.

    The two are exchanged in one step of the system's own, so there is no moment with neither.
    """
    open_folder(place.parent)
    let_read(new)
    with alone(place.parent):
        if not place.exists():
            new.rename(place)
        else:
            _exchange(new, place)
            shutil.rmtree(new, ignore_errors=True)
    return place


@contextmanager
def whole_file(place: Path) -> Iterator[Path]:
    """Gives a path to write to; what was written stands at ``place`` once all of it is there."""
    open_folder(place.parent)
    handle, name = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(_FILE)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def open_folder(folder: Path) -> Path:
    """The folder, made if it is not there; whatever is made of the way to it, all may enter."""
    if not folder.is_dir():
        open_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER)
    return folder


def deploy(folder: Path, place: Path) -> Path:
    """Copy an offer's built site beside ``place``, and make ``place`` a link to it in one step.

    The copies stand in a hidden folder next to ``place``, named by number; the last ``KEPT``
    stay. Gives the folder that is live now. Raises ``NotDeployedError`` where ``place`` holds
    something that no deployment put there, or is no place for a website.
    """
    site = folder / "build" / "site"
    if not (site / "index.html").is_file():
        raise NotDeployedError(f"There is no website in {site}. Build it first: local-offer build")
    _apart(place, folder)
    _ours(place)
    room = open_folder(_room(place))
    room.chmod(room.stat().st_mode | _FOLDER)  # of a deployment before this one saw to it
    with alone(room):
        part = Path(tempfile.mkdtemp(prefix="part-", dir=room))
        try:
            home = room / f"{_next(room):06}"
            shutil.copytree(site, part / "site")
            let_read(part / "site")
            (part / "site").rename(home)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        for left in place.parent.glob(f".{place.name}-[0-9]*"):  # of one that was killed
            if left.is_symlink():
                left.unlink()
        before = live_site(place)
        _point(place, home)
        _clear(room, before, home)
    return home


def roll_back(place: Path) -> Path:
    """Make ``place`` lead to the site that was live before; gives the folder that is live now."""
    if live_site(place) is None:
        raise NotDeployedError(f"Nothing was deployed to {place} yet.")
    with alone(_room(place)):
        live = live_site(place)
        older = [site for site in _sites(_room(place)) if live and site.name < live.name]
        if not older:
            raise NotDeployedError("There is no older site to go back to. Nothing was changed.")
        let_read(older[-1])
        _point(place, older[-1])
    return older[-1]


def live_site(place: Path) -> Path | None:
    """The folder that is live, if ``place`` is a link that we made."""
    if not place.is_symlink():
        return None
    target = Path(os.path.realpath(place.parent)) / place.readlink()
    return target if target.parent == _room(place) else None


def let_read(folder: Path) -> None:
    """Let everybody read what is in a folder, a web server too, and its owner alone change it.

    Files get their rights from whoever makes them: an umask of 077 shuts out all others.
    """
    for inside, _, names in os.walk(folder):
        Path(inside).chmod(_FOLDER)
        for path in (Path(inside) / name for name in names):
            if not path.is_symlink():
                path.chmod(_FILE)


def _apart(place: Path, folder: Path) -> None:
    """Raises ``NotDeployedError`` where a website would stand in the way of its own offer."""
    if ".." in place.parts and not place.parent.exists():
        raise NotDeployedError(
            f"The way to {place} leads through a folder that is not there. Write it without the .."
        )
    whole = Path(os.path.realpath(place.parent)) / place.name
    if whole.is_relative_to((folder / "build" / "site").resolve()):
        raise NotDeployedError(f"{place} is in the built website itself. Name a folder outside it.")
    for name in _OFFERS_OWN:
        if whole.is_relative_to((folder / name).resolve()):
            raise NotDeployedError(
                f"{place} is in the offer's own folder {name}. Name a folder outside it."
            )


def _ours(place: Path) -> None:
    """Raises ``NotDeployedError`` unless the place is free, empty, or a link that we made."""
    if place.is_symlink():
        if live_site(place) is None:
            raise NotDeployedError(f"{place} is a link to a place of somebody else's.")
    elif place.is_dir():
        if any(place.iterdir()):
            raise NotDeployedError(
                f"{place} holds files that were not deployed. Name a new folder, or empty it."
            )
    elif place.exists():
        raise NotDeployedError(f"{place} is a file. Name a folder.")


def _room(place: Path) -> Path:
    return Path(os.path.realpath(place.parent)) / f".{place.name}-sites"


def _sites(room: Path) -> list[Path]:
    return sorted(path for path in room.glob("[0-9]*") if path.is_dir())


def _next(room: Path) -> int:
    sites = _sites(room)
    return int(sites[-1].name) + 1 if sites else 1


def _clear(room: Path, before: Path | None, home: Path) -> None:
    """Take away what nobody goes back to: sites that are too old, or were gone back from.

    So are copies that were left half made by a deployment that was killed.
    """
    others = [site for site in _sites(room) if site != home]
    good = [site for site in others if before is None or site.name <= before.name]
    keep = {home, *good[-(KEPT - 1) :]}
    for number, left in enumerate(site for site in others if site not in keep):
        left.rename(room / f"part-{home.name}-{number}")  # half of a site is no site
    for left in room.glob("part-*"):
        shutil.rmtree(left, ignore_errors=True)


def _point(place: Path, home: Path) -> None:
    """Make the link lead to a folder: a new link takes the old one's place in one step."""
    fresh = place.parent / f".{place.name}-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path(home.parent.name) / home.name, target_is_directory=True)
    try:
        if place.is_dir() and not place.is_symlink():
            place.rmdir()  # empty, as _ours has seen; there was no site before
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def _exchange(new: Path, place: Path) -> None:
    """Two folders in each other's places, in one step where the system can."""
    library = ctypes.CDLL(None, use_errno=True)
    sides = os.fsencode(new), os.fsencode(place)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(*sides, _EXCHANGE)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, sides[0], _AT_FDCWD, sides[1], _EXCHANGE)
    else:
        failed = -1
    if failed:
        _two_steps(new, place)


def _two_steps(new: Path, place: Path) -> None:
    """For a disk that cannot exchange, such as one over a network: the gap is microseconds."""
    old = new.with_name(f"{new.name}-old")
    place.rename(old)
    try:
        new.rename(place)
    except BaseException:
        old.rename(place)
        raise
    with suppress(OSError):
        old.rename(new)

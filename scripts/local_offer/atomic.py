"""Finished work put in its place in one step: whoever looks finds the old or the new, whole."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

OPEN_FOLDER, _FILE = 0o755, 0o644
"""Rights that let everybody in, a web server too, whatever umask the work was done under."""
_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE, of renameat2(2) on Linux, and RENAME_SWAP, of renamex_np(2)


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
def workplace(folder: Path) -> Iterator[Path]:
    """A folder of its own beneath ``build`` for work in progress, gone when the work ends."""
    build = open_folder(folder.resolve() / "build")
    with ExitStack() as stack:
        stack.callback(clear_left, build)
        with alone(build):
            _clear(build)
            work = Path(tempfile.mkdtemp(prefix="work-", dir=build))
            stack.callback(shutil.rmtree, work, ignore_errors=True)
            stack.enter_context(alone(work))
        yield work


def clear_left(build: Path) -> None:
    """Take away the work of builds that were killed, and of none that is still at work."""
    if any(build.glob("work-*")):
        with suppress(OSError), alone(build):
            _clear(build)


def _clear(build: Path) -> None:
    for left in build.glob("work-*"):
        with suppress(OSError), alone(left, wait=False):
            shutil.rmtree(left, ignore_errors=True)


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
        folder.chmod(OPEN_FOLDER)
    return folder


def let_read(folder: Path) -> None:
    """Let everybody read what is in a folder, a web server too, and its owner alone change it.

    Files get their rights from whoever makes them: an umask of 077 shuts out all others.
    """
    for inside, _, names in os.walk(folder):
        Path(inside).chmod(OPEN_FOLDER)
        for path in (Path(inside) / name for name in names):
            if not path.is_symlink():
                path.chmod(_FILE)


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

"""Work done beside this program, in a process that begins with all that is in its memory."""

from __future__ import annotations

import os
import pickle
import signal
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Self, TypeVar

T = TypeVar("T")
_STOPS = {signal.SIGINT, signal.SIGTERM}


class Beside(Generic[T]):
    """A function at work in a process of its own; ``result`` waits for what it gives.

    What it raises is raised here. At the end of a ``with`` block it is stopped, if it still works,
    and so is each program that it began. A request to stop this program is not heard by it: we
    stop it. Should we be killed, it ends by itself once it has nobody to tell.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        # A request to stop waits until we know what to stop.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            self._read, write = os.pipe()
            with warnings.catch_warnings():
                # It is said where other threads run. Ours hold no lock that the work needs.
                warnings.simplefilter("ignore", DeprecationWarning)
                self._process = os.fork()
            if self._process == 0:
                os.close(self._read)
                _work_and_leave(work, write)
            os.close(write)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        if self._process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process, signal.SIGKILL)
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            self._wait()

    def result(self) -> T:
        """What the function gave, once it has ended. To be asked once."""
        with os.fdopen(os.dup(self._read), "rb") as pipe:
            told = pipe.read()
        self._wait()
        if not told:
            raise ChildProcessError("A part of the work was stopped from outside. Start again.")
        done, what = pickle.loads(told)  # noqa: S301  # it comes from ourselves
        if not done:
            raise what
        return what  # type: ignore[no-any-return]  # it is what the function gave

    def _wait(self) -> None:
        os.waitpid(self._process, 0)
        self._process = 0
        os.close(self._read)


def _work_and_leave(work: Callable[[], object], write: int) -> None:
    """Do it in the new process, tell what came of it, and end without a farewell."""
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(_told(work))
    finally:
        os._exit(0)


def _told(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps((True, work()))
    except BaseException as problem:  # noqa: BLE001  # whatever it is, the other side says it
        with suppress(Exception):
            told = pickle.dumps((False, problem))
            pickle.loads(told)  # noqa: S301  # some can be written and not read
            return told
        return pickle.dumps((False, RuntimeError(f"{type(problem).__name__}: {problem}")))

"""Work done beside this program, in a process that begins with all that is in its memory."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, NoReturn, Self, TypeVar

T = TypeVar("T")
_STOPS = {signal.SIGINT, signal.SIGTERM}
_LIVES: set[int] = set()
"""Ends of pipes by which the processes at work know that we live: none of them may hold one."""


class Beside(Generic[T]):
    """A function at work in a process of its own; ``result`` waits for what it gives.

    What it raises is raised here. At the end of a ``with`` block it is stopped, if it still works,
    and so is each program that it began. It hears no request to stop of its own: we stop it. Where
    this program is killed, it ends too.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        # A request to stop waits until we know what to stop.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            self._answer, answer = os.pipe()
            life, self._life = os.pipe()  # nothing is ever written: it ends when we do
            with warnings.catch_warnings():
                # It is said where other threads run. Ours hold no lock that the work needs.
                warnings.simplefilter("ignore", DeprecationWarning)
                self._process = os.fork()
            if self._process == 0:
                for ours in (self._answer, self._life, *_LIVES):
                    os.close(ours)
                _LIVES.clear()
                _work_and_leave(work, answer, life)
            _LIVES.add(self._life)
            os.close(answer)
            os.close(life)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        if self._process:
            for kill in (os.killpg, os.kill):  # it may not lead a group of its own yet
                with suppress(ProcessLookupError, PermissionError):
                    kill(self._process, signal.SIGKILL)
            self._end()

    def result(self) -> T:
        """What the function gave, once it has ended. To be asked once."""
        with os.fdopen(os.dup(self._answer), "rb") as pipe:
            told = pipe.read()
        self._end()
        if not told:
            raise ChildProcessError("a part of the work was stopped from outside")
        done, what = pickle.loads(told)  # noqa: S301  # it comes from ourselves
        if not done:
            raise what
        return what  # type: ignore[no-any-return]  # it is what the function gave

    def _end(self) -> None:
        os.waitpid(self._process, 0)
        self._process = 0
        _LIVES.discard(self._life)
        os.close(self._answer)
        os.close(self._life)


def _work_and_leave(work: Callable[[], object], answer: int, life: int) -> NoReturn:
    """Do it in the new process, tell what came of it, and end without a farewell."""
    try:
        os.setpgid(0, 0)
        for request in _STOPS:
            signal.signal(request, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        threading.Thread(target=_end_with, args=(life,), daemon=True).start()
        with os.fdopen(answer, "wb") as pipe:
            pipe.write(_told(work))
    finally:
        os._exit(0)


def _end_with(life: int) -> None:
    os.read(life, 1)
    os.killpg(0, signal.SIGKILL)


def _told(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps((True, work()))
    except BaseException as problem:  # noqa: BLE001  # whatever it is, the other side says it
        with suppress(Exception):
            told = pickle.dumps((False, problem))
            pickle.loads(told)  # noqa: S301  # some can be written and not read
            return told
        return pickle.dumps((False, RuntimeError(f"{type(problem).__name__}: {problem}")))

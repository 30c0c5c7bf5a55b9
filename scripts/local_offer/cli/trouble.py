"""What the computer itself refuses, in a sentence, and that nothing was lost."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from local_offer.cli.options import fail
from local_offer.refusal import FULL, refusal


class Trouble:
    """Says in a sentence why it could not go on. ``kept`` says what is still as it was.

    Where that depends on how far the work came, ``kept`` is asked once it has stopped.
    """

    def __init__(self, kept: str | Callable[[], str] = "The last good site is as it was.") -> None:
        self.kept = kept

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, KeyboardInterrupt):
            self.say("Stopped.", 130)
        if problem is None:
            return
        # Only here, for a verb that has no trouble needs no templates.
        from jinja2 import TemplateError  # noqa: PLC0415

        if isinstance(problem, TemplateError):  # before the next: one that is missing is both
            from local_offer.dialect.templates import template_fault  # noqa: PLC0415

            self.say(str(template_fault(problem)))
        if isinstance(problem, OSError):
            self.say(refusal(problem))
        if isinstance(problem, RecursionError):
            self.say("Words stand inside one another too deep to follow. Take them apart.")
        if isinstance(problem, subprocess.CalledProcessError):
            self.say(_program(problem))

    def say(self, sentence: str, code: int = 2) -> None:
        """Say it, and leave. Who asks again to stop is not heard: it is stopping."""
        with _deaf():
            kept = self.kept if isinstance(self.kept, str) else self.kept()
            fail(f"{sentence} {kept}".rstrip(), code)


@contextmanager
def _deaf() -> Iterator[None]:
    """Hears no request to stop, and nor do the programs that are begun meanwhile."""
    if threading.current_thread() is not threading.main_thread():
        yield  # where none is heard anyway
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _program(problem: subprocess.CalledProcessError) -> str:
    name = Path(str(problem.cmd[0])).name
    said = problem.stderr or b""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if os.strerror(errno.ENOSPC) in words:
        return FULL
    last = next(iter(reversed(words.split("\n"))), "").strip() or "it gave no reason"
    return f"The program {name} did not end well: {last}."

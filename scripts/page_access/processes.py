"""The programs that a run starts, and their end: nothing of them is left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

_GRACE = 2.0  # seconds that a program is given to go by itself

BROWSER_FLAGS = (
    "--no-sandbox",  # inside a container, and as root, Chromium has no other way
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    # No page may ask another computer for anything, and none waits for an answer from one.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)

# Drivers give their browser a process group of its own, out of our reach. It is started through
# this script, which writes down what that group is.
_SCRIPT = """#!/bin/sh
echo $$ >>"$LOCAL_OFFER_BROWSERS"
exec "{browser}" "$@"
"""


class Running:
    """A folder for what is passing, and the programs that were started from it.

    ``browser`` is the path by which a driver must start Chromium. At the end, come how it may,
    each program and each browser is ended and the folder is gone.
    """

    def __init__(self, chromium: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="lo-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        self.browser = self.folder / "browser"
        self.browser.write_text(_SCRIPT.format(browser=chromium), encoding="utf-8")
        self.browser.chmod(0o700)
        self.stopped = False
        self._started: dict[int, subprocess.Popen[str]] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._folder.cleanup()

    def stop(self) -> None:
        """End every program, and start no other."""
        with self._lock:
            self.stopped = True
            started = list(self._started.values())
        for process in started:
            self.end(process)

    def start(
        self,
        command: Sequence[str],
        *,
        stdin: int | None = subprocess.DEVNULL,
        stdout: int | IO[str] = subprocess.PIPE,
    ) -> subprocess.Popen[str]:
        """Start a program in a process group of its own; what it puts by goes with our folder."""
        with self._lock:
            if self.stopped:
                raise InterruptedError
            number = len(self._started)
            own = self.folder / str(number)
            own.mkdir()
            process = subprocess.Popen(
                command,
                stdin=stdin,
                stdout=stdout,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,
                env={
                    **os.environ,
                    "TMPDIR": str(own),
                    "LOCAL_OFFER_BROWSERS": str(own / "browsers"),
                },
            )
            self._started[number] = process
            return process

    def end(self, process: subprocess.Popen[str]) -> None:
        """End a program and the browsers that it started, whatever they are doing."""
        number = next(key for key, one in self._started.items() if one is process)
        if process.stdin:
            with contextlib.suppress(OSError):  # it has gone already, and left words unread
                process.stdin.close()
        _kill(process.pid, signal.SIGKILL)
        listed = self.folder / str(number) / "browsers"
        browsers = listed.read_text().split() if listed.is_file() else []
        for pid in map(int, browsers):
            if str(self.folder) in _command(pid):  # and not another that has its number by now
                _kill(pid, signal.SIGKILL)
        process.wait()
        until = time.monotonic() + _GRACE
        while any(_command(int(pid)) for pid in browsers) and time.monotonic() < until:
            time.sleep(0.01)


def _kill(group: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, how)


def _command(pid: int) -> str:
    """The words that a running program was started with; empty where it has gone."""
    there = Path("/proc") / str(pid) / "cmdline"
    if Path("/proc/self").exists():
        try:
            return there.read_bytes().decode(errors="replace")
        except OSError:
            return ""
    asked = ["ps", "-o", "args=", "-p", str(pid)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()

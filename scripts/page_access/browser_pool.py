"""Has browsers look at pages, each watched by the clock, so that no page can hold up the rest."""

from __future__ import annotations

import io
import json
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from page_access.fault import Fault
from page_access.messages import to_fault
from page_access.processes import Running
from page_access.static_server import address
from page_access.tools import Tools
from page_access.viewports import Mode

_BROWSERS = 2  # at once; more would wait for each other on a small computer
_SENT_ON = "it sends its reader on to another page"
_TRIES = 2  # a browser that dies may have died of something else


@dataclass(frozen=True)
class Task:
    """One page to look at in one mode; ``stays`` keeps a page that sends its reader on.

    ``query`` is what a search page is asked, so that its answer is looked at.
    """

    page: str
    mode: Mode
    stays: bool = False
    query: str = ""


@dataclass
class Look:
    """What was seen of one page in one mode.

    ``failed`` is why it could not be looked at to the end, and empty if it was. ``loaded`` are
    the addresses that it asked for.
    """

    task: Task
    faults: list[Fault] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    failed: str = ""


class Browsers:
    """A few browsers that work through the tasks. ``version`` is the browser's, once known."""

    def __init__(self, tools: Tools, running: Running, base: str, patience: float) -> None:
        self._tools, self._running, self._base = tools, running, base
        self._patience = patience
        self._left: deque[tuple[Task, int]] = deque()
        self._given_up: set[str] = set()
        self._held: set[str] = set()  # pages that send their reader on, and must be kept from it
        self.looks: list[Look] = []
        self.version = ""

    def work(self, tasks: Sequence[Task]) -> None:
        """Look at each task's page; ``looks`` grows as they end. Waits until all are done."""
        self._left.extend((task, 1) for task in tasks)
        with ThreadPoolExecutor(_BROWSERS) as pool:
            for begun in [pool.submit(self._browse) for _ in range(min(_BROWSERS, len(tasks)))]:
                begun.result()

    def _browse(self) -> None:
        worker: _Worker | None = None
        while not self._running.stopped and self._left:
            try:
                task, tried = self._left.popleft()
            except IndexError:  # another browser took the last
                break
            if task.page in self._given_up:
                continue
            if task.page in self._held:
                task = replace(task, stays=True)  # as it had to be before
            look = Look(task)
            try:
                worker = worker or _Worker(self._tools, self._running, self._patience)
                spent = worker.look(look, self._base)
            except (OSError, ValueError):  # it never began, or is being stopped
                spent, look.failed = True, "the browser did not start"
            if worker:
                self.version = worker.version or self.version
            if worker and spent:
                worker.end()
                worker = None
            self._settle(look, tried, again=spent and "in time" not in look.failed)
        if worker:
            worker.end()

    def _settle(self, look: Look, tried: int, *, again: bool) -> None:
        """Keep the look, or have it made once more where it was perhaps not the page's fault."""
        if self._running.stopped:
            return
        if look.failed == _SENT_ON and not look.task.stays:
            self._held.add(look.task.page)
            self._left.append((look.task, tried))
            return
        if look.failed and again and tried < _TRIES:
            self._left.append((look.task, tried + 1))
            return
        if look.failed:
            self._given_up.add(look.task.page)  # it would be no better in other colours
        self.looks.append(look)


class _Worker:
    """The process of ``worker``, and its answers as they come."""

    def __init__(self, tools: Tools, running: Running, patience: float) -> None:
        self.version = ""
        self._running, self._patience = running, patience
        self._process = running.start(
            [sys.executable, "-m", "page_access.worker"], stdin=subprocess.PIPE
        )
        self._answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        axe = tools.package("axe-core", "axe.min.js")
        ibm = tools.package("accessibility-checker-engine", "ace.js")
        self._ask({
            "browser": str(running.browser),
            "engines": [str(axe), str(ibm)],
            "patience": patience,
        })  # fmt: skip

    def look(self, look: Look, base: str) -> bool:
        """Fill in the look; whether this worker is of no more use."""
        task = look.task
        self._ask({
            "url": address(base, task.page) + task.query,
            "width": task.mode.width,
            "height": task.mode.height,
            "colours": task.mode.colours,
            "stays": task.stays,
        })  # fmt: skip
        while True:
            try:
                # An engine may think for as long as a page may load, and then as long again.
                answer = self._answers.get(timeout=2 * self._patience)
            except queue.Empty:
                look.failed = "it did not answer in time"
                return True
            if answer is None:
                look.failed = "the browser broke off"
                return True
            if "browser" in answer:
                self.version = answer["browser"]
            elif "engine" in answer:
                look.faults += [to_fault(row) for row in answer["faults"]]
            elif "failed" in answer:
                look.failed = _plain(answer["failed"])
                return "broke off" in look.failed
            else:
                look.loaded = answer["loaded"]
                return False

    def end(self) -> None:
        self._running.end(self._process)

    def _ask(self, row: dict[str, Any]) -> None:
        if self._process.stdin:
            self._process.stdin.write(json.dumps(row) + "\n")
            self._process.stdin.flush()

    def _read(self) -> None:
        with self._process.stdout or io.StringIO() as said:
            for line in said:
                try:
                    self._answers.put(json.loads(line))
                except ValueError:
                    break  # cut off in the middle, as its process was
        self._answers.put(None)


def _plain(reason: str) -> str:
    """Why a page failed, without the words of the browser's own makers."""
    if "Timeout" in reason:
        return "it did not finish loading in time"
    if "another page" in reason or "navigation" in reason:
        return _SENT_ON
    if "crash" in reason.lower() or "closed" in reason.lower():
        return "the browser broke off"
    return reason.partition(": ")[2] or reason

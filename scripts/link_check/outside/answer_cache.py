"""Answers that are kept for a week, so that nobody is asked the same thing every day."""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple

_DAYS = 7
_FORGET_HOST = 60  # days after which a missing host is looked at afresh


class Kept(NamedTuple):
    """One good answer, and the day it was given."""

    verdict: Literal["works", "moved"]
    why: str
    new: str
    day: dt.date


class AnswerCache:
    """The answers in a JSON file. A file that is damaged is passed over, and ``say`` hears of it.

    Only good answers are kept: a failure is looked at afresh each time. Of a host that no
    register knows, the first day is kept, since one day may be no more than a hitch.
    """

    def __init__(self, path: Path | None, today: dt.date, say: Callable[[str], object]) -> None:
        self.path, self.today, self.say = path, today, say
        self.answers: dict[str, Kept] = {}
        self.hosts: dict[str, dt.date] = {}
        if path is not None and path.exists():
            self._load(path)

    def answer(self, address: str) -> Kept | None:
        """The answer that is still good, if there is one."""
        return self.answers.get(address)

    def keep(self, address: str, verdict: str, why: str, new: str, day: dt.date) -> None:
        if verdict in ("works", "moved"):
            good: Literal["works", "moved"] = "moved" if verdict == "moved" else "works"
            self.answers[address] = Kept(good, why, new, day)

    def no_such_host(self, host: str) -> dt.date | None:
        """Write down that a host is missing; the earlier day that it was, if there is one."""
        first = self.hosts.setdefault(host, self.today)
        return first if first < self.today else None

    def host_is_there(self, host: str) -> None:
        """Forget that a host was missing."""
        self.hosts.pop(host, None)

    def save(self) -> None:
        """Write the file in one move, so that it is whole or as it was."""
        if self.path is None:
            return
        held = {
            "answers": {address: _written(kept) for address, kept in sorted(self.answers.items())},
            "hosts that were not found": {h: d.isoformat() for h, d in sorted(self.hosts.items())},
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".links-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(held, file, indent=1, ensure_ascii=False)
            Path(name).replace(self.path)
        except OSError as no:
            self.say(f"The answers could not be kept in {self.path}: {no.strerror}.")

    def _load(self, path: Path) -> None:
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            answers, hosts = held["answers"], held["hosts that were not found"]
            read = {str(address): _read(row) for address, row in answers.items()}
            lost = {str(host): dt.date.fromisoformat(day) for host, day in hosts.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.say(f"{path} is damaged, so every website is asked again.")
            return
        fresh = {address: kept for address, kept in read.items() if self._within(kept.day, _DAYS)}
        self.answers.update(fresh)
        self.hosts = {host: day for host, day in lost.items() if self._within(day, _FORGET_HOST)}

    def _within(self, day: dt.date, days: int) -> bool:
        return 0 <= (self.today - day).days < days


def _read(row: Any) -> Kept:
    verdict = row["verdict"]
    if verdict not in ("works", "moved"):
        raise ValueError(verdict)
    return Kept(verdict, str(row["why"]), str(row["new"]), dt.date.fromisoformat(row["day"]))


def _written(kept: Kept) -> dict[str, str]:
    return {
        "verdict": kept.verdict,
        "why": kept.why,
        "new": kept.new,
        "day": kept.day.isoformat(),
    }

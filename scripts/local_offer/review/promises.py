"""What the council said it would do, and what people said to it, from the data of two versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from local_offer.loading.content_files import Typed
from local_offer.review.page_model import front
from local_offer.review.tokens import date_in

Standing = Literal["done", "late", "still owed"]


@dataclass(frozen=True)
class Promise:
    """One promise: what, who owns it, when it is due in words, and how it stands."""

    what: str
    owner: str
    due: str
    standing: Standing
    evidence: str = ""


@dataclass(frozen=True)
class Answer:
    """What somebody said, and what was done; ``did`` is empty where that is to confirm."""

    said: str
    did: str
    when: str


@dataclass(frozen=True)
class Consulted:
    """The consultation report: its page and its days, each empty where not known."""

    page: str
    opened: str
    closed: str
    published: str


def promises(before: Typed, after: Typed, day: dt.date) -> list[Promise]:
    """Promises late on a day, done since the older version, or still owed, in that order."""
    was = {str(one.get("id")): one.get("status") for one in _records(before, "actions")}
    found: list[Promise] = []
    for one in _records(after, "actions"):
        done = one.get("status") == "done"
        if done and was.get(str(one.get("id"))) == "done":
            continue
        due = _words(one.get("due"))
        last = date_in(due)
        standing: Standing = "done" if done else "late" if last and last < day else "still owed"
        found.append(
            Promise(
                _words(one.get("what")), _words(one.get("owner")), due, standing,
                _words(one.get("evidence")),
            )
        )  # fmt: skip
    order: tuple[Standing, ...] = ("late", "done", "still owed")
    return sorted(found, key=lambda promise: order.index(promise.standing))


def answers(before: Typed, after: Typed) -> list[Answer]:
    """What people said that the older version did not have, or had no answer to."""
    was = {str(one.get("id")): _words(one.get("did")) for one in _records(before, "feedback")}
    return [
        Answer(_words(one.get("said")), _words(one.get("did")), _words(one.get("when")))
        for one in _records(after, "feedback")
        if was.get(str(one.get("id"))) != _words(one.get("did")) or str(one.get("id")) not in was
    ]


def consulted(after: Typed) -> Consulted | None:
    """The page of the consultation report, if there is one."""
    for path, page in after.pages.items():
        report = front(page).get("consultation")
        if isinstance(report, dict):
            days = (_words(report.get(key)) for key in ("opened", "closed", "published"))
            return Consulted(path, *days)
    return None


def _records(typed: Typed, kind: str) -> list[Mapping[str, Any]]:
    written = typed.data.get(kind)
    listed = written.value if written and isinstance(written.value, list) else []
    return [one for one in listed if isinstance(one, dict)]


def _words(value: Any) -> str:
    """A fact in words; nothing where it is to confirm or is not there."""
    return value if isinstance(value, str) else ""

"""Why a page changed and who agreed to it: change notes in front matter, and commits' trailers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from local_offer.history import Logged
from local_offer.loading.content_files import Typed
from local_offer.model import Finding
from local_offer.review.change import Change
from local_offer.review.page_model import front

# The page that shows what a data file holds: a note on the page speaks for the file too.
_SHOWN_ON = {
    "contacts": "contact", "policies": "policies", "groups": "support-groups",
    "glossary": "words", "actions": "progress", "feedback": "progress", "leaflets": "leaflet",
    "council": "about",
}  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """Why one file changed: in words, the role that agreed, and the day that it did."""

    page: str
    note: str
    approved_by: str = ""
    approved: dt.date | None = None


def reasons(before: Typed, after: Typed, log: Sequence[Logged]) -> list[Reason]:
    """Each new change note, and each trailer for each file of its commit, by file."""
    found = [
        Reason(path, str(note["note"]), str(note.get("approved_by", "")), _day(note))
        for path, page in after.pages.items()
        for note in _notes(page)
        if not any(
            (note["note"], str(note.get("day"))) == (old["note"], str(old.get("day")))
            for old in _notes(before.pages.get(path))
        )
    ]
    for logged in log:
        for note in logged.notes:
            role = ", ".join(logged.approved_by)
            found += [Reason(path, note, role, logged.day) for path in logged.files]
    return sorted(found, key=lambda reason: (reason.page, reason.note))


def speaks_for(reasons_: Iterable[Reason], page: str, after: Typed) -> list[Reason]:
    """The reasons that tell of a page or a data file."""
    name = page.rpartition("/")[2].removesuffix(".yml")
    shown = _SHOWN_ON.get(name, "") if page.endswith(".yml") else ""
    pages = {page}
    pages |= {path for path, typed in after.pages.items() if shown and _heading(typed) == shown}
    return [reason for reason in reasons_ if reason.page in pages]


def without_reason(
    changes: Iterable[Change], reasons_: Sequence[Reason], after: Typed
) -> list[Finding]:
    """A warning for each file with a major change that nobody has explained."""
    pages = dict.fromkeys(change.page for change in changes if change.major)
    return [
        Finding(
            page,
            0,
            "change-note",
            "A change here matters to families, and no note says why.",
            "Add a note under changes: at the top of the page, with its day. "
            "Or end the commit's message with a line that begins Change-note:",
            "warning",
        )
        for page in pages
        if not speaks_for(reasons_, page, after)
    ]


def _notes(page: object) -> list[dict[str, object]]:
    notes = front(page).get("changes", []) if page is not None else []  # type: ignore[arg-type]
    listed = notes if isinstance(notes, list) else []
    return [note for note in listed if isinstance(note, dict) and "note" in note]


def _heading(page: object) -> object:
    return front(page).get("heading")  # type: ignore[arg-type]  # pages alone come here


def _day(note: dict[str, object]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(note.get("approved", "")))
    except ValueError:
        return None

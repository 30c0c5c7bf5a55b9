"""The review: what changed for families between two versions of an offer, and what is owed.

``review`` compares two versions and gives a ``Review``; ``write_review`` writes it down for
councillors (HTML and PDF), for a pull request (Markdown) and for programs (JSON).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from local_offer.history import Logged
from local_offer.loading.content_files import Typed, read_as_typed
from local_offer.model import Finding
from local_offer.review.change import Change, Passage, renamed_pages
from local_offer.review.change_notes import Reason, reasons, speaks_for, without_reason
from local_offer.review.compare import compare
from local_offer.review.lenient_html import unread_parts
from local_offer.review.metrics import Figure, Version, ages, figures, total
from local_offer.review.names import council_name, titles
from local_offer.review.promises import Answer, Consulted, Promise, answers, consulted, promises

Rating = Literal["nothing to decide", "note", "decide"]

__all__ = ["Change", "Passage", "Rating", "Review", "Version", "compare", "read_version", "review"]


@dataclass(frozen=True)
class Review:
    """All that a review holds: what changed, why, what is owed, and what could not be read.

    ``looks`` is where the offer's own looks may stand. ``titles`` is as ``names.titles`` gives
    it, and ``reading`` the reading age of each page that changed, before and after. ``unread``
    says in sentences what could not be read.
    """

    council: str
    looks: Path
    before: Version
    after: Version
    today: dt.date
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...]
    figures: tuple[Figure, ...]
    reading: dict[str, tuple[float | None, float | None]]
    promises: tuple[Promise, ...]
    answers: tuple[Answer, ...]
    consulted: Consulted | None
    titles: dict[str, str]
    findings: tuple[Finding, ...]
    unread: tuple[str, ...]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change, small ones too, in the order of the pages."""
        return tuple(change for passage in self.passages for change in passage.changes)

    @cached_property
    def facts(self) -> tuple[Change, ...]:
        """The changes to facts that matter to families."""
        return tuple(change for change in self.changes if change.is_fact)

    @cached_property
    def decisions(self) -> tuple[str, ...]:
        """What somebody has to decide, a sentence each."""
        pages = {change.page for change in self.changes}
        agreed = {page for page in pages if self._is_agreed(page)}
        open_ = [change for change in self.facts if change.page not in agreed]
        late = [promise for promise in self.promises if promise.standing == "late"]
        found = []
        if open_:
            found.append(f"Nobody is named who agreed to {_counted(open_, 'changed fact')}.")
        if late:
            found.append(f"{_counted(late, 'promise')} {'is' if len(late) == 1 else 'are'} late.")
        if total(self.figures):
            found.append("Some of what we count is worse than it was.")
        if self.unread:
            found.append("Some files could not be read.")
        return tuple(found)

    def _is_agreed(self, page: str) -> bool:
        """Whether a note on a page says who agreed to its changes."""
        return any(one.approved_by for one in speaks_for(self.reasons, page, self.after.typed))

    @property
    def rating(self) -> Rating:
        """How much this asks of a reader."""
        if self.decisions:
            return "decide"
        return "note" if any(change.major for change in self.changes) else "nothing to decide"


def read_version(folder: Path, name: str, day: dt.date | None = None) -> Version:
    """One version of an offer from the folder that holds its ``content``."""
    return Version(folder, read_as_typed(folder), name, day)


def review(
    before: Version,
    after: Version,
    today: dt.date,
    *,
    log: Sequence[Logged] = (),
    left_out: Iterable[str] = (),
    looks: Path | None = None,
) -> Review:
    """Compare two versions.

    ``log`` holds the commits between them, where there is a history, and ``left_out`` what it
    could not bring back. ``looks`` is the folder where the offer's own looks may stand.
    """
    old, new = before.typed, after.typed
    passages = tuple(compare(old, new))
    changes = [change for passage in passages for change in passage.changes]
    why = reasons(old, new, log)
    return Review(
        council=council_name(new) or council_name(old),
        looks=looks or after.folder,
        before=before,
        after=after,
        today=today,
        passages=passages,
        reasons=tuple(why),
        figures=tuple(figures(before, after, today)),
        reading=_reading_ages(old, new, passages),
        promises=tuple(promises(old, new, after.day or today)),
        answers=tuple(answers(old, new)),
        consulted=consulted(new),
        titles=titles(old, new),
        findings=tuple(without_reason(changes, why, new)),
        unread=(*left_out, *_unread(before, "before"), *_unread(after, "now")),
    )


def _reading_ages(
    old: Typed, new: Typed, passages: Iterable[Passage]
) -> dict[str, tuple[float | None, float | None]]:
    """The reading age of each page that changed and is still there, before and after."""
    renamed = renamed_pages(passages)
    changed = (change.page for passage in passages for change in passage.changes)
    pages = dict.fromkeys(page for page in changed if page in new.pages)
    return {page: ages(old.pages.get(renamed.get(page, page)), new.pages[page]) for page in pages}


def _unread(version: Version, when: str) -> list[str]:
    """A sentence for each file, or part of one, that a version holds and nobody can read."""
    typed = version.typed
    found = [(one.path, one.message) for one in typed.findings]
    found += [(page.path, said) for page in typed.pages.values() for said in unread_parts(page)]
    sentences = [f"{path}, as it is {when}: {said}" for path, said in found]
    if not typed.pages and not typed.data:
        sentences.append(f"There is nothing in the content folder, as it is {when}.")
    return [one.replace("as it is before", "as it was before") for one in sentences]


def _counted(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"

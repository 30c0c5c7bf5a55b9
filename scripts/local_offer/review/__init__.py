"""The review: what changed for families between two versions of an offer, and what is owed.

``review`` compares two versions and gives a ``Review``; ``write_review`` writes it down for
councillors (HTML and PDF), for a pull request (Markdown) and for programs (JSON).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from local_offer.history import Logged
from local_offer.loading.content_files import read_as_typed
from local_offer.model import Finding
from local_offer.review.change import Change, Passage
from local_offer.review.change_notes import Reason, reasons, speaks_for, without_reason
from local_offer.review.compare import compare
from local_offer.review.lenient_html import unread_parts
from local_offer.review.metrics import Figure, Version, ages, figures, total
from local_offer.review.page_model import front
from local_offer.review.promises import Answer, Consulted, Promise, answers, consulted, promises
from local_offer.review.record_changes import NAMES

_LISTS = {
    "actions": "The list of promises",
    "council": "Facts about the council",
    "feedback": "What people said",
    "glossary": "The list of words explained",
    "leaflets": "The leaflets",
}

_SCHEMES = {"policies": "policy", "contacts": "contact"}

Rating = Literal["nothing to decide", "note", "decide"]

__all__ = ["Change", "Passage", "Rating", "Review", "Version", "compare", "read_version", "review"]


@dataclass(frozen=True)
class Review:
    """All that a review tells.

    ``looks`` is where the offer's own looks may stand. ``titles`` names each file as people
    know it, and ``reading`` gives the reading age of each page that changed, before and after.
    ``unread`` says in sentences what could not be read.
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
        agreed = {
            page
            for page in {change.page for change in self.changes}
            if any(one.approved_by for one in speaks_for(self.reasons, page, self.after.typed))
        }
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
    looks = looks or after.folder
    old, new = before.typed, after.typed
    passages = tuple(compare(old, new))
    changes = [change for passage in passages for change in passage.changes]
    why = reasons(old, new, log)
    renamed = {one.after: one.before for one in changes if one.kind == "page-renamed"}
    pages = [page for page in dict.fromkeys(one.page for one in changes) if page.endswith(".md")]
    unread = [*left_out, *_unread(before, "before"), *_unread(after, "now")]
    return Review(
        council=_council(after) or _council(before),
        looks=looks,
        before=before,
        after=after,
        today=today,
        passages=passages,
        reasons=tuple(why),
        figures=tuple(figures(before, after, today)),
        reading={
            page: ages(old.pages.get(renamed.get(page, page)), new.pages.get(page))
            for page in pages
            if page in new.pages
        },
        promises=tuple(promises(old, new, after.day or today)),
        answers=tuple(answers(old, new)),
        consulted=consulted(new),
        titles=_titles(before, after),
        findings=tuple(without_reason(changes, why, new)),
        unread=tuple(unread),
    )


def _unread(version: Version, when: str) -> list[str]:
    """A sentence for each file, or part of one, that a version holds and nobody can read."""
    typed = version.typed
    found = [(one.path, one.message) for one in typed.findings]
    found += [(page.path, said) for page in typed.pages.values() for said in unread_parts(page)]
    sentences = [f"{path}, as it is {when}: {said}" for path, said in found]
    if not typed.pages and not typed.data:
        sentences.append(f"There is nothing in the content folder, as it is {when}.")
    return [one.replace("as it is before", "as it was before") for one in sentences]


def _council(version: Version) -> str:
    written = version.typed.data.get("council")
    value = written.value if written and isinstance(written.value, dict) else {}
    name = value.get("name")
    return name if isinstance(name, str) else ""


def _titles(before: Version, after: Version) -> dict[str, str]:
    names = {path: path.rpartition("/")[2] for path in (*before.typed.others, *after.typed.others)}
    for version in (before, after):
        for kind in version.typed.data:
            called = _LISTS.get(kind, f"The list of {kind}")
            names[f"content/data/{kind}.yml"] = called
        for path, page in version.typed.pages.items():
            title = front(page).get("title")
            plain = path.rpartition("/")[2].removesuffix(".md").replace("-", " ")
            names[path] = title if isinstance(title, str) else plain[:1].upper() + plain[1:]
    for version in (before, after):
        for kind in version.typed.data:
            names |= dict(_named(version, kind))
    names |= {path.rpartition("/")[2]: names[path] for path in names if path.endswith(".md")}
    return names


def _named(version: Version, kind: str) -> Iterator[tuple[str, str]]:
    """Each record's name, by its place in its file and by its address on pages."""
    written = version.typed.data[kind]
    for one in written.value if isinstance(written.value, list) else ():
        named = [one.get(key) for key in NAMES] if isinstance(one, dict) else []
        name = next((name for name in named if isinstance(name, str)), "")
        if name:
            yield f"content/data/{kind}.yml#{one.get('id')}", name
            if kind in _SCHEMES:
                yield f"{_SCHEMES[kind]}:{one.get('id')}", name


def _counted(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"

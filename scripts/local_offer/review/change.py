"""One change between two versions of an offer, in words a councillor can weigh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

ChangeKind = Literal[
    "money",
    "phone",
    "email",
    "date",
    "number",
    "link-target",
    "eligibility-word",
    "negation",
    "table-cell",
    "contact-fact",
    "policy-fact",
    "group-day",
    "moved-section",
    "moved-paragraph",
    "renamed-heading",
    "page-added",
    "page-removed",
    "page-renamed",
    "list-item-added",
    "list-item-removed",
    "text-added",
    "text-removed",
    "text-reworded",
    "whitespace-only",
    "formatting-only",
    "typo",
]
FACTS = frozenset(
    (
        "money", "phone", "email", "date", "number", "link-target", "eligibility-word",
        "negation", "table-cell", "contact-fact", "policy-fact", "group-day",
    )
)  # fmt: skip
"""Kinds of change to a fact: something a family could act on, and be wrong."""

_STRUCTURE = frozenset(("moved-section", "moved-paragraph", "renamed-heading", "page-renamed"))

FRONT_MATTER = "(front matter)"
WHOLE_PAGE = "(whole page)"

Part = tuple[Literal["same", "gone", "new"], str]
"""Some words of a redline: kept, taken out, or put in."""


@dataclass(frozen=True)
class Change:
    """What changed, where, from what to what.

    ``page`` is a path seen from the offer's folder, ``section`` the heading above the words, or
    the id of a record in a data file. ``before`` and ``after`` are the smallest words that show
    the change, empty where there was or is nothing. A ``major`` change alters what a family can
    get or must do; any other keeps the meaning. ``said_before`` and ``said_after`` are the whole
    sentences. For a move, ``from_page`` and ``from_section`` say where the words stood.
    """

    page: str
    section: str
    kind: ChangeKind
    before: str
    after: str
    major: bool = True
    said_before: str = ""
    said_after: str = ""
    from_page: str = ""
    from_section: str = ""
    field: str = ""
    row: str = ""
    column: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether it belongs in the table of facts."""
        return self.major and self.kind in FACTS

    @property
    def is_small(self) -> bool:
        """Whether it keeps the meaning and the order, as a slip of the pen or bold words do."""
        return not self.major and self.kind not in _STRUCTURE

    @property
    def context(self) -> str:
        """The sentence it stands in, old and new, where they differ."""
        if self.said_before == self.said_after:
            return self.said_after
        return " → ".join(said for said in (self.said_before, self.said_after) if said)

    def to_json(self) -> dict[str, Any]:
        """The change as plain values; words that say nothing here are left out."""
        row = {
            "page": self.page,
            "section": self.section,
            "kind": self.kind,
            "before": self.before,
            "after": self.after,
            "major": self.major,
            "context": self.context,
        }
        more = {key: getattr(self, key) for key in _MORE}
        return row | {key: value for key, value in more.items() if value}


_MORE = ("said_before", "said_after", "from_page", "from_section", "field", "row", "column")


@dataclass(frozen=True)
class Passage:
    """Some words of a page as they were and are, for the redline, and the changes in them."""

    page: str
    section: str
    parts: tuple[Part, ...]
    changes: tuple[Change, ...] = field(default=())
    note: str = ""


def renamed_pages(passages: Iterable[Passage]) -> dict[str, str]:
    """The old path of each page that has another name now, by its new path."""
    changes = (change for passage in passages for change in passage.changes)
    return {one.after: one.before for one in changes if one.kind == "page-renamed"}


@dataclass(frozen=True)
class SentenceChange:
    """One change in a sentence; the fields are those of ``Change``."""

    kind: ChangeKind
    before: str
    after: str
    major: bool = True

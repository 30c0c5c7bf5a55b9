"""One council's Kinship Local Offer, whole: typed, frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from local_offer.model.page import ChangeNote, Fact, Page
from local_offer.model.records import (
    Action,
    Contact,
    Council,
    Feedback,
    Group,
    Leaflet,
    LinkAnswer,
    Policy,
    Term,
    Trial,
)
from local_offer.model.values import Place, Record, ToConfirm


@dataclass(frozen=True)
class Unconfirmed:
    """One fact still to be confirmed: what it is, why, and where it is written."""

    what: str
    why: str
    at: Place


@dataclass(frozen=True, eq=False)
class Offer:
    """The whole offer. ``unread`` names the kinds of data whose file could not be read.

    ``left_out`` names the editions of the leaflet that could not be printed as they must be.

    Two offers are the same only if they are one: what was worked out for an offer can be kept.
    """

    council: Council
    pages: tuple[Page, ...] = ()
    contacts: tuple[Contact, ...] = ()
    policies: tuple[Policy, ...] = ()
    groups: tuple[Group, ...] = ()
    terms: tuple[Term, ...] = ()
    actions: tuple[Action, ...] = ()
    leaflets: tuple[Leaflet, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    link_answers: tuple[LinkAnswer, ...] = ()
    trials: tuple[Trial, ...] = ()
    unread: frozenset[str] = field(default_factory=frozenset)
    left_out: frozenset[str] = field(default_factory=frozenset)

    def page_for(self, heading: str) -> Page | None:
        """The page that answers for a heading, by the heading's id."""
        return next((page for page in self.pages if page.heading == heading), None)

    def contact(self, id: str) -> Contact | None:
        """The contact with this id."""
        return next((contact for contact in self.contacts if contact.id == id), None)

    def policy(self, id: str) -> Policy | None:
        """The policy with this id."""
        return next((policy for policy in self.policies if policy.id == id), None)

    @property
    def updates(self) -> list[tuple[ChangeNote, Page]]:
        """Every change note with its page, the newest first."""
        noted = [(note, page) for page in self.pages for note in page.changes]
        return sorted(noted, key=lambda one: one[0].day, reverse=True)

    def urgent_on(self, leaflet: Leaflet) -> list[Contact]:
        """Whom an edition says to call for a child who is not safe, some with a number to confirm.

        It names them, or they are the urgent contacts that it does not print elsewhere.
        """
        elsewhere = (*leaflet.lines, self.council.emergency)
        if leaflet.urgent:
            chosen = [contact for id in leaflet.urgent if (contact := self.contact(id))]
        else:
            chosen = [one for one in self.contacts if one.area == "urgent"]
            chosen = [one for one in chosen if one.id not in elsewhere]
        return [contact for contact in chosen if contact.phone is not None]

    def own_words(self, leaflet: Leaflet) -> list[str]:
        """The words that an edition says itself, and does not take from the one it is like."""
        like = next((one for one in self.leaflets if one.id == leaflet.like), None)
        taken = set(like.words) if like else set()
        return [words for words in leaflet.words if words not in taken]

    def records(self) -> Iterator[Record]:
        """Every record of the offer, the council first, then as the files list them."""
        yield self.council
        for kind in (
            self.contacts,
            self.policies,
            self.groups,
            self.terms,
            self.actions,
            self.leaflets,
            self.feedback,
            self.link_answers,
            self.trials,
            self.pages,
        ):
            yield from kind

    @cached_property
    def to_confirm(self) -> tuple[Unconfirmed, ...]:
        """Every fact that nobody has confirmed yet, in the order of files and lines."""
        found = [item for record in self.records() for item in _unconfirmed(record, "")]
        return tuple(sorted(found, key=lambda item: item.at))

    @property
    def is_draft(self) -> bool:
        """Whether any fact is still to be confirmed."""
        return bool(self.to_confirm)


def name_of(record: Record) -> str:
    """What people call a record: its name, title, term or promise."""
    for key in ("name", "title", "term", "what", "says"):
        value = getattr(record, key) if key in type(record).model_fields else None
        if isinstance(value, str):
            return value
    return ""


def _unconfirmed(record: Record, name: str) -> Iterator[Unconfirmed]:
    name = name_of(record) or name
    for key in type(record).model_fields:
        value = getattr(record, key, None)
        words = key.replace("_", " ")
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, ToConfirm):
                yield Unconfirmed(f"{name}: {words}", item.to_confirm, item.at)
            elif isinstance(item, Fact) and item.to_confirm:
                yield Unconfirmed(item.says, item.to_confirm, item.at)
            elif isinstance(item, Record):
                yield from _unconfirmed(item, f"{name}: {words}")

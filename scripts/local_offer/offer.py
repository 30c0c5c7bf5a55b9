"""The model: one council's Kinship Local Offer as typed, frozen values.

Editors write these values as YAML under ``content/data`` and in the front matter of
each page. Every field here is a word they may type; any other word is a finding.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError


def _day(value: Any) -> dt.date:
    """A day written as 2026-11-22 and in no other way: a bare number is no date."""
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(value)
    raise PydanticCustomError("not_a_day", "not a day")


def _without_place(value: Any) -> Any:
    """A mapping as it was typed: only records remember where they stand."""
    return {k: v for k, v in value.items() if k != "at"} if isinstance(value, dict) else value


Day = Annotated[dt.date, BeforeValidator(_day)]
Words = Annotated[str, Field(strict=True, min_length=1)]
Text = Annotated[str, Field(strict=True)]
Number = Annotated[int, Field(strict=True)]
Slug = Annotated[str, Field(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

Reasons = Annotated[dict[str, Words], BeforeValidator(_without_place)]
"""Names, each with the reason an editor gives for it."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something is written: a file, seen from the offer's folder, and a line from 1."""

    path: str
    line: int


@dataclass(frozen=True)
class Heading:
    """A part that every offer must have: its id, its usual name, and who asks for it."""

    id: str
    name: str
    asked_by: Text = ""


# The order is the one that carers need, not the one of the law. The Act is section 22H
# of the Children Act 1989, put there by section 5 of the Children's Wellbeing and
# Schools Act 2026. "Guidance" is Kinship care: statutory guidance (October 2024), as
# Rotherham's scrutiny commission listed its nine headings in June 2025 and June 2026.
HEADINGS = (
    Heading("financial-support", "Financial support", "Act, 22H(1)(b) and (3); guidance"),
    Heading("education", "Education", "Act, 22H(2), education and training; guidance"),
    Heading("support-groups", "Support groups and training", "guidance"),
    Heading("therapeutic-support", "Therapeutic support", "guidance"),
    Heading("legal-support", "Legal support", "guidance"),
    Heading("accommodation", "Accommodation", "Act, 22H(2), accommodation; guidance"),
    Heading("staying-in-work", "Help to stay in work", "guidance"),
    Heading(
        "family-time", "Supporting family time", "Act, 22H(2) and (4), relationships; guidance"
    ),
    Heading("family-group-decision-making", "Family group decision making", "guidance"),
    Heading("health-and-wellbeing", "Health and wellbeing", "Act, 22H(2), health and wellbeing"),
)

# The pages around the ten headings. The engine needs some of them (a contact: link
# leads to "contact", a policy: link to "policies"), carers need all of them.
AROUND = (
    Heading("front", "Front page"),
    Heading("kinds", "Kinds of kinship care"),
    Heading("contact", "Who to contact"),
    Heading("young-people", "For young people"),
    Heading("complaints", "Complaints and rights"),
    Heading("about", "How this offer was made and is reviewed"),
    Heading("progress", "What we said we would do"),
    Heading("words", "Words explained"),
    Heading("policies", "Policies and law"),
    Heading("a-to-z", "A to Z"),
    Heading("accessibility", "Accessibility statement"),
    Heading("leaflet", "Get the leaflet"),
)

# Pages that an offer may have as well, each with a heading of its own.
ALSO = (
    Heading("updates", "All updates"),
    Heading("consultation", "Consultation report"),
)


class Record(BaseModel):
    """Anything an editor writes down, with the place where it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Place


class ToConfirm(Record):
    """What stands in the place of a fact that nobody has confirmed: the reason why.

    It counts as false, so ``if contact.phone`` holds only for a number one may print.
    """

    to_confirm: Words

    def __bool__(self) -> bool:
        return False


def _written_as(value: Any) -> str:
    return "to_confirm" if isinstance(value, dict | ToConfirm) else "words"


Told = Annotated[
    Annotated[Words, Tag("words")] | Annotated[ToConfirm, Tag("to_confirm")],
    Discriminator(_written_as),
]
"""A fact in words, or a ``ToConfirm`` in its place."""


class Evidence(Record):
    """A record of facts: where they were seen, and the day a person last checked them.

    ``second_hand`` says why the source is not the owner's own word; such a fact is
    shown, and a warning asks for it to be checked before print.
    """

    source: Words
    source_url: Text = ""
    checked: Day
    second_hand: Text = ""


class Contact(Evidence):
    """Someone to ring, write to or visit.

    ``phone`` is as people read it, with spaces. ``said`` is the name as it follows
    "Call", where that differs: ``a Kinship Navigator``.
    """

    id: Slug
    name: Words
    said: Text = ""
    does: Words
    area: Literal["local", "national", "urgent"]
    who: Text = ""
    phone: Told | None = None
    cost: Text = ""
    hours: Told | None = None
    text: Told | None = None
    email: Told | None = None
    address: Told | None = None
    url: Told | None = None


class Policy(Evidence):
    """A document the offer names: a law, guidance, or a council's policy or procedure."""

    id: Slug
    title: Words
    about: Words
    kind: Words
    owner: Words
    url: Told
    local: bool = False
    aliases: tuple[Words, ...] = ()
    status: Literal["current", "superseded", "withdrawn"] = "current"
    superseded_by: Slug | None = None
    date: Day | None = None
    review_by: Day | None = None


class Group(Evidence):
    """A group or course. Dates come from ``first`` and ``every_weeks``, or from ``dates``."""

    id: Slug
    name: Words
    about: Words
    who: Told
    day: Told
    time: Told
    place: Told
    getting_there: Told | None = None
    booking: Told
    contact: Slug
    first: Day | None = None
    every_weeks: Annotated[Number, Field(ge=1, le=12)] | None = None
    not_on: tuple[Day, ...] = ()
    dates: tuple[Day, ...] = ()

    def next_dates(self, today: Day, count: int = 3) -> list[Day]:
        """The next meetings from ``today`` on, at most ``count`` and none past a year."""
        days = {day for day in self.dates if day >= today}
        if self.first and self.every_weeks:
            step = dt.timedelta(weeks=self.every_weeks)
            behind = max(0, -((self.first - today) // step))
            day = self.first + behind * step
            while day <= today + dt.timedelta(days=365):
                if day >= today:
                    days.add(day)
                day += step
        return sorted(days - set(self.not_on))[:count]


class Term(Evidence):
    """A hard word in plain words. ``stands_for`` spells out initials."""

    id: Slug
    term: Words
    means: Words
    stands_for: Text = ""
    also: tuple[Words, ...] = ()


class Action(Evidence):
    """Something the council said it would do, who owns it, and where it stands."""

    id: Slug
    what: Words
    owner: Words
    promised: Day
    due: Told
    status: Literal["done", "under way", "planned"]
    evidence: Text = ""


class Feedback(Evidence):
    """What carers, young people or councillors said, what was done about it, and when."""

    id: Slug
    said: Words
    did: Told
    when: Day


class LinkAnswer(Record):
    """What a person found who looked at a website that would not answer us, and till when."""

    id: Slug
    url: Words
    verdict: Literal["works", "broken"]
    why: Words
    role: Words
    day: Day
    expires: Day


class Failure(Record):
    """A WCAG success criterion, such as 1.4.3, that some pages fail."""

    criterion: Words
    pages: Annotated[Number, Field(ge=1)]


class Trial(Record):
    """One round of accessibility tests: who looked, when and how, and what failed.

    ``how`` goes on from "They were ..." for programs, and says who they are for people.
    ``local-offer accessibility --record`` writes the round of the programs.
    """

    id: Slug
    by: Literal["programs", "people"]
    tested: Day
    pages: Annotated[Number, Field(ge=1)]
    how: Words
    ways: tuple[Words, ...] = ()
    failures: tuple[Failure, ...] = ()


class PickUp(Evidence):
    """A place that gives the leaflet out."""

    name: Told
    address: Told | None = None


class ReviewCycle(Record):
    """How many months to the first review, and between the ones after it."""

    first_after_months: Annotated[Number, Field(ge=1, le=24)]
    then_every_months: Annotated[Number, Field(ge=1, le=24)]


class Council(Evidence):
    """Who publishes the offer, whom to ring first, and how paper reaches people."""

    name: Words
    people: Words
    lead: Words
    website: Words
    offer_address: Told
    main_contact: Slug
    national_line: Slug
    emergency: Slug
    complaints: Slug | None = None
    young_people_lines: tuple[Slug, ...]
    published: Told
    review: ReviewCycle
    formats: Words
    by_post: Told
    pick_up: tuple[PickUp, ...]


class Leaflet(Evidence):
    """One printed edition: its size, its headings in order, and the words around them.

    ``like`` names another edition of the file: what this one leaves out is taken from there,
    its look too. Else the look is ``leaflet/ID.css``, and ``leaflet/ID.html`` if there is one.
    ``type_pt`` is the smallest type, in points. ``fold`` says how the paper is folded, and
    ``folds_mm`` where a fold crosses a page, in mm from its left edge.
    ``urgent`` names whom to call for a child who is not safe, where those are not all the
    urgent contacts that ``lines`` leaves out.
    ``how_much`` is what each heading says: its short words, those and ``more``, or easy read.
    ``checked_by`` names the role that had an easy read edition checked by the people it is for.
    """

    id: Slug
    like: Slug | None = None
    title: Words
    for_whom: Words
    width_mm: Annotated[Number, Field(ge=70, le=420)]
    height_mm: Annotated[Number, Field(ge=70, le=420)]
    pages: Annotated[Number, Field(ge=1, le=48)]
    type_pt: Annotated[Number, Field(ge=12, le=40)]
    fold: Literal["none", "once"] = "none"
    folds_mm: tuple[Annotated[Number, Field(ge=1, le=420)], ...] = ()
    how_much: Literal["short", "more", "easy read"] = "short"
    lang: Annotated[str, Field(strict=True, pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")] = "en-GB"
    version: Words
    date: Day
    review_by: Day
    question: Words
    who_counts: tuple[Words, ...]
    call_to_act: Words
    navigators_do: Words
    when_you_call: tuple[Words, ...]
    headings: tuple[Slug, ...]
    groups: tuple[Slug, ...]
    lines: tuple[Slug, ...]
    urgent: tuple[Slug, ...] = ()
    danger: Words
    complain: Words
    printer: Words
    quantity: Told | None = None
    checked_by: Text = ""

    @property
    def code(self) -> str:
        """The edition and its version as the code on its paper names them: ``booklet-1``."""
        return re.sub(r"[^a-z0-9.]+", "-", f"{self.id} {self.version}".lower()).strip("-")

    @property
    def in_english(self) -> bool:
        """Whether rules about English can judge its words."""
        return self.lang.partition("-")[0] == "en"

    @property
    def words(self) -> tuple[str, ...]:
        """All that it says beside what it says of the headings."""
        return (
            self.question, *self.who_counts, self.call_to_act, self.navigators_do,
            *self.when_you_call, self.danger, self.complain,
        )  # fmt: skip


class InLeaflet(Record):
    """What the leaflets say about a page's heading: a short title and a few sentences.

    ``more`` is said after ``text`` by the editions that have the room.
    """

    title: Words
    text: Words
    more: Text = ""


class Idea(Record):
    """One idea of the easy read leaflet: a short sentence or two, and a picture by its id."""

    picture: Slug
    says: Words


class EasyRead(Record):
    """What the easy read leaflet says about a page's heading, one idea after another."""

    title: Words
    ideas: tuple[Idea, ...]


class Fact(Record):
    """One thing a page says, with where it was seen; or what nobody has confirmed, and why."""

    says: Words
    source: Text = ""
    source_url: Text = ""
    checked: Day | None = None
    second_hand: Text = ""
    to_confirm: Text = ""


class ChangeNote(Record):
    """What changed on a page for families, and why; the role that agreed to it, and the day.

    ``day`` is when the page was changed, and ``approved`` when the change was agreed.
    """

    day: Day
    note: Words
    approved_by: Text = ""
    approved: Day | None = None


class Consultation(Record):
    """When people were asked what they think, and when the report on it came out."""

    opened: Told
    closed: Told
    published: Told


class Page(Record):
    """A page of the website. ``body`` is its Markdown, which begins on line ``body_line``.

    ``heading`` says which part of the offer it answers for; a page may be extra and have none.
    ``excused`` names rules that this page need not keep, each with the reason;
    ``not_policies`` names words that look like a policy and are none, each with the reason.
    A page with ``quoted_law`` may be harder to read, for it quotes the law.
    """

    slug: str
    title: Words
    heading: Slug | None = None
    summary: Words
    owner: Words
    reviewed: Day
    review_by: Day
    icon: Slug = "info"
    need: Text = ""
    also_called: tuple[Words, ...] = ()
    leaflet: InLeaflet | None = None
    easy_read: EasyRead | None = None
    facts: tuple[Fact, ...] = ()
    changes: tuple[ChangeNote, ...] = ()
    consultation: Consultation | None = None
    excused: Reasons = {}
    not_policies: Reasons = {}
    quoted_law: Annotated[bool, Field(strict=True)] = False
    body: str
    body_line: int

    @property
    def file(self) -> str:
        """The page's file name, as Markdown links write it: ``financial-support.md``."""
        return f"{self.slug}.md"


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

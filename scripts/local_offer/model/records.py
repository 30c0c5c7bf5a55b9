"""What stands under ``content/data``: each field is a word that editors may type."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import Field

from local_offer.model.values import Day, Evidence, Number, Record, Slug, Text, Told, Words


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

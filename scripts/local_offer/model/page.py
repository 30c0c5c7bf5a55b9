"""A page of the website, with what stands in its front matter."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from local_offer.model.values import Day, Reasons, Record, Slug, Text, Told, Words


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
    excused: Reasons = Field(default={})
    not_policies: Reasons = Field(default={})
    quoted_law: Annotated[bool, Field(strict=True)] = False
    body: str
    body_line: int

    @property
    def file(self) -> str:
        """The page's file name, as Markdown links write it: ``financial-support.md``."""
        return f"{self.slug}.md"

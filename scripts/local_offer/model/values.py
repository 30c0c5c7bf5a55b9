"""What every record is made of: words, days, ids, and facts still to confirm."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any

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

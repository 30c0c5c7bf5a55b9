"""How the front door speaks: the day, progress, counts, and a sentence before it leaves."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Sized
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class _DayType(click.ParamType[dt.date]):
    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        try:
            day = value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is not a date. Write it like 2026-11-22.', param, ctx)
        if not 1900 < day.year < 2200:
            self.fail(f"{day.year} is too far away. Write a day like 2026-11-22.", param, ctx)
        return day


def today_option(command: F) -> F:
    """Adds ``--today``, for the group and for each verb alike."""
    help_words = "The day to build for, like 2026-11-22. Without it, the day it is."
    return click.option("--today", type=_DayType(), help=help_words)(command)


def format_option(*formats: str) -> Callable[[F], F]:
    """Adds ``--format`` with these choices, the first of which is the usual one."""
    return click.option(
        "--format",
        "format",
        type=click.Choice(formats),
        default=formats[0],
        help="How to show what was found.",
    )


def the_day(given: dict[str, Any], today: dt.date | None) -> dt.date:
    """The day asked for after the verb, or before it, or the day it is."""
    return today or given["today"] or dt.date.today()  # noqa: DTZ011  # the council's own day


def progress() -> Callable[[str], None]:
    """Says each step on a terminal, one line that is written over; silent in a pipe."""
    if not sys.stderr.isatty():
        return lambda _step: None
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"

    def say(step: str) -> None:
        click.echo(f"{step} ..." if plain else f"\r\033[K{step} ...", err=True, nl=plain)

    if not plain:
        click.get_current_context().call_on_close(
            lambda: click.echo("\r\033[K", err=True, nl=False)
        )
    return say


def clear_progress() -> None:
    """Takes the progress line away before other words are shown."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)


def count(things: Sized, noun: str) -> str:
    """``1 page``, ``3 pages``."""
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def text_of(path: Path) -> str:
    """The words of a file, or a sentence that says why not."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fail(f'{path} is not saved as UTF-8. Save it again as "UTF-8".')


def fail(sentence: str, code: int = 2) -> NoReturn:
    """Say why, and leave."""
    click.echo(sentence, err=True)
    sys.exit(code)

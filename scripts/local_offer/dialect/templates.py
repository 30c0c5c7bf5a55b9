"""The template language of an offer: where looks are found, and what is said when one fails."""

from __future__ import annotations

import traceback
from functools import lru_cache
from pathlib import Path

import jinja2

from local_offer.dialect.callers import meanwhile, sms, tel
from local_offer.model import Day, Finding, name_of

_PACKAGE = Path(__file__).resolve().parents[1]
_IN_A_WHEEL = _PACKAGE / "default_looks"

HOME = _IN_A_WHEEL if _IN_A_WHEEL.is_dir() else _PACKAGE.parents[1]
"""The folder with the looks that an offer may leave as they are: the project's, or a wheel's."""


def looks(folder: Path, room: str) -> list[Path]:
    """Where templates of a room (``overrides`` or ``leaflet``) are looked for, first one first."""
    return [
        path / room for path in dict.fromkeys((folder.resolve(), HOME)) if (path / room).is_dir()
    ]


@lru_cache(maxsize=4)
def templates(folder: Path, *rooms: str) -> jinja2.Environment:
    """The template language for an offer's own looks, with the filters that blocks share."""
    paths = [path for room in rooms for path in looks(folder, room)]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=spoken, tel=tel, sms=sms, name=name_of, meanwhile=meanwhile)
    return environment


def template_fault(problem: jinja2.TemplateError) -> Finding:
    """What is wrong with a template, and the file and line of it where Jinja knows them."""
    if isinstance(problem, jinja2.TemplateSyntaxError):
        return broken_template(problem.filename or "", problem.lineno, str(problem.message))
    if isinstance(problem, jinja2.TemplateNotFound):
        message = f'The template "{problem.name}" is missing.'
        return Finding("", 0, "template", message, "Bring it back, or correct its name.")
    steps = traceback.extract_tb(problem.__traceback__)
    ours = (step for step in reversed(steps) if step.filename.endswith((".html", ".css")))
    step = next(ours, None)
    at, line = (step.filename, step.lineno or 0) if step else ("", 0)
    return broken_template(at, line, str(problem))


def broken_template(at: str, line: int, reason: str) -> Finding:
    """The finding for a template at ``at``, a path, which cannot be used for a reason in words."""
    parts = Path(at).parts
    rooms = [number for number, part in enumerate(parts) if part in ("overrides", "leaflet")]
    path = "/".join(parts[rooms[-1] :]) if rooms else ""  # where it was typed, not where it is read
    message = f"This template cannot be used: {reason.strip().rstrip('.')}."
    return Finding(path, line if path else 0, "template", message, "Mend it, or take it out.")


def spoken(day: Day) -> str:
    """A date as people say it: ``22 November 2026``."""
    return f"{day.day} {day:%B %Y}"

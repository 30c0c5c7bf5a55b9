"""What an editor is told of a value that the model refuses."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from local_offer.loading.yaml_source import Bent

_EXAMPLES = "Examples are in docs/editors: facts.md for the data files, pages.md for the pages."


def nearest(word: str, words: Iterable[str]) -> str:
    """``Did you mean "x"?`` for the nearest known word, or nothing where none is near."""
    match = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f'Did you mean "{match[0]}"?' if match else ""


def _month_length(year: int, month: int) -> str:
    """What to say of a day that a month has not; nothing where there is no such month."""
    if not (year and 1 <= month <= 12):
        return ""
    days = calendar.monthrange(year, month)[1]
    return f"{calendar.month_name[month]} {year} has {days} days. Correct the day."


def words_for(  # noqa: C901, PLR0911  # flat as a table: one answer for each kind of slip
    problem: Any, key: str, typed: str, model: type[BaseModel]
) -> tuple[str, str]:
    kind, value, context = problem["type"], problem["input"], problem.get("ctx", {})
    if kind == "missing":
        return f'"{key}" is missing.', f'Add a line that begins "{key}:".'
    if kind == "extra_forbidden":
        words = nearest(key, model.model_fields.keys() - {"at", "slug", "body", "body_line"})
        return f'"{key}" is not a word that belongs here.', words or "Take the line out."
    if kind == "not_a_day":
        advice = "Write it as year-month-day, like 2026-11-22."
        if parts := re.fullmatch(r"(\d{4})-(\d{2})-\d{2}", typed):
            advice = _month_length(int(parts[1]), int(parts[2])) or advice
        return f'"{typed or value}" is not a date.', advice
    if kind == "string_type" and isinstance(value, Bent | int | float):
        read_as = value.read_as if isinstance(value, Bent) else value
        seen = "" if str(read_as) == typed else f" and would be read as {read_as}"
        return f'"{key}" is not in quotes{seen}.', f'Write {key}: "{typed}".'
    if kind == "literal_error":
        return f'"{typed}" is not a word that "{key}" takes.', f"Use {context['expected']}."
    if kind == "string_pattern_mismatch":
        advice = "Use small letters, numbers and hyphens: a-short-name"
        return f'"{typed}" cannot be an id or a name of this kind.', advice
    if kind in ("int_type", "int_parsing", "int_from_float"):
        return f'"{key}" should be a whole number.', f"Write it in figures, like {key}: 4"
    if kind.startswith(("greater_than", "less_than")):
        bound = next(iter(context.values()))
        side = "at least" if kind.startswith("greater") else "at most"
        return f'"{key}" is {typed}.', f"Use {side} {bound}."
    if kind in ("tuple_type", "list_type"):
        return f'"{key}" should be a list.', "Put each item on a line that begins with a hyphen."
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f'"{key or "This entry"}" needs lines of its own.', "Write each as word: value."
    if kind in ("string_type", "bool_type", "bool_parsing"):
        wanted = "words" if kind == "string_type" else "true or false"
        return f'"{key}" should be {wanted}.', _EXAMPLES
    return f'"{key}" cannot be used as it is.', _EXAMPLES

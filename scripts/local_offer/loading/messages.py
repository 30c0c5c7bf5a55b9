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


_WHOLE = ('"{key}" should be a whole number.', "Write it in figures, like {key}: 4")
_LIST = ('"{key}" should be a list.', "Put each item on a line that begins with a hyphen.")
_LINES = ('"{entry}" needs lines of its own.', "Write each as word: value.")
_YES_NO = ('"{key}" should be true or false.', _EXAMPLES)
_OTHER = ('"{key}" cannot be used as it is.', _EXAMPLES)
# By what the model calls the slip: what is said of it, and what to do.
_SAID = {
    "missing": ('"{key}" is missing.', 'Add a line that begins "{key}:".'),
    "literal_error": ('"{typed}" is not a word that "{key}" takes.', "Use {expected}."),
    "string_pattern_mismatch": (
        '"{typed}" cannot be an id or a name of this kind.',
        "Use small letters, numbers and hyphens: a-short-name",
    ),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _LINES,
    "model_attributes_type": _LINES,
    "dict_type": _LINES,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "string_type": ('"{key}" should be words.', _EXAMPLES),
}


def words_for(problem: Any, key: str, typed: str, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong with a value that a model refuses, and what to do, in an editor's words.

    ``problem`` is one of pydantic's own, ``key`` the word it is about, and ``typed`` the value.
    """
    kind, value, context = problem["type"], problem["input"], problem.get("ctx", {})
    if kind == "extra_forbidden":
        words = nearest(key, model.model_fields.keys() - {"at", "slug", "body", "body_line"})
        return f'"{key}" is not a word that belongs here.', words or "Take the line out."
    if kind == "not_a_day":
        return _no_day(typed or value)
    if kind == "string_type" and isinstance(value, Bent | int | float):
        read_as = value.read_as if isinstance(value, Bent) else value
        seen = "" if str(read_as) == typed else f" and would be read as {read_as}"
        return f'"{key}" is not in quotes{seen}.', f'Write {key}: "{typed}".'
    if kind.startswith(("greater_than", "less_than")):
        bound = next(iter(context.values()))
        side = "at least" if kind.startswith("greater") else "at most"
        return f'"{key}" is {typed}.', f"Use {side} {bound}."
    message, advice = _SAID.get(kind, _OTHER)
    names = {"key": key, "typed": typed, "entry": key or "This entry"}
    names["expected"] = str(context.get("expected", ""))
    return message.format(**names), advice.format(**names)


def _no_day(typed: Any) -> tuple[str, str]:
    advice = "Write it as year-month-day, like 2026-11-22."
    if parts := re.fullmatch(r"(\d{4})-(\d{2})-\d{2}", str(typed)):
        advice = _month_length(int(parts[1]), int(parts[2])) or advice
    return f'"{typed}" is not a date.', advice

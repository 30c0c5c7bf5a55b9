"""Our own checks as rows of a table: what each says, and the selector that finds it if one can."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from page_access.fault import Fault, Severity


class RuleRow(NamedTuple):
    """A row of ``rules.tsv``; ``says`` and ``do`` hold the names of values in braces."""

    level: str
    criteria: str
    says: str
    do: str
    where: str


def told(name: str, element: str, level: str = "", /, **values: object) -> Fault:
    """The fault that the row ``name`` tells of; ``level`` where it is not the row's own.

    ``values`` are what the row names in braces. ``KeyError`` where one is missing.
    """
    row = rule_rows()[name]
    return Fault(
        rule="own-" + name.partition("/")[0],
        element=element,
        message=row.says.format(**values),
        suggestion=row.do.format(**values),
        criteria=tuple(row.criteria.split()),
        level=cast("Severity", level or row.level),
    )


@lru_cache(maxsize=1)
def rule_rows() -> dict[str, RuleRow]:
    """The table, by the name of each row."""
    text = Path(__file__).with_name("rules.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    _, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {name: RuleRow(*rest) for name, *rest in rows}

"""Says in plain words what an engine found: whom it shuts out and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from page_access.fault import Fault


@dataclass(frozen=True)
class Explained:
    """What a rule is about: ``criteria`` for those whose engine does not give them."""

    why: str
    do: str
    criteria: tuple[str, ...] = ()


class Barriers:
    """The words of ``messages.yml``, looked up by rule."""

    def __init__(self) -> None:
        text = Path(__file__).with_name("messages.yml").read_text(encoding="utf-8")
        data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # both are safe
        self._known = [
            (rule, Explained(row["why"], row["do"], tuple(row.get("criteria", ()))))
            for row in data["barriers"]
            for rule in row["rules"]
        ]
        self.criteria: Mapping[str, tuple[str, str]] = {
            number: (why, do) for number, (why, do) in data["criteria"].items()
        }
        self._found: dict[str, Explained | None] = {}

    def get(self, rule: str) -> Explained | None:
        """What is known of the rule; none if nothing is."""
        if rule not in self._found:
            fits = (barrier for name, barrier in self._known if fnmatchcase(rule, name))
            self._found[rule] = next(fits, None)
        return self._found[rule]


@lru_cache(maxsize=1)
def barriers() -> Barriers:
    """All that is known, read once."""
    return Barriers()


def to_fault(row: dict[str, Any]) -> Fault:
    """The fault that a row of an engine tells of; our own come with their words already.

    ``criteria`` of None means that the engine does not say, and not that there are none.
    """
    if "message" in row:
        return Fault(**{**row, "criteria": tuple(row["criteria"])})
    rule, detail = row["rule"], row["detail"]
    known = barriers().get(rule)
    given = row["criteria"] if row["criteria"] is not None else known.criteria if known else ()
    criteria = tuple(dict.fromkeys(given))
    if known is None and criteria and criteria[0] in barriers().criteria:
        known = Explained(*barriers().criteria[criteria[0]])
    if known is None:
        said = row["help"].strip().rstrip(".")
        known = Explained(f"An accessibility rule is broken here: {said}.", "Mend it as it says.")
    elif not detail and rule.partition("-")[0] in ("html", "ibm"):
        detail = f"The rule says: {row['help'].strip().rstrip('.')}."
    message = f"{known.why} {detail}".strip()
    return Fault(rule, row["element"], message, known.do, criteria, row["level"])

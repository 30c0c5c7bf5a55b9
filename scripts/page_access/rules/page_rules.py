"""What can be seen in a page as it stands: one script, run inside the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from page_access.fault import Fault
from page_access.rules.browser_scripts import script
from page_access.rules.rule_table import rule_rows, told

_MOST_SIGNS = 60  # of the page's own words within a message

# Each leans on those before it: the first on none, the last on the contrasts that others measured.
_IN_TURN = (
    "dom_helpers", "element_checks", "text", "links", "images", "forms", "lists_and_tables",
    "structure", "controls", "moving", "layout",
)  # fmt: skip


@dataclass(frozen=True)
class PageSeen:
    """The faults found inside a page, and its ``text`` for what is decided about words."""

    faults: list[Fault]
    text: Mapping[str, Any]


def read_page(tab: Page) -> PageSeen:
    """Run the rules of ``page/`` in ``tab``; folded parts of the page are looked into too."""
    asked = [[name, row.where] for name, row in rule_rows().items() if row.where]
    answer = tab.evaluate(script(*_IN_TURN, do="return look(asked);"), asked)
    return PageSeen([_fault(found) for found in answer["faults"]], answer["text"])


def _fault(found: Mapping[str, Any]) -> Fault:
    values = {
        key: value[:_MOST_SIGNS] if isinstance(value, str) else value
        for key, value in found["values"].items()
    }
    return told(found["row"], found["element"], found["level"], **values)

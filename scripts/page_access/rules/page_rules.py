"""What can be seen in a page as it stands: one script, run inside the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from page_access.fault import Fault


@dataclass(frozen=True)
class PageSeen:
    """The faults found inside a page, and its ``text`` for what is decided about words."""

    faults: list[Fault]
    text: Mapping[str, Any]


def read_page(tab: Page) -> PageSeen:
    """Run the rules of ``page/`` in ``tab``; folded parts of the page are looked into too."""
    answer = tab.evaluate(_script())
    return PageSeen([as_fault(found) for found in answer["faults"]], answer["text"])


def as_fault(found: Mapping[str, Any]) -> Fault:
    """A fault as the page's script notes it."""
    return Fault(
        rule=found["rule"],
        element=found["element"],
        message=found["message"],
        suggestion=found["suggestion"],
        criteria=tuple(found["criteria"]),
        level=found["level"],
    )


# Each leans on those before it: the first on none, the last on the contrasts that others measured.
_IN_TURN = (
    "dom_helpers", "text", "links", "images", "forms", "lists_and_tables", "structure", "controls",
    "moving", "layout",
)  # fmt: skip


@lru_cache(maxsize=1)
def _script() -> str:
    folder = Path(__file__).parent / "page"
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in _IN_TURN]
    return "async () => {\n" + "\n".join(parts) + "\n}"

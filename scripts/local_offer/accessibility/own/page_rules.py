"""What can be seen in a page as it stands: one script, run inside the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from local_offer.accessibility.fault import Fault


@dataclass(frozen=True)
class Seen:
    """The faults found inside a page, and its ``text`` for what is decided about words."""

    faults: list[Fault]
    text: Mapping[str, Any]


def read_page(tab: Page) -> Seen:
    """Run the rules of ``page/`` in ``tab``; folded parts of the page are looked into too."""
    answer = tab.evaluate(_script())
    return Seen([as_fault(found) for found in answer["faults"]], answer["text"])


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


@lru_cache(maxsize=1)
def _script() -> str:
    folder = Path(__file__).parent / "page"
    parts = [part.read_text(encoding="utf-8") for part in sorted(folder.glob("*.js"))]
    return "async () => {\n" + "\n".join(parts) + "\n}"

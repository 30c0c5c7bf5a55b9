"""Words that stand inside one another without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from local_offer.dialect.rendering import too_deep, typed
from local_offer.model import Day, Finding, Offer

_STEP = re.compile(r"    |\t|[*_>+-]|\d[.)]")


def depth(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """Lists, quotations and bold words do not stand inside one another too deep to follow."""
    for page, html in typed(offer, folder, today):
        if not html and too_deep(page.body):
            rows = page.body.split("\n")
            line = max(range(len(rows)), key=lambda number: len(_STEP.findall(rows[number])))
            message = "Lists or bold words stand inside one another here, too deep to follow."
            advice = "Take them apart."
            yield Finding(page.at.path, page.body_line + line, "too-deep", message, advice)

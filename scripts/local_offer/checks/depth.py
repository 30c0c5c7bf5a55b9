"""Words that stand inside one another without end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.dialect.rendering import too_deep
from local_offer.model import Finding

_STEP = re.compile(r"    |\t|[*_>+-]|\d[.)]")


def depth(context: Context) -> Iterator[Finding]:
    """Lists, quotations and bold words do not stand inside one another too deep to follow."""
    for page, html in context.typed:
        if not html and too_deep(page.body):
            rows = page.body.split("\n")
            line = max(range(len(rows)), key=lambda number: len(_STEP.findall(rows[number])))
            message = "Lists or bold words stand inside one another here, too deep to follow."
            advice = "Take them apart."
            yield Finding(page.at.path, page.body_line + line, "too-deep", message, advice)

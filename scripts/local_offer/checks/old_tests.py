"""An accessibility statement that is older than the tests it speaks of, or has none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.dialect.accessibility_statement import criteria, latest
from local_offer.dialect.templates import spoken
from local_offer.model import Finding

# The best councils and GOV.UK's own design system look again every six months.
_STALE_AFTER = dt.timedelta(days=183)
_RUN = "Build the website, then run: local-offer accessibility --full --record"


def statement(context: Context) -> Iterator[Finding]:
    """The accessibility statement is as new as its tests, and they are at most six months old."""
    offer, today = context.offer, context.today
    for round in offer.trials:
        for failure in round.failures:
            if failure.criterion not in criteria():
                message = f"WCAG 2.2 has no criterion {failure.criterion} at level A or AA."
                at = failure.at
                yield Finding(at.path, at.line, "statement", message, "Write it like 1.4.3.")
    page = offer.page_for("accessibility")
    if page is None or "accessibility" in offer.unread:
        return
    path, line = page.at.path, page.at.line
    tested = latest(offer, "programs")
    if tested is None:
        message = "No tests stand behind the accessibility statement."
        yield Finding(path, line, "statement", message, _RUN, "warning")
        return
    if today - tested.tested > _STALE_AFTER:
        message = f"The tests for accessibility are of {spoken(tested.tested)}."
        yield Finding(tested.at.path, tested.at.line, "statement", message, _RUN, "warning")
    newest = max(round.tested for round in offer.trials)
    if page.reviewed < newest:
        message = (
            f"The statement was last checked on {spoken(page.reviewed)}, and the website was "
            f"tested after that, on {spoken(newest)}."
        )
        advice = "Read what the tests found, then set reviewed to today's date."
        yield Finding(path, line, "statement", message, advice, "warning")

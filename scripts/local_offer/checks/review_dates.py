"""Dates that have passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.dialect.templates import spoken
from local_offer.model import Evidence, Finding, Leaflet, Page, Policy, name_of

# The offer itself is reviewed at least once a year; a fact should not wait longer.
STALE_AFTER = dt.timedelta(days=365)


def due(context: Context) -> Iterator[Finding]:
    """Each page, policy, leaflet and fact has been checked, and not too long ago."""
    offer, today = context.offer, context.today
    for record in offer.records():
        if "council" in offer.unread and record is offer.council:
            continue
        path, line = record.at.path, record.at.line
        name = name_of(record)
        if isinstance(record, Page):
            if record.reviewed > today:
                message = f"This page says that it was reviewed on {spoken(record.reviewed)}."
                yield Finding(path, line, "date-ahead", message, "That day has not come yet.")
            if record.review_by < record.reviewed:
                message = "This page should be reviewed again before it was reviewed."
                advice = "Set review_by to a later day than reviewed."
                yield Finding(path, line, "date-order", message, advice)
        if isinstance(record, Evidence) and record.checked > today:
            message = f'"{name}" was checked on {spoken(record.checked)}.'
            yield Finding(path, line, "date-ahead", message, "That day has not come yet.")
        if isinstance(record, Evidence) and today - record.checked > STALE_AFTER:
            message = f'"{name}" was last checked on {spoken(record.checked)}.'
            advice = "Check it again, and put today's date in checked."
            yield Finding(path, line, "check-overdue", message, advice, "warning")
        review_by = record.review_by if isinstance(record, Page | Policy | Leaflet) else None
        if review_by and review_by < today:
            message = f'"{name}" was due for review by {spoken(review_by)}.'
            advice = "Review it, then set the new date."
            yield Finding(path, line, "review-overdue", message, advice, "warning")

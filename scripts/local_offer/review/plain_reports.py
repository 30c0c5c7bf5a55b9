"""A review for a pull request, in Markdown, and for programs, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from local_offer.review import Review
from local_offer.review.metrics import Version
from local_offer.review.report_rows import by_page, fact_row
from local_offer.review.sentence_lines import line, summary


def as_json(review: Review) -> dict[str, Any]:
    """The review as plain values. Each row of ``facts`` stands in ``changes`` too."""
    return {
        "before": _version(review.before),
        "after": _version(review.after),
        "rating": review.rating,
        "summary": summary(review),
        "changes": [change.to_json() for change in review.changes],
        "facts": [fact.to_json() for fact in review.facts],
        "reasons": [
            asdict(reason) | {"approved": _day(reason.approved)} for reason in review.reasons
        ],
        "figures": [asdict(figure) for figure in review.figures],
        "reading_ages": {
            page: {"before": was, "after": now} for page, (was, now) in review.reading.items()
        },
        "promises": [asdict(promise) for promise in review.promises],
        "feedback": [asdict(answer) for answer in review.answers],
        "consultation": asdict(review.consulted) if review.consulted else None,
        "findings": [str(finding) for finding in review.findings],
        "unread": list(review.unread),
    }


def _version(version: Version) -> dict[str, str]:
    return {"name": version.name, "day": _day(version.day)}


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def review_markdown(review: Review) -> str:
    """The review for a pull request: the summary, the facts, and a line for each change."""
    parts = ["## What changes for families", "", *(f"- {words}" for words in summary(review)), ""]
    parts += _fact_table(review)
    for page, changes in by_page(review.changes).items():
        major = [change for change in changes if change.major and not change.is_fact]
        if major:
            parts += [f"### {review.titles.get(page, page)}", ""]
            parts += [f"- {line(change, review.titles)}" for change in major] + [""]
    if review.findings:
        names = [review.titles.get(finding.path, finding.path) for finding in review.findings]
        parts += [f"No note says why these changed: {', '.join(names)}.", ""]
    parts += [f"- {sentence}" for sentence in review.unread]
    return "\n".join(parts).rstrip() + "\n"


def _fact_table(review: Review) -> Iterator[str]:
    """The lines of a table of the facts, and an empty one; nothing where no fact changed."""
    if not review.facts:
        return
    yield from ("| Where | Was | Is now |", "|---|---|---|")
    for fact in review.facts:
        row = fact_row(fact, review)
        cells = (f"{row['page']}: {row['section']}", row["before"], row["after"])
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
    yield ""


def _cell(text: str) -> str:
    return (text or "nothing").replace("|", "\\|").replace("\n", " ")

"""Titles, summaries and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.model import Finding, Page

# Essex County Council's publishing checklist; GOV.UK asks for the same.
TITLE_MOST = 65  # characters
SUMMARY_MOST = 160  # characters

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$")
_FENCE = re.compile(r"^(```|~~~)")


def titles(context: Context) -> Iterator[Finding]:
    """Each title is short and its own, each summary a sentence, and headings stand in order."""
    taken: dict[str, Page] = {}
    for page in context.offer.pages:
        path, line = page.at.path, page.at.line
        if len(page.title) > TITLE_MOST:
            message = f"The title has {len(page.title)} characters."
            yield Finding(path, line, "title-length", message, f"Use {TITLE_MOST} at most.")
        if page.title.lower() in taken:
            message = f"The title is also that of {taken[page.title.lower()].at.path}."
            yield Finding(path, line, "title-twice", message, "Give each page a title of its own.")
        taken.setdefault(page.title.lower(), page)
        if len(page.summary) > SUMMARY_MOST:
            message = f"The summary has {len(page.summary)} characters."
            yield Finding(path, line, "summary-length", message, f"Use {SUMMARY_MOST} at most.")
        if page.summary[-1] not in ".?":
            message = "The summary is not a whole sentence."
            yield Finding(path, line, "summary-sentence", message, "End it with a full stop.")
        if page.summary.lower().rstrip(".?").strip() == page.title.lower():
            message = "The summary says the title again."
            yield Finding(path, line, "summary-sentence", message, "Say what the page tells.")
        yield from _headings(page)


def _headings(page: Page) -> Iterator[Finding]:
    above, fenced = 1, False
    for number, row in enumerate(page.body.split("\n"), page.body_line):
        fenced ^= bool(_FENCE.match(row))
        heading = None if fenced else _HEADING.match(row)
        if not heading:
            continue
        depth = len(heading[1])
        if depth == 1:
            message = f'"{heading[2]}" is a heading of the first kind. The title is the only one.'
            advice = f"Write ## {heading[2]}"
            yield Finding(page.at.path, number, "heading-order", message, advice)
        elif depth > above + 1:
            message = f'"{heading[2]}" skips a step of headings.'
            advice = f"Write {'#' * (above + 1)} {heading[2]}"
            yield Finding(page.at.path, number, "heading-order", message, advice)
        above = depth

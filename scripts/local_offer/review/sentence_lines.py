"""A review in plain sentences: the summary, and a line for each change."""

from __future__ import annotations

import re
from collections import Counter
from textwrap import shorten

from local_offer.dialect.templates import spoken
from local_offer.review import Review
from local_offer.review.change import FRONT_MATTER, WHOLE_PAGE, Change
from local_offer.review.metrics import Version
from local_offer.review.record_changes import FIELD_NAMES

LONGEST = 180
"""Letters of a change that a line shows; the appendix has the rest."""

KIND_NAMES = {
    "money": "Money", "phone": "Phone", "negation": "Yes or no",
    "eligibility-word": "Who or when", "contact-fact": "Contact", "group-day": "Group",
    "table-cell": "Table", "date": "Date or time", "number": "Number", "email": "Email",
    "policy-fact": "Policy", "link-target": "Link",
}  # fmt: skip
"""What each kind of fact is called in the report, the weightiest first."""

_RATINGS = {
    "nothing to decide": "There is nothing to decide.",
    "note": "Please note what changed. There is nothing to decide.",
    "decide": "There is something to decide.",
}


def summary(review: Review) -> list[str]:
    """Five lines: the time between, how much changed, the rating, the facts, the promises."""
    pages = {change.page for change in review.changes if change.page.endswith(".md")}
    major = [change for change in review.changes if change.major]
    small = len(review.changes) - len(major)
    standing = Counter(promise.standing for promise in review.promises)
    kinds = Counter(KIND_NAMES[fact.kind].lower() for fact in review.facts)
    facts = ", ".join(f"{name} {count}" for name, count in kinds.most_common())
    return [
        f"This review goes from {_named(review.before)} to {_named(review.after)}.",
        (
            f"{len(pages)} of {len(review.after.typed.pages)} pages changed. "
            f"{len(major)} changes matter to families. {small} are small, such as spelling."
        ),
        " ".join((_RATINGS[review.rating], *review.decisions)),
        f"{len(review.facts)} facts changed: {facts}." if facts else "No fact changed.",
        (
            f"Promises: {standing['done']} done, {standing['late']} late, "
            f"{standing['still owed']} still owed."
        ),
    ]


def _named(version: Version) -> str:
    day = spoken(version.day) if version.day else ""
    if not day:
        return f"the folder {version.name}"
    return f"{day} ({version.name})" if version.name else day


def line(change: Change, titles: dict[str, str], letters: int = LONGEST) -> str:
    """One change in words, for a list under the name of its page."""
    before, after = shown(change, titles, letters)
    where = _where(change, titles)
    said = {
        "page-added": "This page is new.",
        "page-removed": "This page is gone.",
        "page-renamed": "This page has a new address.",
        "renamed-heading": f"“{before}” is now called “{after}”.",
        "moved-section": f"The part “{after}” moved.",
        "moved-paragraph": f"Moved{where}: “{after}”",
        "list-item-added": f"Added to a list{where}: “{after}”",
        "list-item-removed": f"Taken out of a list{where}: “{before}”",
        "text-added": f"Added{where}: “{after}”",
        "text-removed": f"Taken out{where}: “{before}”",
        "text-reworded": f"Said in other words{where}: “{after}”",
    }.get(change.kind)
    if said is None and before and after:
        said = f"“{before}” is now “{after}”{where}."
    elif said is None:
        said = f"Added{where}: “{after}”" if after else f"Taken out{where}: “{before}”"
    if change.from_page:
        said += f" It stood on the page “{titles.get(change.from_page, change.from_page)}”."
    elif change.from_section and change.from_section != change.section:
        said += f" It stood under “{change.from_section}”."
    if change.kind in ("page-removed", "moved-section") and change.said_after:
        said += f" {change.said_after}"
    return said


def shown(change: Change, titles: dict[str, str], letters: int = LONGEST) -> tuple[str, str]:
    """Old and new as a reader knows them: where a link leads has a name, if it is ours."""
    if change.kind != "link-target":
        return plain(change.before, letters), plain(change.after, letters)
    before, after = (
        titles.get(href.partition("#")[0], href) for href in (change.before, change.after)
    )
    return before or "no link", after or "no link"


def part(change: Change, titles: dict[str, str]) -> str:
    """What people call the part of a page or list that a change is in; empty for all of it."""
    if change.section in ("", WHOLE_PAGE):
        return ""
    if change.section == FRONT_MATTER:
        return FIELD_NAMES.get(change.field, change.field.replace("_", " "))
    return titles.get(f"{change.page}#{change.section}", change.section)


def _where(change: Change, titles: dict[str, str]) -> str:
    name = part(change, titles)
    if not name:
        return ""
    if change.section == FRONT_MATTER:
        return f" in {name}"
    return f" for “{name}”" if change.page.endswith(".yml") else f" under “{name}”"


def plain(typed: str, longest: int = LONGEST) -> str:
    """Typed Markdown as its reader sees it, cut where it is long."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", typed)
    return shorten(
        re.sub(r"[*`]{1,2}(?=\S)|(?<=\S)[*`]{1,2}", "", words), longest, placeholder=" …"
    )

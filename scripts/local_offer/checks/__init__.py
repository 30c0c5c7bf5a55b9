"""The inspectors: one rule a file, each a generator of findings. Nothing registers itself.

A rule's docstring begins with the rule as ``local-offer check --list`` prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from local_offer.beside import Beside
from local_offer.checks.as_typed import as_typed
from local_offer.checks.context import Context
from local_offer.checks.days import days
from local_offer.checks.depth import depth
from local_offer.checks.duties import duties
from local_offer.checks.easy_read import easy_read
from local_offer.checks.house_style import one_way
from local_offer.checks.link_text import link_text
from local_offer.checks.lost import lost
from local_offer.checks.meetings import meetings
from local_offer.checks.old_tests import statement
from local_offer.checks.page_links import page_links
from local_offer.checks.page_reading import reading
from local_offer.checks.phones import phones
from local_offer.checks.placeholder_data import invented
from local_offer.checks.plain_english import plain
from local_offer.checks.policy_links import policies
from local_offer.checks.references import references
from local_offer.checks.required_sections import panels
from local_offer.checks.review_dates import due
from local_offer.checks.safe_html import safe_html
from local_offer.checks.second_hand import second_hand
from local_offer.checks.site_address import site_address
from local_offer.checks.titles import titles
from local_offer.checks.to_confirm import to_confirm
from local_offer.checks.uploads import uploads
from local_offer.checks.wrong_blocks import blocks
from local_offer.model import Day, Finding, Offer

Check = Callable[[Context], Iterator[Finding]]

ON_WORDS: tuple[Check, ...] = (
    references,
    blocks,
    page_links,
    policies,
    uploads,
    safe_html,
    depth,
    lost,
    as_typed,
    panels,
    titles,
    reading,
    easy_read,
    plain,
    link_text,
    one_way,
    phones,
    days,
    meetings,
    due,
    invented,
    duties,
    statement,
    site_address,
    to_confirm,
    second_hand,
)
"""The rules on words and data, which need nothing built."""

ON_SENTENCES: tuple[Check, ...] = (reading, policies, plain)
"""Those that weigh every sentence, and take as long as all others together."""

# No page may excuse itself from these: someone could be hurt.
NEVER_EXCUSED = frozenset(
    {
        "unsafe-html",
        "to-confirm",
        "fact-source",
        "invented",
        "outside-tree",
        "picture-place",
        "comment",
    }
)


def check_words(offer: Offer, folder: Path, today: Day) -> list[Finding]:
    """Every finding of every rule on words and data, in file and line order."""
    context = Context(offer, folder, today)
    _ = context.typed  # rendered here, once for both
    quick = [check for check in ON_WORDS if check not in ON_SENTENCES]
    with Beside(partial(found_by, ON_SENTENCES, context)) as weighed:
        found = found_by(quick, context)
        found += weighed.result()
    return sorted(excuse(offer, found))


def found_by(checks: Iterable[Check], context: Context) -> list[Finding]:
    """The findings of some rules, before any excuse."""
    return [finding for check in checks for finding in check(context)]


def excuse(offer: Offer, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that their page excuses marked so, and each excuse that is not needed."""
    reasons = {page.at.path: dict(page.excused) for page in offer.pages}
    used: set[tuple[str, str]] = set()
    for finding in findings:
        reason = reasons.get(finding.path, {}).get(finding.rule)
        if reason and finding.rule not in NEVER_EXCUSED:
            used.add((finding.path, finding.rule))
            yield replace(finding, level="excused", suggestion=f"Excused, because: {reason}")
        else:
            yield finding
    for page in offer.pages:
        for rule in page.excused:
            if (page.at.path, rule) not in used:
                message = f'The excuse from "{rule}" excuses nothing.'
                advice = "Take it out of the front matter, or correct the name of the rule."
                yield Finding(page.at.path, page.at.line, "excuse", message, advice, "warning")


def for_release(findings: Iterable[Finding], *refused: str) -> list[Finding]:
    """The findings as a release sees them: a fact to confirm is now an error.

    So is each finding of a rule that is ``refused`` besides.
    """
    rules = ("to-confirm", *refused)
    return [
        replace(finding, level="error") if finding.rule in rules else finding
        for finding in findings
    ]

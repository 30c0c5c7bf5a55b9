"""The inspectors: one rule a file, each a generator of findings. Nothing registers itself.

A rule's docstring begins with the rule as ``local-offer check --list`` prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from local_offer.checks.blocks import blocks
from local_offer.checks.page_links import page_links
from local_offer.checks.references import references
from local_offer.checks.safe_html import safe_html
from local_offer.checks.second_hand import second_hand
from local_offer.checks.to_confirm import to_confirm
from local_offer.finding import Finding
from local_offer.offer import Day, Offer

Check = Callable[[Offer, Path, Day], Iterator[Finding]]

ON_WORDS: tuple[Check, ...] = (
    references,
    blocks,
    page_links,
    safe_html,
    to_confirm,
    second_hand,
)
"""The rules on words and data, which need nothing built."""


def check_words(offer: Offer, folder: Path, today: Day) -> list[Finding]:
    """Every finding of every rule on words and data, in file and line order."""
    return sorted(finding for check in ON_WORDS for finding in check(offer, folder, today))


def for_release(findings: list[Finding]) -> list[Finding]:
    """The findings as a release sees them: a fact to confirm is now an error."""
    return [
        Finding(**{**vars(finding), "level": "error"}) if finding.rule == "to-confirm" else finding
        for finding in findings
    ]

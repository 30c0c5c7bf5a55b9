"""A release: the state of the offer that the council stands by, named for good in the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from local_offer.checks import check_words, for_release
from local_offer.history import RELEASE, History
from local_offer.loading.loader import load
from local_offer.model import Finding, errors
from local_offer.review import Review
from local_offer.review.git_range import between
from local_offer.review.sentence_lines import line, summary

_MOST_NAMED = 5


class NotReleasedError(Exception):
    """Why nothing was released, in sentences."""


@dataclass
class Released:
    """What came of it: the findings, and the tag if there is one, with its review if any."""

    findings: list[Finding] = field(default_factory=list)
    tag: str = ""
    review: Review | None = None


class Release:
    """The release of one day. Raises ``NoHistoryError`` where there is no history."""

    def __init__(self, folder: Path, today: dt.date) -> None:
        self.folder, self.today = folder, today
        self.history = History(folder)
        self.name = f"{RELEASE}{today.isoformat()}"
        self.naming = False

    @property
    def made(self) -> bool:
        """Whether it was made, whatever became of this program meanwhile: git knows."""
        return self.naming and self.history.has_tag(self.name)

    def make(self, say: Callable[[str], None]) -> Released:
        """Name the newest commit ``offer/YYYY-MM-DD``, if it passes ``check --release``.

        The tag's message is the review since the last release. Nothing is named where a finding
        stops it. Raises ``NoHistoryError``, or ``NotReleasedError`` for a folder with changes that
        are not committed, or a day that has its release already.
        """
        self.may_be_named()
        say("Checking the words and facts")
        offer, findings = load(self.folder)
        # A group with no date left is live with a warning; nobody stands by it for six months.
        found = findings + check_words(offer, self.folder, self.today)
        findings = for_release(found, "dates-overdue")
        if not errors(findings):
            say("Printing the leaflets, to see that all fits")
            # The printer takes half a second to load.
            from local_offer.leaflet.editions import try_leaflets  # noqa: PLC0415

            findings += try_leaflets(offer, self.folder, self.today)
        if errors(findings):
            return Released(findings)
        releases = self.history.releases()
        told = None
        if releases:
            newest = self.history.find("HEAD", self.today)
            told = between(self.history, releases[-1], newest, self.today, say)
        self.naming = True
        self.history.tag(self.name, _message(offer.council.name, self.today, told))
        return Released(findings, self.name, told)

    def may_be_named(self) -> None:
        """Raises ``NotReleasedError`` where the history is not ready for a release."""
        if changed := self.history.changed():
            named = ", ".join(changed[:_MOST_NAMED]) + (
                " and more" if len(changed) > _MOST_NAMED else ""
            )
            raise NotReleasedError(
                f"Some changes are not committed: {named}. Commit them, or take them back."
            )
        if self.history.has_tag(self.name):
            raise NotReleasedError(
                f"There is a release {self.name} already. One day has one release."
            )


def _message(council: str, today: dt.date, told: Review | None) -> str:
    first = f"Kinship local offer of {council}, {today.isoformat()}"
    if told is None:
        return f"{first}\n\nThe first release.\n"
    lines = [line(change, told.titles) for change in told.changes if change.major]
    return "\n".join([first, "", *summary(told), "", *(f"- {words}" for words in lines)]) + "\n"

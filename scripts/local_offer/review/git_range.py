"""A review from the history: two commits brought back side by side."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

from local_offer.history import Commit, History
from local_offer.review import Review, read_version, review


def review_since(
    folder: Path, since: str, until: str, today: dt.date, say: Callable[[str], None]
) -> Review:
    """The review of an offer between two points of its history, as ``History.find`` names them.

    An empty ``since`` is the last release, or six months ago where nothing was released yet.
    ``say`` hears each step. Raises ``NoHistoryError``.
    """
    say("Reading the history")
    history = History(folder)
    if not since:
        since = "last-release" if history.releases() else "six-months"
    begin, end = history.find(since, today), history.find(until or "HEAD", today)
    return between(history, begin, end, today, say)


def between(
    history: History, begin: Commit, end: Commit, today: dt.date, say: Callable[[str], None]
) -> Review:
    """The review between two commits."""
    with tempfile.TemporaryDirectory(prefix="review-") as name:
        old, new = Path(name) / "before", Path(name) / "now"
        left = [*history.bring_back(begin, old), *history.bring_back(end, new)]
        say("Comparing the pages")
        return review(
            read_version(old, begin.name, begin.day),
            read_version(new, _shown(end), end.day),
            today,
            log=history.log(begin, end),
            left_out=dict.fromkeys(left),
            looks=history.folder,
        )


def _shown(commit: Commit) -> str:
    """A commit's name as a reader needs it: the newest one is named by its day alone."""
    return "" if commit.name == "HEAD" else commit.name

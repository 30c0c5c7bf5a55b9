"""The verb ``review``: what changed for families."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from local_offer.cli.options import (
    clear_progress,
    fail,
    progress,
    the_day,
    today_option,
)
from local_offer.cli.trouble import Trouble
from local_offer.findings_told import tell
from local_offer.history import NoHistoryError
from local_offer.review import read_version
from local_offer.review import review as compare
from local_offer.review.git_range import review_since
from local_offer.review.report import write_review
from local_offer.review.sentence_lines import summary


@click.command()
@click.option("--since", default="", help="A tag, a commit, a day, six-months or last-release.")
@click.option("--until", default="", help="The same, for the newer side. Without it, now.")
@click.option("--before", type=click.Path(path_type=Path), help="A folder with an older content.")
@click.option("--after", type=click.Path(path_type=Path), help="A folder with a newer content.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to write it.")
@click.option("--no-pdf", is_flag=True, help="Leave out the PDF, which takes a few seconds.")
@today_option
@click.pass_obj
def review(  # noqa: PLR0917  # click calls it, by name
    given: dict[str, Any],
    since: str,
    until: str,
    before: Path | None,
    after: Path | None,
    output: Path | None,
    *,
    no_pdf: bool,
    today: dt.date | None,
) -> None:
    """Tell what changed for families since the last release, or between two folders.

    Writes review.html, review.pdf, review.md and review.json into build/review.
    """
    folder, day = given["folder"], the_day(given, today)
    if (before is None) != (after is None):
        fail("Name both folders: --before DIR --after DIR.")
    if before and (since or until):
        fail("Name two folders, or two points in time. Not both.")
    say = progress()
    with Trouble(kept=""):
        try:
            if before and after:
                for place in (before, after):
                    if not (place / "content").is_dir():
                        fail(f"There is no folder called content in {place}.")
                told = compare(
                    read_version(before, str(before)), read_version(after, str(after)), day
                )
            else:
                told = review_since(folder, since, until, day, say)
        except NoHistoryError as why:
            clear_progress()
            fail(str(why))
        say("Writing the review")
        paths = write_review(told, output or folder / "build" / "review", pdf=not no_pdf)
    clear_progress()
    for words in summary(told):
        click.echo(words)
    if told.findings:
        click.echo(tell(told.findings, "text"))
    for sentence in told.unread:
        click.echo(sentence)
    click.echo(f"Written: {', '.join(str(path) for path in paths)}.")

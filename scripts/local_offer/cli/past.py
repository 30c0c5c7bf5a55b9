"""The verbs that know the past: ``review`` and ``release``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from local_offer.cli.manners import (
    clear_progress,
    count,
    fail,
    format_option,
    progress,
    the_day,
    today_option,
)
from local_offer.cli.trouble import Trouble
from local_offer.finding import errors
from local_offer.report import FORMATS, tell


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
    # Most verbs compare nothing, and need not wait for what does.
    from local_offer.history import NoHistoryError  # noqa: PLC0415
    from local_offer.review import read_version  # noqa: PLC0415
    from local_offer.review import review as compare  # noqa: PLC0415
    from local_offer.review.lines import summary  # noqa: PLC0415
    from local_offer.review.report import write_review  # noqa: PLC0415
    from local_offer.review.since import review_since  # noqa: PLC0415

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


@click.command()
@format_option(*FORMATS)
@today_option
@click.pass_obj
def release(given: dict[str, Any], today: dt.date | None, format: str) -> None:
    """Name what is committed as the offer of today: offer/YYYY-MM-DD. Says what to push."""
    from local_offer.history import NoHistoryError  # noqa: PLC0415
    from local_offer.release import NotReleasedError, Release  # noqa: PLC0415

    named: list[Release] = []

    def kept() -> str:
        if not (named and named[0].made):
            return "Nothing was released."
        return _released(named[0].name)

    with Trouble(kept):
        try:
            named.append(Release(given["folder"], the_day(given, today)))
            done = named[0].make(progress())
        except (NoHistoryError, NotReleasedError) as why:
            clear_progress()
            fail(f"{why} {kept()}")
        clear_progress()
        wrong = errors(done.findings)
        if not done.tag:
            click.echo(tell(wrong, format))
            reason = f"Please mend {count(wrong, 'error')}."
            if all(finding.rule == "to-confirm" for finding in wrong):
                is_are = "is" if len(wrong) == 1 else "are"
                reason = f"{count(wrong, 'fact')} {is_are} still to confirm."
            click.echo(f"Nothing was released. {reason}", err=True)
            sys.exit(1)
        for finding in done.review.findings if done.review else ():
            click.echo(str(finding))
        click.echo(_released(done.tag))


def _released(tag: str) -> str:
    return f"Released: {tag}. To publish it: git push origin HEAD {tag}"

"""The verb ``release``: what the council stands by, named for good."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import click

from local_offer.cli.options import (
    clear_progress,
    count,
    fail,
    format_option,
    progress,
    the_day,
    today_option,
)
from local_offer.cli.trouble import Trouble
from local_offer.findings_told import FORMATS, tell
from local_offer.history import NoHistoryError
from local_offer.model import errors
from local_offer.release_tag import NotReleasedError, Release


@click.command()
@format_option(*FORMATS)
@today_option
@click.pass_obj
def release(given: dict[str, Any], today: dt.date | None, format: str) -> None:
    """Name what is committed as the offer of today: offer/YYYY-MM-DD. Says what to push."""
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

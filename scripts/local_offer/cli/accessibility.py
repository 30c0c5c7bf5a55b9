"""The verb that asks whether everyone can use the pages: ``accessibility``."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import click

from local_offer.accessibility_record import record
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
from local_offer.loading.loader import load
from local_offer.model import Finding, errors
from page_access import NotInstalled, NotReady, examine

INSTALL = "Run the project's scripts/install-access once: it installs all that the checks need."


@click.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    help="The folder of pages. Without it, build/site of the offer.",
)
@click.option("--full", is_flag=True, help="Show every page in every width and choice of colours.")
@click.option("--record", "keep", is_flag=True, help="Write the result down for the statement.")
@format_option(*FORMATS)
@today_option
@click.pass_obj
def accessibility(
    given: dict[str, Any],
    site: Path | None,
    today: dt.date | None,
    format: str,
    *,
    full: bool,
    keep: bool,
) -> None:
    """Check that everyone can use the pages of a folder, in a real browser."""
    folder: Path = given["folder"]
    if keep and site:
        fail("Only the offer's own website can be recorded. Leave out --site, or --record.")
    with Trouble(kept=""):
        try:
            judged = examine(
                site or folder / "build" / "site",
                day=the_day(given, today),
                memory=folder / "build" / "accessibility.json",
                full=full,
                name="" if site else "build/site",
                say=progress(),
            )
        except NotReady as why:
            clear_progress()
            fail(f"{why} {INSTALL}" if isinstance(why, NotInstalled) else str(why))
        clear_progress()
        facts = judged.facts
        findings = [Finding(*astuple(barrier)) for barrier in judged.barriers]
    if format != "text":
        click.echo(tell(findings, format))
    else:
        for line in _grouped(findings):
            click.echo(line)
        wrong = errors(findings)
        pages = f"{facts['pages']} page{'' if facts['pages'] == 1 else 's'}"
        news = "" if facts["fresh"] else " None has changed since the last look."
        warnings = count(findings[len(wrong) :], "warning")
        click.echo(f"{pages} looked at: {count(wrong, 'error')} and {warnings}.{news}")
    if keep:
        _keep(facts, folder)
    sys.exit(1 if errors(findings) else 0)


def _keep(facts: dict[str, Any], folder: Path) -> None:
    """Write the run down for the statement, which must not tell of pages that nobody saw."""
    offer, unread = load(folder)
    if facts["unseen"]:
        fail("Some pages could not be looked at, so nothing was recorded.", 1)
    if errors(unread):
        fail("The offer cannot be read, so nothing was recorded. Run: local-offer check", 1)
    with Trouble(kept="Nothing was recorded."):
        place = record(offer, facts, folder)
    click.echo(f"Recorded for the accessibility statement in {place}.", err=True)


def _grouped(findings: list[Finding]) -> list[str]:
    """A line for each finding; what is the same on many pages, such as in a menu, is one line."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        key = one.level, one.rule, one.message, one.suggestion, one.excerpt
        alike.setdefault(key, []).append(one)
    lines = []
    for same in alike.values():
        pages = {one.path for one in same}
        many = f" (And on {count(list(pages)[1:], 'more page')}.)" if len(pages) > 1 else ""
        excerpt = " ".join(same[0].excerpt.split())
        lines.append(f"{same[0]}{many}" + (f"\n    {excerpt}" if excerpt else ""))
    return lines

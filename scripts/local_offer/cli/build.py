"""The verb ``build``: the website and the leaflets."""

from __future__ import annotations

import datetime as dt
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args

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
from local_offer.findings_report import write_report
from local_offer.findings_told import tell
from local_offer.model import Finding, Offer, errors
from local_offer.publish import publish
from local_offer.website.engine import Engine

# A draft has these by the hundred; "check" lists them, and "build" only counts them.
_COUNTED = ("to-confirm", "second-hand")


@click.command()
@click.option(
    "--engine",
    type=click.Choice(get_args(Engine)),
    default="mkdocs",
    help="The site generator. Any but the first must be installed first.",
)
@click.option("--fresh", is_flag=True, help="Make all anew, and believe nothing that was kept.")
@format_option("text", "github")
@today_option
@click.pass_obj
def build(
    given: dict[str, Any], today: dt.date | None, engine: Engine, format: str, *, fresh: bool
) -> None:
    """Build the website and the leaflets into build/site."""
    folder, day = given["folder"], the_day(given, today)
    if find_spec(engine) is None:
        fail(f"{engine} is not installed here. See docs/developers/engine.md.")
    site = folder / "build" / "site"
    before = _which(site)

    def kept() -> str:
        if _which(site) == before:
            return "The last good site is as it was."
        return f"The new site is whole, and stands in {site}."

    with Trouble(kept):
        done = publish(folder, day, progress(), engine, fresh=fresh)
        write_report(done.offer, done.findings, folder, folder / "build" / "report.html", day)
    wrong = errors(done.findings)
    show(done.findings, format)
    if done.site is None:
        stands = f"The last good site still stands in {site}. " if site.exists() else ""
        click.echo(f"Nothing was built. {stands}Please mend {count(wrong, 'error')}.")
        sys.exit(1)
    click.echo(_summary(done.offer, done.findings, done.site))
    if wrong:
        sys.exit(1)


def _which(site: Path) -> int:
    """A number that a folder keeps and no other has, as long as it is there."""
    return site.stat().st_ino if site.is_dir() else 0


def show(findings: list[Finding], format: str = "text") -> None:
    """Tell what was found, but not each fact that a draft still waits for."""
    clear_progress()
    shown = [finding for finding in findings if finding.rule not in _COUNTED]
    if shown:
        click.echo(tell(shown, format))


def _summary(offer: Offer, findings: list[Finding], site: Path) -> str:
    printed = [leaflet for leaflet in offer.leaflets if leaflet.id not in offer.left_out]
    made = f"{count(offer.pages, 'page')} and {count(printed, 'leaflet')}"
    sentences = [f"Built {made} for {offer.council.name} into {site}."]
    if offer.left_out:
        names, wrong = ", ".join(sorted(offer.left_out)), count(errors(findings), "error")
        sentences.append(
            f"Left out: {names}. The page about leaflets says so. Please mend {wrong}."
        )
    waiting = offer.to_confirm
    if waiting:
        is_are = "is" if len(waiting) == 1 else "are"
        facts = count(waiting, "fact")
        sentences.append(f"It is marked as a draft: {facts} {is_are} still to confirm.")
    second_hand = [finding for finding in findings if finding.rule == "second-hand"]
    if second_hand:
        facts = count(second_hand, "fact")
        sentences.append(f"Check {facts} seen only second hand before you print.")
    if waiting or second_hand:
        sentences.append('"local-offer check" lists them.')
    return " ".join(sentences)

"""The verb ``links``: every link of built pages, and of other websites where asked."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import click

from link_check import SiteLink, check_site
from local_offer.checks.broken_links import links as inside_rule
from local_offer.cli.options import count, fail, format_option, the_day, today_option
from local_offer.cli.trouble import Trouble
from local_offer.findings_told import FORMATS, tell
from local_offer.loading.loader import load
from local_offer.loading.settings import site_settings
from local_offer.model import Finding, errors

_ROW = ("page", "target", "verdict", "why", "new")


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.option(
    "--base-url", default="", help="The address that the pages will have, if not the offer's own."
)
@click.option("--external", is_flag=True, help="Ask other websites too. Needs the internet.")
@format_option(*FORMATS)
@today_option
@click.pass_obj
def links(
    given: dict[str, Any],
    today: dt.date | None,
    site: Path,
    base_url: str,
    format: str,
    *,
    external: bool,
) -> None:
    """Check every link inside a folder of built pages, PDFs included."""
    if not site.is_dir():
        fail(f"There is no folder called {site}. Build the website first: local-offer build")
    folder = given["folder"]
    settings = site_settings(folder)[0]
    own = site.resolve() == (folder / "build" / "site").resolve()
    name = "build/site" if own else site.as_posix()
    if own and not base_url:
        base_url = str(settings.get("site_url") or "")
    with Trouble(kept=""):
        found = check_site(site, base_url)
        others = [one for one in found if external and _is_outside(one.target, base_url)]
        outside = list(_outside(others, _edits(settings), given, today)) if others else []
    if format == "json":
        asked = {link.target for link in others}
        inside = [link for link in found if link.target not in asked]
        rows = [{key: getattr(link, key) for key in _ROW} for link in inside]
        click.echo(json.dumps({"links": rows + outside}, ensure_ascii=False))
        sys.exit(1 if any(link.verdict == "broken" for link in found) else 0)
    findings = list(inside_rule(found, name))
    findings += [_finding(row, name) for row in outside if row["verdict"] != "works"]
    if findings:
        click.echo(tell(findings, format))
    if format == "text":
        broken = errors(findings)
        more = len(findings) - len(broken)
        click.echo(f"{count(broken, 'broken link')} inside, {more} more to look at.")
    sys.exit(1 if errors(findings) else 0)


def _edits(settings: dict[str, Any]) -> str:
    """How the address behind each "Improve this page" begins; empty where there is none.

    Whoever changes a page says who they are first, so such an address may ask.
    """
    home = str(settings.get("repo_url") or "").rstrip("/") + "/"
    edits = str(settings.get("edit_uri") or settings.get("edit_uri_template") or "edit/")
    if home == "/":
        return ""
    if edits.startswith(("?", "#")):
        return home.rstrip("/") + edits
    return urljoin(home, edits.partition("{")[0])


def _is_outside(target: str, base_url: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False  # no address at all, which the check of inside links says
    return parts.scheme in ("http", "https") and parts.netloc != urlsplit(base_url).netloc


def _outside(
    found: list[SiteLink], edits: str, given: dict[str, Any], today: dt.date | None
) -> Iterator[dict[str, str]]:
    """Each outside link of the site with what was found out about it, as a row."""
    # Only here, for what asks the web takes longer to load than most verbs take to run.
    from link_check import PersonalLook, check_outside  # noqa: PLC0415

    folder = given["folder"]
    answers = {
        answer.url: PersonalLook(
            answer.verdict, answer.why, answer.role, answer.day, answer.expires
        )
        for answer in load(folder)[0].link_answers
    }
    cache = folder / "build" / "outside-links.json"
    cache.parent.mkdir(parents=True, exist_ok=True)
    judged = {
        link.address: link
        for link in check_outside(
            (link.target for link in found),
            cache=cache,
            answers=answers,
            today=the_day(given, today),
            for_members=(edits,) if edits else (),
            say=lambda words: click.echo(words, err=True),
        )
    }
    for link in found:
        told = judged[link.target]
        yield dict(
            zip(_ROW, (link.page, link.target, told.verdict, told.why, told.new), strict=True)
        )


def _finding(row: dict[str, str], site: str) -> Finding:
    """An outside link to look at: never an error, for other people's websites stop no build."""
    advice = f"Write {row['new']} in its place." if row["new"] else "Open it and see."
    message = (
        f"The link to {row['target']}: {row['verdict'].replace('-', ' ')}. {row['why']}".strip()
    )
    return Finding(f"{site}/{row['page']}", 0, "outside-link", message, advice, "warning")

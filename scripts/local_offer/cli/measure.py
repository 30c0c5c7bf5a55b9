"""The verbs that measure: ``links``, ``policies``, ``reading``. They take any file or folder."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from local_offer.checks.links import links as inside_rule
from local_offer.cli.manners import Trouble, count, fail, format_option, the_day, today_option
from local_offer.finding import Finding, errors
from local_offer.load import load
from local_offer.outside_links import Answer, check_outside
from local_offer.outside_links import Link as OutsideLink
from local_offer.report import FORMATS, tell
from local_offer.site_links import check_site

_ROW = ("page", "target", "verdict", "why", "new")


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.option("--base-url", default="", help="The address that the pages will have.")
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
    with Trouble():
        outside = list(_outside(site, base_url, given, today)) if external else []
        if format == "json":
            inside = check_site(site, base_url)
            rows = [{key: getattr(link, key) for key in _ROW} for link in inside]
            rows = [row for row in rows if not external or not _is_outside(row["target"], base_url)]
            click.echo(
                json.dumps({"links": rows + [row for row, _ in outside]}, ensure_ascii=False)
            )
            sys.exit(1 if any(link.verdict == "broken" for link in inside) else 0)
        findings = list(inside_rule(site, base_url))
    findings += [_finding(row, link) for row, link in outside if link.verdict != "works"]
    if findings:
        click.echo(tell(findings, format))
    if format == "text":
        broken = errors(findings)
        others = len(findings) - len(broken)
        click.echo(f"{count(broken, 'broken link')} inside, {others} more to look at.")
    sys.exit(1 if errors(findings) else 0)


def _is_outside(target: str, base_url: str) -> bool:
    parts = urlsplit(target)
    return parts.scheme in ("http", "https") and parts.netloc != urlsplit(base_url).netloc


def _outside(
    site: Path, base_url: str, given: dict[str, Any], today: dt.date | None
) -> Iterator[tuple[dict[str, str], OutsideLink]]:
    """Each outside link of the site, as a row, with what was found out about it."""
    folder = given["folder"]
    found = [link for link in check_site(site, base_url) if _is_outside(link.target, base_url)]
    answers = {
        answer.url: Answer(answer.verdict, answer.why, answer.role, answer.day, answer.expires)
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
            say=lambda words: click.echo(words, err=True),
        )
    }
    for link in found:
        told = judged[link.target]
        yield (
            dict(
                zip(_ROW, (link.page, link.target, told.verdict, told.why, told.new), strict=True)
            ),
            told,
        )


def _finding(row: dict[str, str], link: OutsideLink) -> Finding:
    """An outside link to look at: never an error, for other people's websites stop no build."""
    advice = f"Write {link.new} in its place." if link.new else ""
    message = f"The link to {row['target']}: {link.verdict.replace('-', ' ')}. {link.why}".strip()
    return Finding(f"build/site/{row['page']}", 0, "outside-link", message, advice, "warning")

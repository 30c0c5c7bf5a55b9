"""The verbs that measure: ``links``. They read any folder or file, not only an offer's."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from local_offer.checks.links import links as rule
from local_offer.cli.manners import Trouble, count, fail, format_option
from local_offer.finding import errors
from local_offer.report import FORMATS, tell
from local_offer.site_links import check_site


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.option("--base-url", default="", help="The address that the pages will have.")
@format_option(*FORMATS)
def links(site: Path, base_url: str, format: str) -> None:
    """Check every link inside a folder of built pages, PDFs included."""
    if not site.is_dir():
        fail(f"There is no folder called {site}. Build the website first: local-offer build")
    with Trouble():
        if format == "json":
            found = check_site(site, base_url)
            rows = [
                {key: getattr(link, key) for key in ("page", "target", "verdict", "why", "new")}
                for link in found
            ]
            click.echo(json.dumps({"links": rows}, ensure_ascii=False))
            sys.exit(1 if any(link.verdict == "broken" for link in found) else 0)
        findings = list(rule(site, base_url))
    if findings:
        click.echo(tell(findings, format))
    if format == "text":
        broken = errors(findings)
        others = [finding for finding in findings if finding not in broken]
        click.echo(f"{count(broken, 'broken link')}, {len(others)} to look at.")
    sys.exit(1 if errors(findings) else 0)

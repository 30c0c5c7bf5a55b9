"""The verb ``check``: the words and facts, before anything is built."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import click

from local_offer.checking import Checked
from local_offer.cli.options import count, format_option, the_day, today_option
from local_offer.cli.trouble import Trouble
from local_offer.findings_told import FORMATS, tell
from local_offer.model import Finding, errors


@click.command()
@click.option("--release", is_flag=True, help="Refuse while any fact is still to confirm.")
@click.option("--list", "list_rules", is_flag=True, help="Say what each rule asks, and stop.")
@click.option("--fresh", is_flag=True, help="Check all anew, and believe nothing that was kept.")
@format_option(*FORMATS)
@today_option
@click.pass_obj
def check(
    given: dict[str, Any],
    today: dt.date | None,
    format: str,
    *,
    release: bool,
    list_rules: bool,
    fresh: bool,
) -> None:
    """Check the words and facts. Writes build/report.html to read; nothing else is built."""
    if list_rules:
        from local_offer.checks import ON_WORDS  # noqa: PLC0415  # a check that is kept needs none

        for rule in ON_WORDS:
            click.echo(f"{rule.__name__.replace('_', '-')}: {(rule.__doc__ or '').splitlines()[0]}")
        return
    with Trouble(kept=""):
        checked = Checked(given["folder"], the_day(given, today), release=release, fresh=fresh)
        findings = checked.findings
    with Trouble(kept="The words were checked: only build/report.html was not written."):
        try:
            checked.write_report()
        except OSError:  # a page that cannot be written hides nothing that was found
            if findings:
                click.echo(tell(findings, format))
            raise
    if findings or format == "json":
        click.echo(tell(findings, format))
    if format == "text":
        click.echo(_verdict(findings, release=release))
    sys.exit(1 if errors(findings) else 0)


def _verdict(findings: list[Finding], *, release: bool) -> str:
    wrong = errors(findings)
    warnings = [finding for finding in findings if finding.level == "warning"]
    excused = [finding for finding in findings if finding.level == "excused"]
    if not findings:
        return "Nothing is wrong."
    counts = f"{count(wrong, 'error')} and {count(warnings, 'warning')}."
    if excused:
        counts += f" {len(excused)} more excused, with a reason."
    if release and any(finding.rule == "to-confirm" for finding in wrong):
        return f"{counts} This cannot be released while facts are still to confirm."
    return counts if wrong else f"{counts} Warnings do not stop you."

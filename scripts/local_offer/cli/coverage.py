"""The verb ``coverage``: what the law asks, and where the offer meets it."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from local_offer.checks.duties import plan
from local_offer.cli.options import format_option
from local_offer.cli.trouble import Trouble
from local_offer.loading.loader import load
from local_offer.model import errors


@click.command()
@format_option("text", "json")
@click.pass_obj
def coverage(given: dict[str, Any], format: str) -> None:
    """List what the law and guidance ask, where this offer meets it, and each gap."""
    with Trouble():
        offer, findings = load(given["folder"])
    met = plan(offer)
    if format == "json":
        rows = [
            {
                "duty": one.duty.asks,
                "asked_by": one.duty.asked_by,
                "where": one.where,
                "gaps": one.gaps,
            }
            for one in met
        ]
        click.echo(json.dumps({"duties": rows}, ensure_ascii=False))
    else:
        for one in met:
            click.echo(f"{one.duty.asks}. ({one.duty.asked_by})")
            click.echo(f"  Met in: {', '.join(one.where) or 'nowhere'}.")
            for gap in one.gaps:
                click.echo(f"  To do: {gap}")
        whole = [one for one in met if not one.gaps]
        click.echo(f"{len(whole)} of {len(met)} duties have no gap.")
    if errors(findings):
        click.echo("Parts of this offer could not be read. Run local-offer check.", err=True)
        sys.exit(1)

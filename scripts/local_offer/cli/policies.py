"""The verb ``policies``: which policies and laws a text names. It takes any file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from local_offer.checks.policy_links import mention_rows, mentions_in
from local_offer.cli.options import count, format_option, text_of
from local_offer.cli.trouble import Trouble
from local_offer.findings_told import tell
from local_offer.loading.loader import load
from local_offer.loading.register import read_register
from local_offer.model import errors
from named_documents import Document


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    help="A list of documents in the form of policies.yml. Without it, the offer's own.",
)
@format_option("text", "json")
@click.pass_obj
def policies(
    given: dict[str, Any], files: tuple[Path, ...], register: Path | None, format: str
) -> None:
    """List every policy, law and guidance that the offer, or any Markdown file, names."""
    with Trouble(kept=""):
        offer, findings = load(given["folder"])
        known: Sequence[Document] = offer.policies
        if register is not None:
            known, findings = read_register(register)
        elif files and "policies" not in offer.unread:
            findings = []
        if errors(findings):
            click.echo(tell(findings, "text"), err=True)
            sys.exit(1)
        if files:
            rows = [
                row for path in files for row in mentions_in(text_of(path), path.as_posix(), known)
            ]
        else:
            rows = mention_rows(offer)
    if format == "json":
        mentions = [dict(row) for row in rows]
        click.echo(json.dumps({"mentions": mentions}, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row['path']}:{row['line']}: {row['verdict']}: {row['text']}")
        faults = [row for row in rows if row["verdict"] != "ok"]
        click.echo(f"{count(rows, 'document')} named, {len(faults)} to look at.")
    sys.exit(1 if any(row["verdict"] not in ("ok", "unlinked-unknown") for row in rows) else 0)

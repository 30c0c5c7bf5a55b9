"""The verb ``reading``: reading age and hard sentences. It takes any file."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import click

from local_offer.checks.context import Context
from local_offer.checks.page_reading import page_readings, read_file
from local_offer.cli.options import format_option, text_of, the_day, today_option
from local_offer.cli.trouble import Trouble
from local_offer.findings_told import tell
from local_offer.loading.loader import load
from local_offer.model import errors


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@format_option("text", "json")
@today_option
@click.pass_obj
def reading(
    given: dict[str, Any], today: dt.date | None, files: tuple[Path, ...], format: str
) -> None:
    """Give the reading age and the hard sentences of the offer's pages, or of any file."""
    with Trouble(kept=""):
        if files:
            _each_is_text(files)
            found = [(path.as_posix(), read_file(path)) for path in files]
        else:
            offer, findings = load(given["folder"])
            if errors(findings):
                click.echo(tell(findings, "text"), err=True)
                sys.exit(1)
            read = page_readings(Context(offer, given["folder"], the_day(given, today)))
            found = [(page.at.path, one) for page, one in read]
    if format == "json":
        rows = [{"path": path, **page.to_json()} for path, page in found]
        click.echo(json.dumps({"pages": rows}, ensure_ascii=False))
        return
    for path, page in found:
        row = page.to_json()
        age = "too short to score" if row["age"] is None else f"age {row['age']:.1f}"
        click.echo(f"{path}: {age} ({row['formula']}), {row['words']} words")
        for sentence in row["sentences"][:10]:
            click.echo(f"  {', '.join(sentence['reasons'])}: {sentence['text']}")
            if sentence["suggestion"]:
                click.echo(f"    {sentence['suggestion']}")


def _each_is_text(files: tuple[Path, ...]) -> None:
    for path in files:
        text_of(path)

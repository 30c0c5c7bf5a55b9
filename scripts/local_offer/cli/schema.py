"""The verb ``schema``: JSON Schemas for editors that check as one types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from local_offer.cli.options import (
    count,
)
from local_offer.cli.trouble import Trouble
from local_offer.loading.json_schema import write_schemas


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where to. Without it, .vscode/schema."
)
@click.pass_obj
def schema(given: dict[str, Any], output: Path | None) -> None:
    """Write JSON Schemas of the data files and of front matter, for editors that check them."""
    with Trouble(kept=""):
        paths = write_schemas(output or given["folder"] / ".vscode" / "schema")
    click.echo(f"Wrote {count(paths, 'schema')} into {paths[0].parent}.")

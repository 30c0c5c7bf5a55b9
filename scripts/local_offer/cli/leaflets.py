"""The verb ``leaflets``: the leaflets alone, and the files for the print shop."""

from __future__ import annotations

import datetime as dt
import sys
import time
from typing import Any

import click

from local_offer.cli.build import show
from local_offer.cli.options import (
    count,
    progress,
    the_day,
    today_option,
)
from local_offer.cli.trouble import Trouble
from local_offer.model import errors
from local_offer.print_leaflets import print_on_paper


@click.command()
@click.argument("editions", nargs=-1, metavar="[EDITION ...]")
@click.option("--png", is_flag=True, help="Make a picture of each page too.")
@today_option
@click.pass_obj
def leaflets(
    given: dict[str, Any], editions: tuple[str, ...], *, png: bool, today: dt.date | None
) -> None:
    """Print the leaflets alone, or some editions of them, into build/leaflets.

    The files for the print shop go into build/press.
    """
    began = time.perf_counter()
    with Trouble():
        done = print_on_paper(given["folder"], the_day(given, today), editions, progress(), png=png)
    wrong = errors(done.findings)
    show(done.findings)
    for line in done.lines:
        click.echo(line)
    if not done.printed:
        click.echo(f"Nothing was printed. Please mend {count(wrong, 'error')}.")
    else:
        click.echo(f"It took {time.perf_counter() - began:.1f} seconds.")
    sys.exit(1 if wrong else 0)

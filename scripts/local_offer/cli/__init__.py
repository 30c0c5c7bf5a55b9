"""The front door: words in, sentences and an exit code out.

Exit code 0: nothing is wrong, or only warnings. 1: errors. 2: it could not start.
"""

from __future__ import annotations

import datetime as dt
import signal
from pathlib import Path
from typing import Any

import click

from local_offer.cli.ask import check, coverage
from local_offer.cli.everyone import accessibility
from local_offer.cli.live import deploy, serve
from local_offer.cli.make import build, leaflets, schema
from local_offer.cli.manners import fail, today_option
from local_offer.cli.measure import links, policies, reading
from local_offer.cli.past import release, review
from local_offer.cli.trouble import Trouble


class _Front(click.Group):
    """Says "Stopped." wherever a request to stop comes, and never "Aborted!"."""

    def invoke(self, ctx: click.Context) -> Any:
        with Trouble(kept=""):
            return super().invoke(ctx)


@click.group(cls=_Front, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="local-offer", message="local-offer %(version)s")
@click.option(
    "--offer",
    "folder",
    type=click.Path(path_type=Path),
    default=".",
    help="The folder of the offer. Without it, the folder you are in.",
)
@today_option
@click.pass_context
def main(ctx: click.Context, folder: Path, today: dt.date | None) -> None:
    """Make a council's Kinship Local Offer: a website and a printed leaflet from the same words."""
    if not folder.is_dir():
        fail(f"There is no folder called {folder}. Check its name after --offer.")
    ctx.obj = {"folder": folder, "today": today}
    # A polite request to stop ends like the stop key: work in progress is cleared away.
    for request in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(request) != signal.SIG_IGN:  # as for work in the background
            signal.signal(request, signal.default_int_handler)


for verb in (
    build, check, leaflets, coverage, links, policies, reading, accessibility, review, release,
    deploy, schema, serve,
):  # fmt: skip
    main.add_command(verb)

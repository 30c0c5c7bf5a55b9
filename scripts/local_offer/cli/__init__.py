"""The front door: words in, sentences and an exit code out.

Exit code 0: nothing is wrong, or only warnings. 1: errors. 2: it could not start.
"""

from __future__ import annotations

import datetime as dt
import importlib
import signal
from pathlib import Path
from typing import Any, cast

import click

from local_offer.cli.options import fail, today_option
from local_offer.cli.trouble import Trouble

VERBS = {
    "build": "Build the website and the leaflets into build/site.",
    "check": "Check the words and facts.",
    "leaflets": "Print the leaflets alone, or some editions of them, into build/leaflets.",
    "coverage": "List what the law and guidance ask, where this offer meets it, and each gap.",
    "links": "Check every link inside a folder of built pages, PDFs included.",
    "policies": "List every policy, law and guidance that the offer, or any Markdown file, names.",
    "reading": "Give the reading age and the hard sentences of the offer's pages, or of any file.",
    "accessibility": "Check that everyone can use the pages of a folder, in a real browser.",
    "review": "Tell what changed for families since the last release, or between two folders.",
    "release": "Name what is committed as the offer of today.",
    "deploy": "Put build/site in place of DIR, in one step.",
    "schema": "Write JSON Schemas of the data files and of front matter.",
    "serve": "Show the pages and leaflets in your browser, and each change as soon as you save it.",
}
"""What each verb does. Its file is loaded when it is called."""


class _Front(click.Group):
    """Says "Stopped." wherever a request to stop comes, and never "Aborted!"."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in VERBS:
            return None
        verb = importlib.import_module(f"local_offer.cli.{cmd_name}")
        return cast("click.Command", getattr(verb, cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(VERBS.items()))

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

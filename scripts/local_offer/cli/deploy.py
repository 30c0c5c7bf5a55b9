"""The verb ``deploy``: the built site, put before the world in one step."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from local_offer.cli.options import count, fail
from local_offer.cli.trouble import Trouble
from local_offer.deployed_site import NotDeployedError, live_site, roll_back
from local_offer.deployed_site import deploy as put_live
from local_offer.loading.loader import load


@click.command()
@click.argument("place", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--rollback", is_flag=True, help="Go back to the site that was live before.")
@click.pass_obj
def deploy(given: dict[str, Any], place: Path, *, rollback: bool) -> None:
    """Put build/site in place of DIR, in one step. DIR is what the web server shows.

    The last three sites are kept.
    """
    folder = given["folder"]
    # "place/" and "place/.." are other names for a folder; a link can take the place of none.
    named = place.name not in ("", ".", "..")
    place = place.absolute() if named else Path(os.path.realpath(place))
    before = live_site(place)

    def kept() -> str:
        as_it_was = live_site(place) == before
        return "The site that was live is as it was." if as_it_was else f"{place} has changed."

    with Trouble(kept):
        try:
            live = roll_back(place) if rollback else put_live(folder, place)
        except NotDeployedError as why:
            fail(str(why), 1)
    click.echo(f"{'Went back' if rollback else 'Deployed'}: {place} now shows {live}.")
    if not rollback and (waiting := load(folder)[0].to_confirm):
        is_are = "is" if len(waiting) == 1 else "are"
        click.echo(f"It is marked as a draft: {count(waiting, 'fact')} {is_are} still to confirm.")

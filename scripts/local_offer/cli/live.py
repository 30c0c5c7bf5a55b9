"""The verbs that show an offer: ``serve`` on this computer, and ``deploy`` to the world."""

from __future__ import annotations

import datetime as dt
import os
import threading
from pathlib import Path
from typing import Any

import click

from local_offer.cli.manners import count, fail, the_day, today_option
from local_offer.cli.trouble import Trouble
from local_offer.in_place import NotDeployedError, live_site, roll_back
from local_offer.in_place import deploy as put_live
from local_offer.load import load
from local_offer.publish import workplace


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


@click.command()
@click.option("--port", default=8000, help="The number after localhost. Without it, 8000.")
@today_option
@click.pass_obj
def serve(given: dict[str, Any], today: dt.date | None, port: int) -> None:
    """Show the pages and leaflets in your browser, and each change as soon as you save it."""
    from local_offer.preview import Live, watch  # noqa: PLC0415  # half a second to load
    from local_offer.preview_server import served  # noqa: PLC0415  # it loads the one above

    folder = given["folder"].resolve()
    stop = threading.Event()
    with Trouble(kept=""), workplace(folder) as work:
        live = Live(folder, work, the_day(given, today), click.echo)
        try:
            server = served(live, port)
        except OSError:
            fail(f"Something else uses the number {port}. Try: local-offer serve --port {port + 1}")
        watching = threading.Thread(target=watch, args=(live, stop), daemon=True)
        watching.start()
        click.echo(f"Open http://localhost:{server.server_port} in your browser. Ctrl+C stops it.")
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            click.echo("Stopped.")
        finally:
            stop.set()
            watching.join(timeout=30)
            live.close()
            server.server_close()

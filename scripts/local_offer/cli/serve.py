"""The verb ``serve``: the pages on this computer, as they are typed."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import click

from local_offer.atomic import workplace
from local_offer.cli.options import fail, the_day, today_option
from local_offer.cli.trouble import Trouble
from local_offer.preview import Live, watch
from local_offer.preview_server import served


@click.command()
@click.option("--port", default=8000, help="The number after localhost. Without it, 8000.")
@today_option
@click.pass_obj
def serve(given: dict[str, Any], today: dt.date | None, port: int) -> None:
    """Show the pages and leaflets in your browser, and each change as soon as you save it."""
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

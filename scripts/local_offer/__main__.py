"""Where the command begins, also as ``python -m local_offer``.

The rest takes a second to load. Who asks to stop meanwhile gets a sentence, as later on.
"""

from __future__ import annotations

import os
import signal


def start() -> None:
    """Load the command and run it."""
    for request in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(request) != signal.SIG_IGN:  # as for work in the background
            signal.signal(request, _stopped)
    from local_offer.cli import main  # noqa: PLC0415  # the part that takes a second

    main(prog_name="local-offer")


def _stopped(request: int, frame: object) -> None:
    """Nothing has begun, so nothing is cleared away."""
    del request, frame
    os.write(2, b"Stopped. Nothing was done.\n")
    os._exit(130)


if __name__ == "__main__":
    start()

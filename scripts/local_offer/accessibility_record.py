"""What a run of the checks found, written down for the accessibility statement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from local_offer.atomic import whole_file
from local_offer.model import Offer
from page_access import read_mode

PLACE = "content/data/accessibility.yml"
"""Where the rounds of tests stand in an offer's folder."""

_HEAD = """\
# The rounds of accessibility tests that the statement tells of. The one with the id "programs"
# is written by: local-offer accessibility --full --record
# Add a round by people yourself, with by: people. Notes like these are lost when it is written.

"""


def record(offer: Offer, facts: dict[str, Any], folder: Path) -> Path:
    """Put the round of the programs in place of the last one, and keep the others.

    ``facts`` are those of an ``Examination``. Gives the file; raises ``OSError`` where it cannot
    be written.
    """
    engines = [f"{name} {version}" for name, version in facts["engines"].items()]
    ways = [read_mode(mode) for mode, pages in facts["modes"].items() if pages]
    programs = {
        "id": "programs",
        "by": "programs",
        "tested": facts["day"],
        "pages": facts["pages"],
        "how": f"{', '.join(engines)} and checks of our own, in {facts['browser']}",
        "ways": [f"{mode.spoken}, {facts['modes'][str(mode)]} pages" for mode in ways],
        "failures": [
            {"criterion": criterion, "pages": found["pages"]}
            for criterion, found in facts["failures"].items()
        ],
    }
    others = [
        round.model_dump(exclude={"at": True, "failures": {"__all__": {"at"}}})
        for round in offer.trials
        if round.id != "programs"
    ]
    rounds = [programs, *({key: _plain(value) for key, value in one.items()} for one in others)]
    path = folder / PLACE
    words = yaml.safe_dump(rounds, sort_keys=False, allow_unicode=True, width=1000)
    words = _HEAD + words.replace("'" + facts["day"] + "'", facts["day"])
    with whole_file(path) as part:
        part.write_text(words, encoding="utf-8")
    return path


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value

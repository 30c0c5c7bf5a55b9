"""Where the looks of an offer stand: its own, and those of this project."""

from __future__ import annotations

from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
"""The folder of this project, which holds the looks that an offer may leave as they are."""


def looks(folder: Path, room: str) -> list[Path]:
    """Where templates of a room (``overrides`` or ``leaflet``) are looked for, first one first."""
    return [
        path / room for path in dict.fromkeys((folder.resolve(), HOME)) if (path / room).is_dir()
    ]

"""Where the looks of an offer stand: its own, and those of this project."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_A_WHEEL = _PACKAGE / "default_looks"

HOME = _IN_A_WHEEL if _IN_A_WHEEL.is_dir() else _PACKAGE.parents[1]
"""The folder with the looks that an offer may leave as they are: the project's, or a wheel's."""


def looks(folder: Path, room: str) -> list[Path]:
    """Where templates of a room (``overrides`` or ``leaflet``) are looked for, first one first."""
    return [
        path / room for path in dict.fromkeys((folder.resolve(), HOME)) if (path / room).is_dir()
    ]

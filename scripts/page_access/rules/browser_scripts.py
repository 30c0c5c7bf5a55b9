"""The scripts that run in the browser, put together."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "page"


@lru_cache(maxsize=16)
def script(*names: str, do: str = "") -> str:
    """A function for the browser of one argument, ``asked``.

    It holds the files of ``page/`` with these names, in this order, and then does ``do``.
    """
    parts = [(_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in names]
    return "async (asked) => {\n" + "\n".join((*parts, do)) + "\n}"

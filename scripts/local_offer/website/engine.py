"""The site generators that an offer can be built with, by name."""

from __future__ import annotations

from typing import Literal

Engine = Literal["mkdocs", "zensical"]
"""The usual one, or the one that its theme's makers go on with."""

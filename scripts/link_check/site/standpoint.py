"""Where a link is followed from, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Where(NamedTuple):
    """The file that a path leads to, empty if none, and how: ``slash``, ``double``, ``ending``.

    ``leaves`` means that the path is not under the folder that the site is served from.
    """

    file: str
    how: str = ""
    leaves: bool = False


@dataclass(frozen=True)
class Standpoint:
    """Where an address is written: the file, and the address that it is relative to."""

    file: str
    folder: str  # path of the folder, with slashes at both ends
    path: str  # path of the page itself
    host: str | None = None  # another website's, where the page's <base> says so
    anywhere: bool = False  # the error page, which is shown at any address

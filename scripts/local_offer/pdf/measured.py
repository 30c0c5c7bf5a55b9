"""What stands where on a laid-out page, measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Some words on one line of a page: where they stand, in mm, and how large, in points.

    ``box`` names the part of the page they belong to, from ``data-box`` in the HTML.
    ``tag`` is that of the heading, paragraph or item they stand in. Runs with the same
    ``line`` stand on one line, and those with the same ``block`` in one paragraph; both
    count from 1 within the page. ``colour`` is red, green and blue, from 0 to 1. ``around``
    names the parts that hold ``box``, and ``phone`` is the number that these words are, or are
    a piece of, from ``data-phone``.
    """

    words: str
    box: str
    left: float
    top: float
    right: float
    bottom: float
    points: float
    tag: str = ""
    block: int = 0
    line: int = 0
    colour: tuple[float, float, float] = (0, 0, 0)
    around: tuple[str, ...] = ()
    phone: str = ""


@dataclass(frozen=True)
class Area:
    """A ground of colour, in mm: words of another box that lie on it would be hidden."""

    box: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """One page as laid out, in mm. ``part`` is the ``data-part`` of the HTML that fills it.

    The words must stand between ``left_edge`` and ``right_edge``. ``flows_on`` says that the
    page goes on with what did not fit on the one before.
    """

    part: str
    width: float
    height: float
    left_edge: float
    right_edge: float
    runs: tuple[Run, ...]
    areas: tuple[Area, ...] = ()
    flows_on: bool = False

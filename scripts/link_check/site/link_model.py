"""What is found in a file: what it leads to, and what can be led to in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

LinkKind = Literal[
    "follow",  # a person chooses it: a link, or part of a picture that is one
    "load",  # the page cannot be shown whole without it: a picture, a script, a style
    "frame",  # another page, shown inside this one
    "form",  # where a form is sent
    "page",  # a page that the head of this one names, for machines
    "card",  # a picture or address that other websites show beside a link to this page
    "refresh",  # where a redirect page sends people
    "part",  # a drawing inside a file, or inside this page
    "style",  # a picture or font that a style sheet names
    "map",  # a line of the site map
    "paper",  # a link inside a PDF
    "jump",  # a jump inside a PDF
]


class Ref(NamedTuple):
    """One address, as written, white space at both ends taken off.

    ``line`` counts from 1; 0 where it is not known. ``shown`` holds the words a reader sees.
    ``asleep`` means inside a template, where nobody meets it until a script copies it.
    """

    target: str
    kind: LinkKind
    line: int = 0
    shown: str = ""
    asleep: bool = False


@dataclass
class LinkSource:
    """What one file leads to, and the places in it that a link can name.

    ``doubles`` are the ids that more than one element has. ``onward`` is where a redirect page
    sends people. ``base`` is the address that the page says its own are relative to.
    """

    refs: list[Ref] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    doubles: set[str] = field(default_factory=set)
    maps: set[str] = field(default_factory=set)
    base: str = ""
    onward: str = ""
    fault: str = ""


@dataclass
class Paper:
    """One PDF: its links and jumps, how many pages it has, and the names of places in it.

    ``dead`` are jumps whose place is gone. ``fault`` says why the file could not be read.
    """

    refs: list[Ref] = field(default_factory=list)
    pages: int = 0
    names: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    fault: str = ""
    locked: bool = False

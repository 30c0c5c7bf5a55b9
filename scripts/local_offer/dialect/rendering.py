"""A page rendered: as every engine gets it, and as its editor typed it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import markdown

from local_offer.dialect.extension import OfferExtension
from local_offer.model import Day, Offer, Page

# The first and last lines of a block, and nothing that only begins like one.
_BLOCK_LINE = re.compile(r"^///[ \t]*(?:show[ \t]*\|[ \t]*[a-z0-9 -]*)?$", re.MULTILINE)


def render(text: str, offer: Offer, folder: Path, today: Day) -> str:
    """The HTML of one page's Markdown, just as every engine gets it, links not yet resolved.

    Nothing where its words stand inside one another too deep to follow.
    """
    return _converted(text, offer, folder, today)


def _converted(text: str, offer: Offer, folder: Path, today: Day, *, as_typed: bool = False) -> str:
    try:
        return _engine(offer, folder, today, as_typed=as_typed).reset().convert(text)
    except RecursionError:
        _engine.cache_clear()  # it was left in the middle of something
        return ""


def too_deep(text: str) -> bool:
    """Whether that is why nothing came of a page."""
    try:
        markdown.markdown(text, extensions=["toc", "fenced_code", "tables"])
    except RecursionError:
        return True
    return False


def typed(offer: Offer, folder: Path, today: Day) -> tuple[tuple[Page, str], ...]:
    """Each page of an offer with the HTML of what its editor typed; links hold the ids typed.

    Blocks are left out: what they show is written elsewhere, and is checked there.
    """
    return tuple(
        (page, _converted(without_blocks(page.body), offer, folder, today, as_typed=True))
        for page in offer.pages
    )


def without_blocks(body: str) -> str:
    """A page's Markdown with an empty line in place of each line that begins or ends a block."""
    return _BLOCK_LINE.sub("", body)


@lru_cache(maxsize=4)
def _engine(offer: Offer, folder: Path, today: Day, *, as_typed: bool = False) -> markdown.Markdown:
    dialect = OfferExtension(
        folder=str(folder), today=today.isoformat(), offer=offer, as_typed=as_typed
    )
    return markdown.Markdown(extensions=["toc", "fenced_code", dialect])

"""Addresses of legislation.gov.uk, which often refuses to answer a program.

The shapes are those of its own guide to web addresses: a kind of law, a year (or the years of a
reign), a number, and then parts of it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_KINDS = (
    "ukpga ukla ukppa asp nia aosp aep aip apgb apni gbla gbppa mnia mwa anaw asc ukcm mchia"
    " uksi wsi ssi nisi nisr nisro ukci ukmd ukmo uksro ukdsi sdsi nidsr wdsi ukia eur eudn eudr"
    " eut"
)
_SHAPE = re.compile(
    rf"/(?:id/)?(?:{_KINDS.replace(' ', '|')})"
    r"/(?:1[2-9]\d\d|20\d\d|[A-Z][A-Za-z0-9]{1,20}(?:/[\w-]{1,40}){1,2})"
    r"/\d{1,5}(?:/[\w().-]{1,80}){0,12}/?"
)


def is_law(address: str) -> bool:
    """Whether an address is on legislation.gov.uk."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return host == "legislation.gov.uk"


def looks_like_law(address: str) -> bool:
    """Whether an address has the shape of one that legislation.gov.uk uses for a law."""
    path = urlsplit(address).path
    return len(path) <= 300 and _SHAPE.fullmatch(path) is not None

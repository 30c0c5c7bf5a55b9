"""Links: does each lead where its writer meant it to? It knows nothing of offers.

* ``check_site`` reads a folder of built pages, style sheets and PDFs, and needs no network;
* ``check_outside`` asks other people's websites, each page once and politely;
* ``judge_phone`` says whether a number rings where it should, and ``number_in`` finds one.

README.md beside this file says more.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from link_check.site.phone_numbers import judge_phone, number_in

if TYPE_CHECKING:
    from link_check.outside.outside_check import OutsideLink, PersonalLook, check_outside
    from link_check.site.site_check import SiteLink, check_site

__all__ = [
    "OutsideLink",
    "PersonalLook",
    "SiteLink",
    "check_outside",
    "check_site",
    "judge_phone",
    "number_in",
]


def __getattr__(name: str) -> Any:
    """What reads sites, and what asks the web, is loaded when it is first asked for."""
    if name not in __all__:
        raise AttributeError(name)
    inside = name in ("SiteLink", "check_site")
    place = "link_check.site.site_check" if inside else "link_check.outside.outside_check"
    return getattr(import_module(place), name)

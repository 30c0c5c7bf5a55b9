"""Links: does each lead where its writer meant it to? It knows nothing of offers.

* ``check_site`` reads a folder of built pages, style sheets and PDFs, and needs no network;
* ``check_outside`` asks other people's websites, each page once and politely;
* ``judge_phone`` says whether a number rings where it should, and ``number_in`` finds one.

README.md beside this file says more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from link_check.site import SiteLink, check_site
from link_check.site.phone_numbers import judge_phone, number_in

if TYPE_CHECKING:
    from link_check.outside import OutsideLink, PersonalLook, check_outside

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
    """What asks the web takes longer to load than most programs that check links take to run."""
    if name not in __all__:
        raise AttributeError(name)
    from link_check import outside  # noqa: PLC0415

    return getattr(outside, name)

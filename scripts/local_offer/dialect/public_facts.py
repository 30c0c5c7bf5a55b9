"""What every template may know of an offer, on the web and on paper: worked out once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from local_offer.dialect.callers import phone_route
from local_offer.model import Offer


@lru_cache(maxsize=2)
def public_facts(offer: Offer) -> dict[str, Any]:
    """The ``council``, whom to ``phone`` (see ``phone_route``), and whether it is a ``draft``."""
    return {"council": offer.council, "phone": phone_route(offer), "draft": offer.is_draft}

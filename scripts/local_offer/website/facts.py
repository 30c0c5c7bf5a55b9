"""What page templates may know, as plain words."""

from __future__ import annotations

from typing import Any

from local_offer.dialect.callers import danger_route, phone_route
from local_offer.dialect.public_facts import public_facts
from local_offer.dialect.templates import spoken
from local_offer.model import Offer, Page

# Links that every page's foot carries, by heading.
_FOOT = ("a-to-z", "leaflet", "young-people", "complaints", "policies", "about", "accessibility")


def template_facts(offer: Offer) -> dict[str, Any]:
    """The facts that page templates need, as plain words: dates spoken, numbers as read."""
    feet = [page for heading in _FOOT if (page := offer.page_for(heading))]
    return {
        **public_facts(offer),
        "service": _service(offer),
        "danger": danger_route(offer),
        "council": {
            "name": offer.council.name,
            "website": offer.council.website,
            "formats": offer.council.formats,
        },
        "foot": [
            {
                "title": page.title,
                "url": "" if page.slug == "index" else f"{page.slug}/",
                "heading": page.heading,
            }
            for page in feet
        ],
        "leaflets": [
            {"title": leaflet.title, "pages": leaflet.pages, "url": f"leaflets/{leaflet.id}.pdf"}
            for leaflet in offer.leaflets
            if leaflet.id not in offer.left_out
        ],
        "pages": {
            "" if page.slug == "index" else f"{page.slug}/": _page_facts(page, offer)
            for page in offer.pages
        },
    }


def _service(offer: Offer) -> dict[str, Any]:
    """What search engines are told about the service: only what the front page shows too."""
    first = public_facts(offer)["phone"]["first"]
    provider = {"@type": "GovernmentOrganization", "name": offer.council.name}
    service: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": front.title if (front := offer.page_for("front")) else "",
        "provider": {**provider, "url": offer.council.website},
    }
    if first and first["phone"]:
        point = {"@type": "ContactPoint", "name": first["said"], "telephone": first["phone"]}
        service["availableChannel"] = {"@type": "ServiceChannel", "servicePhone": point}
    return service


def _page_facts(page: Page, offer: Offer) -> dict[str, Any]:
    # A young person's page ends with a line for young people.
    young = offer.council.young_people_lines if page.heading == "young-people" else ()
    return {
        "phone": phone_route(offer, young[0] if young else ""),
        "heading": page.heading,
        "title": page.title,
        "summary": page.summary,
        "owner": page.owner,
        "changed": page.reviewed.isoformat(),
        "reviewed": spoken(page.reviewed),
        "review_by": spoken(page.review_by),
        "facts": [
            {
                "says": fact.says,
                "source": fact.source,
                "source_url": fact.source_url,
                "checked": spoken(fact.checked) if fact.checked else "",
                "second_hand": fact.second_hand,
            }
            for fact in page.facts
            if not fact.to_confirm
        ],
        "to_confirm": [fact.says for fact in page.facts if fact.to_confirm],
    }

"""Phone numbers on the built pages and leaflets that no contact has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from link_check import SiteLink, number_in
from local_offer.model import Finding, Offer


def numbers(offer: Offer, found: Iterable[SiteLink]) -> Iterator[Finding]:
    """Each phone number that a page or a leaflet rings is the number of a contact.

    ``found`` are the links of what was built. That a link rings the number it shows is the
    business of ``links``; so the words, the links and the data cannot differ.
    """
    known = {number_in(str(contact.phone)) for contact in offer.contacts if contact.phone}
    texts = {number_in(str(contact.text)) for contact in offer.contacts if contact.text}
    for link in found:
        kind, _, number = link.target.partition(":")
        kind = kind.lower()
        theirs = known if kind == "tel" else known | texts
        if kind in ("tel", "sms") and number_in(number) not in theirs:
            does = "rings" if kind == "tel" else "sends a text to"
            message = f"This {does} {number}, and no contact has that number."
            advice = "Correct it, or add the contact to content/data/contacts.yml."
            path = f"build/site/{link.page}"
            yield Finding(path, link.line, "phone-elsewhere", message, advice)

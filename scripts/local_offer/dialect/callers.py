"""Whom to call: first, meanwhile and in danger, as plain values for templates."""

from __future__ import annotations

import re
from typing import Any

from local_offer.model import Contact, Offer


def tel(phone: str) -> str:
    """The address that makes a phone ring this number: ``tel:`` and its digits."""
    return "tel:" + re.sub(r"\D", "", phone)


def sms(text: str) -> str:
    """The address that begins a text to this number, empty where it is words and no number."""
    return "" if re.search(r"[^\d ]", text) else "sms:" + text.replace(" ", "")


def sentences(*parts: str) -> str:
    """Scraps of words as whole sentences: each ends with one full stop, the empty are left out."""
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def phone_route(offer: Offer, first_id: str = "") -> dict[str, Any]:
    """The way to a person, as plain values for templates.

    ``first`` is whom to call first: the council's main contact, or the one with ``first_id``.
    Where its number is still to confirm, ``why`` is set and ``meanwhile`` holds the national
    line to call until then.
    """
    first = offer.contact(first_id or offer.council.main_contact)
    national = offer.contact(offer.council.national_line)
    emergency = offer.contact(offer.council.emergency)
    known = first is not None and bool(first.phone)
    local = first is None or first.area == "local"
    why = f"{offer.council.name} will confirm this number." if local else "It is not known yet."
    return {
        "first": _caller(first),
        "why": "" if known else why,
        "meanwhile": None if known else _caller(national),
        "emergency": _caller(emergency),
    }


def danger_route(offer: Offer) -> dict[str, Any]:
    """The numbers for now, as plain values for templates.

    ``now`` is for someone in danger now. ``worried`` are the other urgent contacts, the council's
    own team first where the data has it first, and ``listening`` the lines for young people.
    Only who can be called or texted today is in them.
    """
    listening = (offer.contact(id) for id in offer.council.young_people_lines)
    return {
        "now": _caller(offer.contact(offer.council.emergency)),
        "worried": [_caller(contact) for contact in _safety(offer)],
        "listening": [_caller(one) for one in listening if one and (one.phone or one.text)],
    }


def meanwhile(contact: Contact, offer: Offer) -> list[Contact]:
    """Whom to call while a contact's own number is to confirm; nobody where it is known.

    For one that is urgent: the emergency number, then each other urgent one whose number is
    known. For another: the main contact, or where that has no number yet the national line.
    """
    if contact.phone is None or contact.phone:
        return []
    council = offer.council
    if contact.area == "urgent":
        return [*_known(offer, council.emergency), *_safety(offer)]
    return _known(offer, council.main_contact, council.national_line)[:1]


def on_paper(offer: Offer, contact: Contact) -> dict[str, str]:
    """What a printed page says beside a contact: ``phone``, and ``until`` for what comes before it.

    A reader of paper cannot follow a link. Where the number of the main contact is still to
    confirm, it is the national line's that they get; where that of help in danger is, it is 999.
    """
    if contact.phone or contact.phone is None:
        other_way = f"text {contact.text}" if contact.text else str(contact.email or "")
        return {"phone": str(contact.phone) if contact.phone else other_way}
    route = phone_route(offer)
    if contact.area == "urgent" and route["emergency"]:
        return {"phone": route["emergency"]["phone"], "until": "in danger, call"}
    if contact.id == offer.council.main_contact and route["meanwhile"]:
        # Among so many words a number would else be broken over two lines.
        whole = route["meanwhile"]["phone"].replace(" ", "\u00a0")
        return {"phone": whole, "until": f"for now, {route['meanwhile']['said']}:"}
    return {}


def _safety(offer: Offer) -> list[Contact]:
    """Urgent contacts with a number, without the emergency number and the lines that listen."""
    apart = {offer.council.emergency, *offer.council.young_people_lines}
    urgent = (contact for contact in offer.contacts if contact.area == "urgent")
    return [contact for contact in urgent if contact.phone and contact.id not in apart]


def _known(offer: Offer, *ids: str) -> list[Contact]:
    found = (offer.contact(id) for id in ids)
    return [contact for contact in found if contact and contact.phone]


def _caller(contact: Contact | None) -> dict[str, str] | None:
    if contact is None:
        return None
    phone, text = (str(way) if way else "" for way in (contact.phone, contact.text))
    return {
        "id": contact.id,
        "name": contact.name,
        "said": contact.said or contact.name,
        "does": contact.does,
        "phone": phone,
        "tel": tel(phone) if phone else "",
        "text": text,
        "sms": sms(text) if text else "",
        "when": sentences(str(contact.hours) if contact.hours else "", contact.cost),
    }

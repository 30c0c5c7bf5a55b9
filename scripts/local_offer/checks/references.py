"""Ids that lead to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from local_offer.checks.context import Context
from local_offer.checks.page_html import PageLink
from local_offer.dialect.extension import LINK_KINDS
from local_offer.loading.messages import nearest
from local_offer.model import HEADINGS, Finding, Offer, Place


def references(context: Context) -> Iterator[Finding]:
    """Each id that a page or a data file names belongs to a record."""
    offer = context.offer
    known = {
        "contact": {contact.id for contact in offer.contacts},
        "policy": {policy.id for policy in offer.policies},
        "group": {group.id for group in offer.groups},
        "heading": {heading.id for heading in HEADINGS},
    }
    files = {"contacts": "contact", "policies": "policy", "groups": "group"}
    unread = {files[kind] for kind in offer.unread if kind in files}
    for kind, id, at in dict.fromkeys((*_linked(context.links), *_named(offer))):
        if id in known[kind] or kind in unread:
            continue
        near = nearest(id, known[kind])
        where = {
            "contact": "Contacts stand in content/data/contacts.yml.",
            "policy": "Policies stand in content/data/policies.yml.",
            "group": "Groups stand in content/data/groups.yml.",
            "heading": "A leaflet names headings of the offer, like financial-support.",
        }[kind]
        rule, message = f"unknown-{kind}", f'There is no {kind} with the id "{id}".'
        yield Finding(at.path, at.line, rule, message, near or where)
    yield from _silent(offer)


def _silent(offer: Offer) -> Iterator[Finding]:
    """Pages that a leaflet names and that say nothing for it."""
    wanted = {id for leaflet in offer.leaflets for id in leaflet.headings}
    for page in offer.pages:
        if page.heading in wanted and page.leaflet is None:
            message = "A leaflet names this page's heading, and the page has no words for it."
            advice = 'Add "leaflet:" to its front matter, with a title and a text.'
            yield Finding(page.at.path, page.at.line, "leaflet-words", message, advice)


def _linked(links: Iterable[PageLink]) -> Iterator[tuple[str, str, Place]]:
    """Each id that a link on a page names: its kind, the id, and where."""
    for link in links:
        kind, colon, id = link.address.strip().partition(":")
        if colon and kind.lower() in LINK_KINDS:
            yield kind.lower(), id, Place(link.page.at.path, link.line)


def _named(offer: Offer) -> Iterator[tuple[str, str, Place]]:
    """Each id that a data file names: its kind, the id, and where."""
    if "council" not in offer.unread:
        council = offer.council
        people = (council.main_contact, council.national_line, council.emergency)
        complaints = (council.complaints,) if council.complaints else ()
        for id in (*people, *complaints, *council.young_people_lines):
            yield "contact", id, council.at
    for policy in offer.policies:
        if policy.superseded_by:
            yield "policy", policy.superseded_by, policy.at
    for group in offer.groups:
        yield "contact", group.contact, group.at
    for leaflet in offer.leaflets:
        for kind, ids in (
            ("heading", leaflet.headings),
            ("group", leaflet.groups),
            ("contact", (*leaflet.lines, *leaflet.urgent)),
        ):
            for id in ids:
                yield kind, id, leaflet.at

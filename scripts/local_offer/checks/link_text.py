"""Links that do not say where they go."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # its usual name
from collections import Counter
from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.checks.page_html import (
    CODE,
    ID_KINDS,
    PageLink,
    known_ids,
    line_at,
    without_code,
)
from local_offer.model import Finding, Page

# Words that say nothing on their own, from the NHS service manual's page on links.
_EMPTY = {
    "click here", "here", "this", "this page", "this link", "link", "more", "read more",
    "find out more", "learn more", "more information", "more info", "info", "see here",
    "continue", "details", "website", "page", "download", "go", "view", "read this",
}  # fmt: skip
_BARE = re.compile(r"(?:https?://|\bwww\.)[^\s<>)\]]+", re.IGNORECASE)
_ADDRESS = re.compile(r"^(https?://|www\.)", re.IGNORECASE)


def link_text(context: Context) -> Iterator[Finding]:
    """The words of each link say where it goes, and the same words always go to one place."""
    goes: dict[tuple[str, str], str] = {}
    ids = known_ids(context.offer)
    for link in context.links:
        plain = link.words.lower().strip(" .:!")
        if link.is_picture:
            continue
        leads = link.address in ids or not link.address.startswith(ID_KINDS)
        first = link.address  # an id that nothing has is said elsewhere
        if leads:
            first = goes.setdefault((link.page.slug, plain), link.address)
        if fault := _fault(link, plain, first):
            path = link.page.at.path
            yield Finding(path, link.line, "link-text", *fault, excerpt=str(link))
    for page, tree in context.trees:
        if _BARE.search(page.body):
            yield from _bare(page, tree)


def _fault(link: PageLink, plain: str, first: str) -> tuple[str, str] | None:
    """What is wrong with the words of a link, and what to do; ``first`` is where they go first."""
    name = "Use the name of the page or service as its words."
    if not plain:
        return "A link has no words.", "Write where it goes between [ and ]."
    if plain in _EMPTY:
        return f'The link "{link.words}" does not say where it goes.', name
    if _ADDRESS.match(plain):
        advice = f"Write where it goes as its words: [name of the page]({link.address})"
        return "A web address stands as the words of a link.", advice
    if link.words.endswith((".", ",")):
        message = f'The link "{link.words}" holds the stop at its end.'
        return message, "Put the stop after the closing bracket."
    if first != link.address:
        message = f'The link "{link.words}" goes to two places on this page.'
        return message, "Give each its own words, or the same address."
    return None


def _bare(page: Page, tree: ET.Element) -> Iterator[Finding]:
    """Addresses that stand among the words, as they come out of a browser or an e-mail."""
    met: Counter[str] = Counter()
    for text in _texts(tree):
        for match in _BARE.finditer(text):
            address = match[0].rstrip(".,;:")
            body = without_code(page.body)
            places = [one.start() for one in re.finditer(re.escape(address), body)]
            line = line_at(page, places[min(met[address], len(places) - 1)]) if places else 0
            met[address] += 1
            message = f"The web address {address} stands among the words."
            whole = address if "://" in address else f"https://{address}"
            advice = f"Make a link whose words say where it goes: [name of the page]({whole})."
            yield Finding(page.at.path, line, "link-text", message, advice, excerpt=address)


def _texts(tree: ET.Element) -> Iterator[str]:
    """The words of a page that are neither a link nor code, as they come."""
    waiting = [(tree, True)]
    while waiting:
        element, counts = waiting.pop()
        counts = counts and element.tag not in ("a", *CODE) and isinstance(element.tag, str)
        if counts and element.text:
            yield element.text
        for child in element:
            waiting.append((child, counts))
            if counts and child.tail:
                yield child.tail

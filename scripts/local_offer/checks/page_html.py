"""What was typed on each page, read once as a browser reads it: its elements, links and pictures.

Rules that ask about links or about HTML look here, so that none reads Markdown by itself: code is
no link, and a link by reference, or typed as HTML, is one.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET  # its usual name
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import tinyhtml5

from local_offer.dialect.extension import FROM_MARKDOWN, LINK_KINDS
from local_offer.model import Offer, Page
from named_documents import without_hidden

MOST = 50
"""Findings of one rule on one page: a broken page has thousands, and nobody mends more at once."""
CODE = ("code", "pre")
"""Elements whose words are shown as they were typed."""
ID_KINDS = tuple(f"{kind}:" for kind in LINK_KINDS)
"""What an address begins with that is a kind and an id."""


@dataclass(frozen=True)
class PageLink:
    """A link or a picture on a page. ``address`` is as typed, and ``words`` are those shown.

    ``as_html`` is whether it was typed as HTML. ``nth`` counts, from 0, the links and pictures
    of the page that have the same address.
    """

    page: Page
    address: str
    words: str
    nth: int
    is_picture: bool
    as_html: bool

    @property
    def line(self) -> int:
        """The line on which its address stands, or its words; 0 where neither can be found."""
        lines = _addresses(without_code(self.page.body)).get(_begin(self.address))
        if lines:
            return self.page.body_line + lines[min(self.nth, len(lines) - 1)]
        words = r"[\s*_`\[\]]+".join(map(re.escape, self.words.split()))
        match = (
            re.search(rf"[\[>]\s*[*_`]*{words}", without_code(self.page.body)) if words else None
        )
        return line_at(self.page, match.start()) if match else 0

    def __str__(self) -> str:
        """The link as Markdown has it."""
        return f"{'!' * self.is_picture}[{self.words}]({self.address})"


# What stands before an address: in a link, in the definition of one, in HTML, in angle brackets.
_BEFORE = re.compile(
    r"(?:\]\(\s*<?|(?P<defined>^[ ]{0,3}\[[^\[\]\n]*\]:\s*<?)|(?:href|src)\s*=\s*[\"']?\s*"
    r"|<(?:mailto:)?)(?P<address>[^\s)>\"']+)",
    re.MULTILINE,
)


def _begin(address: str) -> str:
    """An address up to the first sign that may end one: enough to find it by."""
    return re.split(r"[\s)>\"']", address, maxsplit=1)[0]


@lru_cache(maxsize=64)
def _addresses(body: str) -> dict[str, list[int]]:
    """The lines, from 0, on which each address stands: first in links, then in definitions."""
    used: dict[str, list[int]] = {}
    defined: dict[str, list[int]] = {}
    line = at = 0
    for match in _BEFORE.finditer(body):
        line += body.count("\n", at, match.start("address"))
        at = match.start("address")
        kept = defined if match["defined"] else used
        kept.setdefault(html.unescape(match["address"]), []).append(line)
    return {key: used.get(key, []) + defined.get(key, []) for key in used | defined}


def tree_of(html: str) -> ET.Element:
    """The elements of a page's HTML as a browser builds them."""
    return cast("ET.Element", tinyhtml5.parse(html, namespace_html_elements=False))


def known_ids(offer: Offer) -> frozenset[str]:
    """Each address of the form ``contact:navigators`` that leads to a record."""
    contacts = (f"contact:{one.id}" for one in offer.contacts)
    return frozenset((*contacts, *(f"policy:{one.id}" for one in offer.policies)))


def links_of(page: Page, tree: ET.Element) -> Iterator[PageLink]:
    """Every link and picture of a page, in its order."""
    met: Counter[str] = Counter()
    for element in tree.iter():
        key = {"a": "href", "img": "src"}.get(element.tag)
        address = element.get(key) if key else None
        if address is None:
            continue
        words = element.get("alt") or "" if element.tag == "img" else _words(element)
        as_html = element.get(FROM_MARKDOWN) is None
        yield PageLink(page, address, words, met[address], element.tag == "img", as_html)
        met[address] += 1


def _words(element: ET.Element) -> str:
    """The words of an element, those that stand for pictures too, with single spaces."""
    parts = []
    for one in element.iter():
        if isinstance(one.tag, str):
            parts += [one.text or "", one.get("alt") or ""]
        parts.append(one.tail or "" if one is not element else "")
    return " ".join("".join(parts).split())


@lru_cache(maxsize=64)
def without_code(body: str) -> str:
    """A page's Markdown with what is code or a comment blanked out; each line keeps its number."""
    return without_hidden("\n" + body)[1:]  # its first line is never front matter


def line_at(page: Page, start: int) -> int:
    """The line of a file on which a place in its page's body stands."""
    return page.body_line + page.body.count("\n", 0, start)


_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "img", "ins", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "br",
))  # fmt: skip
THING = "\ufffc"
"""Stands in a block's words for code, which is shown as it was typed."""


def blocks(tree: ET.Element) -> Iterator[tuple[str, str]]:
    """Each block of words on a page, in its order: the element's name, and the words shown.

    Lines end where they end in the Markdown.
    """
    kind, words = "", [""]
    waiting: list[tuple[ET.Element | None, str, str]] = [(tree, "", "")]
    while waiting:
        element, outer, tail = waiting.pop()
        if element is None:  # an element ends here, and its tail follows
            if outer:
                yield kind, "".join(words)
                kind, words = outer, []
            words.append(tail)
            continue
        inline = not isinstance(element.tag, str) or element.tag in _INLINE
        waiting.append((None, "" if inline else kind, element.tail or ""))
        if not inline:
            yield kind, "".join(words)
            kind, words = element.tag, []
        if element.tag in CODE:
            words.append(THING)
        elif isinstance(element.tag, str):
            words.append(element.text or "")
            waiting += [(child, "", "") for child in reversed(element)]
    yield kind, "".join(words)


def line_of(page: Page, words: str, nth: int = 0) -> int:
    """The line on which words stand that a page shows; the body's first where none has them."""
    body = without_code(page.body)
    words = max(words.split(THING), key=len)
    loose = r"[\s*_\\>]+".join(map(re.escape, words.split()[:8]))
    for pattern, text in ((re.escape(words), body), (loose, body), (re.escape(words), page.body)):
        places = [match.start() for match in re.finditer(pattern, text)] if pattern else []
        if places:
            return line_at(page, places[min(nth, len(places) - 1)])
    return page.body_line

"""HTML that does more than show words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import tinyhtml5

from local_offer.extension import typed
from local_offer.finding import Finding
from local_offer.offer import Day, Offer, Page, Record

_TAGS = {
    "script", "iframe", "object", "embed", "style", "link", "meta", "base", "form", "frame",
    "frameset", "svg", "math", "title", "textarea", "xmp", "plaintext", "noembed", "noframes",
    "noscript", "template", "portal", "applet",
}  # fmt: skip
_ADDRESSES = {
    "href", "src", "action", "formaction", "data", "poster", "srcset", "values", "to", "from",
}  # fmt: skip
_WEB = re.compile(r"https?://[^\s\"'<>]+$")
_SCHEMES = ("javascript:", "vbscript:", "data:")


def safe_html(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """A page holds words, links and pictures: no scripts, no frames, no styles of its own."""
    for record in offer.records():
        yield from _addresses(record)
    for page, html in typed(offer, folder, today):
        for what, advice in _unsafe(html):
            message = f"This page holds {what}."
            yield Finding(page.at.path, _line(page, what), "unsafe-html", message, advice)


def _addresses(record: Record) -> Iterator[Finding]:
    """Web addresses in the data that are none."""
    for key in type(record).model_fields:
        value = getattr(record, key, None)
        for item in value if isinstance(value, tuple) else ():
            if isinstance(item, Record):
                yield from _addresses(item)
        is_address = key in ("url", "source_url", "website") and isinstance(value, str)
        if is_address and value and not _WEB.match(value):
            message = f'"{key}" is "{value}", which is no web address.'
            advice = "A web address begins with https:// or http://."
            yield Finding(record.at.path, record.at.line, "web-address", message, advice)


def _unsafe(html: str) -> Iterator[tuple[str, str]]:
    """What a browser would do more than show, and what to do about it.

    The HTML is read by the browsers' own rules, so that nothing hides from it in half a comment.
    """
    for element in tinyhtml5.parse(html, namespace_html_elements=False).iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        if tag in _TAGS:
            yield f"<{tag}>", "Take it out; say it in words or with a link."
        for key, value in element.attrib.items():
            name = str(key).rpartition("}")[2].rpartition(":")[2]
            # Browsers pass over white space and control signs in an address.
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on"):
                yield f'the attribute "{name}"', "Take the attribute out."
            elif name in _ADDRESSES and address.startswith(_SCHEMES):
                scheme = address.partition(":")[0]
                yield f'a "{scheme}:" address', "Link to a page or a website."


def _line(page: Page, what: str) -> int:
    """The line that holds the words in question; 0 where they are too well hidden."""
    words = re.sub(r'^(?:<|[^"]*")|(?:>|"[^"]*)$', "", what)
    pattern = re.compile(r"[\s\x00]*".join(map(re.escape, words)), re.IGNORECASE)
    sign = re.escape("<") if what.startswith("<") else ""
    exact = re.compile(sign + pattern.pattern, re.IGNORECASE)
    match = exact.search(page.body) or pattern.search(page.body)
    return page.body_line + page.body.count("\n", 0, match.start()) if match else 0

"""HTML that does more than show words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from local_offer.extension import typed
from local_offer.finding import Finding
from local_offer.offer import Day, Offer, Page, Record

_TAGS = {"script", "iframe", "object", "embed", "style", "link", "meta", "base", "form", "frame"}
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"}
_WEB = re.compile(r"https?://[^\s\"'<>]+$")
_SCHEMES = ("javascript:", "vbscript:", "data:")


def safe_html(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """A page holds words, links and pictures: no scripts, no frames, no styles of its own."""
    for record in offer.records():
        yield from _addresses(record)
    for page, html in typed(offer, folder, today):
        reader = _Reader()
        reader.feed(html)
        reader.close()
        for what, advice in reader.found:
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


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _TAGS:
            self.found.append((f"<{tag}>", "Take it out; say it in words or with a link."))
        for name, value in attrs:
            # Browsers pass over white space and control signs in an address.
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on"):
                self.found.append((f'the attribute "{name}"', "Take the attribute out."))
            elif name in _ADDRESSES and address.startswith(_SCHEMES):
                scheme = address.partition(":")[0]
                self.found.append((f'a "{scheme}:" address', "Link to a page or a website."))


def _line(page: Page, what: str) -> int:
    """The line that holds the words in question; 0 where they are too well hidden."""
    words = re.sub(r'^(?:<|[^"]*")|(?:>|"[^"]*)$', "", what)
    pattern = re.compile(r"[\s\x00]*".join(map(re.escape, words)), re.IGNORECASE)
    match = pattern.search(page.body)
    return page.body_line + page.body.count("\n", 0, match.start()) if match else 0

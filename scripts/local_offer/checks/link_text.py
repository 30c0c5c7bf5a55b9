"""Links that do not say where they go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from local_offer.finding import Finding
from local_offer.offer import Day, Offer, Page

_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\s*<?([^)\s>]*)")
# Words that say nothing on their own, from the NHS service manual's page on links.
_EMPTY = {
    "click here", "here", "this", "this page", "this link", "link", "more", "read more",
    "find out more", "learn more", "more information", "more info", "info", "see here",
    "continue", "details", "website", "page", "download", "go", "view", "read this",
}  # fmt: skip
# What is typed as a link, or is no prose, so that a bare address is what is left.
_ASIDE = re.compile(r"\]\([^)]*\)|=\s*[\"'][^\"']*[\"']|<!--.*?-->|`[^`]*`", re.DOTALL)
_BARE = re.compile(r"(?:https?://|\bwww\.)[^\s<>)\]]+", re.IGNORECASE)
_ADDRESS = re.compile(r"^(https?://|www\.)", re.IGNORECASE)


def link_text(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """The words of each link say where it goes, and the same words always go to one place."""
    del folder, today
    for page in offer.pages:
        goes: dict[str, str] = {}
        for link in _LINK.finditer(page.body):
            line = page.body_line + page.body.count("\n", 0, link.start())
            words = " ".join(re.sub(r"[*_`]", "", link[1]).split())
            plain = words.lower().strip(" .:!")

            def finding(
                message: str, advice: str, line: int = line, excerpt: str = link[0]
            ) -> Finding:
                path = page.at.path  # noqa: B023  # used at once
                return Finding(path, line, "link-text", message, advice, excerpt=excerpt)

            if not plain:
                yield finding("A link has no words.", "Write where it goes between [ and ].")
            elif plain in _EMPTY:
                message = f'The link "{words}" does not say where it goes.'
                yield finding(message, "Use the name of the page or service as its words.")
            elif _ADDRESS.match(plain):
                message = "A web address stands as the words of a link."
                yield finding(message, "Use the name of the page or service as its words.")
            elif words.endswith((".", ",")):
                message = f'The link "{words}" holds the stop at its end.'
                yield finding(message, "Put the stop after the closing bracket.")
            elif goes.setdefault(plain, link[2]) != link[2]:
                message = f'The link "{words}" goes to two places on this page.'
                yield finding(message, "Give each its own words, or the same address.")
        yield from _bare(page)


def _bare(page: Page) -> Iterator[Finding]:
    """Addresses that stand among the words, as they come out of a browser or an e-mail."""
    body = _ASIDE.sub(_blank, _LINK.sub(_blank, page.body))
    for match in _BARE.finditer(body):
        address = match[0].rstrip(".,;:")
        line = page.body_line + body.count("\n", 0, match.start())
        message = f"The web address {address} stands among the words."
        advice = f"Make a link whose words say where it goes: [name of the page]({address})."
        yield Finding(page.at.path, line, "link-text", message, advice, excerpt=address)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])

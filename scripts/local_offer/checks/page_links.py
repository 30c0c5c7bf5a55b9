"""Links and pictures on pages that lead to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

from local_offer.checks.context import Context
from local_offer.checks.page_html import PageLink, known_ids
from local_offer.loading.messages import nearest
from local_offer.model import Finding

_MAIL = re.compile(r"[^\s/@:]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(
    r"www\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|wales|scot)(?:/\S*)?", re.IGNORECASE
)
_MADE = ("assets", "leaflets", "text", "search")  # the website has these; a build looks at them


@dataclass(frozen=True)
class _Places:
    """Where a link may lead: the content folder, ids, and the files of pages and leaflets."""

    content: Path
    ids: frozenset[str]
    pages: frozenset[str]
    leaflets: frozenset[str]

    @cached_property
    def files(self) -> frozenset[str]:
        """All that a page's link may name: pages, leaflets, and pictures and papers."""
        others = (path for path in self.content.rglob("*") if path.suffix not in (".md", ".yml"))
        named = (path.relative_to(self.content).as_posix() for path in others if path.is_file())
        return self.pages | self.leaflets | frozenset(named)


def page_links(context: Context) -> Iterator[Finding]:
    """Each link and picture of a page leads to a page or file of this offer that is there."""
    offer = context.offer
    places = _Places(
        (context.folder / "content").resolve(),
        known_ids(offer),
        frozenset(page.file for page in offer.pages),
        frozenset(f"leaflets/{leaflet.id}.pdf" for leaflet in offer.leaflets),
    )
    found = (
        Finding(link.page.at.path, link.line, *fault, excerpt=str(link))
        for link in context.links
        if (fault := _fault(link, places))
    )
    yield from dict.fromkeys(found)


def _fault(link: PageLink, places: _Places) -> tuple[str, str, str] | None:
    """The rule that a link breaks, what is wrong and what to do; ``None`` where it is sound."""
    try:
        parts = urlsplit(link.address)
        target = unquote(parts.path)
        is_file = (places.content / target).resolve().is_file()
    except (ValueError, OSError):  # half an address, a hidden sign, a name without end
        message = "No browser can read the address of a link here."
        return "page-link", message, "Correct the address, or take the link out."
    if parts.scheme or parts.netloc:
        return _elsewhere(link, parts, places)
    if not target:
        return None if parts.fragment or parts.query else _nowhere(link)
    look = _in_html if link.as_html else _in_markdown
    return look(link, target, places, is_file=is_file)


def _in_markdown(
    link: PageLink, target: str, places: _Places, *, is_file: bool
) -> tuple[str, str, str] | None:
    """A link to a file of the content folder, seen from that folder."""
    path = (places.content / target).resolve()
    if target in places.pages | places.leaflets or (is_file and _inside(target, path, places)):
        return None
    if not _inside(target, path, places):
        message = f"The link to {target} leads out of the content folder."
        advice = "Link to a page by its file's name: financial-support.md"
        return "outside-tree", message, advice
    return _missing(target, link, places)


def _inside(target: str, path: Path, places: _Places) -> bool:
    return not target.startswith("/") and path.is_relative_to(places.content)


def _nowhere(link: PageLink) -> tuple[str, str, str]:
    what = "picture" if link.is_picture else "link"
    named = f'The {what} "{link.words}"' if link.words else f"A {what} here"
    advice = f"Write its address between ( and ), or take the {what} out."
    return "page-link", f"{named} has no address.", advice


def _elsewhere(link: PageLink, parts: SplitResult, places: _Places) -> tuple[str, str, str] | None:
    """A picture on another website, or an id where none is read.

    A link to another website is for ``links --external`` to follow.
    """
    if link.address in places.ids and link.as_html and not link.is_picture:
        message = f"A link typed as HTML cannot lead to {link.address}."
        return "page-link", message, f"Write it like this: {_markdown(link)}"
    if not link.is_picture or parts.scheme not in ("", "http", "https"):
        return None
    message = (
        f"This picture stands on another website, {parts.netloc}: browsers do not show it here."
    )
    words = link.words if link.words.lower() not in ("", "image") else "what it shows"
    advice = (
        "Open it in your browser, save it, put the file into content, and write: "
        f"![{words}](name-of-the-picture.jpg)"
    )
    return "page-picture", message, advice


def _in_html(
    link: PageLink, target: str, places: _Places, *, is_file: bool
) -> tuple[str, str, str] | None:
    """A link typed as HTML: the website has pages in folders, and does not mend its address."""
    what = "picture" if link.is_picture else "link"
    if target.endswith(".md") and target not in places.pages:
        return _missing(target, link, places)
    if target in places.pages | places.leaflets or is_file:
        message = f"A {what} typed as HTML cannot lead to {target} by its file's name."
        return "page-link", message, f"Write it like this: {_markdown(link)}"
    here = "" if link.page.slug == "index" else f"{link.page.slug}/"
    at = normpath(f"/{here}{target}").strip("/")
    if not target.startswith("/") and (
        f"{at or 'index'}.md" in places.pages
        or at.partition("/")[0] in _MADE
        or (places.content / at).is_file()
    ):
        return None
    return _missing(target, link, places)


def _missing(target: str, link: PageLink, places: _Places) -> tuple[str, str, str]:
    what = "picture" if link.is_picture else "link"
    message = f"The link to {target} leads to nothing."
    if link.is_picture:
        message = f"The picture {target} is not in the content folder."
    near = nearest(target, places.files)
    advice = near or f"Correct the name, or take the {what} out."
    if _MAIL.fullmatch(target):
        advice = f"Write mailto: before an e-mail address: [{link.words}](mailto:{target})"
    elif not near and _HOST.fullmatch(target):
        advice = f"Write https:// before a web address: [{link.words}](https://{link.address})"
    return "page-link", message, advice


def _markdown(link: PageLink) -> str:
    address = f"<{link.address}>" if re.search(r"[\s()]", link.address) else link.address
    return f"{'!' * link.is_picture}[{link.words or 'words'}]({address})"

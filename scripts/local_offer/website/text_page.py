"""The whole offer as words on one page, for slow lines, old phones and the printer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html
from markupsafe import Markup

from local_offer.dialect.public_facts import public_facts
from local_offer.dialect.templates import templates
from local_offer.model import Offer, Page

_PICTURES = ("svg", "img", "picture", "button", "form", "script", "style")


def text_page(
    offer: Offer,
    folder: Path,
    rendered: Mapping[str, str],
    order: Iterable[str],
    *,
    site_name: str,
    address: str,
    links_to_files: bool = False,
) -> str:
    """The page as HTML, to stand at ``text/`` of the site.

    ``rendered`` holds the HTML of each page by its slug, as it was made for the page itself; where
    it was made apart, its ``links_to_files`` still name them as editors do.
    ``order`` holds the files of the pages as the menu lists them, and ``address`` is that of
    the site, empty where it is not known. The A to Z is left out: it only leads to the rest.
    """
    files = {page.file: page for page in offer.pages if page.heading != "a-to-z"}
    pages = [files[file] for file in order if file in files]
    return (
        templates(folder, "overrides")
        .get_template("text.html")
        .render(
            pages=[
                _part(page, rendered[page.slug], pages, offer, links_to_files=links_to_files)
                for page in pages
            ],
            **public_facts(offer),
            site_name=site_name,
            address=address,
        )
    )


def _part(
    page: Page, html: str, pages: list[Page], offer: Offer, *, links_to_files: bool
) -> dict[str, Any]:
    """One page as a part of the one page: headings one step down, links to the other parts."""
    tree = lxml_html.fragment_fromstring(html, "div")
    for picture in list(tree.iter(*_PICTURES)):
        picture.drop_tree()
    for element in tree.iter():
        if re.fullmatch(r"h[1-5]", str(element.tag)):
            element.tag = f"h{int(element.tag[1]) + 1}"
        if element.get("id"):
            element.set("id", f"{page.slug}--{element.get('id')}")
        for key in ("class", "style"):
            element.attrib.pop(key, None)
        if element.get("aria-labelledby"):
            element.set("aria-labelledby", f"{page.slug}--{element.get('aria-labelledby')}")
    place = _file if links_to_files else _folder
    slugs = {place(other): other.slug for other in pages}
    listed = {str(policy.url) for policy in offer.policies if page.heading != "policies"}
    for link in tree.iter("a"):
        if link.get("href") in listed:
            link.set("data-listed", "")  # on paper its address stands in the list of policies
        link.set("href", _address(link.get("href", ""), place(page), slugs))
    words = "".join(lxml_html.tostring(child, encoding="unicode") for child in tree)
    return {
        "slug": page.slug,
        "title": page.title,
        "html": Markup((tree.text or "") + words),  # noqa: S704  # what the pages show too
        "reviewed": page.reviewed,
        "review_by": page.review_by,
    }


def _address(href: str, here: str, slugs: dict[str, str]) -> str:
    """Where a link leads from the one page. ``here`` is the place of the page it stood on."""
    try:
        parts = urlsplit(href)
    except ValueError:  # no address; the check of the links says so
        return href
    if parts.scheme or href.startswith("/"):
        return href
    path = here
    if parts.path:
        path = normpath(join(dirname(here), parts.path)) + "/" * parts.path.endswith("/")
    if path in slugs:
        return f"#{slugs[path]}--{parts.fragment}" if parts.fragment else f"#{slugs[path]}"
    path = path.removesuffix("index.md").removesuffix(".md") + "/" * path.endswith(".md")
    return f"../{path}" + (f"#{parts.fragment}" if parts.fragment else "")


def _file(page: Page) -> str:
    return page.file


def _folder(page: Page) -> str:
    """Where a page stands in the site; the start page at ``./``."""
    return "./" if page.slug == "index" else f"{page.slug}/"

"""Links inside a built site: does each lead where its writer meant it to? Needs no network.

``check_site`` reads every page, style sheet, PDF and site map once (``html_links``, ``css_urls``,
``pdf_links``), then judges every address in them: its form (``addresses``, ``phone_numbers``,
``email_addresses``), what the site holds there (``resolve``, ``fragments``), and the words a
reader sees beside it (``visible_urls``). ``suggestions`` says what a wrong one was meant to be.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from link_check.site import addresses
from link_check.site import visible_urls as shown
from link_check.site.addresses import OK, AddressVerdict, LinkState, Parts, broken, suspicious
from link_check.site.css_urls import read_style
from link_check.site.email_addresses import judge_mail, shown_mail
from link_check.site.fragments import goes_to_top
from link_check.site.html_links import page_words, read_drawing, read_map, read_page
from link_check.site.link_model import LinkSource, Paper, Ref
from link_check.site.phone_numbers import judge_phone
from link_check.site.resolve import Site
from link_check.site.standpoint import Standpoint

_PAGES = (".html", ".htm", ".xhtml")
_DIFFERS = (
    "The address shown is not where the link goes. "
    "Find out which is right, and write it in both places."
)


@dataclass(frozen=True, order=True, slots=True)
class SiteLink:
    """One link of a built site, and the verdict on it.

    ``page`` is the file inside the site, with forward slashes: a page, a style sheet, a PDF or
    the site map. ``line`` counts from 1, and is the page's number in a PDF; 0 where it is not
    known. ``target`` is as written, entities decoded and white space at both ends taken off;
    for a jump inside a PDF, ``#`` and the name of the place.

    *broken*: the reader does not get there, or gets somewhere else. *suspicious*: it works
    today, or for most, but a person should look. ``why`` says in a sentence or two what is
    wrong and what to do, and ``new`` is the right address where it is plain.
    """

    page: str
    line: int
    target: str
    verdict: LinkState
    why: str = ""
    new: str = ""


def check_site(site: Path, base_url: str = "", *, shared_host: bool = False) -> list[SiteLink]:
    """Every link of the built site in the folder ``site``, sound ones too, by page and line.

    ``base_url`` is the address it is served from, such as https://example.gov.uk/kinship/.
    Without it the site is taken to stand at the root of a host whose name is not known. Names
    are compared byte for byte, also where the disk takes capital and small letters for the
    same. Addresses on other hosts are judged by their form alone.

    An address written whole on our host, but outside the site's folder, is broken where the
    site holds a page of that name, which only lacks the folder; any other belongs to somebody
    else. With ``shared_host``, as where the council's own website is on that host, all of them
    belong to somebody else.

    A file that cannot be read gives a broken link with an empty ``target``.
    """
    documents: dict[str, LinkSource] = {}
    papers: dict[str, Paper] = {}
    files = frozenset(_files(site))
    for file in sorted(files):
        try:
            _read(site / file, file, documents, papers)
        except OSError:
            documents[file] = LinkSource(fault="This file cannot be read. Build the site again.")
    base = _base(base_url)
    whole = Site(
        base,
        files,
        documents,
        papers,
        lambda file: page_words((site / file).read_bytes()),
        shared_host,
    )
    links: list[SiteLink] = []
    for file in sorted(documents.keys() | papers.keys()):
        links += _judged(file, documents.get(file) or papers[file], whole)
    return links


def _files(site: Path) -> Iterator[str]:
    """The name of every file, as the disk holds it."""
    top = os.fspath(site)
    for folder, _, names in os.walk(top):
        inside = os.path.relpath(folder, top).replace(os.sep, "/")
        for name in names:
            yield name if inside == "." else f"{inside}/{name}"


def _read(
    path: Path, file: str, documents: dict[str, LinkSource], papers: dict[str, Paper]
) -> None:
    ending = path.suffix.lower()
    name = path.name.lower()
    if ending == ".pdf":
        # Only here, for its library takes longer to load than many a site takes to check.
        from link_check.site.pdf_links import read_pdf  # noqa: PLC0415

        papers[file] = read_pdf(path)
    elif ending in _PAGES:
        documents[file] = read_page(path.read_bytes())
    elif ending == ".svg":
        documents[file] = read_drawing(path.read_bytes())
    elif ending == ".css":
        documents[file] = read_style(path.read_bytes())
    elif ending == ".xml" and name.startswith("sitemap"):
        documents[file] = read_map(path.read_bytes())


def _base(base_url: str) -> Parts:
    parts = addresses.split(base_url.strip())
    if parts.scheme not in addresses.WEB or not parts.host:
        return Parts("", None, "/", None, None)
    folder = parts.path.removesuffix("index.html").rstrip("/") + "/"
    return Parts(parts.scheme, parts.host, folder, None, None)


def _judged(file: str, read: LinkSource | Paper, site: Site) -> Iterator[SiteLink]:
    at = site.standpoint(file)
    if read.fault:
        locked = isinstance(read, Paper) and read.locked
        yield SiteLink(file, 0, "", "suspicious" if locked else "broken", read.fault)
    known: dict[tuple[str, str], AddressVerdict] = {}
    for ref in read.refs:
        key = (ref.target, ref.kind)
        judged = known.get(key)
        if judged is None:
            judged = known[key] = _judge(ref, at, site)
        if ref.kind in ("follow", "paper"):
            judged = _beside_words(ref, judged, at, site)
        if ref.asleep and judged.verdict == "broken":
            why = f"In a template, so no reader meets it until a script copies it. {judged.why}"
            judged = suspicious(why, judged.new)
        yield SiteLink(file, ref.line, ref.target, judged.verdict, judged.why, judged.new)


def _judge(ref: Ref, at: Standpoint, site: Site) -> AddressVerdict:  # noqa: PLR0911  # one a kind
    """The verdict on an address, without the words a reader sees beside it."""
    target, kind = ref.target, ref.kind
    if kind == "jump":
        paper = site.papers[at.file]
        name = target[1:]
        if name and name in paper.names:
            return OK
        return broken("The place that this jump leads to is gone from the PDF. Make it again.")
    if kind == "form" and target in ("", "#"):
        return OK  # sent to the page itself
    if not target:
        what = "Write the address, or take the link out."
        return broken(f"There is no address here, so it leads to this same page. {what}")
    if target == "#":
        return broken("This # leads nowhere. Write the address, or make it plain words.")
    scheme = addresses.scheme_of(target)
    if scheme in ("tel", "sms", "smsto", "mailto"):
        return OK  # judged beside the words that a reader sees
    if scheme and scheme not in addresses.WEB:
        parts = addresses.split(addresses.mended(target)[0])
        return addresses.other_scheme(parts, target, followed=kind in ("follow", "paper"))
    return site.judge(target, kind, at)


def _beside_words(ref: Ref, judged: AddressVerdict, at: Standpoint, site: Site) -> AddressVerdict:
    """The verdict on a link, given the words that a reader sees."""
    if ref.target == "#":
        return OK if goes_to_top(ref.shown) else judged
    if addresses.scheme_of(ref.target) in ("tel", "sms", "smsto", "mailto"):
        return _to_a_person(ref)
    if judged is not OK or "." not in ref.shown:
        return judged
    on_show = shown.addresses_in(ref.shown)
    real = site.full(ref.target, at) if on_show else ""
    if real and not any(shown.agrees(address, real) for address in on_show):
        return suspicious(_DIFFERS)
    if "@" in ref.shown and shown_mail(ref.shown):
        why = "The words show an email address, but the link leads to a page. Write mailto: and it."
        return suspicious(why)
    return judged


def _to_a_person(ref: Ref) -> AddressVerdict:
    scheme, _, rest = ref.target.partition(":")
    if scheme.lower() == "mailto":
        return judge_mail(rest, ref.shown)
    return judge_phone(rest, ref.shown, scheme.lower())

"""What a built page, a drawing or a site map leads to, and what can be led to in it."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from link_check.site.css_urls import style_refs
from link_check.site.link_model import LinkKind, LinkSource, Ref

# Which attributes of which elements hold addresses (HTML Standard, index of attributes;
# SVG 2 for href). "srcset" and "imagesrcset" hold several.
_PLACES: dict[str, tuple[tuple[str, LinkKind], ...]] = {
    "a": (("href", "follow"), ("xlink:href", "follow")),
    "area": (("href", "follow"),),
    "img": (("src", "load"), ("srcset", "load"), ("longdesc", "page"), ("usemap", "part")),
    "source": (("src", "load"), ("srcset", "load")),
    "script": (("src", "load"), ("href", "load"), ("xlink:href", "load")),
    "iframe": (("src", "frame"),),
    "frame": (("src", "frame"),),
    "embed": (("src", "load"),),
    "object": (("data", "load"), ("usemap", "part")),
    "video": (("src", "load"), ("poster", "load")),
    "audio": (("src", "load"),),
    "track": (("src", "load"),),
    "input": (("src", "load"), ("formaction", "form")),
    "button": (("formaction", "form"),),
    "form": (("action", "form"),),
    "body": (("background", "load"),),
    "table": (("background", "load"),),
    "td": (("background", "load"),),
    "use": (("href", "part"), ("xlink:href", "part")),
    "image": (("href", "load"), ("xlink:href", "load")),
    "feimage": (("href", "load"), ("xlink:href", "load")),
    "textpath": (("href", "part"), ("xlink:href", "part")),
    "mpath": (("href", "part"), ("xlink:href", "part")),
}
_SETS = ("srcset", "imagesrcset")
_PAGE_RELS = {"canonical", "alternate", "next", "prev", "author", "help", "license", "search"}
_NOT_FETCHED = {"preconnect", "dns-prefetch"}  # these name a host, not a file
_CARDS = re.compile(
    r"og:(?:image|video|audio)(?::(?:secure_)?url)?|og:url|twitter:(?:image|player)(?::src)?",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"msapplication-(?:TileImage|square\d+x\d+logo)|image", re.IGNORECASE)
_REFRESH = re.compile(r"\s*[\d.]*[\s;,]*(?:url\s*=\s*)?(['\"]?)(.*)", re.IGNORECASE | re.DOTALL)
_BLOCKS = frozenset(
    """address article aside blockquote body br caption dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table
    tbody td tfoot th thead tr ul""".split()  # noqa: SIM905  # a list of words
)
_UNSEEN = {"script", "style", "template", "noscript", "head", "textarea", "iframe", "object"}
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SPACE = re.compile(r"\s")
_LAST_LINE = 65535  # the parser counts no further
_words_in = etree.XPath("string()", smart_strings=False)


def read_page(data: bytes) -> LinkSource:
    """The links and places of an HTML page, however badly it is written."""
    page = LinkSource()
    root = _html(data)
    if root is None:
        return page
    page.ids, page.doubles = _ids(root)
    page.ids.update(root.xpath("//a/@name", smart_strings=False))
    page.maps = set(root.xpath("//map/@name", smart_strings=False))
    templates = root.find(".//template") is not None
    for element in root.iter("base", "meta", "link", *_PLACES):
        asleep = templates and next(element.iterancestors("template"), None) is not None
        line = element.sourceline or 0
        line = line if line < _LAST_LINE else 0
        tag = element.tag
        if tag == "base":
            page.base = page.base or (element.get("href") or "").strip()
        elif tag == "meta":
            _meta(element, line, asleep, page)
        elif tag == "link":
            page.refs += _link(element, line, asleep)
        else:
            for name, kind in _PLACES[tag]:
                value = element.get(name)
                if value is None:
                    continue
                shown = _shown(element) if kind == "follow" else ""
                for target in candidates(value) if name in _SETS else (value.strip(),):
                    page.refs.append(Ref(target, kind, line, shown, asleep))
    if b"url(" in data or b"@import" in data:
        page.refs += _styles_within(root)
    return page


def read_drawing(data: bytes) -> LinkSource:
    """The links and places of an SVG file."""
    drawing = LinkSource()
    root = _xml(data)
    if root is None:
        return drawing
    drawing.ids, drawing.doubles = _ids(root)
    for element in root.iter("{*}a", "{*}use", "{*}image"):
        name = etree.QName(element).localname
        kind: LinkKind = "follow" if name == "a" else "part" if name == "use" else "load"
        for attribute in ("href", _XLINK):
            value = element.get(attribute)
            if value is not None:
                drawing.refs.append(Ref(value.strip(), kind, element.sourceline or 0))
    return drawing


def read_map(data: bytes) -> LinkSource:
    """The addresses that a site map lists."""
    listed = LinkSource()
    root = _xml(data)
    if root is None:
        listed.fault = "This site map is empty or damaged. Build the site again."
        return listed
    for element in root.iter("{*}loc", "{*}link"):
        value = element.get("href") or element.text
        listed.refs.append(Ref((value or "").strip(), "map", element.sourceline or 0))
    return listed


def page_words(data: bytes) -> str:
    """The words of a page as a reader sees them, each block on a line of its own, in small letters.

    This is where a link to a passage of words (``#:~:text=``) is looked for. By the draft that
    browsers follow, the search takes no notice of capitals, and one passage stays in one block.
    """
    root = _html(data)
    if root is None:
        return ""
    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event in ("comment", "pi"):
            if not hidden:
                parts.append(element.tail or "")
            continue
        unseen = tag in _UNSEEN
        if event == "start":
            hidden += unseen
            words = element.text
        else:
            hidden -= unseen
            words = element.tail
        if tag in _BLOCKS:
            parts.append("\n")
        if not hidden and words:
            parts.append(_SPACE.sub(" ", words))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line).casefold()


def candidates(value: str) -> Iterator[str]:
    """Each picture that a ``srcset`` offers, as the HTML Standard takes the list apart."""
    at, end = 0, len(value)
    while at < end:
        if value[at].isspace() or value[at] == ",":
            at += 1
            continue
        start = at
        while at < end and not value[at].isspace():
            at += 1
        address = value[start:at]
        yield address.rstrip(",")
        if not address.endswith(","):
            comma = value.find(",", at)
            at = end if comma < 0 else comma


def _html(data: bytes) -> Any:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    try:
        data.decode()
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = None  # the page may say; the parser looks
    parser = etree.HTMLParser(encoding=encoding, huge_tree=True)
    return _parsed(data, parser)


def _xml(data: bytes) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    return _parsed(data, parser)


def _parsed(data: bytes, parser: Any) -> Any:
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None  # nothing in it


def _ids(root: Any) -> tuple[set[str], set[str]]:
    """The ids that a link can reach, and those that two elements share."""
    every = root.xpath("//@id", smart_strings=False)
    asleep = root.xpath("//template//@id", smart_strings=False)
    if asleep:  # what is in a template is not on the page
        left = Counter(every)
        left.subtract(asleep)
        every = list(left.elements())
    ids = set(every)
    if len(ids) == len(every):
        return ids, set()
    return ids, {id for id, times in Counter(every).items() if times > 1}


def _shown(element: Any) -> str:
    words: str = _words_in(element)
    if words and not words.isspace():
        return words
    if label := element.get("aria-label") or element.get("alt"):
        return str(label)
    picture = element.find(".//img")
    return str(picture.get("alt") or "") if picture is not None else ""


def _meta(element: Any, line: int, asleep: bool, page: LinkSource) -> None:  # noqa: FBT001  # as read
    content = element.get("content")
    if content is None:
        return
    if (element.get("http-equiv") or "").strip().lower() == "refresh":
        match = _REFRESH.match(content)
        quote, target = match.groups() if match else ("", "")
        target = target.partition(quote)[0].strip() if quote else target.strip()
        if target:
            page.refs.append(Ref(target, "refresh", line, asleep=asleep))
            if not asleep and next(element.iterancestors("noscript"), None) is None:
                page.onward = target
        return
    name = element.get("property") or element.get("name") or element.get("itemprop") or ""
    if _CARDS.fullmatch(name.strip()):
        page.refs.append(Ref(content.strip(), "card", line, asleep=asleep))
    elif _PICTURES.fullmatch(name.strip()):
        page.refs.append(Ref(content.strip(), "load", line, asleep=asleep))


def _link(element: Any, line: int, asleep: bool) -> Iterator[Ref]:  # noqa: FBT001  # as read
    rels = set((element.get("rel") or "").lower().split())
    href = element.get("href")
    if href is not None and (not rels or rels - _NOT_FETCHED):
        kind: LinkKind = "page" if rels & _PAGE_RELS and "stylesheet" not in rels else "load"
        yield Ref(href.strip(), kind, line, asleep=asleep)
    for target in candidates(element.get("imagesrcset") or ""):
        yield Ref(target, "load", line, asleep=asleep)


def _styles_within(root: Any) -> Iterator[Ref]:
    for element in root.iter("style"):
        yield from style_refs(element.text or "", element.sourceline or 1)
    for element in root.xpath("//*[contains(@style, '(')]"):
        for ref in style_refs(element.get("style"), 1):
            yield ref._replace(line=element.sourceline or 0)

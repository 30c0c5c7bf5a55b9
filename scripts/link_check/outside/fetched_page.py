"""What a page of somebody else's website says of itself."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from link_check.outside.http import Reply

_NOT_READ = {"script", "style", "noscript", "template", "nav", "header", "footer", "svg"}
_NOT_READ |= {"head", "select", "dialog"}
_REFRESH = re.compile(r"\s*([\d.]*)[\s;,]*(?:url\s*=\s*)?(['\"]?)(.*)", re.IGNORECASE | re.DOTALL)
_AT_ONCE = 5  # seconds: a page that sends people on later than this is meant to be read
_text_of = etree.XPath("string()", smart_strings=False)


@dataclass
class FetchedPage:
    """A page as read: its title, its first heading, how many words it has, and its places.

    ``words`` counts those of the main part, without menus. ``onward`` is where the page itself
    sends people at once. ``raw`` is its HTML in small letters. ``asks_password`` says whether it
    has a box for one. ``wants_scripts`` says that it asks to turn scripts on.
    """

    title: str = ""
    heading: str = ""
    words: int = 0
    places: set[str] = field(default_factory=set)
    onward: str = ""
    raw: str = ""
    asks_password: bool = False
    has_scripts: bool = False
    wants_scripts: bool = False


def read_page(reply: Reply) -> FetchedPage | None:
    """The page that a reply holds; ``None`` where it is a PDF, a picture or the like."""
    kind = reply.headers.get("content-type", "").lower()
    if "html" not in kind and (kind or reply.body.lstrip()[:1] != b"<"):
        return None
    page = FetchedPage(raw=reply.body.decode("utf-8", "replace").lower())
    root = _parsed(reply.body, kind)
    if root is None:
        return page
    page.title = _first(root, "title")
    page.heading = _first(root, "h1") or _first(root, "h2")
    page.places = {str(id) for id in root.xpath("//@id")} | {
        str(n) for n in root.xpath("//a/@name")
    }
    main = root.find(".//main")
    page.words = _count(root if main is None else main)
    page.asks_password = bool(
        root.xpath("//input[translate(@type, 'PASWORD', 'pasword')='password']")
    )
    page.has_scripts = root.find(".//script") is not None
    page.wants_scripts = any(_asks_for_scripts(_text_of(each)) for each in root.iter("noscript"))
    page.onward = _onward(root)
    return page


def _parsed(body: bytes, kind: str) -> Any:
    named = re.search(r"charset\s*=\s*[\"']?([\w-]{1,40})", kind)
    encoding = None
    try:
        body.decode()
        encoding = "utf-8"
    except UnicodeDecodeError:
        if named:
            try:
                encoding = codecs.lookup(named[1]).name
            except LookupError:
                encoding = None
    try:
        parser = etree.HTMLParser(encoding=encoding, huge_tree=True)
    except LookupError:
        parser = etree.HTMLParser(huge_tree=True)
    try:
        return etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None


def _first(root: Any, tag: str) -> str:
    element = next(root.iter(tag), None)
    return "" if element is None else " ".join(str(_text_of(element)).split())[:300]


def _count(root: Any) -> int:
    """The number of words that a reader sees in the main part of a page."""
    count = hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        unread = element.tag in _NOT_READ
        if event == "start":
            hidden += unread
            words = element.text
        else:
            hidden -= unread
            words = element.tail if element is not root else ""
        if words and not hidden:
            count += len(words.split())
    return count


def _asks_for_scripts(words: str) -> bool:
    return bool(re.search(r"(?i)\b(?:java ?)?scripts?\b", words[:2000]))


def _onward(root: Any) -> str:
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        if next(meta.iterancestors("noscript", "template"), None) is not None:
            continue
        match = _REFRESH.match(meta.get("content") or "")
        delay, quote, target = match.groups() if match else ("", "", "")
        target = target.partition(quote)[0].strip() if quote else target.strip()
        whole = delay.partition(".")[0]
        return target if len(whole) < 6 and int(whole or 0) <= _AT_ONCE else ""
    return ""

"""HTML that does more than show words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # its usual name
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from local_offer.checks.context import Context
from local_offer.checks.page_html import MOST, line_at, without_code
from local_offer.dialect.extension import FROM_MARKDOWN
from local_offer.model import Finding, Page, Record

# What Markdown makes, and what an editor may type beside it: words, their parts, tables, pictures.
_TAGS = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr",
    "br", "a", "img", "em", "strong", "table", "thead", "tbody", "tr", "th", "td",
    "div", "section", "span", "b", "i", "s", "del", "ins", "small", "sub", "sup", "abbr", "cite",
    "q", "address", "time", "bdi", "dl", "dt", "dd", "figure", "figcaption", "caption",
    "details", "summary",
))  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "time": {"datetime"},
}
_ANYWHERE = {"id", "title", "lang", "dir", FROM_MARKDOWN}
# What the dialect itself writes: the looks of a panel, a lone link, a column of a table.
_OURS = re.compile(
    r"section class panel panel-\w+|a class lone|div class toc|code class language-\S+"
    r"|t[hd] style text-align: (?:left|right|center);"
)
_ADDRESSES = {
    "href", "src", "action", "formaction", "data", "poster", "srcset", "values", "to", "from",
}  # fmt: skip
_WEB = re.compile(r"https?://[^\s\"'<>]+$")
_SCHEMES = ("javascript:", "vbscript:", "data:")
# Every other element of HTML, past and present: what has another name is words in < and >.
_HTML = frozenset((
    "html", "head", "body", "main", "header", "footer", "nav", "article", "aside", "hgroup",
    "search", "script", "style", "link", "meta", "base", "title", "noscript", "template", "slot",
    "iframe", "frame", "frameset", "noframes", "object", "embed", "param", "applet", "portal",
    "noembed", "svg", "math", "canvas", "audio", "video", "source", "track", "picture", "map",
    "area", "form", "input", "button", "select", "option", "optgroup", "textarea", "label",
    "fieldset", "legend", "datalist", "output", "progress", "meter", "dialog", "menu", "menuitem",
    "kbd", "samp", "var", "mark", "data", "dfn", "bdo", "ruby", "rt", "rp", "rb", "rtc", "u",
    "wbr", "tfoot", "colgroup", "col", "font", "center", "big", "tt", "strike", "acronym", "dir",
    "basefont", "blink", "marquee", "nobr", "xmp", "plaintext", "listing", "keygen", "image",
    "bgsound", "command", "content", "shadow", "spacer", "isindex", "nextid", "multicol",
))  # fmt: skip
# Attributes that may stand with no value, here or in other HTML.
_SWITCHES = _ANYWHERE | {
    "alt", "href", "src", "hidden", "open", "markdown", "inert", "popover", "download", "reversed",
    "nowrap", "contenteditable", "draggable", "itemscope", "autofocus", "style", "class",
}  # fmt: skip
_Found = tuple[str, str, str, str]  # a rule, what is wrong, what to do, and a pattern of what it is


def safe_html(context: Context) -> Iterator[Finding]:
    """A page holds words, links and pictures: no scripts, no frames, no styles, no comments."""
    for record in context.offer.records():
        yield from _addresses(record)
    for page, tree in context.trees:
        met: Counter[_Found] = Counter()
        for found in islice(_unsafe(tree), MOST):
            rule, message, advice, pattern = found
            lines = _lines(page, pattern)
            if met[found] < max(1, len(lines)):  # a browser opens <b> anew in each paragraph
                line = lines[met[found]] if lines else 0
                yield Finding(page.at.path, line, rule, message, advice)
            met[found] += 1


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


def _unsafe(tree: ET.Element) -> Iterator[_Found]:
    """What is more than words, links and pictures, in the order of the page.

    The tree is built by the browsers' own rules, so that nothing hides from it in half a comment.
    """
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            message = "This page holds a comment. Readers can find it in the page's source."
            yield "comment", message, "Take it out: nothing secret goes into a page.", r"<[!?]"
            continue
        tag = element.tag.rpartition("}")[2]
        found = _element(element, tag)
        yield from found
        if not (found and tag in ("svg", "math")):  # all that is in those goes with them
            waiting += reversed(element)


def _element(element: ET.Element, tag: str) -> list[_Found]:
    """What is wrong with one element: the element itself, or its attributes."""
    sign = rf"<{re.escape(tag)}(?![\w-])"
    structure = tag in ("html", "head", "body")  # each page has these; a browser adds them
    if not structure and tag not in _TAGS:
        if tag in _HTML:
            message, advice = (
                f"This page holds <{tag}>.",
                "Take it out; say it in words or with a link.",
            )
            return [("unsafe-html", message, advice, sign)]
        return [_in_brackets(element, tag, sign)]
    if any(not value and key not in _SWITCHES for key, value in element.attrib.items()):
        return [_in_brackets(element, tag, sign)]  # "<b and c>" is no bold type
    found = []
    for key, value in element.attrib.items():
        name = str(key).rpartition("}")[2].rpartition(":")[2]
        at = rf"{sign}[^>]*?[\s\"'/]{re.escape(name)}(?![\w-])"
        if not _may_stand(tag, name, value or ""):
            advice = "Take the attribute out."
            if name in ("style", "class", "align", "color", "bgcolor"):
                advice = "Take the attribute out: each page has the same looks."
            message = f'This page holds the attribute "{name}".'
            found.append(("unsafe-html", message, advice, at))
            continue
        # Browsers pass over white space and control signs in an address.
        address = re.sub(r"[\x00-\x20]", "", value or "").lower()
        if name in _ADDRESSES and address.startswith(_SCHEMES):
            scheme = address.partition(":")[0]
            message = f'This page holds a "{scheme}:" address.'
            pattern = _HIDDEN.join(map(_any_form, f"{scheme}:"))
            found.append(("unsafe-html", message, "Link to a page or a website.", pattern))
    return found


def _in_brackets(element: ET.Element, tag: str, sign: str) -> _Found:
    """Words that somebody put between < and >."""
    keys = " ".join((tag, *map(str, element.attrib)))
    message = f'A browser takes "<{keys}>" for code, and shows nothing in its place.'
    return "lost-words", message, "Write the words without < and >.", sign


def _may_stand(tag: str, name: str, value: str) -> bool:
    return (
        name in _ANYWHERE
        or name in _ATTRIBUTES.get(tag, ())
        or bool(_OURS.fullmatch(f"{tag} {name} {value}"))
    )


# What a browser passes over in an address.
_HIDDEN = r"(?:[\x00-\x20]|&(?:#(?:x0*[0-9a-f]|0*[12]?[0-9]);|Tab;|NewLine;))*"


def _any_form(sign: str) -> str:
    """A pattern for a sign as it is, or as HTML can spell it."""
    codes = {ord(sign), ord(sign.upper())}
    spelled = "|".join(f"#0*{code};?|#x0*{code:x};?" for code in sorted(codes))
    return rf"(?:{re.escape(sign)}|&(?:{spelled}{'|colon;' if sign == ':' else ''}))"


def _lines(page: Page, pattern: str) -> list[int]:
    """The lines that hold the words in question; none where they are too well hidden."""
    for body in (without_code(page.body), page.body):  # a script is like code, but for one eye
        if places := [one.start() for one in re.finditer(pattern, body, re.IGNORECASE)]:
            return [line_at(page, place) for place in places]
    return []

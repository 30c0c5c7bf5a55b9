"""Figures as paper must carry them: whole, on one line, and from left to right in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from local_offer.model import Offer

# Languages of Arabic and Hebrew letters. Another's letters can be named: pa-Arab, or ku-Latn.
_RIGHT_TO_LEFT = (
    "ar", "arc", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "pnb", "prs", "ps",
    "sd", "skr", "ug", "ur", "yi",
)  # fmt: skip
_SIGNS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LETTER = re.compile(f"[{_SIGNS}]")
# From the first Latin letter or figure to the last before letters of the other kind.
_LATIN_RUN = re.compile(f"[A-Za-z0-9À-ɏ£€+](?:[^{_SIGNS}]*[A-Za-z0-9À-ɏ%)])?")
_LATIN = re.compile("[A-Za-z]")
_ANY_PHONE = r"0\d{2,4} ?\d{3,6}(?: ?\d{3,4})?"
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_BLOCKS = ("div", "p", "h1", "h2", "h3", "li")
_HOLD_OTHERS = ("div", "ul", "ol", "li", "svg")


def right_to_left(lang: str) -> bool:
    """Whether a language, written as HTML does, runs from the right."""
    name, _, more = lang.partition("-")
    if len(more) == 4:  # the letters, named by themselves
        return more.title() in ("Arab", "Aran", "Hebr", "Thaa")
    return name in _RIGHT_TO_LEFT


def numbers_of(offer: Offer) -> set[str]:
    """Every number to ring or text that the offer has, as people read it."""
    given = (one for contact in offer.contacts for one in (contact.phone, contact.text) if one)
    return {str(one) for one in given}


def hold_together(html: str, numbers: Iterable[str], lang: str) -> str:
    """The HTML of an edition with each number and postcode in one piece.

    ``data-phone`` marks what looks like a number to ring, so that the finished page can be
    searched for it. In a language that runs from the right, words and figures of ours run from
    the left: else ``01632 960100`` would be printed as ``960100 01632``.
    """
    root = lxml_html.document_fromstring(html)
    body = root.find("body")
    known = sorted(map(re.escape, numbers), key=len, reverse=True)
    phone = re.compile(
        rf"(?<![\d£.,])(?:18001 )?(?:{'|'.join([*known, _ANY_PHONE])})(?![\d]|[.,]\d)"
    )
    if right_to_left(lang):
        for block in body.iter(*_BLOCKS):
            _from_the_left(block)
        _mark(body, _LATIN_RUN, "ltr", beside="ltr")
    _mark(body, phone, "whole", "data-phone")
    _mark(body, _POSTCODE, "whole")
    written: str = lxml_html.tostring(root, encoding="unicode", doctype="<!doctype html>")
    return written


def _from_the_left(block: HtmlElement) -> None:
    """Turn round a whole block that has no letters of the other kind: it is not translated."""
    if block.getparent().tag == "ol" or any(one.get("dir") for one in block.iterancestors("div")):
        return  # a numbered step keeps its number's side, and a block within goes with it
    words = block.text_content()
    holds = any(one.tag in _HOLD_OTHERS for one in block.iterdescendants())
    if not holds and _LATIN.search(words) and not _LETTER.search(words):
        block.set("dir", "ltr")
        block.set("lang", "en-GB")


def _mark(
    body: HtmlElement, pattern: re.Pattern[str], kind: str, name: str = "", beside: str = "-"
) -> None:
    """Put each piece of words that the pattern finds into an element, and name it there.

    Blocks whose direction is ``beside`` are left as they are.
    """
    for parent, before in list(_places(body, beside)):
        words = parent.text if before is None else before.tail
        found = list(pattern.finditer(words or ""))
        if not words or not found:
            continue
        if parent.tag == "a":  # an element in a link would be a second link to a listener
            parent.set("class", f"{parent.get('class', '')} {kind}".strip())
            if name:
                parent.set(name, found[0][0])
            continue
        if before is None:
            parent.text = words[: found[0].start()]
        else:
            before.tail = words[: found[0].start()]
        at = 0 if before is None else parent.index(before) + 1
        ends = [*(one.start() for one in found[1:]), len(words)]
        for step, (one, end) in enumerate(zip(found, ends, strict=True)):
            piece = parent.makeelement("span", {"class": kind} | ({name: one[0]} if name else {}))
            piece.text, piece.tail = one[0], words[one.end() : end]
            parent.insert(at + step, piece)


def _places(element: HtmlElement, beside: str) -> Iterator[tuple[HtmlElement, HtmlElement | None]]:
    """Where words may stand: in an element before its children, and after each of them."""
    drawn = isinstance(element.tag, str) and element.tag not in ("svg", "style")
    if drawn and element.get("dir") != beside:
        if not element.get("data-phone"):
            yield element, None
        for child in element:
            yield from _places(child, beside)
            yield element, child

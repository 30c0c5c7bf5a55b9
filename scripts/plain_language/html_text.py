"""HTML to the sentences that a reader reads as prose, whatever the layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from plain_language.sentences import split_sentences

_PROSE = frozenset(("p", "li", "dd", "blockquote"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Read as signs, labels or data, not as sentences; each stands apart from the words around it ...
_APART = _HEADINGS | frozenset(
    (
        "address", "caption", "dt", "figcaption", "footer", "head", "header", "legend", "nav",
        "pre", "summary", "table",
    )
)  # fmt: skip
# ... or among them.
_AMONG = frozenset(
    (
        "audio", "button", "canvas", "code", "del", "embed", "iframe", "kbd", "label", "math",
        "noscript", "object", "s", "samp", "script", "select", "strike", "style", "svg", "template",
        "textarea", "video",
    )
)  # fmt: skip
_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "data", "dfn", "em", "font",
        "i", "img", "input", "ins", "mark", "output", "q", "ruby", "small", "span", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
_STANDS_OUT = frozenset(("a", "b", "strong"))
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00]")
_WHOLE = re.compile(r"[.?!…:;؟。！？][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Sentence:
    """One sentence of prose.

    ``block`` is the kind of block that it is in (p, li, dd, blockquote or div), ``number``
    counts the blocks from 0, and ``heading`` is the one above it, or empty.
    """

    text: str
    block: str
    number: int
    heading: str = ""


def prose(html: str) -> list[Sentence]:
    """The sentences of a piece of HTML in reading order.

    Paragraphs, list items, the answers of a definition list and quotations count. A lead-in
    and each item below it are sentences of their own. Headings, tables, captions, code,
    menus, addresses and what is hidden do not count; nor does an item or paragraph that is
    a link alone or bold words alone, and no whole sentence: it is a signpost or a heading.
    HTML that is broken gives what can be read of it.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    data = _UNSEEN.sub("", html).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing at all in it
        return []
    return _ProseReader().read(root) if root is not None else []


@dataclass
class _ProseReader:
    """Walks through the elements; ``words`` holds those of the block that is open."""

    found: list[Sentence] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    heading: str = ""
    number: int = 0
    standing_out: int = 0
    has_plain: bool = False

    def read(self, root: Any) -> list[Sentence]:
        skipped = False
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                skipped = _is_left_out(element)
                if skipped:
                    self.leave_out(element)
                    walk.skip_subtree()
                else:
                    self.open(element)
            else:
                if not skipped:
                    self.close(element)
                skipped = False
                self.say(element.tail)
        self.end_block()
        return self.found

    def open(self, element: Any) -> None:
        if element.tag == "br":
            self.words.append("\n")
        elif element.tag in _INLINE:
            self.standing_out += element.tag in _STANDS_OUT
        else:
            self.end_block()
            outer = self.kinds[-1] if self.kinds else ""
            self.kinds.append(element.tag if element.tag in _PROSE else outer)
        self.say(element.text)

    def close(self, element: Any) -> None:
        if element.tag in _INLINE:
            self.standing_out -= element.tag in _STANDS_OUT
        else:
            self.end_block()
            self.kinds.pop()

    def say(self, text: str | None) -> None:
        if text:
            # A list that Markdown did not see as one still has its lines.
            self.words.append(re.sub(r"\s*\n\s*", "\n", text))
            self.has_plain |= not self.standing_out and any(map(str.isalnum, text))

    def leave_out(self, element: Any) -> None:
        if element.tag not in _AMONG:
            self.end_block()
        if element.tag in _HEADINGS:
            self.heading = " ".join("".join(element.itertext()).split())

    def end_block(self) -> None:
        text, has_plain = "".join(self.words).strip(), self.has_plain
        self.words, self.has_plain = [], False
        kind = self.kinds[-1] if self.kinds else ""
        is_whole = bool(_WHOLE.search(text[-20:]))
        if not is_whole and (not has_plain or not kind):
            return
        sentences = split_sentences(text)
        self.found += [Sentence(one, kind or "div", self.number, self.heading) for one in sentences]
        self.number += bool(sentences)


def _is_left_out(element: Any) -> bool:
    get = element.get
    return (
        element.tag in _APART
        or element.tag in _AMONG
        or (element.tag == "sup" and element.find("a") is not None)  # a footnote's number
        or get("hidden") is not None
        or get("aria-hidden") == "true"
        or "display:none" in (get("style") or "").replace(" ", "")
    )

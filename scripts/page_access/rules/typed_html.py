"""The HTML as it was written: a browser mends much of it, and every browser in its own way."""

from __future__ import annotations

from html.parser import HTMLParser

from playwright.sync_api import Error, Page

from page_access.fault import Fault

_VOID = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr", "param", "frame", "basefont", "keygen", "command",
    )
)  # fmt: skip
# An end tag may be left out, by the rules of HTML.
_MAY_STAY_OPEN = frozenset(
    (
        "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
        "colgroup", "caption", "html", "head", "body", "rt", "rp",
    )
)  # fmt: skip


def markup(tab: Page) -> list[Fault]:
    """Tags that do not match, and attributes given twice, in the source of the page."""
    source = _source(tab)
    reader = _TypedHtmlReader()
    reader.feed(source)
    reader.close()
    return reader.finish()


def _source(tab: Page) -> str:
    """The page as the server sends it, or nothing where it cannot be had again."""
    try:
        answer = tab.evaluate("() => fetch(location.href).then((answer) => answer.text())")
    except Error:
        return ""
    return str(answer)


class _TypedHtmlReader(HTMLParser):
    """Keeps the tags that are open, and notes where they do not match."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        self.foreign = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        names = [name for name, _ in attrs]
        twice = next((name for name in names if names.count(name) > 1), "")
        if twice:
            self.note(written, f"The attribute {twice} stands twice here. Browsers heed one only.")
        if tag == "svg" or self.foreign:
            self.foreign += tag == "svg"
        if tag in _VOID or (self.foreign and written.endswith("/>")):
            return
        if tag == "a" and any(name == "a" for name, _ in self.open):
            self.note(written, "A link begins inside a link that is not closed.")
        if tag in ("div", "ul", "ol", "table", "h1", "h2", "h3", "section") and any(
            name == "p" for name, _ in self.open[-1:]
        ):
            self.open.pop()
        self.open.append((tag, written))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag == "svg":
            self.foreign -= 1
        if self.open and self.open[-1][0] == tag and (self.foreign or tag == "svg"):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg" and self.foreign:
            self.foreign -= 1
        if tag in _VOID:
            return
        names = [name for name, _ in self.open]
        if tag not in names:
            if tag not in ("p", "html", "body", "head"):
                near = self.open[-1][1] if self.open else ""
                self.note(near, f"</{tag}> closes something that was never opened.")
            return
        at = len(names) - 1 - names[::-1].index(tag)
        for name, written in self.open[at + 1 :]:
            if name not in _MAY_STAY_OPEN:
                self.note(written, f"<{name}> is still open where </{tag}> closes what is around.")
        del self.open[at:]

    def finish(self) -> list[Fault]:
        for name, written in self.open:
            if name not in _MAY_STAY_OPEN:
                self.note(written, f"<{name}> is never closed.")
        return self.faults

    def note(self, written: str, message: str) -> None:
        self.faults.append(
            Fault(
                "own-tags",
                written[:200],
                f"{message} Browsers and screen readers guess what is meant.",
                "Close each tag in the order that they were opened in.",
                ("4.1.1",),
                "warning",
            )
        )

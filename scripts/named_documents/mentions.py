"""Every document that a text names, and what is to be said of each mention."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from named_documents.block import Block, MarkdownLink
from named_documents.context import Name
from named_documents.finder import names
from named_documents.markdown_blocks import read_words
from named_documents.register_index import Document, Titles, leads_to
from named_documents.sentence_ends import NEAR
from named_documents.superseded import says_replaced
from named_documents.word_tokens import YEAR

MentionState = Literal["ok", "unlinked-known", "unlinked-unknown", "wrong-link", "superseded"]


@dataclass(frozen=True)
class Mention:
    """A document named in a text.

    ``line`` counts from 1 in the text given. ``text`` is as a reader sees it.
    ``policy`` is the document's id, or ``None`` where the register has none. ``verdict`` is
    "superseded" for a withdrawn document too. ``target`` is the address of the link, if any.
    """

    line: int
    text: str
    policy: str | None
    linked: bool
    verdict: MentionState
    target: str = ""


def find_mentions(markdown: str, register: Titles | Iterable[Document]) -> list[Mention]:
    """Every document that a Markdown text names, in order of appearance.

    Front matter, code, comments and pictures' descriptions are passed over, and counted in the
    lines. The time it takes grows as the text does. For many texts, make ``Titles`` of the
    register once.
    """
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    titles = register if isinstance(register, Titles) else Titles(register)
    return _Naming(text, titles).mentions()


@dataclass
class _Naming:
    """What has been named so far: in this section, and on the whole page for short forms."""

    text: str
    titles: Titles
    named_here: set[object] = field(default_factory=set)
    last: dict[tuple[str, str], tuple[Document | None, object]] = field(default_factory=dict)

    def mentions(self) -> list[Mention]:
        """Every mention, in order, each judged by those before it."""
        lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        found, section = [], 0
        for block in read_words(self.text):
            if block.section != section:
                section = block.section
                self.named_here.clear()
            for name in names(block, self.titles, self.text):
                link = block.link_on(name.start, name.end)
                resolved = self.resolve(name, link)
                if resolved is None:
                    continue
                document, key = resolved
                mention = Mention(
                    line=bisect_right(lines, block.source(name.start)),
                    text=_as_read(block.text, name.start, name.end),
                    policy=document.id if document else None,
                    linked=bool(link),
                    verdict=self.verdict(block, name, link, document, key),
                    target=link.target if link else "",
                )
                found.append(mention)
                if not block.heading:
                    self.named_here.add(key)
        return found

    def resolve(
        self, name: Name, link: MarkdownLink | None
    ) -> tuple[Document | None, object] | None:
        """The document that a name means, and what tells it from others; ``None`` for none."""
        meant: tuple[Document | None, object] | None
        if name.document:
            meant = (name.document, name.document.id)
        elif name.is_short:
            meant = self.meant_in_short(name, link) or (None if name.loose else (None, name.words))
        else:
            meant = (None, name.words)
        if meant is None:
            return None
        years = {name.year, *filter(YEAR.fullmatch, name.words), *self.titles.law_years(meant[0])}
        for kind in name.kinds:
            for year in {"", *years}:
                self.last[kind, year] = meant
        return meant

    def meant_in_short(
        self, name: Name, link: MarkdownLink | None
    ) -> tuple[Document | None, object] | None:
        """What a short form stands for: what was named last, or where its link leads."""
        (kind,) = name.kinds
        before = self.last.get((kind, name.year))
        if before is None and name.year:
            law = self.titles.law_of(kind, name.year)
            before = (law, law.id) if law else None
        linked = self.linked(link, kind)
        if linked and (before is None or (linked, linked.id) in self.last.values()):
            return linked, linked.id
        return before

    def linked(self, link: MarkdownLink | None, kind: str) -> Document | None:
        """The register's document of a kind that a link leads to."""
        if link is None:
            return None
        for document in self.titles.documents:
            if leads_to(link.target, document) and kind in self.titles.kinds[document.id]:
                return document
        return None

    def verdict(
        self,
        block: Block,
        name: Name,
        link: MarkdownLink | None,
        document: Document | None,
        key: object,
    ) -> MentionState:
        """The first rule that fits, in the order of the labelling rules."""
        if block.heading and link is None:
            return "ok"
        if document is not None and document.status != "current":
            near, at = name.sentence
            if block.is_item and block.lead_in:  # the words before a list speak for its items
                lead = f"{block.lead_in[-NEAR:]} "
                near, at = lead + near, at + len(lead)
            if not says_replaced(near, at, at + name.end - name.start):
                return "superseded"
        if link is not None:
            return "ok" if document is None or leads_to(link.target, document) else "wrong-link"
        if key in self.named_here:
            return "ok"
        return "unlinked-known" if document else "unlinked-unknown"


def _as_read(text: str, start: int, end: int) -> str:
    """A name's words; a bracket that opens in them and closes straight after is closed."""
    words = " ".join(text[start:end].split())
    is_open = words.count("(") > words.count(")") and text.startswith(")", end)
    return f"{words})" if is_open else words

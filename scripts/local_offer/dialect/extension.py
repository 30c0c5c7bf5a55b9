"""The dialect: one Python-Markdown extension, for the website, the leaflets and the checks alike.

It adds two things to Markdown, both in standard forms:

* a link whose address is a kind and an id: ``[Kinship Navigators](contact:navigators)``;
* a block for what is made from data: ``/// show | groups`` and a line ``///`` to end it.

The blocks' looks are templates in ``overrides/blocks``.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET  # its usual name
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from local_offer.dialect.a_to_z import a_to_z
from local_offer.dialect.accessibility_statement import barriers, latest, status
from local_offer.dialect.callers import on_paper
from local_offer.dialect.public_facts import public_facts
from local_offer.dialect.sections import lone_links, panels, whole_postcodes
from local_offer.dialect.templates import templates
from local_offer.loading.loader import load
from local_offer.model import HEADINGS, Day, Offer

BLOCKS = (
    "phone", "needs", "contact", "contacts", "groups", "glossary", "policies",
    "actions", "a-to-z", "leaflets", "pick-up", "to-confirm", "accessibility", "updates",
    "feedback", "consultation",
)  # fmt: skip
"""What ``/// show`` can show; each has a template of the same name."""
LINK_KINDS = ("policy", "contact")
FROM_MARKDOWN = "data-from-markdown"
"""Marks, in what ``typed`` gives, each link and picture that was typed as Markdown, not as HTML."""


class _Show(Block):  # type: ignore[misc]  # pymdownx ships no types
    NAME = "show"
    ARGUMENT = True

    def on_create(self, parent: ET.Element) -> ET.Element:
        return ET.SubElement(parent, "div", {"data-show": self.argument})


class _Dialect(Treeprocessor):
    """Turns ids into addresses, blocks into their templates, and the four answers into panels."""

    def __init__(
        self,
        md: markdown.Markdown,
        read: Callable[[], Offer],
        folder: Path,
        today: Day,
        *,
        as_typed: bool,
    ) -> None:
        super().__init__(md)
        self.read = read
        self.today = today
        self.as_typed = as_typed
        self.templates = templates(folder, "overrides")

    @cached_property
    def offer(self) -> Offer:
        return self.read()

    def run(self, root: ET.Element) -> None:
        self.blocks(root)
        if self.as_typed:
            for element in (*root.iter("a"), *root.iter("img")):
                element.set(FROM_MARKDOWN, "")
        for link in () if self.as_typed else root.iter("a"):
            self.lead(link)
        panels(root)
        lone_links(root)
        whole_postcodes(root)

    def lead(self, link: ET.Element) -> None:
        """Give a link that names an id, or a leaflet that is left out, the address it means."""
        kind, _, id = link.get("href", "").partition(":")
        if kind == "policy" and (policy := self.offer.policy(id)):
            link.set("href", str(policy.url) if policy.url else self.place("policies", kind, id))
        elif kind.removeprefix("leaflets/").removesuffix(".pdf") in self.offer.left_out:
            page = self.offer.page_for("leaflet")
            link.set("href", page.file if page else "#")  # which says why it is not there
        elif kind == "contact" and (contact := self.offer.contact(id)):
            link.set("href", self.place("contact", kind, id))
            for key, words in on_paper(self.offer, contact).items():
                if words:
                    link.set(f"data-{key}", words)

    def place(self, heading: str, kind: str, id: str) -> str:
        """Where a record stands on the page that lists its kind."""
        page = self.offer.page_for(heading)
        return f"{page.file}#{kind}-{id}" if page else "#"

    def blocks(self, parent: ET.Element) -> None:
        for number, child in enumerate(parent):
            words = child.attrib.pop("data-show", None)
            if words is None:
                self.blocks(child)
                continue
            name, _, argument = words.partition(" ")
            if name in BLOCKS:
                html = self.block(name, argument.strip())
                # HTML knows what an svg is; Python-Markdown cannot write namespaces.
                html = html.replace(' xmlns="http://www.w3.org/2000/svg"', "")
                block = ET.fromstring(html)  # noqa: S314  # our own templates wrote it
                block.tail = child.tail
                parent[number] = block

    def block(self, name: str, argument: str) -> str:
        return self.templates.get_template(f"blocks/{name}.html").render(
            offer=self.offer,
            argument=argument,
            today=self.today,
            **public_facts(self.offer),
            headings=HEADINGS,
            a_to_z=a_to_z,
            compliance=status(self.offer),
            barriers=barriers(self.offer),
            by_programs=latest(self.offer, "programs"),
            by_people=latest(self.offer, "people"),
        )


class _Note(Preprocessor):
    """Notes the HTML of each text under its words."""

    def __init__(self, md: markdown.Markdown, kept: dict[str, str]) -> None:
        super().__init__(md)
        self.text = ""
        self.kept = kept
        self.rendered = _Rendered(self)

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines).strip("\n")
        return lines


class _Rendered(Postprocessor):
    def __init__(self, note: _Note) -> None:
        super().__init__(note.md)
        self.note = note

    def run(self, text: str) -> str:
        self.note.kept[self.note.text] = text
        return text


class OfferExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx ships no types
    """Python-Markdown extension for the offer in ``folder``; ``today`` is written 2026-11-22.

    ``offer`` may hold the offer itself, where the caller has read it already. ``state`` may name
    the state that the content is in, where the caller knows when it changes: under one name it
    is read once. Else the files are looked at for each page. ``rendered`` may be a mapping, which
    gets the HTML of each text, so that what one engine has rendered need not be rendered again.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "folder": [".", "The folder of the offer"],
            "today": ["", "The day for anything that depends on it"],
            "offer": ["", "The offer, where it has been read already"],
            "state": ["", "A name for the state of the content"],
            "as_typed": [False, "Whether links keep the ids that their editor typed"],
            "left_out": [[], "The editions of the leaflet that could not be printed"],
            "rendered": [{}, "Gets the HTML of each text, by its words, once it is rendered"],
        }
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: markdown.Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Called by pymdownx with the Markdown engine that is to learn the dialect."""
        folder = Path(self.getConfig("folder")).resolve()
        today = self.getConfig("today")
        day = dt.date.fromisoformat(today) if today else dt.date.today()  # noqa: DTZ011
        known, left_out = self.getConfig("offer"), tuple(self.getConfig("left_out"))

        def read() -> Offer:  # when the first page asks: generators make one extension in vain
            if isinstance(known, Offer):
                return known
            return _offer(folder, self.getConfig("state") or _stamp(folder), left_out)

        block_mgr.register(_Show, {})
        md.registerExtensions(["tables"], {})
        dialect = _Dialect(md, read, folder, day, as_typed=bool(self.getConfig("as_typed")))
        # After inline Markdown (20), so that links exist; before headings get their ids (5).
        md.treeprocessors.register(dialect, "local_offer", 15)
        note = _Note(md, self.getConfig("rendered"))
        md.preprocessors.register(note, "local_offer", 100)  # before any other has changed a word
        md.postprocessors.register(note.rendered, "local_offer", 0)  # after all others


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What the content's files look like from outside: a change here means read again."""
    found = []
    for path in sorted((folder / "content").rglob("*")):
        if path.suffix in (".md", ".yml"):
            stat = path.stat()
            found.append((path.name, stat.st_mtime_ns, stat.st_size))
    return tuple(found)


@lru_cache(maxsize=2)
def _offer(folder: Path, state: object, left_out: tuple[str, ...]) -> Offer:
    """The offer in a folder; a page is rendered many times from one reading."""
    del state
    return replace(load(folder)[0], left_out=frozenset(left_out))


def makeExtension(**settings: Any) -> OfferExtension:  # noqa: N802  # the name it calls
    """Called by Python-Markdown, whichever engine drives it."""
    return OfferExtension(**settings)

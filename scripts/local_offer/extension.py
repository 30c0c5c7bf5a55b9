"""The dialect: one Python-Markdown extension, for the website, the leaflets and the checks alike.

It adds two things to Markdown, both in standard forms:

* a link whose address is a kind and an id: ``[Kinship Navigators](contact:navigators)``;
* a block for what is made from data: ``/// show | groups`` and a line ``///`` to end it.

The blocks' looks are templates in ``overrides/blocks``.
"""

from __future__ import annotations

import datetime as dt
import re
import traceback
import xml.etree.ElementTree as ET  # its usual name
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from local_offer.callers import meanwhile, on_paper, phone_route, sms, tel
from local_offer.finding import Finding
from local_offer.load import load
from local_offer.offer import HEADINGS, Day, Offer, Page, name_of
from local_offer.statement import barriers, latest, status

HOME = Path(__file__).resolve().parents[2]
"""The folder of this project, which holds the looks that an offer may leave as they are."""

PANELS = {
    "Who can get it": "who",
    "How to ask": "ask",
    "How and when it is decided": "decided",
    "Without the internet": "offline",
}
"""The four questions each heading answers, in order. Their sections become quiet panels."""

BLOCKS = (
    "phone", "needs", "contact", "contacts", "groups", "glossary", "policies",
    "actions", "a-to-z", "leaflets", "pick-up", "to-confirm", "accessibility", "updates",
    "feedback", "consultation",
)  # fmt: skip
"""What ``/// show`` can show; each has a template of the same name."""

LINK_KINDS = ("policy", "contact")
FROM_MARKDOWN = "data-from-markdown"
"""Marks, in what ``typed`` gives, each link and picture that was typed as Markdown, not as HTML."""
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b")
# The first and last lines of a block, and nothing that only begins like one.
_BLOCK_LINE = re.compile(r"^///[ \t]*(?:show[ \t]*\|[ \t]*[a-z0-9 -]*)?$", re.MULTILINE)


def looks(folder: Path, room: str) -> list[Path]:
    """Where templates of a room (``overrides`` or ``leaflet``) are looked for, first one first."""
    return [
        path / room for path in dict.fromkeys((folder.resolve(), HOME)) if (path / room).is_dir()
    ]


@lru_cache(maxsize=4)
def templates(folder: Path, *rooms: str) -> jinja2.Environment:
    """The template language for an offer's own looks, with the filters that blocks share."""
    paths = [path for room in rooms for path in looks(folder, room)]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=spoken, tel=tel, sms=sms, name=name_of, meanwhile=meanwhile)
    return environment


def template_fault(problem: jinja2.TemplateError) -> Finding:
    """What is wrong with a template, and the file and line of it where Jinja knows them."""
    if isinstance(problem, jinja2.TemplateSyntaxError):
        return broken_template(problem.filename or "", problem.lineno, str(problem.message))
    if isinstance(problem, jinja2.TemplateNotFound):
        message = f'The template "{problem.name}" is missing.'
        return Finding("", 0, "template", message, "Bring it back, or correct its name.")
    steps = traceback.extract_tb(problem.__traceback__)
    ours = (step for step in reversed(steps) if step.filename.endswith((".html", ".css")))
    step = next(ours, None)
    at, line = (step.filename, step.lineno or 0) if step else ("", 0)
    return broken_template(at, line, str(problem))


def broken_template(at: str, line: int, reason: str) -> Finding:
    """The finding for a template at ``at``, a path, which cannot be used for a reason in words."""
    parts = Path(at).parts
    rooms = [number for number, part in enumerate(parts) if part in ("overrides", "leaflet")]
    path = "/".join(parts[rooms[-1] :]) if rooms else ""  # where it was typed, not where it is read
    message = f"This template cannot be used: {reason.strip().rstrip('.')}."
    return Finding(path, line if path else 0, "template", message, "Mend it, or take it out.")


def spoken(day: Day) -> str:
    """A date as people say it: ``22 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def a_to_z(offer: Offer) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each letter with its entries: the words, the address, and the page they lead to."""
    entries: dict[str, tuple[str, str, str]] = {}
    for page in offer.pages:
        if page.heading in ("front", "a-to-z"):
            continue
        for words in (page.title, *page.also_called):
            entry = (words[0].upper() + words[1:], page.file, page.title)
            entries.setdefault(words.lower(), entry)
    words_page = offer.page_for("words")
    if words_page:
        for term in offer.terms:
            address = f"{words_page.file}#term-{term.id}"
            entries.setdefault(term.term.lower(), (term.term, address, words_page.title))
    letters: dict[str, list[tuple[str, str, str]]] = {}
    for key in sorted(entries):
        initial = key[0].upper() if key[0].isalpha() else "0 to 9"
        letters.setdefault(initial, []).append(entries[key])
    return list(letters.items())


class _Show(Block):  # type: ignore[misc]  # pymdownx ships no types
    NAME = "show"
    ARGUMENT = True

    def on_create(self, parent: ET.Element) -> ET.Element:
        return ET.SubElement(parent, "div", {"data-show": self.argument})


class _Dialect(Treeprocessor):
    """Turns ids into addresses, blocks into their templates, and the four answers into panels."""

    def __init__(
        self, md: markdown.Markdown, offer: Offer, folder: Path, today: Day, *, as_typed: bool
    ) -> None:
        super().__init__(md)
        self.offer = offer
        self.today = today
        self.as_typed = as_typed
        self.templates = templates(folder, "overrides")

    def run(self, root: ET.Element) -> None:
        self.blocks(root)
        if self.as_typed:
            for element in (*root.iter("a"), *root.iter("img")):
                element.set(FROM_MARKDOWN, "")
        for link in () if self.as_typed else root.iter("a"):
            kind, _, id = link.get("href", "").partition(":")
            if kind == "policy" and (policy := self.offer.policy(id)):
                page = self.offer.page_for("policies")
                at_home = f"{page.file}#policy-{id}" if page else "#"
                link.set("href", str(policy.url) if policy.url else at_home)
            elif kind.removeprefix("leaflets/").removesuffix(".pdf") in self.offer.left_out:
                page = self.offer.page_for("leaflet")
                link.set("href", page.file if page else "#")  # which says why it is not there
            elif kind == "contact" and (contact := self.offer.contact(id)):
                page = self.offer.page_for("contact")
                link.set("href", f"{page.file}#contact-{id}" if page else "#")
                for key, words in on_paper(self.offer, contact).items():
                    if words:
                        link.set(f"data-{key}", words)
        panels(root)
        lone_links(root)
        whole_postcodes(root)

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
            council=self.offer.council,
            argument=argument,
            today=self.today,
            phone=phone_route(self.offer),
            headings=HEADINGS,
            a_to_z=a_to_z,
            compliance=status(self.offer),
            barriers=barriers(self.offer),
            by_programs=latest(self.offer, "programs"),
            by_people=latest(self.offer, "people"),
        )


def panels(root: ET.Element) -> None:
    """Wrap each of the four answers, heading and all, in a section of its own."""
    section: ET.Element | None = None
    for child in list(root):
        if child.tag in ("h1", "h2"):
            kind = PANELS.get("".join(child.itertext()).strip())
            section = None
            if kind:
                section = ET.Element("section", {"class": f"panel panel-{kind}"})
                root.insert(list(root).index(child), section)
        if section is not None:
            root.remove(child)
            section.append(child)


def lone_links(root: ET.Element) -> None:
    """Mark each link that is all of its paragraph or list item: it gets room for a thumb."""
    for block in root.iter():
        if block.tag in ("p", "li") and [child.tag for child in block] == ["a"]:
            around = f"{block.text or ''}{block[0].tail or ''}"
            if not around.strip():
                block[0].set("class", "lone")


def whole_postcodes(root: ET.Element) -> None:
    """Keep the two halves of each postcode on one line, on screen and on paper."""
    for element in root.iter():
        if element.tag not in ("code", "pre"):
            element.text = element.text and _POSTCODE.sub("\\1\u00a0\\2", element.text)
        element.tail = element.tail and _POSTCODE.sub("\\1\u00a0\\2", element.tail)


class OfferExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx ships no types
    """Python-Markdown extension for the offer in ``folder``; ``today`` is written 2026-11-22.

    ``offer`` may hold the offer itself, where the caller has read it already. ``state`` may name
    the state that the content is in, where the caller knows when it changes: under one name it
    is read once. Else the files are looked at for each page.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "folder": [".", "The folder of the offer"],
            "today": ["", "The day for anything that depends on it"],
            "offer": ["", "The offer, where it has been read already"],
            "state": ["", "A name for the state of the content"],
            "as_typed": [False, "Whether links keep the ids that their editor typed"],
            "left_out": [[], "The editions of the leaflet that could not be printed"],
        }
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: markdown.Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Called by pymdownx with the Markdown engine that is to learn the dialect."""
        folder = Path(self.getConfig("folder")).resolve()
        today = self.getConfig("today")
        day = dt.date.fromisoformat(today) if today else dt.date.today()  # noqa: DTZ011
        offer = self.getConfig("offer")
        if not offer:
            state = self.getConfig("state") or _stamp(folder)
            offer = _offer(folder, state, tuple(self.getConfig("left_out")))
        block_mgr.register(_Show, {})
        md.registerExtensions(["tables"], {})
        dialect = _Dialect(md, offer, folder, day, as_typed=bool(self.getConfig("as_typed")))
        # After inline Markdown (20), so that links exist; before headings get their ids (5).
        md.treeprocessors.register(dialect, "local_offer", 15)


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


def render(text: str, offer: Offer, folder: Path, today: Day) -> str:
    """The HTML of one page's Markdown, just as every engine gets it, links not yet resolved.

    Nothing where its words stand inside one another too deep to follow.
    """
    return _converted(text, offer, folder, today)


def _converted(text: str, offer: Offer, folder: Path, today: Day, *, as_typed: bool = False) -> str:
    try:
        return _engine(offer, folder, today, as_typed=as_typed).reset().convert(text)
    except RecursionError:
        _engine.cache_clear()  # it was left in the middle of something
        return ""


def too_deep(text: str) -> bool:
    """Whether that is why nothing came of a page."""
    try:
        markdown.markdown(text, extensions=["toc", "fenced_code", "tables"])
    except RecursionError:
        return True
    return False


@lru_cache(maxsize=2)
def typed(offer: Offer, folder: Path, today: Day) -> tuple[tuple[Page, str], ...]:
    """Each page of an offer with the HTML of what its editor typed; links hold the ids typed.

    Blocks are left out: what they show is written elsewhere, and is checked there.
    """
    return tuple(
        (page, _converted(without_blocks(page.body), offer, folder, today, as_typed=True))
        for page in offer.pages
    )


def without_blocks(body: str) -> str:
    """A page's Markdown with an empty line in place of each line that begins or ends a block."""
    return _BLOCK_LINE.sub("", body)


@lru_cache(maxsize=4)
def _engine(offer: Offer, folder: Path, today: Day, *, as_typed: bool = False) -> markdown.Markdown:
    dialect = OfferExtension(
        folder=str(folder), today=today.isoformat(), offer=offer, as_typed=as_typed
    )
    return markdown.Markdown(extensions=["toc", "fenced_code", dialect])

"""The doorkeeper: a folder in; an ``Offer`` out, or every reason why not.

It looks at form alone: whether the words are good is for the checks to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from local_offer.loading.content_files import FRONT_MATTER, Files
from local_offer.loading.messages import nearest, words_for
from local_offer.loading.yaml_source import Loc, Written, read
from local_offer.model import (
    ALSO,
    AROUND,
    HEADINGS,
    Action,
    Contact,
    Council,
    Feedback,
    Finding,
    Group,
    Leaflet,
    LinkAnswer,
    Offer,
    Page,
    Place,
    Policy,
    Record,
    Term,
    Trial,
)

R = TypeVar("R", bound=Record)
# What people said, answers about links that refuse programs, and what the tests for
# accessibility found.
_MAY_LACK = ("feedback", "links", "accessibility")
DATA_MODELS: dict[str, type[Record]] = {
    "contacts": Contact,
    "policies": Policy,
    "groups": Group,
    "glossary": Term,
    "actions": Action,
    "leaflets": Leaflet,
    "feedback": Feedback,
    "links": LinkAnswer,
    "accessibility": Trial,
}
"""What the records of each data file are; ``council.yml`` is one record, and no list."""
_DATA = tuple(DATA_MODELS)
_PUBLISHED = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".pdf", ".docx", ".odt", ".csv", ".ics")
_OUR_PLACES = ("assets", "leaflets", "text", "search")  # of the built site
_NO_COUNCIL: dict[str, Any] = {
    **{name: "" for name, one in Council.model_fields.items() if one.is_required()},
    "at": Place("content/data/council.yml", 1),
    "name": "the council",
    "pick_up": (),
}
_UNREAD_COUNCIL = Council.model_construct(**_NO_COUNCIL)
NO_OFFER = Offer(_UNREAD_COUNCIL, unread=frozenset({*_DATA, "council"}))
"""What is known of an offer before any of it has been read."""


def load(folder: Path) -> tuple[Offer, list[Finding]]:
    """Read the offer that stands in ``folder``, with findings in file and line order.

    A record that cannot be read is left out of the offer; where a whole file cannot be
    read, ``Offer.unread`` names it. While a finding is an error the offer is not whole,
    and only good for looking for more findings.
    """
    reading = OfferReading(folder)
    content = folder / "content"
    if not content.is_dir():
        finding = Finding(
            "content",
            0,
            "no-content",
            f"There is no folder called content in {folder}.",
            "Start in the offer's own folder, or name it: local-offer --offer FOLDER.",
        )
        return NO_OFFER, [finding]
    reading.strangers()
    offer = Offer(
        council=reading.council() or _UNREAD_COUNCIL,
        pages=tuple(reading.pages()),
        contacts=tuple(reading.records("contacts", Contact)),
        policies=tuple(reading.records("policies", Policy)),
        groups=tuple(reading.records("groups", Group)),
        terms=tuple(reading.records("glossary", Term)),
        actions=tuple(reading.records("actions", Action)),
        leaflets=tuple(reading.records("leaflets", Leaflet)),
        feedback=tuple(reading.records("feedback", Feedback)),
        link_answers=tuple(reading.records("links", LinkAnswer)),
        trials=tuple(reading.records("accessibility", Trial)),
        unread=frozenset(reading.unread),
    )
    return offer, sorted(reading.findings)


@dataclass
class OfferReading(Files):
    unread: set[str] = field(default_factory=set)

    def data(self, kind: str) -> Written | None:
        """What a data file holds; ``None``, a finding and ``unread`` where it cannot be read."""
        path = self.folder / "content" / "data" / f"{kind}.yml"
        name = path.relative_to(self.folder).as_posix()
        if not path.exists() and not path.is_symlink():
            if kind in _MAY_LACK:
                return Written(name, [])
            message = f"There is no file {path.name}."
            advice = "An example of each file is in docs/editors/facts.md. An empty list is []."
            self.add(name, 0, "missing-file", message, advice)
        elif (text := self.text(path)) is not None:
            written = read(text, name)
            self.findings += written.findings
            if not any(finding.rule == "yaml" for finding in written.findings):
                return written
        self.unread.add(kind)
        return None

    def council(self) -> Council | None:
        written = self.data("council")
        if written is None:
            return None
        council = self.build(Council, written.value, (), written)
        if council is None:
            self.unread.add("council")
        return council

    def records(self, kind: str, model: type[R]) -> list[R]:
        written = self.data(kind)
        if written is None:
            return []
        if not isinstance(written.value, list):
            message = "This file should hold a list."
            advice = "Begin each entry with a hyphen: - id: a-short-name"
            self.add(written.path, 1, "not-a-list", message, advice)
            self.unread.add(kind)
            return []
        values = self.grown(written) if model is Leaflet else written.value
        found: dict[str, R] = {}
        for number, value in enumerate(values):
            record = self.build(model, value, (number,), written)
            if record is None:
                self.unread.add(kind)
                continue
            id: str = record.id  # type: ignore[attr-defined]  # each kind of data has one
            if id in found:
                message = f'The id "{id}" is taken; it first stands on line {found[id].at.line}.'
                advice = "Give each entry an id of its own."
                self.add(written.path, written.line((number, "id")), "repeated-id", message, advice)
                continue
            found[id] = record
        return list(found.values())

    def grown(self, written: Written) -> list[Any]:
        """The editions of a leaflet, each with what it takes from the one that it is like."""
        values = [value for value in written.value if isinstance(value, dict)]
        # One that is itself like another lends nothing: a chain would be hard to follow.
        whole = {str(value.get("id")): value for value in values if "like" not in value}
        grown: list[Any] = []
        for number, value in enumerate(written.value):
            like = str(value.get("like", "")) if isinstance(value, dict) else ""
            if like and like not in whole:
                message = f'There is no edition "{like}" with words of its own to take.'
                advice = nearest(like, whole) or "Name an edition that has no like: of its own."
                line = written.line((number, "like"))
                self.add(written.path, line, "unknown-edition", message, advice)
            lender = whole.get(like, next(iter(whole.values()), {})) if like else {}
            grown.append(lender | value if isinstance(value, dict) else value)
        return grown

    def pages(self) -> list[Page]:
        pages: list[Page] = []
        for path in sorted((self.folder / "content").rglob("*.md")):
            name = path.relative_to(self.folder).as_posix()
            if path.parent != self.folder / "content":
                message = "This page stands in a folder of its own."
                self.add(name, 0, "page-place", message, "Move it straight into content.")
            elif not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
                message = "The file's name becomes the page's address."
                advice = "Use small letters, numbers and hyphens: help-with-money.md"
                self.add(name, 0, "page-name", message, advice)
            elif (text := self.text(path)) is not None and (page := self.page(path, name, text)):
                pages.append(page)
        self.headings(pages)
        return pages

    def page(self, path: Path, name: str, text: str) -> Page | None:
        parts = FRONT_MATTER.match(text)
        if parts is None:
            message = "This page does not begin with its facts between two lines of three hyphens."
            advice = "Begin with ---, then title, heading and the rest, then --- again."
            self.add(name, 1, "front-matter", message, advice)
            return None
        written = read(parts[1], name, first_line=2)
        self.findings += written.findings
        if any(finding.rule == "yaml" for finding in written.findings):
            return None
        body_line = text[: parts.start(2)].count("\n") + 1
        if not parts[2].strip():
            message = "This page has no words below its front matter."
            self.add(name, body_line, "empty-page", message, "Write the page, or take it away.")
        value = written.value
        if isinstance(value, dict):
            engine = {"slug": path.stem, "body": parts[2], "body_line": body_line}
            for word in sorted(engine.keys() & value.keys()):
                message = f'"{word}" is not a word this page knows.'
                self.add(name, written.line((word,)), "unknown-key", message, "Take it out.")
            value = value | engine
        return self.build(Page, value, (), written)

    def headings(self, pages: list[Page]) -> None:
        known = {heading.id: heading for heading in (*HEADINGS, *AROUND, *ALSO)}
        taken: dict[str, Page] = {}
        for page in pages:
            line = page.at.line
            if page.heading is None:
                continue
            if page.heading not in known:
                message = f'There is no heading "{page.heading}".'
                advice = nearest(page.heading, known) or f"Use one of: {', '.join(known)}."
                self.add(page.at.path, line, "unknown-heading", message, advice)
            elif page.heading in taken:
                message = f'"{page.heading}" has a page already: {taken[page.heading].at.path}.'
                advice = "Put the two pages together, or give this one another heading."
                self.add(page.at.path, line, "heading-twice", message, advice)
            taken.setdefault(page.heading, page)
        unread = {finding.path for finding in self.findings if finding.path.endswith(".md")}
        if unread - {page.at.path for page in pages}:
            return  # a page that could not be read may well be the one
        for heading in (*HEADINGS, *AROUND):
            if heading.id not in taken:
                message = f"No page answers for {heading.name}."
                advice = f'Add a page with "heading: {heading.id}" in its front matter.'
                self.add("content", 0, "missing-heading", message, advice)

    def strangers(self) -> None:
        """A finding for each data file that nothing reads, and each link that leads out."""
        for path in sorted((self.folder / "content").rglob("*")):
            if path.is_symlink() and self.leads_out(path):
                name = path.relative_to(self.folder).as_posix()
                message = "This is a link to a file outside the content folder."
                self.add(name, 0, "outside-tree", message, "Put the file itself here.")
            elif path.is_file() and not self.may_be_published(path):
                name = path.relative_to(self.folder).as_posix()
                message = "A file of this kind, or in this place, cannot be published."
                advice = f"Pages are .md. Pictures and papers are {', '.join(sorted(_PUBLISHED))}."
                if path.name.startswith("~"):  # what Word puts beside a document that is open
                    message = "A program made this file while somebody wrote, and it names them."
                    advice = "Close the document, and take this file out."
                self.add(name, 0, "file-kind", message, advice)
        known = {f"{kind}.yml" for kind in (*_DATA, "council")}
        for path in sorted((self.folder / "content" / "data").glob("*")):
            if path.name not in known and not path.name.startswith("."):
                name = path.relative_to(self.folder).as_posix()
                advice = nearest(path.name, known) or f"Use one of: {', '.join(sorted(known))}."
                self.add(name, 0, "unknown-file", "Nothing reads this file.", advice)

    def may_be_published(self, path: Path) -> bool:
        """Whether a file is a page, data, or a picture or paper that only shows."""
        inside = path.relative_to(self.folder / "content")
        if inside.name.startswith(".") or inside.parts[0] == "data" or path.suffix == ".md":
            return True
        if inside.name.startswith("~"):
            return False
        return path.suffix.lower() in _PUBLISHED and inside.parts[0] not in _OUR_PLACES

    def build(self, model: type[R], value: Any, loc: Loc, written: Written) -> R | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                self.explain(model, problem, loc, written)
            return None

    def explain(self, model: type[BaseModel], problem: Any, base: Loc, written: Written) -> None:
        """One finding, in an editor's words, for one thing that the model refuses."""
        parts = [part for part in problem["loc"] if part != "words"]
        # The model names the two shapes of a told fact; only what was typed counts here.
        inner = [p for i, p in enumerate(parts) if p != "to_confirm" or i == len(parts) - 1]
        loc = (*base, *inner)
        if loc in written.empty:
            return
        if inner and (*base, "like") in written.lines and (*base, inner[0]) not in written.lines:
            return  # it is taken from the edition that this one is like, and said there
        key = next((str(part) for part in reversed(inner) if isinstance(part, str)), "").strip()
        message, advice = words_for(problem, key, written.typed.get(loc, ""), model)
        rule = {"extra_forbidden": "unknown-key", "missing": "missing-key", "not_a_day": "date"}
        self.add(
            written.path, written.line(loc), rule.get(problem["type"], "value"), message, advice
        )

"""Edits of every kind, made anywhere in the made-up council: the review tells each, and no other.

An edit is one of the makers below, a page and two numbers: which of the places that it can change,
and how. Each sentence, list item, heading or field is edited once at most.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import SAMPLE
from local_offer.loading.content_files import Typed, read_as_typed
from local_offer.review import Change, Passage, compare

NEW_WORDS = (
    "brindle", "quorvex", "tammick", "ladder", "orchard", "mostly", "must", "meeting", "ospley",
    "sometimes", "harvest", "fenlow",
)  # fmt: skip
NEW_SENTENCES = (
    "The kettle is on all winter.",
    "Bring a coat if it rains.",
    "Our grey cat sleeps by the stairs.",
    "Ask at the desk for a blue card.",
    "You get £75 on 3 May 2027.",
    "Nobody waits in the corridor.",
)
NEW_ITEMS = (
    "a map of the park",
    "warm gloves for winter",
    "**Boat trip:** bring £5 and one towel.",
    "2 tickets for the museum",
    "blue paint",
    "Do not feed the ducks.",
)
NEW_HEADINGS = (
    "Tea and biscuits", "Where the bus stops", "Things to bring", "Before you set off",
    "Rainy days", "Our garden gate",
)  # fmt: skip
LIMITS = frozenset(("aged", "under", "over", "above", "below", "older", "younger"))
NEGATIONS = ("not", "cannot", "no", "nothing", "never", "without")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
TARGET = re.compile(r"\]\([^)]*\)")  # where a link leads
MONTHS = "January|May|June|August|September|October|November|December"
FIGURE = re.compile(
    rf"(?P<money>£(?P<a>[\d,]+))"
    rf"|(?P<date>(?P<b>\d{{1,2}}) (?:{MONTHS}) \d{{4}}|(?:{MONTHS}) (?P<f>\d{{4}}))"
    rf"|(?P<time>(?P<c>\d{{1,2}})(?:\.\d\d)?[ap]m)"
    rf"|(?P<span>(?P<d>\d+) (?:working )?(?:days?|weeks?|months?|hours?))\b"
    rf"|(?P<number>(?<![\w/.-])(?P<e>\d+)(?![\w/-]|\.\d))"
)
KIND_OF = {"money": "money", "date": "date", "time": "date", "span": "date", "number": "number"}
GAP = re.compile(r"(?<=[a-z]) (?=[a-z])")
NOT = re.compile(r"(?<=[a-z]) not (?=[a-z])|(?<=[a-z] can)not ")
FIELD = re.compile(r"(?m)^(?:- |  )(\w+): (.+)$")
FIELDS = (
    "name", "does", "who", "phone", "hours", "cost", "email", "day", "time", "place", "about",
    "booking", "getting_there", "title", "kind", "date",
)  # fmt: skip
QUIET = ("rewrap", "bold", "move")
UNTOLD = ("moved-paragraph", "page-added", "page-removed", "page-renamed")


# --- a page as its editors see it ----------------------------------------------------------------


@dataclass(eq=False)
class Unit:
    """A sentence or a list item. ``fixed`` ones are edited or cannot be."""

    text: str
    was: str
    fixed: bool = False

    @property
    def edited(self) -> bool:
        return self.text != self.was


_WRAPPER = {
    width: textwrap.TextWrapper(width, break_on_hyphens=False, break_long_words=False)
    for width in range(30, 60)
}


@dataclass(eq=False)
class Block:
    """A paragraph, a list whose items begin with ``sign``, or what is no prose."""

    units: list[Unit]
    sign: str = ""
    width: int = 0  # of its lines, where it was wrapped anew
    shorter: bool = False  # a part of it was taken out

    def typed(self) -> str:
        texts = [unit.text for unit in self.units]
        if self.sign == "1.":
            return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
        if self.sign:
            return "\n".join(f"- {text}" for text in texts)
        words = " ".join(texts)
        return _WRAPPER[self.width].fill(words) if self.width else words


@dataclass(eq=False)
class Section:
    """A heading and the blocks up to the next one. The first has the page's title, and no signs."""

    title: str
    was: str
    signs: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {self.title, self.was}

    def units(self) -> Iterator[Unit]:
        return (unit for block in self.blocks for unit in block.units)


@dataclass(eq=False)
class Page:
    """A page: its front matter as typed, its sections, and the one that was moved, if any."""

    path: str
    front: str
    sections: list[Section]
    moved: Section | None = None
    beside: Section | None = None  # the one that it changed places with, if they were neighbours

    def typed(self) -> str:
        parts = []
        for section in self.sections:
            if section.signs:
                parts.append(f"{section.signs} {section.title}")
            parts += [block.typed() for block in section.blocks if block.units]
        return self.front + "\n\n".join(parts) + "\n"


def _read_page(path: str, typed: str) -> Page:
    front, _, body = typed.partition("\n---\n\n")
    title = re.findall(r"(?m)^title: (.*)$", front)[0].strip('"')
    sections = [Section(title, title, "")]
    for part in body.rstrip("\n").split("\n\n"):
        signs, _, words = part.partition(" ")
        if signs in ("##", "###"):
            sections.append(Section(words, words, signs))
        else:
            sections[-1].blocks.append(_read_block(part))
    return Page(path, f"{front}\n---\n\n", sections)


def _read_block(part: str) -> Block:
    if part.startswith("///"):
        return Block([Unit(part, part, fixed=True)])
    sign = next((sign for sign in ("-", "1.") if part.startswith(f"{sign} ")), "")
    texts = re.split(r"(?<=[.?!])\s+(?=[A-Z\[])", part)
    if sign:
        texts = [line.partition(" ")[2] for line in part.split("\n")]
    return Block([Unit(text, text) for text in texts], sign)


@dataclass
class Draft:
    """The newer side while it is edited: its pages, its data files, and what was done."""

    pages: dict[str, Page]
    data: dict[str, str]
    edits: list[Edit] = field(default_factory=list)

    def files(self) -> dict[str, str]:
        return {path: page.typed() for path, page in self.pages.items()} | self.data


@dataclass(eq=False)
class Edit:
    """One edit: the words that went and came, in the unit that was and is.

    ``where`` is a section of a page or the id of a record. ``kind`` is what a changed figure is.
    """

    what: str
    page: str
    where: Section | str
    gone: str = ""
    came: str = ""
    was: str = ""
    now: str = ""
    kind: str = ""
    field: str = ""

    @property
    def names(self) -> set[str]:
        return {self.where} if isinstance(self.where, str) else self.where.names


class Asked(NamedTuple):
    """What an editor does: which edit, on which of a few pages, at which place, and how."""

    maker: Maker
    page: int
    place: int
    how: int


Maker = Callable[[Draft, Page, int, int], Edit | None]


def _sample() -> dict[str, str]:
    paths = [*SAMPLE.glob("content/*.md"), *SAMPLE.glob("content/data/*.yml")]
    return {path.relative_to(SAMPLE).as_posix(): path.read_text("utf-8") for path in sorted(paths)}


TYPED = _sample()
PAGES = tuple(path for path in TYPED if path.endswith(".md"))
RECORDS = tuple(f"content/data/{kind}.yml" for kind in ("contacts", "groups", "policies"))


def _draft(paths: Sequence[str]) -> Draft:
    pages = {path: _read_page(path, TYPED[path]) for path in paths}
    return Draft(pages, {path: TYPED[path] for path in RECORDS})


# --- the edits -----------------------------------------------------------------------------------


def change_word(draft: Draft, page: Page, place: int, how: int) -> Edit | None:
    """One word becomes another, or is misspelt."""
    places = [spot for spot in _spots(page, WORD) if spot.match[0].lower() not in NEGATIONS]
    spot = _pick(places, place)
    return spot and _replace(draft, spot, _another(spot.match[0], how), "word")


def change_figure(draft: Draft, page: Page, place: int, how: int) -> Edit | None:
    """A sum, a date, a time, a length of time or a number becomes another."""
    spot = _pick(_spots(page, FIGURE), place)
    if spot is None:
        return None
    kind = KIND_OF[next(name for name in KIND_OF if spot.match[name])]
    return _replace(draft, spot, _another_figure(spot.match, how), "figure", kind)


def put_not_in(draft: Draft, page: Page, place: int, how: int) -> Edit | None:  # noqa: ARG001
    """A sentence says the opposite with one word more."""
    spot = _pick([spot for spot in _spots(page, GAP) if not spot.by_a_negation], place)
    return spot and _replace(draft, spot, " not ", "not")


def take_not_out(draft: Draft, page: Page, place: int, how: int) -> Edit | None:  # noqa: ARG001
    """A sentence says the opposite with one word less."""
    spot = _pick(_spots(page, NOT), place)
    return spot and _replace(draft, spot, " ", "not")


def make_bold(draft: Draft, page: Page, place: int, how: int) -> Edit | None:  # noqa: ARG001
    """A word that stands in no link and is not bold yet becomes bold."""
    places = [spot for spot in _spots(page, WORD) if not re.search(r"\*\*|\[", spot.unit.text)]
    spot = _pick(places, place)
    return spot and _replace(draft, spot, f"**{spot.match[0]}**", "bold")


def insert_sentence(draft: Draft, page: Page, place: int, how: int) -> Edit | None:
    """A new sentence in a paragraph, but not after a colon: those words would be one with it."""
    new = NEW_SENTENCES[how % len(NEW_SENTENCES)]
    if any(edit.came == new for edit in draft.edits):
        return None
    places = [
        (section, block, n)
        for section, block in _prose(page)
        for n in range(len(block.units) + 1)
        if not block.sign and not (n and block.units[n - 1].text.endswith(":"))
    ]
    if not places:
        return None
    section, block, n = places[place % len(places)]
    block.units.insert(n, Unit(new, "", fixed=True))
    return _done(draft, Edit("insert", page.path, section, came=new, now=new))


def lengthen_item(draft: Draft, page: Page, place: int, how: int) -> Edit | None:
    """A new sentence at the end of a list item."""
    new = NEW_SENTENCES[how % len(NEW_SENTENCES)]
    places = [(section, unit) for section, unit in _free(page) if unit.text.endswith(".")]
    places = [(section, unit) for section, unit in places if _is_item(section, unit)]
    if not places or any(edit.came == new for edit in draft.edits):
        return None
    section, unit = places[place % len(places)]
    unit.text, unit.fixed = f"{unit.text} {new}", True
    edit = Edit("insert", page.path, section, came=new, was=unit.was, now=unit.text)
    return _done(draft, edit)


def remove_unit(draft: Draft, page: Page, place: int, how: int) -> Edit | None:  # noqa: ARG001
    """A sentence or a list item goes."""
    places = [
        (section, block, unit)
        for section, block in _prose(page)
        for unit in block.units
        if not unit.fixed and section.title == section.was
    ]
    if not places:
        return None
    section, block, unit = places[place % len(places)]
    block.units.remove(unit)
    block.shorter = True
    return _done(draft, Edit("remove", page.path, section, gone=unit.was, was=unit.was))


def add_item(draft: Draft, page: Page, place: int, how: int) -> Edit | None:
    """A list gets an item."""
    new = NEW_ITEMS[how % len(NEW_ITEMS)]
    lists = [(section, block) for section, block in _prose(page) if block.sign]
    places = [(section, block, n) for section, block in lists for n in range(len(block.units) + 1)]
    if not places or any(edit.came == new for edit in draft.edits):
        return None
    section, block, n = places[place % len(places)]
    block.units.insert(n, Unit(new, "", fixed=True))
    return _done(draft, Edit("insert", page.path, section, came=new, now=new))


def move_section(draft: Draft, page: Page, place: int, how: int) -> Edit | None:
    """A section goes to another place among the others. A page has one such move at most."""
    places = [section for section in page.sections if section.signs]
    if page.moved or len(places) < 2 or any(section.signs == "###" for section in places):
        return None
    section = places[place % len(places)]
    old = page.sections.index(section)
    first = len(page.sections) - len(places)
    spots = [spot for spot in range(first, len(page.sections)) if spot != old]
    new = spots[how % len(spots)]
    page.beside = page.sections[new] if abs(new - old) == 1 else None
    page.sections.insert(new, page.sections.pop(old))
    page.moved = section
    return _done(draft, Edit("move", page.path, section))


def rename_heading(draft: Draft, page: Page, place: int, how: int) -> Edit | None:
    """A heading has other words. Nothing is taken out beneath it, or it could be a new section."""
    new = NEW_HEADINGS[how % len(NEW_HEADINGS)]
    places = [
        section
        for section in page.sections
        if section.signs and section.title == section.was
        if not any(block.shorter for block in section.blocks)
    ]
    if not places or any(section.title == new for section in page.sections):
        return None
    section = places[place % len(places)]
    section.title = new
    edit = Edit("heading", page.path, section, section.was, new, section.was, new)
    return _done(draft, edit)


def rewrap(draft: Draft, page: Page, place: int, how: int) -> Edit | None:
    """A paragraph that nobody edits has lines of another length."""
    places = [
        (section, block)
        for section, block in _prose(page)
        if not (block.sign or block.shorter or any(unit.fixed for unit in block.units))
        and len(block.typed()) > 60
    ]
    if not places:
        return None
    section, block = places[place % len(places)]
    block.width = 30 + how % 30
    for unit in block.units:
        unit.fixed = True
    return _done(draft, Edit("rewrap", page.path, section))


def change_field(draft: Draft, page: Page, place: int, how: int) -> Edit | None:  # noqa: ARG001
    """A field of a contact, a group or a policy has another value."""
    taken = {(edit.page, edit.where, edit.field) for edit in draft.edits}
    places = [
        (path, id, match)
        for path in RECORDS
        for id, match in _fields(draft.data[path])
        if (path, id, match[1]) not in taken
    ]
    path, id, match = places[place % len(places)]
    typed = match[2]
    found = _seen(FIGURE, typed) if match[1] in ("hours", "time", "booking") else []
    words = [one for one in _seen(WORD, typed) if one[0].lower() not in NEGATIONS]
    if match[1] == "phone":
        new = f'"01632 {960_900 + how % 99:06}"'
    elif match[1] == "date":
        new = f"{typed[:-2]}{(int(typed[-2:]) + how % 20) % 28 + 1:02}"
        new = new if new != typed else f"{typed[:-2]}30"
    elif found:
        figure = found[how % len(found)]
        new = typed[: figure.start()] + _another_figure(figure, how) + typed[figure.end() :]
    else:
        word = words[how % len(words)]
        new = typed[: word.start()] + _another(word[0], how) + typed[word.end() :]
    text = draft.data[path]
    draft.data[path] = text[: match.start(2)] + new + text[match.end(2) :]
    old, new = typed.strip('"'), new.strip('"')
    fact = "" if not found and match[1] not in ("phone", "date") else "fact"
    return _done(draft, Edit("field", path, id, old, new, old, new, fact, match[1]))


MAKERS: tuple[Maker, ...] = (
    change_word, change_figure, put_not_in, move_section, remove_unit, insert_sentence, add_item,
    rename_heading, change_field, change_figure, take_not_out, lengthen_item, rewrap, make_bold,
    change_figure, move_section,
)  # fmt: skip
"""Some stand here twice or more, for many pages have no place for them."""


def _prose(page: Page) -> Iterator[tuple[Section, Block]]:
    """Blocks of sentences or list items, those without lines of another length."""
    for section in page.sections:
        for block in section.blocks:
            if not block.width and not any(unit.text.startswith("///") for unit in block.units):
                yield section, block


def _free(page: Page) -> Iterator[tuple[Section, Unit]]:
    """Sentences and list items that may still be edited."""
    for section in page.sections:
        yield from ((section, unit) for unit in section.units() if not unit.fixed)


def _is_item(section: Section, unit: Unit) -> bool:
    return any(block.sign and unit in block.units for block in section.blocks)


class Spot(NamedTuple):
    """Some letters of a sentence or list item that may still be edited."""

    page: Page
    section: Section
    unit: Unit
    match: re.Match[str]

    @property
    def by_a_negation(self) -> bool:
        before, after = self.unit.text[: self.match.start()], self.unit.text[self.match.end() :]
        return not {*_words(before)[-1:], *_words(after)[:1]}.isdisjoint(NEGATIONS)


def _spots(page: Page, pattern: re.Pattern[str]) -> list[Spot]:
    return [
        Spot(page, section, unit, match)
        for section, unit in _free(page)
        for match in _seen(pattern, unit.text)
    ]


def _pick(places: Sequence[Spot], place: int) -> Spot | None:
    return places[place % len(places)] if places else None


def _seen(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Matches in what readers see: not in where a link leads."""
    hidden = [match.span() for match in TARGET.finditer(text)]
    return [
        match
        for match in pattern.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in hidden)
    ]


def _another(word: str, how: int) -> str:
    """Another word, with a capital if this one has one; now and then the same, misspelt."""
    which = how % (len(NEW_WORDS) + 2)
    new = word + word[-1] if which >= len(NEW_WORDS) else NEW_WORDS[which]
    return new.capitalize() if word[0].isupper() else new


def _another_figure(match: re.Match[str], how: int) -> str:
    """The same figure with another number, such as a day of a month or an hour may have."""
    group = next(name for name in "abcdef" if match[name])
    old = int(match[group].replace(",", ""))
    least = {"b": 28, "c": 12}.get(group, 9 * old + 9)
    new = (old + how % (least - 1)) % least + 1
    said = f"{new:,}" if group == "a" else str(new)
    start = match.start(group) - match.start()
    return match[0][:start] + said + match[0][start + len(match[group]) :]


def _fields(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The fields of each record that an edit may change, with the id of the record."""
    id = ""
    for match in FIELD.finditer(text):
        if match[1] == "id":
            id = match[2]
        elif match[1] in FIELDS and (match[1] == "phone" or '"' not in match[2]):
            yield id, match


def _replace(draft: Draft, spot: Spot, new: str, what: str, kind: str = "") -> Edit | None:
    """Put other letters in a unit; nothing where it would be the same as another one then."""
    page, section, unit, match = spot
    text = unit.text[: match.start()] + new + unit.text[match.end() :]
    others = [other for part in page.sections for other in part.units() if other is not unit]
    if new == match[0] or _words(text) in [_words(other.was) for other in others]:
        return None
    unit.text, unit.fixed = text, True
    return _done(draft, Edit(what, page.path, section, match[0], new, unit.was, text, kind))


def _done(draft: Draft, edit: Edit) -> Edit:
    draft.edits.append(edit)
    return edit


# --- what the review says of them ----------------------------------------------------------------


def _words(text: str) -> list[str]:
    """The words and figures of typed text, without signs and where links lead."""
    seen = TARGET.sub("]", text).lower().replace("’", "'").replace("**", "")
    return re.findall(r"£?\d[\d,]*(?:\.\d+)?\w*|\w+(?:'\w+)*", seen)


def _holds(text: str, part: str) -> bool:
    """Whether some words stand in others, in a row."""
    whole, wanted = _words(text), _words(part)
    return any(whole[n : n + len(wanted)] == wanted for n in range(len(whole) - len(wanted) + 1))


def _gone(passage: Passage) -> list[str]:
    """All that a passage says was there: its redline's words, and each change's."""
    parts = [words for state, words in passage.parts if state == "gone"]
    return parts + [change.before for change in passage.changes]


def _came(passage: Passage) -> list[str]:
    parts = [words for state, words in passage.parts if state == "new"]
    return parts + [change.after for change in passage.changes]


@dataclass(frozen=True)
class Said:
    """What the review says under the heading of an edit, and on the whole of its page."""

    near: list[Passage]
    on_page: list[Change]
    page: Page | None

    @property
    def changes(self) -> list[Change]:
        return [change for passage in self.near for change in passage.changes]


def _told(edit: Edit, passages: list[Passage], page: Page | None) -> None:
    """Each edit is in the report, under its own name."""
    on_page = [passage for passage in passages if passage.page == edit.page]
    near = [passage for passage in on_page if passage.section in edit.names]
    changes = [change for passage in on_page for change in passage.changes]
    TELLERS[edit.what](edit, Said(near, changes, page))


def _word_told(edit: Edit, said: Said) -> None:
    assert any(_holds(words, edit.gone) for one in said.near for words in _gone(one)), "old words"
    assert any(_holds(words, edit.came) for one in said.near for words in _came(one)), "new words"


def _figure_told(edit: Edit, said: Said) -> None:
    kinds = {edit.kind}
    if edit.kind == "number" and LIMITS & {*_words(edit.was)}:
        kinds.add("eligibility-word")  # "under 5" says who can get it
    rows = [(one.before, one.after) for one in said.changes if one.is_fact and one.kind in kinds]
    assert any(_holds(was, edit.gone) and _holds(now, edit.came) for was, now in rows), (
        "no fact row with the whole of both figures"
    )


def _not_told(edit: Edit, said: Said) -> None:
    def says(passage: Passage) -> bool:
        here = [word for words in (*_gone(passage), *_came(passage)) for word in _words(words)]
        return bool({"not", "cannot"} & {*here})

    told = [change for passage in said.near if says(passage) for change in passage.changes]
    told = [one for one in told if _holds(f"{one.said_before} {one.before}", edit.was)]
    assert any(change.major for change in told), "a sentence says the opposite, and it is minor"


def _bold_told(edit: Edit, said: Said) -> None:
    told = [one for one in said.changes if _words(one.after) == _words(edit.now)]
    assert all(edit.came in one.after for one in told)
    assert [one.major for one in told] == [False], "bold is not told, or is called major"


def _sentence_told(edit: Edit, said: Said) -> None:
    wanted, sides = edit.gone, [(one.before, one.said_before) for one in said.changes]
    if edit.came:
        wanted, sides = edit.came, [(one.after, one.said_after) for one in said.changes]
    assert any(_holds(words, wanted) for side in sides for words in side), "the whole sentence"


def _field_told(edit: Edit, said: Said) -> None:
    told = [one for one in said.changes if one.field == edit.field]
    assert told, "the field is not told"
    assert all((one.said_before, one.said_after) == (edit.was, edit.now) for one in told)
    if edit.kind:
        rows = [(one.is_fact, one.before, one.after) for one in told]
        assert rows == [(True, edit.was, edit.now)], "a whole fact"


def _heading_told(edit: Edit, said: Said) -> None:
    told = [(one.before, one.after) for one in said.changes if one.kind == "renamed-heading"]
    assert told == [(edit.was, edit.now)], "a heading that has another name"


def _rewrap_told(edit: Edit, said: Said) -> None:
    told = [one.major for one in said.on_page if one.kind == "whitespace-only"]
    assert told == [False], f"lines of another length on {edit.page}"


def _move_told(edit: Edit, said: Said) -> None:
    moved = [one for one in said.on_page if one.kind == "moved-section"]
    beside = said.page.beside.names if said.page and said.page.beside else set()
    assert [one.major for one in moved] == [False], "one move"
    assert moved[0].section in edit.names | beside, "another section moved"


TELLERS: dict[str, Callable[[Edit, Said], None]] = {
    "word": _word_told, "figure": _figure_told, "not": _not_told, "bold": _bold_told,
    "insert": _sentence_told, "remove": _sentence_told, "field": _field_told,
    "heading": _heading_told, "rewrap": _rewrap_told, "move": _move_told,
}  # fmt: skip


def _nothing_else(draft: Draft, passages: list[Passage]) -> None:
    """No page, section, record or word is named but those that were edited."""
    old, new = _words_by_place(draft)
    wrapped = {edit.page for edit in draft.edits if edit.what == "rewrap"}
    moves = {edit.page for edit in draft.edits if edit.what == "move"}
    loud = {
        (edit.page, name) for edit in draft.edits for name in edit.names if edit.what not in QUIET
    }
    for passage in passages:
        place = (passage.page, passage.section)
        kinds = [change.kind for change in passage.changes]
        if kinds == ["whitespace-only"]:
            assert passage.page in wrapped, "nobody wrapped this page"
            continue
        assert place in old, "nobody edited this"
        assert {(change.page, change.section) for change in passage.changes} == {place}
        assert {*kinds}.isdisjoint(UNTOLD), "no such edit was made"
        assert "moved-section" not in kinds or passage.page in moves
        for change in passage.changes:
            assert not change.major or place in loud, "a quiet edit is called major"
            assert not (change.from_page or change.from_section) or change.kind == "moved-section"
        gone = {word for said in _gone(passage) for word in _words(said)}
        came = {word for said in _came(passage) for word in _words(said)}
        assert gone <= old[place], "words went that nobody took out"
        assert came <= new[place], "words came that nobody put in"


Place = tuple[str, str]


def _words_by_place(draft: Draft) -> tuple[dict[Place, set[str]], dict[Place, set[str]]]:
    """The words of what was edited, as they were and as they are, by page and section."""
    old: dict[Place, set[str]] = {}
    new: dict[Place, set[str]] = {}

    def allow(page: str, names: set[str], was: str, now: str) -> None:
        for name in names:
            old.setdefault((page, name), set()).update(_words(was))
            new.setdefault((page, name), set()).update(_words(now))

    for edit in draft.edits:
        allow(edit.page, edit.names, edit.was, edit.now)
    for page in draft.pages.values():
        for section in (page.moved, page.beside):
            if section:
                allow(page.path, section.names, section.was, section.title)
    return old, new


# --- the property --------------------------------------------------------------------------------


class Sides(NamedTuple):
    """The same content in two folders; the newer one is edited, and put back after."""

    before: Typed
    after: Path

    def compare(self, files: dict[str, str]) -> list[Passage]:
        edited = {path: text for path, text in files.items() if text != TYPED[path]}
        for path, text in edited.items():
            (self.after / path).write_text(text, encoding="utf-8")
        try:
            return compare(self.before, read_as_typed(self.after))
        finally:
            for path in edited:
                (self.after / path).write_text(TYPED[path], encoding="utf-8")


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Sides:
    folder = tmp_path_factory.mktemp("sides")
    for name in ("before", "after"):
        shutil.copytree(SAMPLE / "content", folder / name / "content")
    return Sides(read_as_typed(folder / "before"), folder / "after")


_NUMBER = st.integers(0, 2**16)
_ASKED = st.lists(
    st.builds(Asked, st.sampled_from(MAKERS), st.integers(0, 2), _NUMBER, _NUMBER),
    min_size=1,
    max_size=6,
)
_FEW_PAGES = st.lists(st.sampled_from(PAGES), min_size=1, max_size=3, unique=True)


def _each_edit_and_no_other_is_told(sides: Sides, pages: list[str], asked: list[Asked]) -> None:
    draft = _draft(pages)
    for one in asked:
        one.maker(draft, draft.pages[pages[one.page % len(pages)]], one.place, one.how)
    passages = sides.compare(draft.files())
    for edit in draft.edits:
        _told(edit, passages, draft.pages.get(edit.page))
    _nothing_else(draft, passages)


@settings(max_examples=120, derandomize=True, deadline=None)
@given(pages=_FEW_PAGES, asked=_ASKED)
def test_each_edit_is_told_and_nothing_else(
    sides: Sides, pages: list[str], asked: list[Asked]
) -> None:
    _each_edit_and_no_other_is_told(sides, pages, asked)


@pytest.mark.slow
@settings(
    max_examples=1000,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(pages=_FEW_PAGES, asked=_ASKED)
def test_each_of_many_edits_is_told_and_nothing_else(
    sides: Sides, pages: list[str], asked: list[Asked]
) -> None:
    _each_edit_and_no_other_is_told(sides, pages, asked)


def test_no_edit_is_no_change(sides: Sides) -> None:
    assert sides.compare({}) == []


def test_an_unedited_page_is_written_as_it_was_read() -> None:
    assert _draft(PAGES).files() == {path: TYPED[path] for path in (*PAGES, *RECORDS)}


# --- found by these edits ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "was", "now"),
    [
        ("what-we-said-we-would-do", "You said, we did", "Before you set off"),
        ("education", "Without the internet", "Things to bring"),
        ("a-to-z", "If you cannot find it", "Before you set off"),
    ],
)
def test_a_heading_with_a_name_of_other_words_is_no_changed_fact(
    sides: Sides, page: str, was: str, now: str
) -> None:
    path = f"content/{page}.md"
    (passage,) = sides.compare({path: TYPED[path].replace(f"## {was}\n", f"## {now}\n")})
    told = [(change.kind, change.is_fact) for change in passage.changes]
    assert told == [("renamed-heading", False)]

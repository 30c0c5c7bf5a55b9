"""What changed in the data files, record by record, and in the front matter of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from local_offer.loading.content_files import Typed
from local_offer.loading.yaml_source import Bent, Loc, Written
from local_offer.review.change import (
    FRONT_MATTER,
    Change,
    ChangeKind,
    Part,
    Passage,
    SentenceChange,
)
from local_offer.review.marked_words import NO_WORDS, plain_words
from local_offer.review.sentence_diff import compare_words
from local_offer.review.sentence_pairs import sentence_pairs
from local_offer.review.tokens import key_of

_FACT_FILES: dict[str, ChangeKind] = {
    "contacts": "contact-fact", "policies": "policy-fact", "groups": "group-day",
}  # fmt: skip
# How a fact is kept, not what it says: no family acts on these.
_HOUSEKEEPING = frozenset(
    (
        "source", "source_url", "checked", "second_hand", "aliases", "also", "also_called", "icon",
        "expires",
    )
)  # fmt: skip
_PAGE_HOUSEKEEPING = _HOUSEKEEPING | frozenset(
    (
        "owner", "reviewed", "review_by", "facts", "excused", "not_policies", "changes", "heading",
        "quoted_law", "need",
    )
)  # fmt: skip
NAMES = ("name", "title", "term", "what", "says", "said")
"""Which field says what people call a record: the first that it has."""
_EASY = re.compile(r"easy_read\.(?:title|.*\.says)")
_UNSEEN = frozenset(("links", "accessibility"))  # what programs found; no family reads it

FIELD_NAMES = {
    "leaflet.title": "its name on the leaflet", "leaflet.text": "the words on the leaflet",
    "leaflet.more": "more words on the leaflet", "easy_read": "the words in easy read",
    "summary": "the summary",
}  # fmt: skip
"""What people call a field of a page's front matter."""
_TO_CONFIRM = "to confirm:"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Fields = dict[str, str]


def compare_records(before: Typed, after: Typed) -> list[Passage]:
    """What changed in the data files, in the order of their names and then of their records."""
    passages: list[Passage] = []
    for kind in sorted({*before.data, *after.data} - _UNSEEN):
        path = f"content/data/{kind}.yml"
        old, new = _records(before.data.get(kind)), _records(after.data.get(kind))
        for id in dict.fromkeys((*new, *old)):
            passages += _record(path, kind, id, old.get(id), new.get(id))
    return passages


def compare_front_matter(before: Written, after: Written, path: str) -> list[Passage]:
    """What changed in a page's front matter, from its title to its words on the leaflet."""
    old, new = (_on_page(_fields(front, front.value, ())) for front in (before, after))
    return [
        passage
        for name in dict.fromkeys((*new, *old))
        for passage in _field_changes(
            _Field(path, FRONT_MATTER, name, old.get(name, ""), new.get(name, ""))
        )
    ]


def _on_page(fields: Fields) -> Fields:
    """The fields of a page, with all that easy read says made one."""
    said = [value for name, value in fields.items() if _EASY.fullmatch(name)]
    kept = {name: value for name, value in fields.items() if not name.startswith("easy_read.")}
    return {**kept, "easy_read": " ".join(said)} if said else kept


def _records(written: Written | None) -> dict[str, Fields]:
    """Each record of a file by its id; a file of one record has one, under the file's name."""
    if written is None:
        return {}
    if isinstance(written.value, dict):
        return {"": _fields(written, written.value, ())}
    found: dict[str, Fields] = {}
    for number, value in enumerate(written.value if isinstance(written.value, list) else ()):
        if isinstance(value, dict):
            id = value.get("id")
            name = id if isinstance(id, str) else str(number + 1)
            found[name] = _fields(written, value, (number,))
    return found


def _fields(written: Written, value: Any, loc: Loc) -> Fields:
    """A record flat: each field by its name, as it was typed."""
    found: Fields = {}
    if not isinstance(value, Mapping):
        return found
    for key, inner in value.items():
        if key in ("at", "id"):
            continue
        for name, said in _flat(written, inner, (*loc, key)):
            found[".".join((key, *name))] = said
    return found


def _flat(written: Written, value: Any, loc: Loc) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each fact within a value: its name, level by level, and its words on one line."""
    if isinstance(value, Mapping):
        inner = {key: one for key, one in value.items() if key != "at"}
        if set(inner) == {"to_confirm"}:
            yield (), f"{_TO_CONFIRM} {value['to_confirm']}"
            return
        parts = [(str(key), key, one) for key, one in inner.items()]
    elif isinstance(value, list) and not all(isinstance(one, str) for one in value):
        parts = [(str(number + 1), number, one) for number, one in enumerate(value)]
    else:
        yield (), _as_typed(written, value, loc)
        return
    for name, place, one in parts:
        for names, said in _flat(written, one, (*loc, place)):
            yield (name, *names), said


def _as_typed(written: Written, value: Any, loc: Loc) -> str:
    """A fact in the words of its file, or a list of words with commas between them."""
    if isinstance(value, list):
        return ", ".join(value)
    typed = value.typed if isinstance(value, Bent) else written.typed.get(loc)
    return " ".join((typed if typed is not None else str(value)).split())


def _record(
    path: str, kind: str, id: str, old: Fields | None, new: Fields | None
) -> Iterator[Passage]:
    """What changed in one record; one that came or went is one change."""
    if old is not None and new is not None:
        for name in dict.fromkeys((*new, *old)):
            field = _Field(path, id, name, old.get(name, ""), new.get(name, ""), kind)
            yield from _field_changes(field)
    elif old is not None:
        name, words = _named(old, id), _summary(old)
        change = Change(path, id, "list-item-removed", name, "", said_before=words)
        yield Passage(path, id, (("gone", words),), (change,))
    elif new is not None:
        name, words = _named(new, id), _summary(new)
        change = Change(path, id, "list-item-added", "", name, said_after=words)
        yield Passage(path, id, (("new", words),), (change,))


def _named(fields: Fields, id: str) -> str:
    return next((fields[key] for key in NAMES if key in fields), id)


def _summary(fields: Fields) -> str:
    """A record in a line, without what keeps it in order."""
    said = [value for name, value in fields.items() if name.split(".")[0] not in _HOUSEKEEPING]
    return "; ".join(said)


@dataclass(frozen=True)
class _Field:
    """One field before and after: its file, its record's id, its name, and the file's kind."""

    path: str
    section: str
    name: str
    before: str
    after: str
    kind: str = ""

    @property
    def label(self) -> str:
        """What people call it."""
        words = FIELD_NAMES.get(self.name, self.name.replace("_", " ").replace(".", ", "))
        return words[:1].upper() + words[1:]

    @property
    def is_housekeeping(self) -> bool:
        """Whether the change is one of how a fact is kept, or it is open before and after."""
        kept = _PAGE_HOUSEKEEPING if self.section == FRONT_MATTER else _HOUSEKEEPING
        is_open = all(said.startswith(_TO_CONFIRM) for said in (self.before, self.after))
        return is_open or self.name.split(".", maxsplit=1)[0] in kept

    def change(self, kind: ChangeKind, before: str, after: str, *, major: bool) -> Change:
        """A change in this field, with all that it says before and after."""
        return Change(
            self.path, self.section, kind, before, after, major,
            said_before=self.before, said_after=self.after, field=self.name,
        )  # fmt: skip

    def whole(self, kind: ChangeKind, *, major: bool = False) -> Passage:
        """The field taken out and put in anew, as one change."""
        change = self.change(kind, self.before, self.after, major=major)
        return self.passage((("gone", self.before), ("new", self.after)), [change])

    def passage(self, parts: tuple[Part, ...], changes: Iterable[Change]) -> Passage:
        """Changes in this field with their redline."""
        return Passage(self.path, self.section, parts, tuple(changes), self.label)


def _field_changes(field: _Field) -> Iterator[Passage]:
    """What changed in one field; nothing where it is as it was."""
    before, after = field.before, field.after
    if before == after:
        return
    if field.is_housekeeping:
        days = _DAY.fullmatch(before) and _DAY.fullmatch(after)
        yield field.whole("date" if days else "text-reworded")
    elif key_of(before) == key_of(after):
        yield field.whole("formatting-only")
    elif field.kind in _FACT_FILES:
        yield _fact(field)
    elif (field.section, field.name) == (FRONT_MATTER, "title"):
        yield field.whole("renamed-heading")
    else:
        yield from _sentences(field)


def _fact(field: _Field) -> Passage:
    """A field that families act on, as one change; slips of the pen in it are small ones."""
    compared = compare_words(plain_words(field.before), plain_words(field.after))
    changes = [field.change(_FACT_FILES[field.kind], field.before, field.after, major=True)]
    if not compared.reworded and all(row.kind == "typo" for row in compared.rows):
        changes = [
            field.change("typo", row.before, row.after, major=False) for row in compared.rows
        ]
    return field.passage(compared.parts, changes)


def _sentences(field: _Field) -> Iterator[Passage]:
    """A field of whole sentences, each beside the one that took its place."""
    for was, now in sentence_pairs(field.before, field.after, lone_is_pair=True):
        sentence = replace(field, before=was.text, after=now.text)
        if was is NO_WORDS:
            added = sentence.change("text-added", "", now.text, major=True)
            yield sentence.passage((("new", now.text),), [added])
        elif now is NO_WORDS:
            removed = sentence.change("text-removed", was.text, "", major=True)
            yield sentence.passage((("gone", was.text),), [removed])
        else:
            compared = compare_words(was, now)
            rows = list(compared.rows)
            if compared.reworded:
                rows.append(SentenceChange("text-reworded", was.text, now.text))
            changes = [
                sentence.change(row.kind, row.before, row.after, major=row.major) for row in rows
            ]
            if changes:
                yield sentence.passage(compared.parts, changes)

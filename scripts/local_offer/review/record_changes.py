"""What changed in the data files, record by record, and in the front matter of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from local_offer.loading.content_files import Typed
from local_offer.loading.yaml_source import Bent, Loc, Written
from local_offer.review.alignment import SENTENCE, align, likeness
from local_offer.review.change import FRONT_MATTER, Change, ChangeKind, Part, Passage
from local_offer.review.page_model import MarkedRun, MarkedWords
from local_offer.review.sentence_diff import compare_words
from plain_language import split_sentences

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
_NOTHING = MarkedWords(())

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
    """What changed in what a page says of itself, from its title to its words on the leaflet."""
    old, new = (_on_page(_fields(front, front.value, ())) for front in (before, after))
    return [
        passage
        for name in dict.fromkeys((*new, *old))
        for passage in _field((path, FRONT_MATTER, name), old.get(name, ""), new.get(name, ""))
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
    if isinstance(value, Mapping):
        if set(value) - {"at"} == {"to_confirm"}:
            yield (), f"{_TO_CONFIRM} {value['to_confirm']}"
            return
        for key, inner in value.items():
            if key != "at":
                for name, said in _flat(written, inner, (*loc, key)):
                    yield (key, *name), said
    elif isinstance(value, list):
        if all(isinstance(inner, str) for inner in value):
            yield (), ", ".join(value)
            return
        for number, inner in enumerate(value):
            for name, said in _flat(written, inner, (*loc, number)):
                yield (str(number + 1), *name), said
    else:
        typed = value.typed if isinstance(value, Bent) else written.typed.get(loc)
        yield (), " ".join((typed if typed is not None else str(value)).split())


def _record(
    path: str, kind: str, id: str, old: Fields | None, new: Fields | None
) -> Iterator[Passage]:
    if old is None or new is None:
        fields = new or old or {}
        name = next((fields[key] for key in NAMES if key in fields), id)
        gone = new is None
        change = Change(
            path, id, "list-item-removed" if gone else "list-item-added",
            name if gone else "", "" if gone else name,
            said_before=_summary(fields) if gone else "",
            said_after="" if gone else _summary(fields),
        )  # fmt: skip
        yield Passage(path, id, (("gone" if gone else "new", _summary(fields)),), (change,))
        return
    for name in dict.fromkeys((*new, *old)):
        yield from _field((path, id, name), old.get(name, ""), new.get(name, ""), kind)


def _summary(fields: Fields) -> str:
    """A record in a line, without what keeps it in order."""
    said = [value for name, value in fields.items() if name.split(".")[0] not in _HOUSEKEEPING]
    return "; ".join(said)


def _field(
    where: tuple[str, str, str], before: str, after: str, kind: str = ""
) -> Iterator[Passage]:
    """One field that changed; ``where`` is its file, its record and its name."""
    path, section, name = where
    if before == after:
        return
    kept = _PAGE_HOUSEKEEPING if section == FRONT_MATTER else _HOUSEKEEPING
    was, now = MarkedWords((MarkedRun(before),)), MarkedWords((MarkedRun(after),))
    called = FIELD_NAMES.get(name, name.replace("_", " ").replace(".", ", "))
    called = called[:1].upper() + called[1:]

    def told(kind: ChangeKind, old: str, new: str, *, major: bool) -> Change:
        return Change(
            path, section, kind, old, new, major, said_before=before, said_after=after, field=name
        )

    parts: tuple[Part, ...] = (("gone", before), ("new", after))
    if name.split(".", maxsplit=1)[0] in kept or (_is_open(before) and _is_open(after)):
        days = _DAY.fullmatch(before) and _DAY.fullmatch(after)
        changes = [told("date" if days else "text-reworded", before, after, major=False)]
    elif was.key == now.key:
        changes = [told("formatting-only", before, after, major=False)]
    elif kind in _FACT_FILES:
        compared = compare_words(was, now)
        parts = compared.parts
        changes = [told(_FACT_FILES[kind], before, after, major=True)]
        if not compared.reworded and all(row.kind == "typo" for row in compared.rows):
            changes = [told("typo", row.before, row.after, major=False) for row in compared.rows]
    elif section == FRONT_MATTER and name == "title":
        changes = [told("renamed-heading", before, after, major=False)]
    else:
        yield from _sentences(where, before, after, called)
        return
    yield Passage(path, section, parts, tuple(changes), called)


def _is_open(said: str) -> bool:
    """Whether a fact is still to be confirmed."""
    return said.startswith(_TO_CONFIRM)


def _sentences(
    where: tuple[str, str, str], before: str, after: str, name: str
) -> Iterator[Passage]:
    """A field of whole sentences, each beside the one that took its place."""
    path, section, field = where
    old, new = (
        [MarkedWords((MarkedRun(one),)) for one in split_sentences(text)]
        for text in (before, after)
    )

    def alike(i: int, j: int) -> float:
        score = likeness(old[i].key, new[j].key)
        return score if score >= SENTENCE or len(old) == len(new) == 1 else 0

    for i, j in align([words.key for words in old], [words.key for words in new], alike):
        was, now = old[i] if i is not None else _NOTHING, new[j] if j is not None else _NOTHING
        found: list[tuple[ChangeKind, str, str, bool]]
        if was is _NOTHING or now is _NOTHING:
            kind: ChangeKind = "text-added" if was is _NOTHING else "text-removed"
            parts: tuple[Part, ...] = (
                ("new", now.text) if was is _NOTHING else ("gone", was.text),
            )
            found = [(kind, was.text, now.text, True)]
        else:
            compared = compare_words(was, now)
            parts = compared.parts
            found = [(row.kind, row.before, row.after, row.major) for row in compared.rows]
            if compared.reworded:
                found.append(("text-reworded", was.text, now.text, True))
        changes = [
            Change(
                path, section, kind, gone, came, major,
                said_before=was.text, said_after=now.text, field=field,
            )
            for kind, gone, came, major in found
        ]  # fmt: skip
        if changes:
            yield Passage(path, section, parts, tuple(changes), name)

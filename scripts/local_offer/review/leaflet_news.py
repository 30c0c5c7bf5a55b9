"""What became of the leaflets that people hold: for each printed version, what changed since."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from local_offer.cache import Cache, digest, program_digest
from local_offer.history import Commit, History, NoHistoryError, ShallowError
from local_offer.loading.loader import load
from local_offer.model import Contact, Group, Leaflet, Offer
from local_offer.review.marked_words import NO_WORDS
from local_offer.review.sentence_diff import compare_words
from local_offer.review.sentence_pairs import sentence_pairs
from local_offer.review.tokens import key_of

_NO_HISTORY = "This website was built without the history of its words."
_CONTACT_FACTS = ("phone", "hours", "cost", "text", "email", "address")
_GROUP_FACTS = ("day", "time", "place", "booking")


@dataclass(frozen=True)
class Printed:
    """One printed version: its code, as in ``?v=booklet-1``, its title, its month and the news.

    ``changed`` holds a sentence for each fact that is another now; empty where nothing that
    matters has changed.
    """

    code: str
    title: str
    version: str
    printed: str
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Leaflets:
    """Every version that the history knows, the newest first; ``why`` says why there is none.

    ``trouble`` is for those who build the site: what stands in the way of knowing more.
    """

    versions: tuple[Printed, ...] = ()
    why: str = ""
    trouble: str = ""


def printed_leaflets(folder: Path, offer: Offer, cache: Cache) -> Leaflets:
    """Each version of the leaflets that was ever released, and what has changed since.

    A version that several releases share is judged by the first of them, for that is the one
    that people may hold. A release never changes, so what it said is read once, and kept.
    """
    try:
        history = History(folder)
    except ShallowError as trouble:
        return Leaflets(why=_NO_HISTORY, trouble=str(trouble))
    except NoHistoryError:
        return Leaflets(why=_NO_HISTORY)
    try:
        return _released(history, offer, cache)
    except NoHistoryError as trouble:  # git has one, and cannot read it
        return Leaflets(why=_NO_HISTORY, trouble=str(trouble))


def _released(history: History, offer: Offer, cache: Cache) -> Leaflets:
    trouble = " ".join(
        f"The tag {tag} names no state of the offer. Take it out: git tag --delete {tag}."
        for tag in history.no_releases()
    )
    releases = history.releases()
    if not releases:
        return Leaflets(why="No leaflet has been released yet.", trouble=trouble)
    found: dict[str, tuple[int, Printed]] = {}
    for number, commit in enumerate(releases):
        for then in _then(history, commit, cache):
            if then.leaflet.code not in found:
                found[then.leaflet.code] = (number, _printed(then, offer))
    newest_first = sorted(found.values(), key=lambda one: -one[0])
    return Leaflets(tuple(leaflet for _, leaflet in newest_first), trouble=trouble)


@dataclass(frozen=True)
class _Then:
    """A leaflet as a release had it: what it said in figures, and in sentences, by name."""

    leaflet: Leaflet
    facts: dict[str, str]
    texts: dict[str, str]


def _then(history: History, commit: Commit, cache: Cache) -> list[_Then]:
    key = digest(program_digest(), history.prefix, commit.hash)
    if held := cache.get("releases", key):
        return [_Then(Leaflet(**row), *said) for row, *said in json.loads(held)]
    with tempfile.TemporaryDirectory(prefix="printed-") as name:
        history.bring_back(commit, Path(name))
        offer = load(Path(name))[0]
    then = [_Then(one, _facts(one, offer), _texts(one, offer)) for one in offer.leaflets]
    rows = [(one.leaflet.model_dump(mode="json"), one.facts, one.texts) for one in then]
    cache.put("releases", key, json.dumps(rows).encode())
    return then


def _printed(then: _Then, now: Offer) -> Printed:
    leaflet = then.leaflet
    today = next((one for one in now.leaflets if one.id == leaflet.id), leaflet)
    changed = [
        *_changed_facts(then.facts, _facts(leaflet, now)),
        *_changed_texts(then.texts, _texts(today, now)),
    ]
    return Printed(
        leaflet.code,
        leaflet.title,
        leaflet.version,
        f"{leaflet.date:%B %Y}",
        tuple(dict.fromkeys(changed)),
    )


def _changed_facts(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """A sentence for each fact that is another now, or gone."""
    for name, was in before.items():
        now = after.get(name, "")
        if key_of(was) == key_of(now):
            continue
        if now:
            yield f"{name}: it was {was}. It is now {now}."
        else:
            yield f"{name}: it was {was}. This is gone, or we will confirm it."


def _facts(leaflet: Leaflet, offer: Offer) -> dict[str, str]:
    """What the paper says in figures, by name: whom to call and when, and where groups meet."""
    council = offer.council
    ids = [council.main_contact, council.national_line, council.emergency, *leaflet.lines]
    ids += [contact.id for contact in offer.urgent_on(leaflet)]
    ids += [council.complaints] if council.complaints else []
    contacts = filter(None, (offer.contact(id) for id in dict.fromkeys(ids)))
    found: dict[str, str] = {}
    for contact in contacts:
        found |= _values(contact, contact.name, _CONTACT_FACTS)
    for group in offer.groups:
        if group.id in leaflet.groups:
            found |= _values(group, group.name, _GROUP_FACTS)
    if council.offer_address:
        found["Our web address"] = str(council.offer_address)
    return found


def _values(record: Contact | Group, name: str, fields: tuple[str, ...]) -> dict[str, str]:
    """The fields of a record that are known, by what people call them."""
    values = {f"{name}, {field}": getattr(record, field) for field in fields}
    return {label: str(value) for label, value in values.items() if value}


def _texts(leaflet: Leaflet, offer: Offer) -> dict[str, str]:
    """What the paper says in sentences, by heading."""
    found: dict[str, str] = {}
    for page in filter(None, (offer.page_for(id) for id in leaflet.headings)):
        if leaflet.how_much == "easy read":
            if page.easy_read:
                said = [idea.says for idea in page.easy_read.ideas]
                found[page.easy_read.title] = " ".join(said)
        elif page.leaflet:
            more = f" {page.leaflet.more}" if leaflet.how_much == "more" else ""
            found[page.leaflet.title] = page.leaflet.text + more
    return found


def _changed_texts(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """A sentence for each that says something else now. Words that only read better are passed."""
    for name, text in before.items():
        for was, now in sentence_pairs(text, after.get(name, "")):
            if was is NO_WORDS:
                yield f"{name}: we now say as well: {now.text}"
            elif now is NO_WORDS:
                yield f"{name}: we no longer say: {was.text}"
            else:
                compared = compare_words(was, now)
                if compared.reworded or any(row.major for row in compared.rows):
                    yield f"{name}: it was “{was.text}” It is now “{now.text}”"

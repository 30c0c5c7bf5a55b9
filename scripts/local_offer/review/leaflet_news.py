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
from local_offer.model import Contact, Leaflet, Offer
from local_offer.review.alignment import SENTENCE, align, likeness
from local_offer.review.page_model import MarkedRun, MarkedWords
from local_offer.review.sentence_diff import compare_words
from plain_language import split_sentences

_NO_HISTORY = "This website was built without the history of its words."
_TOLD = ("phone", "hours", "cost", "text", "email", "address")
_GROUP_TOLD = ("day", "time", "place", "booking")


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
    is_now, says = _facts(leaflet, now), _texts(today, now)
    changed = []
    for name, value in then.facts.items():
        new = is_now.get(name, "")
        if _same(value, new):
            continue
        if not new:
            changed.append(f"{name}: it was {value}. This is gone, or we will confirm it.")
        else:
            changed.append(f"{name}: it was {value}. It is now {new}.")
    for name, text in then.texts.items():
        changed += _reworded(name, text, says.get(name, ""))
    return Printed(
        leaflet.code,
        leaflet.title,
        leaflet.version,
        f"{leaflet.date:%B %Y}",
        tuple(dict.fromkeys(changed)),
    )


def _facts(leaflet: Leaflet, offer: Offer) -> dict[str, str]:
    """What the paper says in figures, by name: whom to call and when, and where groups meet."""
    council = offer.council
    ids = [council.main_contact, council.national_line, council.emergency, *leaflet.lines]
    ids += [contact.id for contact in offer.urgent_on(leaflet)]
    ids += [council.complaints] if council.complaints else []
    found: dict[str, str] = {}
    for contact in filter(None, (offer.contact(id) for id in dict.fromkeys(ids))):
        found |= dict(_told(contact))
    for group in offer.groups:
        if group.id in leaflet.groups:
            told = {f"{group.name}, {key}": getattr(group, key) for key in _GROUP_TOLD}
            found |= {name: str(value) for name, value in told.items() if value}
    if council.offer_address:
        found["Our web address"] = str(council.offer_address)
    return found


def _told(contact: Contact) -> Iterator[tuple[str, str]]:
    for key in _TOLD:
        if value := getattr(contact, key):
            yield f"{contact.name}, {key}", str(value)


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


def _same(was: str, now: str) -> bool:
    return MarkedWords((MarkedRun(was),)).key == MarkedWords((MarkedRun(now),)).key


def _reworded(name: str, was: str, now: str) -> Iterator[str]:
    """A sentence for each that says something else now. Words that only read better are passed."""
    old, new = (
        [MarkedWords((MarkedRun(one),)) for one in split_sentences(text)] for text in (was, now)
    )

    def alike(i: int, j: int) -> float:
        score = likeness(old[i].key, new[j].key)
        return score if score >= SENTENCE else 0

    for i, j in align([words.key for words in old], [words.key for words in new], alike):
        if i is None and j is not None:
            yield f"{name}: we now say as well: {new[j].text}"
        elif j is None and i is not None:
            yield f"{name}: we no longer say: {old[i].text}"
        elif i is not None and j is not None:
            compared = compare_words(old[i], new[j])
            if compared.reworded or any(row.major for row in compared.rows):
                yield f"{name}: it was “{old[i].text}” It is now “{new[j].text}”"

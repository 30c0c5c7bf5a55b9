"""What the search page needs to know: the words of the built pages, and the words of carers.

The search itself runs in the reader's browser, with no server: ``overrides/assets/search``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from local_offer.dialect.callers import meanwhile
from local_offer.model import Offer
from local_offer.word_rows import word_rows

PLACE = "assets/search/index.json"
"""Where the index stands in a built site."""

# Parts of a page that are the same on all pages, or that only lead to other pages.
_PASSED_OVER = {
    "back",
    "page-end",
    "also-called",
    "a-to-z",
    "needs",
    "phone",
    "to-confirm",
    "fine",
    "now",
}
_LINES = {"p", "li", "dt", "dd", "tr", "blockquote", "summary"}
_HEADINGS = {"h1", "h2", "h3"}
# Pages that say a little of everything, or speak of the offer itself, seldom answer.
_SELDOM = {
    "front": 0.5,
    "words": 0.5,
    "contact": 0.7,
    "policies": 0.4,
    "progress": 0.4,
    "about": 0.4,
    "accessibility": 0.4,
    "updates": 0.3,
    "consultation": 0.3,
    "a-to-z": 0.3,
    "leaflet": 0.6,
    "young-people": 0.6,
}
_LINKS_ALONE = 0.3  # the weight of a section that lists policies
_TITLE = 4  # how strongly a title points to its page, from 1 to 5


def write_index(site: Path, offer: Offer) -> None:
    """Write what the search reads, as JSON of some 150 KB, into the built ``site``.

    ``pages`` are the offer's, each with its title, address from the search folder, summary,
    ``weight`` from 0 to 1, ``signs``, pairs of a strength from 1 to 5 and a carer's word, and
    ``also``, its other names.
    ``sections`` are the pages' parts: the page's number, the id to jump to, heading and lines.
    ``same`` are rows of words for one thing, ``plain`` words that say nothing, ``right`` words
    that are spelt right, ``danger`` the rows of ``search-danger.tsv``, ``weights`` those of
    ``search-danger-weights.tsv``, and ``contact`` where the main contact stands: the number of its
    section, its ``line`` with a phone number, and the words that ``ask`` for someone to call, and
    that may stand ``with`` those.
    """
    place = site / PLACE
    place.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(search_index(site, offer), ensure_ascii=False, separators=(",", ":"))
    place.write_text(text, encoding="utf-8")


def search_index(site: Path, offer: Offer) -> dict[str, Any]:
    """What ``write_index`` writes."""
    general = _signs()
    pages: list[dict[str, Any]] = []
    sections: list[dict[str, Any]] = []
    for number, page in enumerate(offer.pages):
        address = "" if page.slug == "index" else f"{page.slug}/"
        signs = [(_TITLE, page.title), *general.get(page.heading or "", ())]
        pages.append({
            "title": page.title,
            "url": f"../{address}",
            "summary": page.summary,
            "weight": _SELDOM.get(page.heading or "", 1),
            "signs": signs,
            "also": page.also_called,
        })  # fmt: skip
        parts = _sections(site / address / "index.html")
        sections += [{"page": number, **section} for section in parts]
    return {
        "pages": pages,
        "sections": sections,
        "same": _same(offer),
        "plain": _words("search-plain.txt"),
        "right": _words("search-right.txt"),
        "danger": [(kind, _listed(patterns)) for kind, patterns in word_rows("search-danger.tsv")],
        "weights": [
            (weight, _listed(signs)) for weight, signs in word_rows("search-danger-weights.tsv")
        ],
        "contact": _contact(offer, sections),
    }


def _contact(offer: Offer, sections: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The section of the main contact, its line with a number, and words that ask for it."""
    main = offer.contact(offer.council.main_contact)
    page = offer.page_for("contact")
    if main is None or page is None:
        return None
    own = (
        number
        for number, section in enumerate(sections)
        if offer.pages[section["page"]] is page and section["heading"] == main.name
    )
    section = next(own, None)
    if section is None:
        return None
    callers = [main, *meanwhile(main, offer)]
    phones = [str(caller.phone) for caller in callers if caller.phone]
    lines: list[str] = sections[section]["lines"]
    line = next((line for line in lines if any(phone in line for phone in phones)), lines[0])
    asked = {kind: _listed(words) for kind, words in word_rows("search-contact.tsv")}
    asked["with"] += f"{main.name} {main.said}".lower().split()
    return {"section": section, "line": line, **asked}


def _signs() -> dict[str, list[tuple[int, str]]]:
    """By heading, how strongly each word of carers points to it."""
    found: dict[str, list[tuple[int, str]]] = {}
    for heading, strength, words in word_rows("search-signs.tsv"):
        signs = found.setdefault(heading, [])
        signs += [(int(strength), word) for word in _listed(words)]
    return found


def _same(offer: Offer) -> list[list[str]]:
    """Words for one thing: the general lists, then the offer's own hard words."""
    rows = [[name, *_listed(words)] for name, words in word_rows("search-same.tsv")]
    known = {words.lower() for row in rows for words in row}
    for term in offer.terms:
        names = [name for name in (term.term, term.stands_for, *term.also) if name]
        if len(names) < 2:
            continue
        home = next((row for row in rows if {name.lower() for name in names} & set(row)), None)
        fresh = [name.lower() for name in names if name.lower() not in known]
        if home is None:
            rows.append(fresh)
        else:
            home += fresh
        known.update(fresh)
    return rows


def _words(name: str) -> list[str]:
    return [word for (line,) in word_rows(name) for word in line.split()]


def _listed(words: str) -> list[str]:
    return [word for part in words.split(",") if (word := part.strip())]


def _sections(file: Path) -> Iterator[dict[str, Any]]:
    """The parts of a built page: from one heading to the next."""
    page = html.document_fromstring(file.read_bytes().decode("utf-8"))
    section: dict[str, Any] = {"id": "", "heading": "", "weight": 1, "lines": []}
    opening = ""
    for element in _shown(page.get_element_by_id("main")):
        if element.tag in _HEADINGS:
            if section["lines"]:
                yield section
            id = element.get("id") or ""
            heading = "" if element.tag == "h1" else " ".join(element.text_content().split())
            weight = _LINKS_ALONE if id.startswith("policies") else 1
            section = {"id": id, "heading": heading, "weight": weight, "lines": []}
        elif line := _own_text(element):
            if element.tag != "li":
                opening = line if line.endswith(":") else ""
            # "The council will confirm:" says how to take what is listed below it.
            goes_on = opening and element.tag == "li" and line[0].islower()
            section["lines"].append(f"{opening} {line}" if goes_on else line)
    if section["lines"]:
        yield section


def _shown(element: Any) -> Iterator[Any]:
    """Headings and lines below an element, in order, without what is passed over."""
    for child in element:
        if not isinstance(child.tag, str) or _PASSED_OVER & set((child.get("class") or "").split()):
            continue
        if child.tag in _HEADINGS | _LINES:
            yield child
        if child.tag not in _HEADINGS:
            yield from _shown(child)


def _own_text(line: Any) -> str:
    """A line's words, without those of lines inside it."""
    parts = [line.text or ""]
    for child in line:
        if isinstance(child.tag, str) and child.tag not in _LINES | {"ul", "ol", "table", "dl"}:
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())

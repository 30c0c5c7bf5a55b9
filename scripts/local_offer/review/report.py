"""A review written down: for councillors, for a pull request and for programs."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from local_offer.atomic import whole_file
from local_offer.dialect.templates import spoken, templates
from local_offer.looks import looks
from local_offer.pdf import Laid, Printer
from local_offer.review import Review
from local_offer.review.change import Change, Passage
from local_offer.review.sentence_lines import KIND_NAMES, LONGEST, line, part, plain, shown, summary

SIDES = 4
"""The most that a committee reads: sides of A4 before the appendix (Brighton and Hove's rule)."""


@dataclass(frozen=True)
class Room:
    """How much of each thing the first part shows; the appendix has the rest.

    ``letters`` is how much of one change is shown, and ``names`` how many names stand in a row.
    """

    facts: int
    lines: int
    for_a_page: int
    names: int
    reasons: int
    promises: int
    answers: int
    ages: int
    letters: int


ROOMS = (
    Room(12, 24, 5, 14, 8, 9, 4, 6, 180),
    Room(9, 16, 4, 10, 6, 7, 3, 4, 140),
    Room(7, 11, 3, 7, 4, 5, 2, 3, 110),
    Room(5, 7, 2, 5, 3, 4, 2, 2, 80),
)
"""From the largest; the first that fits on the sides there are is taken."""

_FONT = "assets/fonts/atkinson-hyperlegible-next-latin-{}-normal.woff2"


def write_review(review: Review, into: Path, *, pdf: bool = True) -> list[Path]:
    """Write ``review.html``, ``.json``, ``.md`` and, if wanted, ``.pdf``; gives their paths."""
    room = ROOMS[0]
    laid: Laid | None = None
    if pdf:
        laid, room = lay_out_review(review)
    files: dict[str, str] = {
        "review.html": review_html(review, _embedded(review.looks), room),
        "review.json": json.dumps(as_json(review), ensure_ascii=False, indent=1),
        "review.md": review_markdown(review),
    }
    for name, text in files.items():
        with whole_file(into / name) as part:
            part.write_text(text, encoding="utf-8")
    paths = [into / name for name in files]
    if laid:
        with whole_file(into / "review.pdf") as part:
            laid.write(part)
        paths.append(into / "review.pdf")
    return paths


def lay_out_review(review: Review) -> tuple[Laid, Room]:
    """The review on paper, laid out, and how much its first part had room for.

    The pages of the first part are called ``review``, and the others ``appendix``.
    """
    fonts = {weight: _FONT.format(weight) for weight in (400, 700)}
    printer = Printer(looks(review.looks, "overrides"))
    for room in ROOMS:
        first = printer.lay_out(review_html(review, fonts, room, appendix=False))
        if len(first.sheets) <= SIDES:
            break
    return printer.lay_out(review_html(review, fonts, room)), room


def review_html(
    review: Review, fonts: dict[int, str], room: Room = ROOMS[0], *, appendix: bool = True
) -> str:
    """The whole review as one page that needs no other file; ``fonts`` are addresses by weight."""
    by_page = _by_page(review.changes)
    fitting, left = _lines(review, by_page, room)
    facts = sorted(review.facts, key=_weight)
    missing = [review.titles.get(one.path, one.path) for one in review.findings]
    return (
        templates(review.looks, "overrides")
        .get_template("blocks/review.html")
        .render(
            review=review,
            fonts=fonts,
            paper=not fonts[400].startswith("data:"),
            day=spoken(review.today),
            summary=summary(review),
            facts=[_fact(fact, review, room.letters) for fact in facts[: room.facts]],
            all_facts=[_fact(fact, review) for fact in facts],
            lines=fitting,
            left=_in_a_row(left, room),
            came_or_went=_came_or_went(review, room),
            reasons=review.reasons[: room.reasons],
            missing=missing,
            named_missing=_in_a_row(missing, room),
            ages=_ages(review)[: room.ages],
            promises=review.promises[: room.promises],
            answers=review.answers[: room.answers],
            unread=review.unread[: room.names],
            short=lambda words: plain(words, room.letters),
            part=lambda change: part(change, review.titles),
            redline=_redline(review) if appendix else [],
            small=_small(review) if appendix else [],
            appendix=appendix,
        )
    )


def _in_a_row(names: Sequence[str], room: Room) -> str:
    """Names with commas between them, and how many more there are."""
    more = len(names) - room.names
    return ", ".join(names[: room.names]) + (f", and {more} more" if more > 0 else "")


def as_json(review: Review) -> dict[str, Any]:
    """The review as plain values. Each row of ``facts`` stands in ``changes`` too."""
    return {
        "before": _version(review.before.name, review.before.day),
        "after": _version(review.after.name, review.after.day),
        "rating": review.rating,
        "summary": summary(review),
        "changes": [change.to_json() for change in review.changes],
        "facts": [fact.to_json() for fact in review.facts],
        "reasons": [
            asdict(reason) | {"approved": _day(reason.approved)} for reason in review.reasons
        ],
        "figures": [asdict(figure) for figure in review.figures],
        "reading_ages": {
            page: {"before": was, "after": now} for page, (was, now) in review.reading.items()
        },
        "promises": [asdict(promise) for promise in review.promises],
        "feedback": [asdict(answer) for answer in review.answers],
        "consultation": asdict(review.consulted) if review.consulted else None,
        "findings": [str(finding) for finding in review.findings],
        "unread": list(review.unread),
    }


def review_markdown(review: Review) -> str:
    """The review for a pull request: the summary, the facts, and a line for each change."""
    parts = ["## What changes for families", "", *(f"- {words}" for words in summary(review)), ""]
    if review.facts:
        parts += ["| Where | Was | Is now |", "|---|---|---|"]
        for fact in review.facts:
            row = _fact(fact, review)
            cells = (f"{row['page']}: {row['section']}", row["before"], row["after"])
            parts.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
        parts.append("")
    for page, changes in _by_page(review.changes).items():
        major = [change for change in changes if change.major and not change.is_fact]
        if major:
            parts += [f"### {review.titles.get(page, page)}", ""]
            parts += [f"- {line(change, review.titles)}" for change in major] + [""]
    if review.findings:
        names = [review.titles.get(finding.path, finding.path) for finding in review.findings]
        parts += [f"No note says why these changed: {', '.join(names)}.", ""]
    parts += [f"- {sentence}" for sentence in review.unread]
    return "\n".join(parts).rstrip() + "\n"


def _weight(fact: Change) -> int:
    """Money and phones first, addresses of links last; else the order of the pages."""
    return list(KIND_NAMES).index(fact.kind)


def _cell(text: str) -> str:
    return (text or "nothing").replace("|", "\\|").replace("\n", " ")


def _version(name: str, day: Any) -> dict[str, str]:
    return {"name": name, "day": _day(day)}


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _by_page(changes: Iterable[Change]) -> dict[str, list[Change]]:
    pages: dict[str, list[Change]] = {}
    for change in changes:
        pages.setdefault(change.page, []).append(change)
    return pages


def _fact(fact: Change, review: Review, letters: int = LONGEST) -> dict[str, str]:
    said = fact.said_after or fact.said_before
    before, after = shown(fact, review.titles, letters)
    return {
        "kind": KIND_NAMES[fact.kind],
        "page": review.titles.get(fact.page, fact.page),
        "section": part(fact, review.titles),
        "before": before,
        "after": after,
        "sentence": plain(said, letters) if said not in (fact.before, fact.after) else "",
    }


def _lines(
    review: Review, by_page: dict[str, list[Change]], room: Room
) -> tuple[list[tuple[str, list[str], int]], list[str]]:
    """For each page its name, its lines and how many small changes; and what there was no room for.

    Facts have their own table, and pages that came or went their own sentence.
    """
    fitting: list[tuple[str, list[str], int]] = []
    left: list[str] = []
    space = room.lines
    for page, changes in by_page.items():
        told = [one for one in changes if not one.is_fact and (one.major or one.kind in _STRUCTURE)]
        told = [one for one in told if one.kind not in ("page-added", "page-removed")]
        small = sum(not one.major and one.kind not in _STRUCTURE for one in changes)
        words = [line(one, review.titles, room.letters) for one in told]
        fits = words[: max(0, min(space, room.for_a_page))]
        title = review.titles.get(page, page)
        if fits or (small and space > 0 and not words):
            fitting.append((title, fits, small))
            space -= 1 + len(fits)
        if len(words) > len(fits):
            left.append(f"{title} ({len(words) - len(fits)})")
    return fitting, left


def _came_or_went(review: Review, room: Room) -> list[str]:
    """A sentence for the pages that are new, and one for those that are gone."""
    sentences = []
    for kind, words in (("page-added", "New pages"), ("page-removed", "Pages that are gone")):
        found = [one for one in review.changes if one.kind == kind]
        names = [f"{one.after or one.before}{f' ({one.said_after[:-1]})' if one.said_after else ''}"
                 for one in found]  # fmt: skip
        if names:
            sentences.append(f"{words}: {_in_a_row(names, room)}.")
    return sentences


_STRUCTURE = frozenset(("moved-section", "moved-paragraph", "renamed-heading", "page-renamed"))


def _ages(review: Review) -> list[tuple[str, str, str]]:
    """The pages whose reading age changed, the most first."""
    rows = [
        (abs(now - was), review.titles.get(page, page), was, now)
        for page, (was, now) in review.reading.items()
        if was and now and was != now
    ]
    ordered = sorted(rows, key=lambda row: (-row[0], row[1]))
    return [(title, f"{was:.1f}", f"{now:.1f}") for _, title, was, now in ordered]


def _redline(review: Review) -> list[tuple[str, list[Passage]]]:
    """The passages with a change that matters, that moved, or that are new or gone, by page."""
    pages: dict[str, list[Passage]] = {}
    for passage in review.passages:
        small = all(not one.major and one.kind not in _STRUCTURE for one in passage.changes)
        if passage.parts and not (passage.changes and small):
            pages.setdefault(passage.page, []).append(passage)
    return [(review.titles.get(page, page), passages) for page, passages in pages.items()]


def _small(review: Review) -> list[tuple[str, Sequence[Change]]]:
    """The small changes, by page."""
    small = [one for one in review.changes if not one.major and one.kind not in _STRUCTURE]
    return [(review.titles.get(page, page), found) for page, found in _by_page(small).items()]


def _embedded(folder: Path) -> dict[int, str]:
    """The fonts as addresses that hold the fonts themselves."""
    found: dict[int, str] = {}
    for weight in (400, 700):
        name = _FONT.format(weight)
        path = next(
            place / name for place in looks(folder, "overrides") if (place / name).is_file()
        )
        data = base64.b64encode(path.read_bytes()).decode()
        found[weight] = f"data:font/woff2;base64,{data}"
    return found

"""A review written down: for councillors, for a pull request and for programs."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from local_offer.extension import looks, spoken, templates
from local_offer.in_place import whole_file
from local_offer.pdf import Laid, Printer
from local_offer.review import Review
from local_offer.review.change import Change, Passage
from local_offer.review.lines import KIND_NAMES, line, plain, shown, summary

MOST_FACTS = 12
"""Facts that the first part has room for; all of them stand in the appendix."""
MOST_LINES = 24
MOST_FOR_A_PAGE = 5
_MOST_LEFT = 12
_MOST_REASONS = 8
_MOST_PROMISES = 9
_MOST_ANSWERS = 4
_MOST_AGES = 6
_FONT = "assets/fonts/atkinson-hyperlegible-next-latin-{}-normal.woff2"


def write_review(review: Review, into: Path, *, pdf: bool = True) -> list[Path]:
    """Write ``review.html``, ``.json``, ``.md`` and, if wanted, ``.pdf``; gives their paths."""
    files: dict[str, str] = {
        "review.html": review_html(review, _embedded(review.looks)),
        "review.json": json.dumps(as_json(review), ensure_ascii=False, indent=1),
        "review.md": review_markdown(review),
    }
    for name, text in files.items():
        with whole_file(into / name) as part:
            part.write_text(text, encoding="utf-8")
    paths = [into / name for name in files]
    if pdf:
        with whole_file(into / "review.pdf") as part:
            lay_out_review(review).write(part)
        paths.append(into / "review.pdf")
    return paths


def lay_out_review(review: Review) -> Laid:
    """The review on paper, laid out. The pages of its appendix say so in their ``part``."""
    fonts = {weight: _FONT.format(weight) for weight in (400, 700)}
    printer = Printer(looks(review.looks, "overrides"))
    return printer.lay_out(review_html(review, fonts))


def review_html(review: Review, fonts: dict[int, str]) -> str:
    """The whole review as one page that needs no other file; ``fonts`` are addresses by weight."""
    by_page = _by_page(review.changes)
    fitting, left = _lines(review, by_page)
    return (
        templates(review.looks, "overrides")
        .get_template("blocks/review.html")
        .render(
            review=review,
            fonts=fonts,
            day=spoken(review.today),
            summary=summary(review),
            facts=[_fact(fact, review) for fact in sorted(review.facts, key=_weight)],
            most_facts=MOST_FACTS,
            lines=fitting,
            lines_left=left[:_MOST_LEFT],
            more_left=len(left) - _MOST_LEFT,
            came_or_went=_came_or_went(review),
            reasons=review.reasons[:_MOST_REASONS],
            reasons_left=len(review.reasons) - _MOST_REASONS,
            ages=_ages(review)[:_MOST_AGES],
            promises=review.promises[:_MOST_PROMISES],
            promises_left=len(review.promises) - _MOST_PROMISES,
            answers=review.answers[:_MOST_ANSWERS],
            answers_left=len(review.answers) - _MOST_ANSWERS,
            redline=_redline(review),
            small=_small(review),
        )
    )


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


def _fact(fact: Change, review: Review) -> dict[str, str]:
    said = fact.said_after or fact.said_before
    before, after = shown(fact, review.titles)
    return {
        "kind": KIND_NAMES[fact.kind],
        "page": review.titles.get(fact.page, fact.page),
        "section": fact.section.strip("()"),
        "before": before,
        "after": after,
        "sentence": plain(said) if said not in (fact.before, fact.after) else "",
    }


def _lines(
    review: Review, by_page: dict[str, list[Change]]
) -> tuple[list[tuple[str, list[str], int]], list[str]]:
    """For each page its name, its lines and how many small changes; and what there was no room for.

    Facts have their own table, and pages that came or went their own sentence.
    """
    fitting: list[tuple[str, list[str], int]] = []
    left: list[str] = []
    room = MOST_LINES
    for page, changes in by_page.items():
        told = [one for one in changes if not one.is_fact and (one.major or one.kind in _STRUCTURE)]
        told = [one for one in told if one.kind not in ("page-added", "page-removed")]
        small = sum(not one.major and one.kind not in _STRUCTURE for one in changes)
        words = [line(one, review.titles) for one in told]
        fits = words[: min(room, MOST_FOR_A_PAGE)]
        title = review.titles.get(page, page)
        if fits or (small and room > 0 and not words):
            fitting.append((title, fits, small))
            room -= 1 + len(fits)
        if len(words) > len(fits):
            left.append(f"{title} ({len(words) - len(fits)})")
    return fitting, left


def _came_or_went(review: Review) -> list[str]:
    """A sentence for the pages that are new, and one for those that are gone."""
    sentences = []
    for kind, words in (("page-added", "New pages"), ("page-removed", "Pages that are gone")):
        found = [one for one in review.changes if one.kind == kind]
        names = [f"{one.after or one.before}{f' ({one.said_after[:-1]})' if one.said_after else ''}"
                 for one in found]  # fmt: skip
        if names:
            sentences.append(f"{words}: {', '.join(names)}.")
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

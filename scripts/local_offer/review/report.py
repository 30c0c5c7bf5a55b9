"""A review written down: for councillors, for a pull request and for programs."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from local_offer.atomic import whole_file
from local_offer.dialect.templates import spoken, templates
from local_offer.looks import looks
from local_offer.pdf import Laid, Printer
from local_offer.review import Review
from local_offer.review.plain_reports import as_json, review_markdown
from local_offer.review.report_rows import (
    ROOMS,
    Room,
    by_weight,
    came_or_went,
    fact_row,
    in_a_row,
    page_lines,
    reading_ages,
    redline,
    small_changes,
)
from local_offer.review.sentence_lines import part, plain, summary

SIDES = 4
"""The most that a committee reads: sides of A4 before the appendix (Brighton and Hove's rule)."""
_FONT = "assets/fonts/atkinson-hyperlegible-next-latin-{}-normal.woff2"


def write_review(review: Review, into: Path, *, pdf: bool = True) -> list[Path]:
    """Write ``review.html``, ``.json``, ``.md`` and, if wanted, ``.pdf``; gives their paths.

    Raises ``OSError`` where ``into`` cannot be written to.
    """
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
    fitting, left = page_lines(review, room)
    facts = by_weight(review.facts)
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
            facts=[fact_row(fact, review, room.letters) for fact in facts[: room.facts]],
            all_facts=[fact_row(fact, review) for fact in facts],
            lines=fitting,
            left=in_a_row(left, room),
            came_or_went=came_or_went(review, room),
            reasons=review.reasons[: room.reasons],
            missing=missing,
            named_missing=in_a_row(missing, room),
            ages=reading_ages(review)[: room.ages],
            promises=review.promises[: room.promises],
            answers=review.answers[: room.answers],
            unread=review.unread[: room.names],
            short=lambda words: plain(words, room.letters),
            part=lambda change: part(change, review.titles),
            redline=redline(review) if appendix else [],
            small=small_changes(review) if appendix else [],
            appendix=appendix,
        )
    )


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

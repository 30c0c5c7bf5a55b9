"""The review against labelled scenarios, and the words and looks of its report."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
import yaml
from click.testing import CliRunner
from lxml import html as lxml_html

from conftest import TODAY, Score
from local_offer.checks.page_reading import read_file
from local_offer.cli import main
from local_offer.review import read_version, review
from local_offer.review.marked_words import MarkedRun, MarkedWords
from local_offer.review.report import lay_out_review, write_review
from local_offer.review.sentence_diff import compare_words
from local_offer.review.tokens import date_in, key_of, tokens
from page_access import examine

LABELLED = Path(__file__).parent / "labelled"
STRUCTURE = frozenset(
    (
        "moved-section", "moved-paragraph", "renamed-heading", "page-added", "page-removed",
        "page-renamed", "list-item-added", "list-item-removed",
    )
)  # fmt: skip
WORDING = frozenset(("text-added", "text-removed", "text-reworded"))
SIDES_MAY_DIFFER = frozenset(("page-added", "page-removed", "page-renamed", "moved-section"))
# Aims of the labelled sets: facts and quiet all, structure and wording 19 in 20, one false row.
# All but review-dev were written by others than the rules, and have been learned from once. At
# first sight review-third had facts 52 of 56, structure 35, wording 13, quiet 39 of 40.
SETS = {
    "review-dev": {"facts": 15, "structure": 8, "wording": 3, "quiet": 4},
    "review-own": {"facts": 35, "structure": 20, "wording": 5, "quiet": 20},
    "review-second": {"facts": 30, "structure": 12, "wording": 4, "quiet": 7},
    "review-third": {"facts": 55, "structure": 35, "wording": 13, "quiet": 39},
}


@pytest.mark.parametrize("name", SETS)
def test_labelled_scenarios(name: str, score: Score, tmp_path: Path) -> None:
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    most_false = 0
    for scenario in sorted((LABELLED / name).glob("scenario-*")):
        into = tmp_path / scenario.name
        run = CliRunner().invoke(
            main,
            [
                "review", "--before", str(scenario / "before"), "--after",
                str(scenario / "after"), "--output", str(into), "--no-pdf",
                "--today", TODAY.isoformat(),
            ],
        )  # fmt: skip
        assert run.exit_code == 0, run.output
        report = json.loads((into / "review.json").read_text(encoding="utf-8"))
        edits = yaml.safe_load((scenario / "expected.yml").read_text(encoding="utf-8"))
        found = [_group_and_right(edit, report) for edit in edits]
        of.update(group for group, _ in found)
        right.update(group for group, is_right in found if is_right)
        most_false = max(most_false, len(_false_rows(edits, report)))
    said = ", ".join(f"{group} {right[group]}/{of[group]}" for group in of)
    score(f"{name}: {said}; at most {most_false} false rows a scenario")
    assert most_false <= 1
    assert of.keys() == SETS[name].keys()
    assert all(right[group] >= least for group, least in SETS[name].items())


def _group_and_right(edit: dict[str, Any], report: dict[str, Any]) -> tuple[str, bool]:
    """The group of an edit, as the labels' own README scores it, and whether it is told right."""
    here = [row for row in report["changes"] if _same_place(row, edit)]
    was, now = _one_line(edit["before"]), _one_line(edit["after"])
    if edit["kind"] in STRUCTURE:
        return "structure", any(
            row["kind"] == edit["kind"]
            and (edit["kind"] in SIDES_MAY_DIFFER or _holds(row, was, now))
            for row in here
        )
    if not edit["major"] or edit["kind"] in ("typo", "whitespace-only", "formatting-only"):
        loud = [
            row
            for row in here
            if row["major"] and was and now and row["before"] == was and row["after"] == now
        ]
        return "quiet", not loud
    if edit["kind"] in WORDING:
        return "wording", any(row["major"] and _holds(row, was, now) for row in here)
    return "facts", any(_same_place(row, edit) and _holds(row, was, now) for row in report["facts"])


def _false_rows(edits: list[dict[str, Any]], report: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of the facts that no edit explains."""
    texts = [_one_line(edit["before"]) + " " + _one_line(edit["after"]) for edit in edits]
    return [
        row
        for row in report["facts"]
        if not any(
            _same_place(row, edit) and _holds(row, _one_line(edit["before"]), edit["after"])
            for edit in edits
        )
        and not any(row["before"] in text and row["after"] in text for text in texts)
    ]


def _same_place(row: dict[str, Any], edit: dict[str, Any]) -> bool:
    return (row["page"], row["section"]) == (edit["page"], _one_line(edit["section"]))


def _holds(row: dict[str, Any], was: str, now: Any) -> bool:
    """Whether a row has the old and the new words, whole: £155, and not 15."""
    return all(
        bool(said) == bool(wanted) and f" {key_of(wanted)} " in f" {key_of(said)} "
        for said, wanted in ((row["before"], was), (row["after"], _one_line(now)))
    )


def _one_line(text: Any) -> str:
    return " ".join(str(text or "").split())


def _compare(before: str, after: str) -> list[tuple[str, str, str]]:
    compared = compare_words(MarkedWords((MarkedRun(before),)), MarkedWords((MarkedRun(after),)))
    rows = [(str(row.kind), row.before, row.after) for row in compared.rows if row.major]
    return rows + [("text-reworded", "", "")] * compared.reworded


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It is £1,200.50.", "It is £1,300.", [("money", "£1,200.50", "£1,300")]),
        ("Open 9am - 5pm.", "Open 10am - 4pm.", [("date", "9am - 5pm", "10am - 4pm")]),
        ("Open 9am to 5pm.", "Open 10am to 4pm.", [("date", "9am to 5pm", "10am to 4pm")]),
        (
            "Open Monday, 9am to 5pm.",
            "Open Tuesday, 9am to 4pm.",
            [("date", "Monday", "Tuesday"), ("date", "9am to 5pm", "9am to 4pm")],
        ),
        ("Children under 5.", "Children under 4.", [("eligibility-word", "under 5", "under 4")]),
        ("If you are 16 or over.", "If you are 18 or over.",
         [("eligibility-word", "16 or over", "18 or over")]),
        ("If you are under 16, or under 18 if disabled.",
         "If you are under 17, or under 18 if disabled.",
         [("eligibility-word", "under 16", "under 17")]),
        ("A group for under 5s.", "A group for under 4s.",
         [("eligibility-word", "under 5s", "under 4s")]),
        ("For children aged 0 to 5.", "For children aged 0 to 6.",
         [("eligibility-word", "aged 0 to 5", "aged 0 to 6")]),
        ("There are over 130 groups.", "There are over 150 groups.",
         [("number", "over 130", "over 150")]),
        ("Open 9am–5pm.", "Open 9am–4pm.", [("date", "9am–5pm", "9am–4pm")]),
        ("Open 9am to 5pm.", "To 4pm.", [("date", "9am", ""), ("date", "5pm", "4pm"),
                                         ("text-reworded", "", "")]),
        ("It is fifty pounds.", "It is £60.", [("money", "fifty pounds", "£60")]),
        ("It is two hundred and fifty pounds.", "It is £300.",
         [("money", "two hundred and fifty pounds", "£300")]),
        ("We will write.", "We will not write.", [("negation", "will write", "will not write")]),
        ("You do not have to pay.", "You have to pay.",
         [("negation", "do not have to", "have to")]),
        ("She does not have to.", "She has to.", [("negation", "does not have to", "has to")]),
        ("Help is free.", "Help is not free.", [("negation", "is free", "is not free")]),
        ("We always reply.", "We never reply.", [("negation", "always", "never")]),
        ("We can pay.", "We cannot pay.", [("negation", "can", "cannot")]),
        ("Up to £400.", "At least £400.", [("eligibility-word", "Up to", "At least")]),
        ("An order or a letter.", "An order and a letter.", [("eligibility-word", "or", "and")]),
        ("You can ask.", "You must apply.", [("eligibility-word", "can", "must"),
                                             ("text-reworded", "", "")]),
        ("£40 a week", "£40 a month", [("eligibility-word", "week", "month")]),
        ("Ring 01632 960100.", "Ring 01632 960101.",
         [("phone", "01632 960100", "01632 960101")]),
        ("We have two beds.", "We have 3 beds.", [("number", "two", "3")]),
        ("Come before noon.", "Come after noon.", [("eligibility-word", "before", "after")]),
    ],
)  # fmt: skip
def test_facts_in_a_sentence(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert _compare(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We will recieve it.", "We will receive it."),
        ("It is £1,200 on 4 February 2026.", "It is £1200 on Wednesday 4 February 2026."),
        ("Come at 9am for two weeks.", "Come at 9.00am for 2 weeks."),
        ("You don't need it.", "You do not need it."),
        ("Ask the the team.", "Ask the team."),
        ("An organization's ‘drop-in’.", "An organisation's 'drop in'."),
        ("Ring +44 1632 960100.", "Ring 01632 960100."),
        ("ask us", "Ask us!"),
    ],
)
def test_what_only_looks_different_is_quiet(before: str, after: str) -> None:
    assert _compare(before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The bed is free.", "The bed is fee."),  # both are words
        ("Ask your nurse.", "Ask your purse."),
        ("You may come.", "You many come."),
        ("We pay weekly.", "We pay yearly."),
        ("Priya meets you.", "Prina meets you."),
    ],
)
def test_another_word_is_never_a_slip(before: str, after: str) -> None:
    assert _compare(before, after) != []


def test_figures_are_read_whole() -> None:
    said = "Ring 0808 157 0021 by 5.30pm on 22 Nov 2026, or 20 working days before, for £1,050.50."
    units = [
        (token.kind, token.text) for token in tokens(said) if token.kind not in ("word", "sign")
    ]
    assert units == [
        ("phone", "0808 157 0021"),
        ("time", "5.30pm"),
        ("date", "22 Nov 2026"),
        ("span", "20 working days"),
        ("money", "£1,050.50"),
    ]
    assert str(date_in("by the end of February 2028")) == "2028-02-29"
    assert date_in("Autumn term. The slides of June 2026 give no year.") is None


BEFORE = """---
title: Money
reviewed: 2026-01-01
owner: Kinship Lead
---
# Money

We can help. Ask us [here](https://www.example.gov.uk/a). It is good & "free" <b>today</b>.

## Grants

You can get £100. It is paid once. You do not pay it back.

- a bed for the child
- a warm winter coat for the child

## Loans

A loan is for the whole family, and it is paid back slowly over one year.
"""


def _two(folder: Path, before: str, after: str, name: str = "money.md") -> tuple[Path, Path]:
    """Two folders that hold one page each."""
    for side, text in (("before", before), ("after", after)):
        content = folder / side / "content"
        content.mkdir(parents=True)
        file = name if side == "after" else "money.md"
        (content / file).write_text(text, encoding="utf-8")
    return folder / "before", folder / "after"


def _changes(
    folder: Path, before: str, after: str, name: str = "money.md"
) -> list[tuple[str, str, str]]:
    old, new = _two(folder, before, after, name)
    told = review(read_version(old, "old"), read_version(new, "new"), TODAY)
    return [(change.kind, change.section, change.after) for change in told.changes]


def test_a_page_that_is_renamed_and_rewritten_at_once(tmp_path: Path) -> None:
    after = BEFORE.replace("£100", "£120").replace("It is paid once.", "We pay it one time only.")
    found = _changes(tmp_path, BEFORE, after, "grants.md")
    assert ("page-renamed", "", "content/grants.md") in found
    assert ("money", "Grants", "£120") in found
    assert not {"page-added", "page-removed"} & {kind for kind, _, _ in found}


def test_what_a_renamed_page_lost_is_told_under_its_new_name(tmp_path: Path) -> None:
    old, new = _two(tmp_path, BEFORE, BEFORE.split("## Loans", maxsplit=1)[0], "grants.md")
    told = review(read_version(old, "old"), read_version(new, "new"), TODAY)
    (lost,) = [change for change in told.changes if change.kind == "text-removed"]
    assert (lost.page, lost.section) == ("content/grants.md", "Loans")


def test_a_moved_section_is_one_event_and_what_changed_in_it_is_told(tmp_path: Path) -> None:
    head, loans = BEFORE.split("## Loans")
    moved = head.replace("## Grants", f"## Loans{loans.replace('one year', '2 years')}\n## Grants")
    found = _changes(tmp_path, BEFORE, moved)
    assert [one for one in found if one[0] == "moved-section"] == [
        ("moved-section", "Loans", "Loans")
    ]
    assert {kind for kind, _, _ in found} == {"moved-section", "date"}


def test_a_split_paragraph_is_no_change(tmp_path: Path) -> None:
    after = BEFORE.replace("It is paid once. You", "It is paid once.\n\nYou")
    assert _changes(tmp_path, BEFORE, after) == []


def test_nothing_changed(tmp_path: Path) -> None:
    old, new = _two(tmp_path, BEFORE, BEFORE)
    told = review(read_version(old, "old"), read_version(new, "new"), TODAY)
    assert told.changes == ()
    assert told.rating == "nothing to decide"
    write_review(told, tmp_path / "out")
    words = lxml_html.parse(tmp_path / "out" / "review.html").getroot().text_content()
    assert "No fact changed." in words


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    after = BEFORE.replace("We can help.", "We <script>alert(1)</script> can {{ help }} | it.")
    old, new = _two(tmp_path, BEFORE, after)
    told = review(read_version(old, "old"), read_version(new, "new"), TODAY)
    write_review(told, tmp_path / "out", pdf=False)
    assert "<script" not in (tmp_path / "out" / "review.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the first labelled scenario."""
    into = tmp_path_factory.mktemp("report")
    scenario = LABELLED / "review-dev" / "scenario-1"
    before, after = (read_version(scenario / side, side) for side in ("before", "after"))
    write_review(review(before, after, TODAY), into)
    return into


def test_the_redline_can_be_heard_and_seen(report: Path) -> None:
    tree = lxml_html.parse(report / "review.html").getroot()
    gone, came = tree.findall(".//del"), tree.findall(".//ins")
    assert len(gone) > 5
    assert len(came) > 5
    for element in gone:
        assert element.text_content().startswith("removed: ")
    for element in came:
        assert element.text_content().startswith("added: ")
    style = tree.findtext(".//style") or ""
    assert "line-through" in style
    assert 'ins::before { content: "+' in style
    whole = {element.text_content() for element in came}
    assert "added: £160 (end)" in whole  # never "£1" and "60" apart


def test_the_order_of_the_report(report: Path) -> None:
    tree = lxml_html.parse(report / "review.html").getroot()
    assert [heading.text_content() for heading in tree.iter("h2")] == [
        "In short",
        "Facts that changed",
        "What changed on each page",
        "Why, and who agreed",
        "Before and after",
        "Promises",
        "You said, we did",
        "Consultation report",
        "Appendix: every change, word by word",
    ]
    lines = tree.xpath("//div[@class='rating']//li")
    assert len(lines) == 5


def test_councillors_can_read_it(report: Path, score: Score) -> None:
    age = read_file(report / "review.html").age.age
    assert age is not None
    score(f"reading age of a review: {age}")
    assert age <= 11


def test_everyone_can_read_it_on_a_screen(report: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes((report / "review.html").read_bytes())
    judged = examine(site, day=TODAY, memory=tmp_path / "memory.json")
    assert [str(one) for one in judged.barriers if one.level == "error"] == []


def test_everyone_can_read_it_on_paper(report: Path) -> None:
    pdf = report / "review.pdf"
    checked = page.validate_pdf(str(pdf), profile=page.ValidationProfile.PDF_UA_1)
    assert checked.is_compliant, [failure.message for failure in checked.failures]
    with pikepdf.open(pdf) as document:
        assert document.Root.Lang == "en-GB"


def test_the_printer_has_nothing_to_say() -> None:
    scenario = LABELLED / "review-dev" / "scenario-2"
    before, after = (read_version(scenario / side, side) for side in ("before", "after"))
    laid, _ = lay_out_review(review(before, after, TODAY))
    assert laid.warnings == ()
    assert [sheet.part for sheet in laid.sheets].count("review") <= 4


def test_a_pull_request_gets_a_summary(report: Path) -> None:
    words = (report / "review.md").read_text(encoding="utf-8")
    assert words.startswith("## What changes for families\n")
    assert "| Help with money: Weekly allowance | £155 | £160 |" in words
    assert "No note says why these changed: " in words


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--before", "."], "Name both folders: --before DIR --after DIR."),
        (["--before", ".", "--after", ".", "--since", "x"], "Not both."),
        (["--before", "no", "--after", "no"], "There is no folder called content in no."),
    ],
)
def test_slips_at_the_front_door(given: list[str], said: str) -> None:
    run = CliRunner().invoke(main, ["review", *given])
    assert run.exit_code == 2
    assert said in run.output

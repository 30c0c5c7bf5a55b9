"""How hard pages and leaflets are to read: the figures, the files, the findings."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import SAMPLE, TODAY
from local_offer.checks.context import Context
from local_offer.checks.page_reading import FIXED_TERMS, fixed_names, measure, read_file, reading
from local_offer.model import Finding, Offer, Page

LABELLED = Path(__file__).parents[1] / "plain_language" / "labelled"

EASY = "We can help you. " * 30
MIDDLING = (
    "We can arrange money for the meals and the clothing of any child. "
    "Apply in a letter to our office. "
) * 8
HARD = "Applicants demonstrate eligibility for discretionary accommodation expenditure. " * 20
LONG = "You can ring us if " + "you need a bed or " * 6 + "you need a cot."


@pytest.fixture(scope="module")
def passages() -> dict[str, str]:
    rows = map(json.loads, (LABELLED / "reading-dev.jsonl").read_text("utf-8").splitlines())
    return {row["id"]: row["markdown"] for row in rows if "markdown" in row}


def _with_page(offer: Offer, heading: str, **changes: object) -> Offer:
    """The made-up offer with one page changed."""
    pages = (
        page.model_copy(update=changes) if page.heading == heading else page for page in offer.pages
    )
    return replace(offer, pages=tuple(pages))


def _said(offer: Offer, rule: str, heading: str) -> list[Finding]:
    page = offer.page_for(heading)
    assert page is not None
    return [
        finding
        for finding in reading(Context(offer, SAMPLE, TODAY))
        if finding.rule == rule and finding.path == page.at.path
    ]


# --- figures ---------------------------------------------------------------------------


def test_a_page_comes_as_plain_values(passages: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("---\ntitle: A page\n---\n" + passages["rea-d-weekly-money-hard"], "utf-8")
    told = read_file(path).to_json()
    assert list(told) == [
        "age", "formula", "age_names_aside", "smog_age", "words", "sentences",
    ]  # fmt: skip
    assert told["formula"] == "Flesch-Kincaid grade + 5"
    assert told["age"] > told["age_names_aside"] - 0.01 > 14
    assert told["smog_age"] > told["age"]
    assert 150 < told["words"] < 180
    assert all(
        list(row) == ["text", "reasons", "hard_words", "suggestion"] for row in told["sentences"]
    )
    assert all(row["reasons"] and row["suggestion"] for row in told["sentences"])
    counts = [len(row["reasons"]) for row in told["sentences"]]
    assert counts == sorted(counts, reverse=True), "the worst come first"
    assert json.loads(json.dumps(told)) == told


def test_what_is_too_short_still_shows_its_sentences() -> None:
    found = measure("<p>We commence prior to noon.</p>")
    assert found.to_json()["age"] is None
    assert found.age.too_short == "Too short to score: 5 words. It takes 100."
    assert found.hard[0].weighed.hard_words == ("commence", "prior to", "prior")


def test_the_page_itself_may_explain_a_term() -> None:
    explained = "<p>A placement is where a child lives.</p><p>The placement ended.</p>"
    assert measure(explained).hard == ()
    spelled = "<p>A special guardianship order (SGO) can help.</p><p>Ask for an SGO.</p>"
    assert measure(spelled).hard == ()
    assert measure("<p>The placement ended.</p>").hard != ()
    assert measure("<p>The placement ended.</p>", terms=["placement"]).hard == ()
    assert measure("<p>Ring IPSEA.</p>", names=["IPSEA helpline"]).hard == ()


def test_fixed_terms_count_as_names() -> None:
    html = "<p>" + "A special guardian cares for her. " * 20 + "</p>"
    age = measure(html).age
    assert "special guardian" in FIXED_TERMS
    assert age.age is not None
    assert age.age_names_aside is not None
    assert age.age_names_aside < age.age


# --- files -----------------------------------------------------------------------------


def test_a_file_of_markdown_or_html_gives_the_same_age(
    passages: dict[str, str], tmp_path: Path
) -> None:
    text = passages["rea-d-complaints-middle"]
    plain = tmp_path / "plain.md"
    plain.write_text("\ufeff---\r\ntitle: x\r\n---\r\n" + text.replace("\n", "\r\n"), "utf-8")
    block = tmp_path / "block.md"
    block.write_text(text + "\n/// show | phone\n///\n", "utf-8")
    items = text.replace("\n- ", "\n</p><p>").replace("\n\n", "</p><p>").replace("## ", "<h2>")
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><body><header><p>A banner. It is long.</p></header><main><p>"
        + items.replace("[our feedback page](https://www.example.gov.uk/aldermoor/tell-us)", "us")
        + "</p></main>Not this. Nor this.</body>",
        "utf-8",
    )
    no_main = tmp_path / "page.htm"
    no_main.write_text("<p>Two here. And here.</p><nav>A menu.</nav>", "utf-8")
    ages = [read_file(path).age for path in (plain, block, page)]
    assert ages[0] == ages[1]
    assert all(age.age is not None for age in ages)
    assert abs((ages[0].age or 0) - (ages[2].age or 0)) < 0.5
    assert read_file(no_main).age.sentences == 2


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00\xff\xfe\x00", b"\xff\xfeW\x00e\x00", b"\xff", b"---\n", b"# Only a heading",
        b"<!doctype html>", b"<main>", b"/// show | x", "🙂 مرحبا".encode(), b"| a |\n|---|\n| b |",
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".md", ".html", ""])
def test_odd_files_are_no_trouble(data: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"odd{suffix}"
    path.write_bytes(data)
    assert read_file(path).to_json()["age"] is None


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "none.md")


def test_a_megabyte_is_measured_in_good_time(passages: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    path.write_text("\n\n".join(passages.values()) * 40, "utf-8")
    start = time.perf_counter()
    assert read_file(path).age.words > 100_000
    assert time.perf_counter() - start < 60


# --- findings --------------------------------------------------------------------------


def test_the_rule_says_itself_in_a_sentence() -> None:
    first = (reading.__doc__ or "").splitlines()[0]
    assert first.endswith(".")
    assert len(first) <= 100


def test_sample_pages_are_easy_enough(sample_offer: Offer) -> None:
    assert [f for f in reading(Context(sample_offer, SAMPLE, TODAY)) if f.level == "error"] == []


def test_a_hard_page_is_an_error_that_shows_its_worst_sentences(sample_offer: Offer) -> None:
    [said] = _said(_with_page(sample_offer, "education", body=HARD), "reading-age", "education")
    assert said.level == "error"
    assert said.message.startswith("This page reads at age 3")
    assert "(Flesch-Kincaid grade + 5)" in said.message
    assert said.message.endswith("It should be 11 or less.")
    assert said.suggestion.startswith('"Applicants demonstrate eligibility')
    assert said.suggestion.count("Applicants demonstrate") == 1, "the same sentence shows once"
    assert "Say " in said.suggestion
    assert said.line == sample_offer.page_for("education").body_line  # type: ignore[union-attr]


def test_between_9_and_11_is_a_warning(sample_offer: Offer) -> None:
    [said] = _said(_with_page(sample_offer, "education", body=MIDDLING), "reading-age", "education")
    assert said.level == "warning"
    assert "It should be 9 or less." in said.message


def test_easy_and_short_pages_say_nothing(sample_offer: Offer) -> None:
    for body in (EASY, "Applicants demonstrate eligibility."):
        assert (
            _said(_with_page(sample_offer, "education", body=body), "reading-age", "education")
            == []
        )


def test_young_people_are_asked_for_less(sample_offer: Offer) -> None:
    changed = _with_page(sample_offer, "young-people", body=MIDDLING)
    [said] = _said(changed, "reading-age", "young-people")
    assert said.level == "error"
    assert "It should be 9 or less." in said.message


def test_quoted_law_may_be_harder(sample_offer: Offer, passages: dict[str, str]) -> None:
    body = passages["rea-d-family-time-middle"]
    plain = _with_page(sample_offer, "legal-support", body=body)
    quoted = _with_page(sample_offer, "legal-support", body=body, quoted_law=True)
    assert [f.level for f in _said(plain, "reading-age", "legal-support")] == ["error"]
    assert [f.level for f in _said(quoted, "reading-age", "legal-support")] == ["warning"]
    too_hard = _with_page(sample_offer, "legal-support", body=HARD + LONG, quoted_law=True)
    [said] = _said(too_hard, "reading-age", "legal-support")
    assert (said.level, "It should be 14 or less." in said.message) == ("error", True)
    assert _said(too_hard, "long-sentence", "legal-support") == []


def test_blocks_of_data_are_not_the_page_s_own_words(sample_offer: Offer) -> None:
    page = sample_offer.page_for("education")
    assert page is not None
    body = page.body + "\n/// show | glossary\n///\n" * 5
    assert (
        _said(_with_page(sample_offer, "education", body=body), "long-sentence", "education") == []
    )


def test_a_long_sentence_on_the_web_is_a_warning(sample_offer: Offer) -> None:
    body = f"{EASY}\n\n- One.\n- {LONG}\n"
    changed = _with_page(sample_offer, "education", body=body)
    [said] = _said(changed, "long-sentence", "education")
    page = changed.page_for("education")
    assert page is not None
    assert said.line == page.body_line + 3
    assert said.level == "warning"
    assert said.message.startswith("This sentence has 39 words, and 25 is the most:")
    assert said.suggestion.startswith("Split the sentence before ")
    assert said.excerpt == LONG


def _leaflet_page(offer: Offer) -> Page:
    return next(
        page for page in offer.pages if page.leaflet and page.heading in offer.leaflets[0].headings
    )


def _with_leaflet_text(offer: Offer, text: str) -> Iterator[Finding]:
    page = _leaflet_page(offer)
    assert page.leaflet is not None
    assert page.heading is not None
    leaflet = page.leaflet.model_copy(update={"text": text})
    return reading(Context(_with_page(offer, page.heading, leaflet=leaflet), SAMPLE, TODAY))


def test_a_long_sentence_on_paper_is_an_error_in_its_own_file(sample_offer: Offer) -> None:
    text = "You can ring us at any time of the day or night if you need a bed or a cot for him."
    found = [f for f in _with_leaflet_text(sample_offer, f"Ring us. {text}") if f.level == "error"]
    page = _leaflet_page(sample_offer)
    assert page.leaflet is not None
    assert [(f.path, f.line, f.rule) for f in found] == [
        (page.leaflet.at.path, page.leaflet.at.line, "long-sentence")
    ]
    assert found[0].message.startswith("This sentence has 22 words, and 20 is the most:")


def test_a_hard_leaflet_is_an_error(sample_offer: Offer) -> None:
    found = [f for f in _with_leaflet_text(sample_offer, HARD) if f.level == "error"]
    said, _ = [f for f in found if f.rule == "reading-age"]  # the booklet, and the large print
    leaflet = sample_offer.leaflets[0]
    assert (said.path, said.line) == (leaflet.at.path, leaflet.at.line)
    assert said.message.startswith(f'The leaflet "{leaflet.title}" reads at age ')
    assert said.message.endswith("It should be 9 or less.")


def test_names_of_the_offer_are_set_aside(sample_offer: Offer) -> None:
    names = fixed_names(sample_offer)
    assert sample_offer.council.name in names
    assert {policy.title for policy in sample_offer.policies} <= set(names)
    assert {contact.name for contact in sample_offer.contacts} <= set(names)
    assert "Family group decision making" in names


def test_an_empty_offer_is_no_trouble(sample_offer: Offer) -> None:
    bare = Offer(sample_offer.council, leaflets=sample_offer.leaflets)
    assert all(finding.path for finding in reading(Context(bare, SAMPLE, TODAY)))

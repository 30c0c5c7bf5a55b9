"""Why a sentence is hard: scored on labelled sets; the advice; hostile input."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from conftest import Score
from plain_language import prose
from plain_language import word_lists as lists
from plain_language.hard_sentences import explained, weigh

LABELLED = Path(__file__).parent / "labelled"
WORDS = Path(lists.__file__).resolve().parent / "words"


def _rows(name: str) -> list[dict[str, Any]]:
    text = (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("name", ["hard-sentences-dev", "hard-sentences-own"])
def test_reasons_are_those_that_people_give(name: str, score: Score) -> None:
    rows = _rows(name)
    shared, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    for row in rows:
        reasons = set(weigh(row["text"]).reasons)
        found.update(reasons)
        wanted.update(row["reasons"])
        shared.update(reasons & set(row["reasons"]))
        if reasons != set(row["reasons"]):
            wrong.append((row["text"], sorted(reasons), row["reasons"]))
    precision, recall = shared.total() / found.total(), shared.total() / wanted.total()
    f1 = 2 * precision * recall / (precision + recall)
    lines = [f"{name}: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}"]
    lines += [f"  {why}: {shared[why]} of {wanted[why]}, {found[why]} found" for why in wanted]
    score(*lines)
    assert f1 >= 0.9, wrong


def test_hard_words_and_advice_are_found(score: Score) -> None:
    rows = _rows("hard-sentences-dev")
    hard = [(word, row) for row in rows for word in row["hard_words"]]
    seen = [word for word, row in hard if word in map(str.lower, weigh(row["text"]).hard_words)]
    jargon = [(term, row) for row in rows for term in row["jargon_terms"]]
    met = [term for term, row in jargon if term in map(str.lower, weigh(row["text"]).jargon_terms)]
    with_reason = [row for row in rows if row["reasons"]]
    advised = [row for row in with_reason if weigh(row["text"]).suggestion]
    clean = [row for row in rows if not row["reasons"]]
    left = [row for row in clean if not weigh(row["text"]).reasons]
    score(
        f"hard words found: {len(seen)} of {len(hard)}; jargon: {len(met)} of {len(jargon)}",
        f"hard sentences with advice: {len(advised)} of {len(with_reason)}",
        f"clean sentences left alone: {len(left)} of {len(clean)}",
    )
    assert len(seen) >= 0.9 * len(hard)
    assert len(met) >= 0.9 * len(jargon)
    assert advised == with_reason
    assert left == clean


def test_easy_passages_are_left_alone(score: Score) -> None:
    """What was written for 9-year-olds holds no hard word, no jargon and no initials."""
    markdown = pytest.importorskip("markdown")
    sentences = [
        one.text
        for row in _rows("reading-dev")
        if row.get("level") == "easy" and "markdown" in row
        for one in prose(markdown.markdown(row["markdown"]))
    ]
    found = [(weigh(one).reasons, one) for one in sentences]
    marked = [each for each in found if set(each[0]) - {"long-sentence", "passive"}]
    score(f"easy passages: {len(sentences)} sentences, {len(marked)} marked wrongly")
    assert marked == []


def test_advice_says_what_to_do() -> None:
    assert weigh("We can facilitate this prior to June.").suggestion == (
        'Write "help" for "facilitate" and "before" for "prior to".'
    )
    assert weigh("The group is run by three carers and a cook.").suggestion == (
        'Begin with who does it: "three carers and a cook".'
    )
    assert weigh("Your form will be read.").suggestion == (
        'Say who does it ("we", "you" or a name), in place of "be read".'
    )
    assert weigh("We hereby agree.").suggestion == 'Leave out "hereby".'
    assert weigh("The IRO rang.").suggestion == 'Spell out "IRO", or say what it is.'
    assert weigh("It is not unusual.").suggestion == (
        'Say what is so, in place of both "not" and "unusual".'
    )
    assert weigh("We will make a decision.").suggestion == (
        'Use the verb: "decide" in place of "make a decision".'
    )
    assert weigh("Respite is here.").suggestion == 'Say "a rest" for "Respite".'
    long = (
        "We can lend you a cot or a bed " * 2 + "because a child may come to you in the night when "
    )
    assert weigh(long + "you do not have one at home.").suggestion == (
        'Split the sentence before "because a child".'
    )


@pytest.mark.parametrize(
    ("words", "long"), [(25, False), (26, True), (60, True), (61, True), (10_000, True)]
)
def test_a_sentence_is_long_past_25_words(words: int, long: bool) -> None:  # noqa: FBT001  # a row
    weighed = weigh("word " * words)
    assert weighed.words == words
    assert weighed.reasons == (("long-sentence",) if long else ())


@pytest.mark.parametrize(
    "sentence",
    [
        "A placement is where a child lives.",
        "This home is called a placement.",
        "We find a placement (a home for the child).",
        "Placement means the home where the child lives.",
    ],
)
def test_a_term_that_is_explained_is_no_jargon(sentence: str) -> None:
    assert "jargon" not in weigh(sentence).reasons
    assert {term.lower() for term in explained(sentence)} == {"placement"}


def test_initials_that_are_spelled_out_are_known() -> None:
    full = "A special guardianship order (SGO) is made in court."
    assert explained(full) == {"SGO"}
    assert "acronym" not in weigh(full).reasons
    assert "acronym" in weigh("Ask for an SGO.").reasons
    assert "acronym" not in weigh("Ask for two SGOs.", known_acronyms=["SGO"]).reasons
    assert weigh("Child and Adolescent Mental Health Services (CAMHS) can help.").reasons == ()
    for fine in (
        "Text 'KIN' to us.",
        "STOP AT ONCE",
        "Sam uses YouTube.",
        "J.K. Bell, S60 1AE, A4.",
    ):
        assert "acronym" not in weigh(fine).reasons, fine


def test_names_and_known_terms_are_left_alone() -> None:
    sentence = "Read the Allocation Procedure on placements."
    assert weigh(sentence).reasons == ("jargon",)
    assert weigh(sentence, terms=["Placement"]).reasons == ()
    assert weigh("The safeguarding policy is here.", ["Safeguarding Policy"]).reasons == ()
    assert weigh("Ask the Facilitate Trust.").reasons == ()


def test_typed_marks_make_no_difference() -> None:
    plain = "It isn't \"uncommon\" to utilise the child's key."
    smart = "It isn’t “un\u00adcommon” to\u00a0utilise the child’s key."
    assert weigh(plain).reasons == weigh(smart).reasons == ("hard-word", "double-negative")


@pytest.mark.parametrize("name", ["hard-words.tsv", "jargon.tsv"])
def test_lists_are_whole(name: str) -> None:
    rows = list(lists.rows(name))
    assert all(len(row) == 3 and row[0] in "vnw" and all(row) for row in rows)
    terms = [term for _, term, _ in rows]
    assert len(terms) == len(set(terms))
    for kind, term, plain in rows:
        weighed = weigh(f"We saw {term} here.")
        assert weighed.hard_words or weighed.jargon_terms, term
        assert term.lower() != plain.lower(), kind


def test_plain_words_are_plain_themselves() -> None:
    """Nothing is offered in place of a hard word that is hard itself."""
    for name in ("hard-words.tsv", "jargon.tsv"):
        for _, term, plain in lists.rows(name):
            assert weigh(f"we say {plain}").hard_words == (), term


def test_sources_are_named() -> None:
    notice = (WORDS / "hard-words-notice.txt").read_text(encoding="utf-8")
    assert "CC0 1.0 Universal" in notice
    assert "The MIT License" in notice
    for path in WORDS.glob("*.t*"):
        text = path.read_text(encoding="utf-8")
        assert "ur own list" in text or "is our own" in text or "otice" in text, path.name


@pytest.mark.parametrize(
    "sentence",
    [
        "", " ", "...", "🙂", "\ud800", "a" * 1_000_000, "is " * 200_000 + "?", "not " * 200_000,
        "placement " * 80_000, "in order " * 80_000, "S.G.O. Ab" * 80_000, "s.17 " * 100_000,
        "worried and " * 80_000, "not unusual " * 80_000, "the provision of " * 60_000,
        "مرحبا " * 100_000, "facilitate prior to " * 50_000, "SGO Sgo " * 80_000, "; " * 200_000,
        "(" * 100_000, "-" * 100_000,
    ],
    ids=range(21),
)  # fmt: skip
def test_hostile_sentences_are_weighed_in_good_time(sentence: str) -> None:
    start = time.perf_counter()
    weighed = weigh(sentence, ["Kinship Navigator"])
    assert bool(weighed.suggestion) == bool(weighed.reasons)
    assert time.perf_counter() - start < 10

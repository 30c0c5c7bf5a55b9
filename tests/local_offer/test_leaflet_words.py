"""The words on paper: plain, the same as on the site, and as the data files have them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from conftest import SAMPLE, TODAY, folder_of
from local_offer.checks.context import Context
from local_offer.checks.easy_read import LONGEST, easy_read, easy_texts
from local_offer.leaflet.editions import print_leaflets
from local_offer.leaflet.pictures import LICENCES, read_pictures
from local_offer.leaflet.printing import lay_out_edition
from local_offer.model import EasyRead, Idea, Offer
from local_offer.published import Published
from on_paper import EDITIONS, edition_pdf, pdf_text
from plain_language import reading_age, split_sentences

# What a fact looks like. Each pattern takes a whole fact out of running words.
FACTS = {
    "phone": r"(?<![\d£.])(?:18001 )?(?:0\d{2,4}(?: ?\d{3,4}){1,2}|116 \d{3})(?!\d)",
    "sum": r"£\d[\d,]*(?:\.\d\d)?",
    "date": r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{4}",
    "hour": r"\b\d{1,2}(?:\.\d\d)?(?:am|pm)",
    "postcode": r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b",
    "address": r"\b(?:www\.)?[a-z-]+(?:\.[a-z-]+)*\.(?:gov\.uk|org\.uk|org|com)(?:/[a-z0-9-]+)*",
}


@pytest.fixture(params=["built_sample", "built_draft"])
def built(request: pytest.FixtureRequest) -> Published:
    done: Published = request.getfixturevalue(request.param)
    return done


def _facts(text: str) -> dict[str, set[str]]:
    found = {kind: set(re.findall(pattern, text)) for kind, pattern in FACTS.items()}
    # In a link, a number has no spaces.
    found["phone"] = {phone.removeprefix("18001 ").replace(" ", "") for phone in found["phone"]}
    return found


def _data(built: Published) -> str:
    folder = folder_of(built) / "content"
    files = sorted([*folder.glob("*.md"), *folder.glob("data/*.yml")])
    text = " ".join(path.read_text(encoding="utf-8") for path in files)
    days = [day for leaflet in built.offer.leaflets for day in (leaflet.date, leaflet.review_by)]
    return f"{text} {' '.join(f'{day.day} {day:%B %Y}' for day in days)}"


def _site(built: Published) -> str:
    """What every page of the site says, and where its links lead."""
    assert built.site is not None, [str(finding) for finding in built.findings]
    said: list[str] = []
    for path in sorted(built.site.rglob("*.html")):
        root = html.fromstring(path.read_bytes())
        said += [" ".join(root.text_content().split()), *map(str, root.xpath("//@href"))]
    return " ".join(said)


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_fact_on_paper_is_in_the_data_and_on_the_site(built: Published, edition: str) -> None:
    on_paper = _facts(pdf_text(edition_pdf(built, edition)))
    in_data, on_site = _facts(_data(built)), _facts(_site(built))
    assert len(on_paper["phone"]) >= 4
    assert on_paper["date"]
    assert on_paper["hour"]
    for kind, facts in on_paper.items():
        assert facts <= in_data[kind], (kind, facts - in_data[kind])
        if kind != "date":  # the day of a print is the print's own
            assert facts <= on_site[kind], (kind, facts - on_site[kind])


def test_each_fact_on_the_site_is_in_the_data(built: Published) -> None:
    on_site, in_data = _facts(_site(built)), _facts(_data(built))
    for kind in ("phone", "sum", "postcode"):
        assert on_site[kind] <= in_data[kind], (kind, on_site[kind] - in_data[kind])
        assert on_site["phone"]


def test_a_wrong_fact_would_be_seen(built_sample: Published) -> None:
    """The patterns take out a number that is one figure off, and no page has that."""
    on_paper = _facts("Call 01632 960101. Up to £605. On 2 May 2031. At 5pm. ZZ99 9ZZ. x.org.uk")
    in_data = _facts(_data(built_sample))
    for kind in ("phone", "sum", "date", "postcode", "address"):
        assert on_paper[kind]
        assert not on_paper[kind] & in_data[kind]


def test_words_of_the_booklet_and_large_print_read_at_nine(built: Published) -> None:
    for leaflet in built.offer.leaflets:
        if leaflet.how_much == "easy read":
            continue
        pages = [page for id in leaflet.headings if (page := built.offer.page_for(id))]
        texts = [*leaflet.who_counts, leaflet.navigators_do, *leaflet.when_you_call]
        for page in pages:
            assert page.leaflet is not None
            texts.append(page.leaflet.text)
            if leaflet.how_much == "more":
                texts.append(page.leaflet.more)
        age = reading_age([one for text in texts for one in split_sentences(text)]).age
        assert age is not None
        assert age <= 9, f"{leaflet.id} reads at {age:.1f}"


def test_easy_read_is_easy(built: Published) -> None:
    leaflet = next(one for one in built.offer.leaflets if one.how_much == "easy read")
    assert [
        str(finding) for finding in easy_read(Context(built.offer, folder_of(built), TODAY))
    ] == []
    sentences = [
        sentence
        for _, text in easy_texts(built.offer, leaflet)
        for sentence in split_sentences(text)
    ]
    assert len(sentences) > 50
    assert max(len(sentence.split()) for sentence in sentences) <= LONGEST
    age = reading_age(sentences).age
    assert age is not None
    assert age <= 8, f"{age:.1f}"
    text = pdf_text(edition_pdf(built, "easy-read"))
    assert all(sentence in text for sentence in sentences)


def test_each_idea_has_its_picture_on_the_page(built: Published) -> None:
    folder = folder_of(built)
    leaflet = next(one for one in built.offer.leaflets if one.how_much == "easy read")
    pictures, findings = read_pictures(folder)
    assert findings == []
    assert all(picture.licence in LICENCES for picture in pictures.values())
    assert all(picture.url.startswith("https://") for picture in pictures.values())
    laid = lay_out_edition(built.offer, leaflet, folder, TODAY)
    assert laid.warnings == ()
    ideas = [
        idea
        for page in built.offer.pages
        if page.heading in leaflet.headings and page.easy_read
        for idea in page.easy_read.ideas
    ]
    assert len(ideas) >= 20
    assert {idea.picture for idea in ideas} <= set(pictures)
    text = pdf_text(edition_pdf(built, "easy-read"))
    assert "Pictures: Health Icons. By Resolve to Save Lives, and volunteers. Licence: MIT." in text


def test_it_says_who_checked_it_or_that_nobody_has(sample_offer: Offer, tmp_path: Path) -> None:
    easy = next(one for one in sample_offer.leaflets if one.how_much == "easy read")
    for role, said in (
        ("", "not yet checked by people with learning disabilities"),
        ("The Head of Family Help", "The Head of Family Help asked them."),
    ):
        edition = easy.model_copy(update={"checked_by": role})
        offer = replace(sample_offer, leaflets=(edition,))
        assert print_leaflets(offer, SAMPLE, tmp_path, TODAY) == []
        text = pdf_text(tmp_path / "easy-read.pdf")
        assert said in text
        assert ("not yet checked" in text) == (not role)


@pytest.mark.parametrize(
    ("says", "said"),
    [
        (
            "You can ask for money if you bring up a child who is not your own child at home.",
            "has 19 words. Easy read has 15 at most.",
        ),
        ("You may need a means test.", "has a hard word"),
        ("You need an SGO.", "has a hard word"),
    ],
)
def test_hard_easy_read_is_named(sample_offer: Offer, says: str, said: str) -> None:
    page = sample_offer.page_for("financial-support")
    assert page is not None
    idea = Idea(at=page.at, picture="money", says=says)
    easy = EasyRead(at=page.at, title="Money", ideas=(idea,))
    harder = page.model_copy(update={"easy_read": easy})
    pages = tuple(harder if one is page else one for one in sample_offer.pages)
    offer = replace(sample_offer, pages=pages)
    (finding,) = easy_read(Context(offer, SAMPLE, TODAY))
    assert said in str(finding)
    assert finding.suggestion


def test_a_hard_word_that_is_explained_next_is_not_named(sample_offer: Offer) -> None:
    page = sample_offer.page_for("financial-support")
    assert page is not None
    says = "You may need a means test. This is a look at how much money you have."
    easy = EasyRead(
        at=page.at, title="Money", ideas=(Idea(at=page.at, picture="money", says=says),)
    )
    explained = page.model_copy(update={"easy_read": easy})
    pages = tuple(explained if one is page else one for one in sample_offer.pages)
    assert list(easy_read(Context(replace(sample_offer, pages=pages), SAMPLE, TODAY))) == []

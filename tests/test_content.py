"""Rotherham's own words: true as far as known, and whole."""

from __future__ import annotations

import re

import pytest

from conftest import TODAY
from local_offer.checks import check_words
from local_offer.extension import HOME, PANELS
from local_offer.finding import Finding
from local_offer.offer import HEADINGS, Offer, Page

HEADING_IDS = [heading.id for heading in HEADINGS]


@pytest.fixture(scope="module")
def offer(rotherham: tuple[Offer, list[Finding]]) -> Offer:
    assert rotherham[1] == []
    return rotherham[0]


def _page(offer: Offer, heading: str) -> Page:
    page = offer.page_for(heading)
    assert page is not None
    return page


def test_nothing_is_wrong_but_what_is_to_confirm(offer: Offer) -> None:
    found = [one for one in check_words(offer, HOME, TODAY) if one.level != "excused"]
    assert {finding.rule for finding in found} <= {"to-confirm", "second-hand"}
    assert all(finding.level == "warning" for finding in found)


@pytest.mark.parametrize("heading", HEADING_IDS)
def test_each_heading_answers_the_four_questions(offer: Offer, heading: str) -> None:
    page = _page(offer, heading)
    titles = [title for title in re.findall(r"(?m)^## (.+)$", page.body) if title in PANELS]
    assert titles == list(PANELS)
    assert page.need
    assert page.leaflet is not None
    assert "contact:navigators" in page.body


def test_trauma_has_a_section_of_its_own(offer: Offer) -> None:
    body = _page(offer, "therapeutic-support").body
    section = re.search(r"(?ms)^## Trauma.*?(?=^## )", body)
    assert section is not None
    for words in ("five-week course", "Empower", "support fund", "trauma informed", "urgent"):
        assert words in section[0], words


def test_numbers_stand_in_the_contacts_and_nowhere_else(offer: Offer) -> None:
    number = re.compile(r"\b0\d{3} ?\d{3} ?\d{3,4}\b|\b0800 1111\b|\b116 123\b")
    for page in offer.pages:
        assert number.findall(page.body) == [], page.at.path
        if page.leaflet:
            assert number.findall(page.leaflet.text) == [], page.at.path


def test_no_invented_number_or_address(offer: Offer) -> None:
    text = " ".join(map(str, (offer.contacts, offer.policies, offer.council)))
    assert not re.search(r"example\.(gov\.uk|com|org)|960\d{3}|07700 900", text)


def test_the_navigators_number_waits_for_the_council(offer: Offer) -> None:
    navigators = offer.contact("navigators")
    assert navigators is not None
    assert not navigators.phone
    assert any("Kinship Navigators: phone" in item.what for item in offer.to_confirm)


def test_every_promise_of_june_2026_is_kept_in_sight(offer: Offer) -> None:
    text = " ".join(action.what for action in offer.actions).lower()
    for words in ("check in", "train", "support group", "parenting", "sent home from school"):
        assert words in text, words

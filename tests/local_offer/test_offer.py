"""The model, the loader and the dialect, each by what it promises."""

from __future__ import annotations

import datetime as dt
import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import TODAY
from local_offer.dialect.a_to_z import a_to_z
from local_offer.dialect.callers import phone_route, sentences, tel
from local_offer.dialect.rendering import render
from local_offer.dialect.templates import spoken
from local_offer.loading.loader import load
from local_offer.loading.yaml_source import read
from local_offer.model import Offer


def test_groups_tell_their_next_dates(sample_offer: Offer) -> None:
    tuesday = next(group for group in sample_offer.groups if group.id == "tuesday-group")
    assert tuesday.first is not None
    assert tuesday.every_weeks == 2
    dates = tuesday.next_dates(TODAY, 4)
    assert all(day >= TODAY and day.weekday() == 1 for day in dates)
    assert all((day - tuesday.first).days % 14 == 0 for day in dates)
    assert not set(tuesday.not_on) & set(tuesday.next_dates(TODAY, 30))
    assert tuesday.next_dates(tuesday.first)[0] == tuesday.first
    assert tuesday.next_dates(tuesday.first - dt.timedelta(days=60))[0] == tuesday.first


def test_dates_and_numbers_as_people_say_them() -> None:
    assert spoken(dt.date(2026, 6, 1)) == "1 June 2026"
    assert tel("0808 801 0366") == "tel:08088010366"
    assert sentences("9am to 5pm", "", "Free.") == "9am to 5pm. Free."


def test_the_phone_route_never_shows_an_unconfirmed_number(
    sample_offer: Offer, draft_offer: Offer
) -> None:
    known = phone_route(sample_offer)
    assert (known["first"]["phone"], known["why"]) == ("01632 960100", "")
    assert known["meanwhile"] is None
    unknown = phone_route(draft_offer)
    assert unknown["first"]["phone"] == ""
    assert "will confirm" in unknown["why"]
    assert unknown["meanwhile"]["phone"] == "0808 801 0366"


def test_the_a_to_z_has_carers_own_words(sample_offer: Offer) -> None:
    letters = a_to_z(sample_offer)
    assert [letter for letter, _ in letters] == sorted(letter for letter, _ in letters)
    words = {entry[0].lower() for _, entries in letters for entry in entries}
    for page in sample_offer.pages:
        if page.heading not in ("front", "a-to-z"):
            assert {words_.lower() for words_ in page.also_called} <= words


def test_ids_become_addresses_and_answers_become_panels(sample_offer: Offer, sample: Path) -> None:
    text = (
        "[Us](contact:navigators), [rules](policy:kinship-care-policy).\n\n"
        "## Who can get it\n\nYou.\n\n## More\n\nWords.\n"
    )
    out = render(text, sample_offer, sample, TODAY)
    policy = sample_offer.policy("kinship-care-policy")
    assert policy is not None
    assert 'href="contact.md#contact-navigators"' in out
    assert f'href="{policy.url}"' in out
    assert out.index("panel-who") < out.index("You.") < out.index("</section>") < out.index("More")


def test_the_dialect_goes_through_quotes_and_data_safely(sample_offer: Offer, sample: Path) -> None:
    first = sample_offer.contacts[0].model_copy(update={"name": "<b>\"&'*_[x](y)"})
    offer = replace(sample_offer, contacts=(first, *sample_offer.contacts[1:]))
    out = render(f"/// show | contact {first.id}\n///\n", offer, sample, TODAY)
    assert "&lt;b&gt;" in out
    assert "[x](y)" in out


def test_the_sample_is_safe_to_publish_by_mistake(sample: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in sample.rglob("content/**/*.*"))
    drama = re.compile(r"01632 960\d{3}|07700 900\d{3}|020 7946 0\d{3}|0808 157 0\d{3}")
    for number in re.findall(r"\b0\d{2,4} \d{3,4} ?\d{3,4}\b", text):
        assert drama.fullmatch(number), number
    for host in re.findall(r"https?://([^/\s\"')]+)", text):
        assert host.endswith("example.gov.uk"), host


@pytest.mark.parametrize("text", ["", "null", "words", "- 1", "a: 1", "- id: x\n- id: x"])
def test_data_files_of_other_shapes_are_findings(sample: Path, text: str) -> None:
    for kind in ("contacts", "council", "leaflets"):
        (sample / "content" / "data" / f"{kind}.yml").write_text(text, encoding="utf-8")
    offer, findings = load(sample)
    assert findings
    assert all(finding.path and finding.message and finding.suggestion for finding in findings)
    assert offer.unread >= {"contacts", "leaflets"}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=string.printable + "£é😀\u200f\x00", max_size=120))
def test_any_text_at_all_is_read_or_refused_in_words(text: str) -> None:
    written = read(text, "content/data/contacts.yml")
    assert written.value is not None or written.findings or not (yaml_value(text))
    assert all(finding.line >= 1 for finding in written.findings)


def yaml_value(text: str) -> object:
    try:
        # The reader's own: the slow one refuses a few texts that this one takes for nothing.
        return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # both are safe
    except (yaml.YAMLError, ValueError):
        return "something"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200))
def test_any_bytes_in_a_page_are_read_or_refused_in_words(sample: Path, data: bytes) -> None:
    page = sample / "content" / "education.md"
    good = page.read_bytes() if not hasattr(page, "kept") else b""
    try:
        page.write_bytes(data)
        _, findings = load(sample)
        assert any(finding.path == "content/education.md" for finding in findings)
    finally:
        page.write_bytes(good)

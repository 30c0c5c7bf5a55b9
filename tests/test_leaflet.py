"""The leaflet as a carer holds it: measured on the PDF itself, not on what we meant to print."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from conftest import TODAY
from local_offer.extension import HOME
from local_offer.leaflet import examine, lay_out_edition, print_leaflets
from local_offer.load import load
from local_offer.offer import HEADINGS, Offer
from local_offer.pdf import Laid
from local_offer.publish import Published


@pytest.fixture(params=["built_sample", "built_rotherham"])
def built(request: pytest.FixtureRequest) -> Published:
    done: Published = request.getfixturevalue(request.param)
    return done


@pytest.fixture
def pdf(built: Published) -> Path:
    assert built.site is not None, [str(finding) for finding in built.findings]
    return built.site / "leaflets" / "booklet.pdf"


@pytest.fixture
def laid(built: Published) -> Laid:
    folder = HOME if built.offer.is_draft else HOME / "tests" / "sample"
    return lay_out_edition(built.offer, built.offer.leaflets[0], folder, TODAY)


def _text(pdf: Path, first: int = 1, last: int = 4) -> str:
    command = ["pdftotext", "-f", str(first), "-l", str(last), str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


def test_four_a5_pages(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert len(document.pages) == 4
        for sheet in document.pages:
            width, height = (float(side) * 25.4 / 72 for side in sheet.mediabox[2:])
            assert (round(width), round(height)) == (148, 210)


def test_it_is_a_readable_pdf(pdf: Path) -> None:
    report = page.validate_pdf(str(pdf), profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]
    with pikepdf.open(pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_only_the_chosen_type(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        names = {
            str(font.BaseFont) for sheet in document.pages for font in sheet.Resources.Font.values()
        }
    assert names
    assert all("Atkinson" in name for name in names), names


def test_nothing_smaller_than_14_points_and_the_phone_at_least_24(
    laid: Laid, built: Published
) -> None:
    sizes = {run.points for sheet in laid.sheets for run in sheet.runs}
    assert min(sizes) >= 13.99
    first = built.offer.contact(built.offer.council.main_contact)
    national = built.offer.contact(built.offer.council.national_line)
    assert first is not None
    assert national is not None
    number = str(first.phone or national.phone)
    big = [run for run in laid.sheets[0].runs if run.words == number]
    assert len(big) == 1
    assert big[0].points >= 24
    assert big[0].points == max(sizes), "the phone is the largest thing on the front"
    assert 0.5 < big[0].top / laid.sheets[0].height < 0.8, "where a thumb rests"


def test_each_heading_has_its_line_and_all_fits(pdf: Path, built: Published, laid: Laid) -> None:
    assert examine(built.offer.leaflets[0], laid) == []
    text = _text(pdf)
    for heading in HEADINGS:
        page_for = built.offer.page_for(heading.id)
        assert page_for is not None
        assert page_for.leaflet is not None, heading.id
        assert page_for.leaflet.text in text


def test_the_order_of_the_page_is_the_order_of_the_reading(laid: Laid) -> None:
    boxes = list(dict.fromkeys(run.box for run in laid.sheets[0].runs))
    boxes = [box for box in boxes if box != "the draft mark"]
    assert boxes == ["the question", "who counts", "the phone", "the council's name"]
    last = list(dict.fromkeys(run.box for run in laid.sheets[-1].runs if run.box))
    assert last[0] == "danger"
    assert last[-1] == "the code", "the code and the web address come last"


def test_the_code_can_be_read_from_paper(pdf: Path, built: Published, tmp_path: Path) -> None:
    subprocess.run(
        ["pdftoppm", "-r", "300", "-f", "4", "-png", str(pdf), str(tmp_path / "page")], check=True
    )
    picture = Image.open(next(tmp_path.glob("page*.png"))).convert("L")
    council = built.offer.council
    expected = str(council.offer_address or council.website).removeprefix("https://")
    for worse in (picture, picture.filter(ImageFilter.GaussianBlur(4)), picture.reduce(2)):
        found = zxingcpp.read_barcodes(worse)
        assert [code.text for code in found] == [f"https://{expected}"]
    corners = zxingcpp.read_barcodes(picture)[0].position
    side = (corners.top_right.x - corners.top_left.x) / 300 * 25.4
    assert side >= 29.5


def test_a_draft_says_so_on_its_front_and_gives_a_line_to_call(
    built_rotherham: Published, built_sample: Published
) -> None:
    for done, draft in ((built_rotherham, True), (built_sample, False)):
        assert done.site is not None
        front = _text(done.site / "leaflets" / "booklet.pdf", 1, 1)
        assert ("Draft." in front) == draft
        assert ("will confirm this number" in front) == draft
    national = built_rotherham.offer.contact("family-rights-group")
    assert national is not None
    assert built_rotherham.site is not None
    assert str(national.phone) in _text(built_rotherham.site / "leaflets" / "booklet.pdf", 1, 1)


LONG = " ".join(["Some carers may get help with this if the child was in care."] * 12)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "content/financial-support.md",
            "  text: ",
            f"  text: {LONG} ",
            ("words do not fit on the inside", "They begin", "Take about"),
        ),
        (
            "content/data/leaflets.yml",
            "  complain: ",
            f"  complain: {LONG} ",
            ("words do not fit on the back", '"how to complain, the code"'),
        ),
        (
            "content/data/leaflets.yml",
            "  question: ",
            f"  question: {LONG[:190]} ",
            ('"the question" runs into "the phone"', "Take words out of"),
        ),
        (
            "content/data/contacts.yml",
            'phone: "01632 960100"',
            'phone: "01632 960100 or 01632 960101"',
            ('box "the phone"', "too wide", "shorter"),
        ),
        ("content/data/leaflets.yml", "pages: 4", "pages: 8", ("has 4 pages, not 8",)),
    ],
    ids=["heading", "back", "front", "phone", "pages"],
)
def test_what_does_not_fit_is_named(
    sample: Path, file: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    path = sample / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    offer, findings = load(sample)
    assert findings == []
    found = print_leaflets(offer, sample, sample / "build" / "leaflets", TODAY)
    assert found
    message = " ".join(map(str, found))
    assert all(words in message for words in said), message


def test_a_missing_stylesheet_or_font_is_a_finding(sample: Path, sample_offer: Offer) -> None:
    edition = sample_offer.leaflets[0].model_copy(update={"id": "pocket"})
    offer = replace(sample_offer, leaflets=(edition,))
    (finding,) = print_leaflets(offer, sample, sample / "out", TODAY)
    assert '"pocket.css"' in str(finding)
    (sample / "leaflet").mkdir()
    (sample / "leaflet" / "pocket.css").write_text(
        "@font-face { font-family: Lost; src: url(lost.woff2) } p { font-family: Lost }"
    )
    found = " ".join(map(str, print_leaflets(offer, sample, sample / "out", TODAY)))
    assert "'Lost' cannot be loaded" in found

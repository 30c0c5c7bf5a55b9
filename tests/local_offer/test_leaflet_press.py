"""The files for the print shop: boxes, inks, marks and sheets, read from the PDFs themselves."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from conftest import folder_of
from local_offer.leaflet.print_ready import NO_PROFILE, for_press
from local_offer.looks import HOME
from local_offer.pdf import Inks, press_file, sheets
from local_offer.published import Published
from on_paper import EDITIONS, MM, box, edition_pdf, page_count, pdf_text, pictures

BLACK = (0.0, 0.0, 0.0, 1.0)
Ink = tuple[float, ...]


@pytest.fixture(scope="module", params=["built_sample", "built_draft"])
def press(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    done: Published = request.getfixturevalue(request.param)
    folder = folder_of(done)
    into = tmp_path_factory.mktemp("press")
    screen = edition_pdf(done, "booklet").parent
    assert for_press(done.offer, folder, screen, into) == []
    return into


@pytest.mark.parametrize("edition", EDITIONS)
def test_boxes_are_exact(press: Path, edition: str) -> None:
    width, height = (148, 210) if edition == "booklet" else (210, 297)
    with pikepdf.open(press / f"{edition}-pages.pdf") as document:
        for page in document.pages:
            assert box(page, "TrimBox") == pytest.approx([0, 0, width, height], abs=0.1)
            bleed = [-3, -3, width + 3, height + 3]
            assert box(page, "BleedBox") == pytest.approx(bleed, abs=0.1)
            assert box(page, "MediaBox") == pytest.approx(
                [-10, -10, width + 10, height + 10], abs=0.1
            )


def test_marks_stand_outside_the_bleed_and_colour_fills_it(press: Path, tmp_path: Path) -> None:
    dots = 150
    front = pictures(press / "booklet-pages.pdf", tmp_path, dots)[0].convert("L")

    def at(x: float, y: float) -> int:
        """How light it is at a place in mm from the top left of the trim."""
        shade = front.getpixel((int((x + 10) / 25.4 * dots), int((y + 10) / 25.4 * dots)))
        assert isinstance(shade, int)
        return shade

    band = next(y for y in range(100, 200) if at(3, y) < 120)  # the ink rule over the phone
    assert at(-2.5, band) < 120, "the phone's block runs into the bleed"
    assert at(150.5, band) < 120
    assert at(-3.6, band) > 250, "and ends there"
    dark = [
        (x, y)
        for x in range(front.width)
        for y in range(front.height)
        if x % 3 == 0 and front.getpixel((x, y)) < 200  # type: ignore[operator]
    ]
    beyond = 3.4 / 25.4 * dots  # a mark nearer than this would be left on the paper
    trim = 10 / 25.4 * dots
    outside = [
        (x, y)
        for x, y in dark
        if not (trim - beyond < x < front.width - trim + beyond)
        or not (trim - beyond < y < front.height - trim + beyond)
    ]
    assert outside, "there are marks"


@pytest.mark.parametrize("edition", EDITIONS)
def test_inks(press: Path, edition: str) -> None:
    """No colour of the screen is left; running words are black ink alone; no ink is thick."""
    for name in (f"{edition}-pages.pdf", f"{edition}-sheets.pdf"):
        if not (press / name).exists():
            assert edition != "booklet"
            continue
        with pikepdf.open(press / name) as document:
            of_words: list[Ink] = []
            for page in document.pages:
                for operator, inks, writes in _steps(page.obj):
                    assert operator not in ("rg", "RG", "g", "G", "cs", "CS", "sc", "scn"), operator
                    assert sum(inks) <= 3.0
                    if writes:
                        of_words.append(inks)
        assert of_words.count(BLACK) > len(of_words) / 2
        grey = [inks for inks in of_words if inks != BLACK and max(inks[:3]) < 0.3]
        assert not grey, "a grey or black of four inks"


def _steps(holder: pikepdf.Object) -> Iterator[tuple[str, Ink, bool]]:
    """Each step that sets a colour or writes words: its name, the inks then, and if it writes."""
    inks: Ink = BLACK
    kept: list[Ink] = []
    for step in pikepdf.parse_content_stream(holder):
        name = str(step.operator)
        if name == "q":
            kept.append(inks)
        elif name == "Q":
            inks = kept.pop()
        elif name == "k":
            inks = tuple(float(part) for part in step.operands)
        if name in ("rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "scn"):
            yield name, inks, False
        elif name in ("Tj", "TJ"):
            yield name, inks, True
    resources = holder.get("/Resources")
    drawings = resources.get("/XObject") if resources is not None else None
    for key in list(drawings.keys()) if drawings is not None else []:
        assert drawings is not None
        drawing = drawings[key]
        assert drawing.Subtype == "/Form", "a picture of dots would need inks of its own"
        yield from _steps(drawing)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_words_near_a_cut_or_fold(press: Path, edition: str) -> None:
    pdf = press / f"{edition}-pages.pdf"
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    width, height = (148, 210) if edition == "booklet" else (210, 297)
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">', told)
    assert len(found) > 100
    for sides in found:
        left, top, right, bottom = (float(side) / MM - 10 for side in sides)
        assert left >= 4.9
        assert right <= width - 4.9
        assert top >= 4
        assert bottom <= height - 4  # of the font's height, which is more than the letters'


def test_sheets_are_in_the_order_to_fold(press: Path) -> None:
    pdf = press / "booklet-sheets.pdf"
    assert page_count(pdf) == 2
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            assert box(page, "TrimBox") == pytest.approx([0, 0, 297 - 1, 210], abs=0.1)
    halves = []
    for number in (1, 2):
        for left in (0, 148):
            area = ["-x", str(round((10 + left) * MM)), "-y", "0",
                    "-W", str(round(148 * MM)), "-H", "700"]  # fmt: skip
            command = ["pdftotext", "-r", "72", "-f", str(number), "-l", str(number), *area]
            told = subprocess.run(
                [*command, str(pdf), "-"], capture_output=True, text=True, check=True
            ).stdout
            halves.append(" ".join(told.split()))
    assert "In danger?" in halves[0]
    assert "Are you bringing up a child" in halves[1]
    assert "What happens when you call" in halves[2]
    assert "Family time" in halves[3]


def test_sixteen_pages_go_on_four_sheets(press: Path, tmp_path: Path) -> None:
    """Each side carries the pages that a folded sheet needs: 16 and 1, 2 and 15, 14 and 3 ..."""
    source = pikepdf.new()
    for number in range(16):
        page = source.add_blank_page(page_size=(100 + 0 * number, 200))
        page.Contents = source.make_stream(f"{number} 0 m {number} 9 l S".encode())
    source.Root.Metadata = source.make_stream(b"")
    path = tmp_path / "sixteen.pdf"
    source.save(path)
    with pikepdf.open(_written(sheets(path.read_bytes(), Inks({})), tmp_path)) as document:
        pairs = [
            [
                int(float(str(form.read_bytes().split()[0].decode()))) + 1
                for form in (page.Resources.XObject.L, page.Resources.XObject.R)
            ]
            for page in document.pages
        ]
    assert pairs == [[16, 1], [2, 15], [14, 3], [4, 13], [12, 5], [6, 11], [10, 7], [8, 9]]
    del press


def _written(data: bytes, folder: Path) -> Path:
    path = folder / "written.pdf"
    path.write_bytes(data)
    return path


def _profile(colours: bytes) -> bytes:
    """The head of an ICC profile, which says what it is for."""
    return bytes(16) + colours + bytes(16) + b"acsp" + bytes(88)


def test_a_profile_becomes_the_output_intent(
    sample: Path, built_sample: Published, tmp_path: Path
) -> None:
    screen = edition_pdf(built_sample, "booklet").parent
    shutil.copytree(HOME / "leaflet", sample / "leaflet")
    offer = built_sample.offer
    assert for_press(offer, sample, screen, tmp_path / "none") == []
    with pikepdf.open(tmp_path / "none" / "booklet-pages.pdf") as document:
        assert "/OutputIntents" not in document.Root
    assert NO_PROFILE in (tmp_path / "none" / "booklet-note.txt").read_text(encoding="utf-8")

    (sample / "leaflet" / "printer.icc").write_bytes(_profile(b"CMYK"))
    assert for_press(offer, sample, screen, tmp_path / "given") == []
    for name in ("booklet-pages.pdf", "booklet-sheets.pdf"):
        with pikepdf.open(tmp_path / "given" / name) as document:
            (intent,) = document.Root.OutputIntents
            assert intent.DestOutputProfile.read_bytes() == _profile(b"CMYK")
        raw = (tmp_path / "given" / name).read_bytes()
        assert b"GTS_PDFXVersion" not in raw, "it makes no claim that nobody has checked"
    assert NO_PROFILE not in (tmp_path / "given" / "booklet-note.txt").read_text(encoding="utf-8")

    (sample / "leaflet" / "printer.icc").write_bytes(_profile(b"RGB "))
    (finding,) = for_press(offer, sample, screen, tmp_path / "wrong")
    assert "not a colour profile for the four printing inks" in str(finding)


def test_the_note_says_where_the_copies_go(press: Path) -> None:
    note = (press / "booklet-note.txt").read_text(encoding="utf-8")
    assert "120 gsm" in note
    assert "148 x 210 mm" in note
    if "Aldermere" in note:
        assert "Mill Hall Family Centre, 4 Quay Road" in note
        assert "We post the leaflet to you in 3 working days." in note
        assert "Quantity: 500" in note
    else:
        assert "DRAFT. Do not print yet" in note
        assert "Quantity: Rotherham Council will confirm how many." in note


def test_the_press_file_shows_what_the_screen_file_shows(
    press: Path, built_sample: Published, built_draft: Published
) -> None:
    note = (press / "booklet-note.txt").read_text(encoding="utf-8")
    done = built_sample if "Aldermere" in note else built_draft
    for edition in EDITIONS:
        on_screen = pdf_text(edition_pdf(done, edition))
        assert pdf_text(press / f"{edition}-pages.pdf") == on_screen


def test_colours_not_in_the_table_are_worked_out() -> None:
    inks = Inks({"#0b4a50": (0.85, 0, 0.2, 0.7)})
    assert inks.of(11 / 255, 74 / 255, 80 / 255) == (0.85, 0, 0.2, 0.7)
    assert inks.of(0, 0, 0) == BLACK
    assert inks.of(0.5, 0.5, 0.5) == (0, 0, 0, 0.5)
    assert inks.of(1, 1, 1) == (0, 0, 0, 0)
    assert inks.of(1, 0, 0) == (0, 1, 1, 0)
    parts = [part / 20 for part in range(21)]
    assert all(sum(inks.of(r, g, b)) <= 3 for r in parts for g in parts for b in parts)


def test_the_same_bytes_twice(built_sample: Published) -> None:
    data = edition_pdf(built_sample, "booklet").read_bytes()
    assert press_file(data, Inks({})) == press_file(data, Inks({}))
    assert sheets(data, Inks({})) == sheets(data, Inks({}))

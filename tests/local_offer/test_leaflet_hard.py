"""Leaflets that are too full, lack a file, or are in another language: never a broken page."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from conftest import SAMPLE, TODAY
from local_offer.leaflet.editions import print_leaflets
from local_offer.leaflet.pictures import read_pictures
from local_offer.leaflet.printing import lay_out_edition
from local_offer.loading.loader import load
from local_offer.looks import HOME
from local_offer.model import Leaflet, Offer
from on_paper import pdf_text

LONG = " ".join(["Some carers may get help with this if the child was in care."] * 12)

POLISH = "Czy wychowujesz dziecko, które nie jest Twoje? Zadzwoń już dziś: pomożemy żółwiom."
SLOVAK = "Vychovávate dieťa, ktoré nie je vaše? Zavolajte nám, radi vám pomôžeme."
URDU = "کیا آپ ایسے بچے کی پرورش کر رہے ہیں جو آپ کا اپنا نہیں ہے؟"


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
            (
                'words do not fit on the inside, pages 2 to 3, in the box "how to complain"',
                "words do not fit on the back, page 6",
            ),
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
        (
            "content/data/leaflets.yml",
            "  folds_mm: []\n",
            "  folds_mm: [74]\n",
            ("lies across the fold at 74 mm", "Move the words, or the fold."),
        ),
        (
            "content/data/leaflets.yml",
            "  type_pt: 14\n",
            "  type_pt: 24\n",
            ("words do not fit",),
        ),
        (
            "content/data/council.yml",
            "offer_address: aldermere.example.gov.uk/kin",
            "offer_address: https://aldermere.example.gov.uk/kinship-carers",
            ("has 39 letters. 30 is the most.",),
        ),
        (
            "content/financial-support.md",
            "picture: money",
            "picture: monny",
            ('There is no picture "monny"', 'Did you mean "money"?'),
        ),
    ],
    ids=["heading", "back", "front", "phones", "pages", "fold", "type", "address", "picture"],
)
def test_what_does_not_fit_is_named(
    sample: Path, file: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    path = sample / file
    text = path.read_text(encoding="utf-8").replace(
        "  fold: once\n", "  fold: once\n  folds_mm: []\n"
    )
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    offer, findings = load(sample)
    assert findings == []
    found = print_leaflets(offer, sample, sample / "out", TODAY)
    message = " ".join(map(str, found))
    assert all(words in message for words in said), message
    for leaflet in offer.leaflets:  # and still there is something to look at
        with pikepdf.open(sample / "out" / f"{leaflet.id}.pdf") as document:
            assert document.pages


def _booklet(offer: Offer, **changes: Any) -> tuple[Offer, Leaflet]:
    leaflet = offer.leaflets[0].model_copy(update=changes)
    return replace(offer, leaflets=(leaflet,)), leaflet


def test_a_figure_that_a_stylesheet_puts_beside_a_number_is_told(sample: Path) -> None:
    shutil.copytree(HOME / "leaflet", sample / "leaflet")
    sheet = sample / "leaflet" / "base.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + 'b::after { content: "7" }')
    offer, _ = load(sample)
    found = [str(one) for one in print_leaflets(offer, sample, sample / "out", TODAY)]
    for number in ("01632 960100", "07700 900100"):
        assert any(f'the number {number} has "7" right beside it' in one for one in found), found


def test_twelve_groups(sample_offer: Offer, tmp_path: Path) -> None:
    group = sample_offer.groups[0]
    many = tuple(group.model_copy(update={"id": f"group-{n}"}) for n in range(12))
    changed = replace(sample_offer, groups=many)
    offer, _ = _booklet(changed, groups=tuple(one.id for one in many))
    found = print_leaflets(offer, SAMPLE, tmp_path, TODAY)
    assert any("do not fit on the inside" in str(finding) for finding in found)


def test_a_council_with_a_name_of_sixty_letters(sample_offer: Offer, tmp_path: Path) -> None:
    name = "The Metropolitan Borough Council of Upper and Lower Aldermere"
    council = sample_offer.council.model_copy(update={"name": name})
    offer = replace(sample_offer, council=council)
    assert print_leaflets(offer, SAMPLE, tmp_path, TODAY) == []
    assert name in pdf_text(tmp_path / "booklet.pdf", 1, 1)


@pytest.mark.parametrize(("lang", "words"), [("pl", POLISH), ("sk", SLOVAK)])
def test_polish_and_slovak_fit(sample_offer: Offer, tmp_path: Path, lang: str, words: str) -> None:
    offer, _ = _booklet(sample_offer, navigators_do=words, lang=lang)
    assert print_leaflets(offer, SAMPLE, tmp_path, TODAY) == []
    assert words in pdf_text(tmp_path / "booklet.pdf", 2, 2)
    with pikepdf.open(tmp_path / "booklet.pdf") as document:
        assert document.Root.Lang == lang
        for page in document.pages:
            assert all("Atkinson" in str(font.BaseFont) for font in page.Resources.Font.values())


def test_urdu_runs_from_the_right_and_its_letters_are_asked_for(
    sample_offer: Offer, tmp_path: Path
) -> None:
    offer, leaflet = _booklet(sample_offer, question=URDU, navigators_do=URDU, lang="ur")
    found = print_leaflets(offer, SAMPLE, tmp_path, TODAY)
    assert {finding.rule for finding in found} == {"leaflet-letters"}, [*map(str, found)]
    assert "our type has no letters for" in str(found[0])
    laid = lay_out_edition(offer, leaflet, SAMPLE, TODAY)
    front = laid.sheets[0]
    question = [run for run in front.runs if run.box == "the question"]
    assert max(run.right for run in question) > front.width - 20, "it begins at the right"


def test_a_missing_stylesheet_or_font_is_a_finding(sample: Path, sample_offer: Offer) -> None:
    offer, _ = _booklet(sample_offer, id="pocket")
    (finding,) = print_leaflets(offer, sample, sample / "out", TODAY)
    assert '"pocket.css"' in str(finding)
    (sample / "leaflet").mkdir()
    (sample / "leaflet" / "pocket.css").write_text(
        "@font-face { font-family: Lost; src: url(lost.woff2) } p { font-family: Lost }"
    )
    found = " ".join(map(str, print_leaflets(offer, sample, sample / "out", TODAY)))
    assert "'Lost' cannot be loaded" in found


def test_a_further_edition_is_data_and_a_stylesheet(sample: Path) -> None:
    """A poster of A3, with three headings, in a look of its own."""
    leaflets = sample / "content" / "data" / "leaflets.yml"
    leaflets.write_text(
        leaflets.read_text(encoding="utf-8")
        + """
- id: poster
  like: booklet
  title: A poster
  for_whom: Libraries
  width_mm: 297
  height_mm: 420
  pages: 4
  type_pt: 24
  fold: none
  headings: [financial-support, education, family-time]
  groups: []
""",
        encoding="utf-8",
    )
    (sample / "leaflet").mkdir()
    (sample / "leaflet" / "poster.css").write_text(
        "@import url(base.css); @page { margin: 30mm 40mm } .number { font-size: 90pt }"
        ".back .call { display: none }"
    )
    offer, findings = load(sample)
    assert findings == []
    assert print_leaflets(offer, sample, sample / "out", TODAY, ("poster",)) == []
    assert [path.name for path in (sample / "out").iterdir()] == ["poster.pdf"]
    text = pdf_text(sample / "out" / "poster.pdf")
    assert "Are you bringing up a child" in text
    assert "The Virtual School gives you free advice." in text
    assert "kinship nurse" not in text


REGISTER = """- id: money
  file: money.svg
  title: Bank notes
  set: A set
  author: Somebody
  licence: MIT
  url: https://www.example.gov.uk/pictures
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  licence: MIT\n", "", "This picture's record has no licence."),
        ("licence: MIT", "licence: CC-BY-NC-4.0", '"CC-BY-NC-4.0" is not a licence'),
        ("file: money.svg", "file: lost.svg", 'The picture "lost.svg" is not in'),
        (REGISTER, "[]", 'The picture "money.svg" has no record of its licence.'),
    ],
    ids=["no licence", "a licence that forbids it", "no file", "no record"],
)
def test_a_picture_without_a_lawful_record(sample: Path, old: str, new: str, said: str) -> None:
    place = sample / "leaflet" / "pictures"
    place.mkdir(parents=True)
    (place / "pictures.yml").write_text(REGISTER.replace(old, new), encoding="utf-8")
    (place / "money.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    found = [str(one) for one in read_pictures(sample)[1]]
    assert any(said in one for one in found), found

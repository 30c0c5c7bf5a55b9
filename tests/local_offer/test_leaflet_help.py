"""Help in danger on paper, feet and figures, read from the PDF; and looks that spoil them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html

from conftest import DRAFT, SAMPLE, TODAY
from in_words import in_language
from local_offer.checks.context import Context
from local_offer.checks.phones import phones
from local_offer.leaflet.editions import print_leaflets
from local_offer.leaflet.printed_numbers import hold_together, right_to_left
from local_offer.leaflet.printing import lay_out_edition
from local_offer.loading.loader import load
from local_offer.model import Offer
from local_offer.pdf import Laid
from local_offer.published import Published
from on_paper import EDITIONS, edition_pdf, pdf_text


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _laid(offer: Offer, edition: str, folder: Path) -> Laid:
    leaflet = next(one for one in offer.leaflets if one.id == edition)
    return lay_out_edition(offer, leaflet, folder, TODAY)


def test_each_number_of_help_is_on_paper(built_sample: Published, edition: str) -> None:
    text = pdf_text(edition_pdf(built_sample, edition))
    front = pdf_text(edition_pdf(built_sample, edition), 1, 1)
    assert "Or text 07700 900100" in front
    assert "Worried about a child?" in text
    assert "1 Market Square, Aldermere, ZZ99 1ZZ" in text
    for id in ("mash", "out-of-hours", "complaints-team", "emergency"):
        contact = built_sample.offer.contact(id)
        assert contact is not None
        assert str(contact.phone) in text, id


def test_the_emergency_number_is_larger_than_a_heading(
    built_sample: Published, edition: str
) -> None:
    laid = _laid(built_sample.offer, edition, SAMPLE)
    runs = [run for sheet in laid.sheets[1:] for run in sheet.runs]
    (number,) = [run for run in runs if run.phone == "999"]
    assert number.points > max(run.points for run in runs if run.tag == "h2")


def test_numbers_to_confirm_say_whom_to_call_meanwhile(
    built_draft: Published, edition: str
) -> None:
    text = pdf_text(edition_pdf(built_draft, edition))
    after = text[text.index("Worried about a child?") :][:300]
    assert "We will confirm how to call" in after
    assert "Multi-Agency Safeguarding Hub (MASH)" in after
    assert "Until then, call: " in after
    for id in ("nspcc", "police"):
        contact = built_draft.offer.contact(id)
        assert contact is not None
        assert str(contact.phone) in after
    assert "We will confirm the number for complaints. Until then, call Family Rights Group" in text


def test_where_nobody_for_a_child_is_known_it_is_the_emergency_number(
    draft_offer: Offer, tmp_path: Path, edition: str
) -> None:
    (leaflet,) = [one for one in draft_offer.leaflets if one.id == edition]
    changed = leaflet.model_copy(update={"urgent": ("mash", "out-of-hours")})
    offer = replace(draft_offer, leaflets=(changed,))
    assert print_leaflets(offer, DRAFT, tmp_path, TODAY) == []
    text = pdf_text(tmp_path / f"{edition}.pdf")
    after = text[text.index("Worried about a child?") :][:200]
    assert "Until then, call 999." in after


def test_urgent_contacts_are_those_of_the_data_where_none_are_named(sample_offer: Offer) -> None:
    """A further council needs to name none: its urgent contacts are printed, each once."""
    assert all(leaflet.urgent == () for leaflet in sample_offer.leaflets)


@pytest.mark.parametrize("name", ["large-print", "easy-read"])
def test_each_page_but_the_front_says_which_it_is(built_sample: Published, name: str) -> None:
    pdf = edition_pdf(built_sample, name)
    with pikepdf.open(pdf) as document:
        count = len(document.pages)
    for page in range(2, count + 1):
        assert f"Page {page} of {count}" in pdf_text(pdf, page, page)
    assert "Page 1" not in pdf_text(pdf, 1, 1)


def test_signs_in_a_name_are_printed_as_they_are(sample_offer: Offer, tmp_path: Path) -> None:
    name = 'Kin & "Friends" <at> the \\ Team\'s'
    contacts = tuple(
        one.model_copy(update={"said": name}) if one.id == "navigators" else one
        for one in sample_offer.contacts
    )
    offer = replace(sample_offer, contacts=contacts)
    assert print_leaflets(offer, SAMPLE, tmp_path, TODAY) == []
    for id in EDITIONS:
        assert f"Call {name}: 01632 960100" in pdf_text(tmp_path / f"{id}.pdf", 2, 2)


def test_a_long_name_takes_two_lines_of_the_foot(sample_offer: Offer, tmp_path: Path) -> None:
    name = "the Kinship and Special Guardianship Team"
    contacts = tuple(
        one.model_copy(update={"said": name}) if one.id == "navigators" else one
        for one in sample_offer.contacts
    )
    offer = replace(sample_offer, contacts=contacts)
    assert print_leaflets(offer, SAMPLE, tmp_path, TODAY) == []
    for page in (2, 3):
        assert f"Call {name}: 01632 960100" in pdf_text(tmp_path / "booklet.pdf", page, page)


LOOKS = {
    "off the paper": (".foot { white-space: nowrap; }", "the foot", "too wide"),
    "below the paper": (
        "@page { @bottom-left { vertical-align: top; padding-top: 15mm; } }",
        "the foot",
        "cut off",
    ),
    "two feet": (".foot { margin-right: -40mm; text-align: right; }", "the foot", "runs into"),
    "under a ground": (
        ".hours { position: relative; background: #ffd166; margin-top: -15mm; }",
        "the phone",
        "the number 0808 801 0366 is printed as",
    ),
    "under words": (".hours { margin-top: -12mm; }", "the phone", "other words lie on the number"),
    "with no number": (
        ".number, .foot, .web, .lines, .way { display: none }",
        "",
        "does not print",
    ),
    "on two lines": (
        ".whole { white-space: normal } .number { width: 60mm }",
        "",
        "broken over two",
    ),
}


@pytest.mark.parametrize("fault", LOOKS)
def test_a_look_that_spoils_a_number_is_found(
    draft_offer: Offer, tmp_path: Path, fault: str
) -> None:
    look, box, said = LOOKS[fault]
    (tmp_path / "leaflet").mkdir()
    (tmp_path / "leaflet" / "odd.css").write_text(f"@import url(booklet.css);\n{look}\n")
    name = "the Kinship & Special Guardianship Line of the Whole County"
    contacts = tuple(
        one.model_copy(update={"said": name}) if one.id == "family-rights-group" else one
        for one in draft_offer.contacts
    )
    odd = draft_offer.leaflets[0].model_copy(update={"id": "odd", "like": "booklet"})
    offer = replace(draft_offer, leaflets=(odd,), contacts=contacts)
    found = [*map(str, print_leaflets(offer, tmp_path, tmp_path / "out", TODAY))]
    wanted = [one for one in found if said in one and f'"{box}"' in f'{one}"{box}"']
    assert wanted, found
    assert any(f'"{box}"' in one for one in wanted) or not box, found


def test_figures_turned_round_are_found(sample_offer: Offer, tmp_path: Path) -> None:
    """What every build of an Urdu edition did, and called right."""
    offer = in_language(sample_offer, "ur", tmp_path)
    look = tmp_path / "leaflet" / "booklet-ur.css"
    look.write_text(f"{look.read_text()}\n[dir=rtl] .ltr {{ display: inline; direction: rtl; }}\n")
    offer = replace(offer, leaflets=offer.leaflets[:1])
    found = [*map(str, print_leaflets(offer, tmp_path, tmp_path / "out", TODAY))]
    assert any('the number 01632 960100 is printed as "960100 01632"' in one for one in found), (
        found
    )


def test_a_number_of_nobody_is_found(sample_offer: Offer, tmp_path: Path) -> None:
    words = "Not happy with us? Call 01632 960199."
    leaflet = sample_offer.leaflets[0].model_copy(update={"complain": words})
    offer = replace(sample_offer, leaflets=(leaflet,))
    (finding,) = print_leaflets(offer, SAMPLE, tmp_path, TODAY)
    assert 'page 3, box "how to complain": no contact has the number 01632 960199.' in str(finding)


def _tree(above: Any) -> Iterator[Any]:
    children = above.get("/K")
    for child in list(children) if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _tree(child)


def test_a_listener_hears_each_link_once_and_how_many_steps(
    built_sample: Published, edition: str
) -> None:
    with pikepdf.open(edition_pdf(built_sample, edition)) as document:
        told = [
            (str(note.Contents), tuple(float(side) for side in note.Rect))
            for sheet in document.pages
            for note in sheet.obj.get("/Annots", [])
        ]
        elements = list(_tree(document.Root.StructTreeRoot))
        lists = [one for one in elements if one.S == "/L"]
        marked = [one for one in lists if any(below.S == "/Lbl" for below in _tree(one))]
        figures = [str(one.Alt) for one in elements if one.S == "/Figure"]
    assert len(told) == len({place for _, place in told}), "two links lie on one another"
    for words, _ in told:
        digits = re.sub(r"\D", "", words)
        assert len(digits) <= 11, words
        assert not words.startswith("Call") or digits, words
    assert all(one.A.ListNumbering == "/Decimal" for one in marked)
    assert marked or edition == "easy-read"
    assert figures == ["QR code. It opens aldermere.example.gov.uk/kin"]


def test_a_listener_can_jump_to_each_part(built_sample: Published, edition: str) -> None:
    laid = _laid(built_sample.offer, edition, SAMPLE)
    headings = " ".join(
        run.words for sheet in laid.sheets for run in sheet.runs if run.tag in ("h1", "h2", "h3")
    )
    for part in ("In danger?", "Worried about a child?", "Other people", "Deaf, or hard to speak?",
                 "The same help, online"):  # fmt: skip
        assert part in headings, part
    assert "Another format?" in headings or "Another way to get this" in headings
    assert "Complaints" in headings or "Not happy with us?" in headings


def test_lines_are_apart_to_a_listener_too(built_sample: Published, edition: str) -> None:
    source = (SAMPLE.parents[1] / "leaflet").glob("*.html")
    for path in source:
        assert not re.search(r"\S<br>", path.read_text(encoding="utf-8")), path.name
    del built_sample, edition


@pytest.mark.parametrize(
    ("lang", "from_right"),
    [(lang, True) for lang in ("ar", "ur", "fa", "prs", "ps", "sd", "ug", "ckb", "pnb", "he", "yi",
                               "pa-Arab", "ku-Arab", "dv", "ks")]
    + [(lang, False) for lang in ("en-GB", "pl", "ku", "pa", "ur-Latn", "so", "tr", "cy", "sk")],
)  # fmt: skip
def test_which_languages_run_from_the_right(lang: str, *, from_right: bool) -> None:
    assert right_to_left(lang) == from_right


def _spans(words: str, lang: str, **marks: str) -> list[str]:
    page = (
        f'<!doctype html><html lang="{lang}"><body><div><p>{words}</p><ul></ul></div></body></html>'
    )
    body = html.document_fromstring(hold_together(page, {"01632 960100", "999"}, lang))
    wanted = "".join(f"[@{key.replace('_', '-')}='{value}']" for key, value in marks.items())
    return [one.text for one in body.xpath(f"//span{wanted}")]


def test_numbers_and_postcodes_are_in_one_piece() -> None:
    words = "Dial 18001 01632 960100, 999 or 0300 123 7015. £1,999.50 to ZZ99 1ZZ by 999 people."
    assert _spans(words, "en") == [
        "18001 01632 960100", "999", "0300 123 7015", "ZZ99 1ZZ", "999",
    ]  # fmt: skip


def test_what_is_ours_runs_from_the_left_in_other_letters() -> None:
    words = (
        "آپ کو £1,600 تک، 1 May 2027 تک، 4 Quay Road, Aldermere, ZZ99 2ZZ میں، 9.30am سے ملتا ہے۔"
    )
    from_left = _spans(words, "ur")
    for piece in ("£1,600", "1 May 2027", "9.30am"):
        assert piece in from_left
    assert any(one.startswith("4 Quay Road, Aldermere") for one in from_left if one)


def test_two_numbers_in_one_are_told_so(sample: Path) -> None:
    path = sample / "content" / "data" / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    both = 'phone: "01632 960100 or 01632 960101"'
    path.write_text(text.replace('phone: "01632 960100"', both), encoding="utf-8")
    (finding,) = phones(Context(load(sample)[0], sample, TODAY))
    assert "These are two numbers. Write one number here. Make a second contact" in str(finding)

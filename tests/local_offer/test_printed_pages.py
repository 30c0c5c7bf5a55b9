"""The website on paper: what comes out when somebody prints a page from their browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, ViewportSize

from in_browser import words_on_paper
from local_offer.dialect.callers import on_paper
from local_offer.model import Offer
from local_offer.published import Published

A4 = ViewportSize(width=794, height=1123)  # CSS pixels


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def printed(tab: Page, address: str, to: Path) -> list[str]:
    """The words of each side of A4."""
    tab.goto(address)
    tab.pdf(path=str(to), format="A4")
    return words_on_paper(to)


def pages(site: Published) -> list[str]:
    assert site.site is not None
    return ["", *sorted(f"{one.parent.name}/" for one in site.site.glob("*/index.html"))]


def test_every_contact_that_a_page_names_has_its_number(
    tab: Page, sample_address: str, sample_offer: Offer, tmp_path: Path
) -> None:
    for page in ("", "accommodation/", "legal-support/", "text/"):
        said = " ".join(" ".join(printed(tab, f"{sample_address}/{page}", tmp_path / "p")).split())
        named = tab.eval_on_selector_all(_NAMED, "all => all.map(a => [a.textContent, a.hash])")
        assert named, page
        for words, place in named:
            contact = sample_offer.contact(place.rpartition("contact-")[2])
            assert contact
            assert contact.phone
            assert f"{words} ({contact.phone})" in said, page


_NAMED = "main a[href*='contact-']:not([href$='#contact'])"


def test_a_number_to_confirm_has_the_one_to_call_meanwhile(
    tab: Page, draft_address: str, draft_offer: Offer, tmp_path: Path
) -> None:
    said = " ".join(" ".join(printed(tab, f"{draft_address}/family-time/", tmp_path / "p")).split())
    line = draft_offer.contact(draft_offer.council.national_line)
    assert line
    assert f"Kinship Navigators (for now, {line.said or line.name}: {line.phone})" in said
    assert "Multi-Agency Safeguarding Hub (MASH) (in danger, call 999)" in said
    assert "()" not in said
    for contact in draft_offer.contacts:
        told = on_paper(draft_offer, contact)
        assert "to_confirm" not in str(told)
        assert not contact.phone or told["phone"] == str(contact.phone)


@pytest.mark.parametrize("council", ["sample", "draft"])
def test_the_whole_offer_fits_thirty_sides_of_readable_type(
    tab: Page, council: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    address = request.getfixturevalue(f"{council}_address")
    sides = printed(tab, f"{address}/text/", tmp_path / "text.pdf")
    assert len(sides) <= 30
    assert all(len(side.split("\n")) > 1 for side in sides)
    tab.emulate_media(media="print")
    sizes = tab.eval_on_selector_all(
        "main p, main li, main dd", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    tab.emulate_media(media="null")
    assert min(sizes) == 16  # 12 pt


@pytest.mark.parametrize("council", ["sample", "draft"])
def test_no_last_side_holds_a_line_alone(
    tab: Page, council: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    address = request.getfixturevalue(f"{council}_address")
    for page in pages(request.getfixturevalue(f"built_{council}")):
        sides = printed(tab, f"{address}/{page}", tmp_path / "page.pdf")
        lines = [line for line in sides[-1].split("\n") if line.strip()]
        assert len(sides) == 1 or len(lines) > 3, (page, lines)


def test_the_tiles_of_the_front_page_are_whole(tab: Page, sample_address: str) -> None:
    tab.set_viewport_size(A4)
    tab.goto(f"{sample_address}/")
    tab.emulate_media(media="print")
    tiles = tab.locator(".needs a")
    assert tiles.count() == 10
    for tile in tiles.all():
        assert tile.evaluate(_WHOLE)
    tab.emulate_media(media="null")
    tab.set_viewport_size({"width": 1280, "height": 800})


# One box, with its words and picture inside, that stands clear of the next.
_WHOLE = """tile => {
  const box = tile.getBoundingClientRect(), around = tile.parentElement.getBoundingClientRect();
  const inside = e => { const r = e.getBoundingClientRect();
    return r.top >= box.top && r.bottom <= box.bottom
      && r.left >= box.left && r.right <= box.right; };
  return tile.getClientRects().length === 1 && box.bottom <= around.bottom + 1
    && [...tile.querySelectorAll("svg,b,span")].every(inside);
}"""


def test_what_paper_has_no_use_for_is_left_out(
    tab: Page, sample_address: str, built_sample: Published, tmp_path: Path
) -> None:
    assert built_sample.site is not None
    page = (built_sample.site / "accommodation" / "index.html").read_text(encoding="utf-8")
    assert "On paper: " in page
    assert "Improve this page" in page
    said = " ".join(printed(tab, f"{sample_address}/accommodation/", tmp_path / "p"))
    for words in ("Improve this page", "On paper: ", "(PDF", "Skip to", "Menu", "start page"):
        assert words not in said


def test_dark_colours_print_dark_on_white(browser: Browser, sample_address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    for page in ("", "text/"):
        tab.goto(f"{sample_address}/{page}")
        tab.emulate_media(media="print", color_scheme="dark")
        for part in ("body", "main h1", "main a", "main p"):
            ink = tab.locator(part).first.evaluate("e => getComputedStyle(e).color")
            assert max(map(int, re.findall(r"\d+", ink)[:3])) < 90, (page, part, ink)
    context.close()


def test_a_postcode_stays_on_one_line(built_sample: Published) -> None:
    assert built_sample.site is not None
    for page in ("contact", "support-groups-and-training", "leaflet", "text"):
        words = (built_sample.site / page / "index.html").read_text(encoding="utf-8")
        assert re.search(r"ZZ99\u00a01Z", words), page
        assert "ZZ99 " not in words, page


@pytest.mark.parametrize("council", ["sample", "draft"])
def test_words_that_style_alone_parts_are_parted_without_it(
    council: str, request: pytest.FixtureRequest
) -> None:
    """As a text browser shows them, and a printer without the style sheet."""
    site = request.getfixturevalue(f"built_{council}").site
    for path in sorted(site.rglob("index.html")):
        main = lxml_html.parse(path).getroot().find(".//main")
        for inline in main.iter("a", "b", "strong", "span", "time"):
            said = "".join(inline.itertext())
            before = _before(inline)
            after = inline.tail or ""
            assert not (_letter(before[-1:]) and _letter(said[:1])), (path, said)
            assert not (_letter(said[-1:]) and _letter(after[:1])), (path, said)


def _before(inline: lxml_html.HtmlElement) -> str:
    """What is read just before an element on the same line."""
    previous = inline.getprevious()
    if previous is None:
        return str(inline.getparent().text or "")
    inlines = ("a", "b", "strong", "span", "time", "em", "i")
    ended = "".join(previous.itertext()) if previous.tag in inlines else ""
    return str(previous.tail or ended)


def _letter(sign: str) -> bool:
    return sign.isalpha()

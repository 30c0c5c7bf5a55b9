"""What every page shares: what it weighs, how it prints, and what machines are told of it."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

from local_offer.looks import HOME
from local_offer.published import Published

SNAPSHOTS = Path(__file__).parent / "snapshots"
LIGHT = 80_000  # bytes of a first view, compressed as a host does it
TABS = 8  # open at once
REQUESTS = 10
KEY_PAGES = ("/", "/financial-support/", "/contact/", "/search/?q=money", "/no-such-page")

# Our templates of these names stand in the place of the theme's. When the theme changes one,
# look whether what changed is something that ours should have too; then write the new mark here.
SHADOWED = {
    "main.html": "9948b55a",
    "404.html": "80c93494",
}


@pytest.fixture(params=["sample", "draft"])
def council(request: pytest.FixtureRequest) -> tuple[Published, str]:
    done: Published = request.getfixturevalue(f"built_{request.param}")
    base: str = request.getfixturevalue(f"{request.param}_address")
    return done, base


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def _paths(done: Published) -> list[str]:
    assert done.site is not None, [str(finding) for finding in done.findings]
    folders = sorted(path.parent for path in done.site.rglob("index.html"))
    return [f"/{path.relative_to(done.site).as_posix()}/".replace("/./", "/") for path in folders]


def test_a_first_view_is_light_and_still(council: tuple[Published, str], browser: Browser) -> None:
    done, base = council
    paths = _paths(done)
    worst = 0
    for first in range(0, len(paths), TABS):  # at once: each waits until its page has gone quiet
        tabs = [(path, *_opened(browser, base + path)) for path in paths[first : first + TABS]]
        for path, tab, sent in tabs:
            tab.wait_for_load_state("networkidle")
            weight = sum(len(gzip.compress(answer.body(), 6)) for answer in sent)
            assert len(sent) <= REQUESTS, (path, [answer.url for answer in sent])
            assert weight <= LIGHT, path
            assert all(answer.url.startswith(base) for answer in sent), path
            assert tab.evaluate("window.shift") == 0, path
            worst = max(worst, weight)
            tab.context.close()
    assert worst > 10_000, "fonts, styles and all were counted"


def _opened(browser: Browser, address: str) -> tuple[Page, list[Response]]:
    """A page as one who never came before opens it, and what the server answers."""
    tab = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    sent: list[Response] = []
    _note_answers(tab, sent)
    tab.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries()"
        ".forEach(one => { window.shift += one.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    tab.goto(address)
    return tab, sent


def _note_answers(tab: Page, sent: list[Response]) -> None:
    def note(answer: Response) -> None:
        sent.append(answer)

    tab.on("response", note)


def test_the_menu_shifts_nothing_and_works_without_javascript(
    council: tuple[Published, str], browser: Browser
) -> None:
    _, base = council
    heights = []
    for javascript in (True, False):
        context = browser.new_context(
            java_script_enabled=javascript, viewport={"width": 320, "height": 640}
        )
        tab = context.new_page()
        tab.goto(base + "/")
        box = tab.locator("h1").bounding_box()
        assert box is not None
        heights.append(box["y"])
        tab.get_by_text("Menu", exact=True).click()
        tab.locator("#menu").get_by_role("link", name="A to Z").click()
        assert tab.url == f"{base}/a-to-z/"
        tab.get_by_role("link", name="The whole offer on one page").click()
        assert tab.url == f"{base}/text/"
        context.close()
    assert heights[0] == heights[1]


def test_what_machines_are_told_people_can_see(council: tuple[Published, str], tab: Page) -> None:
    done, base = council
    kinds = set()
    for path in _paths(done):
        tab.goto(base + path)
        seen = " ".join(tab.locator("body").inner_text().split())
        links = tab.evaluate("[...document.links].map(link => link.getAttribute('href'))")
        for written in tab.locator('script[type="application/ld+json"]').all_text_contents():
            data = json.loads(written)
            for key, value in _values(data):
                if key == "@type":
                    kinds.add(value)
                elif key in ("url", "item"):
                    home = value == "https://aldermere.example.gov.uk/kinship/"
                    assert (".." if home else value) in links, value
                elif key not in ("@context", "position"):
                    assert value in seen, f"{path}: {key} {value}"
    wanted = {"GovernmentService", "GovernmentOrganization", "BreadcrumbList", "ListItem"}
    # A number that is still to confirm is not told to anybody.
    assert kinds == (wanted if done.offer.is_draft else wanted | {"ContactPoint", "ServiceChannel"})


def _values(data: Any) -> Iterator[tuple[str, str]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from _values(value)
        else:
            yield str(key), str(value)


def test_canonical_addresses_and_a_map_with_true_dates(built_sample: Published) -> None:
    site, offer = built_sample.site, built_sample.offer
    assert site is not None
    written = (site / "sitemap.xml").read_text(encoding="utf-8")
    home = "https://aldermere.example.gov.uk/kinship/"
    for page in offer.pages:
        address = home if page.slug == "index" else f"{home}{page.slug}/"
        assert f"<loc>{address}</loc><lastmod>{page.reviewed}</lastmod>" in written
        file = site / ("index.html" if page.slug == "index" else f"{page.slug}/index.html")
        assert f'<link rel="canonical" href="{address}">' in file.read_text(encoding="utf-8")
    assert written.count("<loc>") == len(offer.pages)


def test_without_an_address_there_is_no_map(built_draft: Published) -> None:
    assert built_draft.site is not None
    assert list(built_draft.site.glob("sitemap*")) == []


_BESIDE = "all => all.map(a => `${a.dataset.until || ''} ${a.dataset.phone}`)"


def test_each_page_prints_with_its_words_and_no_menu(
    council: tuple[Published, str], tab: Page, tmp_path: Path
) -> None:
    done, base = council
    for path in ("/", "/financial-support/", "/contact/", "/policies/"):
        tab.goto(base + path)
        tab.emulate_media(media="print")
        words = tab.locator("main").inner_text().split()
        links = [
            str(link.get_attribute("href"))
            for link in tab.locator('main a[href^="http"]').all()
            if link.is_visible()
        ]
        file = tmp_path / "page.pdf"
        tab.pdf(path=file, format="A4", prefer_css_page_size=True)
        tab.emulate_media(media="screen")
        text = subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True
        ).stdout
        bare = " ".join(text.split())
        for number in tab.locator("main a[data-phone]").evaluate_all(_BESIDE):
            bare = bare.replace(f" ({' '.join(number.split())})", "")  # a full stop may follow it
        printed = set(text.split()) | set(bare.split())
        assert [word for word in words if word not in printed] == [], path
        assert "Search this site" not in text
        assert "Menu" not in printed
        phone = done.offer.contact(done.offer.council.main_contact)
        national = done.offer.contact(done.offer.council.national_line)
        assert phone is not None
        assert national is not None
        assert str(phone.phone or national.phone) in " ".join(text.split())
        shown = "".join(text.split())
        assert [link for link in links if link not in shown] == [], path


def test_the_text_page_holds_the_whole_offer(council: tuple[Published, str], tab: Page) -> None:
    done, base = council
    tab.goto(base + "/text/")
    whole = " ".join(tab.locator("main").inner_text().split())
    for page in done.offer.pages:
        if page.heading == "a-to-z":
            continue
        tab.goto(f"{base}/" if page.slug == "index" else f"{base}/{page.slug}/")
        assert page.title in whole
        paragraphs = tab.locator("main > p:not([hidden]):not(.back), main .panel li").all()
        for paragraph in paragraphs:
            words = " ".join(paragraph.inner_text().split())
            assert words in whole, page.title
    assert done.site is not None
    assert len(gzip.compress((done.site / "text" / "index.html").read_bytes())) < 40_000


@pytest.mark.parametrize("path", KEY_PAGES)
def test_what_a_screen_reader_meets(
    sample_address: str, tab: Page, path: str, request: pytest.FixtureRequest
) -> None:
    """Golden accessibility trees. Run pytest --bless to accept a new one, and read what changed."""
    tab.goto(sample_address + path)
    if "search" in path:
        tab.locator("#results[data-ready]").wait_for(state="attached")
    said = tab.locator("body").aria_snapshot().replace(sample_address, "") + "\n"
    name = path.strip("/").partition("/")[0] or "front"
    file = SNAPSHOTS / f"{name}.yml"
    if request.config.getoption("--bless"):
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def test_the_theme_has_not_changed_beneath_our_templates() -> None:
    found = importlib.util.find_spec("material")
    assert found is not None
    theme = Path(str(found.origin)).parent / "templates"
    ours = {path.name for path in (HOME / "overrides").glob("*.html")}
    shadowed = {name for name in ours if (theme / name).is_file()}
    marks = {name: hashlib.sha256((theme / name).read_bytes()).hexdigest()[:8] for name in shadowed}
    assert marks == SHADOWED


def test_nothing_of_the_theme_ships(built_sample: Published) -> None:
    site = built_sample.site
    assert site is not None
    ours = HOME / "overrides" / "assets"
    for file in (site / "assets").rglob("*"):
        if file.is_file() and file.name != "index.json":  # the index is made from the pages
            assert (ours / file.relative_to(site / "assets")).is_file(), file
    for page in site.rglob("*.html"):
        assert "md-" not in page.read_text(encoding="utf-8").replace("cmd-", "")

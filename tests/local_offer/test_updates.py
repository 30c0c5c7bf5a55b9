"""What the site says of its own past: updates, their feed, and leaflets that know their age."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from conftest import SAMPLE, TODAY, copy_offer
from in_git import alone, commit, git, start, swap
from local_offer.cache import Cache
from local_offer.loading.loader import load
from local_offer.publish import publish
from local_offer.published import Published
from local_offer.review.leaflet_news import printed_leaflets
from page_access.static_server import served

ATOM = "{http://www.w3.org/2005/Atom}"
OLD, NEW = "01632 960100", "01632 960155"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


NOTHING_KEPT = Cache(Path(), fresh=True, keep=False)


def release(folder: Path, day: str) -> None:
    if not (folder / ".git").exists():
        start(folder)
    commit(folder, day)
    git(folder, "tag", "--annotate", "--message=Release", f"offer/{day}", at=day)


def test_a_leaflet_knows_what_has_changed_since(sample: Path) -> None:
    release(sample, "2026-09-01")
    swap(sample / "content/data/contacts.yml", OLD, NEW)
    swap(sample / "content/financial-support.md", "up to £165 with", "up to £170 with")
    swap(sample / "content/data/leaflets.yml", 'version: "1.0"', 'version: "2.0"')
    release(sample, "2026-11-01")
    told = printed_leaflets(sample, load(sample)[0], NOTHING_KEPT)
    by_code = {leaflet.code: leaflet for leaflet in told.versions}
    old = by_code["booklet-1.0"]
    assert f"Kinship Navigators, phone: it was {OLD}. It is now {NEW}." in old.changed
    assert any("£165" in words and "£170" in words for words in old.changed)
    assert len(old.changed) == 2
    assert by_code["booklet-2.0"].changed == ()
    assert next(iter(by_code)) == "booklet-2.0"
    assert told.why == ""


def test_words_that_only_read_better_change_nothing_that_matters(sample: Path) -> None:
    release(sample, "2026-09-01")
    swap(
        sample / "content/financial-support.md",
        "We look at your income first.",
        "We look at your income first!",
    )
    swap(sample / "content/education.md", "\n## ", "\nOne more sentence for the website.\n\n## ")
    told = printed_leaflets(sample, load(sample)[0], NOTHING_KEPT)
    assert {leaflet.changed for leaflet in told.versions} == {()}


def test_with_no_history_it_says_so(sample: Path) -> None:
    offer = load(sample)[0]
    assert "without the history of its words" in printed_leaflets(sample, offer, NOTHING_KEPT).why
    start(sample)
    assert "without the history of its words" in printed_leaflets(sample, offer, NOTHING_KEPT).why
    commit(sample, "2026-09-01")
    assert printed_leaflets(sample, offer, NOTHING_KEPT).why == "No leaflet has been released yet."
    copy = sample.parent / "copy"
    commit(sample, "2026-09-02")
    git(sample.parent, "clone", "--quiet", "--depth=1", f"file://{sample}", str(copy))
    told = printed_leaflets(copy, offer, NOTHING_KEPT)
    assert "only the newest part of the history" in told.trouble
    assert str(copy) not in told.why  # readers of the site need no path of a computer


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample's site, built after a leaflet of it was printed and a number changed."""
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("aged") / "sample")
    with pytest.MonkeyPatch.context() as context:
        alone(context, folder)
        release(folder, "2026-09-01")
    swap(folder / "content/data/contacts.yml", OLD, NEW)
    done = publish(folder, TODAY, lambda _: None)
    assert done.site is not None
    return done


def test_the_code_on_paper_is_answered(aged: Published, browser: Browser) -> None:
    assert aged.site is not None
    with served(aged.site, "/kinship") as address:
        tab = browser.new_page()
        tab.goto(f"{address}/?v=booklet-1.0")
        tab.wait_for_selector("#your-leaflet a")
        words = tab.inner_text("#your-leaflet")
        assert "Your leaflet is from November 2026." in words
        assert f"it was {OLD}. It is now {NEW}." in words
        assert tab.get_attribute("#your-leaflet", "role") == "status"
        tab.click("#your-leaflet a")
        assert tab.url.endswith("/leaflet-versions/#booklet-1.0")
        tab.goto(f"{address}/?v=<img src=x onerror=alert(1)>")
        tab.wait_for_selector("#your-leaflet a")
        assert tab.inner_text("#your-leaflet") == "See if your leaflet is still right"
        tab.goto(f"{address}/")
        assert not tab.is_visible("#your-leaflet")
        tab.close()


def test_without_javascript_the_answer_has_a_page(aged: Published, browser: Browser) -> None:
    assert aged.site is not None
    with served(aged.site, "/kinship") as address:
        context = browser.new_context(java_script_enabled=False)
        tab = context.new_page()
        tab.goto(f"{address}/leaflet/")
        tab.click("text=See if it is still right")
        assert NEW in tab.inner_text("#booklet-1\\.0")
        context.close()


def test_a_site_with_no_history_says_so(built_sample: Published) -> None:
    assert built_sample.site is not None
    page = lxml_html.parse(built_sample.site / "leaflet-versions/index.html").getroot()
    assert "We cannot say what has changed" in " ".join(page.text_content().split())


def test_updates_stand_by_day_with_who_agreed(built_sample: Published) -> None:
    assert built_sample.site is not None
    page = lxml_html.parse(built_sample.site / "updates/index.html").getroot()
    days = [day.text_content() for day in page.xpath("//div[@class='updates']/h2")]
    assert days == ["5 October 2026", "14 September 2026"]
    assert "Agreed by: Head of Family Help, 28 September 2026." in page.text_content()
    hrefs = page.xpath("//div[@class='updates']//a/@href")
    assert hrefs == ["../financial-support/", "../support-groups-and-training/"]


def test_the_feed_tells_the_same(built_sample: Published) -> None:
    assert built_sample.site is not None
    feed = ET.parse(built_sample.site / "updates.xml").getroot()  # noqa: S314  # our own
    address = "https://aldermere.example.gov.uk/kinship/"
    assert feed.findtext(f"{ATOM}id") == address
    assert feed.findtext(f"{ATOM}updated") == "2026-10-05T12:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(entries) == len(built_sample.offer.updates) == 2
    for entry, (note, page) in zip(entries, built_sample.offer.updates, strict=True):
        assert entry.findtext(f"{ATOM}summary") == note.note
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href") == f"{address}{page.slug}/"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT12:00:00Z", entry.findtext(f"{ATOM}updated") or "")
    home = lxml_html.parse(built_sample.site / "index.html").getroot()
    assert home.xpath("//link[@type='application/atom+xml']/@href") == ["updates.xml"]


def test_a_draft_with_no_address_has_no_feed(built_draft: Published) -> None:
    assert built_draft.site is not None
    assert not (built_draft.site / "updates.xml").exists()


def test_what_people_said_and_what_was_done(built_sample: Published) -> None:
    assert built_sample.site is not None
    page = lxml_html.parse(built_sample.site / "what-we-said-we-would-do/index.html").getroot()
    words = " ".join(page.text_content().split())
    assert "You said: I could not find a number to call." in words
    assert "We did: The Navigators' number is now at the top of each page." in words

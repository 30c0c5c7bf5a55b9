"""The website in a real browser, as a carer with a phone meets it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import TODAY
from local_offer.loading.loader import load
from local_offer.looks import HOME
from local_offer.publish import publish
from local_offer.published import Published
from local_offer.website.mkdocs import make_pages
from page_access.static_server import served

AXE = (HOME / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
NARROW, WIDE = 320, 1280


def _addresses(done: Published) -> list[str]:
    assert done.site is not None, [str(finding) for finding in done.findings]
    folders = sorted(path.parent for path in done.site.rglob("index.html"))
    return ["/" + path.relative_to(done.site).as_posix().strip(".") for path in folders]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": NARROW, "height": 640})
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_search_for_financial_and_take_the_leaflet(
    tab: Page, draft_address: str, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 700})
    tab.goto(draft_address + "/")
    tab.get_by_label("Search this site").fill("financial")
    tab.get_by_role("button", name="Search").click()
    expect(tab.locator("#results[data-ready]")).to_be_attached()
    first = tab.locator("#results ol > li a").first
    expect(first).to_have_text("Financial support")
    expect(tab.get_by_role("status")).to_contain_text("We found")
    first.click()
    expect(tab.locator("h1")).to_have_text("Financial support")
    leaflet = tab.get_by_role("link", name="Help for kinship carers (PDF, 4 pages)")
    address = leaflet.evaluate("link => link.href")
    answer = tab.request.get(address)
    assert answer.ok
    assert answer.body().startswith(b"%PDF-")


@pytest.mark.parametrize("query", ["xyzzy", "<script>alert(1)</script>", "a" * 10_000, "  ", "%%%"])
def test_odd_searches_end_in_words_and_a_phone(tab: Page, sample_address: str, query: str) -> None:
    tab.goto(sample_address + "/")
    tab.evaluate("query => { document.querySelector('#find').value = query }", query)
    tab.get_by_role("button", name="Search").click()
    expect(tab.locator("#results[data-ready]")).to_be_attached()
    if query.strip():
        expect(tab.get_by_role("status")).to_contain_text("We found")
    if query == "xyzzy":
        expect(tab.locator("#nothing .phone-number")).to_be_visible()


def test_without_javascript_the_pages_the_menu_and_the_leaflet_work(
    browser: Browser, sample_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    tab = context.new_page()
    tab.goto(sample_address + "/")
    tab.get_by_text("Menu", exact=True).click()
    tab.get_by_role("navigation").get_by_role("link", name="Financial support").click()
    expect(tab.locator("h1")).to_have_text("Financial support")
    tab.goto(sample_address + "/search/?q=money")
    expect(tab.get_by_role("main").get_by_role("link", name="look in the A to Z")).to_be_visible()
    context.close()


@pytest.mark.parametrize("name", ["sample", "draft"])
def test_every_page_is_whole(
    name: str, context: BrowserContext, request: pytest.FixtureRequest
) -> None:
    """No other host, nothing stored, nothing cut off, no fault that axe knows, and a good end."""
    done: Published = request.getfixturevalue(f"built_{name}")
    base = request.getfixturevalue(f"{name}_address")
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda sent: asked.append(sent.url))
    faults: list[str] = []
    tab.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    addresses = _addresses(done)
    assert len(addresses) == len(done.offer.pages) + 4  # search, text, licences, old leaflets
    titles: dict[str, str] = {}
    for address in addresses:
        for width in (NARROW, WIDE):
            tab.set_viewport_size({"width": width, "height": 640})
            answer = tab.goto(base + address)
            assert answer is not None
            assert answer.status == 200
            scroll = tab.evaluate("document.documentElement.scrollWidth")
            assert scroll <= width, f"{address} is {scroll} px wide at {width}"
            tab.evaluate(AXE)
            broken = tab.evaluate(
                "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
                " 'best-practice']}).then(result => result.violations.map(v => v.id + ': ' +"
                " v.nodes.map(n => n.html).slice(0, 3).join(' ')))"
            )
            assert broken == [], address
        assert tab.locator("h1").count() == 1
        title = tab.title()
        assert title not in titles, f"{address} and {titles.get(title)} share a title"
        titles[title] = address
        if address not in ("/search", "/text", "/licences", "/leaflet-versions"):
            end = tab.locator(".page-end")
            expect(end.locator(".phone-number")).to_be_visible()
            expect(end).to_contain_text("looks after this page")
            expect(end).to_contain_text("We will check it again by")
            assert tab.locator(".draft").count() == int(done.offer.is_draft)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(base).netloc}
    assert context.cookies() == []
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
    assert faults == []


def test_every_link_inside_leads_somewhere(built_draft: Published) -> None:
    site = built_draft.site
    assert site is not None
    anchors: dict[Path, set[str]] = {}
    pages = {path: lxml_html.fromstring(path.read_bytes()) for path in site.rglob("*.html")}
    for path, tree in pages.items():
        anchors[path] = set(tree.xpath("//@id"))
    seen = 0
    for path, tree in pages.items():
        for link in tree.xpath("//@href | //@src"):
            parts = urlsplit(link)
            assert parts.scheme in ("", "https", "http", "tel", "sms", "mailto"), link
            if parts.scheme:
                continue
            root = site if parts.path.startswith("/") else path.parent
            target = (root / parts.path.lstrip("/")).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{path.relative_to(site)}: {link}"
            if parts.fragment:
                assert parts.fragment in anchors[target], f"{path.relative_to(site)}: {link}"
            seen += 1
    assert seen > 500


def test_a_page_that_is_not_there_gives_the_phone(tab: Page, draft_address: str) -> None:
    answer = tab.goto(draft_address + "/no/such/page")
    assert answer is not None
    assert answer.status == 404
    expect(tab.locator("main .phone-number")).to_be_visible()


def test_policies_and_contacts_lead_where_the_data_says(built_sample: Published) -> None:
    site, offer = built_sample.site, built_sample.offer
    assert site is not None
    hrefs = set()
    for path in site.rglob("index.html"):
        hrefs |= set(lxml_html.fromstring(path.read_bytes()).xpath("//main//a/@href"))
    for page in offer.pages:
        for id in re.findall(r"\(policy:([a-z0-9-]+)\)", page.body):
            policy = offer.policy(id)
            assert policy is not None
            assert str(policy.url) in hrefs
        for id in re.findall(r"\(contact:([a-z0-9-]+)\)", page.body):
            assert any(href.endswith(f"#contact-{id}") for href in hrefs)


def test_a_page_more_or_less_than_the_menu(sample: Path) -> None:
    extra = sample / "content" / "winter-help.md"
    words = (sample / "content" / "young-people.md").read_text(encoding="utf-8")
    words = words.replace("heading: young-people\n", "").replace("title: ", "title: Winter help, ")
    extra.write_text(words, encoding="utf-8")
    settings = sample / "mkdocs.yml"
    menu = settings.read_text(encoding="utf-8")
    settings.write_text(menu.replace("a-to-z.md", "a-z.md"), encoding="utf-8")
    said = [str(finding) for finding in publish(sample, TODAY, lambda step: None).findings]
    assert said == [
        "content/a-to-z.md: menu: This page is in no menu. Add it to nav in mkdocs.yml.",
        "content/winter-help.md: menu: This page is in no menu. Add it to nav in mkdocs.yml.",
        (
            "mkdocs.yml:31: menu: The menu names a-z.md, and there is no such page."
            ' Did you mean "a-to-z.md"?'
        ),
    ]
    settings.write_text(menu + "  - Winter help: winter-help.md\n", encoding="utf-8")
    done = publish(sample, TODAY, lambda step: None)
    assert done.findings == []
    assert done.site is not None
    assert (done.site / "winter-help" / "index.html").is_file()


def test_a_menu_that_nobody_wrote_lists_what_can_be_borne(sample: Path, tmp_path: Path) -> None:
    settings = sample / "mkdocs.yml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written[: written.index("nav:")], encoding="utf-8")

    def menu(name: str) -> list[str] | None:
        offer = load(sample)[0]
        made = make_pages(offer, sample, tmp_path / name, TODAY, printed={})
        assert made.findings == []
        staged = made.site.parent / "mkdocs.yml"
        listed: list[str] | None = json.loads(staged.read_text(encoding="utf-8")).get("nav")
        return listed

    assert menu("few") is None, "the generator lists every page"
    done = publish(sample, TODAY, lambda step: None)
    assert done.site is not None
    front = lxml_html.fromstring((done.site / "index.html").read_bytes())
    assert len(front.xpath("//nav[@id='menu']//a")) == len(done.offer.pages)
    page = sample / "content" / "young-people.md"
    words = page.read_text(encoding="utf-8").replace("heading: young-people\n", "")
    for number in range(80):
        more = words.replace("title: ", f"title: {number} ", 1)
        page.with_name(f"more-{number}.md").write_text(more, encoding="utf-8")
    listed = menu("many")
    assert listed is not None
    assert "index.md" in listed
    assert "young-people.md" in listed
    assert "more-1.md" not in listed


def test_words_with_signs_are_words_and_nothing_more(sample: Path, tab: Page) -> None:
    page = sample / "content" / "education.md"
    words = page.read_text(encoding="utf-8")
    signs = "School & \"play\" <script>document.title = 'caught'</script>"
    words = words.replace("title: Education\n", f"title: '{signs.replace(chr(39), chr(39) * 2)}'\n")
    page.write_text(words, encoding="utf-8")
    contacts = sample / "content" / "data" / "contacts.yml"
    data = contacts.read_text(encoding="utf-8")
    data = data.replace("said: a Kinship Navigator", "said: a <b onclick='x()'>Navigator</b>")
    contacts.write_text(data, encoding="utf-8")
    done = publish(sample, TODAY, lambda step: None)
    assert done.site is not None, [str(finding) for finding in done.findings]
    with served(done.site) as address:
        tab.goto(address + "/education/")
        assert tab.locator("h1").inner_text() == signs
        assert tab.title().startswith(signs)
        assert "<b onclick" in tab.locator(".phone-who").first.inner_text()
        assert tab.locator("[onclick]").count() == 0


def test_a_broken_anchor_stops_the_build(sample: Path) -> None:
    page = sample / "content" / "index.md"
    words = page.read_text(encoding="utf-8")
    page.write_text(words + "\n[Numbers](contact.md#no-such-place)\n", encoding="utf-8")
    done = publish(sample, TODAY, lambda step: None)
    assert done.site is None
    (finding,) = done.findings
    assert finding.path == "content/index.md"
    assert finding.line == len(words.splitlines()) + 2
    assert "contact.md#no-such-place" in finding.message

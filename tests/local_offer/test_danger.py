"""What someone in danger meets: numbers first in a search, on the front page and on each card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import SAMPLE, TODAY, Score, copy_offer
from local_offer.dialect.callers import danger_route, meanwhile, sms
from local_offer.loading.loader import load
from local_offer.looks import HOME
from local_offer.model import Offer
from local_offer.publish import publish
from page_access.static_server import served

LABELLED = Path(__file__).parent / "labelled"
LIST = HOME / "scripts" / "local_offer" / "words" / "search-danger.tsv"
MOST_MISSED = 1  # per cent of the phrases of danger
JUDGE = """async ([address, phrases]) => {
  const { makeSearch } = await import(address + "/assets/search/answer.js");
  const search = makeSearch(await (await fetch(address + "/assets/search/index.json")).json());
  return phrases.map(phrase => search(phrase).danger);
}"""
# In the draft nobody knows the numbers of the council's own people.
UNKNOWN = ("01632 960100", "01632 960110", "01632 960111", "01632 960140")
WORRY_LINE = """
- id: worry-line
  name: Worry Line
  does: Adults who are worried about a child can call them.
  area: urgent
  phone: "0808 157 0009"
  hours:
    to_confirm: Two pages give different hours.
  source: Aldermere Council, invented for tests
  checked: 2026-11-01
"""


@pytest.fixture(scope="session")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up council before it knows its own numbers, with a national line for worries."""
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("danger") / "draft")
    file = folder / "content" / "data" / "contacts.yml"
    text = file.read_text(encoding="utf-8")
    for phone in UNKNOWN:
        text = text.replace(f'phone: "{phone}"', "phone:\n    to_confirm: Nobody has said.")
    file.write_text(text + WORRY_LINE, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def draft_offer(draft: Path) -> Offer:
    return load(draft)[0]


@pytest.fixture(scope="session")
def draft_site(draft: Path) -> Path:
    site = publish(draft, TODAY, lambda step: None).site
    assert site is not None
    return site


@pytest.fixture(scope="session")
def draft_address(draft_site: Path) -> Iterator[str]:
    with served(draft_site, "/kinship") as address:
        yield address


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 568})
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    tab = context.new_page()
    yield tab
    tab.close()


@pytest.fixture(params=["sample", "draft"])
def address(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_address")
    return found


def search(tab: Page, address: str, query: str) -> None:
    tab.goto(f"{address}/search/?{urlencode({'q': query})}")
    expect(tab.locator("#results[data-ready]")).to_be_attached()


def first(tab: Page) -> tuple[str, str]:
    """Where the first answer leads, and its line."""
    answer = tab.locator("#results ol > li").first
    return str(answer.locator("a").get_attribute("href")), answer.locator("p").last.inner_text()


def rows(file: Path) -> list[list[str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("file", "most_false"), [("danger.tsv", 0), ("danger-fresh.tsv", 2)])
def test_danger_is_known_by_its_words_and_the_ordinary_is_left_alone(
    file: str, most_false: int, tab: Page, address: str, score: Score
) -> None:
    """The fresh phrases are of hands that knew neither the rule nor what it was learned from."""
    tab.goto(address + "/search/")
    labelled = rows(LABELLED / file)
    found = tab.evaluate(JUDGE, [address, [phrase for _, phrase in labelled]])
    told = list(zip(labelled, found, strict=True))
    missed = [phrase for (label, phrase), shown in told if label == "danger" and not shown]
    false = [phrase for (label, phrase), shown in told if label == "ordinary" and shown]
    danger = sum(label == "danger" for label, _ in labelled)
    said = (
        f"{file}: {danger - len(missed)} of {danger} phrases of danger show numbers, "
        f"{len(false)} of {len(labelled) - danger} ordinary ones do"
    )
    score(said, *missed, *false)
    assert len(false) <= most_false
    assert 100 * len(missed) <= MOST_MISSED * danger, missed


def test_the_list_of_danger_is_whole() -> None:
    """Every family that a pattern names is there before it, and no alternative is empty."""
    families: set[str] = set()
    for kind, patterns in rows(LIST):
        for pattern in patterns.split(", "):
            for word in re.split(r"[ /]", pattern):
                assert word, (kind, pattern)
                assert not word.startswith("@") or word in families, pattern
        if kind.startswith("@"):
            families.add(kind)
        else:
            assert kind in {"danger", "whole", "like"}


@pytest.mark.parametrize(
    "query",
    [
        "my dad hits me",
        "i wanna die",
        "he has run away and not come back",
        "zzxqy strangled",
        "999",
    ],
)
def test_the_numbers_stand_before_all_that_is_found(tab: Page, address: str, query: str) -> None:
    search(tab, address, query)
    box = tab.get_by_role("region", name="In danger now? Call 999")
    expect(box).to_be_visible()
    assert box.get_by_role("link", name="999").get_attribute("href") == "tel:999"
    place = box.bounding_box()
    count = tab.get_by_role("status").bounding_box()
    assert place is not None
    assert count is not None
    assert place["y"] + place["height"] <= count["y"]
    link = box.get_by_role("link", name="999").bounding_box()
    assert link is not None
    assert link["y"] + link["height"] <= 568
    expect(tab.get_by_role("status")).to_contain_text("Numbers to call now come first.")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_numbers_are_those_of_the_data(
    tab: Page, sample_address: str, draft_address: str
) -> None:
    links = "links => links.map(link => link.getAttribute('href'))"
    lines = ["tel:08081570002", "sms:07700900002", "tel:08081570003"]
    search(tab, sample_address, "someone is touching me and i dont like it")
    found = tab.eval_on_selector_all("#danger a", links)
    assert found == ["tel:999", "tel:01632960110", "tel:01632960111", *lines]
    search(tab, draft_address, "someone is touching me and i dont like it")
    assert tab.eval_on_selector_all("#danger a", links) == ["tel:999", "tel:08081570009", *lines]
    expect(tab.locator("#danger")).to_contain_text("18001 before the number")


@pytest.mark.parametrize("query", ["school uniform", "kill two birds", "running costs", ""])
def test_an_ordinary_search_has_no_box(tab: Page, address: str, query: str) -> None:
    search(tab, address, query)
    expect(tab.locator("#danger")).to_be_hidden()
    expect(tab.get_by_role("status")).not_to_contain_text("Numbers to call")


@pytest.mark.parametrize("query", ["school uniform", "my dad hits me", "zzxqy"])
def test_each_search_ends_with_whom_to_call(
    tab: Page, sample_address: str, draft_address: str, query: str
) -> None:
    for address, number in (
        (sample_address, "tel:01632960100"),
        (draft_address, "tel:08081570001"),
    ):
        search(tab, address, query)
        line = tab.locator("#call-line")
        expect(line).to_be_visible()
        expect(line).to_contain_text("In danger now? Call 999.")
        found = line.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert found == [number, "tel:999"]
        place = line.bounding_box()
        results = tab.locator("#results").bounding_box()
        assert place is not None
        assert results is not None
        assert place["y"] >= results["y"] + results["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_box_has_no_fault_that_axe_knows(
    browser: Browser, draft_address: str, scheme: str, forced: str
) -> None:
    axe = (HOME / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
    tab = context.new_page()
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 640})
        search(tab, draft_address, "my dad hits me")
        tab.evaluate(axe)
        broken = tab.evaluate("axe.run('#danger').then(result => result.violations.map(v => v.id))")
        assert broken == []
    edge = "getComputedStyle(document.querySelector('#danger')).borderTopWidth"
    assert tab.evaluate(edge) == "3px"
    context.close()


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("ring", "Phone: 01632 960100"),
        ("who do i ring", "Phone: 01632 960100"),
        ("what number do I ring", "Phone: 01632 960100"),
        ("who can I phone", "Phone: 01632 960100"),
        ("phone number", "Phone: 01632 960100"),
        ("help", "Phone: 01632 960100"),
        ("opening hours", "Open: Monday to Friday, 9am to 5pm"),
        ("email", "Email: kinship@aldermere.example.gov.uk"),
        ("navigator email", "Email: kinship@aldermere.example.gov.uk"),
    ],
)
def test_who_asks_whom_to_call_is_led_to_the_main_contact(
    tab: Page, sample_address: str, draft_address: str, query: str, line: str
) -> None:
    search(tab, sample_address, query)
    assert first(tab)[0] == "../contact/#kinship-navigators"
    assert first(tab)[1].startswith(line)
    card = tab.locator("#nothing .phone-number")
    expect(card).to_have_text("01632 960100")
    search(tab, draft_address, query)
    assert first(tab)[0] == "../contact/#kinship-navigators"
    if "email" not in query and "hours" not in query:
        assert "Family Advice Line on 0808 157 0001" in first(tab)[1]
    expect(card).to_have_text("0808 157 0001")


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("01632960100", "Phone: 01632 960100"),
        ("01632 960 100", "Phone: 01632 960100"),
        ("(01632) 960-100", "Phone: 01632 960100"),
        ("+44 1632 960100", "Phone: 01632 960100"),
        ("is 01632.960.100 the council", "Phone: 01632 960100"),
        ("960100", "Phone: 01632 960100"),
        ("08081570003", "Phone: 0808 157 0003"),
        ("07700900100", "Text: 07700 900100"),
        ("ZZ991ZZ", "Write to or visit: Kinship Navigators"),
        ("zz99 1zz", "Write to or visit: Kinship Navigators"),
    ],
)
def test_a_number_is_found_however_it_is_typed(
    tab: Page, sample_address: str, query: str, line: str
) -> None:
    search(tab, sample_address, query)
    assert first(tab)[0].startswith("../contact/#")
    assert first(tab)[1].startswith(line)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("01709 382121", "No page here has the number 01709 382121."),
        ("01632 960 10", "No page here has the number 01632 960 10."),
        ("01632 9601", "No page here has the number 01632 9601."),
        ("call 01632 960 101 now", "No page here has the number 01632 960 101."),
        ("0808 157", "No page here has the number 0808 157."),
        ("60100", "No page here has the number 60100."),
        ("ZZ99 9ZZ", "No page here has the postcode ZZ99 9ZZ."),
    ],
)
def test_another_number_never_answers(
    tab: Page, sample_address: str, query: str, said: str
) -> None:
    search(tab, sample_address, query)
    expect(tab.get_by_role("status")).to_have_text(said)
    assert tab.locator("#results li").count() == 0
    expect(tab.locator("#nothing .phone-number")).to_be_visible()


@pytest.mark.parametrize(
    ("initials", "title"),
    [("s.g.o.", "Legal support"), ("S.E.N.D.", "Education"), ("E.H.C.P.", "Education")],
)
def test_initials_with_dots_are_initials(
    tab: Page, sample_address: str, initials: str, title: str
) -> None:
    search(tab, sample_address, initials)
    expect(tab.locator("#results ol > li a").first).to_have_text(title)


@pytest.mark.parametrize("way", ["no scripts", "no search.js", "no index"])
def test_a_search_that_does_not_load_leaves_every_other_way(
    browser: Browser, address: str, way: str
) -> None:
    context = browser.new_context(java_script_enabled=way != "no scripts")
    tab = context.new_page()
    missing = {"no search.js": "**/search.js", "no index": "**/index.json"}.get(way)
    if missing:
        tab.route(missing, lambda route: route.abort())
    tab.goto(f"{address}/search/?q=school")
    main = tab.get_by_role("main")
    expect(main.get_by_role("link", name="look in the A to Z")).to_be_visible()
    expect(main.get_by_role("link", name="the whole offer on one page")).to_be_visible()
    expect(main.locator(".phone .phone-number")).to_be_visible()
    expect(main.locator("#danger").get_by_role("link", name="999")).to_be_visible()
    context.close()


def test_999_is_in_the_first_screen_of_a_small_phone(tab: Page, address: str) -> None:
    tab.goto(address + "/")
    link = tab.get_by_role("link", name="Call 999")
    assert link.get_attribute("href") == "tel:999"
    place = link.bounding_box()
    assert place is not None
    assert place["y"] + place["height"] <= 568
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def card(site: Path, page: str, contact: str) -> str:
    """What a contact's card says, with its links' addresses behind them."""
    found = html.parse(str(site / page / "index.html")).getroot().get_element_by_id(contact)
    for link in found.iter("a"):
        link.tail = f" <{link.get('href')}>{link.tail or ''}"
    return " ".join(found.text_content().split())


def test_a_card_without_a_number_says_whom_to_call_meanwhile(draft_site: Path) -> None:
    danger = (
        "Phone: not known yet Until then: if someone is in danger now, call 999 <tel:999>. "
        "If you are worried about a child, call Worry Line on 0808 157 0009 <tel:08081570009>."
    )
    local = (
        "Phone: the council will confirm this number "
        "Until then: call Family Advice Line on 0808 157 0001 <tel:08081570001>."
    )
    for page, before in (("contact", ""), ("text", "contact--")):
        for id in ("mash", "out-of-hours"):
            assert danger in card(draft_site, page, f"{before}contact-{id}")
        for id in ("navigators", "complaints-team"):
            assert local in card(draft_site, page, f"{before}contact-{id}")
        worry = card(draft_site, page, f"{before}contact-worry-line")
        assert "Open: not known yet" in worry
        assert "will confirm" not in worry
        assert "Text: 07700 900100 <sms:07700900100>" in card(
            draft_site, page, f"{before}contact-navigators"
        )


def test_whom_to_call_meanwhile(sample_offer: Offer, draft_offer: Offer) -> None:
    def ids(offer: Offer, id: str) -> list[str]:
        contact = offer.contact(id)
        assert contact is not None
        return [other.id for other in meanwhile(contact, offer)]

    assert all(ids(sample_offer, contact.id) == [] for contact in sample_offer.contacts)
    assert ids(draft_offer, "mash") == ["emergency", "worry-line"]
    assert ids(draft_offer, "navigators") == ["family-advice-line"]
    route = danger_route(draft_offer)
    assert route["now"]["phone"] == "999"
    assert [one["id"] for one in route["worried"]] == ["worry-line"]
    assert sms("07700 900100") == "sms:07700900100"
    assert sms("Dial 18001 first") == ""

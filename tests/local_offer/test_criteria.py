"""The 55 criteria of WCAG 2.2 A and AA on every page, as far as a program can look.

``criteria/table.yml`` accounts for each: a test here, an assertion that what it speaks of is on no
page, or a person. The tests run on both councils' built sites in a real browser.
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from conftest import TODAY, UNDER, Score
from local_offer.published import Published
from page_access import examine
from page_access.rules.reflow import (
    cut_by_large_text,
    cut_by_spacing,
    size,
    too_wide,
)
from page_access.rules.tab_walk import walk
from page_access.static_server import served

FOLDER = Path(__file__).parent / "criteria"
TABLE = yaml.safe_load((FOLDER / "table.yml").read_text(encoding="utf-8"))

# What each page holds, read once: at 320 px wide, for all tests that only look.
READ = (FOLDER / "read.js").read_text(encoding="utf-8")


@dataclass
class Site:
    """A built site that is being served, with what each of its pages holds."""

    name: str
    base: str
    done: Published
    pages: dict[str, dict[str, Any]]

    @property
    def ours(self) -> dict[str, dict[str, Any]]:
        """The pages with the skeleton that all share; the page of plain text has none."""
        return {path: page for path, page in self.pages.items() if path != "/text/"}


COUNCILS = ["sample", pytest.param("draft", marks=pytest.mark.slow)]


@pytest.fixture(scope="module", params=COUNCILS)
def site(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Site]:
    done: Published = request.getfixturevalue(f"built_{request.param}")
    assert done.site is not None, [str(finding) for finding in done.findings]
    folders = sorted(path.parent for path in done.site.rglob("index.html"))
    paths = [
        f"/{folder.relative_to(done.site).as_posix()}/".replace("/./", "/") for folder in folders
    ]
    context = browser.new_context(viewport={"width": 320, "height": 640})
    tab = context.new_page()
    pages = {}
    with served(done.site, UNDER[request.param]) as base:
        for path in [*paths, "/no-such-page"]:
            tab.goto(base + path)
            pages[path] = tab.evaluate(READ)
        assert (
            len(pages) == len(done.offer.pages) + 5
        )  # search, text, licences, old leaflets, and not found
        yield Site(request.param, base, done, pages)
    context.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


# One of each kind of page: walking every page with the keyboard would take many minutes.
KINDS = (
    "/",
    "/financial-support/",
    "/contact/",
    "/a-to-z/",
    "/policies/",
    "/search/",
    "/text/",
    "/no-such-page",
)


def test_each_criterion_is_accounted_for(score: Score) -> None:
    here = vars(sys.modules[__name__])
    numbers = [row["number"] for row in TABLE]
    assert len(set(numbers)) == 55
    for row in TABLE:
        tests = [*row.get("test", ()), *([row["absent"]] if "absent" in row else ())]
        assert tests or row.get("person"), row
        assert all(name in here for name in tests), row
    tested = [row["number"] for row in TABLE if "test" in row]
    absent = 55 - len(tested)
    score(f"WCAG 2.2 A and AA: {len(tested)} criteria by test, {absent} shown absent")
    assert len(tested) >= 40


def test_pictures_are_decoration_or_described(site: Site) -> None:
    for path, page in site.pages.items():
        for hidden, words in page["drawings"]:
            assert hidden == "true", path
            assert not words, f"{path}: words in a drawing"
        for picture in page["pictures"]:
            assert re.search(r'alt="[^"]', picture), f"{path}: {picture}"


def test_no_sound_film_or_motion(site: Site) -> None:
    assert [page["media"] for page in site.pages.values()] == [[]] * len(site.pages)


def test_headings_and_landmarks_tell_the_page(site: Site) -> None:
    for path, page in site.pages.items():
        levels = [level for level, _ in page["headings"]]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(below - above <= 1 for above, below in pairwise(levels)), path
        assert all(words for _, words in page["headings"]), path
        assert page["landmarks"][1] == 1, f"{path}: one main"
        if path in site.ours:
            top = [words for level, words in page["headings"] if level < 3]
            assert len(top) == len(set(top)), f"{path}: two headings alike"
            header, _, footer, menu = page["landmarks"]
            assert (header, menu) == (1, 1), path
            assert footer >= 1, path


def test_what_is_seen_first_is_read_first(site: Site) -> None:
    for path, page in site.pages.items():
        tops = [top for top, _ in page["order"]]
        back = [
            page["order"][number + 1]
            for number, (one, other) in enumerate(pairwise(tops))
            if other < one - 12  # a letter's raise on the same line is no step back
        ]
        assert back == [], path


_POINTS = re.compile(
    r"\b(?:(?:box|button|link|panel|menu|picture|list|words?) (?:on|to|at) (?:the|your)"
    r" (?:left|right|top|bottom)|(?:see|look) (?:left|right)"
    r"|(?:red|green|amber|yellow|blue|grey|round|square) (?:box|button|link|panel|words?|text))\b",
    re.IGNORECASE,
)


def test_no_words_point_by_place_shape_or_colour(site: Site) -> None:
    assert _POINTS.search("Press the green button, or the link on the right")
    for path, page in site.pages.items():
        assert not _POINTS.search(page["words"]), path


def test_both_ways_of_holding_a_phone(site: Site, tab: Page) -> None:
    for path in KINDS:
        words = []
        for width, height in ((320, 640), (640, 320)):
            tab.set_viewport_size({"width": width, "height": height})
            tab.goto(site.base + path)
            words.append(" ".join(tab.locator("main").inner_text().split()))
        assert words[0] == words[1], path


def test_search_is_the_only_question(site: Site) -> None:
    for path, page in site.pages.items():
        for kind, name, labels in page["questions"]:
            assert (kind, name, labels) == ("search", "q", 1), path


def test_links_are_underlined(site: Site) -> None:
    for path, page in site.pages.items():
        for link in page["links"]:
            # The name of the site leads home as a logo would, and letters stand in boxes.
            is_name = link["words"].startswith("Kinship Local Offer")
            assert "underline" in link["line"] or link["bordered"] or is_name, f"{path}: {link}"


def test_large_text_and_wide_spacing_cut_nothing(site: Site, tab: Page) -> None:
    for path in site.pages:
        tab.goto(site.base + path)
        assert cut_by_spacing(tab) == [], path
        assert cut_by_large_text(tab) == [], path


def test_nothing_scrolls_sideways(site: Site, tab: Page) -> None:
    for path in site.pages:
        tab.goto(site.base + path)
        assert too_wide(tab, 320, 256) == [], path


CONTRAST = (FOLDER / "contrast.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_of_words_and_parts(site: Site, browser: Browser, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    for path in site.pages:
        tab.goto(site.base + path)
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert tab.evaluate(CONTRAST) == [], f"{path}, {scheme}"
    context.close()


def test_nothing_appears_on_hover(site: Site, tab: Page) -> None:
    for path in KINDS:
        tab.goto(site.base + path)
        before = tab.locator("body").inner_text()
        for link in tab.locator("a:visible:not(.skip), button:visible").all()[:25]:
            link.hover()
        assert tab.locator("body").inner_text() == before, path
        assert tab.locator("[title]").count() == 0, path


def test_the_keyboard_reaches_all_in_order(site: Site, tab: Page) -> None:
    for path in KINDS:
        tab.goto(site.base + path)
        went = walk(tab)
        assert (went.traps, went.missed, went.thrown, went.moved) == ((), (), (), ()), path
        assert tab.url == site.base + path, "focus alone opens nothing"
        wanted = tab.locator("a[href]:visible, button:visible, summary:visible, input:visible")
        in_order = [one.evaluate("el => el.outerHTML.slice(0, 60)") for one in wanted.all()]
        skip = [one for one in (stop.element[:60] for stop in went.stops) if one in in_order]
        assert skip == in_order[: len(skip)], f"{path}: focus goes in the order of the page"


def test_menu_and_search_by_keyboard(site: Site, tab: Page) -> None:
    tab.goto(site.base + "/")
    button = tab.get_by_role("button", name="Menu")
    for _ in range(12):
        tab.keyboard.press("Tab")
        if button.evaluate("el => el === document.activeElement"):
            break
    expect(button).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('nav').id") == "menu"
    tab.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(tab.locator("#menu")).to_be_hidden()
    tab.keyboard.press("Space")
    expect(tab.locator("#menu")).to_be_visible()
    tab.get_by_label("Search this site").focus()
    tab.keyboard.type("school")
    tab.keyboard.press("Enter")
    expect(tab.locator("#results[data-ready]")).to_be_attached()
    assert tab.url == f"{site.base}/search/?q=school"


def test_single_keys_do_nothing(site: Site, tab: Page) -> None:
    for path in ("/", "/financial-support/", "/search/"):
        tab.goto(site.base + path)
        before = tab.content()
        for key in string.ascii_lowercase + "/?.":
            tab.keyboard.press(key)
        assert tab.content() == before, path
        assert tab.url == site.base + path


def test_nothing_is_timed(site: Site) -> None:
    assert not any(page["refresh"] for page in site.pages.values())
    for script in (site.done.site or Path()).rglob("*.js"):
        if script.name == "minisearch.js":
            continue  # a library that can index bit by bit, which we do not ask of it
        assert not re.search(r"set(?:Timeout|Interval)\(", script.read_text(encoding="utf-8")), (
            script
        )


def test_nothing_moves(site: Site, browser: Browser) -> None:
    assert not any(page["moving"] for page in site.pages.values())
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(site.base + "/")
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert tab.evaluate(behaviour) == "auto"
    context.close()


def test_the_skip_link_skips(site: Site, tab: Page) -> None:
    for path in site.ours:
        tab.goto(site.base + path)
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == "Skip to the main content", (
            path
        )
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate("Boolean(document.activeElement.closest('main, footer'))"), path


def test_titles_and_descriptions(site: Site) -> None:
    titles = [page["title"] for page in site.pages.values()]
    assert len(set(titles)) == len(titles)
    for path, page in site.pages.items():
        assert 10 <= len(page["title"]) <= 90, f"{path}: {page['title']}"
        if path not in ("/search/", "/no-such-page"):
            assert 30 <= len(page["description"]) <= 160, f"{path}: {page['description']}"
    told = [page["description"] for page in site.pages.values() if page["description"]]
    assert len(set(told)) == len(told)


def test_links_say_where_they_go(site: Site) -> None:
    for path, page in site.pages.items():
        goes: dict[str, set[str]] = {}
        for link in page["links"]:
            assert len(link["name"]) > 1 or path == "/a-to-z/", f"{path}: {link}"
            assert not re.match(r"(?:click )?here$|more$|https?://", link["name"]), (
                f"{path}: {link}"
            )
            # An entry of the A to Z has the name of its page below it.
            if link["inMain"] and path not in ("/text/", "/a-to-z/"):
                goes.setdefault(link["name"], set()).add(link["href"].partition("#")[0])
        twice = {name: places for name, places in goes.items() if len(places) > 1}
        assert twice == {}, path


def test_every_page_can_be_found_in_three_ways(site: Site, tab: Page) -> None:
    """By the menu, by the A to Z, and by searching for its title."""
    listed = {link["href"] for link in site.pages["/a-to-z/"]["links"] if link["inMain"]}
    tab.goto(site.base + "/")
    tab.get_by_role("button", name="Menu").click()
    menu = {link.evaluate("el => el.href") for link in tab.locator("#menu a").all()}
    for page in site.done.offer.pages:
        address = f"{site.base}/" if page.slug == "index" else f"{site.base}/{page.slug}/"
        assert address in menu, page.title
        if page.heading not in ("front", "a-to-z"):
            assert address in listed, page.title
            tab.goto(f"{site.base}/search/?q={page.title}")
            expect(tab.locator("#results[data-ready]")).to_be_attached()
            found = [one.evaluate("el => el.href") for one in tab.locator("#results li a").all()]
            assert any(one.startswith(address) for one in found[:3]), page.title


@pytest.mark.parametrize("zoom", [1, 2, 4])
def test_the_focus_is_seen_at_every_size(site: Site, tab: Page, zoom: int) -> None:
    for path in ("/", "/financial-support/", "/search/", "/text/"):
        tab.goto(site.base + path)
        with size(tab, 1280 // zoom, 960 // zoom):
            for stop in walk(tab).stops:
                where = f"{path} at {zoom * 100}%: {stop.element}"
                assert stop.seen, where
                assert not stop.unseen, where
                assert not stop.covered, where
                assert not stop.ring, where


def test_no_keys_pointers_or_motion_of_our_own(site: Site) -> None:
    for path, page in site.pages.items():
        assert set(page["attributes"]) <= {"tabindex"}, path  # on main, for the skip link
    for script in (site.done.site or Path()).rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        found = re.findall(
            r"pointerdown|mousedown|touchstart|touchmove|devicemotion|dragstart", text
        )
        assert found == [], script


def test_a_press_that_slips_off_does_nothing(site: Site, tab: Page) -> None:
    tab.goto(site.base + "/")
    for part in (tab.get_by_role("button", name="Menu"), tab.get_by_role("button", name="Search")):
        box = part.bounding_box()
        assert box is not None
        before = tab.content()
        tab.mouse.move(box["x"] + 5, box["y"] + 5)
        tab.mouse.down()
        tab.mouse.move(2, 630)
        tab.mouse.up()
        assert tab.content() == before
        assert tab.url == site.base + "/"


def test_names_hold_the_words_that_are_seen(site: Site) -> None:
    for path, page in site.pages.items():
        for part in (*page["links"], *page["controls"]):
            assert part["words"].lower() in part["name"].lower(), f"{path}: {part}"


def test_targets_are_44_pixels(site: Site) -> None:
    """Our own bar, from WCAG's AAA: 44 pixels high outside running text, not the 24 of AA."""
    small = {}
    for path, page in site.ours.items():
        for part in [part for part in page["links"] if not part["running"]] + page["controls"]:
            left, _, width, height = part["box"]
            # The skip link stands outside until it has the focus. A short word may be narrow.
            if left >= 0 and (width < 24 or height < 44):
                small[part["name"]] = path, round(width), round(height)
    assert small == {}


def test_the_language_is_said(site: Site) -> None:
    for path, page in site.pages.items():
        assert page["lang"] == "en-GB", path
        assert set(page["langs"]) <= {"en-GB", "cy", "pl", "sk", "ur", "ro", "ar"}, path


def test_typing_changes_nothing(site: Site, tab: Page) -> None:
    for path, label in (("/", "Search this site"), ("/search/", "What do you need help with?")):
        tab.goto(site.base + path)
        tab.get_by_label(label).fill("money")
        expect(tab.get_by_label(label)).to_be_focused()
        assert tab.url == site.base + path


def test_the_same_things_in_the_same_places(site: Site) -> None:
    first = site.ours["/"]
    for path, page in site.ours.items():
        assert page["path"] == first["path"], path
        assert page["phone"] == first["phone"], path
        assert page["phone"], path
        assert page["foot"] == first["foot"], path


def test_an_empty_search_says_so(site: Site, tab: Page) -> None:
    tab.goto(site.base + "/")
    tab.get_by_role("button", name="Search").click()
    expect(tab.locator("#results[data-ready]")).to_be_attached()
    assert tab.get_by_role("status").inner_text(), "an empty search is told so in words"


def test_controls_have_names_and_states(site: Site) -> None:
    for path, page in site.pages.items():
        for part in page["controls"]:
            assert part["name"], f"{path}: {part}"
            if "<button" in part["html"] and part["name"] == "Menu":
                assert 'aria-expanded="false"' in part["html"], path
                assert 'aria-controls="menu"' in part["html"], path


def test_the_count_of_results_is_spoken(site: Site, tab: Page) -> None:
    tab.goto(f"{site.base}/search/")
    status = tab.get_by_role("status")
    assert status.count() == 1, "the live region is there before it speaks"
    tab.goto(f"{site.base}/search/?q=school")
    expect(status).to_contain_text("We found")
    tab.goto(f"{site.base}/search/?q=xyzzy")
    expect(status).to_contain_text("nothing")


@pytest.mark.slow
def test_engines_find_nothing(site: Site) -> None:
    """Four engines and our own checks: no error and no warning, on any page."""
    assert site.done.site is not None
    judged = examine(site.done.site, day=TODAY)
    assert [str(finding) for finding in judged.barriers] == []
    assert judged.facts["pages"] == len(site.pages)
    assert judged.facts["unseen"] == []


def test_no_script_or_style_that_the_policy_did_not_name(site: Site) -> None:
    for path, page in site.pages.items():
        assert set(page["inline"]) <= {"application/ld+json"}, path
        policy = dict(part.strip().split(" ", 1) for part in page["policy"].split(";"))
        assert policy["default-src"] == "'none'", path
        assert "unsafe" not in policy.get("script-src", ""), path
        assert policy["base-uri"] == "'none'", path

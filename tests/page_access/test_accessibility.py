"""Every page is looked at in a real browser, and whatever a page does, nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from conftest import HOME, TODAY, Score
from page_access import Barrier, Examination, NotReady, examine, tools
from page_access.contrast import contrast
from page_access.dedupe import merge
from page_access.fault import Fault
from page_access.line_finder import Source, element_of, templates
from page_access.messages import barriers, to_fault
from page_access.page_cache import PageCache
from page_access.static_server import pages_in, served, unanswered
from page_access.tools import find_tools
from page_access.viewports import MODES, Mode, only_in

STYLE = "body { font: 18px/1.5 sans-serif; } a { color: #0b4a50; padding: 8px; }"
HEAD = """<!doctype html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Help with money - Aldermere Council</title>
  <link rel="stylesheet" href="look.css">
</head>
<body>
"""
SOUND = """<header><p>Aldermere Council</p></header>
<main>
  <h1>Help with money</h1>
  <p>You may get help with money. A Kinship Navigator can tell you more.</p>
{}
</main>
</body>
</html>
"""
FAULTS = {
    "image-alt": '<p><img src="dog.png" width="40" height="40"></p>',
    "color-contrast": '<p class="faint">These words are too faint to read.</p>',
    "link-name": '<p><a href="dog.png"></a></p>',
    "label": '<p><input type="text" id="town" name="town"></p>',
    "target-size": '<p><button class="tiny">x</button><button class="tiny">y</button></p>',
}
MORE_STYLE = (
    ".faint { color: #999; } .tiny { width: 10px; height: 10px; padding: 0; border: 0; }"
    "@media (prefers-color-scheme: dark) { .dark-only { color: #222; background: #000; } }"
    ".over { background: linear-gradient(#fff, #eee); color: #ccc; padding: 8px; }"
    ".well { background: linear-gradient(#fff, #eee); color: #111; padding: 8px; }"
)


def _write(folder: Path, **pages: str) -> Path:
    """A folder of sound pages, with these words put into their main part."""
    folder.mkdir(exist_ok=True)
    (folder / "look.css").write_text(STYLE + MORE_STYLE)
    for name, words in pages.items():
        (folder / f"{name}.html").write_text(HEAD + SOUND.format(words))
    return folder


def _look(site: Path, *, patience: float = 30, full: bool = False) -> Examination:
    return examine(site, day=TODAY, memory=site / "memory.json", full=full, patience=patience)


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No process that a run started, and no folder of its, outlives a test."""
    before = _left()
    yield
    until = time.monotonic() + 5
    while _left() - before and time.monotonic() < until:
        time.sleep(0.1)
    assert _left() - before == set()


def _left() -> set[str]:
    """The programs that this test started and that still run."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode(errors="replace")
            mine = f"LOCAL_OFFER_TEST={os.getpid()}" in (process / "environ").read_text()
        except OSError:
            continue
        if mine and words:
            found.add(f"{process.name} {words[:80]}")
    return found


def _renderers() -> list[int]:
    """The processes that draw pages, in the browsers that this test started."""
    browsers = {int(one.partition(" ")[0]) for one in _left() if "/chrom" in one}
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" in (process / "cmdline").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return [pid for pid in found if _group(pid) in browsers]


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


@pytest.fixture(autouse=True)
def _mark_what_we_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_OFFER_TEST", str(os.getpid()))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Examination]:
    """One sound page, and one page that has a fault of each kind."""
    site = _write(
        tmp_path_factory.mktemp("faulty"),
        sound="<p class='well'>Call us. We can help you with money.</p>",
        faulty="\n".join([
            *FAULTS.values(),
            '<p class="dark-only">You see this by day alone.</p>',
            '<p class="over">These words lie on a picture that is too light.</p>',
            '<p class="well">These words lie on a picture and are dark.</p>',
            '<p id="twice">One of two.</p><p id="twice">The other.</p>',
        ]),
    )  # fmt: skip
    return site, _look(site)


def test_each_fault_is_found_on_its_own_element(faulty: tuple[Path, Examination]) -> None:
    found = [one for one in faulty[1].barriers if one.level == "error"]
    for fault, html in FAULTS.items():
        element = html.removeprefix("<p>").removesuffix("</p>").partition(">")[0]
        mine = [one for one in found if one.excerpt.startswith(element)]
        assert mine, f"{fault}: {element} is not among {[one.excerpt for one in found]}"
        line = (faulty[0] / "faulty.html").read_text().split("\n").index(html) + 1
        assert {one.line for one in mine} == {line}
        assert all(one.message.endswith(".") and one.suggestion.endswith(".") for one in mine)


def test_a_sound_page_has_no_errors(faulty: tuple[Path, Examination]) -> None:
    wrong = [one for one in faulty[1].barriers if "sound.html" in one.path and one.level == "error"]
    assert wrong == []


def test_one_fault_is_told_once_whoever_saw_it(faulty: tuple[Path, Examination]) -> None:
    told = [(one.rule, one.excerpt) for one in faulty[1].barriers]
    assert len(told) == len(set(told))
    faint = [one for one in faulty[1].barriers if "too faint to read" in one.excerpt]
    assert [one.rule for one in faint] == ["axe-color-contrast"]
    assert "It is 2.8" in faint[0].message
    assert "Only" not in faint[0].message


def test_a_fault_of_one_choice_of_colours_says_so(faulty: tuple[Path, Examination]) -> None:
    dark = [one for one in faulty[1].barriers if "by day alone" in one.excerpt]
    assert [one.rule for one in dark] == ["axe-color-contrast"]
    assert "Only in dark colours." in dark[0].message


def test_contrast_over_a_picture_is_measured(faulty: tuple[Path, Examination]) -> None:
    kept = json.loads((faulty[0] / "memory.json").read_text())["sites"]["."]["pages"]
    axe = [
        fault
        for fault, _ in kept["faulty.html"]["faults"] + kept["sound.html"]["faults"]
        if fault["rule"] == "axe-color-contrast" and 'class="' in fault["element"]
    ]
    light = [fault for fault in axe if 'class="over"' in fault["element"]]
    assert {fault["level"] for fault in light} == {"error"}
    assert all("It is 1.4" in fault["message"] for fault in light)  # #ccc on #eee is 1.39 at worst
    assert not [fault for fault in axe if 'class="well"' in fault["element"]]
    assert any("too light" in one.excerpt for one in faulty[1].barriers)


def test_what_a_browser_mends_is_seen_in_the_file(faulty: tuple[Path, Examination]) -> None:
    twice = [one for one in faulty[1].barriers if 'id="twice"' in one.excerpt]
    assert any("share one id" in one.message or "same-id" in one.rule for one in twice)


def test_the_facts_of_the_run(faulty: tuple[Path, Examination]) -> None:
    facts = faulty[1].facts
    assert facts["day"] == TODAY.isoformat()
    assert {"axe-core", "pa11y-ci", "HTML_CodeSniffer"} <= set(facts["engines"])
    assert facts["engines"]["axe-core"] == "4.14.1"
    assert facts["browser"].startswith("Chromium ")
    assert (facts["pages"], facts["fresh"], facts["unseen"]) == (2, 2, [])
    assert facts["modes"]["320-light"] == 2
    assert facts["modes"]["1280-forced"] >= 1
    assert facts["failures"]["1.4.3"]["pages"] == 1


def test_what_has_not_changed_is_not_looked_at_again(
    faulty: tuple[Path, Examination], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, first = faulty
    with monkeypatch.context() as patched:
        # Were a browser or Node to start, it would be one of these, and fail.
        patched.setattr(subprocess, "Popen", _refuse)
        again = _look(site)
    assert again.barriers == first.barriers
    assert again.facts["fresh"] == 0
    assert again.facts["browser"] == first.facts["browser"]
    assert again.facts["failures"] == first.facts["failures"]


def _refuse(*_words: object, **_more: object) -> None:
    raise AssertionError


def test_a_page_is_looked_at_again_when_what_it_loads_changes(tmp_path: Path) -> None:
    site = _write(tmp_path / "site", one="<p class='note'>You may get help.</p>")
    plain = (site / "one.html").read_text().replace('  <link rel="stylesheet" href="look.css">', "")
    (site / "two.html").write_text(plain)
    assert not _errors(_look(site))
    (site / "look.css").write_text(STYLE + ".note { color: #bbb; }")
    changed = _look(site)
    assert changed.facts["fresh"] == 1
    assert [one.rule for one in _errors(changed)] == ["axe-color-contrast"]


def _errors(judged: Examination) -> list[Barrier]:
    return [one for one in judged.barriers if one.level == "error"]


@pytest.mark.parametrize(
    "held", ["", "{", "[]", '{"sites": 3}', '{"sites": {"site": {"rules": 1}}}']
)
def test_a_damaged_memory_is_passed_over(tmp_path: Path, held: str) -> None:
    path = tmp_path / "memory.json"
    path.write_text(held)
    kept = PageCache(path, tmp_path / "site", "rules")
    assert kept.recall("one.html", set(MODES[:1])) is None
    kept.keep({"day": "2026-11-22"}, {})
    assert "site" in json.loads(path.read_text())["sites"]


def test_pages_that_hold_up_or_break_the_browser(tmp_path: Path) -> None:
    """One page never ends, one never loads, one is lost: the others are looked at all the same."""
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        site = _write(
            tmp_path / "site",
            sound="<p>You may get help.</p>",
            endless="<script>setTimeout(() => { for (;;); }, 300)</script>",
            waiting=f'<p><img alt="A dog" src="http://127.0.0.1:{port}/dog.png"></p>',
        )
        (site / "lost.html").symlink_to("nowhere.html")
        (site / "broken.html").write_text("<table><b><p></table><a href='x'<div></b><ul><p>")
        judged = _look(site, patience=10)
    unseen = {one.path.rpartition("/")[2] for one in judged.barriers if one.rule == "not-looked-at"}
    assert unseen == {"endless.html", "waiting.html", "lost.html"}
    assert judged.facts["unseen"] == sorted(unseen)
    assert any("broken.html" in one.path for one in judged.barriers)
    again = json.loads((site / "memory.json").read_text())["sites"]["."]["pages"]
    assert set(again) == {"sound.html", "broken.html"}


def test_a_page_that_sends_its_reader_on_is_looked_at_itself(tmp_path: Path) -> None:
    on = (
        FAULTS["image-alt"]
        + "<script>setTimeout(() => { location.href = 'sound.html' }, 50)</script>"
    )
    site = _write(tmp_path / "site", sound="<p>You may get help.</p>", script=on)
    old = HEAD.replace("<meta ", '<meta http-equiv="refresh" content="0; url=sound.html"><meta ', 1)
    (site / "refresh.html").write_text(old + SOUND.format(FAULTS["image-alt"]))
    judged = _look(site, patience=10)
    wrong = {one.path.rpartition("/")[2] for one in _errors(judged) if "dog.png" in one.excerpt}
    assert wrong == {"script.html", "refresh.html"}
    assert judged.facts["unseen"] == []


def test_a_browser_that_dies_is_started_again(tmp_path: Path) -> None:
    site = _write(tmp_path / "site", **{f"page-{n}": FAULTS["label"] for n in range(4)})
    killed: list[int] = []

    def kill_one() -> None:
        until = time.monotonic() + 60
        while not killed and time.monotonic() < until:
            for pid in _renderers()[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            time.sleep(0.02)

    killer = threading.Thread(target=kill_one)
    killer.start()
    judged = _look(site)
    killer.join()
    assert killed
    assert not [one for one in judged.barriers if one.rule == "not-looked-at"]
    assert {one.path.rpartition("/")[2] for one in _errors(judged)} == set(pages_in(site))


def test_node_and_its_packages_are_asked_for_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "_places", lambda: iter(()))
    with pytest.raises(NotReady, match="The rules that pages are checked by are not here"):
        find_tools()
    (tmp_path / "chromium").symlink_to(shutil.which("chromium") or sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "_node_of_python", lambda: None)
    with pytest.raises(NotReady, match="There is no Node"):
        find_tools()


def test_the_server_gives_what_is_there_and_only_that(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    for name in ("a b/50% #1?.html", "PAGE.HTM", "404.html"):
        (tmp_path / name).write_text("<p>")
    (tmp_path / "gone.html").symlink_to("nowhere")
    with served(tmp_path) as base:
        assert unanswered(base, pages_in(tmp_path)) == {"gone.html": "404 File not found"}
        assert unanswered(base, ["a b/", "kinship/404.html", "../secret.html"]).keys() == {
            "a b/", "../secret.html",
        }  # fmt: skip


def test_an_element_is_known_by_its_start(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html>\n<p>One\n<p\n  class=x\n  hidden>Two &amp; <b>three</b>\n"
        "<img alt='A \"b\"' src=a.png>"
    )
    source = Source(page)
    assert source.line(element_of("<p>One\n</p>")) == 2
    assert source.line(element_of('<p class="x" hidden="">Two &amp; <b>th...</p>')) == 3
    assert source.line(element_of('<img src="a.png" alt="A &quot;b&quot;">')) == 6
    assert source.line(element_of('<img alt="A &quot;b&quot;" src="a.p')) == 6
    assert source.line(element_of("<p>Three")) == 0
    assert source.line(element_of("no element")) == 0
    hostile = "<a " + "x" * 100_000
    began = time.monotonic()
    assert element_of(hostile) is not None
    (tmp_path / "odd.html").write_bytes(b"\xff\xfe\x00<" * 50_000)
    assert Source(tmp_path / "odd.html").line(None) == 0
    assert time.monotonic() - began < 2


def test_templates_show_every_part_between_them(tmp_path: Path) -> None:
    pages = {"a": "<p class=x>", "b": "<p class=x><i class=y>", "c": "<p>", "d": "<ul class=z>"}
    for name, html in pages.items():
        (tmp_path / name).write_text(f"<body>{html}")
    sources = {name: Source(tmp_path / name) for name in pages}
    assert templates(sources, 12) == ["b", "d"]
    assert templates(sources, 1) == ["b"]


def test_a_check_of_ours_does_not_hide_another_matter() -> None:
    p = '<p style="color:#aaa">grey</p>'
    ours = Fault("own-inline-colour", p, "One.", "Do.", ("1.4.3",))
    axe = Fault("axe-color-contrast", p, "Two.", "Do.", ("1.4.3",))
    htmlcs = Fault("htmlcs-1-4-3-g18-fail", p, "Three.", "Do.", ("1.4.3",))
    told = merge([(ours, MODES[0]), (axe, MODES[0]), (axe, MODES[1]), (htmlcs, None)])
    assert [one.fault.rule for one in told] == ["own-inline-colour", "axe-color-contrast"]
    assert told[1].modes == set(MODES[:2])


def test_elements_that_begin_alike_are_two() -> None:
    one, other = (Fault("axe-label", f"<p>Words {n} <a>", "", "", ()) for n in (1, 10))
    assert len(merge([(one, MODES[0]), (other, MODES[0])])) == 2
    many = [Fault("axe-label", f'<a href="{n}">x</a>', "", "", ()) for n in range(5000)]
    began = time.monotonic()
    assert len(merge([(fault, MODES[0]) for fault in many * 2])) == 5000
    assert time.monotonic() - began < 3


def test_where_a_fault_was_seen_is_said_shortly() -> None:
    every = set(MODES)
    assert only_in("own-focus", every, every) == ""
    dark = {Mode(320, "dark"), Mode(1280, "dark")}
    assert only_in("own-focus", dark, every) == "Only in dark colours."
    narrow = {mode for mode in MODES if mode.width == 320}
    assert only_in("own-focus", narrow, every) == "Only at 320 pixels wide."
    one = {Mode(320, "forced")}
    assert only_in("own-focus", one, every) == "Only at 320 pixels wide in forced colours."
    assert only_in("axe-label", {Mode(320, "light"), Mode(1280, "light")}, every) == ""


def test_every_criterion_and_rule_has_plain_words(score: Score) -> None:
    words = barriers()
    axe = json.loads(
        subprocess.run(
            [find_tools().node, "-e", f"console.log(JSON.stringify(require({_AXE!r}).getRules()))"],
            capture_output=True, text=True, check=True,
        ).stdout
    )  # fmt: skip
    asked = [one["ruleId"] for one in axe if not {"wcag2aaa", "deprecated"} & set(one["tags"])]
    bare = [rule for rule in asked if not words.get(f"axe-{rule}")]
    score(f"{len(asked) - len(bare)} of {len(asked)} rules of axe; not {bare}")
    assert len(bare) <= len(asked) / 10
    assert len(words.criteria) == 55
    unknown = to_fault({
        "rule": "ibm-new-rule", "element": "<p>", "criteria": [], "level": "error",
        "help": "Some rule of theirs", "detail": "",
    })  # fmt: skip
    assert "Some rule of theirs" in unknown.message


_AXE = str(HOME / "node_modules" / "axe-core")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x77, 0x77, 0x77), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)

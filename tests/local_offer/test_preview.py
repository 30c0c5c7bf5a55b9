"""The live preview, as an editor meets it: a real program, a real browser, files that are saved."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from conftest import SAMPLE, Score, copy_offer

PROGRAM = [str(Path(sys.executable).with_name("local-offer"))]


@dataclass
class Serving:
    folder: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())

    def wait(self, words: str, count: int = 1, patience: float = 30) -> str:
        """The line that holds some words, once it was said so many times."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            lines = [line for line in self.said if words in line]
            if len(lines) >= count:
                return lines[count - 1]
            time.sleep(0.05)
        raise AssertionError(f"{words!r} was not said: {self.said}")

    @property
    def address(self) -> str:
        match = re.search(r"http://localhost:\d+", self.wait("Open http://"))
        assert match is not None
        return match[0].replace("localhost", "127.0.0.1")

    def save(self, name: str, old: str, new: str) -> None:
        path = self.folder / "content" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("preview") / "sample")
    command = [*PROGRAM, "--offer", str(folder), "--today", "2026-11-22", "serve", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        serving = Serving(folder, process)
        listening = threading.Thread(target=serving.listen, daemon=True)
        listening.start()
        serving.wait("Shown after")
        yield serving
        process.send_signal(signal.SIGINT)
        process.wait(timeout=40)
        listening.join(timeout=20)  # to hear its last words
    assert "Stopped." in serving.said
    assert process.returncode == 0
    assert list((folder / "build").glob("work-*")) == []


def test_a_saved_page_shows_by_itself(serving: Serving, browser: Browser, score: Score) -> None:
    tab = browser.new_page()
    tab.goto(f"{serving.address}/education/")
    until = time.monotonic() + 30  # an editor reads before they type: the leaflets are printed
    while not tab.request.get(f"{serving.address}/leaflets/booklet.pdf").ok:
        assert time.monotonic() < until
        time.sleep(0.1)
    time.sleep(1)
    began = time.perf_counter()
    serving.save("education.md", "\n## ", "\nThese words were just typed.\n\n## ")
    while "These words were just typed." not in tab.locator("main").inner_text():
        assert time.perf_counter() - began < 20  # "expect" waits longer and longer between looks
        time.sleep(0.02)
    score(f"a saved page shows in the browser after {time.perf_counter() - began:.2f} s (aim 1)")
    tab.close()


def test_a_mistake_is_said_and_the_last_good_page_stays(serving: Serving, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{serving.address}/accommodation/")
    before = tab.locator("h1").inner_text()
    serving.save("accommodation.md", "title: ", "title:: ")
    alert = tab.locator("[role=alert]")
    expect(alert).to_contain_text("This is the last good page.", timeout=20_000)
    expect(alert).to_contain_text("content/accommodation.md:")
    assert tab.locator("h1").inner_text() == before
    serving.wait("content/accommodation.md:")
    serving.save("accommodation.md", "title:: ", "title: ")
    expect(alert).to_have_count(0, timeout=20_000)
    tab.close()


def test_a_block_shows_what_its_own_page_says_now(serving: Serving, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{serving.address}/consultation/")
    serving.save("consultation.md", "closed: 30 June 2026", "closed: 3 July 2026")
    expect(tab.locator("main")).to_contain_text("3 July 2026", timeout=20_000)
    tab.close()


def test_a_rule_that_is_broken_is_said_on_the_page(serving: Serving, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{serving.address}/family-time/")
    serving.save("family-time.md", "\n## ", "\nRead our Kinship Care Policy first.\n\n## ")
    expect(tab.locator("main")).to_contain_text("Read our Kinship Care Policy", timeout=20_000)
    expect(tab.locator("[role=alert]")).to_contain_text("policy-unlinked", timeout=20_000)
    serving.save("family-time.md", "\nRead our Kinship Care Policy first.\n", "")
    expect(tab.locator("[role=alert]")).to_have_count(0, timeout=20_000)
    tab.close()


def test_a_fact_changes_every_page_and_the_leaflet(serving: Serving, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{serving.address}/contact/")
    serving.save("data/contacts.yml", '"01632 960100"', '"01632 960188"')
    expect(tab.locator("main")).to_contain_text("01632 960188", timeout=20_000)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        pdf = tab.request.get(f"{serving.address}/leaflets/booklet.pdf")
        if pdf.ok and "960188" in _words(pdf.body()):
            break
        time.sleep(0.3)
    else:
        raise AssertionError("the leaflet kept the old number")
    tab.close()


def _words(pdf: bytes) -> str:
    run = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode()


def test_a_page_that_is_older_than_the_news_is_shown_anew(
    serving: Serving, browser: Browser
) -> None:
    """However long a browser takes to ask for news, it is told what changed since its page."""
    tab = browser.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tab.route("**/__preview.js", hold, times=1)
    tab.goto(f"{serving.address}/education/", wait_until="commit")
    count = len([line for line in serving.said if "Shown after" in line])
    serving.save("education.md", "\n## ", "\nSaved before the script came.\n\n## ")
    serving.wait("Shown after", count + 1)
    while not held:
        tab.wait_for_timeout(20)
    held[0].continue_()
    expect(tab.locator("main")).to_contain_text("Saved before the script came.", timeout=20_000)
    tab.close()


def test_a_change_that_waited_for_another_is_shown_too(serving: Serving, browser: Browser) -> None:
    """Two pages are saved, one of them with a mistake: both are shown once that is mended."""
    tab = browser.new_page()
    tab.goto(f"{serving.address}/legal-support/")
    serving.save("accommodation.md", "title: ", "title:: ")
    alert = tab.locator("[role=alert]")
    expect(alert).to_contain_text("content/accommodation.md:", timeout=20_000)
    told = len(serving.said)
    serving.save("legal-support.md", "\n## ", "\nTyped meanwhile.\n\n## ")
    time.sleep(1)  # it is looked at by itself, and waits
    assert len(serving.said) == told, serving.said[told:]
    serving.save("accommodation.md", "title:: ", "title: ")
    expect(tab.locator("main")).to_contain_text("Typed meanwhile.", timeout=20_000)
    tab.close()


NOT_FORESEEN = {
    "an extension that is not there": ("mkdocs.yml", "local_offer.dialect", "attr_lst"),
    "a setting of another form": ("mkdocs.yml", "docs_dir: content", "docs_dir: content\nextra: a"),
    "no scheme": ("mkdocs.yml", "site_url: https://", "site_url: "),
    "a block of our own, half written": ("overrides/blocks/phone.html", "", "<div>{% if x"),
    "a page of our own that knows too much": ("overrides/main.html", "", "{{ nothing.at.all }}"),
}


@pytest.mark.parametrize("what", NOT_FORESEEN)
def test_it_goes_on_whatever_was_saved(what: str, serving: Serving, browser: Browser) -> None:
    name, old, new = NOT_FORESEEN[what]
    path = serving.folder / name
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    tab = browser.new_page()
    tab.goto(f"{serving.address}/education/")
    path.write_text(before.replace(old, new, 1) if before else new, encoding="utf-8")
    alert = tab.locator("[role=alert]")
    expect(alert).to_contain_text("This is the last good page.", timeout=20_000)
    expect(alert).to_contain_text(f"{name}:")
    if before is None:
        path.unlink()
    else:
        path.write_text(before, encoding="utf-8")
    expect(alert).to_have_count(0, timeout=20_000)
    assert not any("Traceback" in line for line in serving.said), serving.said
    tab.close()


def _ask(serving: Serving, method: str, path: str, host: str = "") -> tuple[int, str, bytes]:
    """The status, the place that it sends us to, and the words of one answer."""
    _, _, port = serving.address.rpartition(":")
    line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)
    line.putrequest(method, path, skip_host=bool(host), skip_accept_encoding=True)
    if host:
        line.putheader("Host", host)
    line.endheaders()
    answer = line.getresponse()
    told = answer.status, answer.getheader("Location") or "", answer.read()
    line.close()
    return told


def test_a_head_is_answered_as_a_get_is_and_from_the_site_alone(serving: Serving) -> None:
    for path, status in (
        ("/education/", 200), ("/leaflets/none.pdf", 404), ("/mkdocs.yml", 404),
        ("/.git/config", 404), ("/README.md", 404), ("/assets/offer.css", 200),
        ("/kinship/assets/offer.css", 200), ("/__changes", 200),
    ):  # fmt: skip
        assert _ask(serving, "HEAD", path)[::2] == (status, b""), path
        if path != "/__changes":
            assert _ask(serving, "GET", path)[0] == status, path
    assert _ask(serving, "POST", "/education/")[0] == 501


def test_an_address_leads_nowhere_else_and_prints_nothing(serving: Serving) -> None:
    for path in (
        "/a%00b", f"/{'a' * 5000}", "/%e2%82%ac/../search", "/%ff%fe", "//example.com/..//search",
        "/x%0d%0aSet-Cookie:%20a=b/%2e%2e/search", "//education", "/..%2f..%2fetc",
    ):  # fmt: skip
        status, place, _ = _ask(serving, "GET", path)
        assert status in (301, 404), path
        assert place in ("", "/search/", "/education/"), path
    assert _ask(serving, "GET", "/education")[:2] == (301, "/education/")
    assert not any("Traceback" in line for line in serving.said), serving.said


def test_only_its_own_names_are_answered(serving: Serving) -> None:
    for host in ("localhost:8000", "127.0.0.1", "LOCALHOST"):
        assert _ask(serving, "GET", "/education/", host)[0] == 200
    for host in ("evil.example.com", "evil.example.com:8000", "localhost.example.com", "[::2]:80"):
        status, _, words = _ask(serving, "GET", "/education/", host)
        assert status == 403
        assert b"kinship" not in words.lower()


def test_nothing_outside_the_pages_is_shown(serving: Serving, browser: Browser) -> None:
    tab = browser.new_page()
    for path in ("/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/leaflets/../../x.pdf", "/no-such-page/"):
        assert tab.request.get(f"{serving.address}{path}").status == 404
    tab.close()


def test_a_number_in_use_is_a_sentence(sample: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [*PROGRAM, "--offer", str(sample), "serve", "--port", str(port)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 2
    assert run.stderr.strip() == (
        f"Something else uses the number {port}. Try: local-offer serve --port {port + 1}"
    )

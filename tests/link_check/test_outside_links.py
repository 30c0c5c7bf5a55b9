"""Links to other websites: the labelled server, and servers of our own that misbehave.

Everything is on this machine's own loopback addresses. Nothing else is asked.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import itertools
import json
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Score
from link_check import OutsideLink, PersonalLook, check_outside
from link_check.outside.legislation_gov_uk import is_law, looks_like_law

LABELLED = Path(__file__).parent / "labelled" / "links-external-dev"
TODAY = dt.date(2026, 11, 22)
WORDS = "Families who bring up a child can ask for help at any time. Tell us what you need. " * 8


# ---------------------------------------------------------------- the labelled server
def two_free_ports() -> int:
    """A port that is free, and so is the next one."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                two.bind(("127.0.0.1", port + 1))
                return port


@dataclass
class Stand:
    """The labelled server, and where it stands."""

    home: str
    tls_port: int
    authority: Path | None

    def hits(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.home}/__hits", timeout=10) as response:  # noqa: S310  # our own
            hits: dict[str, Any] = json.load(response)
            return hits


@pytest.fixture
def stand() -> Iterator[Stand]:
    port = two_free_ports() if shutil.which("openssl") else 0
    safe = ["--tls-port", str(port)] if port else []
    command = [sys.executable, str(LABELLED / "server.py"), "--port", "0", *safe]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        authority = None
        try:
            for line in server.stdout:
                word, _, rest = line.strip().partition(" ")
                if word == "ca":
                    authority = Path(rest)
                if word == "ready":
                    yield Stand(f"http://{rest}", port, authority)
                    break
        finally:
            server.terminate()


def test_the_labelled_server(stand: Stand, score: Score) -> None:
    lines = (LABELLED / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if stand.tls_port or not row.get("needs")]
    for row in rows:
        path = row["path"].replace("{bad_tls_port}", str(stand.tls_port + 1))
        row["address"] = path if "://" in path else stand.home + path
    found = check_outside(
        [row["address"] for row in rows],
        today=TODAY, wait=0.05, timeout=3, backoff=0.3, authorities=stand.authority,
    )  # fmt: skip
    right, sound_broken, unknown_known, wrong = 0, [], [], []
    for row, link in zip(rows, found, strict=True):
        new = link.new.removeprefix(stand.home) or None
        also = row.get("also", [])
        if (link.verdict, new) == (row["verdict"], row["new"]) or link.verdict in also:
            right += 1
        else:
            wrong.append(link)
        if row["verdict"] in ("works", "moved") and link.verdict == "broken":
            sound_broken.append(link)
        if row["verdict"] == "could-not-tell" and link.verdict in {"broken", "works"} - set(also):
            unknown_known.append(link)
    hits = stand.hits()
    score(
        f"outside links: right {right} of {len(rows)}, sound called broken {len(sound_broken)}, "
        f"unknown called known {len(unknown_known)}; {hits['total']} requests, "
        f"at once {hits['max_in_flight']}, "
        f"most on one path {hits['most_hits_on_one_path']}, {hits['methods']}"
    )
    assert right >= len(rows) - 1, wrong
    assert sound_broken == []
    assert unknown_known == []
    assert hits["max_in_flight"] == 1
    assert hits["most_hits_on_one_path"] <= 4
    assert hits["paths"]["/guides/special-guardians/"] == {"GET": 1}
    assert all("Kinship Local Offer" in agent for agent in hits["user_agents"])
    for link in found:
        assert link.verdict == "works" or link.why.endswith(".")


def test_a_second_between_requests(stand: Stand) -> None:
    pages = ("/advice/benefits/", "/contact/form/", "/school/admissions/")
    began = time.monotonic()
    check_outside([stand.home + page for page in pages], today=TODAY, wait=0.5)
    assert 1 <= time.monotonic() - began < 5
    assert stand.hits()["shortest_gap_s"] >= 0.45


# ---------------------------------------------------------------- a server that says anything
Talk = Callable[[socket.socket, int], None]


@dataclass
class Raw:
    """A server of raw bytes on loopback. ``said`` maps a path to what it does or answers."""

    said: dict[str, bytes | Talk]
    host: str = "127.0.0.1"
    asked: Counter[str] = field(default_factory=Counter)
    heard: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.stopping = threading.Event()
        self.listener = socket.create_server((self.host, 0))
        self.listener.settimeout(0.05)
        self.home = f"http://{self.host}:{self.listener.getsockname()[1]}"
        self.threads = [threading.Thread(target=self.accept)]
        self.threads[0].start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join(10)
        self.listener.close()

    def accept(self) -> None:
        while not self.stopping.is_set():
            with contextlib.suppress(TimeoutError):
                line, _ = self.listener.accept()
                thread = threading.Thread(target=self.serve, args=(line,))
                self.threads.append(thread)
                thread.start()

    def serve(self, line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            line.settimeout(5)
            request = b""
            while b"\r\n\r\n" not in request:
                piece = line.recv(65536)
                if not piece:
                    return
                request += piece
            path = request.split(b" ", 2)[1].decode("latin-1")
            self.asked[path] += 1
            self.heard.append(request.decode("latin-1"))
            said = self.said.get(path, said_as("404 Not Found", "<h1>Not found</h1>"))
            if callable(said):
                said(line, self.asked[path])
            else:
                line.sendall(said)

    def check(self, *paths: str, **settings: Any) -> list[OutsideLink]:
        given_: dict[str, Any] = {
            "today": TODAY,
            "wait": 0.0,
            "timeout": 1.0,
            "backoff": 0.01,
        } | settings
        return check_outside([self.home + path for path in paths], **given_)


def said_as(status: str, body: str | bytes = "", kind: str = "text/html", **headers: str) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(data)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + data


def page(title: str, words: str = WORDS, h1: str | None = None, head: str = "") -> bytes:
    heading = title if h1 is None else h1
    html = (
        f"<!doctype html><title>{title}</title>{head}<main><h1>{heading}</h1><p>{words}</p></main>"
    )
    return said_as("200 OK", html)


def turn_by_turn(*answers: bytes) -> Talk:
    """The first answer first, then the next, and the last for ever."""
    return lambda line, number: line.sendall(answers[min(number, len(answers)) - 1])


def go(status: int, where: str) -> bytes:
    return said_as(f"{status} Go", "", Location=where)


def reset(line: socket.socket, _number: int) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hang(line: socket.socket, _number: int) -> None:
    line.recv(1)


def stall(start: bytes) -> Talk:
    """Send the beginning, and then nothing more until the other side has had enough."""

    def talk(line: socket.socket, _number: int) -> None:
        line.sendall(start)
        line.recv(1)

    return talk


def drip(start: bytes, piece: bytes) -> Talk:
    """Send a little, for ever, so that no single read ever takes long."""

    def talk(line: socket.socket, _number: int) -> None:
        line.sendall(start)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            line.sendall(piece)
            time.sleep(0.02)

    return talk


GOOD = page("Kinship advice")
BODY = GOOD.partition(b"\r\n\r\n")[2]
JSD = "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"
MARK = "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate.js'></script>"
SIGN_IN = page("Sign in", "<input name=e><input type=PassWord name=p>")
IN_CHUNKS = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n"
    b"15\r\n<title>Good</title>Hi\r\n0\r\n\r\n"
)
START = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
APP = "<script src=a.js></script><noscript>Turn on JavaScript to run this app.</noscript>"
NAV = "<nav>" + "<a href=/>A page of the council</a> " * 200 + "</nav>"


ANSWERS: list[tuple[bytes | Talk, str]] = [
    (GOOD, "works"),
    (said_as("200 OK", b"%PDF-1.4", "application/pdf"), "works"),
    (said_as("203 OK", BODY), "works"),
    (said_as("404 Not Found", GOOD), "broken"),
    (said_as("410 Gone", ""), "broken"),
    (turn_by_turn(said_as("404 Not Found"), GOOD), "works"),
    *((said_as(f"{status} No", "<h1>No</h1>"), "could-not-tell")
      for status in (400, 401, 403, 405, 407, 418, 429, 437, 451, 500, 502, 503, 504, 520, 999)),
    *((turn_by_turn(said_as(f"{status} No"), said_as(f"{status} No"), GOOD), "works")
      for status in (429, 500, 503)),
    (turn_by_turn(said_as("403 No"), GOOD), "works"),
    (said_as("204 No Content"), "could-not-tell"),
    (said_as("304 Not Modified"), "could-not-tell"),
    (said_as("302 Found", "<h1>Where?</h1>"), "could-not-tell"),
    (said_as("200 OK", ""), "could-not-tell"),
    (said_as("202 Accepted", BODY), "works"),
    # pages that were not found, whatever the status
    (page("Page not found", "Sorry."), "broken"),
    (page("Example Council", "Sorry.", "We can’t find the page you are looking for"), "broken"),
    (page("404 - Example Council", "Sorry.", "Oops!"), "broken"),
    (page("Not Found | Example Council", "Sorry.", ""), "broken"),
    (page("This page is no longer available", "Sorry."), "broken"),
    (page("Error", "Sorry.", "Sorry, this page has been removed"), "broken"),
    (page("Document cannot be found", "Sorry."), "broken"),
    (page("Heb ddod o hyd i’r dudalen", "Sori."), "broken"),
    (said_as("200 OK", f"<title>Page not found</title>{NAV}<main>Sorry.</main>"), "broken"),
    (page("example.org: this domain is for sale", "Buy it."), "broken"),
    (page("Page not found: how we mended our website", WORDS * 5), "works"),
    (page("Lost and found", "Ring us."), "works"),
    (page("Not found a school place? Ask us", "Ring us."), "works"),
    (page("Finding a placement", "Page not found is what you will not see here."), "works"),
    (page("Child maintenance", "Ring us."), "works"),
    (page("Homes for sale", "Ring us."), "works"),
    (page("Room 404", "The room is upstairs."), "works"),
    (page("Sorry, this page doesn’t exist", "Try our A to Z."), "broken"),
    (page("The page you requested could not be found", "Sorry."), "broken"),
    (page("Oops", "Sorry.", "That page can’t be found."), "broken"),
    (page("Service unavailable", "Try later."), "could-not-tell"),
    (page("We are having technical difficulties", "Try later."), "could-not-tell"),
    (page("Sorry, there is a problem with the service", "Try later."), "could-not-tell"),
    (page("We are down for maintenance", "Try later."), "could-not-tell"),
    # gatekeepers
    (page("Just a moment...", ""), "could-not-tell"),
    (page("Attention Required! | Cloudflare", "x"), "could-not-tell"),
    (page("", "", "Checking your browser before you go on"), "could-not-tell"),
    (page("Access denied", "x"), "could-not-tell"),
    (page("Checking if the site connection is secure", "x"), "could-not-tell"),
    (page("Verifying you are human", "x"), "could-not-tell"),
    (page("Checking that you’re a person", "x"), "could-not-tell"),
    (page("Please turn on JavaScript", "x"), "could-not-tell"),
    (page("Council", "Please verify you are human.", "Verify you are human"), "could-not-tell"),
    (said_as("200 OK", "<title></title><div id=challenge-container></div>"), "could-not-tell"),
    (said_as("202 Accepted", f"<title></title>{MARK}"), "could-not-tell"),
    (said_as("404 Not Found", f"<title>Just a moment...</title>{MARK}"), "could-not-tell"),
    (said_as("200 OK", BODY, cf_mitigated="challenge"), "could-not-tell"),
    (said_as("202 OK", "", x_amzn_waf_action="challenge"), "could-not-tell"),
    (page("Just a moment: stories from carers", WORDS * 3), "works"),
    (page("Contact us", "Ring us any day.", head=JSD), "works"),
    (page("Contact us", "<textarea></textarea><div class=g-recaptcha></div>"), "works"),
    (page("Security checks for carers", "We ask for a DBS check."), "works"),
    *((page(title, "Ring us."), "works") for title in (
        "Checking if you can get help", "Check that you are getting the right money",
        "Are you a person who looks after a child?", "Find what you are looking for",
        "Report a missing item", "Report a technical problem", "Public domain pictures available",
        "Verify a child's identity", "How to turn on cookies", "Tell us if your address has moved",
        "Documents you no longer need", "Your website account", "Not here for long: Easter club",
        "Calm down games", "Is your child missing school?",
    )),
    (said_as("200 OK", f"<title>App</title><div id=root></div>{APP}"), "could-not-tell"),
    # a page to sign in, meant as such
    (SIGN_IN, "works"),
    # broken talk
    (b"nonsense\r\n\r\n", "could-not-tell"),
    (b"", "could-not-tell"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\nContent-Type: text/html\r\n\r\n"
     + BODY, "works"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Type: text/html\r\n\r\n", "could-not-tell"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\nContent-Type: text/html\r\n\r\n"
     + BODY, "works"),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense", "could-not-tell"),
    (IN_CHUNKS, "works"),
    (b"HTTP/1.0 200 OK\r\n\r\n<title>Good</title><p>Hello there", "works"),
    (said_as("200 OK", b"not gzip", Content_Encoding="gzip"), "could-not-tell"),
    (said_as("200 OK", gzip.compress(b"<title>x</title>" + b"a " * 30_000_000),
             Content_Encoding="gzip"), "works"),
    (said_as("200 OK", b"\xff\xfe\0\0\x80" * 1000), "works"),
    (said_as("200 OK", "<title>x</title>" + "<div>" * 100_000 + "hello"), "works"),
    (said_as("200 OK", "<title>" + "page can't " * 90_000 + "</title>"), "works"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n<p>hello", "could-not-tell"),
    (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n<p>hello", "could-not-tell"),
    (reset, "could-not-tell"),
    (lambda line, number: reset(line, number) if number == 1 else line.sendall(GOOD), "works"),
    (hang, "could-not-tell"),
    (drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "could-not-tell"),
    (drip(b"", b"H"), "could-not-tell"),
    (drip(START + b"<title>x</title>", b"."), "could-not-tell"),
    (stall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Type: text/html\r\n\r\n"),
     "could-not-tell"),
    (stall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\nContent-Type: text/html\r\n\r\n" + BODY),
     "could-not-tell"),
    (stall(said_as("404 Not Found", BODY)[:-9]), "could-not-tell"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "verdict"), ANSWERS, ids=range(len(ANSWERS)))
def test_answers(said: bytes | Talk, verdict: str) -> None:
    with Raw({"/help/carers/": said}) as server:
        began = time.monotonic()
        (link,) = server.check("/help/carers/")
        took = time.monotonic() - began
    assert link.verdict == verdict, link
    assert took < 8
    assert server.asked.total() <= 4
    assert link.new == ""
    assert link.verdict == "works" or link.why.endswith(".")


FAR = "/money/"
REDIRECTS: list[tuple[dict[str, bytes | Talk], str, str]] = [
    ({"/a/b/": go(301, "/a/b")}, "broken", ""),  # ends in a 404
    ({"/a/b/": go(301, "/a/b"), "/a/b": GOOD}, "works", ""),
    ({"/a/b/": go(301, FAR), FAR: GOOD}, "moved", FAR),
    ({"/a/b/": go(308, "../../money/"), FAR: GOOD}, "moved", FAR),
    ({"/a/b/": go(302, FAR), FAR: GOOD}, "works", ""),
    ({"/a/b/": go(303, FAR), FAR: GOOD}, "works", ""),
    ({"/a/b/": go(307, FAR), FAR: GOOD}, "works", ""),
    ({"/a/b/": go(301, "/c"), "/c": go(301, "/c/"), "/c/": GOOD}, "moved", "/c/"),
    ({"/a/b/": go(301, "/c"), "/c": go(302, "/d"), "/d": GOOD}, "moved", "/c"),
    ({"/a/b/": go(302, "/c"), "/c": go(301, "/d"), "/d": GOOD}, "works", ""),
    ({"/a/b/": go(301, FAR), FAR: said_as("403 No")}, "could-not-tell", ""),
    ({"/a/b/": go(301, FAR), FAR: said_as("404 No")}, "broken", ""),
    ({"/a/b/": go(301, FAR), FAR: page("Page not found", "Sorry.")}, "broken", ""),
    ({"/a/b/": go(302, "/"), "/": GOOD}, "broken", ""),
    ({"/a/b/": go(301, "/"), "/": GOOD}, "broken", ""),
    ({"/a/b/": go(302, "/?from=old"), "/": GOOD, "/?from=old": GOOD}, "broken", ""),
    ({"/a/b/": go(302, "/index.html"), "/index.html": GOOD}, "broken", ""),
    ({"/a/b/": go(302, "/login?next=/a/b/"), "/login?next=/a/b/": SIGN_IN}, "broken", ""),
    ({"/a/b/": go(302, "/account/Login.aspx"), "/account/Login.aspx": GOOD}, "broken", ""),
    ({"/a/b/": go(302, "/welcome-back/"), "/welcome-back/": SIGN_IN}, "broken", ""),
    ({"/a/b/": go(302, "/local-authority/"), "/local-authority/": GOOD}, "works", ""),
    ({"/a/b/": go(302, "/blog/in/"), "/blog/in/": GOOD}, "works", ""),
    ({"/a/b/": go(302, "/page-not-found"), "/page-not-found": GOOD}, "broken", ""),
    ({"/a/b/": go(302, "/c/"), "/c/": go(302, "/a/b/")}, "broken", ""),
    ({"/a/b/": go(302, "/a/b/")}, "broken", ""),
    ({"/a/b/": turn_by_turn(go(302, "/a/b/"), GOOD)}, "works", ""),
    ({"/a/b/": go(302, "mailto:kin@example.gov.uk")}, "could-not-tell", ""),
    ({"/a/b/": go(302, "http://[bad")}, "could-not-tell", ""),
    ({"/a/b/": go(302, "//")}, "broken", ""),
    ({"/a/b/": go(302, "http://10.0.0.1.example.invalid:0/")}, "could-not-tell", ""),
    ({"/a/b/": drip(b"HTTP/1.1 302 Go\r\nLocation: /money/\r\n\r\n", b"x" * 999_999), FAR: GOOD},
     "works", ""),
    ({"/a/b/": go(301, "/caf\u00e9/".encode().decode("latin-1")), "/caf%C3%A9/": GOOD}, "moved",
     "/caf%C3%A9/"),
    ({"/a/b/": said_as("200 OK", "<meta http-equiv=refresh content='0; url=/money/'>"), FAR: GOOD},
     "works", ""),
    ({"/a/b/": said_as("200 OK", "<meta http-equiv=refresh content=0;url=/>"), "/": GOOD},
     "broken", ""),
    ({"/a/b/": said_as("200 OK", "<meta http-equiv=refresh content=900><p>News</p>")}, "works", ""),
]  # fmt: skip


@pytest.mark.parametrize(("said", "verdict", "new"), REDIRECTS, ids=range(len(REDIRECTS)))
def test_redirects(said: dict[str, bytes | Talk], verdict: str, new: str) -> None:
    with Raw(said) as server:
        (link,) = server.check("/a/b/")
    assert (link.verdict, link.new.removeprefix(server.home)) == (verdict, new), link
    assert max(server.asked.values()) <= 4


def test_redirects_that_never_end() -> None:
    def ever_on(line: socket.socket, _number: int) -> None:
        line.sendall(go(302, f"/step/{time.monotonic_ns()}"))

    class Endless(dict[str, Any]):
        def get(self, *_key: Any) -> Any:
            return ever_on

    with Raw(Endless()) as server:
        (link,) = server.check("/a/b/")
    assert link.verdict == "broken"
    assert server.asked.total() <= 22


def test_a_cookie_that_must_be_kept() -> None:
    def door(line: socket.socket, _number: int) -> None:
        if "seen=yes" in server.heard[-1]:
            line.sendall(GOOD)
        else:
            line.sendall(said_as("302 Found", Location="/a/b/", Set_Cookie="seen=yes; Path=/"))

    with Raw({"/a/b/": door, "/other/": GOOD}) as server:
        first, second = server.check("/a/b/", "/other/")
    assert (first.verdict, second.verdict) == ("works", "works")
    assert "seen=yes" not in server.heard[-1]  # a cookie is for one link, and no other


def test_the_first_page_of_another_website() -> None:
    with Raw({"/": GOOD}, host="127.0.0.2") as there:
        said: dict[str, bytes | Talk] = {
            "/fis": go(302, f"{there.home}/"),
            "/a/b/c": go(302, f"{there.home}/"),
        }
        with Raw(said) as here:
            short, deep = here.check("/fis", "/a/b/c")
    assert (short.verdict, deep.verdict) == ("works", "broken")
    assert there.asked.total() == 1


def test_fragments() -> None:
    html = "<p id=help></p><a name=old></a><p id='£'></p><p id=user-content-x></p>" + WORDS
    said: dict[str, bytes | Talk] = {
        "/p": said_as("200 OK", html),
        "/moved": go(301, "/p"),
        "/there": go(302, "/p#old"),
        "/big": said_as("200 OK", html + "words " * 500_000 + "<p id=end>"),
        "/x.pdf": said_as("200 OK", b"%PDF-1.4", "application/pdf"),
    }
    expected = {
        "/p#help": "works", "/p#old": "works", "/p#none": "broken", "/p#Help": "broken",
        "/p#%C2%A3": "works", "/p#top": "works", "/p#": "works", "/p#x": "works",
        "/p#:~:text=nothing": "works", "/p#/route": "works", "/moved#help": "moved",
        "/moved#none": "broken", "/there#none": "works", "/x.pdf#page=3": "works",
        "/big#help": "works", "/big#end": "could-not-tell",
    }  # fmt: skip
    with Raw(said) as server:
        found = server.check(*expected, timeout=10)
    assert {link.address.removeprefix(server.home): link.verdict for link in found} == expected
    assert found[10].new == f"{server.home}/p#help"
    assert server.asked["/p"] == 1


@pytest.mark.parametrize("address", [
    "", "x", "http://", "https://", "http:///x", "http://[bad/", "http://[::1", "http://a b/", "http://:80/",
    "http://127.0.0.1:99999/", "http://127.0.0.1:port/", "ftp://127.0.0.1/", "javascript:x",
    "mailto:a@b",
    "http://.../", "http://" + "a" * 300 + ".example/", "http://\u2100.\ud800/",
])  # fmt: skip
def test_what_is_not_an_address(address: str) -> None:
    (link,) = check_outside([address], today=TODAY, wait=0, timeout=1, backoff=0.01)
    assert link.verdict == "broken", link


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    (link,) = check_outside([f"http://127.0.0.1:{port}/"], today=TODAY, wait=0, backoff=0.01)
    assert link.verdict == "could-not-tell"


def test_a_plain_server_where_a_safe_one_should_be() -> None:
    with Raw({}) as server:
        address = server.home.replace("http:", "https:")
        (link,) = check_outside([address], today=TODAY, wait=0, timeout=1, backoff=0.01)
    assert link.verdict == "could-not-tell"


def test_waits_as_it_is_asked() -> None:
    soon = said_as("429 Too Many", Retry_After="1")
    long = said_as("503 Busy", Retry_After="86400")
    odd = said_as("429 Too Many", Retry_After="when we like")
    past = said_as("429 Too Many", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")
    said: dict[str, bytes | Talk] = {
        "/soon": turn_by_turn(soon, GOOD), "/long": long, "/odd": turn_by_turn(odd, GOOD),
        "/past": turn_by_turn(past, GOOD),
    }  # fmt: skip
    with Raw(said) as server:
        began = time.monotonic()
        found = server.check(*said)
        took = time.monotonic() - began
    assert [link.verdict for link in found] == ["works", "could-not-tell", "works", "works"]
    assert 1 <= took < 6
    assert server.asked["/long"] == 1


def test_a_host_that_refuses_everything_is_soon_left_alone() -> None:
    paths = [f"/{n}" for n in range(12)]
    said: dict[str, bytes | Talk] = dict.fromkeys(paths, said_as("503 Busy"))
    with Raw(said) as server:
        found = server.check(*paths)
    assert {link.verdict for link in found} == {"could-not-tell"}
    assert server.asked.total() == 5 * 3 + 7


def test_a_host_that_never_answers_is_soon_left_alone() -> None:
    paths = [f"/{n}" for n in range(12)]
    with Raw(dict.fromkeys(paths, reset)) as server:
        server.check(*paths)
    assert server.asked.total() < 12 * 3


def test_hosts_side_by_side_but_one_question_each() -> None:
    spans: dict[str, list[tuple[float, float]]] = {"one": [], "two": []}

    def slowly(name: str) -> Talk:
        def talk(line: socket.socket, _number: int) -> None:
            began = time.monotonic()
            time.sleep(0.2)
            spans[name].append((began, time.monotonic()))  # before the answer sets others free
            line.sendall(GOOD)

        return talk

    paths = [f"/{n}" for n in range(4)]
    with (
        Raw(dict.fromkeys(paths, slowly("one"))) as one,
        Raw(dict.fromkeys(paths, slowly("two")), "127.0.0.3") as two,
    ):
        addresses = [server.home + path for path in paths for server in (one, two)]
        found = check_outside(addresses, today=TODAY, wait=0, timeout=5)
    assert {link.verdict for link in found} == {"works"}
    assert [link.address for link in found] == addresses
    for times in spans.values():
        assert len(times) == len(paths)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(sorted(times)))
    assert any(a < d and c < b for a, b in spans["one"] for c, d in spans["two"]), "side by side"


def test_who_is_asking() -> None:
    with Raw({"/": GOOD}) as server:
        server.check("/", user_agent="Brindle Council\r\nX-Bad: 1 kin@example.gov.uk £")
    assert "User-Agent: Brindle Council X-Bad: 1 kin@example.gov.uk ?\r\n" in server.heard[0]
    assert "Authorization" not in server.heard[0]


# ---------------------------------------------------------------- what is kept, and what people say
def test_answers_are_kept_for_a_week(tmp_path: Path) -> None:
    cache = tmp_path / "made" / "links.json"
    said: dict[str, bytes | Talk] = {
        "/good": GOOD, "/old": go(301, "/good"), "/busy": said_as("503 Busy"),
        "/gone": said_as("410 Gone"),
    }  # fmt: skip
    with Raw(said) as server:
        first = server.check(*said, cache=cache)
        server.asked.clear()
        again = server.check(*said, cache=cache, today=TODAY + dt.timedelta(days=6))
        assert set(server.asked) == {"/busy", "/gone"}  # failures are looked at afresh
        assert [link.verdict for link in again] == [link.verdict for link in first]
        assert [link.new for link in again] == [link.new for link in first]
        assert again[0].day == TODAY
        server.asked.clear()
        server.check(*said, cache=cache, today=TODAY + dt.timedelta(days=7))
        assert server.asked["/good"] == 1
        server.asked.clear()
        server.check("/good", cache=cache, today=TODAY - dt.timedelta(days=400))
        assert server.asked["/good"] == 1  # an answer from the future is none
    assert sorted(path.name for path in cache.parent.iterdir()) == ["links.json"]


@pytest.mark.parametrize("text", [
    "", "{", "[]", "null", '{"answers": 3}', '{"answers": {"a": {"verdict": "broken"}}, "x": 1}',
    "\x00",
    '{"answers": {"a": [1]}, "hosts that were not found": {}}', "[" * 100_000,
])  # fmt: skip
def test_a_damaged_cache_is_passed_over_and_said(tmp_path: Path, text: str) -> None:
    cache = tmp_path / "links.json"
    cache.write_text(text)
    heard: list[str] = []
    with Raw({"/": GOOD}) as server:
        (link,) = server.check("/", cache=cache, say=heard.append)
    assert link.verdict == "works"
    assert len(heard) == 1
    assert "is damaged, so every website is asked again." in heard[0]
    assert "answers" in json.loads(cache.read_text())


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    heard: list[str] = []
    with Raw({"/": GOOD}) as server:
        (link,) = server.check("/", cache=tmp_path / "file" / "links.json", say=heard.append)
    assert link.verdict == "works"
    assert len(heard) == 1


def test_what_a_person_found_is_believed_until_it_expires() -> None:
    seen = PersonalLook("works", "The page opens.", "Kinship Lead", dt.date(2026, 6, 1), TODAY)
    with Raw({"/a": said_as("403 No"), "/b": said_as("403 No")}) as server:
        answers = {f"{server.home}/a": seen}
        believed, other = server.check("/a", "/b", answers=answers)
        (late,) = server.check("/a", answers=answers, today=TODAY + dt.timedelta(days=1))
    assert believed.verdict == "works"
    assert believed.by == "Kinship Lead"
    assert believed.why == "Kinship Lead looked at it on 1 June 2026: The page opens."
    assert other.verdict == "could-not-tell"
    assert late.verdict == "could-not-tell"
    assert late.why.endswith("Kinship Lead looked at it on 1 June 2026, too long ago to rely on.")
    assert server.asked["/a"] == 2  # asked, and asked again, on the later day alone


def test_a_host_that_is_gone_on_two_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def register(host: Any, *rest: Any, **more: Any) -> Any:
        """As the register of names answers for a host that does not exist; no network is asked."""
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", register)
    cache = tmp_path / "links.json"
    with Raw({"/": GOOD}) as server:

        def look(day: int, *, alone: bool = False) -> str:
            wanted = ["http://gone.example/x"] + ([] if alone else [f"{server.home}/"])
            today = TODAY + dt.timedelta(days=day)
            return check_outside(wanted, cache=cache, today=today, wait=0, backoff=0.01)[0].verdict

        assert look(0, alone=True) == "could-not-tell"  # it may be we who are cut off
        assert look(8) == "could-not-tell"
        assert look(8) == "could-not-tell"  # twice on one day is once
        assert look(16) == "broken"
        assert look(24, alone=True) == "could-not-tell"


@pytest.mark.parametrize(("address", "law", "shape"), [
    ("https://www.legislation.gov.uk/ukpga/1989/41", True, True),
    ("http://legislation.gov.uk/ukpga/1989/41/section/17", True, True),
    ("https://www.legislation.gov.uk/ukpga/1989/41/section/17/2020-01-01#x", True, True),
    ("https://www.legislation.gov.uk/uksi/2013/706/regulation/3/made", True, True),
    ("https://www.legislation.gov.uk/ukpga/Geo6/12-13-14/54", True, True),
    ("https://www.legislation.gov.uk/id/ukpga/1989/41", True, True),
    ("https://www.legislation.gov.uk/ukpga/198941", True, False),
    ("https://www.legislation.gov.uk/act/1989/41", True, False),
    ("https://www.legislation.gov.uk/ukpga/1989", True, False),
    ("https://www.legislation.gov.uk/ukpga/1989/41" + "/section" * 40 + "!", True, False),
    ("https://legislation.gov.uk.example.org/ukpga/1989/41", False, True),
])  # fmt: skip
def test_the_shape_of_a_law(address: str, law: bool, shape: bool) -> None:  # noqa: FBT001  # a table
    assert (is_law(address), looks_like_law(address)) == (law, shape)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes(data: bytes, started: bool) -> None:  # noqa: FBT001  # as drawn
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" if started else b""
    with Raw({"/": start + data}) as server:
        (link,) = server.check("/")
    assert link.verdict in ("works", "broken", "moved", "could-not-tell")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_any_redirect(where: str) -> None:
    with Raw(
        {
            "/a": said_as(
                "301 Go",
                Location=where.encode().decode("latin-1").replace("\r", "").replace("\n", ""),
            )
        }
    ) as server:
        (link,) = server.check("/a", timeout=0.5)
    assert link.verdict in ("works", "broken", "moved", "could-not-tell")

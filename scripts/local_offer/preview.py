"""A live preview: pages and leaflets as they are typed, on this computer alone."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml.html import tostring
from lxml.html.builder import DIV, LI, UL, P

from local_offer.checks import ON_WORDS, Check, excuse
from local_offer.checks.plain import plain
from local_offer.checks.policies import policies
from local_offer.checks.reading import reading
from local_offer.extension import looks
from local_offer.finding import Finding, errors
from local_offer.load import load
from local_offer.offer import Day, Offer
from local_offer.search import write_index
from local_offer.website import Preview

_SLOW = (reading, policies, plain)  # they weigh every sentence, so the page is shown first
_QUICK = tuple(check for check in ON_WORDS if check not in _SLOW)
_MOST_SHOWN = 8  # findings on a page; the terminal has them all
_LOOK_EVERY = 0.1  # seconds
_SCRIPT = """
new EventSource("/__changes").onmessage = function (event) {
  if (event.data !== "%d") location.reload();
};
"""
Say = Callable[[str], None]


class Live:
    """The last good pages of an offer, what is wrong with its words now, and how often it changed.

    ``old`` says that the pages are older than the words, which have a mistake in them. ``look``
    is called again and again; it makes what an editor saved since the last time.
    """

    def __init__(self, folder: Path, work: Path, today: Day, say: Say) -> None:
        self.folder, self.work, self.today, self.say = folder, work, today, say
        self.pages = Preview(folder, work, today)
        self.findings: list[Finding] = []
        self.old = False
        self.changes = 0
        self.changed = threading.Condition()
        self.leaflets = work / "leaflets"
        self._seen: dict[Path, tuple[int, int]] = {}
        self._printing = threading.Lock()

    def look(self) -> bool:
        """Make again what changed; gives whether anything did."""
        now = self._stamps()
        if now == self._seen:
            return False
        saved = {path for path in {*now, *self._seen} if now.get(path) != self._seen.get(path)}
        self._seen = now
        began = time.perf_counter()
        offer, findings = load(self.folder)
        findings += self._checked(offer, _QUICK) if not errors(findings) else []
        if not errors(findings):
            findings += self._make(offer, saved)
        self._tell(findings, old=bool(errors(findings)))
        took = time.perf_counter() - began
        if errors(findings):
            return True
        self.say(f"Shown after {took:.1f} seconds.")
        self._tell(findings + self._checked(offer, _SLOW), old=False)
        if self.pages.site:
            write_index(self.pages.site, offer)
        threading.Thread(target=self._print, args=(offer,), daemon=True).start()
        return True

    def _stamps(self) -> dict[Path, tuple[int, int]]:
        found = {}
        rooms = [self.folder / "content", *looks(self.folder, "overrides")]
        rooms += looks(self.folder, "leaflet")
        for path in [self.folder / "mkdocs.yml", *(p for room in rooms for p in room.rglob("*"))]:
            try:
                stat = path.stat()
            except OSError:
                continue  # an editor's own file, gone by now
            if path.is_file() and not path.name.startswith("."):
                found[path] = (stat.st_mtime_ns, stat.st_size)
        return found

    def _checked(self, offer: Offer, checks: Iterable[Check]) -> list[Finding]:
        found = [one for check in checks for one in check(offer, self.folder, self.today)]
        return [one for one in excuse(offer, found) if one.rule != "excuse"]

    def _make(self, offer: Offer, saved: set[Path]) -> list[Finding]:
        one = next(iter(saved)) if len(saved) == 1 else None
        content = self.folder / "content"
        if self.pages.site and one and one.parent == content and one.suffix == ".md":
            known = {page.file for page in offer.pages}
            if one.name in known and (self.pages.site.parent / "docs" / one.name).is_file():
                return self.pages.make_page(offer, one.name)
        return self.pages.make(offer)

    def _tell(self, findings: list[Finding], *, old: bool) -> None:
        shown = [one for one in findings if one.level == "error"]
        if shown != self.findings and shown:
            self.say("\n".join(str(one) for one in sorted(shown)))
        with self.changed:
            self.findings, self.old = shown, old
            self.changes += 1
            self.changed.notify_all()

    def _print(self, offer: Offer) -> None:
        """Print the leaflets beside; one that is asked for meanwhile is the last good one."""
        from local_offer.leaflet import print_leaflets  # noqa: PLC0415  # half a second to load

        with self._printing:
            part = self.work / "leaflets-part"
            findings = print_leaflets(offer, self.folder, part, self.today)
            self.leaflets.mkdir(exist_ok=True)
            for pdf in part.glob("*.pdf"):
                pdf.replace(self.leaflets / pdf.name)
            shutil.rmtree(part, ignore_errors=True)
        for finding in errors(findings):
            self.say(str(finding))


def served(live: Live, port: int) -> http.server.ThreadingHTTPServer:
    """A server for this computer alone. Raises ``OSError`` where the port is taken."""
    handler = functools.partial(_Handler, live=live)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    return server


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: object, live: Live) -> None:
        self.live = live
        super().__init__(*args)  # type: ignore[arg-type]  # as the server calls it

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for findings."""

    def do_GET(self) -> None:
        """Answer with a page, a file, a leaflet, or the news that something changed."""
        path = unquote(urlsplit(self.path).path)
        if path == "/__changes":
            self._news()
        elif path == "/__preview.js":
            self._send("text/javascript", (_SCRIPT % self.live.changes).encode())
        elif path.startswith("/leaflets/") and path.endswith(".pdf"):
            pdf = self.live.leaflets / Path(path).name
            data = pdf.read_bytes() if pdf.is_file() else b""
            self._send("application/pdf", data) if data else self._send_page(None, 404)
        else:
            self._file(path)

    def _file(self, path: str) -> None:
        site = self.live.pages.site
        if site is None:
            self._send_page(None, 503)
            return
        file = (site / path.lstrip("/")).resolve()
        if file.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{path}/")
            self.end_headers()
            return
        file = file / "index.html" if file.is_dir() else file
        if not file.is_relative_to(site.resolve()) or not file.is_file():
            self._send_page(site / "404.html", 404)
        elif file.suffix == ".html":
            self._send_page(file, 200)
        else:
            self._send(self.guess_type(str(file)), file.read_bytes())

    def _send_page(self, file: Path | None, status: int) -> None:
        """A page with what is wrong at its head, and the script that waits for news."""
        html = "<!doctype html><title>Preview</title><body><main></main></body>"
        if file is not None and file.is_file():
            html = file.read_text(encoding="utf-8")
        script = '<script src="/__preview.js" defer></script>'
        head, main, rest = html.partition("<main")
        attributes, close, body = rest.partition(">")
        box = _box(self.live.findings, old=self.live.old)
        page = f"{head}{main}{attributes}{close}{box}{body}".replace("</body>", f"{script}</body>")
        self._send("text/html; charset=utf-8", page.encode(), status)

    def _send(self, kind: str, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _news(self) -> None:
        """Tell the browser each time that something changed, until it goes away."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told = -1
        try:
            while True:
                with self.live.changed:
                    if told == self.live.changes:
                        self.live.changed.wait(timeout=5)
                    told = self.live.changes
                self.wfile.write(f"data: {told}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return  # the browser has gone


def _box(findings: list[Finding], *, old: bool) -> str:
    """What is wrong, as it stands at the head of a page; nothing where nothing is."""
    if not findings:
        return ""
    shown = sorted(findings)[:_MOST_SHOWN]
    more = len(findings) - len(shown)
    words = "Please mend this, and save again:"
    words = f"This is the last good page. {words}" if old else words
    box = DIV(P(words), UL(*(LI(str(one)) for one in shown)), role="alert")
    box.set("class", "draft")
    if more:
        box.append(P(f"And {more} more. The terminal lists them."))
    return str(tostring(box, encoding="unicode"))


def watch(live: Live, until: threading.Event) -> None:
    """Look for what was saved until told to stop. What goes wrong is said, and it goes on."""
    while not until.is_set():
        try:
            live.look()
        except OSError as problem:
            live.say(f"The computer refused: {problem.strerror or problem}.")
        until.wait(_LOOK_EVERY)

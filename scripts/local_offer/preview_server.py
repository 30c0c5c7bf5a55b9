"""The preview's server: the last good pages, for a browser on this computer alone."""

from __future__ import annotations

import errno
import functools
import http.server
import mimetypes
import socket
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from lxml.html import tostring
from lxml.html.builder import DIV, LI, UL, P

from local_offer.model import Finding
from local_offer.preview import Live

_MOST_SHOWN = 8  # findings on a page; the terminal has them all
_OURS = ("localhost", "127.0.0.1")
_ELSEWHERE = b"This preview is for this computer alone. The terminal says its address."
# A page holds the number of the change that it was made at. When the news is of another, the page
# is an old one, however long the browser took to ask.
_SCRIPT = b"""const made = document.currentScript.dataset.change;
new EventSource("/__changes").onmessage = function (event) {
  if (event.data !== made) location.reload();
};
"""


def served(live: Live, port: int) -> http.server.ThreadingHTTPServer:
    """A server for this computer alone. Raises ``OSError`` where the port is taken."""
    # Browsers ask for localhost at ::1 first: another program there would answer in our place.
    if port and _answers("::1", port):
        raise OSError(errno.EADDRINUSE, "Another program answers there")
    return _PreviewServer(("127.0.0.1", port), functools.partial(_Handler, live=live))


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


class _PreviewServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser hangs up at will, and the terminal is for findings."""


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD, from the site and the leaflets and from nothing else."""

    def __init__(self, *args: Any, live: Live) -> None:
        self.live = live
        super().__init__(*args)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for findings."""

    def do_HEAD(self) -> None:
        """As GET, without the words."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a page, a file, a leaflet, or the news that something changed."""
        # Another website could have its own name lead here, and read a draft.
        name = self.headers.get("Host", "localhost").rpartition(":")
        if (name[0] or name[2]).lower() not in _OURS:
            self._send("text/plain; charset=utf-8", _ELSEWHERE, HTTPStatus.FORBIDDEN)
            return
        try:
            self._answer(unquote(urlsplit(self.path).path))
        except (BrokenPipeError, ConnectionResetError):
            return  # the browser has gone
        except (OSError, ValueError):  # a name that no file can have, or a page made anew just now
            self._page(None, HTTPStatus.NOT_FOUND)

    def _answer(self, path: str) -> None:
        if path == "/__changes":
            self._news()
        elif path == "/__preview.js":
            self._send("text/javascript", _SCRIPT)
        elif path.startswith("/leaflets/") and path.endswith(".pdf"):
            pdf = self.live.leaflets / Path(path).name
            if pdf.is_file():
                self._send("application/pdf", pdf.read_bytes())
            else:
                self._page(None, HTTPStatus.NOT_FOUND)
        elif self.live.pages.site is None:
            self._page(None, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._file(self.live.pages.site.resolve(), path)

    def _file(self, site: Path, path: str) -> None:
        # The page for what is not there names the folder of the host that the site will stand in.
        under = self.live.pages.under
        inside = path.removeprefix(under) if path.startswith(f"{under}/") else path
        file = (site / inside.lstrip("/")).resolve()
        if not file.is_relative_to(site):
            file = site / "404.html"
        if file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{quote(file.relative_to(site).as_posix())}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = file / "index.html" if file.is_dir() else file
        if file == site / "404.html" or not file.is_file():
            self._page(site / "404.html", HTTPStatus.NOT_FOUND)
        elif file.suffix == ".html":
            self._page(file, HTTPStatus.OK)
        else:
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self._send(kind, file.read_bytes())

    def _page(self, file: Path | None, status: HTTPStatus) -> None:
        """A page with what is wrong at its head, and the script that waits for news."""
        change = self.live.changes  # before all else is read, which is then at least as new
        box = _box(self.live.findings, old=self.live.old)
        html = "<!doctype html><title>Preview</title><body><main></main></body>"
        if file is not None and file.is_file():
            html = file.read_text(encoding="utf-8")
        script = f'<script src="/__preview.js" data-change="{change}" defer></script>'
        head, main, rest = html.partition("<main")
        attributes, close, body = rest.partition(">")
        page = f"{head}{main}{attributes}{close}{box}{body}".replace("</body>", f"{script}</body>")
        self._send("text/html; charset=utf-8", page.encode(), status)

    def _send(self, kind: str, data: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _news(self) -> None:
        """Tell the browser each time that something changed, until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told = -1
        while self.command != "HEAD":
            with self.live.changed:
                if told == self.live.changes:
                    self.live.changed.wait(timeout=5)
                told = self.live.changes
            self.wfile.write(f"data: {told}\n\n".encode())
            self.wfile.flush()


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

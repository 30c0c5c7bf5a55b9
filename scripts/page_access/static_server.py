"""A server of the folder for this computer alone, so that a page loads as it would in the world."""

from __future__ import annotations

import functools
import http.client
import http.server
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

_PAGES = (".html", ".htm")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60  # a browser that died leaves its line open; its thread ends all the same
    under = ""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def translate_path(self, path: str) -> str:
        path = path.removeprefix(self.under)
        file = super().translate_path(path)
        if os.path.lexists(file):
            return file
        name = file_behind(Path(self.directory), unquote(urlsplit(path).path)[1:])
        return os.path.join(self.directory, name) if name else file  # noqa: PTH118  # as above

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002  # its shape
        """A folder with no page of its own is not there, as on a real host."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As a real host does, answer what is not there with the site's own page for it."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        words = page.read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(words)


class _StaticServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser hangs up at will; that is not worth a word."""


@contextmanager
def served(folder: Path, under: str = "") -> Iterator[str]:
    """Serves ``folder`` on a free port of this computer; the address, with no slash at its end.

    ``under`` is a folder that its pages are to stand in, such as ``/kinship``.
    """
    kind = type("_QuietUnder", (_Quiet,), {"under": under})
    handler = functools.partial(kind, directory=str(folder))
    with _StaticServer(("127.0.0.1", 0), handler) as server:
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{under}"
        finally:
            server.shutdown()
            thread.join()


def pages_in(folder: Path) -> list[str]:
    """Every page in the folder and the folders in it, with forward slashes, in order."""
    return sorted(
        Path(place, name).relative_to(folder).as_posix()
        for place, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(_PAGES)
    )


def address(base: str, page: str) -> str:
    """Where ``served`` shows a page; signs that mean something in an address are escaped."""
    return f"{base}/{quote(os.fsencode(page))}"


def file_behind(folder: Path, name: str) -> str:
    """The file that is meant by a path from the top of the host; empty where there is none.

    A site may be built for a folder of its host, and its 404 page then names that folder first,
    since it is shown at any address. We show the site from the top, so that part is left out.
    """
    for tried in (name, name.partition("/")[2]):
        try:
            if tried and (folder / tried).exists():
                return tried
        except (OSError, ValueError):
            return ""  # no file can have such a name
    return ""


def file_at(base: str, folder: Path, url: str) -> str:
    """The file in the folder behind an address of ours, or the name where one is looked for."""
    if not url.startswith(f"{base}/"):
        return ""
    name = os.fsdecode(unquote_to_bytes(urlsplit(url).path))[1:]
    return file_behind(folder, name) or name


def unanswered(base: str, pages: Iterable[str]) -> dict[str, str]:
    """The pages that the server does not give, each with what it says instead."""
    refused = {}
    line = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
    for page in pages:
        try:
            line.request("GET", urlsplit(address(base, page)).path)
            answer = line.getresponse()
            answer.read()
            if answer.status != HTTPStatus.OK:
                refused[page] = f"{answer.status} {answer.reason}"
        except (OSError, http.client.HTTPException) as no:
            refused[page] = str(no)
            line.close()
    line.close()
    return refused

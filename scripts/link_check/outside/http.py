"""One polite question to somebody else's website, held to a time and a size."""

from __future__ import annotations

import datetime as dt
import email.utils
import errno
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import requests
import urllib3

from link_check.outside.deadlines import Adapter, InwardError, Session, Watch

RequestFault = Literal[
    "",  # an answer came
    "slow",  # not within the time
    "cut",  # the line was cut before an answer
    "refused",  # nobody is listening there
    "network",  # our own network, or a register of names, is not working
    "no-host",  # no register knows such a host
    "certificate",  # the host cannot prove who it is, and browsers warn
    "tls",  # the safe line could not be made for some other reason
    "garbled",  # what came cannot be unpacked
    "inward",  # the line leads into a private network, and nothing was sent
    "address",  # this is not an address that can be asked
]

MOST_BYTES = 2_000_000  # of a page; more is not read
_A_TASTE = 2_000  # bytes of anything that is not a page: that it is there is enough
_PATIENT = 30.0  # seconds: the longest Retry-After that is waited for
_A_LITTLE = 0.02  # seconds
_A_MOMENT = 0.1  # seconds added to it, for clocks that differ
_STRANGER_AFTER = 5  # refusals in a row from a host that never answered: then asked once only
_ACCEPT = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
# OpenSSL's number for "issuer not found": the host left out a link of the chain, which
# browsers fetch for themselves.
_CHAIN_NOT_WHOLE = 20


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers by small name, and the beginning of the body.

    ``whole`` is false where there was more than was read. ``status`` is 0 where none came, and
    ``trouble`` then says why.
    """

    address: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True
    trouble: RequestFault = ""


Tries = Callable[[Reply], int]
"""A rule that says how many tries in all a reply deserves: 1 where it is an answer."""


def host_of(address: str) -> str:
    """The host of an address, in small letters, without its port; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


class Asker:
    """Asks websites for pages, one question at a time for each host.

    ``wait``, ``timeout`` and ``backoff`` are seconds, as in ``check_outside``. ``answered`` says
    whether any host did, and ``unknown_hosts`` are those that no register knows.
    """

    def __init__(
        self, user_agent: str, wait: float, timeout: float, backoff: float, authorities: Path | None
    ) -> None:
        plain = " ".join(user_agent.split()).encode("ascii", "replace").decode()
        self.headers = _ACCEPT | {"User-Agent": plain}
        self.wait, self.timeout, self.backoff = wait, timeout, backoff
        self.authorities = str(authorities) if authorities else None
        self.answered = False
        self.unknown_hosts: set[str] = set()
        self._turns: dict[str, _Turn] = {}
        self._lock = threading.Lock()

    def session(self, *, inward: bool = False) -> Session:
        """A session that keeps cookies for one address and its redirects, and nothing else.

        ``inward`` lets it ask in a private network.
        """
        session = Session()
        session.inward = inward
        session.headers.clear()
        session.headers.update(self.headers)
        session.auth = _no_password
        for scheme in ("http://", "https://"):
            session.mount(scheme, Adapter(max_retries=0))
        return session

    def ask(self, address: str, session: Session, tries: Tries) -> Reply:
        """The answer of a website, after as many tries as such a failure deserves."""
        host = host_of(address)
        tried = 0
        while True:
            reply = self._once(address, session)
            tried += 1
            most = tries(reply)
            turn = self._turn(host)
            if most <= 1:
                turn.answered = turn.answered or reply.status != 0
                return reply
            pause = _retry_after(reply)
            stranger = turn.refusals >= _STRANGER_AFTER and not turn.answered
            if tried >= most or stranger or (pause is not None and pause > _PATIENT):
                turn.refusals += 1
                return reply
            time.sleep(self.backoff * 2 ** (tried - 1) if pause is None else pause + _A_MOMENT)

    def _turn(self, host: str) -> _Turn:
        with self._lock:
            return self._turns.setdefault(host, _Turn())

    def _once(self, address: str, session: Session) -> Reply:
        host = host_of(address)
        with self._turn(host).taken(self.wait), Watch(self.timeout, inward=session.inward) as watch:
            reply = self._request(address, session, watch)
        if reply.status:
            self.answered = True
        elif reply.trouble == "no-host":
            self.unknown_hosts.add(host)
        return reply

    def _request(self, address: str, session: Session, watch: Watch) -> Reply:
        try:
            response = session.get(
                address,
                stream=True,
                allow_redirects=False,
                timeout=self.timeout,
                verify=self.authorities,
            )
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as no:
            return Reply(address, trouble="slow" if watch.over else _trouble(no))
        headers = {name.lower(): value for name, value in response.headers.items()}
        with response:
            body, whole, trouble = _read(response, headers, watch)
        if trouble and not body:
            return Reply(address, trouble=trouble)
        if trouble == "slow":
            return Reply(address, trouble="slow")
        return Reply(address, response.status_code, headers, body, whole)


class _Turn:
    """Whose turn it is to ask one host, and how it has treated us."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.last = float("-inf")
        self.answered = False
        self.refusals = 0

    @contextmanager
    def taken(self, wait: float) -> Iterator[None]:
        """Hold the turn for one request, at least ``wait`` seconds after the last began."""
        with self.lock:
            if wait:  # and a little more, since the other side's clock is not ours
                time.sleep(max(0.0, self.last + wait + _A_LITTLE - time.monotonic()))
            self.last = time.monotonic()
            yield


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no name and password that this machine may keep for a host."""
    return request


def _read(
    response: requests.Response, headers: Mapping[str, str], watch: Watch
) -> tuple[bytes, bool, RequestFault]:
    """The beginning of a body, whether that is all of it, and what went wrong meanwhile."""
    kind = headers.get("content-type", "html").lower()
    most = MOST_BYTES if "html" in kind or "xml" in kind else _A_TASTE
    body = bytearray()
    try:
        while len(body) < most:
            piece = response.raw.read1(65536, decode_content=True)
            if not piece:
                return bytes(body), not watch.over, "slow" if watch.over else ""
            body += piece
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as no:
        # Browsers show what came of a page that is cut short, so the caller gets it too.
        return bytes(body), False, "slow" if watch.over else _trouble(no)
    return bytes(body[:most]), False, ""


def _retry_after(reply: Reply) -> float | None:
    """The seconds that a website asks us to wait; ``None`` where it does not say."""
    said = reply.headers.get("retry-after", "").strip()
    if not said or reply.status not in (429, 503):
        return None
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        when = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return None
    now = dt.datetime.now(when.tzinfo or dt.UTC)
    return max(0.0, (when.replace(tzinfo=when.tzinfo or dt.UTC) - now).total_seconds())


# The first that fits, from the top; an error that is of two kinds is told as the closer one.
_KINDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], RequestFault], ...] = (
    (InwardError, "inward"),
    (ssl.SSLCertVerificationError, "certificate"),
    (ssl.SSLError, "tls"),
    (socket.gaierror, "no-host"),
    ((TimeoutError, requests.Timeout), "slow"),
    (ConnectionRefusedError, "refused"),
    (urllib3.exceptions.DecodeError, "garbled"),
    ((requests.exceptions.InvalidURL, UnicodeError), "address"),
    ((requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema), "address"),
)
_UNKNOWN_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH)


def _trouble(problem: BaseException) -> RequestFault:
    """Which kind of trouble an error is, looking through what it is wrapped in."""
    for inner in _layers(problem):
        fault = next((fault for kind, fault in _KINDS if isinstance(inner, kind)), None)
        if fault == "certificate" and getattr(inner, "verify_code", 0) == _CHAIN_NOT_WHOLE:
            return "tls"
        if fault == "no-host" and getattr(inner, "errno", 0) not in _UNKNOWN_HOST:
            return "network"
        if fault is None and isinstance(inner, OSError) and inner.errno in _NO_WAY:
            return "network"
        if fault:
            return fault
    wrong = (urllib3.exceptions.LocationValueError, ValueError)
    return "address" if isinstance(problem, wrong) else "cut"


def _layers(problem: BaseException) -> Iterator[BaseException]:
    """An error and everything it wraps, from the outside in."""
    waiting: list[object] = [problem]
    seen: set[int] = set()
    while waiting:
        inner = waiting.pop(0)
        if not isinstance(inner, BaseException) or id(inner) in seen:
            continue
        seen.add(id(inner))
        yield inner
        waiting += [*inner.args, getattr(inner, "reason", None), inner.__cause__, inner.__context__]

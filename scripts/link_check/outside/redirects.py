"""From an address to the page where a reader ends up."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from link_check.hosts import is_private, number_of
from link_check.outside.bot_challenges import is_challenge
from link_check.outside.deadlines import Session
from link_check.outside.fetched_page import FetchedPage, read_page
from link_check.outside.http import Asker, Reply, host_of

_REDIRECTS = (301, 302, 303, 307, 308)
_LASTING = (301, 308)  # RFC 9110, section 15.4: the others are for now only
_MOST_HOPS = 20  # as browsers do
_MOST_VISITS = 3  # of one page, with the same cookies: some send people round once
_FEW_WORDS = 80  # a page with more is meant to be read, even if it then sends people on


class Hop(NamedTuple):
    """One redirect: where to, with what follows ``#``, and whether it is for good."""

    to: str
    lasting: bool


@dataclass(frozen=True)
class Trail:
    """The way from an address to where it ends, and what is there.

    ``page`` is ``None`` where that is not a web page. ``endless`` means that the redirects go
    round, ``astray`` that the last leads to what is not a web address.
    """

    start: str
    hops: tuple[Hop, ...]
    reply: Reply
    page: FetchedPage | None
    endless: bool = False
    astray: bool = False

    @property
    def end(self) -> str:
        return self.hops[-1].to if self.hops else self.start


class Follower:
    """Follows redirects by hand, and asks for no page twice."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self.trails: dict[str, Trail] = {}
        self.seen: dict[str, tuple[Reply, FetchedPage | None]] = {}

    def follow(self, address: str) -> Trail:
        """Where an address (without ``#``) leads; asked once however often it is wanted."""
        if address not in self.trails:
            self.trails[address] = self._follow(address)
        return self.trails[address]

    def _follow(self, start: str) -> Trail:
        hops: list[Hop] = []
        here = start
        been: Counter[tuple[str, str]] = Counter()
        if not is_web(start):
            return Trail(start, (), Reply(start, trouble="address"), None)
        inward = is_private(host_of(start))  # as whoever wrote it must have meant
        with self.asker.session(inward=inward) as session:
            while True:
                cookies = str(sorted(session.cookies.items(), key=str))
                if been[here, cookies] >= _MOST_VISITS or len(hops) > _MOST_HOPS:
                    return Trail(start, tuple(hops), Reply(here), None, endless=True)
                been[here, cookies] += 1
                reply, page = self._ask(here, session)
                hop = _hop(here, reply, page)
                if hop is None:
                    return Trail(start, tuple(hops), reply, page)
                hops.append(hop)
                here = hop.to.partition("#")[0]
                if not _may_go(start, here):
                    return Trail(start, tuple(hops), reply, page, astray=True)

    def _ask(self, address: str, session: Session) -> tuple[Reply, FetchedPage | None]:
        """What is at an address; what does not hang on cookies and leads no further is kept."""
        if address in self.seen and not session.cookies:
            return self.seen[address]
        fresh = not session.cookies
        reply = self.asker.ask(address, session, _tries)
        page = read_page(reply)
        if fresh and not session.cookies and _hop(address, reply, page) is None:
            self.seen[address] = reply, page
        return reply, page


def _tries(reply: Reply) -> int:
    """How many tries a reply deserves: what may pass, three; what is meant, a second look."""
    if reply.trouble:
        return {"certificate": 1, "address": 1, "inward": 1, "slow": 2, "tls": 2, "no-host": 2}.get(
            reply.trouble, 3
        )
    if reply.status == 429 or 500 <= reply.status <= 599:
        return 3
    if reply.status in (410, 451):
        return 1  # these are said on purpose
    if reply.status >= 400 or is_challenge(reply, read_page(reply)):
        return 2  # a 404 too: nobody is told of a broken link on the strength of one answer
    return 1


def _hop(here: str, reply: Reply, page: FetchedPage | None) -> Hop | None:
    """Where a reply sends us, if it does."""
    said = reply.headers.get("location", "").strip()
    if reply.status in _REDIRECTS and said:
        return Hop(_joined(here, said), reply.status in _LASTING)
    if page is None or not page.onward or reply.status != 200 or page.words > _FEW_WORDS:
        return None
    to = _joined(here, page.onward)
    same = to.partition("#")[0] == here
    return None if same or is_challenge(reply, page) else Hop(to, lasting=False)


def _joined(here: str, said: str) -> str:
    """The whole address that a redirect means, written as it can be asked for."""
    with suppress(UnicodeError):  # headers come as latin-1, and mean UTF-8
        said = said.encode("latin-1").decode("utf-8")
    try:
        to = urljoin(here, said)
    except ValueError:
        to = said
    return quote(re.sub(r"[\t\r\n]", "", to), safe="!#$%&'()*+,/:;=?@[]~")


def _may_go(start: str, to: str) -> bool:
    """Whether a redirect leads to a web address, and not from the web into a private network.

    Nor, from anywhere, to a number in a form that nobody writes but to hide where it leads.
    """
    host = host_of(to)
    number = number_of(host)
    hidden = number is not None and number.version == 4 and str(number) != host
    return is_web(to) and not hidden and (is_private(host_of(start)) or not is_private(host))


def is_web(address: str) -> bool:
    """Whether an address is a whole one on the web."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False

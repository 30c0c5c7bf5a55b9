"""Links that lead into an inner network, or to a page to sign in, and what findings call a folder.

Everything is on this machine's own loopback addresses. Nothing else is asked.
"""

from __future__ import annotations

import os
import socket
from typing import Any

import pytest
from test_outside_links import GOOD, SIGN_IN, Raw, Talk, go, said_as

from conftest import TODAY
from link_check import check_outside, hosts
from link_check.outside.http import Asker

ANY_OF_OURS = "0.0.0.0"  # noqa: S104  # a server of a test may be asked by any name of ours
LOOPBACK = (
    "127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "127.1", "017700000001", "0177.0.0.1",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost",
)  # fmt: skip
"""This machine, in forms that reach a server on it."""
INNER = (
    *LOOPBACK, "0", "10.1", "10.0.0.1", "172.16.5.4", "172.31.0.1", "192.168.1.1",
    "169.254.169.254", "0xa9fea9fe", "100.64.0.1", "100.100.100.200", "192.0.0.1", "192.0.0.192",
    "198.18.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "::1", "[fe80::1]", "[fd00::1]",
    "[fec0::1]", "[ff02::1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]",
    "[2002:7f00:1::]", "[2001:db8::1]", "127.0.0.1.", "%31%32%37.0.0.1", "１２７.0.0.1",
    "127\u30020\u30020\u30021", "intranet", "printer.corp", "a.localhost", "nas.LOCAL",
    "x.internal", ANY_OF_OURS,
)  # fmt: skip
OUTER = (
    "www.gov.uk", "8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.0.1.1", "193.0.0.192",
    "11.0.0.1", "[2606:4700::1111]", "[::ffff:8.8.8.8]", "134744072", "3com.co.uk", "127.0.0.1.uk",
    "localhost.example.gov.uk", "",
)  # fmt: skip


def _rights(**settings: Any) -> dict[str, Any]:
    return {"today": TODAY, "wait": 0.0, "timeout": 2.0, "backoff": 0.01} | settings


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def test_an_inner_host_is_known_in_every_form() -> None:
    assert [host for host in INNER if not hosts.is_private(host)] == []
    assert [host for host in OUTER if hosts.is_private(host)] == []


@pytest.mark.parametrize("host", [*LOOPBACK, socket.gethostname()])
def test_the_other_end_is_asked_before_anything_is_sent(host: str) -> None:
    """However an address looks: here each form, and this machine's own name, leads inside."""
    asker = Asker("a test", 0, 2, 0.01, None)
    with Raw({"/": GOOD}, host=ANY_OF_OURS) as server:
        address = server.home.replace(ANY_OF_OURS, host)
        with asker.session() as session:
            reply = asker.ask(f"{address}/", session, lambda _reply: 1)
        assert (reply.trouble, reply.status) == ("inward", 0)
        assert server.heard == []
        with asker.session(inward=True) as session:
            assert asker.ask(f"{address}/", session, lambda _reply: 1).status == 200


def test_a_name_that_leads_inside_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def register(host: Any, *rest: Any, **more: Any) -> Any:
        """As a register of names where somebody has put an inner number."""
        return real("127.0.0.1" if host == "www.example.gov.uk" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", register)
    with Raw({"/": GOOD}) as server:
        port = server.home.rpartition(":")[2]
        (link,) = check_outside([f"http://www.example.gov.uk:{port}/"], **_rights())
    assert server.heard == []
    assert link.verdict == "could-not-tell"
    assert link.why.startswith("From here this address leads into a private network, so it was not")


WAYS = (
    lambda where: go(302, where),
    lambda where: go(301, where),
    lambda where: said_as("200 OK", f"<meta http-equiv=refresh content='0; url={where}'>"),
)


@pytest.mark.parametrize("host", [*LOOPBACK, "intranet", "printer.corp", "100.100.100.200"])
@pytest.mark.parametrize("way", range(len(WAYS)))
def test_no_redirect_leads_from_the_web_to_the_inside(
    monkeypatch: pytest.MonkeyPatch, host: str, way: int
) -> None:
    """A proxy on this machine stands for the web: it answers for a name that is nowhere else."""
    with Raw({"/": GOOD, "/admin": GOOD}) as inside:
        where = f"http://{host}:{inside.home.rpartition(':')[2]}/admin"
        start = "http://www.example.gov.uk/go"
        with Raw({start: WAYS[way](where), where: GOOD}) as proxy:
            monkeypatch.setenv("http_proxy", proxy.home)
            (link,) = check_outside([start], **_rights())
            assert list(proxy.asked) == [start]
    assert inside.heard == []
    assert link.verdict == "broken"
    assert link.why.startswith("This address is sent on into a private network")


def test_a_redirect_by_a_name_that_leads_inside_is_not_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Past the proxy: the name of this machine, which no list of forms can know."""
    with Raw({"/admin": GOOD}, host=ANY_OF_OURS) as inside:
        real = socket.getaddrinfo

        def register(host: Any, *rest: Any, **more: Any) -> Any:
            return real("127.0.0.1" if host == "admin.example.gov.uk" else host, *rest, **more)

        monkeypatch.setattr(socket, "getaddrinfo", register)
        where = f"http://admin.example.gov.uk:{inside.home.rpartition(':')[2]}/admin"
        start = "http://www.example.gov.uk/go"
        with Raw({start: go(302, where)}) as proxy:
            monkeypatch.setenv("http_proxy", proxy.home)
            monkeypatch.setenv("no_proxy", "admin.example.gov.uk")
            (link,) = check_outside([start], **_rights())
        assert inside.heard == []
    assert link.verdict == "could-not-tell"


@pytest.mark.parametrize("host", LOOPBACK[1:7])
def test_nor_does_one_that_hides_where_it_leads_from_anywhere(host: str) -> None:
    with Raw({"/admin": GOOD}) as inside:
        where = f"http://{host}:{inside.home.rpartition(':')[2]}/admin"
        with Raw({"/a/b/": go(302, where)}) as server:
            (link,) = server.check("/a/b/")
    assert inside.heard == []
    assert link.verdict == "broken"


# ---------------------------------------------------------------- "Improve this page"

EDITS: dict[str, tuple[dict[str, bytes | Talk], str]] = {
    "to a page to sign in": ({"/r/edit/a.md": go(302, "/login"), "/login": SIGN_IN}, "works"),
    "by two steps": (
        {"/r/edit/a.md": go(302, "/x"), "/x": go(302, "/users/sign_in"), "/users/sign_in": SIGN_IN},
        "works",
    ),
    "by what it answers": ({"/r/edit/a.md": said_as("401 Who are you")}, "works"),
    "gone": ({"/r/edit/a.md": said_as("404 No")}, "broken"),
    "gone behind the door": (
        {"/r/edit/a.md": go(302, "/login"), "/login": said_as("404 No")}, "broken"
    ),
    "to the first page": ({"/r/edit/a.md": go(302, "/"), "/": GOOD}, "broken"),
}  # fmt: skip


@pytest.mark.parametrize("case", EDITS)
def test_who_improves_a_page_may_be_asked_to_sign_in(case: str) -> None:
    said, verdict = EDITS[case]
    with Raw(said) as server:
        (link,) = server.check("/r/edit/a.md", for_members=(f"{server.home}/r/edit/",))
        assert link.verdict == verdict, link
        (link,) = server.check("/r/edit/a.md")
        assert link.verdict != "works"


def test_a_page_to_sign_in_on_another_website_is_for_a_person_to_look_at() -> None:
    there = Raw({"/login": SIGN_IN}, host="127.0.0.2")
    with there, Raw({"/r/edit/a.md": go(302, f"{there.home}/login")}) as here:
        (link,) = here.check("/r/edit/a.md", for_members=(f"{here.home}/r/edit/",))
    assert link.verdict == "could-not-tell"

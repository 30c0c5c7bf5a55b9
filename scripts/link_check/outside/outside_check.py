"""Links to other people's websites: do they still work? The only room that uses the network.

``check_outside`` asks for each page once and politely (``http``), follows it to where it ends
(``redirects``), reads what came (``fetched_page``) and judges it (``verdict``, with
``bot_challenges`` and ``legislation_gov_uk`` for those who answer no programs). ``answer_cache``
keeps good answers for a week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from link_check.outside.answer_cache import AnswerCache
from link_check.outside.http import Asker, host_of
from link_check.outside.redirects import Follower
from link_check.outside.verdict import OutsideState, OutsideVerdict, asked_to_sign_in, judge

Day = dt.date
WHO = "local-offer-link-check/1.0 (a council checks the links of its Kinship Local Offer)"
"""What other websites are told about who is asking, where the caller does not say more."""


@dataclass(frozen=True, order=True)
class OutsideLink:
    """One address on somebody else's website, and the verdict on it.

    *works*. *broken*: the reader does not get there. *moved*: it works, and ``new`` is the
    address to put in its place. *could-not-tell*: the website did not let us see; a person
    should look. ``why`` says so in a sentence or two. ``day`` is when the website was asked, or
    a person looked; ``by`` is that person's role, empty where nobody did.
    """

    address: str
    verdict: OutsideState
    why: str = ""
    new: str = ""
    day: Day | None = None
    by: str = ""


@dataclass(frozen=True)
class PersonalLook:
    """What a person found who looked for themselves: who, when, and until when it holds."""

    verdict: OutsideState
    why: str
    role: str
    day: Day
    expires: Day
    new: str = ""


def _to_nobody(sentence: str) -> None:
    del sentence


def check_outside(
    addresses: Iterable[str],
    *,
    cache: Path | None = None,
    answers: Mapping[str, PersonalLook] | None = None,
    today: Day,
    wait: float = 1.0,
    timeout: float = 20.0,
    backoff: float = 2.0,
    user_agent: str = WHO,
    authorities: Path | None = None,
    at_once: int = 8,
    for_members: tuple[str, ...] = (),
    say: Callable[[str], object] = _to_nobody,
) -> list[OutsideLink]:
    """The verdict on each address, each once, in the order given.

    ``cache`` is a JSON file of answers, which last seven days; only *works* and *moved* are
    kept. ``answers`` holds what people found themselves, and is believed until it expires.

    ``wait`` is the least time between two requests to one host, ``timeout`` the most that one
    request may take in all, and ``backoff`` the pause before a failed request is repeated,
    doubled each time; all in seconds. One host is asked one question at a time; up to ``at_once``
    hosts are asked side by side. ``user_agent`` says who is asking. ``authorities`` is a file of
    certificates to trust in place of the usual ones. ``for_members`` holds how those addresses
    begin that are meant to ask who one is, so that they work where they do. ``say`` hears what
    the caller should know, such as that the cache was damaged.

    An address with the name or number of an inner network is asked, for whoever wrote it meant
    so. No other is, wherever its name leads, and nor is what a redirect makes of it.

    Nothing that a website does raises an error.
    """
    wanted = list(dict.fromkeys(addresses))
    memory = AnswerCache(cache, today, say)
    known: dict[str, OutsideLink] = {}
    for address in wanted:
        answer = (answers or {}).get(address)
        if answer is not None and today <= answer.expires:
            known[address] = _told(address, answer)
        elif kept := memory.answer(address):
            known[address] = OutsideLink(address, kept.verdict, kept.why, kept.new, kept.day)
    to_ask = [address for address in wanted if address not in known]
    asker = Asker(user_agent, wait, timeout, backoff, authorities)
    with ThreadPoolExecutor(max_workers=max(1, at_once)) as pool:
        groups = _by_host(to_ask).values()
        asked = pool.map(lambda group: _ask(group, Follower(asker), today, for_members), groups)
        for links in asked:
            known |= {link.address: link for link in links}
    for host in {host_of(address) for address in to_ask} - asker.unknown_hosts:
        memory.host_is_there(host)
    found = [known[address] for address in wanted]
    found = [_second_look(link, asker, memory) for link in found]
    for link in found:
        if link.verdict in ("works", "moved") and not link.by:
            memory.keep(link.address, link.verdict, link.why, link.new, link.day or today)
    memory.save()
    return [_out_of_date(link, (answers or {}).get(link.address)) for link in found]


def _by_host(addresses: list[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for address in addresses:
        groups.setdefault(host_of(address), []).append(address)
    return groups


def _ask(
    addresses: list[str], follower: Follower, today: Day, for_members: tuple[str, ...]
) -> list[OutsideLink]:
    """Ask one host for its pages, one after the other, each page once."""
    links = []
    for address in addresses:
        page, _, fragment = address.strip().partition("#")
        trail = follower.follow(page)
        for_member = any(address.startswith(begins) for begins in for_members)
        judged: OutsideVerdict = (for_member and asked_to_sign_in(trail)) or judge(fragment, trail)
        links.append(OutsideLink(address, judged.verdict, judged.why, judged.new, today))
    return links


def _second_look(link: OutsideLink, asker: Asker, memory: AnswerCache) -> OutsideLink:
    """A host that no register knows, on two different days: then its links are broken."""
    host = host_of(link.address)
    if link.by or host not in asker.unknown_hosts:
        return link
    if not asker.answered:
        return link  # nobody answered: it is we who are cut off
    first = memory.no_such_host(host)
    if first is None:
        return link
    why = (
        f"There is no website called {host}: we looked on two days, the first {_spoken(first)}. "
        "Find the new address, or take the link out."
    )
    return replace(link, verdict="broken", why=why)


def _spoken(day: Day) -> str:
    return f"{day.day} {day:%B %Y}"


def _told(address: str, answer: PersonalLook) -> OutsideLink:
    why = f"{answer.role} looked at it on {_spoken(answer.day)}: {answer.why}"
    return OutsideLink(address, answer.verdict, why, answer.new, answer.day, answer.role)


def _out_of_date(link: OutsideLink, answer: PersonalLook | None) -> OutsideLink:
    """Say of what we could not tell that a person once could."""
    if answer is None or link.by or link.verdict != "could-not-tell":
        return link
    more = f"{answer.role} looked at it on {_spoken(answer.day)}, too long ago to rely on."
    return replace(link, why=f"{link.why} {more}")

"""Whether a link to somebody else's page still does for a reader what it did."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from link_check.outside.bot_challenges import is_challenge, needs_scripts
from link_check.outside.fetched_page import FetchedPage
from link_check.outside.http import Reply, RequestFault
from link_check.outside.legislation_gov_uk import is_law, looks_like_law
from link_check.outside.redirects import Trail, is_web

OutsideState = Literal["works", "broken", "moved", "could-not-tell"]


class OutsideVerdict(NamedTuple):
    """The verdict on a link, why, and the address to put in its place."""

    verdict: OutsideState
    why: str = ""
    new: str = ""


_LOOK = "Open it yourself, and write down what you see."
_MEND = "Find the page that took its place, or take the link out."
_WHY_NOT: dict[RequestFault, str] = {
    "slow": "The website did not answer in time.",
    "cut": "The website cut the line before it answered.",
    "refused": "Nothing answers at this address.",
    "network": "The way to this website is not open from here.",
    "no-host": "No website of this name was found.",
    "inward": "From here this address leads into a private network, so it was not asked.",
    "tls": "A safe line to this website could not be made.",
    "garbled": "What the website sent could not be read.",
}
# Whole names of steps in an address, that a page to sign in has.
_SIGN_IN = re.compile(
    r"(?:sign[-_]?in|log[-_]?in|log[-_]?on|sign[-_]?on|sso|signon|authenticate|authori[sz]e|auth"
    r"|oauth2?|openid|saml2?|adfs|wp-login|session[-_]?new)(?:\.\w{2,5})?",
    re.IGNORECASE,
)
_SIGN_IN_HOST = re.compile(r"(?:login|signin|sso|auth|accounts|idp|adfs)\.|.*\.b2clogin\.com$")
_ACCOUNT = re.compile(r"(?:my[-_]?)?account|my[-_]?portal|members?[-_]?area", re.IGNORECASE)
_SIGN_IN_TITLE = re.compile(r"\W*(?:please )?(?:sign|log)[ -]?(?:in|on)\b", re.IGNORECASE)
_HOME = re.compile(
    r"/?|/(?:(?:en|en-gb|cy)/?)?(?:index|default|home|homepage|welcome)?(?:\.\w{2,5})?/?",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"(?:error[-_/]?)?4(?:04|10)|(?:page[-_]?)?not[-_]?found|pagenotfound", re.IGNORECASE
)
_FEW_WORDS = 300  # a page with more says something, whatever its title
_THING = r"(?:page|document|file|content|resource|item|article|entry|address|url|link|web ?site)"
_GONE = re.compile(
    rf"\b{_THING}\b.{{0,40}}\b(?:not|cannot|never|can't|couldn't|doesn't|isn't|wasn't|hasn't)\b"
    r".{0,25}\b(?:find|found|exists?|available|here|there)\b"
    rf"|\b{_THING}\b.{{0,30}}\bno longer (?:exists?|available|here|there|online|found|live)\b"
    r"|\b(?:page|document|file|content) (?:has |have |was |is |may have )?(?:been )?"
    r"(?:removed|deleted|moved|archived|expired|missing|unavailable|gone|withdrawn)\b"
    r"|\b(?:cannot|can ?not|can't|could ?n[o']t|unable to|did ?n[o']t|failed to) "
    rf"(?:be )?(?:find|found|locate|located)\b.{{0,40}}\b(?:{_THING}|looking for|requested)\b"
    rf"|\bno such {_THING}\b|\b(?:missing|unknown|lost) page\b|\bno {_THING} found\b"
    r"|\bnothing (?:was |to be )?(?:found|here)\b"
    r"|\b(?:error|http|status)\W{0,3}4(?:04|10)\b|\b404\W{1,3}(?:error|not|page|-|oops)"
    r"|\bheb (?:ei )?(?:d?dod o hyd|ganfod)\b|\bdim tudalen\b",  # the same in Welsh
    re.IGNORECASE,
)
_GONE_ALONE = re.compile(
    r"\W*(?:4(?:04|10)|not found|nothing found|gone|oops|whoops|page error"
    r"|sorry,? (?:we )?(?:could ?n[o']t|can ?no?'?t|cannot) find (?:it|that|this))\W*",
    re.IGNORECASE,
)
_FOR_SALE = re.compile(
    r"\bdomain(?: name)? (?:is |may be |has )?(?:for sale|parked|expired|suspended)\b"
    r"|\bbuy this domain\b"
    r"|\bthis domain\b.{0,40}\b(?:sale|parked)\b|\bis for sale\b.{0,30}\bdomain\b",
    re.IGNORECASE,
)
_POORLY = re.compile(
    r"\b(?:service|site|website|page|system|server) (?:is )?(?:temporarily |currently )?"
    r"(?:unavailable|offline|down)\b"
    r"|\b(?:under|scheduled|essential|planned|site|down for) maintenance\b"
    r"|\b(?:server|application|runtime|gateway|database) (?:error|time-?out)\b|\bbad gateway\b"
    r"|\bsomething (?:went|has gone) wrong\b"
    r"|\b(?:having|experiencing|due to|because of) (?:\w+ )?technical (?:difficult|problem|issue)"
    r"|\bproblem with (?:the|this|our) (?:service|site|website|page)\b"
    r"|\b(?:error|http)\W{0,3}50\d\b"
    r"|\bback soon\b|\btoo many requests\b",
    re.IGNORECASE,
)


def judge(fragment: str, trail: Trail) -> OutsideVerdict:
    """The verdict on a link, from where it led; ``fragment`` is what follows its ``#``."""
    reply, page = trail.reply, trail.page
    if trail.endless:
        why = "This address is sent round in a circle and never gets to a page."
        return OutsideVerdict("broken", f"{why} {_MEND}")
    if trail.astray:
        if is_web(trail.end):
            why = "This address is sent on into a private network, where few can follow."
            return OutsideVerdict("broken", f"{why} {_MEND}")
        why = "This address is sent on to something that is not a page on the web."
        return OutsideVerdict("could-not-tell", f"{why} {_LOOK}")
    refused = _refused(trail.start, reply, page)
    if refused:
        return refused
    lost = _lost(trail) or _empty_words(reply, page)
    if lost:
        return lost
    return _found(fragment, trail)


def asked_to_sign_in(trail: Trail) -> OutsideVerdict | None:
    """The verdict on a link for members that asks who one is; ``None`` where it does not."""
    if trail.reply.status == 401 and not trail.hops:
        return OutsideVerdict("works")
    if not (trail.hops and 200 <= trail.reply.status <= 299 and _is_sign_in(trail.end, trail.page)):
        return None
    if urlsplit(trail.end).hostname == urlsplit(trail.start).hostname:
        return OutsideVerdict("works")
    why = "This address is sent to another website to sign in."
    return OutsideVerdict("could-not-tell", f"{why} {_LOOK}")


def _refused(address: str, reply: Reply, page: FetchedPage | None) -> OutsideVerdict | None:  # noqa: PLR0911  # one a refusal
    """The verdict on a reply that is not a page; ``None`` where it is one."""
    if reply.trouble == "address":
        return OutsideVerdict("broken", f"This is not a whole web address. {_MEND}")
    if reply.trouble == "certificate":
        why = "This website cannot prove who it is, so browsers warn people away."
        return OutsideVerdict("broken", f"{why} Tell its owner, or link elsewhere.")
    if reply.trouble:
        return OutsideVerdict("could-not-tell", f"{_WHY_NOT[reply.trouble]} {_LOOK}")
    status = reply.status
    if is_challenge(reply, page) or status in (401, 403, 407, 429, 437, 999):
        if is_law(address):
            return OutsideVerdict("could-not-tell", _law(address))
        why = "This website answers people, but not programs such as this one."
        return OutsideVerdict("could-not-tell", f"{why} {_LOOK}")
    if status in (404, 410):
        return OutsideVerdict("broken", f"The website says that there is no such page. {_MEND}")
    if status >= 500:
        return OutsideVerdict(
            "could-not-tell", f"The website has a fault of its own today. {_LOOK}"
        )
    if not 200 <= status <= 299 or status in (204, 205):
        why = f"The website gave an answer that is no page (number {status})."
        return OutsideVerdict("could-not-tell", f"{why} {_LOOK}")
    return None


def _law(address: str) -> str:
    if looks_like_law(address):
        why = "legislation.gov.uk does not answer programs. The address has the right shape."
        return f"{why} Open it yourself once."
    why = "legislation.gov.uk does not answer programs, and the address is not shaped like a law's."
    return f"{why} It should be like www.legislation.gov.uk/ukpga/1989/41. {_LOOK}"


def _lost(trail: Trail) -> OutsideVerdict | None:  # noqa: PLR0911  # one a way to be lost
    """The verdict on a page that is not the one the link was made for."""
    page = trail.page
    if trail.hops:
        if _is_sign_in(trail.end, page) and not _is_sign_in(trail.start, None):
            why = "This address is sent to a page to sign in, so most readers get no further."
            return OutsideVerdict("broken", f"{why} {_MEND}")
        if _is_home(trail.start, trail.end):
            why = "This address is sent to the first page of the website: the page itself is gone."
            return OutsideVerdict("broken", f"{why} {_MEND}")
        if any(_LOST.fullmatch(step) for step in _steps(trail.end)):
            return OutsideVerdict("broken", f"The website says that there is no such page. {_MEND}")
    if page is None or page.words >= _FEW_WORDS:
        return None
    for said in (page.title, page.heading):
        words = said.replace("’", "'")
        parts = re.split(r"\s[-–—|:·•»«]\s|\s?[|·•»«]\s?|:\s", words)
        if _GONE.search(words) or any(_GONE_ALONE.fullmatch(part) for part in parts):
            return OutsideVerdict("broken", f"The page itself says that it was not found. {_MEND}")
        if _FOR_SALE.search(words):
            why = "The website is gone: its name is for sale."
            return OutsideVerdict("broken", f"{why} Find where it went, or take the link out.")
        if _POORLY.search(words):
            return OutsideVerdict(
                "could-not-tell", f"The website has a fault of its own today. {_LOOK}"
            )
    return None


def _empty_words(reply: Reply, page: FetchedPage | None) -> OutsideVerdict | None:
    """The verdict on a page with nothing on it."""
    if not reply.body.strip():
        return OutsideVerdict("could-not-tell", f"The website sent an empty page. {_LOOK}")
    if page is not None and needs_scripts(page):
        why = "This page is empty until its scripts run, so this check cannot read it."
        return OutsideVerdict("could-not-tell", f"{why} {_LOOK}")
    return None


def _found(fragment: str, trail: Trail) -> OutsideVerdict:
    """The verdict on a link whose page is there: its place on the page, and its address."""
    place = trail.end.partition("#")[2] if trail.hops else ""
    place = place or fragment
    page = trail.page
    if page is not None and not _has_place(place, page):
        if not trail.reply.whole:
            why = "Not all of this page could be read, so its parts are not known."
            return OutsideVerdict("could-not-tell", f"{why} {_LOOK}")
        what = f'The page is there, but nothing on it is called "{unquote(place)[:80]}".'
        return OutsideVerdict("broken", f"{what} Correct what follows the #, or take it out.")
    settled = trail.start
    for hop in trail.hops:
        if not hop.lasting:
            break
        settled = hop.to
    if settled == trail.start or _same(trail.start, settled):
        return OutsideVerdict("works")
    new = settled if "#" in settled or not fragment else f"{settled}#{fragment}"
    why = "This page has moved for good, and people are sent on to it. Write its new address."
    return OutsideVerdict("moved", why, new)


def _has_place(fragment: str, page: FetchedPage) -> bool:
    """Whether a page has the part that an address names. Words to look for do not matter."""
    name = fragment.partition(":~:")[0]
    if not name or name.lower() == "top" or name.startswith(("/", "!")):
        return True  # the last two are for scripts
    decoded = unquote(name)
    return bool({name, decoded, f"user-content-{decoded}"} & page.places)


def _same(one: str, other: str) -> bool:
    """Whether two addresses differ only in http or https, ``www.`` or the last slash."""
    return _plain(one) == _plain(other)


def _plain(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    # The port goes with the scheme: 80 and 443, or what a server for trying out has.
    return host, unquote(parts.path).rstrip("/"), unquote(parts.query)


def _steps(address: str) -> list[str]:
    return [step for step in unquote(urlsplit(address).path).split("/") if step]


def _is_sign_in(address: str, page: FetchedPage | None) -> bool:
    """Whether an address, or the page found there, is one to sign in."""
    host = urlsplit(address).hostname or ""
    steps = _steps(address)
    if any(_SIGN_IN.fullmatch(step) for step in steps) or _SIGN_IN_HOST.match(host):
        return True
    if page is None:
        return bool(steps) and bool(_ACCOUNT.fullmatch(steps[-1]))
    return page.asks_password and any(_SIGN_IN_TITLE.match(s) for s in (page.title, page.heading))


def _is_home(start: str, end: str) -> bool:
    """Whether a page of a website is answered with the website's first page."""
    before, after = urlsplit(start), urlsplit(end)
    if not _HOME.fullmatch(after.path) or _HOME.fullmatch(before.path):
        return False
    same = (before.hostname or "").removeprefix("www.") == (after.hostname or "").removeprefix(
        "www."
    )
    # A short address may lead to another website's first page on purpose.
    return same or len(_steps(start)) >= 2

"""Web addresses as browsers read them: taken apart, joined, and judged by their form alone."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Literal, NamedTuple
from urllib.parse import unquote

from link_check import hosts

LinkState = Literal["ok", "broken", "suspicious"]


class AddressVerdict(NamedTuple):
    """The verdict on an address, why, and the right address where it is plain."""

    verdict: LinkState
    why: str = ""
    new: str = ""


OK = AddressVerdict("ok")


def broken(why: str, new: str = "") -> AddressVerdict:
    return AddressVerdict("broken", why, new)


def suspicious(why: str, new: str = "") -> AddressVerdict:
    return AddressVerdict("suspicious", why, new)


def short(words: str) -> str:
    """The words, cut where they are too long to be read in a sentence."""
    return words if len(words) <= 80 else f"{words[:80]}…"


class Parts(NamedTuple):
    """An address in its parts. ``None`` where a part is not there at all; it may be empty."""

    scheme: str
    host: str | None
    path: str
    query: str | None
    fragment: str | None


WEB = ("http", "https")
DEFAULT_PORTS = {"http": "80", "https": "443"}
# Kinds of address that open a program of the reader's own, so there is nothing to look for.
# From IANA's list of schemes, those that a council's page may hold.
_PROGRAMS = frozenset(
    """sip sips geo whatsapp skype facetime facetime-audio callto msteams zoommtg zoomus signal sgnl
    tg xmpp maps comgooglemaps webcal webcals market intent itms itms-apps fb-messenger viber
    urn cid mid magnet news ircs irc feed view-source sftp ssh git""".split()  # noqa: SIM905  # a list of words
)
_KNOWN = (*WEB, "mailto", "tel", "sms")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_DOTS = re.compile(r"/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
# Scripts that do nothing, without their spaces and semicolons.
_IDLE = {"", "void", "void0", "void(0)", "void(null)", "void('')", 'void("")', "returnfalse", "#"}
_IDLE |= {"false", "returntrue", "true", "null", "undefined", "0", "1", "//", "''", '""', "{}"}
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_PREVIEW = {"staging", "stage", "preview", "uat", "dev", "test", "preprod"}
_ODD = re.compile("[\\s\\\\\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_HOST_FIRST = re.compile(r"(?:[\w-]+\.)+(?:uk|com|org|net|gov|info|scot|wales)", re.IGNORECASE)

_NO_HOST = '"{}" is not the name of a website. Correct the address.'
_PREVIEW_LEFT = (
    "This address works only on the computer or network where the page was made. "
    "Write the address that everybody can open."
)


def scheme_of(address: str) -> str:
    """What stands before the colon of an address, such as ``https``; empty where it is relative."""
    match = _SCHEME.match(address) if ":" in address else None
    return match[1].lower() if match else ""


def split(address: str) -> Parts:
    """The parts of an address, with backslashes read as browsers read them, as slashes."""
    scheme = scheme_of(address)
    rest = address[len(scheme) + 1 :] if scheme else address
    rest, mark, fragment = rest.partition("#")
    fragment_part = fragment if mark else None
    if scheme and scheme not in WEB:
        return Parts(scheme, None, rest, None, fragment_part)
    rest, mark, query = rest.partition("?")
    query_part = query if mark else None
    rest = rest.replace("\\", "/")
    if not rest.startswith("//"):
        return Parts(scheme, None, rest, query_part, fragment_part)
    host, mark, path = rest[2:].partition("/")
    return Parts(scheme, host, mark + path, query_part, fragment_part)


def join(folder: str, path: str) -> str:
    """The path that ``path`` means when written in ``folder``, which ends with a slash.

    The dots are taken out as RFC 3986, section 5.2.4 says: no climb goes above the root.
    """
    whole = path
    if not path.startswith("/"):
        while path.startswith("../") and folder != "/":  # most climbs are at the start
            path, folder = path[3:], folder[: folder.rfind("/", 0, -1) + 1]
        whole = folder + path
    if not _DOTS.search(whole):
        return whole
    kept: list[str] = []
    steps = whole.split("/")[1:]
    for number, step in enumerate(steps):
        dots = step.lower().replace("%2e", ".")
        last = number == len(steps) - 1
        if dots == "..":
            if kept:
                kept.pop()
        elif dots != ".":
            kept.append(step)
            continue
        if last:
            kept.append("")
    return "/" + "/".join(kept)


def looks_like_host(path: str) -> bool:
    """Whether an address begins with the name of a host, and only lacks its ``https://``."""
    first = path.split("/", 1)[0]
    return first.lower().startswith("www.") or bool(_HOST_FIRST.fullmatch(first))


def mended(address: str) -> tuple[str, str]:
    """The address as a browser mends it, and what was wrong with it, if anything."""
    if not _ODD.search(address):
        return address, ""
    fixed = re.sub(r"[\t\n\r]+", "", address)
    if fixed != address:
        return fixed, "There is a line break in this address"
    if " " in address:
        return address, "There is a space in this address"
    if "\\" in re.split(r"[?#]", address, maxsplit=1)[0]:
        return address, "There is a backslash in this address"
    if _UNSEEN.search(address):
        return address, "There is a sign in this address that nobody can see"
    return address, ""


def repaired(address: str) -> str:
    """The address with its spaces encoded, its backslashes turned and unseen signs taken out."""
    clean = _UNSEEN.sub("", re.sub(r"[\t\n\r]+", "", address)).replace(" ", "%20")
    return clean.replace("\\", "/")


def outside(parts: Parts, address: str) -> AddressVerdict:
    """What can be said of an address on somebody else's host without asking: its form."""
    host, fault = parts.host or "", mended(address)[1]
    name, _, port = host.rpartition("@")[2].rpartition(":")
    if not name or host.endswith("]") or not re.fullmatch("[0-9]*", port):
        name, port = host.rpartition("@")[2], ""
    judged = _host(name, port, address)
    if judged is not OK:
        return judged
    if fault:
        why = f"{fault}. Browsers mend it, but other readers may not. Write it without."
        return suspicious(why, repaired(address))
    if "@" in host:
        why = "This web address looks like an email address. Check which of the two is meant."
        return suspicious(why)
    return OK


def _host(name: str, port: str, address: str) -> AddressVerdict:  # noqa: PLR0911  # one a fault
    name = name.removesuffix(".").lower()
    if not name:
        return broken("This address names no website. Write it whole, or take the link out.")
    number = hosts.number_of(name)
    if number is not None:
        return _number(number, name)
    labels = unquote(name).split(".")
    if labels[-1] in hosts.INNER_ENDS:
        return broken(_PREVIEW_LEFT)
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        if name in WEB:
            new = "https://" + re.sub(r"(?i)^(?:https?:)?/*(?:https?:?)?/*", "", address)
            return broken("The beginning of this address is written twice. Write it once.", new)
        return broken(_NO_HOST.format(short(name)))
    if re.fullmatch(r"\d+|.", labels[-1]) or (port and int(port[:9]) > 65535):
        return broken(_NO_HOST.format(short(name)))
    return OK


def _number(number: hosts.Number, name: str) -> AddressVerdict:
    """What is said of a host that is given as a number."""
    if hosts.is_inner(number):
        return broken(_PREVIEW_LEFT)
    as_written = number.version == 6 or str(number) == name
    return OK if as_written else broken(_NO_HOST.format(short(name)))


def is_preview_of(host: str, own: str) -> bool:
    """Whether ``host`` is a place for trying out our own site, such as staging.example.gov.uk."""
    first, _, rest = host.lower().partition(".")
    return first in _PREVIEW and "." in rest and (own == rest or own.endswith(f".{rest}"))


def other_scheme(parts: Parts, address: str, *, followed: bool) -> AddressVerdict:  # noqa: PLR0911  # one a kind
    """What is said of an address that is neither on the web nor a phone number nor an email."""
    scheme = parts.scheme
    if scheme in ("javascript", "vbscript"):
        script = re.sub(r"[\s;]+", "", unquote(parts.path)).lower()
        if script in _IDLE or scheme == "vbscript":
            why = "This link does nothing. Give it an address, or make it plain words."
            return broken(why)
        why = "This link works only where scripts run. Link to a page or a file."
        return suspicious(why)
    if scheme == "file" or len(scheme) == 1:
        why = "This file is on one computer, so nobody else can open it. "
        return broken(why + "Put the file on the website and link to it there.")
    if scheme in ("data", "blob", "about"):
        inside = not followed and scheme != "blob"
        return OK if inside else broken("Browsers do not open such a link. Link to a page or file.")
    if scheme == "localhost":
        return broken(_PREVIEW_LEFT)
    if scheme in ("ftp", "ftps"):
        why = "Most browsers no longer open addresses that begin with ftp:. Find a https: address."
        return suspicious(why)
    if scheme in _PROGRAMS or scheme.startswith(("web+", "ms-")):
        return OK
    if looks_like_host(scheme):
        why = "This address lacks its beginning. Write https:// before it."
        return broken(why, f"https://{address}")
    near = get_close_matches(scheme[:20], _KNOWN, 1)
    new = near[0] + address[len(scheme) :] if near else ""
    return broken(
        f'No browser knows addresses that begin with "{short(scheme)}:". Correct it.', new
    )

"""Hosts: which of them is this machine, or one in an office's own network."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import unquote

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 6761 and RFC 6762, and names that offices give to their own networks.
INNER_ENDS = frozenset(
    ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "test",
     "invalid", "private")
)  # fmt: skip
_PART = r"(?:0x[0-9a-f]*|[0-9]+)"
_FOUR = re.compile(rf"{_PART}(?:\.{_PART}){{0,3}}")
# What Python takes for a part of the world: IANA's own uses, and old ways to write IPv4 in IPv6.
_ALSO_INNER = (ipaddress.ip_network("192.0.0.0/24"), ipaddress.ip_network("64:ff9b:1::/48"))
_HOLDS_FOUR = (ipaddress.ip_network("::/96"), ipaddress.ip_network("64:ff9b::/96"))


def number_of(host: str) -> Number | None:
    """The number that a host is given as, in any form that a browser takes; None for a name.

    127.0.0.1 is also 2130706433, 0x7f.1, 0177.0.0.1, 127.1 and [::ffff:7f00:1].
    """
    name = _plain(host)
    try:
        if ":" in name:
            return ipaddress.IPv6Address(name.strip("[]"))
        return _four(name) if _FOUR.fullmatch(name) else None
    except ValueError:
        return None


def _plain(host: str) -> str:
    plain = unicodedata.normalize("NFKC", unquote(host)).replace("\u3002", ".")
    return plain.strip().lower().removesuffix(".")


def _four(name: str) -> ipaddress.IPv4Address:
    """A number in one to four parts, each in tens, eights or sixteens; the last fills the rest."""
    *first, last = (
        int(part[2:] or "0", 16) if part.startswith("0x")
        else int(part, 8 if part.startswith("0") else 10)
        for part in name.split(".")
    )  # fmt: skip
    if any(part > 255 for part in first) or last >= 256 ** (4 - len(first)):
        raise ValueError(name)
    return ipaddress.IPv4Address(
        last + sum(part << 8 * (3 - place) for place, part in enumerate(first))
    )


def is_inner(number: Number) -> bool:
    """Whether a number is none of the world's, but this machine's or an inner network's."""
    if isinstance(number, ipaddress.IPv6Address):
        inside = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if any(number in network for network in _HOLDS_FOUR):
            inside = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inside is not None:
            return is_inner(inside)
        if number.is_site_local or number.is_reserved:
            return True
    known = any(number in network for network in _ALSO_INNER)
    return known or number.is_multicast or not number.is_global


def is_inner_name(host: str) -> bool:
    """Whether a name belongs to this machine or an office's own network, by how it ends."""
    *before, end = _plain(host).split(".")
    return end in INNER_ENDS or (bool(end) and not before)


def is_private(host: str) -> bool:
    """Whether a host is this machine or one in an office's own network, by its name or number.

    A name that looks like any other may lead there too: only who opens a line to it can tell.
    """
    number = number_of(host)
    return is_inner_name(host) if number is None else is_inner(number)

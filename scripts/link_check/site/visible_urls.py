"""Web addresses that readers see in the words of a link, beside the one the link leads to."""

from __future__ import annotations

import re
from urllib.parse import unquote

_LONGEST = 500  # signs of a link's words that are read
_ENDS = {"uk", "com", "org", "net", "gov", "info", "co", "io", "eu", "scot", "wales", "cymru"}
_ENDS |= {"london", "charity", "ac", "nhs", "police", "int", "edu", "ie"}
_SHARED_ENDS = {"gov.uk", "org.uk", "co.uk", "nhs.uk", "ac.uk", "sch.uk", "police.uk"}
_STARTED = re.compile(r"(?:https?://|www\.)[^\s<>\"“”‘’|]{2,}", re.IGNORECASE)
_NAMED = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?(?:/[^\s<>\"“”‘’|]*)?")
_AROUND = "()[]<>.,;:!?'\"“”‘’"


def addresses_in(shown: str) -> list[str]:
    """The web addresses in some words. ``GOV.UK`` alone is one, ``leaflet.pdf`` is not."""
    words = shown[:_LONGEST].strip()
    if "." not in words:
        return []
    found = [match[0] for match in _STARTED.finditer(words)]
    for word in () if found else words.split():
        bare = word.strip(_AROUND)
        match = _NAMED.fullmatch(bare) if "@" not in word else None
        if match is None:
            continue
        host, slash, _ = bare.partition("/")
        known = host.split(":")[0].rsplit(".", 1)[1].lower() in _ENDS
        # A name such as GOV.UK among other words is a name, not an address to type.
        if known and (slash or bare == words.strip(_AROUND)):
            found.append(bare)
    return [_closed(address) for address in found]


def _closed(address: str) -> str:
    """The address without the signs that end a sentence or close a bracket."""
    address = address.rstrip(".,;:!?'\"*")
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:!?")
    return address


def normal(address: str) -> tuple[str, str, str]:
    """Host, path, and query with fragment, in a form in which two spellings of a place agree."""
    rest = re.sub(r"^(?:https?:)?/{0,2}", "", address.strip(), flags=re.IGNORECASE)
    cut = re.search(r"[/?#]", rest)
    host, tail = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    cut = re.search(r"[?#]", tail)
    path, more = (tail[: cut.start()], tail[cut.start() :]) if cut else (tail, "")
    path = unquote(path).casefold().removesuffix("index.html").rstrip("/")
    host = host.casefold().removeprefix("www.").rstrip(".")
    return re.sub(r":(?:80|443)$", "", host), path, unquote(more).casefold()


def agrees(shown: str, target: str) -> bool:
    """Whether a reader who types the address shown gets where the link goes.

    The name of a website alone may stand for any page of it. A long address may be cut short
    with dots. ``www.`` and the last slash do not matter, nor does ``?`` or ``#`` left out.
    """
    cut_short = re.search(r"(?:…|\.\.\.)", shown)
    host, path, more = normal(shown[: cut_short.start()] if cut_short else shown)
    real_host, real_path, real_more = normal(target)
    if cut_short:
        return (real_host + real_path + real_more).startswith(host + path + more)
    part = real_host.endswith(f".{host}") and not path and host not in _SHARED_ENDS
    if host != real_host and not part:
        return False
    if not path and not more:
        return True
    return path == real_path and (not more or more == real_more)

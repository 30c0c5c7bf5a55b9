"""Email addresses in links: whether they can be written to, and whether they are the ones shown."""

from __future__ import annotations

import re
from urllib.parse import unquote

from link_check.site.addresses import OK, AddressVerdict, broken, suspicious

# The everyday form of RFC 5322's address: words joined by single dots, then a host with a dot.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\uffff-]+"
                    r"(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\uffff-]+)*")  # fmt: skip
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_SHOWN = re.compile(r"[\w.+'&-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_LONGEST = 1000  # signs of a link's words that are read


def judge_mail(rest: str, shown: str) -> AddressVerdict:
    """The verdict on ``mailto:`` and ``rest``, where the reader sees the words ``shown``."""
    to, _, query = rest.partition("?")
    people = _people(to)
    copied: list[str] = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if name.lower() in ("to", "cc", "bcc"):
            copied += _people(value)
    on_show = shown_mail(shown)
    if not people and not copied:
        if query:
            return OK  # the reader chooses whom to send it to
        new = f"mailto:{on_show[0]}" if len(on_show) == 1 else ""
        return broken("This link holds no email address. Write it after mailto:.", new)
    for person in (*people, *copied):
        fault = _fault(person)
        if fault:
            return broken(f"{fault} Correct the address.", _guess(person, on_show))
    if on_show and not {person.casefold() for person in people} & {s.casefold() for s in on_show}:
        why = (
            "This link writes to a different address from the one shown. "
            "Find out which is right, and write it in both places."
        )
        return broken(why, f"mailto:{on_show[0]}" if len(on_show) == 1 else "")
    if re.search(r"\s", rest):
        why = "There is a space in this address. Most mail programs mend it, but not all."
        clean = re.sub(" ?([,?&=]) ?", r"\1", re.sub(r"\s+", " ", rest.strip()))
        return suspicious(why, "mailto:" + clean.replace(" ", "%20"))
    return OK


def shown_mail(shown: str) -> list[str]:
    """The email addresses in the words of a link."""
    return [found.rstrip(".'") for found in _SHOWN.findall(shown[:_LONGEST])]


def _people(to: str) -> list[str]:
    return [person for part in re.split("[,;]", to) if (person := unquote(part).strip())]


def _fault(person: str) -> str:  # noqa: PLR0911  # one sentence a fault
    """What is wrong with an address, as one sentence; empty where nothing is."""
    named = re.fullmatch(r"[^<>]{0,200}<([^<>]{1,320})>", person)
    address = named[1] if named else person
    local, at, host = address.rpartition("@")
    if not at:
        return f'There is no @ in "{address[:80]}", so it is not an email address.'
    if "@" in local:
        return f'There are two @ signs in "{address[:80]}".'
    if re.search(r"\s", address):
        return f'There is a space inside "{address[:80]}".'
    if address.startswith("//"):
        return f'There are two slashes before "{address[2:82]}".'
    if not local or len(local) > 64 or not _LOCAL.fullmatch(local):
        return f'The part before the @ in "{address[:80]}" is not one that can be written to.'
    if len(host) > 253 or not _HOST.fullmatch(host):
        return f'The part after the @ in "{address[:80]}" is not the name of a mail host.'
    return ""


def _guess(person: str, on_show: list[str]) -> str:
    if len(on_show) == 1 and not _fault(on_show[0]):
        return f"mailto:{on_show[0]}"
    near = re.sub(r"\s+", " ", person[:400])
    near = re.sub(r" ?[(\[] ?at ?[)\]] ?| at ", "@", near, flags=re.IGNORECASE)
    near = near.replace(" ", "").removeprefix("//").rstrip(".")
    return f"mailto:{near}" if near != person and not _fault(near) else ""

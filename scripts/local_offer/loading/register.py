"""A list of documents in the form of policies.yml, from any file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local_offer.loading.loader import OfferReading
from local_offer.loading.yaml_source import Loc, Written, read
from local_offer.model import (
    Finding,
)


@dataclass(frozen=True)
class RegisterEntry:
    """One document of a register: what it takes to find its name and to judge a link to it."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    url: str = ""
    kind: str = ""
    status: str = "current"
    superseded_by: str | None = None


def read_register(path: Path) -> tuple[list[RegisterEntry], list[Finding]]:
    """Read a register of documents: ``policies.yml`` of any offer, or a list under ``documents``.

    Only the words of ``RegisterEntry`` are used. An entry that cannot be read is left out, with
    a finding. An address that is still to confirm is empty.
    """
    name = path.as_posix()
    reading = OfferReading(path.parent)
    text = reading.any_text(path, name)
    written = read(text, name) if text is not None else Written(name)
    reading.findings += [one for one in written.findings if one.rule != "empty-value"]
    value = written.value
    base: Loc = ("documents",) if isinstance(value, dict) and "documents" in value else ()
    entries = value["documents"] if base else value
    if not isinstance(entries, list):
        if not reading.findings:
            message, advice = "This file holds no list of documents.", "Begin each with - id:"
            reading.add(name, 1, "not-a-list", message, advice)
        return [], sorted(reading.findings)
    found: dict[str, RegisterEntry] = {}
    for number, entry in enumerate(entries):
        line = written.line((*base, number))
        try:
            document = _register_entry(entry)
        except (TypeError, ValueError) as error:
            reading.add(name, line, "value", *error.args)
            continue
        if document.id in found:
            message = f'The id "{document.id}" is taken.'
            reading.add(name, line, "repeated-id", message, "Give each entry an id of its own.")
        found.setdefault(document.id, document)
    return list(found.values()), sorted(reading.findings)


def _register_entry(entry: Any) -> RegisterEntry:
    """One entry as it is written. Raises an error with what is wrong and what to do."""
    if not isinstance(entry, dict):
        raise TypeError("This entry is no document.", "Give it an id and a title.")
    for key in ("id", "title"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise ValueError(f'"{key}" is missing, or is not words.', f'Write {key}: "...".')
    aliases = entry.get("aliases", [])
    aliases = [aliases] if isinstance(aliases, str) else aliases
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise ValueError('"aliases" should be a list of names.', "Put each name in quotes.")
    status = entry.get("status", "current")
    if status not in ("current", "superseded", "withdrawn"):
        raise ValueError(
            f'"{status}" is not a word that "status" takes.',
            'Use "current", "superseded" or "withdrawn".',
        )
    url, kind, successor = (entry.get(key) for key in ("url", "kind", "superseded_by"))
    return RegisterEntry(
        id=entry["id"],
        title=entry["title"],
        aliases=tuple(alias for alias in aliases if alias.strip()),
        url=url if isinstance(url, str) else "",
        kind=kind if isinstance(kind, str) else "",
        status=status,
        superseded_by=successor if isinstance(successor, str) else None,
    )

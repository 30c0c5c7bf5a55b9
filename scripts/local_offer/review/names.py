"""What people call the pages, lists and records of two versions, and the council."""

from __future__ import annotations

from collections.abc import Iterator

from local_offer.loading.content_files import Typed
from local_offer.review.page_model import front
from local_offer.review.record_changes import NAMES

_LISTS = {
    "actions": "The list of promises",
    "council": "Facts about the council",
    "feedback": "What people said",
    "glossary": "The list of words explained",
    "leaflets": "The leaflets",
}
_SCHEMES = {"policies": "policy", "contacts": "contact"}


def council_name(typed: Typed) -> str:
    """The council's name; empty where it is not known."""
    written = typed.data.get("council")
    value = written.value if written and isinstance(written.value, dict) else {}
    name = value.get("name")
    return name if isinstance(name, str) else ""


def titles(before: Typed, after: Typed) -> dict[str, str]:
    """The name of each file by its path, and of each page by its file's name alone.

    Each record has its name by the path of its list, ``#`` and its id, and by its address on
    pages, as ``policy:`` and its id. Where a name changed, it is the new one.
    """
    names = {path: path.rpartition("/")[2] for path in (*before.others, *after.others)}
    for typed in (before, after):
        for kind in typed.data:
            names[f"content/data/{kind}.yml"] = _LISTS.get(kind, f"The list of {kind}")
        for path, page in typed.pages.items():
            title = front(page).get("title")
            plain = path.rpartition("/")[2].removesuffix(".md").replace("-", " ")
            names[path] = title if isinstance(title, str) else plain[:1].upper() + plain[1:]
    for typed in (before, after):
        for kind in typed.data:
            names |= dict(_records(typed, kind))
    names |= {path.rpartition("/")[2]: names[path] for path in names if path.endswith(".md")}
    return names


def _records(typed: Typed, kind: str) -> Iterator[tuple[str, str]]:
    """Each record's name, by its place in its file and by its address on pages."""
    written = typed.data[kind]
    for one in written.value if isinstance(written.value, list) else ():
        named = [one.get(key) for key in NAMES] if isinstance(one, dict) else []
        name = next((name for name in named if isinstance(name, str)), "")
        if name:
            yield f"content/data/{kind}.yml#{one.get('id')}", name
            if kind in _SCHEMES:
                yield f"{_SCHEMES[kind]}:{one.get('id')}", name

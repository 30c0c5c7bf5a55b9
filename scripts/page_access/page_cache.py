"""What was found of each page, kept so that a page that has not changed is not looked at again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from page_access.fault import Fault
from page_access.viewports import Mode, read_mode


@dataclass
class Judged:
    """All that the engines said of a page, by the mode it was in; none for the file itself.

    ``modes`` are those it was looked at in, and ``loaded`` the files that it asked for. A page
    that could not be looked at to the end has the reasons in ``failed``, and is not kept.
    """

    modes: set[Mode] = field(default_factory=set)
    loaded: set[str] = field(default_factory=set)
    faults: list[tuple[Fault, Mode | None]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class PageCache:
    """The pages of one site in a JSON file, which may hold other sites too.

    What was found under other rules is forgotten. A file that is damaged is passed over.
    """

    def __init__(self, path: Path | None, site: Path, rules: str) -> None:
        self._path, self._site, self._rules = path, site, rules
        self._folder = path.parent if path else site
        self._name = os.path.relpath(site, self._folder)  # so that both may be moved together
        self._pages: dict[str, dict[str, Any]] = {}
        self._others: dict[str, Any] = {}
        self.facts: dict[str, Any] = {}
        self._hashes: dict[str, str] = {}
        if path is not None:
            self._load(path)

    def recall(self, page: str, modes: set[Mode]) -> Judged | None:
        """What was found of the page as it still is, if it was looked at in all these modes."""
        row = self._pages.get(page)
        if row is None:
            return None
        try:
            known = {read_mode(written) for written in row["modes"]}
            loaded = set(map(str, row["loaded"]))
            if not modes <= known or row["mark"] != self._mark(page, loaded):
                return None
            faults = [
                (_fault(one), read_mode(mode) if mode else None) for one, mode in row["faults"]
            ]
        except (KeyError, TypeError, ValueError, StopIteration):
            return None
        return Judged(known, loaded, faults)

    def keep(self, facts: dict[str, Any], judged: dict[str, Judged]) -> None:
        """Write down all that was found, in one move; ``OSError`` where it cannot be."""
        if self._path is None:
            return
        pages = {
            page: {
                "mark": self._mark(page, one.loaded),
                "modes": sorted(map(str, one.modes)),
                "loaded": sorted(one.loaded),
                "faults": [
                    [asdict(fault), str(mode) if mode else ""] for fault, mode in one.faults
                ],
            }
            for page, one in judged.items()
            if not one.failed
        }
        ours = {"rules": self._rules, "facts": facts, "pages": pages}
        held = {"sites": {**self._others, self._name: ours}}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".accessibility-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(held, file, indent=1)
            Path(name).replace(self._path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _load(self, path: Path) -> None:
        try:
            sites = json.loads(path.read_text(encoding="utf-8"))["sites"]
            self._others = {
                name: kept
                for name, kept in sites.items()
                if name != self._name and (self._folder / name).is_dir()
            }
            ours = sites.get(self._name, {})
            if ours.get("rules") == self._rules:
                self._pages, self.facts = dict(ours["pages"]), dict(ours["facts"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self._pages, self._others = {}, {}

    def _mark(self, page: str, loaded: set[str]) -> str:
        mark = hashlib.sha256(page.encode("utf-8", "surrogateescape"))
        for file in [page, *sorted(loaded - {page})]:
            if file not in self._hashes:
                try:
                    self._hashes[file] = hashlib.sha256(
                        (self._site / file).read_bytes()
                    ).hexdigest()
                except (OSError, ValueError):
                    self._hashes[file] = "gone"
            mark.update(f"\n{file} {self._hashes[file]}".encode("utf-8", "surrogateescape"))
        return mark.hexdigest()


def _fault(row: dict[str, Any]) -> Fault:
    return Fault(**{**row, "criteria": tuple(row["criteria"])})

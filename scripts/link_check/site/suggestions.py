"""What a wrong address was probably meant to be. Only a guess that stands alone is made."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from urllib.parse import unquote

_NEAR = 0.85  # how alike two names must be, of 1
_ENOUGH = 8_000  # names that are compared letter by letter, in all
_EDITED = re.compile(
    r"(?:(?:^|/)(?:index|README))?\.(?:md|markdown|html?|php|aspx?)$", flags=re.IGNORECASE
)


class Guesser:
    """Knows every file of a site, and which of them a wrong path must mean."""

    def __init__(self, files: frozenset[str], start: str) -> None:
        self.files = files
        self.start = unquote(start)
        self.alike: dict[str, list[str]] = defaultdict(list)
        self.tails: dict[str, list[str]] = defaultdict(list)
        self.bare = {_bare(file): file for file in files}
        self.folders: set[str] = set()
        self.left = _ENOUGH
        self.compared: dict[str, str] = {}
        for file in sorted(files):
            self.alike[_folded(file)].append(file)
            self.tails[_tail(file)].append(file)
            steps = file.split("/")[:-1]
            self.folders.update("/".join(steps[: n + 1]) for n in range(len(steps)))

    def why_missing(self, path: str, meant: str, *, leaves: bool) -> str:
        """Why nothing is at ``path``, and what to do; ``meant`` is the file that is meant."""
        name = self._name(path)
        if path.lower().endswith((".md", ".markdown")):
            why = "This is the name of the file that is edited, not the address of the page."
        elif leaves:
            why = f"This address leads out of our site, which begins at {self.start}."
        elif meant and _folded(meant) == _folded(name):
            return "This differs from the file's own name in capitals or accents. Write it alike."
        elif posixpath.dirname(name) in self.folders and name.endswith("/index.html"):
            return "This is a folder with no page in it. Link to a page or a file."
        else:
            why = "There is no page or file at this address."
        return f"{why} Correct it, or take the link out."

    def file_meant(self, written: str, path: str, page: str) -> str:
        """The one file that must be meant by ``written`` on ``page``; empty where none must."""
        for guess in self._guesses(written, path, page):
            same = self.alike.get(_folded(guess), [])
            if len(same) == 1:
                return same[0]
        name = self._name(path)
        same = self.tails.get(_tail(name), [])
        if len(same) == 1 and name != "index.html":
            return same[0]
        return self._closest(name)

    def id_meant(self, fragment: str, ids: set[str]) -> str:
        """The one name on a page that must be meant by ``fragment``; empty where none must."""
        wanted = unquote(fragment)
        plain = _folded(wanted)
        same = [id for id in ids if _folded(id) == plain] if self._may_compare(ids) else []
        if not same:
            same = self._alike(wanted, ids)
        return same[0] if len(same) == 1 else ""

    def _alike(self, name: str, names: Collection[str]) -> list[str]:
        if len(name) > 200 or not self._may_compare(names):
            return []
        self.left -= len(names)
        return get_close_matches(name, names, 2, _NEAR)

    def _may_compare(self, names: Collection[str]) -> bool:
        """Guessing is a kindness: a site that is wrong throughout is not to be slow as well."""
        return len(names) <= self.left

    def _guesses(self, written: str, path: str, page: str) -> Iterator[str]:
        name = self._name(path)
        yield name
        yield unquote(name)  # encoded twice
        yield self._name("/" + re.sub(r"^(?:\.{1,2}/)+", "", written))
        for wrong in (name, self._name("/" + written.lstrip("/"))):
            stem = _EDITED.sub("", wrong)
            yield f"{stem}/index.html".lstrip("/")
            yield f"{stem}.html"
            yield wrong.removesuffix("/index.html")
            # Pages are edited side by side, and built each into a folder of its own.
            above = posixpath.dirname(posixpath.dirname(page))
            yield posixpath.join(above, posixpath.basename(stem), "index.html")

    def _closest(self, name: str) -> str:
        if name not in self.compared:
            near = self._alike(_bare(name), self.bare)
            self.compared[name] = self.bare[near[0]] if len(near) == 1 else ""
        return self.compared[name]

    def _name(self, path: str) -> str:
        """The file that should be at a path."""
        name = unquote(path, errors="surrogateescape").removeprefix(self.start).lstrip("/")
        return name + "index.html" if not name or name.endswith("/") else name


def _folded(name: str) -> str:
    """A name with its capitals, and the way its accents are written, set aside."""
    return unicodedata.normalize("NFC", unquote(name)).casefold().replace(" ", "-")


def _bare(file: str) -> str:
    """A page's name as it stands in an address, so that every page does not look alike."""
    return file.removesuffix("index.html")


def _tail(file: str) -> str:
    return "/".join(file.split("/")[-2:])

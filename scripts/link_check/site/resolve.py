"""Whether an address on our own site leads where its writer meant it to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from link_check.site import addresses
from link_check.site.addresses import OK, AddressVerdict, Parts, broken, suspicious
from link_check.site.fragments import PASSAGE, passage_in_page, place_in_page, place_in_pdf
from link_check.site.link_model import LinkKind, LinkSource, Paper
from link_check.site.standpoint import Standpoint, Where
from link_check.site.suggestions import Guesser

_SAFE = "/~!$&'()*+,;=:@-._"
_THROUGH = "This leads to a page that only sends people on. Link to the page that they end on."


@dataclass
class Site:
    """A built site in memory. ``files`` holds every name, as written on the disk.

    ``base`` is the address it is served from. ``read`` gives the words of a page. With
    ``shared_host``, what is on that host outside our own folder belongs to somebody else.
    """

    base: Parts
    files: frozenset[str]
    documents: Mapping[str, LinkSource]
    papers: Mapping[str, Paper]
    read: Callable[[str], str]
    shared_host: bool = False
    places: dict[str, Where] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    guesser: Guesser = field(init=False)

    def __post_init__(self) -> None:
        self.guesser = Guesser(self.files, self.base.path)

    def standpoint(self, file: str) -> Standpoint:
        """Where the addresses in ``file`` are relative to; a page may say so itself."""
        path = self.path_of(file)
        folder = path[: path.rfind("/") + 1]
        given = self.documents[file].base if file in self.documents else ""
        if given:
            parts = addresses.split(given)
            whole = addresses.join(folder, parts.path) if parts.path else path
            host = None if self.is_own(parts) else parts.host
            return Standpoint(file, whole[: whole.rfind("/") + 1], whole, host)
        return Standpoint(file, folder, path, None, file == "404.html")

    def path_of(self, file: str) -> str:
        """The path of the address that shows ``file``."""
        shown = file.removesuffix("index.html") if _is_index(file) else file
        return self.base.path + quote(shown, safe=_SAFE, errors="surrogateescape")

    def is_own(self, parts: Parts) -> bool:
        """Whether an address is on the host that the site is served from."""
        if parts.host is None:
            return True
        own = self.base.host
        return bool(own) and _host(parts) == _host(self.base)

    def judge(self, target: str, kind: LinkKind, at: Standpoint) -> AddressVerdict:  # noqa: PLR0911  # one a fault
        """The verdict on a web address, relative or whole."""
        fixed, fault = addresses.mended(target)
        parts = addresses.split(fixed)
        if parts.scheme in addresses.WEB and parts.host is None:
            new = f"{parts.scheme}://{parts.path.lstrip('/')}"
            return broken("Two slashes belong after the colon of this address.", new)
        whole = parts.host is not None
        if whole and not self.is_own(parts):
            return self._elsewhere(parts, target)
        if at.host is not None and not whole:
            return OK  # relative to another website
        path = addresses.join(at.folder, parts.path) if parts.path else at.path
        if whole and not parts.path:
            path = "/"
        where = self.where(path)
        if not where.file and whole and where.leaves and not self._forgets_start(path):
            return addresses.outside(parts, target)  # somebody else's page on the host we share
        if not where.file:
            return self._missing(parts, path, target, at)
        if at.anywhere and not whole and parts.path and not parts.path.startswith("/"):
            why = (
                "This page is shown wherever an address is mistyped, so its own addresses must "
                "begin with a slash."
            )
            return broken(why, self.path_of(where.file) + _tail(parts))
        judged = self._place_in(where, parts, kind, at)
        if judged is not OK:
            return judged
        if fault:
            why = f"{fault}. Browsers mend it, but other readers may not. Write it without."
            return suspicious(why, addresses.repaired(target))
        return self._doubts(target, parts, where, kind, at)

    def _forgets_start(self, path: str) -> bool:
        """Whether a path out of our site is one of our own that lacks the folder we stand in."""
        if self.shared_host or path == "/":
            return False
        ours = path.casefold().startswith(self.base.path.casefold())
        return ours or bool(self.where(self.base.path + path[1:]).file)

    def full(self, target: str, at: Standpoint) -> str:
        """The whole address that a target means; empty where our own host is not known."""
        parts = addresses.split(addresses.mended(target)[0])
        if parts.host is not None:
            return target
        if not self.base.host or at.host is not None:
            return ""
        path = addresses.join(at.folder, parts.path) if parts.path else at.path
        return f"{self.base.scheme}://{self.base.host}{path}{_tail(parts)}"

    def _elsewhere(self, parts: Parts, target: str) -> AddressVerdict:
        own = (self.base.host or "").lower()
        name = (parts.host or "").rpartition("@")[2].partition(":")[0]
        if own and name.lower() == own.partition(":")[0]:
            why = "This is our own address with a port, as while trying out. Take the port out."
            return suspicious(why)
        if own and addresses.is_preview_of(name, own):
            return suspicious("This leads to a place for trying out. Write our own address.")
        judged = addresses.outside(parts, target)
        if judged.verdict == "broken" and not judged.new and own and parts.path:
            # A preview address: the same page may stand on our own site.
            where = self.where(addresses.join("/", parts.path))
            if where.file:
                return judged._replace(new=self._whole(where.file) + _tail(parts))
            if "." not in name:
                where = self.where(addresses.join(self.base.path, f"{name}{parts.path}"))
                if where.file:
                    return judged._replace(new=self.path_of(where.file) + _tail(parts))
        return judged

    def where(self, path: str) -> Where:
        """The file that is served at ``path``, found byte for byte, whatever the disk does."""
        known = self.places.get(path)
        if known is None:
            known = self.places[path] = self._find(path)
        return known

    def _find(self, path: str) -> Where:  # noqa: PLR0911  # one answer for each way to be found
        steps = path.split("/")
        if any("%2f" in step.lower() or "%00" in step for step in steps):
            return Where("")
        plain = "/".join(unquote(step, errors="surrogateescape") for step in steps)
        start = unquote(self.base.path)
        if not plain.startswith(start):
            bare = plain + "/" == start and "index.html" in self.files
            return Where("index.html", "slash") if bare else Where("", "", leaves=True)
        name = plain[len(start) :]
        if name == "" or name.endswith("/"):
            file = name + "index.html"
            if file in self.files:
                return Where(file)
        elif name in self.files:
            return Where(name)
        elif f"{name}/index.html" in self.files:
            return Where(f"{name}/index.html", "slash")
        elif f"{name}.html" in self.files:
            return Where(f"{name}.html", "ending")
        if "//" in name or name.startswith("/"):
            once = self._find(start + re.sub("/+", "/", name).removeprefix("/"))
            return Where(once.file, "double") if once.file else once
        return Where("")

    def _place_in(
        self, where: Where, parts: Parts, kind: LinkKind, at: Standpoint
    ) -> AddressVerdict:
        """The verdict on the part of a file that an address names after its ``#``."""
        file, fragment = where.file, parts.fragment
        if not fragment or kind in ("load", "style", "card"):
            return OK
        if file in self.papers:
            return place_in_pdf(fragment, self.papers[file])
        document = self.documents.get(file)
        if document is None or document.onward:
            return OK  # no place to look in, or not the page that people end on
        judged = place_in_page(fragment, document, kind)
        if judged.verdict == "broken":
            meant = self.guesser.id_meant(fragment.partition(PASSAGE)[0], document.ids)
            return judged._replace(new=self._rewritten(parts, at, meant)) if meant else judged
        if judged is OK and PASSAGE in fragment:
            if file not in self.words:
                self.words[file] = self.read(file)
            return passage_in_page(fragment, self.words[file])
        return judged

    def _doubts(
        self, target: str, parts: Parts, where: Where, kind: LinkKind, at: Standpoint
    ) -> AddressVerdict:
        """What a person should look at, though the link works today."""
        if where.how == "slash":
            new = self._address(where.file, parts, at)
            why = "This address lacks the slash at its end, so it works only on some web servers."
            return suspicious(f"{why} Add the slash.", new)
        if where.how in ("double", "ending"):
            what = "two slashes together" if where.how == "double" else "no .html at its end"
            why = f"This address has {what}, so it works only on some web servers. Correct it."
            return suspicious(why, self._address(where.file, parts, at))
        if parts.scheme == "http" and self.base.scheme == "https":
            why = "This is our own address with http. Write https, so that nothing has to redirect."
            return suspicious(why, re.sub("(?i)^http:", "https:", target))
        if kind in ("card", "paper") and parts.host is None:
            why = "Somebody who has saved this PDF cannot follow this link."
            if kind == "card":
                why = "Other websites cannot find what this names."
            new = self._whole(where.file) + _tail(parts) if self.base.host else ""
            return suspicious(f"{why} Write the whole address, from https:// on.", new)
        followed = kind in ("follow", "paper", "map", "page", "refresh")
        return self._onward(where.file, parts, kind, at) if followed else OK

    def _onward(self, file: str, parts: Parts, kind: LinkKind, at: Standpoint) -> AddressVerdict:
        """The verdict on a link to a page that only sends people on."""
        seen: list[str] = []
        end = file
        while (document := self.documents.get(end)) and document.onward:
            onward = addresses.split(document.onward)
            here = self.standpoint(end)
            if not self.is_own(onward) or onward.scheme not in ("", *addresses.WEB):
                return OK if end == at.file else suspicious(_THROUGH, document.onward)
            path = addresses.join(here.folder, onward.path) if onward.path else here.path
            then = self.where(path).file
            if then == end:
                break  # a page that only loads itself again
            seen.append(end)
            if not then or then in seen:
                why = "This leads to a redirect page that leads nowhere. Link to the page itself."
                return broken(why)
            end = then
        if file in (end, at.file):
            return OK
        judged = self._place_in(Where(end), parts, kind, at)
        if judged.verdict == "broken":
            return judged
        return suspicious(_THROUGH, self._address(end, parts, at))

    def _missing(self, parts: Parts, path: str, target: str, at: Standpoint) -> AddressVerdict:
        """Why nothing is found at an address of our own, and the right one where it is plain."""
        twice = re.match(r"(https?)/+", parts.path, re.IGNORECASE)
        if parts.host is None and twice:
            rest = parts.path[twice.end() :] + _tail(parts)
            why = "A colon is missing after the beginning of this address."
            return broken(why, f"{twice[1].lower()}://{rest}")
        if parts.host is None and addresses.looks_like_host(parts.path):
            why = "This address lacks its beginning. Write https:// before it."
            return broken(why, f"https://{target}")
        file = self.guesser.file_meant(parts.path, path, at.file)
        why = self.guesser.why_missing(path, file, leaves=self.where(path).leaves)
        return broken(why, self._address(file, parts, at) if file else "")

    def _rewritten(self, parts: Parts, at: Standpoint, id: str) -> str:
        """The same address with another name after its ``#``."""
        if not parts.path and parts.host is None and parts.query is None:
            return "#" + id
        path = addresses.join(at.folder, parts.path) if parts.path else at.path
        return self._address(self.where(path).file, parts._replace(fragment=id), at)

    def _address(self, file: str, parts: Parts, at: Standpoint) -> str:
        """The address of a file, in the style of the address it takes the place of."""
        if parts.host is not None:
            return self._whole(file) + _tail(parts)
        path = self.path_of(file)
        if not parts.path.startswith("/") and not at.anywhere:
            last = "/" if path.endswith("/") else ""
            path = posixpath.relpath(path, at.folder) + last
        return path + _tail(parts)

    def _whole(self, file: str) -> str:
        return f"{self.base.scheme}://{self.base.host}{self.path_of(file)}"


def _host(parts: Parts) -> str:
    name = (parts.host or "").lower()
    name, colon, port = name.partition(":")
    default = not port or port == addresses.DEFAULT_PORTS.get(parts.scheme or "https")
    return name if default else f"{name}{colon}{port}"


def _tail(parts: Parts) -> str:
    query = "" if parts.query is None else f"?{parts.query}"
    return query + ("" if parts.fragment is None else f"#{parts.fragment}")


def _is_index(file: str) -> bool:
    return file == "index.html" or file.endswith("/index.html")

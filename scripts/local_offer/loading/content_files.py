"""The files of an offer as their editors typed them, before anything asks what they mean.

``load`` makes an ``Offer`` of them. The review compares them as they are, for what an editor
wrote two years ago may lack half of what an offer asks for today.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from local_offer.loading.yaml_source import HIDDEN, Written, read
from local_offer.model import Finding

LARGEST_FILE = 2_000_000  # bytes; the whole offer of a council is a tenth of this
LONGEST_LINE = 50_000  # letters; a page of prose has a twentieth of that
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)(.*)", re.DOTALL)
# Git's marks around two versions of the same lines. A merge within a merge has longer ones.
# Git's editors set marks in where they stand in a list or a quotation.
_MERGE_MARK = re.compile(
    r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?"
)
_WITHIN = re.compile(r"(?<![<>|])(<{7}|>{7}) \S")  # words before it on its line


@dataclass
class Files:
    """Reads the files beneath ``folder``; ``findings`` say which cannot be read, and why."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)

    def add(self, path: str, line: int, rule: str, message: str, advice: str) -> None:
        """Keep a finding."""
        self.findings.append(Finding(path, line, rule, message, advice))

    def text(self, path: Path) -> str | None:
        """The text of a file of the offer, or ``None`` and a finding."""
        if self.leads_out(path):
            return None  # strangers() says so
        return self.any_text(path, path.relative_to(self.folder).as_posix())

    def any_text(self, path: Path, name: str) -> str | None:
        """The same for a file that may stand anywhere; ``name`` is what findings call it."""
        try:
            if not path.is_file():  # a folder, or a thing that never ends
                self.add(name, 0, "unreadable", "This is no file.", "Take it out.")
                return None
            if path.stat().st_size > LARGEST_FILE:
                message = f"This file is larger than {LARGEST_FILE // 1_000_000} MB."
                advice = "Split it, or take out what was pasted in by mistake."
                self.add(name, 0, "too-large", message, advice)
                return None
            data = path.read_bytes()
        except OSError as error:
            message = f"This file cannot be opened: {(error.strerror or 'no reason').lower()}."
            self.add(name, 0, "unreadable", message, "Check that it is there and may be read.")
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            message = "A letter here is not saved as UTF-8."
            self.add(name, line, "not-utf8", message, 'Save the file again as "UTF-8".')
            return None
        if not text.strip():
            self.add(name, 0, "empty-file", "This file is empty.", "Write it, or take it away.")
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        faults = [*merge_marks(text, name), *_faults(text, name)]
        self.findings += faults
        return None if faults else text

    def leads_out(self, path: Path) -> bool:
        """Whether a file is really a link to one outside the content folder."""
        try:
            return not path.resolve().is_relative_to((self.folder / "content").resolve())
        except (OSError, RuntimeError):  # a link that leads to itself
            return True


def merge_marks(text: str, name: str) -> Iterator[Finding]:
    """The places where git left two versions of the same lines for a person to choose from."""
    marks: list[tuple[int, str]] = []
    above = ""
    for line, row in enumerate(text.split("\n"), 1):
        mark = _MERGE_MARK.fullmatch(row.rstrip())
        within = None if mark else _WITHIN.search(row)
        sign = mark[1] if mark else within[1] if within else ""
        between = bool(marks) and len(sign) == len(marks[0][1])
        left_over = sign == "=======" and not between and _is_no_title(above, name)
        left_over = left_over or (sign[:1] == "|" and not between and row.strip("| \t") != "")
        if sign[:1] == "<" and marks:  # the marks above have no end
            yield _two_versions(marks, name)
            marks = []
        if sign[:1] in ("<", ">") or left_over or (sign and between):
            marks.append((line, sign))
        if marks and (sign[:1] == ">" or left_over):
            yield _two_versions(marks, name)
            marks = []
        above = row
    if marks:
        yield _two_versions(marks, name)


def _is_no_title(above: str, name: str) -> bool:
    """Whether a line of = signs below another cannot be what makes a title of that one."""
    return not name.endswith(".md") or not above.strip()


def _two_versions(marks: list[tuple[int, str]], name: str) -> Finding:
    """One finding for one place, from its first mark to its last."""
    (first, sign), (last, _) = marks[0], marks[-1]
    if first == last:
        message = f"A mark that git makes where two people changed the same words, {sign}, is left."
        advice = "Look whether the words around it are right. Then delete the line."
        return Finding(name, first, "merge", message, advice)
    lines, signs = _listed([str(line) for line, _ in marks]), _listed([sign for _, sign in marks])
    message = (
        f"Two people changed the same words, and both versions stand here, line {first} to {last}."
    )
    advice = f"Keep the right words. Then delete lines {lines}, which begin with {signs}."
    return Finding(name, first, "merge", message, advice)


def _listed(items: list[str]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _faults(text: str, name: str) -> Iterator[Finding]:
    """What no page can show, or no program can read in good time: the first line of each."""
    rows = list(enumerate(text.split("\n"), 1))
    if hidden := next((line for line, row in rows if HIDDEN.search(row)), 0):
        message = "There is a hidden sign here that no page can show."
        advice = "Delete the line, and type it again."
        yield Finding(name, hidden, "hidden-sign", message, advice)
    if long := next((line for line, row in rows if len(row) > LONGEST_LINE), 0):
        message = f"This line has more than {LONGEST_LINE:,} letters."
        advice = "Split it, or take out what was pasted in by mistake."
        yield Finding(name, long, "too-long", message, advice)


@dataclass(frozen=True)
class TypedPage:
    """A page's file: its facts as YAML, and its Markdown, which begins on ``body_line``."""

    path: str
    front: Written
    body: str
    body_line: int


@dataclass(frozen=True)
class Typed:
    """All that stands in a ``content`` folder, as typed.

    ``pages`` are by path, ``data`` by kind (``contacts`` for ``contacts.yml``), and ``others``
    holds a digest of every other file by path. ``findings`` name what could not be read.
    """

    pages: dict[str, TypedPage]
    data: dict[str, Written]
    others: dict[str, str]
    findings: tuple[Finding, ...]


def read_as_typed(folder: Path) -> Typed:
    """Read the ``content`` of an offer of any age, whatever its pages and records lack.

    A page without front matter has an empty one. What cannot be read is left out, and said.
    """
    files = Files(folder)
    pages: dict[str, TypedPage] = {}
    data: dict[str, Written] = {}
    others: dict[str, str] = {}
    for path in sorted((folder / "content").rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            files.add(name, 0, "link", "This is a link to another file, and was not followed.", "")
        elif not path.is_file() or path.name.startswith("."):
            continue
        elif path.suffix not in (".md", ".yml"):
            with path.open("rb") as file:
                others[name] = hashlib.file_digest(file, "sha256").hexdigest()
        elif (text := files.text(path)) is None:
            continue
        elif path.suffix == ".md":
            pages[name] = _page(name, text, files)
        else:
            written = read(text, name)
            files.findings += [one for one in written.findings if one.rule == "yaml"]
            data[path.stem] = written
    return Typed(pages, data, others, tuple(files.findings))


def _page(name: str, text: str, files: Files) -> TypedPage:
    parts = FRONT_MATTER.match(text)
    if parts is None:
        return TypedPage(name, Written(name), text, 1)
    front = read(parts[1], name, first_line=2)
    files.findings += [one for one in front.findings if one.rule == "yaml"]
    return TypedPage(name, front, parts[2], text[: parts.start(2)].count("\n") + 1)

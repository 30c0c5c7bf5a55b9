"""The history of an offer's folder. The only caller of git.

Everything here answers from a few calls of git, however many pages and commits there are.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from local_offer.git_manners import refused, surroundings

RELEASE = "offer/"
"""What the name of a release's tag begins with; its day follows: ``offer/2026-11-22``."""
_LARGEST = 2_000_000  # bytes of a file that is brought back
_SIX_MONTHS = 6
_LOST = "A part of this history is missing. Clone it anew."


class NoHistoryError(Exception):
    """Why the history cannot tell, in one or two sentences, with what to do."""


class ShallowError(NoHistoryError):
    """Only the newest part of the history is here, as where a service fetched no more of it."""


@dataclass(frozen=True)
class Commit:
    """One state of the folder: its name in git, its day, and what a person calls it."""

    hash: str
    day: dt.date
    name: str


@dataclass(frozen=True)
class Logged:
    """One step of the history: its day, its subject, its trailers and the files it touched.

    ``notes`` are the values of ``Change-note:`` and ``approved_by`` of ``Approved-by:``, both
    written at the end of the commit's message. ``files`` are seen from the offer's folder.
    """

    day: dt.date
    subject: str
    notes: tuple[str, ...]
    approved_by: tuple[str, ...]
    files: tuple[str, ...]


class History:
    """The history of one offer's folder, which may be a part of a larger repository.

    Raises ``NoHistoryError`` where there is none, or only the newest part of one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.root = Path(self._git("rev-parse", "--show-toplevel").strip())
        self.prefix = self._git("rev-parse", "--show-prefix").strip()
        if self._git("rev-parse", "--is-shallow-repository").strip() == "true":
            raise ShallowError(
                "This copy holds only the newest part of the history. "
                "Fetch the rest of it first: git fetch --unshallow --tags."
            )
        if not self._try("rev-parse", "--verify", "--quiet", "HEAD"):
            raise NoHistoryError("Nothing has been committed here yet, so there is no history.")

    def find(self, name: str, today: dt.date) -> Commit:
        """The commit that some words name: a tag, a commit, a day, or one of two phrases.

        ``2026-05-22`` is the state at the end of that day, ``six-months`` that of half a year
        before ``today``, and ``last-release`` the newest tag of a release. A day before the
        first commit gives the first one. Raises ``NoHistoryError`` with the nearest name.
        """
        if name == "last-release":
            releases = self.releases()
            if not releases:
                raise NoHistoryError(
                    "There is no release yet. Name a day or a commit: --since 2026-05-22."
                )
            return releases[-1]
        if name == "six-months":
            return self._on(_months_before(today, _SIX_MONTHS))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
            try:
                return self._on(dt.date.fromisoformat(name))
            except ValueError:
                raise NoHistoryError(f"There is no day {name}.") from None
        wanted = f"{name}^{{commit}}"
        hash = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        if not hash:
            raise NoHistoryError(self._nearest(name))
        return self._commit(hash.strip(), name)

    def releases(self) -> list[Commit]:
        """The commits that were released, the oldest first."""
        found = [Commit(hash, day, tag) for tag, day, hash in self._days() if hash]
        return sorted(found, key=lambda commit: commit.day)

    def no_releases(self) -> list[str]:
        """Tags with the name of a release that name no commit: a file, say, or a folder."""
        return [tag for tag, _, hash in self._days() if not hash]

    def _days(self) -> Iterator[tuple[str, dt.date, str]]:
        """Each tag with the name of a release: its name, its day and its commit, if it has one."""
        told = self._git("for-each-ref", f"refs/tags/{RELEASE}*", "--format=%(refname:strip=2)")
        tags = told.split("\n")[:-1]
        asked = "".join(f"refs/tags/{tag}^{{commit}}\n" for tag in tags)
        told = self._git("cat-file", "--batch-check=%(objectname)", given=asked) if tags else ""
        for tag, hash in zip(tags, told.split("\n"), strict=False):
            with suppress(ValueError):  # somebody's tag of another kind
                day = dt.date.fromisoformat(tag.removeprefix(RELEASE))
                yield tag, day, "" if " " in hash else hash  # "... missing", where there is none

    def log(self, since: Commit, until: Commit) -> list[Logged]:
        """Each commit after ``since``, up to ``until``, that touched the content, newest first."""
        trailers = "valueonly,unfold,separator=%x1d"
        form = "%x1e%cs%x1f%s%x1f" + "%x1f".join(
            f"%(trailers:key={key},{trailers})" for key in ("Change-note", "Approved-by")
        )
        told = self._git(
            "log", "-z", "--name-only", f"--format={form}", f"{since.hash}..{until.hash}",
            "--", "content",
        )  # fmt: skip
        return [_logged(entry, self.prefix) for entry in told.split("\x1e")[1:]]

    def bring_back(self, commit: Commit, into: Path, under: str = "content") -> list[str]:
        """Write a folder as it was into ``into``; gives a sentence for each file left out."""
        listed = self._git("ls-tree", "-r", "-z", "-l", commit.hash, "--", under)
        wanted: list[tuple[str, Path]] = []
        left: list[str] = []
        for entry in filter(None, listed.split("\0")):
            about, name = entry.split("\t", 1)
            mode, kind, hash, size = about.split()
            if not _stays_inside(name):
                left.append(f"{name} leads out of its folder, and was not read.")
            elif kind != "blob" or mode == "120000":
                left.append(f"{name} is a link to another place, and was not followed.")
            elif not size.isdigit():
                raise NoHistoryError(_LOST)
            elif int(size) > _LARGEST:
                left.append(f"{name} is larger than {_LARGEST // 1_000_000} MB, and was not read.")
            else:
                wanted.append((hash, into / name))
        for path, data in zip((path for _, path in wanted), self._blobs(wanted), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return left

    def changed(self) -> list[str]:
        """Files that are not committed as they stand, seen from the root of the repository."""
        told = self._git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
        return [entry[3:] for entry in told.split("\0") if entry]

    def tag(self, name: str, message: str) -> None:
        """Give the newest commit a name and a message, for good."""
        self._git("tag", "--annotate", "--cleanup=verbatim", "--file=-", name, given=message)

    def has_tag(self, name: str) -> bool:
        """Whether a name is taken."""
        return bool(self._try("rev-parse", "--verify", "--quiet", f"refs/tags/{name}"))

    def _blobs(self, wanted: list[tuple[str, Path]]) -> Iterator[bytes]:
        asked = "".join(f"{hash}\n" for hash, _ in wanted).encode()
        run = subprocess.run(
            ["git", "cat-file", "--batch"],
            cwd=self.folder,
            env=surroundings(),
            input=asked,
            capture_output=True,
            check=False,
        )
        if run.returncode:
            raise NoHistoryError(refused(run.stderr.decode("utf-8", "replace"), self.folder))
        data, at = run.stdout, 0
        for _ in wanted:
            end = data.index(b"\n", at)
            said = data[at:end].rsplit(b" ", 1)[1]
            if not said.isdigit():  # "missing", where the disk or a copy lost it
                raise NoHistoryError(_LOST)
            size = int(said)
            yield data[end + 1 : end + 1 + size]
            at = end + size + 2

    def _on(self, day: dt.date) -> Commit:
        """The state at the end of a day, or the first there was.

        A commit's day is the one where it was made, as in all that the review says.
        """
        told = self._git("log", "--format=%H %cs").split()
        commits = list(zip(told[::2], told[1::2], strict=True))
        hash = next((hash for hash, made in commits if made <= day.isoformat()), commits[-1][0])
        return self._commit(hash, "")

    def _commit(self, hash: str, name: str) -> Commit:
        day = self._git("show", "--no-patch", "--format=%cs", hash).strip()
        return Commit(hash, dt.date.fromisoformat(day), name)

    def _nearest(self, name: str) -> str:
        told = self._git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
        near = get_close_matches(name, told.split(), n=1, cutoff=0.5)
        meant = f'Did you mean "{near[0]}"?' if near else "git log lists them."
        return f'There is no commit or tag called "{name}". {meant}'

    def _try(self, *words: str) -> str:
        """What git says, or nothing where it refuses."""
        run = self._run(words)
        return run.stdout if run.returncode == 0 else ""

    def _git(self, *words: str, given: str = "") -> str:
        run = self._run(words, given)
        if run.returncode:
            raise NoHistoryError(refused(run.stderr, self.folder))
        return run.stdout

    def _run(self, words: tuple[str, ...], given: str = "") -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                ["git", "-c", "core.quotepath=off", *words],
                cwd=self.folder,
                env=surroundings(),
                input=given,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        except FileNotFoundError:
            raise NoHistoryError("This needs the program git, and it is not installed.") from None


def releases_digest(folder: Path) -> str:
    """What all releases hang on, in few words: it changes when one is made, or none can be read."""
    asks = (
        ("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD"),
        ("for-each-ref", "refs/tags", "--format=%(objectname) %(refname)"),
    )
    told = []
    for words in asks:
        try:
            run = subprocess.run(
                ["git", *words], cwd=folder, env=surroundings(), capture_output=True, check=False
            )
        except FileNotFoundError:
            return "no git"
        lines = run.stdout.decode(errors="replace").splitlines()
        # Of the newest commit it counts whether there is one, and not which it is.
        told += [str(run.returncode), *(lines[:2] if words[0] == "rev-parse" else lines)]
    return "\n".join(told)


def _stays_inside(name: str) -> bool:
    """Whether a path of a tree is one that git itself would write. A tree can be made by hand."""
    return not {"", ".", "..", ".git"} & {step.lower() for step in name.split("/")}


def _logged(entry: str, prefix: str) -> Logged:
    head, _, names = entry.partition("\0")
    day, subject, notes, approved = head.split("\x1f")
    files = [name.strip("\n").removeprefix(prefix) for name in names.split("\0")]
    return Logged(
        dt.date.fromisoformat(day),
        subject,
        tuple(filter(None, (note.strip() for note in notes.split("\x1d")))),
        tuple(filter(None, (role.strip() for role in approved.split("\x1d")))),
        tuple(filter(None, files)),
    )


def _months_before(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)  # every month has 28 days

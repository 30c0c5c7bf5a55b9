"""Prints how long a review of 120 pages and 400 commits takes, from git to what is written.

Run it with ``.venv/bin/python tests/benchmarks/review.py [TIMES]``. The pages are those of the
made-up council in tests/sample, most under new names, and each commit changes one number of one
page, or adds a sentence to one that has none. Seconds are smallest, middle, largest. *Reading git*
finds both versions, reads the log between them and brings both back. *In this process* the first
run is the longest, for later ones remember reading ages; the whole program remembers nothing.
Beside them stand two usual ways to ask, on the same repository: one ``git log`` for each page, and
``git diff --word-diff`` between both versions, which tells no fact from a comma.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path

from local_offer.history import History
from local_offer.looks import HOME
from local_offer.review.git_range import review_since
from local_offer.review.report import write_review

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 5
PAGES, COMMITS = 120, 400
SAMPLE = HOME / "tests" / "sample"
FIRST_DAY, DAY = dt.date(2025, 10, 1), dt.date(2026, 11, 22)
OLD, NEW = "offer/2025-10-01", "offer/2026-11-22"
PROGRAM = "from local_offer.cli import main; main()"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = work / "offer"
        folder.mkdir()
        pages = _pages()
        _git(folder, "init", "--quiet", "--initial-branch=main")
        _git(folder, "fast-import", "--quiet", given="".join(_stream(pages)))
        _git(folder, "checkout", "--quiet", "--force", "main")
        shutil.copy(SAMPLE / "mkdocs.yml", folder)
        paths = sorted(pages)
        whole = [sys.executable, "-c", PROGRAM, "--offer", str(folder), "review"]
        whole += ["--since", OLD, "--until", NEW, "--no-pdf", "--output", str(work / "program")]

        print(f"{PAGES} pages, {COMMITS} commits, {TIMES} runs each, seconds.")
        print("The aims: 3 for the whole review without its PDF, 1 for reading git.")
        ways: dict[str, Callable[[], object]] = {
            "reading git": lambda: _read_git(folder, work / "read"),
            "review, no PDF, in this process": lambda: _review(folder, work / "here", pdf=False),
            "review, no PDF, whole program": lambda: _run(whole, folder),
            "peer: a git log for each page": lambda: [
                _git(folder, "log", "--format=%h %cs %s", f"{OLD}..{NEW}", "--", path)
                for path in paths
            ],
            "peer: git diff --word-diff": lambda: _git(folder, "diff", "--word-diff", OLD, NEW),
        }
        took: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(TIMES):
            for way, run in ways.items():
                took[way].append(_time(run))
        for way, seconds in took.items():
            low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
            print(f"  {way:32} {low:6.2f} {middle:6.2f} {high:6.2f}")
        once = _time(lambda: _review(folder, work / "paper", pdf=True))
        print(f"  {'review with its PDF, once':32} {once:6.2f}")


def _pages() -> dict[str, str]:
    """The sample's pages over and over, each under a name and a title of its own."""
    sample = {p.stem: p.read_text(encoding="utf-8") for p in sorted(SAMPLE.glob("content/*.md"))}
    pages = {f"content/{stem}.md": typed for stem, typed in sample.items()}
    for part in count(1):
        for stem, typed in sample.items():
            if len(pages) == PAGES:
                return pages
            words = re.sub(r"(?m)^heading: .*\n", "", typed, count=1)
            words = words.replace("title: ", f"title: Part {part}, ", 1)
            pages[f"content/{stem}-{part}.md"] = words
    return pages


def _stream(pages: dict[str, str]) -> Iterator[str]:
    """All the commits, as ``git fast-import`` reads them."""
    data = sorted((SAMPLE / "content" / "data").glob("*.yml"))
    first = pages | {f"content/data/{path.name}": path.read_text("utf-8") for path in data}
    yield _commit(0, "The first version", first)
    yield f"reset refs/tags/{OLD}\nfrom refs/heads/main\n\n"
    now = dict(pages)
    turn = cycle(sorted(pages))
    for number in range(1, COMMITS):
        path = next(turn)
        now[path] = _changed(now[path], number)
        yield _commit(number, f"Change {number}", {path: now[path]})
    yield f"reset refs/tags/{NEW}\nfrom refs/heads/main\n\n"


def _changed(words: str, number: int) -> str:
    """A page with one figure of its body changed, or one sentence more where it has none."""
    front, mark, body = words.partition("\n---\n\n")
    figures = list(re.finditer(r"(?<= )\d{1,2}(?= (?:working|weeks|months|days|hours))", body))
    if not figures:
        return f"{words}\nYou can ring us {number} times a year.\n"
    figure = figures[number % len(figures)]
    return f"{front}{mark}{body[: figure.start()]}{number % 60 + 2}{body[figure.end() :]}"


def _commit(number: int, subject: str, files: dict[str, str]) -> str:
    day = FIRST_DAY + dt.timedelta(days=number)
    seconds = int(dt.datetime.combine(day, dt.time(12), dt.UTC).timestamp())
    message = f"{subject}\n\nChange-note: It was not right.\n"
    parts = [
        f"commit refs/heads/main\ncommitter Kinship Lead <lead@example.org> {seconds} +0000\n",
        _data(message),
    ]
    for path, typed in files.items():
        parts += [f"M 100644 inline {path}\n", _data(typed)]
    return "".join([*parts, "\n"])


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def _read_git(folder: Path, into: Path) -> None:
    history = History(folder)
    old, new = history.find(OLD, DAY), history.find(NEW, DAY)
    history.log(old, new)
    history.bring_back(old, into / "before")
    history.bring_back(new, into / "now")


def _review(folder: Path, into: Path, *, pdf: bool) -> None:
    told = review_since(folder, OLD, NEW, DAY, lambda _step: None)
    write_review(told, into, pdf=pdf)


def _git(folder: Path, *words: str, given: str = "") -> bytes:
    return _run(["git", *words], folder, given)


def _run(command: list[str], folder: Path, given: str = "") -> bytes:
    told = subprocess.run(
        command, cwd=folder, input=given.encode(), check=True, capture_output=True
    )
    return told.stdout


def _time(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

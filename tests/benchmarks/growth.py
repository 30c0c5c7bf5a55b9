"""Prints how a build grows: 15, 150 and, on request, 1,500 pages, beside other generators.

Run it with ``.venv/bin/python tests/benchmarks/growth.py [--all] [TIMES]``. The pages are those of
the made-up council, and copies of them under other names. At the smallest size ours builds all
24 pages of it, for it builds no part of an offer. Stock MkDocs, ProperDocs and Zensical
build the same Markdown with the stock theme, and check nothing; ``local-offer build`` checks every
page and prints the leaflets too. Zensical starts afresh each time. Seconds and megabytes (the
most that the program and its children held) are for the whole process, the middle of all runs.

The aims: 150 pages in at most 8 times the time of 15, and 1,500 in at most half the time of stock
MkDocs.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from local_offer.looks import HOME

SAMPLE = HOME / "tests" / "sample"
SIZES = (15, 150, 1500) if "--all" in sys.argv else (15, 150)
TIMES = next((int(word) for word in sys.argv[1:] if word.isdigit()), 3)
BIN = Path(sys.executable).parent
WAYS = {
    "local-offer build": [str(BIN / "local-offer"), "build"],
    "mkdocs build": [sys.executable, "-m", "mkdocs", "build"],
    "properdocs build": [sys.executable, "-m", "properdocs", "build", "-f", "mkdocs.yml"],
    "zensical build": [sys.executable, "-m", "zensical", "build", "--clean"],
}
# Runs a command, and tells the most memory that it and its children held at one time, in KB.
WATCH = """
import resource, subprocess, sys
run = subprocess.run(sys.argv[1:], capture_output=True)
sys.stderr.write(run.stdout.decode()[-600:] + run.stderr.decode()[-600:] if run.returncode else "")
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(run.returncode)
"""


def main() -> None:
    middle: dict[tuple[str, int], float] = {}
    print(f"{'pages':>6}  {'':18} {'seconds':>8} {'MB':>6}   the middle of {TIMES} runs")
    for size in SIZES:
        for way, command in WAYS.items():
            if find_spec(command[2] if command[1] == "-m" else "local_offer") is None:
                print(f"{size:6}  {way:18} is not installed here")
                continue
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                _pages(folder, size, stock=way != "local-offer build")
                runs = [_run(command, folder) for _ in range(1 if size > 1000 else TIMES)]
            if None in runs:
                print(f"{size:6}  {way:18} could not build these pages")
                continue
            seconds, most = zip(*(run for run in runs if run), strict=True)
            middle[way, size] = statistics.median(seconds)
            print(f"{size:6}  {way:18} {middle[way, size]:8.2f} {statistics.median(most):6.0f}")
    ours = {size: middle.get(("local-offer build", size)) for size in SIZES}
    if ours[15] and ours[150]:
        print(f"150 pages take {ours[150] / ours[15]:.1f} times as long as 15 (aim: at most 8)")
    stock = middle.get(("mkdocs build", 1500))
    if stock and ours.get(1500):
        share = (ours[1500] or 0) / stock
        print(f"1,500 pages take {share:.2f} times as long as stock MkDocs (aim: at most 0.5)")


def _pages(folder: Path, size: int, *, stock: bool) -> None:
    """The sample with copies of its pages, or without some of them, to make up a number."""
    shutil.copytree(SAMPLE / "content", folder / "content")
    pages = sorted((folder / "content").glob("*.md"))
    originals = [page for page in pages if page.stem not in ("index", "a-to-z", "updates")]
    for number in range(size - len(pages)):
        page = originals[number % len(originals)]
        text = page.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith(("heading:", "need:"))]
        lines = [f"{line} {number}" if line.startswith("title:") else line for line in lines]
        copy = folder / "content" / f"{page.stem}-{number}.md"
        copy.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if stock:  # the smallest size is smaller than the sample, which ours cannot do without
        for page in pages[size:]:
            page.unlink()
        for page in (folder / "content").glob("*.md"):
            words = page.read_text(encoding="utf-8").replace("\nicon: ", "\nsign: ")
            page.write_text(words, encoding="utf-8")
    settings = {
        "site_name": "Kinship Local Offer",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")


def _run(command: list[str], folder: Path) -> tuple[float, float] | None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    began = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", WATCH, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    took = time.perf_counter() - began
    if run.returncode:
        print(run.stderr.strip()[-400:])
        return None
    return took, int(run.stdout.split()[-1]) / 1024


if __name__ == "__main__":
    main()

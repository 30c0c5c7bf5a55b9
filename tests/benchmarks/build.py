"""Prints how long ``local-offer build`` takes beside ``mkdocs build`` alone, on the same pages.

Run it with ``.venv/bin/python tests/benchmarks/build.py [TIMES]``. They take turns, so that a busy
machine slows all. Seconds are for the whole process, smallest, middle, largest. Three builds are
ours: one that believes nothing that was kept, one after a change to one page, and one where
nothing has changed. The aims are 4, 2.2 and 1.3 times the time of stock MkDocs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from many_pages import for_stock, write_offer

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 5
BIN = Path(sys.executable).parent
OURS = [str(BIN / "local-offer"), "build"]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        ours, stock = Path(name) / "ours", Path(name) / "stock"
        write_offer(ours, 24)
        write_offer(stock, 24)
        for_stock(stock)
        took: dict[str, list[float]] = {}

        def timed(label: str, command: list[str], folder: Path) -> None:
            took.setdefault(label, []).append(_time(command, folder))

        _time(OURS, ours)
        for number in range(TIMES):
            timed("mkdocs build alone", [str(BIN / "mkdocs"), "build"], stock)
            timed("all anew (aim 4)", [*OURS, "--fresh"], ours)
            with (ours / "content" / "education.md").open("a", encoding="utf-8") as page:
                page.write(f"\nThis is line {number}.\n")
            timed("one page changed (aim 2.2)", OURS, ours)
            timed("nothing changed (aim 1.3)", OURS, ours)
    print(f"24 pages, {TIMES} runs each, seconds for the whole process, and times stock:")
    alone = statistics.median(took["mkdocs build alone"])
    for label, seconds in took.items():
        low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
        print(f"  {label:28} {low:5.2f} {middle:5.2f} {high:5.2f}  {middle / alone:5.2f}")


def _time(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

"""Prints how a build grows: 24, 300 and, on request, 1,500 pages, beside other generators.

Run it with ``.venv/bin/python tests/benchmarks/growth.py [--all] [TIMES]``. The pages are those of
the frozen draft, and more like them in unlike words. Stock MkDocs, ProperDocs and Zensical build
the same Markdown with the stock theme, and check nothing; ``local-offer build`` checks every page
and prints the leaflets too, and believes nothing that was kept. Zensical starts afresh each time.
Seconds and megabytes (the most that one of the program's processes held) are for the whole
program, the middle of all runs. The aim is at most half the time of stock MkDocs for 1,500 pages.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from many_pages import for_stock, write_offer

SIZES = (24, 300, 1500) if "--all" in sys.argv else (24, 300)
TIMES = next((int(word) for word in sys.argv[1:] if word.isdigit()), 3)
BIN = Path(sys.executable).parent
WAYS = {
    "local-offer build": [str(BIN / "local-offer"), "build", "--fresh"],
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
                write_offer(folder, size)
                if way != "local-offer build":
                    for_stock(folder)
                runs = [_run(command, folder) for _ in range(1 if size > 1000 else TIMES)]
            if None in runs:
                print(f"{size:6}  {way:18} could not build these pages")
                continue
            seconds, most = zip(*(run for run in runs if run), strict=True)
            middle[way, size] = statistics.median(seconds)
            print(f"{size:6}  {way:18} {middle[way, size]:8.2f} {statistics.median(most):6.0f}")
    ours = {size: middle.get(("local-offer build", size)) for size in SIZES}
    for size in SIZES:
        stock, built = middle.get(("mkdocs build", size)), ours.get(size)
        if stock and built:
            print(f"{size} pages take {built / stock:.2f} times as long as stock MkDocs")


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

"""Prints how long ``local-offer check`` takes: the frozen draft's 24 pages, then 168 like them.

Run it with ``.venv/bin/python tests/benchmarks/check.py [TIMES]``. Seconds are for the whole
process, smallest, middle, largest. Beside it stands ``mkdocs --version``, a program in the same
language that only starts and stops, for the part that is no work of ours.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from many_pages import write_offer

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 5
BIN = Path(sys.executable).parent


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name) / "few", Path(name) / "many"
        write_offer(few, 24)
        write_offer(many, 168)
        check = [str(BIN / "local-offer"), "check"]
        _print("24 pages, all anew (aim 0.55)", [*check, "--fresh"], few)
        _print("24 pages, unchanged (aim 0.35)", check, few)
        _print("168 pages, all anew", [*check, "--fresh"], many)
        _print("168 pages, unchanged (aim 0.8)", check, many)
        _print("local-offer --help (aim 0.15)", [check[0], "--help"], few)
        _print("mkdocs --version", [str(BIN / "mkdocs"), "--version"], few)


def _print(label: str, command: list[str], folder: Path) -> None:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, check=False, capture_output=True)
        took.append(time.perf_counter() - began)
    print(f"{label:32} {min(took):5.2f} {statistics.median(took):5.2f} {max(took):5.2f}")


if __name__ == "__main__":
    main()

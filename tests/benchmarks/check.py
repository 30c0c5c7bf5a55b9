"""Prints how long ``local-offer check`` takes: the frozen draft's pages, then about 150 like them.

Run it with ``.venv/bin/python tests/benchmarks/check.py [TIMES]``. Seconds are for the whole
process, smallest, middle, largest. Beside it stands ``mkdocs --version``, a program in the same
language that only starts and stops, for the part that is no work of ours.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from local_offer.looks import HOME

DRAFT = HOME / "tests" / "draft-council"
TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 5
BIN = Path(sys.executable).parent


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name) / "few", Path(name) / "many"
        for folder in (few, many):
            shutil.copytree(DRAFT / "content", folder / "content")
        pages = sorted((many / "content").glob("*.md"))
        for number in range(1, 7):
            for page in pages:
                words = re.sub(r"(?m)^heading: .*\n", "", page.read_text(encoding="utf-8"), count=1)
                words = words.replace("title: ", f"title: Part {number}, ", 1)
                page.with_stem(f"{page.stem}-{number}").write_text(words, encoding="utf-8")
        check = [str(BIN / "local-offer"), "check"]
        _print(f"check, {len(pages)} pages (aim 0.8)", check, few)
        _print(f"check, {len(pages) * 7} pages (aim 2)", check, many)
        _print("mkdocs --version", [str(BIN / "mkdocs"), "--version"], few)


def _print(label: str, command: list[str], folder: Path) -> None:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, check=False, capture_output=True)
        took.append(time.perf_counter() - began)
    print(f"{label:30} {min(took):5.2f} {statistics.median(took):5.2f} {max(took):5.2f}")


if __name__ == "__main__":
    main()

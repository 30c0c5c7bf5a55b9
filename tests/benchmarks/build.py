"""Prints how long ``local-offer build`` takes beside ``mkdocs build`` alone, on the same pages.

Run it with ``.venv/bin/python tests/benchmarks/build.py [TIMES]``. The two take turns, so
that a busy machine slows both. Seconds are for the whole process, smallest, middle, largest.
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
from pathlib import Path

from local_offer.loading.settings import site_settings
from local_offer.looks import HOME

DRAFT = HOME / "tests" / "draft-council"
TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 5
BIN = Path(sys.executable).parent


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        ours, stock = work / "ours", work / "stock"
        for folder in (ours, stock):
            folder.mkdir()
            shutil.copytree(DRAFT / "content", folder / "content")
        for page in (stock / "content").glob("*.md"):
            words = page.read_text(encoding="utf-8")
            # The stock theme looks for icons of its own by this key.
            page.write_text(words.replace("\nicon: ", "\nsign: "), encoding="utf-8")
        shutil.copy(DRAFT / "mkdocs.yml", ours)
        settings, _ = site_settings(DRAFT)
        plain = {"site_name": settings["site_name"], "nav": settings["nav"], "docs_dir": "content"}
        theme = {"name": "material", "font": False}
        (stock / "mkdocs.yml").write_text(json.dumps(plain | {"theme": theme}), encoding="utf-8")
        took: dict[str, list[float]] = {"local-offer build": [], "mkdocs build alone": []}
        for _ in range(TIMES):
            took["local-offer build"].append(_time([str(BIN / "local-offer"), "build"], ours))
            took["mkdocs build alone"].append(_time([str(BIN / "mkdocs"), "build"], stock))
    pages = len(list((DRAFT / "content").glob("*.md")))
    print(f"{pages} pages, {TIMES} runs each, seconds for the whole process:")
    for label, seconds in took.items():
        low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
        print(f"  {label:20} {low:5.2f} {middle:5.2f} {high:5.2f}")
    ours_time, stock_time = (statistics.median(seconds) for seconds in took.values())
    print(f"  {ours_time / stock_time:.2f} times as long; the aim is 2")


def _time(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

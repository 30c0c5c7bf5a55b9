"""Prints what a first view of the front page costs a reader: ours, and stock mkdocs-material.

Run it with ``.venv/bin/python tests/benchmarks/first_view.py``. The same pages are built with the
theme as it comes. Bytes are compressed with gzip, as a host sends them; nothing is cached.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import SAMPLE, TODAY, copy_offer  # found beside the tests
from local_offer.publish import publish
from page_access.static_server import served

STOCK = "site_name: Stock\ntheme: {name: material, font: false}\nplugins: [search]\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        ours = publish(copy_offer(SAMPLE, Path(name) / "ours"), TODAY, lambda step: None)
        assert ours.site is not None, ours.findings
        stock = Path(name) / "stock"
        shutil.copytree(SAMPLE / "content", stock / "docs", ignore=shutil.ignore_patterns("data"))
        for page in (stock / "docs").glob("*.md"):  # the theme reads keys of ours as its own
            words = page.read_text(encoding="utf-8").split("\n---\n", 1)[1]
            page.write_text(words, encoding="utf-8")
        (stock / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
        mkdocs = Path(sys.executable).with_name("mkdocs")
        subprocess.run([mkdocs, "build", "-q"], cwd=stock, check=True, capture_output=True)
        for label, site in (("ours", ours.site), ("mkdocs-material", stock / "site")):
            with served(site) as base:
                requests, weight = _first_view(chromium, base)
            print(f"{label:16} {requests:3} requests {weight / 1000:7.1f} KB")
        chromium.close()


def _first_view(chromium: Browser, base: str) -> tuple[int, int]:
    sent: list[Response] = []

    def note(answer: Response) -> None:
        sent.append(answer)

    context = chromium.new_context(viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.on("response", note)
    tab.goto(base + "/", wait_until="networkidle")
    weight = sum(len(gzip.compress(answer.body(), 6)) for answer in sent)
    context.close()
    return len(sent), weight


if __name__ == "__main__":
    main()

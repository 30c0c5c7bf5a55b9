"""Prints how well searches find the right page: ours, MiniSearch, Pagefind and the theme's own.

Run it with ``.venv/bin/python tests/benchmarks/search.py [FILE]``. FILE has a phrase, a tab and
the heading that answers it in each line; without it, the labelled phrases here are used. All are
asked the same phrases, of the same pages of ``content``, in Chromium, from a server on this
machine. "First" and "in 3" are per cent of phrases. Bytes are gzipped, of what one first search
loads beside the page itself. Seconds run from asking for the page to the first answer, with the
processor slowed 4 times: the middle of 5 runs, each with nothing kept. Pagefind and MiniSearch
are as their makers ship them: MiniSearch with prefixes and one letter in five forgiven, as its
own guide has it. Pagefind is left out where it is not installed.
"""

from __future__ import annotations

import datetime as dt
import gzip
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the tests' own server
from local_offer.loading.loader import load
from local_offer.looks import HOME
from local_offer.model import AROUND, HEADINGS, Offer
from local_offer.website.mkdocs import make_pages
from local_offer.website.search_index import write_index
from page_access.static_server import served

LABELLED = HOME / "tests" / "local_offer" / "labelled"
DRAFT = HOME / "tests" / "draft-council"
TIMES, SLOWER = 5, 4
Ask = Callable[[Page, str], list[str]]
MINISEARCH = """<!doctype html><script type="module">
import MiniSearch from "./minisearch.js";
window.ask = async (phrase) => {
  const data = await (await fetch("data.json")).json();
  const index = new MiniSearch({fields: ["title", "heading", "text"], storeFields: ["url"],
    searchOptions: {prefix: true, fuzzy: 0.2, boost: {title: 2}}});
  index.addAll(data);
  window.ask = async (next) => index.search(next).map(hit => hit.url);
  return window.ask(phrase);
};
window.ready = true;
</script>"""
PAGEFIND = """<!doctype html><script type="module">
window.ask = async (phrase) => {
  const index = await import("/pagefind/pagefind.js");
  const answer = await index.search(phrase);
  return Promise.all(answer.results.slice(0, 8).map(async hit => (await hit.data()).url));
};
window.ready = true;
</script>"""


def build(offer: Offer, work: Path) -> dict[str, Path]:
    """The site as we build it, and copies that the other searches can read."""
    made = make_pages(offer, DRAFT, work, dt.date(2026, 11, 22), printed={})
    assert made.findings == [], made.findings
    write_index(made.site, offer)
    ours = made.site
    sites = {"ours": ours, "MiniSearch": _for_minisearch(ours, work / "minisearch")}
    sites["theme (lunr)"] = _for_theme(offer, work)
    if importlib.util.find_spec("pagefind"):
        sites["Pagefind"] = shutil.copytree(ours, work / "pagefind")
        command = [sys.executable, "-m", "pagefind", "--site", str(sites["Pagefind"])]
        command += ["--force-language", "en", "--root-selector", "main"]
        subprocess.run(command, check=True, capture_output=True)
        (sites["Pagefind"] / "ask.html").write_text(PAGEFIND)
    else:
        print("  Pagefind is not installed here (it is pagefind[bin] among Python packages)")
    return sites


def _for_minisearch(ours: Path, to: Path) -> Path:
    to.mkdir()
    shutil.copy(ours / "assets" / "search" / "minisearch.js", to)
    data = json.loads((ours / "assets" / "search" / "index.json").read_text(encoding="utf-8"))
    rows = [
        {
            "id": number,
            "title": data["pages"][section["page"]]["title"],
            "heading": section["heading"],
            "text": " ".join(section["lines"]),
            "url": "/" + data["pages"][section["page"]]["url"].removeprefix("../"),
        }
        for number, section in enumerate(data["sections"])
    ]
    (to / "data.json").write_text(json.dumps(rows), encoding="utf-8")
    (to / "ask.html").write_text(MINISEARCH)
    return to


def _for_theme(offer: Offer, work: Path) -> Path:
    """The same pages in the theme's own looks, with the search it comes with."""
    settings = json.loads((work / "mkdocs.yml").read_text(encoding="utf-8"))
    site = work / "theme"
    for file in (work / "docs").glob("*.md"):
        if file.name not in {page.file for page in offer.pages}:
            file.unlink()  # a page of ours alone, such as that of the search
    for page in offer.pages:
        file = work / "docs" / page.file  # the stock theme looks for icons of its own by this key
        file.write_text(file.read_text(encoding="utf-8").replace("\nicon: ", "\nsign: "))
    plain = {"plugins": ["search"], "theme": {"name": "material", "font": False}}
    changed = settings | plain | {"site_dir": str(site), "strict": False, "not_in_nav": ""}
    (work / "theme.yml").write_text(json.dumps(changed), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(work / "theme.yml")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=HOME, check=True, capture_output=True, env=environment)
    return site


def ask_ours(tab: Page, phrase: str) -> list[str]:
    tab.goto("/search/?" + urlencode({"q": phrase}))
    tab.wait_for_selector("#results[data-ready]", state="attached")
    links = "links => links.map(link => link.href)"
    return list(tab.eval_on_selector_all("#results ol > li a", links))


def ask_script(tab: Page, phrase: str) -> list[str]:
    if not tab.url.endswith("/ask.html"):
        tab.goto("/ask.html")
        tab.wait_for_function("window.ready")
    return list(tab.evaluate("phrase => window.ask(phrase)", phrase))


def ask_theme(tab: Page, phrase: str) -> list[str]:
    """Type as a reader would: the theme has no other way in, and hears keys alone."""
    box, said = "input.md-search__input", "document.querySelector('.md-search-result__meta')"
    if not tab.url.startswith("http"):
        tab.goto("/")
        tab.evaluate("document.querySelector('#__search').checked = true")
        tab.focus(box)
    for words, wait in (("", "/Type to/.test({})"), (phrase, "!/Initial|Type to/.test({})")):
        tab.fill(box, words)
        tab.press(box, "End")
        tab.wait_for_function(wait.format(f"{said}.textContent"))
    links = "links => links.map(link => link.href)"
    return list(tab.eval_on_selector_all("a.md-search-result__link", links))


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]]
    offer, _ = load(DRAFT)
    ids = {heading.name: heading.id for heading in HEADINGS + AROUND}
    ids |= {"Types of kinship care": "kinds"}
    slugs = {page.heading: page.slug for page in offer.pages}
    asks: dict[str, Ask] = {
        "ours": ask_ours,
        "MiniSearch": ask_script,
        "Pagefind": ask_script,
        "theme (lunr)": ask_theme,
    }
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        sites = build(offer, Path(name))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{'':14} {'phrases':>22} {'first':>6} {'in 3':>6} {'bytes':>9} {'seconds':>8}")
        for way, site in sites.items():
            with served(site) as address:
                size, seconds = _first_search(browser, address, site, asks[way])
                for file in files or sorted(LABELLED.glob("queries*.tsv")):
                    rows = file.read_text(encoding="utf-8").splitlines()
                    pairs = [row.split("\t") for row in rows if row and not row.startswith("#")]
                    labelled = [(phrase, slugs[ids[label]]) for phrase, label in pairs]
                    first, three = _score(browser, address, labelled, asks[way])
                    print(
                        f"{way:14} {file.name:>22} {first:6.1f} {three:6.1f}"
                        f" {size:9,} {seconds:8.2f}",
                        flush=True,
                    )
        browser.close()


def _first_search(browser: Browser, address: str, site: Path, ask: Ask) -> tuple[int, float]:
    """Bytes beside the page, and seconds to the first answer, of a search with nothing kept."""
    took, loaded = [], set()
    for _ in range(TIMES):
        context = browser.new_context(base_url=address)
        tab = context.new_page()
        tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        tab.on("requestfinished", lambda sent: loaded.add(urlsplit(sent.url).path))
        began = time.perf_counter()
        ask(tab, "money for school uniform")
        took.append(time.perf_counter() - began)
        context.close()
    # The page, its style and its letters are loaded with or without a search.
    files = [site / path.strip("/") for path in loaded if not path.endswith((".html", "/"))]
    files = [file for file in files if file.suffix not in {".css", ".woff2", ".svg", ".png"}]
    size = sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_file())
    return size, statistics.median(took)


def _score(
    browser: Browser, address: str, labelled: list[tuple[str, str]], ask: Ask
) -> tuple[float, float]:
    context = browser.new_context(base_url=address)
    tab = context.new_page()
    first = three = 0
    for phrase, right in labelled:
        pages: list[str] = []
        for link in ask(tab, phrase):
            slug = urlsplit(link).path.strip("/").removesuffix("/index.html")
            if slug not in pages:
                pages.append(slug)  # a page counts once, however many of its sections are found
        first += pages[:1] == [right]
        three += right in pages[:3]
    context.close()
    return 100 * first / len(labelled), 100 * three / len(labelled)


if __name__ == "__main__":
    main()

"""One browser in a process of its own, which may be ended at any moment with nothing lost.

A page can hold up a browser for ever, and then no call to it comes back. So the browser's calls
are made here, and the one who asks (``looking``) watches the clock from outside. Tasks come in
as lines of JSON, and what was found goes out as such, engine by engine:

    {"url": ..., "width": 320, "height": 640, "colours": "light", "stays": false}
    {"engine": "axe", "faults": [...]}
    {"done": true, "loaded": [...]}   or   {"failed": "..."}
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import IO, Any, Literal

from playwright.sync_api import Browser, Error, Page, Request, Route, sync_playwright

from page_access.contrast import measure
from page_access.pa11y import EXPERIMENTAL
from page_access.processes import BROWSER_FLAGS
from page_access.rules import look
from page_access.viewports import COLOUR_RULES

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
UNASKED = ("hidden-content",)
"""It says of each page that something on it is hidden. What is hidden shuts nobody out."""

MOST_FOR_IBM = 3000
"""Elements of a page beyond which the IBM engine is not asked: its time grows with their square,
and a page of 5,000 takes it minutes. The other engines are asked all the same."""


def main() -> None:
    """Work through the tasks on stdin until it ends."""
    said = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever else is printed here must not get among the answers
    asked = json.loads(sys.stdin.readline())
    axe, ibm = (Path(path).read_text(encoding="utf-8") for path in asked["engines"])
    rules = Path(__file__).with_name("engines.js").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=asked["browser"], args=list(BROWSER_FLAGS)
        )
        _say(said, {"browser": browser.version})
        tabs = _Tabs(browser)
        for line in sys.stdin:
            task = json.loads(line)
            try:
                _say(said, tabs.look(task, asked["patience"], (axe, ibm, rules), said))
            except Error as no:
                tabs.close(task)
                _say(said, {"failed": no.message.splitlines()[0] if no.message else "no reason"})
            if not browser.is_connected():
                break
        browser.close()


class _Tabs:
    """A tab for each way to show a page. A new one for each page would cost four times as much."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._tabs: dict[tuple[int, str], Page] = {}

    def look(
        self, task: dict[str, Any], patience: float, scripts: tuple[str, ...], said: IO[str]
    ) -> dict[str, Any]:
        """Have the engines look at the page of the task, and say what each found."""
        mode = task["width"], task["colours"]
        tab = self._tabs.get(mode) or self._open(task)
        self._tabs[mode] = tab
        tab.set_viewport_size({"width": task["width"], "height": task["height"]})
        loaded: set[str] = set()

        def note(request: Request) -> None:
            if not request.is_navigation_request() or request.frame.parent_frame:
                loaded.add(request.url.partition("#")[0])

        tab.on("request", note)
        if task["stays"]:
            tab.route(lambda url: url != task["url"], _hold)
        answer = _look(tab, task, patience, scripts, said)
        tab.remove_listener("request", note)
        if task["stays"]:
            tab.unroute_all()
        tab.context.clear_cookies()
        tab.evaluate(_FORGET)
        return {**answer, "loaded": sorted(loaded)}

    def close(self, task: dict[str, Any]) -> None:
        """Do without the tab that a page has spoilt."""
        tab = self._tabs.pop((task["width"], task["colours"]), None)
        if tab and self._browser.is_connected():
            tab.context.close()

    def _open(self, task: dict[str, Any]) -> Page:
        colours = task["colours"]
        scheme: Literal["light", "dark"] = "dark" if "dark" in colours else "light"
        context = self._browser.new_context(
            viewport={"width": task["width"], "height": task["height"]},
            color_scheme=scheme,
            forced_colors="active" if "forced" in colours else "none",
            bypass_csp=True,  # our own scripts must run on a page that allows only its own
            service_workers="block",
        )
        return context.new_page()


# What one page put by must not change how the next one looks.
_FORGET = """() => {
  try { localStorage.clear(); sessionStorage.clear(); } catch { /* this page may put nothing by */ }
}"""


def _look(
    tab: Page, task: dict[str, Any], patience: float, scripts: tuple[str, ...], said: IO[str]
) -> dict[str, Any]:
    if task["stays"]:
        # The browser waits in vain for a page to load whose own way on was held back.
        tab.goto(task["url"], timeout=patience * 1000, wait_until="commit")
        tab.wait_for_function("document.readyState === 'complete'", timeout=patience * 1000)
    else:
        # The answer of a search comes after the page: it is there when nothing more is asked for.
        until: Literal["load", "networkidle"] = "networkidle" if "?" in task["url"] else "load"
        tab.goto(task["url"], timeout=patience * 1000, wait_until=until)
    axe, ibm, rules = scripts
    dom = task["colours"] == "light"
    for frame in tab.frames:
        try:
            frame.evaluate(f"{axe};0")
        except Error:
            if frame is tab.main_frame:
                raise
    tab.evaluate(rules)
    asked = {
        "rules": [] if dom else [rule.removeprefix("axe-") for rule in COLOUR_RULES],
        "tags": TAGS,
        "extra": EXPERIMENTAL,
        "unasked": UNASKED,
    }
    faults = tab.evaluate("(asked) => window.__localOffer.askAxe(asked)", asked)
    _say(said, {"engine": "axe", "faults": faults + measure(tab)})
    if dom and tab.evaluate("() => document.getElementsByTagName('*').length") <= MOST_FOR_IBM:
        tab.evaluate(f"{ibm};window.ace = ace;0")
        faults = tab.evaluate("() => window.__localOffer.askIbm()")
        _say(said, {"engine": "ibm", "faults": faults})
    if tab.url.partition("#")[0] != task["url"]:
        return {"failed": "it sent the browser on to another page"}
    tab.evaluate(
        "() => { delete window.__unmeasured; delete window.__localOffer; scrollTo(0, 0); }"
    )
    _say(said, {"engine": "own", "faults": [dataclasses.asdict(one) for one in look(tab)]})
    return {"done": True}


def _hold(route: Route) -> None:
    """A page that sends its reader on is kept from it, so that it is itself looked at."""
    request = route.request
    if request.is_navigation_request() and request.frame.parent_frame is None:
        route.fulfill(status=204)  # "nothing new": the browser stays where it is
    else:
        route.continue_()


def _say(said: IO[str], row: dict[str, Any]) -> None:
    said.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()

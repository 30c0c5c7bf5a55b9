"""Whether everyone can use the pages: engines of rules, and checks of our own.

``examine`` looks at every page of a folder in a real browser. The engines, and why these:

* axe-core, by itself with its newest rules and by pa11y-ci together with HTML_CodeSniffer:
  the ones that councils are most often checked with;
* IBM Equal Access, since of the engines compared it found most that axe does not. On 140
  seeded faults, 85 of them against WCAG's A or AA, it found 43 and 32; axe found 40 and 28,
  Siteimprove Alfa 40 and 25, QualWeb 42 and 25 (breaking off on some pages, and three times as
  slow). It is under the Apache licence, one file of 0.7 MB, and asks no network for anything.
  On a page of more than 3,000 elements it takes minutes, and is not asked;
* html-validate, which reads the page as it was written: 33 and 23 of the same, in 0.02 seconds
  a page. A browser mends bad HTML before any other engine sees it. MIT licence;
* ``rules``: what no engine sees. All of the engines together found half of those faults.

What an engine only wonders about is not passed on as it stands. Contrast that axe cannot work
out is measured on the picture of the page (``contrast``); what else axe leaves open is a
warning. IBM's "potential" and "manual" answers are left out: they ask a person to look, on
sound pages as on others, at what our own checks try out.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from page_access.browser_pool import Browsers, Look, Task
from page_access.dedupe import MergedFault, merge
from page_access.fault import Barrier
from page_access.html_validate import ask_markup
from page_access.line_finder import Source, templates
from page_access.pa11y import ask_pa11y
from page_access.page_cache import Judged, PageCache
from page_access.processes import Running
from page_access.searches import queries
from page_access.static_server import file_at, pages_in, served, unanswered
from page_access.tools import NotInstalled, NotReady, Tools, find_tools, rules_digest
from page_access.viewports import MODES, Mode, only_in, read_mode

__all__ = ["Barrier", "Examination", "NotInstalled", "NotReady", "examine", "read_mode"]

PATIENCE = 30.0
"""Seconds that a page is given to load, and then again to be looked at."""

_TEMPLATES = 12  # pages that are shown in all modes, where not all are


@dataclass(frozen=True)
class Examination:
    """What was found, by file and line, and the facts of the run for those who must state them.

    ``facts`` holds the ``day``, the ``engines`` with their versions, the ``browser``, how many
    ``pages`` there are, the ``modes`` each with how many pages it showed, how many pages were
    looked at afresh (``fresh``), the pages that could not be looked at (``unseen``), and the
    ``failures``: by WCAG criterion, on how many ``pages`` and how many ``faults``.
    """

    barriers: list[Barrier]
    facts: dict[str, Any]


def examine(
    site: Path,
    *,
    day: dt.date,
    memory: Path | None = None,
    full: bool = False,
    name: str = "",
    patience: float = PATIENCE,
    say: Callable[[str], object] = lambda _step: None,
) -> Examination:
    """Look at every page in the folder ``site``; what shuts people out, and the facts of the run.

    Each page is shown once, 320 pixels wide in light colours. Pages that between them hold every
    part of the site, or with ``full`` all of them, are shown in all eight ``MODES``. A page that
    answers searches is asked for a word of the site, and its answer is looked at as well. A page
    that is as it was, with all that it loads, is taken from ``memory``. ``name`` is what the
    folder is called in what is found. ``NotReady`` says why it cannot start, and where a program or
    package is missing it is ``NotInstalled``.
    """
    pages = pages_in(site) if site.is_dir() else []
    if not pages:
        what = "no page in it" if site.is_dir() else "no such folder"
        raise NotReady(f"There is nothing to look at in {site}: {what}. Build the website first.")
    tools = find_tools()
    sources = {page: Source(site / page) for page in pages}
    searches = queries(sources)
    whole = set(pages) if full else {*templates(sources, _TEMPLATES), *searches}
    wanted = {page: set(MODES if page in whole else MODES[:1]) for page in pages}
    kept = PageCache(memory, site, rules_digest(tools))
    recalled = {page: kept.recall(page, modes) for page, modes in wanted.items()}
    judged = {page: one for page, one in recalled.items() if one}
    fresh = {page: modes for page, modes in wanted.items() if page not in judged}
    browser = kept.facts.get("browser", "")
    if fresh:
        seen, version = _look_afresh(
            site, fresh, sources, searches, tools=tools, patience=patience, say=say
        )
        judged |= seen
        browser = f"Chromium {version}" if version else browser
    barriers, failures = _told(judged, sources, name or site.as_posix())
    facts = {
        "day": day.isoformat(),
        "engines": tools.versions,
        "browser": browser,
        "pages": len(pages),
        "fresh": len(fresh),
        "modes": {
            str(mode): sum(mode in one.modes for one in judged.values()) for mode in MODES
        },
        "unseen": sorted(page for page, one in judged.items() if one.failed),
        "failures": {
            criterion: {"pages": len(set(where)), "faults": len(where)}
            for criterion, where in sorted(failures.items())
        },
    }  # fmt: skip
    try:
        kept.keep(facts, judged)
    except OSError as no:
        say(f"What was found could not be kept in {memory}: {no.strerror}")
    return Examination(sorted(barriers), facts)


def _told(
    judged: dict[str, Judged], sources: dict[str, Source], name: str
) -> tuple[list[Barrier], dict[str, list[str]]]:
    """What is said of all pages, and for each criterion the page of each fault against it."""
    barriers: list[Barrier] = []
    failures: dict[str, list[str]] = defaultdict(list)
    for page, source in sources.items():
        path = f"{name}/{page}"
        for one in merge(judged[page].faults):
            barriers.append(_barrier(path, one, judged[page], source))
            for criterion in one.criteria if one.fault.level == "error" else ():
                failures[criterion].append(page)
        if judged[page].failed:
            barriers.append(_unseen(path, judged[page].failed[0]))
    return barriers, failures


def _look_afresh(
    site: Path,
    wanted: dict[str, set[Mode]],
    sources: dict[str, Source],
    searches: dict[str, str],
    *,
    tools: Tools,
    patience: float,
    say: Callable[[str], object],
) -> tuple[dict[str, Judged], str]:
    judged = {page: Judged() for page in wanted}
    # The pool is left last: what it waits for has been ended by then, should we be stopped.
    with (
        served(site) as base,
        ThreadPoolExecutor(max_workers=3) as pool,
        Running(tools.chromium) as running,
    ):
        refused = unanswered(base, wanted)
        for page, why in refused.items():
            judged[page].failed.append(f"the server says {why}")
        pages = [page for page in wanted if page not in refused]
        tasks = [
            Task(page, mode, sources[page].sends_on, query)
            for mode in MODES
            for page in pages
            if mode in wanted[page]
            for query in dict.fromkeys(("", searches.get(page, "")))
        ]
        browsers = Browsers(tools, running, base, patience)
        # A page that sends its reader on is gone before pa11y-ci can ask about it.
        staying = [page for page in pages if not sources[page].sends_on]
        work = [
            pool.submit(ask_pa11y, staying, base, tools, running, patience),
            pool.submit(ask_markup, site, pages, tools, running),
        ]
        looks = pool.submit(browsers.work, tasks)
        while not (looks.done() and all(asked.done() for asked in work)):
            time.sleep(0.1)
            done = len(browsers.looks)
            say(f"Looking at pages: {done} of {len(tasks)} views")
        looks.result()
        for look in browsers.looks:
            _add(judged[look.task.page], look)
            files = {file_at(base, site, url) for url in look.loaded}
            judged[look.task.page].loaded |= files - {""}
        held = {look.task.page for look in browsers.looks if look.task.stays}
        for asked in work:
            found, lost = asked.result()
            for page, faults in found.items():
                judged[page].faults += [(fault, None) for fault in faults]
            for page, why in lost.items():
                # pa11y-ci cannot be kept on a page that sends it on, and our own browser was.
                if page not in held:
                    judged[page].failed.append(why)
    return judged, browsers.version


def _add(judged: Judged, look: Look) -> None:
    mode = look.task.mode
    judged.faults += [(fault, mode) for fault in look.faults]
    judged.modes.add(mode)
    if look.failed:
        judged.failed.append(look.failed)


def _barrier(path: str, told: MergedFault, judged: Judged, source: Source) -> Barrier:
    fault = told.fault
    message = f"{fault.message} {only_in(fault.rule, told.modes, judged.modes)}".strip()
    line = source.line(told.element)
    return Barrier(path, line, fault.rule, message, fault.suggestion, fault.level, told.excerpt)


def _unseen(path: str, why: str) -> Barrier:
    return Barrier(
        path,
        0,
        "not-looked-at",
        f"This page could not be looked at to the end: {why}.",
        "Open it in a browser yourself. Take out what holds it up, and check again.",
    )

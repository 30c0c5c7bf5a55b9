"""pa11y-ci over all pages: axe once more, and the rules of HTML_CodeSniffer.

What is known of it, and guarded against here: with more than one page at a time it loses pages
(its issue 354); a page that could not be opened is given as a result without a runner; and with
no pages at all it reports success. A page that is lost is asked for again among fewer, so that
one page that breaks the browser does not take others with it.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from typing import Any

from page_access.fault import Fault
from page_access.line_finder import element_of
from page_access.messages import to_fault
from page_access.processes import BROWSER_FLAGS, Running
from page_access.static_server import address
from page_access.tools import Tools

EXPERIMENTAL = (
    "css-orientation-lock",
    "focus-order-semantics",
    "label-content-name-mismatch",
    "p-as-heading",
    "table-fake-caption",
    "td-has-header",
)
"""Rules that axe itself still tries out: what they say is for a person to weigh."""

_CRITERION = re.compile(r"\.(\d+)_(\d+)_(\d+)\.")
_EACH = 4.0  # seconds that a page may take beyond our patience, on top of the program's own


def ask_pa11y(
    pages: Sequence[str], base: str, tools: Tools, running: Running, patience: float
) -> tuple[dict[str, list[Fault]], dict[str, str]]:
    """The faults of each page that it looked at, and why it lost the others."""
    if not pages or running.stopped:
        return {}, {}
    rows = _run(pages, base, tools, running, patience)
    found: dict[str, list[Fault]] = {}
    lost: dict[str, str] = {}
    for page in pages:
        results = rows.get(address(base, page))
        if results is None:
            lost[page] = "pa11y-ci gave no result for it"
        elif any("runner" not in row for row in results):
            lost[page] = _why(results)
        else:
            told = [row for row in results if row["type"] == "error" and not _mistaken(row)]
            found[page] = [_fault(row) for row in told]
    again = [page for page, why in lost.items() if "in time" not in why]
    if again and len(pages) > 1:
        half = (len(again) + 1) // 2
        for part in (again[:half], again[half:]):
            more, still = ask_pa11y(part, base, tools, running, patience)
            found |= more
            lost = {page: why for page, why in lost.items() if page not in part} | still
    return found, lost


def _run(
    pages: Sequence[str], base: str, tools: Tools, running: Running, patience: float
) -> dict[str, list[dict[str, Any]]]:
    limit = int(patience * 1000)
    config = {
        "defaults": {
            "standard": "WCAG2AA",
            "runners": ["axe", "htmlcs"],
            "levelCapWhenNeedsReview": "warning",
            "concurrency": 1,
            "timeout": limit,
            "chromeLaunchConfig": {
                "executablePath": str(running.browser),
                "args": list(BROWSER_FLAGS),
                "pipe": True,
                "protocolTimeout": limit,
            },
        },
        "urls": [address(base, page) for page in pages],
    }
    place = running.folder / f"pa11y-{abs(hash(tuple(pages)))}.json"
    place.write_text(json.dumps(config), encoding="utf-8")
    program = tools.package("pa11y-ci", "bin", "pa11y-ci.js")
    try:
        process = running.start([tools.node, str(program), "--config", str(place), "--json"])
    except InterruptedError:
        return {}
    try:
        said, _ = process.communicate(timeout=30 + len(pages) * (_EACH + 2 * patience))
        return dict(json.loads(said)["results"])
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return {}
    finally:
        running.end(process)


def _mistaken(row: dict[str, Any]) -> bool:
    """Whether an engine blames what nobody meets.

    HTML_CodeSniffer takes the lines of a drawing for content, and the drawing for wrongly marked
    as decoration; words and links in one are looked for by ``own``. It asks for names of what is
    hidden. And a comma more in a name is another name to it and to axe; ``own`` compares words.
    """
    code, context = str(row["code"]), str(row.get("context") or "")
    element = element_of(context)
    if element is None:
        return False
    if element.tag in ("a", "button") and ("F96" in code or code == "label-content-name-mismatch"):
        return True
    drawing = "F92" in code and element.tag == "svg"
    return row["runner"] == "htmlcs" and (drawing or "hidden" in dict(element.attributes))


def _why(results: list[dict[str, Any]]) -> str:
    said = " ".join(str(row.get("message", "")) for row in results)
    if "timeout" in said.lower() or "timed out" in said.lower():
        return "pa11y-ci did not finish with it in time"
    return "the browser of pa11y-ci broke off"


def _fault(row: dict[str, Any]) -> Fault:
    criteria: list[str] | None
    element = str(row.get("context") or "")
    if row["runner"] == "axe":
        extras = row.get("runnerExtras") or {}
        rule, criteria, said = f"axe-{row['code']}", None, extras.get("help") or row["message"]
    else:
        number = _CRITERION.search(row["code"])
        criteria = [".".join(number.groups())] if number else []
        tail = row["code"].split(".")[3:]
        rule = "-".join(["htmlcs", *tail]).lower().replace("_", "-").replace(",", "-")
        said = row["message"]
    return to_fault({
        "rule": rule, "element": element[:200], "criteria": criteria,
        "level": "warning" if row["code"] in EXPERIMENTAL else "error",
        "help": said, "detail": "",
    })  # fmt: skip

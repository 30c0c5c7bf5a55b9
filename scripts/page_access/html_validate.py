"""html-validate over the pages as they were written: what browsers mend in silence.

An unclosed link or a name used twice looks well in one browser, and is read as nonsense by a
screen reader in another. None of this is left to see once a browser has read the page.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from page_access.fault import Fault
from page_access.messages import barriers, to_fault
from page_access.processes import Running
from page_access.tools import Tools

_NEEDS = re.compile(r'missing required "([a-z-]+)"')

_CONFIG = {
    "root": True,
    "extends": ["html-validate:a11y", "html-validate:standard", "html-validate:document"],
    "rules": {
        # Matters of style or of safety, which shut nobody out.
        "attr-spacing": "off",
        "deprecated-rule": "off",
        "no-implicit-button-type": "off",
        "no-redundant-for": "off",
        "no-redundant-role": "off",
        "no-unused-disable": "off",
        "prefer-native-element": "off",
        "require-sri": "off",
        "script-element": "off",
    },
}


def ask_markup(
    folder: Path, pages: Sequence[str], tools: Tools, running: Running
) -> tuple[dict[str, list[Fault]], dict[str, str]]:
    """The faults in the markup of each page, and why pages could not be read."""
    files = {str((folder / page).absolute()): page for page in pages}
    asked = running.folder / "html-validate.json"
    asked.write_text(json.dumps({"config": _CONFIG, "files": list(files)}), encoding="utf-8")
    script = Path(__file__).with_name("html_validate.cjs")
    program = tools.package("html-validate")
    rows: dict[str, Any] = {}
    try:
        process = running.start([tools.node, str(script), str(program), str(asked)])
        said, _ = process.communicate(timeout=60 + len(files))
        rows = json.loads(said)
    except (InterruptedError, subprocess.TimeoutExpired, ValueError):
        pass
    else:
        running.end(process)
    found = {
        page: [
            _fault(row, rows[file]["source"]) for row in rows[file]["messages"] if not _follows(row)
        ]
        for file, page in files.items()
        if file in rows
    }
    return found, {page: "html-validate broke off" for page in pages if page not in found}


def _follows(row: dict[str, Any]) -> bool:
    """Whether this comes of an element left open, which is told of by itself."""
    return bool(row["ruleId"] == "close-order" and row["message"].startswith("End tag "))


def _fault(row: dict[str, Any], source: str) -> Fault:
    rule = "html-" + row["ruleId"].replace("/", "-")
    needs = _NEEDS.search(row["message"]) if rule == "html-element-required-attributes" else None
    rule += f"-{needs[1]}" if needs else ""
    known = barriers().get(rule)
    start = source.rfind("<", 0, row["offset"] + 1)
    return to_fault({
        "rule": rule,
        "element": source[start : start + 200] if start >= 0 else "",
        "criteria": known.criteria if known else (),
        "level": "error" if known and known.criteria else "warning",
        "help": row["message"],
        "detail": "",
    })  # fmt: skip

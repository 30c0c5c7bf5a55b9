"""Findings as lines, as JSON, and as annotations of a pipeline."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from local_offer.model import Finding

FORMATS = ("text", "json", "github")
RANK = {"error": 0, "warning": 1, "excused": 2}


def tell(findings: Sequence[Finding], format: str) -> str:
    """The findings in one of ``FORMATS``, in file and line order, with no newline at the end."""
    ordered = sorted(findings)
    if format == "json":
        rows = [_row(finding) for finding in ordered]
        return json.dumps({"findings": rows, "counts": counts(ordered)}, ensure_ascii=False)
    if format == "github":
        return "\n".join(_annotation(finding) for finding in ordered)
    return "\n".join(map(str, ordered))


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each level; every level is there, with 0 if none."""
    found = Counter(finding.level for finding in findings)
    return {level: found[level] for level in RANK}  # type: ignore[index]  # the levels themselves


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "path": finding.path,
        "line": finding.line,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "excerpt": finding.excerpt,
    }


def _annotation(finding: Finding) -> str:
    """One line as GitHub Actions reads it; its signs are escaped as its runner asks."""

    def plain(words: str, *, value: bool = False) -> str:
        words = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return words.replace(":", "%3A").replace(",", "%2C") if value else words

    command = {"error": "error", "warning": "warning", "excused": "notice"}[finding.level]
    where = [f"title={plain(finding.rule, value=True)}"]
    if finding.path:
        where.insert(0, f"file={plain(finding.path, value=True)}")
    if finding.line:
        where.insert(1, f"line={finding.line}")
    words = plain(f"{finding.message} {finding.suggestion}".strip())
    return f"::{command} {','.join(where)}::{words}"

"""Findings as a page to read in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from local_offer.atomic import whole_file
from local_offer.dialect.templates import spoken, templates
from local_offer.findings_told import RANK, counts
from local_offer.looks import looks
from local_offer.model import Day, Finding, Offer


def write_report(
    offer: Offer, findings: Sequence[Finding], folder: Path, to: Path, today: Day
) -> None:
    """Write the page that an editor reads: what stops publishing first, then file by file."""
    by_level: dict[str, dict[str, list[Finding]]] = {level: {} for level in RANK}
    for finding in sorted(findings, key=lambda one: (RANK[one.level], one)):
        by_level[finding.level].setdefault(finding.path or "The whole offer", []).append(finding)
    page = templates(folder, "overrides").get_template("blocks/report.html")
    styles = [path / "assets" / "offer.css" for path in looks(folder, "overrides")]
    style = next(path for path in styles if path.is_file())
    html = page.render(
        council=offer.council.name,
        day=spoken(today),
        by_level=by_level,
        counts=counts(findings),
        style=style.read_text(encoding="utf-8"),
    )
    with whole_file(to) as part:
        part.write_text(html, encoding="utf-8", errors="replace")  # a file's name may be no text

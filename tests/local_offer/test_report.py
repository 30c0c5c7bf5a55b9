"""The same findings told four ways."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser

from conftest import DRAFT, TODAY
from local_offer.checks import check_words
from local_offer.cli import main
from local_offer.findings_report import write_report
from local_offer.findings_told import counts, tell
from local_offer.looks import HOME
from local_offer.model import Finding, Offer

AXE = (HOME / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
FINDINGS = [
    Finding("content/b.md", 3, "one-way", "Say so: 100%.", "Do this,\nthen that.", "warning", "x"),
    Finding("content/a.md", 0, "empty-file", "It is <empty>.", "Write it."),
    Finding("", 0, "search", "It broke."),
    Finding("content/b.md", 1, "title-length", "Too long.", "Excused, because: law.", "excused"),
]


def test_as_json() -> None:
    told = json.loads(tell(FINDINGS, "json"))
    assert told["counts"] == {"error": 2, "warning": 1, "excused": 1} == counts(FINDINGS)
    assert [row["path"] for row in told["findings"]] == ["", "content/a.md", *["content/b.md"] * 2]
    assert told["findings"][-1] == {
        "rule": "one-way",
        "level": "warning",
        "path": "content/b.md",
        "line": 3,
        "message": "Say so: 100%.",
        "suggestion": "Do this,\nthen that.",
        "excerpt": "x",
    }


def test_as_github_reads_them() -> None:
    lines = tell(FINDINGS, "github").splitlines()
    assert lines == [
        "::error title=search::It broke.",
        "::error file=content/a.md,title=empty-file::It is <empty>. Write it.",
        "::notice file=content/b.md,line=1,title=title-length::Too long. Excused, because: law.",
        "::warning file=content/b.md,line=3,title=one-way::Say so: 100%25. Do this,%0Athen that.",
    ]


def test_check_gives_json_and_nothing_else(sample: Path) -> None:
    page = sample / "content" / "education.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nDon't.\n", encoding="utf-8")
    words = ["--offer", str(sample), "--today", "2026-11-22", "check", "--format", "json"]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    told = json.loads(result.output)
    assert result.exit_code == 1
    assert told["counts"]["error"] == 1
    assert told["findings"][0]["rule"] == "one-way"
    assert (sample / "build" / "report.html").is_file()


def test_the_page_to_read_is_accessible_and_worst_first(
    browser: Browser, draft_offer: Offer, tmp_path: Path
) -> None:
    found = [*check_words(draft_offer, DRAFT, TODAY), *FINDINGS]
    report = tmp_path / "report.html"
    write_report(draft_offer, found, DRAFT, report, TODAY)
    tab = browser.new_page(viewport={"width": 320, "height": 640})
    tab.goto(report.as_uri())
    tab.evaluate(AXE)
    broken = tab.evaluate("axe.run().then(result => result.violations.map(fault => fault.id))")
    assert broken == []
    assert tab.locator("h2").all_inner_texts() == ["To mend first", "To weigh", "Excused"]
    assert "It is <empty>." in tab.locator("main").inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    tab.close()


def test_coverage_lists_every_duty(sample: Path) -> None:
    result = CliRunner().invoke(main, ["--offer", str(sample), "coverage"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "24 of 24 duties have no gap." in result.output
    (sample / "content" / "data" / "policies.yml").write_text("[]", encoding="utf-8")
    (sample / "content" / "family-time.md").unlink()
    told = CliRunner().invoke(main, ["--offer", str(sample), "coverage", "--format", "json"])
    gaps = {row["duty"]: row["gaps"] for row in json.loads(told.stdout)["duties"]}
    assert gaps["Say what help there is: supporting family time"] == [
        "No page answers for Supporting family time."
    ]

"""The nightly report tells when GitHub is about to stop it, and a proposal that it may have."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from test_pipelines import NIGHTLY, GitHub, Job, _jobs

from conftest import SAMPLE, copy_offer
from in_git import alone, commit, git, start
from local_offer.looks import HOME


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def _only(name: str, id: str, step: str) -> Job:
    """A job with one of its steps alone."""
    job = _jobs(name)[id]
    return {**job, "steps": [one for one in job["steps"] if one.get("name") == step]}


def _quiet(folder: Path, days: int) -> tuple[GitHub, dt.datetime]:
    """An offer whose newest commit is so many days old, on main and as it was fetched."""
    (copy_offer(SAMPLE, folder) / "scripts").mkdir()
    shutil.copy(NIGHTLY, folder / "scripts" / "nightly")
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(days=days, minutes=5)
    commit(start(folder), f"{moment:%Y-%m-%dT%H:%M:%S+00:00}")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    (folder / "found").mkdir()
    return GitHub(folder), moment


@pytest.mark.parametrize(
    ("days", "told"), [(0, False), (44, False), (45, True), (59, True), (60, True), (61, False)]
)
def test_the_report_says_when_it_will_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, *, told: bool
) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    runner, moment = _quiet(tmp_path / "offer", days)
    look = _only("nightly", "look", "Say when GitHub is about to stop this")
    assert runner.job("look", look, {}) == "success", runner.said
    report = _only("nightly", "report", "Write it")
    runner.known |= {f"needs.{id}.result": "success" for id in ("publish", "look", "audit")}
    assert runner.job("report", report, {}) == "success", runner.said
    if not told:
        assert runner.summary == "Nothing needs a person.\n"
        return
    assert runner.summary.startswith("## This report is about to stop (1)\n")
    ends = moment + dt.timedelta(days=60)
    possible = {f"{day.day} {day:%B %Y}" for day in (ends, ends + dt.timedelta(hours=1))}
    assert any(f" on {day}, unless a change goes live" in runner.summary for day in possible)


@pytest.mark.parametrize(("days", "told"), [(0, False), (59, False), (61, True), (200, True)])
def test_a_proposal_after_a_long_pause_says_that_the_nights_may_be_off(
    tmp_path: Path, days: int, *, told: bool
) -> None:
    runner, _ = _quiet(tmp_path / "offer", days)
    git(runner.folder, "switch", "-q", "-c", "new-words")
    commit(runner.folder, f"{dt.datetime.now(dt.UTC):%Y-%m-%d}")
    for base in ("", "main"):  # a branch that is pushed, and a pull request
        runner.summary = runner.said = ""
        runner.env["GITHUB_BASE_REF"] = base
        step = _only("propose", "preview", "Say if GitHub has stopped the nightly report")
        assert runner.job("preview", step, {}) == "success", runner.said
        assert ("::warning title=The nightly report may be off::" in runner.said) == told
        assert ("click Enable workflow." in runner.summary) == told


def test_the_guide_says_how_to_keep_the_nights_on() -> None:
    guide = (HOME / "docs" / "editors" / "publishing.md").read_text(encoding="utf-8")
    told = guide.partition("**Keep the nights on.** ")[2].partition("\n")[0]
    for words in ("60 days", "45th day", "`reviewed`", '"Enable workflow"'):
        assert words in told

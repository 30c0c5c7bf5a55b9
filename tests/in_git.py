"""Real git repositories for tests: made, committed to on a day, and asked through the command."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import TODAY
from local_offer.cli import main


def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the computer's own settings for git reaches a test."""
    for name in [name for name in os.environ if name.startswith("GIT_") or name == "EMAIL"]:
        monkeypatch.delenv(name)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")


def git(folder: Path, *words: str, at: str = "2026-05-01") -> str:
    moment = at if "T" in at else f"{at}T12:00:00+00:00"
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    run = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **dates},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def start(folder: Path) -> Path:
    """An empty repository that knows who commits, and leaves out what is built."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Tester")
    git(folder, "config", "user.email", "tester@example.gov.uk")
    (folder / ".gitignore").write_text("build/\n", encoding="utf-8")
    return folder


def commit(folder: Path, at: str, message: str = "Words") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}", at=at)
    return git(folder, "rev-parse", "HEAD")


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def say(folder: Path, *words: str) -> Result:
    given = ["--offer", str(folder), "--today", TODAY.isoformat(), *words]
    return CliRunner().invoke(main, given, catch_exceptions=False)


def told(folder: Path, *words: str) -> Any:
    """What a review without its PDF writes for programs."""
    result = say(folder, "review", "--no-pdf", *words)
    assert result.exit_code == 0, result.output
    return json.loads((folder / "build/review/review.json").read_text(encoding="utf-8"))


def rows(review: Any, kind: str) -> list[tuple[str, str, str]]:
    return [
        (one["page"], one["before"], one["after"])
        for one in review["changes"]
        if one["kind"] == kind
    ]

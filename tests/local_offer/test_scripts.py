"""The commands in ``scripts``: sound shell, and the tests that a change asks for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_pipelines import EACH_JOB, Job, _git, _gitlab_jobs, _steps

from conftest import HOME

SKILLS = ("plain_language", "named_documents", "link_check", "page_access")


def _check_shell(commands: str, folder: Path) -> str:
    """What shellcheck says of a pipeline's own commands; empty where they are sound."""
    path = folder / "commands.sh"
    path.write_text(f"#!/bin/bash\nset -euo pipefail\n{commands}\n", encoding="utf-8")
    shellcheck = Path(sys.executable).with_name("shellcheck")
    return subprocess.run([shellcheck, path], capture_output=True, text=True, check=False).stdout


@EACH_JOB
def test_each_step_on_github_is_sound_shell(job: Job, tmp_path: Path) -> None:
    assert [
        said for step in _steps(job) if (said := _check_shell(step.get("run", ""), tmp_path))
    ] == []


@pytest.mark.parametrize("id", _gitlab_jobs())
def test_each_job_on_gitlab_is_sound_shell(id: str, tmp_path: Path) -> None:
    assert _check_shell("\n".join(_gitlab_jobs()[id]["script"]), tmp_path) == ""


def test_shell_that_is_not_sound_is_seen(tmp_path: Path) -> None:
    assert "SC2086" in _check_shell("rm $CI_PROJECT_DIR/found", tmp_path)


@pytest.mark.parametrize(
    ("path", "tested"),
    [
        ("content/education.md", ["local_offer"]),
        ("overrides/main.html", ["local_offer"]),
        ("scripts/local_offer/publish.py", ["local_offer"]),
        ("scripts/link_check/hosts.py", ["local_offer", "link_check"]),
        ("tests/named_documents/test_policies.py", ["local_offer", "named_documents"]),
        ("scripts/plain_language/age.py", ["local_offer", "plain_language", "page_access"]),
        ("tests/plain_language/test_age.py", ["local_offer", "plain_language"]),
        ("scripts/page_access/pa11y.py", ["local_offer", "page_access"]),
        ("tests/conftest.py", []),
        ("requirements-test.txt", []),
        ("scripts/test", []),
    ],
)
def test_the_tests_of_what_a_change_can_break_are_named(
    tmp_path: Path, path: str, tested: list[str]
) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(HOME / "scripts" / "changed", tmp_path / "scripts" / "changed")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "before")
    changed = tmp_path / path
    changed.parent.mkdir(parents=True, exist_ok=True)
    changed.write_text("new\n")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "after")
    said = subprocess.run(
        ["scripts/changed", "HEAD~"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ([f"tests/{name}" for name in tested] or ["tests"])


def test_each_skill_stands_on_its_own_folder() -> None:
    """As ``scripts/changed`` has it: none of them imports the offer, and one of them another."""
    for skill in SKILLS:
        files = [path for at in ("scripts", "tests") for path in (HOME / at / skill).rglob("*.py")]
        ours = [path for path in files if "labelled" not in path.parts]
        text = "\n".join(path.read_text(encoding="utf-8") for path in ours)
        used = set(re.findall(r"(?:from|import) (local_offer|" + "|".join(SKILLS) + r")\b", text))
        assert used <= {skill} | ({"plain_language"} if skill == "page_access" else set())

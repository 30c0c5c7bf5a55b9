"""The pipelines of GitHub and GitLab: held to rules, and run, on the made-up council.

Each job's own commands run as they stand, in bash, with the real local-offer and a real build.
Only the installing, other people's actions and the internet are stood in for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

from conftest import SAMPLE, TODAY, copy_offer
from local_offer.checks.page_reading import read_file
from local_offer.cli import main
from local_offer.loading.yaml_source import read
from local_offer.looks import HOME
from local_offer.model import Page

WORKFLOWS = {path.stem: path for path in sorted((HOME / ".github" / "workflows").glob("*.yml"))}
GITLAB = HOME / ".gitlab-ci.yml"
NIGHTLY = HOME / "scripts" / "nightly"
LOCKS = {"requirements.txt", "requirements-test.txt", "package-lock.json"}
GITLAB_WORDS = {"stages", "workflow", "variables", "default"}
INSTALLS = re.compile(r"scripts/(build|test|nightly look)")
"""The commands that put packages in place, and build from the whole history."""

Job = dict[str, Any]


def _read(path: Path) -> dict[str, Any]:
    plan = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(plan, dict)
    return plan


def _jobs(name: str) -> dict[str, Job]:
    return dict(_read(WORKFLOWS[name])["jobs"])


def _gitlab_jobs() -> dict[str, Job]:
    return {name: job for name, job in _read(GITLAB).items() if name not in GITLAB_WORDS}


def _steps(job: Job) -> list[dict[str, Any]]:
    return list(job.get("steps", ()))


ALL_JOBS = [(name, id, job) for name in WORKFLOWS for id, job in _jobs(name).items()]
EACH_JOB = pytest.mark.parametrize(
    "job", [job for *_, job in ALL_JOBS], ids=[f"{name}-{id}" for name, id, _ in ALL_JOBS]
)


# The rules that each pipeline is held to.


def test_there_are_three_pipelines_on_github() -> None:
    assert set(WORKFLOWS) == {"propose", "publish", "nightly"}


def test_each_action_is_pinned_by_a_whole_hash_and_names_its_version() -> None:
    versions: dict[str, set[str]] = {}
    for path in WORKFLOWS.values():
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.match(r"\s*(?:- )?uses: (\S+)(.*)", line)
            if not found or found[1].startswith("./"):
                continue
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", found[1]), line
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", found[2]), line
            versions.setdefault(found[1].split("@")[0], set()).add(found[1] + found[2])
    assert len(versions) >= 6
    assert all(len(one) == 1 for one in versions.values())


def test_nobody_may_write_but_the_jobs_that_must() -> None:
    writes = {}
    for name in WORKFLOWS:
        assert _read(WORKFLOWS[name])["permissions"] == {"contents": "read"}
        for id, job in _jobs(name).items():
            may = {what for what, how in job.get("permissions", {}).items() if how != "read"}
            if may:
                writes[name, id] = may
    assert writes == {
        ("publish", "deploy"): {"pages", "id-token"},
        ("nightly", "publish"): {"pages", "id-token"},
        ("nightly", "report"): {"issues"},
    }
    assert not any("run" in step for step in _jobs("publish")["deploy"]["steps"])


@EACH_JOB
def test_no_text_of_others_becomes_a_command(job: Job) -> None:
    for step in _steps(job):
        assert "${{" not in step.get("run", "")
    assert not re.search(r"github\.(event\.|head_ref)|secrets\.", str(job))


@EACH_JOB
def test_a_checkout_keeps_no_key_and_has_the_history_that_a_build_needs(job: Job) -> None:
    commands = "\n".join(step.get("run", "") for step in _steps(job))
    needs_history = INSTALLS.search(commands) or "local-offer review" in commands
    checkouts = [step for step in _steps(job) if "actions/checkout@" in step.get("uses", "")]
    assert bool(checkouts) or not needs_history
    for step in checkouts:
        assert step["with"]["persist-credentials"] is False
        assert not needs_history or step["with"]["fetch-depth"] == 0


@EACH_JOB
def test_caches_are_known_by_the_lock_files(job: Job) -> None:
    commands = "\n".join(step.get("run", "") for step in _steps(job))
    caches = [step["with"] for step in _steps(job) if "actions/cache@" in step.get("uses", "")]
    assert len(caches) == bool(INSTALLS.search(commands))
    for cache in caches:
        assert "restore-keys" not in cache
        named = re.search(r"hashFiles\(([^)]*)\)", cache["key"])
        assert named
        files = {path.name for glob in re.findall(r"'(.*?)'", named[1]) for path in HOME.glob(glob)}
        assert files == (LOCKS if "scripts/test" in commands else {"requirements.txt"})


def test_gitlab_has_the_history_and_its_caches_are_known_by_the_lock_files() -> None:
    plan = _read(GITLAB)
    assert plan["variables"]["GIT_DEPTH"] == "0"
    images = [plan["default"]["image"], *(job.get("image") for job in _gitlab_jobs().values())]
    assert all(":" in image and "latest" not in image for image in images if image)
    for job in _gitlab_jobs().values():
        caches = job.get("cache", plan["default"]["cache"])
        for cache in caches:
            assert set(cache["key"]["files"]) <= LOCKS
            assert len(cache["key"]["files"]) <= 2  # GitLab takes no more
        keyed = {file for cache in caches for file in cache["key"]["files"]}
        assert keyed == LOCKS or "scripts/test" not in job["script"]


def test_each_verb_and_option_that_a_pipeline_uses_is_there() -> None:
    assert isinstance(main, click.Group)
    used = [
        words
        for path in (*WORKFLOWS.values(), GITLAB, NIGHTLY)
        for words in re.findall(r"\.venv/bin/local-offer ([^\n|>]+)", path.read_text("utf-8"))
    ]
    assert len(used) >= 8
    for words in used:
        verb = main.get_command(click.Context(main), words.split()[0])
        assert verb, words
        options = {name for option in verb.params for name in option.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", words)) <= options, words


# Running them.

STAND_IN = """#!/usr/bin/env bash
# Writes down how it was called, and gives the answer that the test put there.
echo "${0##*/} $*" >>"$CALLS"
answer="$ANSWERS/${0##*/} ${1:-} ${2:-}"
if [ -f "$answer" ]; then cat "$answer"; fi
if [ -f "$answer.fails" ]; then exit 1; fi
"""
BUILD = """#!/usr/bin/env bash
# What scripts/build does once everything is installed, and once only: building takes seconds.
echo scripts/build >>"$CALLS"
if [ ! -d build/site ]; then exec .venv/bin/local-offer build "$@"; fi
"""
TEST = """#!/usr/bin/env bash
echo "scripts/test $*" >>"$CALLS"
"""
LOCAL_OFFER = """#!/usr/bin/env bash
# The real one, on a day that the test names. It asks no other website.
words=()
for word in "$@"; do
    if [ "$word" = --external ]; then cat "$ANSWERS/outside" 2>/dev/null; else words+=("$word"); fi
done
exec "$REAL" --today "$DAY" "${words[@]}"
"""
NUMBER = "| 01632 960100 | 01632 960199 |"
"""The end of the review's line about the number that a proposal changes."""

GONE = (
    "build/site/index.html: warning: outside-link: The link to "
    "https://www.example.gov.uk/gone: broken. Open it and see.\n"
)


def _git(folder: Path, *words: str) -> str:
    env = {
        **os.environ,
        **{
            f"GIT_{who}_{what}": "a"
            for who in ("AUTHOR", "COMMITTER")
            for what in ["NAME", "EMAIL"]
        },
    }
    told = subprocess.run(
        ["git", *words], cwd=folder, env=env, check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


def _new_repository(folder: Path) -> Path:
    """The made-up council as somebody's clone of it: main, and the same as origin/main."""
    copy_offer(SAMPLE, folder)
    programs = {
        "scripts/build": BUILD,
        "scripts/test": TEST,
        ".venv/bin/local-offer": LOCAL_OFFER,
    }
    for name, text in programs.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
    shutil.copy(NIGHTLY, folder / "scripts" / "nightly")
    (folder / ".gitignore").write_text("build/\n.venv/\n")
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "The offer")
    _git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


def _change(folder: Path, old: str, new: str) -> None:
    path = folder / "content" / "data" / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    _git(folder, "commit", "-q", "-a", "-m", "A change")


def _propose_a_number(folder: Path) -> Path:
    _git(folder, "switch", "-q", "-c", "new-number")
    _change(folder, "01632 960100", "01632 960199")
    return folder


def _leave_a_fact_open(folder: Path) -> Path:
    _change(
        folder,
        "hours: Monday to Friday, 9am to 5pm",
        "hours:\n    to_confirm: The team has not said when.",
    )
    return folder


@pytest.fixture(scope="module")
def built_github(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, GitHub]:
    """A proposal on GitHub, from which the one build comes that the other tests copy."""
    folder = tmp_path_factory.mktemp("github")
    runner = GitHub(_propose_a_number(_new_repository(folder / "offer")))
    runner.known |= {"github.ref": "refs/pull/1/merge", "github.event_name": "pull_request"}
    runner.env["GITHUB_BASE_REF"] = "main"
    runner.workflow("propose")
    return folder / "offer", runner


@pytest.fixture(scope="module")
def built_gitlab(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, GitLab]:
    folder = tmp_path_factory.mktemp("gitlab") / "offer"
    _new_repository(folder)
    base = _git(folder, "rev-parse", "HEAD")
    runner = GitLab(_propose_a_number(folder))
    runner.env |= {
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
    }
    runner.pipeline()
    return folder, runner


def _copy_on_main(built: Path, to: Path) -> Path:
    shutil.copytree(built, to, symlinks=True)
    _git(to, "switch", "-q", "main")
    return to


@dataclass
class Machine:
    """Runs commands in a folder as a pipeline does, with stand-ins for what is not ours."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    said: str = ""

    def __post_init__(self) -> None:
        self.place = self.folder.parent / f"{self.folder.name}-machine"
        self.answers = self.place / "answers"
        for name in ("apt-get", "gh", "pipx", "pip", "npm"):
            path = self.place / "bin" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(STAND_IN)
            path.chmod(0o755)
        self.answers.mkdir(exist_ok=True)
        self.env |= {
            "PATH": f"{self.place / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.place),
            "LANG": "C.UTF-8",
            "CALLS": str(self.place / "calls"),
            "ANSWERS": str(self.answers),
            "REAL": str(Path(sys.executable).parent / "local-offer"),
            "DAY": TODAY.isoformat(),
        }

    def answer(self, call: str, words: str = "", *, fails: bool = False) -> None:
        (self.answers / call).write_text(words, encoding="utf-8")
        if fails:
            (self.answers / f"{call}.fails").touch()

    @property
    def calls(self) -> list[str]:
        path = self.place / "calls"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def bash(self, commands: str, env: dict[str, str]) -> int:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=self.folder,
            env=self.env | env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        self.said += done.stdout
        return done.returncode


def _holds(condition: str, known: dict[str, str]) -> bool:
    """The little of both platforms' conditions that ours use: ``==``, ``!=`` and ``&&``."""

    def value(word: str) -> str:
        return word[1:-1] if word[0] in "'\"" else known.get(word, "")

    for part in condition.removeprefix("${{").removesuffix("}}").split("&&"):
        match part.split():
            case ["!cancelled()"]:
                pass
            case [left, "==" | "!=" as sign, right]:
                if (value(left) == value(right)) != (sign == "=="):
                    return False
            case [word] if word.startswith("$"):
                if not value(word):
                    return False
            case _:
                pytest.fail(f"This condition is cleverer than a pipeline of ours should be: {part}")
    return True


@dataclass
class GitHub(Machine):
    """Jobs in order, steps in order, each step a bash of its own."""

    known: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    used: list[str] = field(default_factory=list)
    """Each action that a job came to, as ``job: actions/name``."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.known |= {
            "github.ref": "refs/heads/main",
            "github.event_name": "push",
            "github.repository": "council/offer",
            "github.token": "none",
        }

    def filled(self, env: dict[str, Any]) -> dict[str, str]:
        def known(found: re.Match[str]) -> str:
            return self.known.get(found[1], "")

        return {key: re.sub(r"\$\{\{ (\S+) }}", known, str(text)) for key, text in env.items()}

    def workflow(self, name: str) -> str:
        plan = _read(WORKFLOWS[name])
        ended: dict[str, str] = {}
        for id, job in plan["jobs"].items():
            needs = job.get("needs", [])
            needs = [needs] if isinstance(needs, str) else needs
            condition = job.get("if", "")
            well = "cancelled()" in condition or all(ended[need] == "success" for need in needs)
            if not well or (condition and not _holds(condition, self.known)):
                ended[id] = "skipped"
            elif "uses" in job:
                ended[id] = self.workflow(Path(job["uses"]).stem)
            else:
                ended[id] = self.job(id, job, self.filled(plan.get("env", {})))
            self.known[f"needs.{id}.result"] = ended[id]
        self.results |= {f"{name}/{id}": end for id, end in ended.items()}
        return "failure" if "failure" in ended.values() else "success"

    def job(self, id: str, job: Job, env: dict[str, str]) -> str:
        env = env | self.filled(job.get("env", {}))
        failed = False
        for step in job["steps"]:
            condition = step.get("if", "")
            if failed and "cancelled()" not in condition:
                continue
            if condition and not _holds(condition, self.known):
                continue
            if "uses" in step:
                self.used.append(f"{id}: {step['uses'].split('@')[0]}")
                continue
            files = {}
            for one in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV"):
                files[one] = self.place / one
                files[one].write_text("")
            paths = {key: str(path) for key, path in files.items()}
            if self.bash(step["run"], env | self.filled(step.get("env", {})) | paths):
                failed = True
            self.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
            for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines():
                key, _, text = line.partition("=")
                self.known[f"steps.{step['id']}.outputs.{key}"] = text
            for line in files["GITHUB_ENV"].read_text(encoding="utf-8").splitlines():
                key, _, text = line.partition("=")
                env[key] = text
        for key, text in self.filled(job.get("outputs", {})).items():
            self.known[f"needs.{id}.outputs.{key}"] = text
        return "failure" if failed else "success"


@dataclass
class GitLab(Machine):
    """Jobs by stage, each a bash of its own; a job whose rules do not hold is left out."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.env |= {"CI_DEFAULT_BRANCH": "main", "CI_PROJECT_DIR": str(self.folder)}

    def pipeline(self) -> None:
        plan = _read(GITLAB)
        known = {f"${key}": text for key, text in self.env.items()}
        jobs = sorted(_gitlab_jobs().items(), key=lambda one: plan["stages"].index(one[1]["stage"]))
        for id, job in jobs:
            if not any(_holds(rule["if"], known) for rule in job["rules"]):
                continue
            before = job.get("before_script", plan["default"]["before_script"])
            code = self.bash("\n".join([*before, *job["script"]]), {})
            softly = code in job.get("allow_failure", {}).get("exit_codes", [])
            self.results[id] = "success" if not code else "warning" if softly else "failure"


# What somebody sees who proposes, publishes, or sleeps.


def test_a_proposal_on_github_is_checked_built_and_told(built_github: tuple[Path, GitHub]) -> None:
    folder, runner = built_github
    assert runner.results == {"propose/preview": "success", "propose/tests": "success"}, runner.said
    assert NUMBER in runner.summary
    assert 'under "Artifacts"' in runner.summary
    assert "preview: actions/upload-artifact" in runner.used
    assert not _tested(runner), "only words changed"
    assert "Only words have changed" in runner.summary
    upload = _jobs("propose")["preview"]["steps"][-1]["with"]["path"].split()
    assert all((folder / path).exists() for path in upload)
    contact = (folder / "build/site/contact/index.html").read_text(encoding="utf-8")
    assert "01632 960199" in contact


def test_a_push_to_a_branch_is_compared_with_where_it_left_main(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    folder = shutil.copytree(built_github[0], tmp_path / "offer")
    _git(folder, "switch", "-q", "main")
    _change(folder, "01632 960110", "01632 960188")  # main moves on meanwhile
    _git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    _git(folder, "switch", "-q", "new-number")
    runner = GitHub(folder)
    assert runner.workflow("propose") == "success", runner.said
    assert "01632 960199" in runner.summary
    assert "01632 960188" not in runner.summary


def _tested(runner: Machine) -> list[str]:
    return [call for call in runner.calls if call.startswith("scripts/test")]


def _change_a_program(folder: Path) -> None:
    (folder / "overrides").mkdir()
    (folder / "overrides" / "own.css").write_text("p {}\n", encoding="utf-8")
    _git(folder, "add", "overrides")
    _git(folder, "commit", "-q", "-m", "Looks of our own")


def test_the_programs_are_tested_where_more_than_words_changed(
    built_github: tuple[Path, GitHub], built_gitlab: tuple[Path, GitLab], tmp_path: Path
) -> None:
    hub = GitHub(shutil.copytree(built_github[0], tmp_path / "github"))
    lab = GitLab(shutil.copytree(built_gitlab[0], tmp_path / "gitlab"))
    lab.env |= {
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": _git(lab.folder, "rev-parse", "main"),
    }
    for runner in (hub, lab):
        _change_a_program(runner.folder)
    assert hub.workflow("propose") == "success", hub.said
    lab.pipeline()
    assert lab.results == {"preview": "success", "tests": "success"}, lab.said
    for runner in (hub, lab):
        base = _git(runner.folder, "rev-parse", "main")
        assert _tested(runner) == [f"scripts/test --since {base}"]


def test_a_fault_that_only_a_build_finds_is_beside_its_line_too(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    """A red cross for an editor always carries a finding in words."""
    folder = shutil.copytree(built_github[0], tmp_path / "offer")
    menu = folder / "mkdocs.yml"
    menu.write_text(
        menu.read_text(encoding="utf-8").replace("      - Education: education.md\n", ""),
        encoding="utf-8",
    )
    _git(folder, "commit", "-q", "-a", "-m", "A line less in the menu")
    shutil.rmtree(folder / "build" / "site")
    runner = GitHub(folder)
    assert runner.workflow("propose") == "failure"
    assert re.search(
        r"(?m)^::error file=content/education.md.*This page is in no menu", runner.said
    )


def test_a_mistake_is_shown_beside_its_line_and_what_was_found_is_kept(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    folder = shutil.copytree(built_github[0], tmp_path / "offer")
    _change(folder, "01632 960199", "01632")
    shutil.rmtree(folder / "build" / "site")
    runner = GitHub(folder)
    assert runner.workflow("propose") == "failure"
    assert runner.results["propose/preview"] == "failure"
    assert re.search(r"^::error file=content/data/contacts.yml,line=\d+", runner.said, re.MULTILINE)
    assert runner.summary.startswith("Only words have changed"), "and no review"
    assert "preview: actions/upload-artifact" in runner.used


def test_github_goes_live_when_each_fact_is_confirmed(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    runner = GitHub(_copy_on_main(built_github[0], tmp_path / "offer"))
    assert runner.workflow("publish") == "success", runner.said
    assert runner.results == {"publish/build": "success", "publish/deploy": "success"}
    assert runner.used[-1] == "deploy: actions/deploy-pages"
    assert "not live" not in runner.summary


def test_github_does_not_go_live_while_a_fact_is_open_and_says_why(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    folder = _leave_a_fact_open(_copy_on_main(built_github[0], tmp_path / "offer"))
    runner = GitHub(folder)
    assert runner.workflow("publish") == "success", runner.said  # softly: nobody did wrong
    assert runner.results == {"publish/build": "success", "publish/deploy": "skipped"}
    assert not any("pages" in used for used in runner.used)
    assert runner.used[-1] == "build: actions/upload-artifact"
    assert runner.summary.startswith("This website was built but is not live, because some facts")
    assert runner.summary.count(".\n") == 1
    assert "title=to-confirm::Still to confirm" in runner.said


def _spoil_a_leaflet(folder: Path) -> Path:
    name = "a Kinship Navigator " + "who has a name that nobody can say in one breath " * 4
    _change(folder, "said: a Kinship Navigator", f"said: {name.strip()}")
    shutil.rmtree(folder / "build" / "site")
    return folder


def test_a_leaflet_that_fails_does_not_keep_a_website_from_going_live(
    built_github: tuple[Path, GitHub], built_gitlab: tuple[Path, GitLab], tmp_path: Path
) -> None:
    hub = GitHub(_spoil_a_leaflet(_copy_on_main(built_github[0], tmp_path / "github")))
    assert hub.workflow("publish") == "success", hub.said
    assert hub.results["publish/deploy"] == "success"
    assert re.search(r"(?m)^::error file=content/data/leaflets.yml.*title=leaflet-", hub.said)
    assert "not live" not in hub.summary
    shutil.rmtree(hub.folder / "build" / "site")  # each job has a folder of its own
    for job in ("look", "report"):
        assert hub.job(job, _jobs("nightly")[job], {}) == "success", hub.said
    assert "## Leaflets that are left out (" in hub.summary

    lab = GitLab(_spoil_a_leaflet(_copy_on_main(built_gitlab[0], tmp_path / "gitlab")))
    lab.env |= {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main"}
    lab.pipeline()
    assert lab.results == {"pages": "success"}, lab.said
    page = (lab.folder / "public" / "leaflet" / "index.html").read_text(encoding="utf-8")
    assert "booklet.pdf" not in page


def test_github_goes_live_from_main_alone(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    runner = GitHub(_copy_on_main(built_github[0], tmp_path / "offer"))
    runner.known["github.ref"] = "refs/heads/other"  # somebody starts the night by hand, there
    runner.workflow("publish")
    assert runner.results["publish/deploy"] == "skipped"


def test_a_night_on_github_publishes_and_sends_one_report(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    runner = GitHub(_copy_on_main(built_github[0], tmp_path / "offer"))
    runner.env["DAY"] = "2028-02-01"
    runner.known["vars.REPORT_TO"] = "@kinship-lead"
    (runner.answers / "outside").write_text(GONE * 3)
    runner.answer("npm audit --package-lock-only", "1 high severity fault\n", fails=True)
    assert runner.workflow("nightly") == "success", runner.said
    assert runner.results["publish/deploy"] == "success"
    assert runner.summary.count("## ") == 3
    assert "was due for review by" in runner.summary
    assert "## Links to look at (1)" in runner.summary
    assert runner.summary.count("https://www.example.gov.uk/gone") == 1
    assert "1 high severity fault" in runner.summary
    assert "Python" not in runner.summary
    assert any(call.startswith("pipx run pip-audit==") for call in runner.calls)
    asked = [call for call in runner.calls if call.startswith("gh ")]
    assert asked[-1] == "gh issue create --title Nightly report --body-file report.md"
    report = (runner.folder / "report.md").read_text(encoding="utf-8")
    assert report.startswith("For @kinship-lead.\n\n## ")

    # The next night: the issue is there, so it is brought up to date, once.
    runner.answer("gh issue list", "7\n")
    job = _jobs("nightly")["report"]
    runner.job("report", job, {})
    assert "gh issue edit 7 --body-file report.md" in runner.calls
    assert runner.calls[-1].startswith("gh issue comment 7 --body The report above has changed")
    runner.answer("gh issue view", report)
    before = len(runner.calls)
    runner.job("report", job, {})
    assert [call.split(" --")[0] for call in runner.calls[before:]] == [
        "gh issue list",
        "gh issue view 7",
    ]


def test_a_quiet_night_on_github_closes_the_report(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    runner = GitHub(_copy_on_main(built_github[0], tmp_path / "offer"))
    runner.known["vars.REPORT_TO"] = "@kinship-lead"
    runner.answer("gh issue list", "7\n")
    assert runner.workflow("nightly") == "success", runner.said
    assert runner.summary == "Nothing needs a person.\n"
    assert runner.calls[-1].startswith("gh issue close 7")

    # Where a part fails, the report says so; where nobody is named, no issue is opened.
    del runner.known["vars.REPORT_TO"]
    runner.known["needs.look.result"] = "failure"
    runner.summary = ""
    before = len(runner.calls)
    runner.job("report", _jobs("nightly")["report"], {})
    assert runner.summary.startswith("A part of the night failed.")
    assert len(runner.calls) == before


def test_a_proposal_on_gitlab_is_checked_built_and_told(built_gitlab: tuple[Path, GitLab]) -> None:
    folder, runner = built_gitlab
    assert runner.results == {"preview": "success", "tests": "success"}, runner.said
    assert NUMBER in runner.said
    assert not _tested(runner), "only words changed"
    artifacts = _gitlab_jobs()["preview"]["artifacts"]
    assert all((folder / path).exists() for path in artifacts["paths"])


def test_gitlab_goes_live_when_each_fact_is_confirmed(
    built_gitlab: tuple[Path, GitLab], tmp_path: Path
) -> None:
    runner = GitLab(_copy_on_main(built_gitlab[0], tmp_path / "offer"))
    runner.env |= {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main"}
    runner.pipeline()
    assert runner.results == {"pages": "success"}, runner.said
    assert (runner.folder / "public" / "index.html").is_file()


def test_gitlab_does_not_go_live_while_a_fact_is_open_and_says_why(
    built_gitlab: tuple[Path, GitLab], tmp_path: Path
) -> None:
    folder = _leave_a_fact_open(_copy_on_main(built_gitlab[0], tmp_path / "offer"))
    runner = GitLab(folder)
    runner.env |= {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main"}
    runner.pipeline()
    assert runner.results == {"pages": "warning"}, runner.said
    assert "This website was built but is not live, because some facts" in runner.said
    assert (folder / "public" / "index.html").is_file()  # kept to look at


def test_a_night_on_gitlab_publishes_and_reports(
    built_gitlab: tuple[Path, GitLab], tmp_path: Path
) -> None:
    runner = GitLab(_copy_on_main(built_gitlab[0], tmp_path / "offer"))
    runner.env |= {"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main"}
    runner.env["DAY"] = "2028-02-01"
    (runner.answers / "outside").write_text(GONE)
    runner.answer("pipx run pip-audit==2.10.1", "one fault\n", fails=True)
    runner.pipeline()
    audits = dict.fromkeys(("audit-python", "audit-node", "look"), "success")
    assert runner.results == {"pages": "success", **audits, "report": "failure"}, runner.said
    found = (runner.folder / "found.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (.*) \(\d+\)$", found) == [
        "Due to be checked again",
        "Links to look at",
        "Python packages",
    ]


# What people read.


GUIDE = HOME / "CONTRIBUTING.md"


def _shown(after: str) -> str:
    """The first block of the guide after these words, as somebody would copy it."""
    found = re.search(
        r"(?ms)^( *)```\w*\n(.*?)^ *```$", GUIDE.read_text(encoding="utf-8").split(after, 1)[1]
    )
    assert found
    return found[2].replace(f"\n{found[1]}", "\n").removeprefix(found[1])


def test_the_guide_can_be_read_by_anyone() -> None:
    reading = read_file(GUIDE).to_json()
    assert reading["age"] <= 10
    assert not [one for one in reading["sentences"] if "long" in " ".join(one["reasons"])]


def test_who_follows_the_guide_changes_a_number_and_leaves_a_note(
    built_github: tuple[Path, GitHub], tmp_path: Path
) -> None:
    folder = shutil.copytree(built_github[0], tmp_path / "offer")
    _git(folder, "switch", "-q", "-c", "guide", "main")
    path = folder / "content" / "data" / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    line = _shown("Below it is a line like this:").strip()
    assert f"\n  {line}\n" in text
    path.write_text(text.replace(line, 'phone: "01632 960199"', 1), encoding="utf-8")
    note = _shown("write your change note:")
    _git(folder, "commit", "-q", "-a", "-m", f"New number for the Navigators\n\n{note}")
    runner = GitHub(folder)
    assert runner.workflow("propose") == "success", runner.said
    assert NUMBER in runner.summary
    assert "No note says why" not in runner.summary
    review = (folder / "build" / "review" / "review.html").read_text(encoding="utf-8")
    assert "The Kinship Navigators moved to a new line." in review


def test_the_finding_of_the_guide_is_a_true_one(sample: Path) -> None:
    path = sample / "content" / "data" / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("01632 960100", "01632", 1), encoding="utf-8")
    words = ["--offer", str(sample), "--today", TODAY.isoformat(), "check"]
    told = CliRunner().invoke(main, words, catch_exceptions=False)
    assert told.output.splitlines()[0] == _shown("## Read a finding").strip()


def test_the_examples_of_the_guide_are_whole() -> None:
    top = "title: x\nsummary: x\nowner: x\nreviewed: 2026-11-22\nreview_by: 2027-05-22\n"
    written = read(top + _shown("For a page, it goes in the top part"), "education.md")
    assert written.findings == []
    Page.model_validate({**written.value, "slug": "x", "body": "x", "body_line": 1})
    assert yaml.safe_load(_shown("## When nobody is sure"))["phone"]["to_confirm"]


def test_both_platforms_ask_the_same_of_a_change() -> None:
    asked = (HOME / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    other = HOME / ".gitlab" / "merge_request_templates" / "Default.md"
    assert other.read_text(encoding="utf-8") == asked
    for words in ("for families", "change note", "Who agreed", "to_confirm"):
        assert words in asked


def test_the_form_asks_what_is_wrong_and_how_somebody_knows() -> None:
    forms = HOME / ".github" / "ISSUE_TEMPLATE"
    form = _read(forms / "a-fact-is-wrong.yml")
    assert {"name", "description", "body"} <= form.keys()
    fields = [part for part in form["body"] if part["type"] != "markdown"]
    assert [part["id"] for part in fields] == ["page", "says", "right", "know", "no-family"]
    assert all(part["attributes"]["label"] for part in fields)
    box = fields[-1]["attributes"]["options"][0]
    assert box["required"] is True
    assert "child" in box["label"]
    assert _read(forms / "config.yml")["blank_issues_enabled"] is True

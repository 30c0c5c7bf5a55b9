"""What the keeper of the machine meets: shut doors, full disks, odd places, a request to stop."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jinja2 import TemplateNotFound
from test_whole import UNSHARE, needs_namespaces

from conftest import AS_ANYONE, TODAY
from in_git import alone, commit, git, start
from local_offer.atomic import open_folder, put_in_place
from local_offer.cli import main
from local_offer.cli.trouble import Trouble
from local_offer.deployed_site import deploy, roll_back
from local_offer.looks import HOME

COMMAND = [str(Path(sys.executable).with_name("local-offer"))]
TAG = f"offer/{TODAY.isoformat()}"
FULL = "The disk is full. Make room on it, and start again."
STRANGER = 65534  # nobody, whom a web server is often run as


def _words(folder: Path, *words: str) -> list[str]:
    return [*COMMAND, "--offer", str(folder), "--today", TODAY.isoformat(), *words]


def _run(
    command: list[str], folder: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _say(folder: Path, *words: str) -> Result:
    given = ["--offer", str(folder), "--today", TODAY.isoformat(), *words]
    return CliRunner().invoke(main, given, catch_exceptions=False)


# ---------------------------------------------------------------- doors


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user of this computer may enter; pytest's own are for us alone."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


@pytest.fixture(params=[0o077, 0o027, 0o777, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def _site(folder: Path, words: str = "Words") -> Path:
    """An offer with a built site of two pages."""
    site = folder / "build" / "site"
    shutil.rmtree(site, ignore_errors=True)
    (site / "money").mkdir(parents=True)
    for page in (site / "index.html", site / "money" / "index.html"):
        page.write_text(words, encoding="utf-8")
    return folder


def _may_be_read(folder: Path) -> None:
    """Everybody may read all that is there, and really does; its owner alone may change it."""
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o755 if path.is_dir() else 0o644), f"{mode:o} {path}"
    if os.geteuid() == 0:
        listed = ["find", "-L", str(folder), "-type", "f", "-exec", "cat", "{}", "+"]
        run = subprocess.run(listed, user=STRANGER, group=STRANGER, extra_groups=[], check=False,
                             capture_output=True, text=True)  # fmt: skip
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout


@pytest.mark.usefixtures("umask")
def test_a_web_server_may_read_what_is_put_live(open_place: Path) -> None:
    place = open_place / "srv" / "www" / "kinship"
    for words in ("first", "second"):
        before = os.umask(0o022)
        folder = _site(open_place / "offer", words)
        os.umask(before)
        for path in (folder / "build" / "site").rglob("*"):
            path.chmod(0o700)  # as a build under a closed umask leaves them
        deploy(folder, place)
        _may_be_read(place.resolve())
    room = place.parent / ".kinship-sites"
    for path in (*room.glob("0*"), *room.glob("0*/*")):
        path.chmod(0o700)
    room.chmod(0o700)
    deploy(folder, place)  # a room that an older version shut
    _may_be_read(place.resolve())
    roll_back(place)
    _may_be_read(place.resolve())


@pytest.mark.usefixtures("umask")
def test_a_web_server_may_read_what_was_built(open_place: Path) -> None:
    new = open_place / "new"
    new.mkdir(mode=0o700)
    new.chmod(0o700)
    (new / "money").mkdir()
    (new / "money").chmod(0o700)
    (new / "money" / "index.html").touch(mode=0o600)
    (new / "money" / "index.html").write_text("Words", encoding="utf-8")
    put_in_place(new, open_folder(open_place / "build") / "site")
    _may_be_read(open_place / "build" / "site")
    assert stat.S_IMODE((open_place / "build").stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("build/site", "{} is in the built website itself. Name a folder outside it."),
        ("build/site/inner", "{} is in the built website itself. Name a folder outside it."),
        ("by-a-link/inner", "{} is in the built website itself. Name a folder outside it."),
        ("content/live", "{} is in the offer's own folder content. Name a folder outside it."),
        ("content/data/live", "{} is in the offer's own folder content. Name a folder outside it."),
        ("overrides/live", "{} is in the offer's own folder overrides. Name a folder outside it."),
        (".git/live", "{} is in the offer's own folder .git. Name a folder outside it."),
        (
            "nowhere/../live",
            "The way to {} leads through a folder that is not there. Write it without the ..",
        ),
    ],
)
def test_an_odd_place_is_refused_in_a_sentence(sample: Path, place: str, said: str) -> None:
    _site(sample)
    (sample / "by-a-link").symlink_to("build/site")
    before = sorted(sample.rglob("*"))
    result = _say(sample, "deploy", f"{sample}/{place}")
    assert result.exit_code == 1
    assert result.output == said.format(f"{sample}/{place}") + "\n"
    assert sorted(sample.rglob("*")) == before


def test_a_place_that_leads_to_itself_is_refused_in_a_sentence(sample: Path) -> None:
    _site(sample)
    (sample / "round").symlink_to("round")
    result = _say(sample, "deploy", str(sample / "round" / "live"))
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert result.output.endswith("The site that was live is as it was.\n")


# ---------------------------------------------------------------- a full disk


def test_a_disk_that_is_full_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    row = ("content/a.md", "/srv/a.md", "[Errno 28] No space left on device: '/srv/a.md'")
    for problem in (
        OSError(28, "No space left on device"),
        OSError(122, "Disk quota exceeded", "/srv/a.md"),
        shutil.Error([row] * 500),
        shutil.Error([[row] * 500]),
        subprocess.CalledProcessError(1, ["pdftoppm"], stderr=b"a.png: No space left on device"),
    ):
        with pytest.raises(SystemExit), Trouble():
            raise problem
        assert capsys.readouterr().err == f"{FULL} The last good site is as it was.\n"


def test_each_refusal_is_one_sentence_about_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    shut = "[Errno 13] Permission denied: '/srv/a.md'"
    for problem, said in (
        (shutil.Error([("a.md", "/srv/a.md", shut)] * 9), "Permission denied (a.md)"),
        (shutil.Error("odd"), "some files could not be copied"),
        (OSError("x" * 5000), "x" * 200),
    ):
        with pytest.raises(SystemExit), Trouble(kept=""):
            raise problem
        assert capsys.readouterr().err == f"The computer refused: {said}.\n"


ON_A_FULL_DISK = """
mount -t tmpfs -o size=6000k tmpfs "$1" && cp -r "$0/." "$1" && cd "$1" || exit 90
export TMPDIR=$PWD GIT_CONFIG_GLOBAL=/dev/null
"$2" build >/dev/null && "$2" deploy live >/dev/null || exit 91
for verb in build "deploy live" review release; do
    for free in 60K 0; do
        rm -f filler; head -c 99M /dev/zero >filler 2>/dev/null; truncate -s -"$free" filler
        echo "$verb: $("$2" --today 2026-11-23 $verb 2>&1) ($?)"
        [ -f live/index.html ] && [ -f build/site/index.html ] || exit 92
        [ -z "$(git tag)" ] || exit 93
    done
done
exit 0
"""


@needs_namespaces
def test_each_verb_says_one_sentence_on_a_full_disk(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(monkeypatch, tmp_path)
    start(sample)
    ignored = sample / ".gitignore"
    ignored.write_text("build/\nlive\n.live-sites/\nfiller\n", encoding="utf-8")
    commit(sample, "2026-06-02")
    (tmp_path / "small").mkdir()
    given = [str(sample), str(tmp_path / "small"), *COMMAND]
    run = _run([*UNSHARE, "--mount", "bash", "-c", ON_A_FULL_DISK, *given])
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.splitlines() == [
        *[f"build: {FULL} The last good site is as it was. (2)"] * 2,
        *[f"deploy live: {FULL} The site that was live is as it was. (2)"] * 2,
        *[f"review: {FULL} (2)"] * 2,
        *[f"release: {FULL} Nothing was released. (2)"] * 2,
    ]


def test_what_was_found_is_shown_though_the_report_cannot_be_written(sample: Path) -> None:
    page = sample / "content" / "education.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n/// show | groups\n", encoding="utf-8")
    (sample / "build").touch()  # where its folder should be
    result = _say(sample, "check")
    assert result.exit_code == 2
    found, refused = result.output.splitlines()
    assert ": block: This block is not closed" in found
    assert refused.startswith("The computer refused: ")


# ---------------------------------------------------------------- looks


def test_looks_that_are_missing_or_broken_are_told_rightly(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit), Trouble(kept=""):
        raise TemplateNotFound("blocks/report.html")
    said = (
        'template: The template "blocks/report.html" is missing. '
        "Bring it back, or correct its name.\n"
    )
    assert capsys.readouterr().err == said
    report = sample / "overrides" / "blocks" / "report.html"
    report.parent.mkdir(parents=True)
    for words, what in (
        ("<p>\n{% if council %}", "overrides/blocks/report.html:2: template: "),
        ("<p>\n\n{{ concil }}", "overrides/blocks/report.html:3: template: "),
    ):
        report.write_text(words, encoding="utf-8")
        result = _say(sample, "check")
        assert result.exit_code == 2
        assert result.output.startswith(what)
        assert result.output.count("\n") == 1


def test_settings_that_may_not_be_read_are_told_so(sample: Path) -> None:
    (sample / "mkdocs.yml").chmod(0)
    run = _run([*AS_ANYONE, *_words(sample, "build")])
    assert run.returncode == 1
    assert run.stdout.splitlines()[0] == (
        "mkdocs.yml: unreadable: This file cannot be opened: permission denied. "
        "Check that it is there and may be read."
    )


# ---------------------------------------------------------------- stop


STOPPED_AT = """#!/bin/sh
# Real git. Once its tag is made, or just before, somebody asks us to stop.
case "$*" in *"tag --annotate"*) ;; *) exec "$GIT" "$@" ;; esac
if [ "$WHEN" = after ]; then "$GIT" "$@"; fi
kill -s "$HOW" $PPID
sleep 0.3
"""


@pytest.mark.parametrize("how", ["INT", "TERM"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_nothing_was_released_is_said_only_where_it_is_so(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str, how: str
) -> None:
    alone(monkeypatch, tmp_path)
    commit(start(sample), "2026-06-01")
    stand_in = tmp_path / "bin" / "git"
    stand_in.parent.mkdir()
    stand_in.write_text(STOPPED_AT, encoding="utf-8")
    stand_in.chmod(0o755)
    path = f"{stand_in.parent}:{os.environ['PATH']}"
    real = shutil.which("git")
    assert real
    run = _run(_words(sample, "release"), PATH=path, GIT=real, WHEN=when, HOW=how)
    made = git(sample, "tag").split() == [TAG]
    assert made == (when == "after")
    said = run.stdout + run.stderr
    assert said.count("\n") == 1, said
    assert "Aborted" not in said
    assert run.returncode == 130
    if made:
        assert said == f"Stopped. Released: {TAG}. To publish it: git push origin HEAD {TAG}\n"
    else:
        assert said == "Stopped. Nothing was released.\n"


SLOW = """
import os, signal, time
os.kill(os.getpid(), signal.{})
time.sleep(1)
"""


@pytest.mark.parametrize("request_", ["SIGINT", "SIGTERM"])
def test_who_stops_it_while_it_loads_gets_a_sentence(tmp_path: Path, request_: str) -> None:
    (tmp_path / "click.py").write_text(SLOW.format(request_), encoding="utf-8")
    run = _run([*COMMAND, "check"], tmp_path, PYTHONPATH=str(tmp_path))
    assert run.returncode == 130
    assert run.stdout + run.stderr == "Stopped. Nothing was done.\n"


def test_a_stop_once_the_site_is_live_says_that_it_is(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one before that says that all is as it was."""
    real = os.replace
    place = tmp_path / "kinship"
    for late, said in ((True, f"{place} has changed."), (False, "live is as it was.")):
        _site(sample)

        def replace(old: str | Path, new: str | Path, *, late: bool = late) -> None:
            if late:
                real(old, new)
            os.kill(os.getpid(), signal.SIGINT)

        monkeypatch.setattr(Path, "replace", replace)
        result = _say(sample, "deploy", str(place))
        assert result.exit_code == 130
        assert result.output.endswith(f"{said}\n")


# ---------------------------------------------------------------- the command


@pytest.mark.parametrize("command", [COMMAND, [sys.executable, "-m", "local_offer"]])
def test_the_command_says_its_version_either_way(command: list[str]) -> None:
    written = (HOME / "pyproject.toml").read_text(encoding="utf-8")
    run = _run([*command, "--version"])
    assert run.returncode == 0
    assert f'version = "{run.stdout.split()[-1]}"' in written
    assert _run([*command, "--help"]).stdout.startswith("Usage: local-offer ")

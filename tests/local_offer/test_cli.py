"""The front door: sentences and exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from local_offer.checks import ON_WORDS
from local_offer.cli import VERBS, main
from local_offer.looks import HOME


def _say(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


def test_nothing_is_wrong_with_the_sample_even_for_release(sample: Path) -> None:
    result = _say("--offer", str(sample), "--today", "2026-11-22", "check", "--release")
    assert (result.exit_code, result.output) == (0, "Nothing is wrong.\n")


def test_a_draft_may_be_checked_and_not_released(draft: Path) -> None:
    words = ("--offer", str(draft), "--today", "2026-11-22", "check")
    result = _say(*words)
    assert result.exit_code == 0
    assert "0 errors" in result.output
    result = _say(*words, "--release")
    assert result.exit_code == 1
    assert "Kinship Navigators: phone" in result.output
    assert "cannot be released while facts are still to confirm" in result.output


def test_a_second_day_wins_over_the_first(sample: Path) -> None:
    words = ("--offer", str(sample), "--today", "2020-01-01", "check", "--today", "2026-11-22")
    assert _say(*words).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--offer", "no-such-folder", "build"), "There is no folder called no-such-folder."),
        (("build", "--today", "tomorrow"), '"tomorrow" is not a date. Write it like 2026-11-22.'),
        (("biuld",), "No such command"),
    ],
)
def test_what_cannot_start_says_why(words: tuple[str, ...], said: str) -> None:
    result = _say(*words)
    assert result.exit_code == 2
    assert said in result.output


def test_a_folder_with_no_offer_in_it(tmp_path: Path) -> None:
    for verb in ("check", "build", "leaflets"):
        result = _say("--offer", str(tmp_path), verb)
        assert result.exit_code == 1
        assert "There is no folder called content" in result.output


def test_an_offer_with_no_settings(sample: Path) -> None:
    (sample / "mkdocs.yml").unlink()
    result = _say("--offer", str(sample), "build")
    assert result.exit_code == 1
    assert "There is no mkdocs.yml here." in result.output
    (sample / "mkdocs.yml").write_text("nav: [", encoding="utf-8")
    assert "The computer cannot read this file" in _say("--offer", str(sample), "build").output


def test_leaflets_alone(sample: Path) -> None:
    result = _say("--offer", str(sample), "--today", "2026-11-22", "leaflets")
    assert result.exit_code == 0
    assert (sample / "build" / "leaflets" / "booklet.pdf").is_file()
    assert not (sample / "build" / "site").exists()


def test_a_place_that_cannot_be_written(sample: Path) -> None:
    (sample / "build").write_text("a file where the folder should be", encoding="utf-8")
    result = _say("--offer", str(sample), "build")
    assert result.exit_code == 2
    assert "The computer refused" in result.output
    assert "Traceback" not in result.output


def test_each_rule_has_its_line() -> None:
    lines = _say("check", "--list").output.splitlines()
    assert len(lines) == len(ON_WORDS)
    assert all(": " in line and line.endswith(".") for line in lines)


def test_looks_of_its_own(sample: Path) -> None:
    shutil.copytree(HOME / "leaflet", sample / "leaflet")
    sheet = sample / "leaflet" / "base.css"
    words = sheet.read_text(encoding="utf-8")
    assert "#ffd166" in words
    _say("--offer", str(sample), "--today", "2026-11-22", "leaflets", "booklet")
    pdf = sample / "build" / "leaflets" / "booklet.pdf"
    amber = pdf.read_bytes()
    sheet.write_text(words.replace("#ffd166", "#ffffff"), encoding="utf-8")
    assert (
        _say("--offer", str(sample), "--today", "2026-11-22", "leaflets", "booklet").exit_code == 0
    )
    assert pdf.read_bytes() != amber


def test_the_list_of_verbs_says_what_each_says_of_itself() -> None:
    front = click.Context(main)
    for name, words in VERBS.items():
        verb = main.get_command(front, name)
        assert verb is not None
        assert " ".join((verb.help or "").split()).startswith(words.rstrip("."))
    files = {path.stem for path in (HOME / "scripts" / "local_offer" / "cli").glob("*.py")}
    assert files - {"__init__", "options", "trouble"} == set(VERBS)

"""A review of what nobody could build: blocks left open, tags of no commit, paths that lead out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import SAMPLE, TODAY, copy_offer
from in_git import alone, commit, git, rows, start, swap, told
from local_offer.cli import main
from local_offer.dialect.extension import BLOCKS
from local_offer.history import History, NoHistoryError
from local_offer.loading.loader import load
from local_offer.publish import publish

PAGE = "content/education.md"
MONEY = Path("content/financial-support.md")
NEEDS = {"contact": "contact navigators", "accessibility": "accessibility status"}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def _append(folder: Path, words: str) -> int:
    """Put some words at the end of a page; gives the line on which they begin."""
    path = folder / PAGE
    before = path.read_text(encoding="utf-8") + "\n"
    path.write_text(f"{before}{words}\n", encoding="utf-8")
    return before.count("\n") + 1


def _compared(before: Path, after: Path, into: Path) -> Any:
    given = ["review", "--before", str(before), "--after", str(after), "--output", str(into)]
    words = ["--today", TODAY.isoformat(), *given, "--no-pdf"]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads((into / "review.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_left_open_is_a_sentence_and_a_review_of_the_rest(
    sample: Path, tmp_path: Path, block: str
) -> None:
    opening = f"/// show | {NEEDS.get(block, block)}"
    line = _append(sample, f"{opening}\n\nWe pay for the school trip.")
    swap(sample / MONEY, "up to £600 for each child", "up to £650 for each child")
    review = _compared(SAMPLE, sample, tmp_path / "review")
    assert review["unread"] == [f"{PAGE}, as it is now: The block on line {line} is not closed."]
    assert (MONEY.as_posix(), "£600", "£650") in rows(review, "money")
    assert "We pay for the school trip." in [after for _, _, after in rows(review, "text-added")]
    review = _compared(sample, SAMPLE, tmp_path / "back")
    assert review["unread"] == [
        f"{PAGE}, as it was before: The block on line {line} is not closed."
    ]


def test_a_block_left_open_in_an_old_commit(sample: Path) -> None:
    lines = [_append(sample, f"/// show | {NEEDS.get(block, block)}\n\nWords.") for block in BLOCKS]
    commit(start(sample), "2026-04-01")
    (sample / PAGE).write_bytes((SAMPLE / PAGE).read_bytes())
    commit(sample, "2026-05-01")
    review = told(sample, "--since", "2026-04-01")
    said = [f"{PAGE}, as it was before: The block on line {line} is not closed." for line in lines]
    assert review["unread"] == said


def test_a_block_left_open_swallows_no_block_that_is_closed(sample: Path, tmp_path: Path) -> None:
    line = _append(sample, "/// show | groups\n\nWe pay for the trip.\n\n/// show | needs\n///")
    review = _compared(SAMPLE, sample, tmp_path / "review")
    assert review["unread"] == [f"{PAGE}, as it is now: The block on line {line} is not closed."]
    added = [after for _, _, after in rows(review, "text-added")]
    assert {"We pay for the trip.", "Shown here: groups.", "Shown here: needs."} <= set(added)


DEEP = {
    "hyphens": "- " * 500 + "x",
    "numbers": "1. " * 500 + "x",
    "steps": "\n".join("    " * step + "- x" for step in range(400)),
    "stars": "*a _b " * 500 + "x" + "_ b*" * 500,
}


@pytest.mark.parametrize("name", DEEP)
def test_words_too_deep_to_follow_are_a_sentence(sample: Path, tmp_path: Path, name: str) -> None:
    first = _append(sample, DEEP[name])
    given = ["--offer", str(sample), "--today", TODAY.isoformat(), "check"]
    result = CliRunner().invoke(main, given, catch_exceptions=False)
    found, last = result.output.splitlines()
    place, _, said = found.partition(": ")
    assert said.startswith("too-deep: Lists or bold words stand inside one another here, too deep")
    assert first <= int(place.rpartition(":")[2]) <= first + DEEP[name].count("\n")
    assert (result.exit_code, last) == (1, "1 error and 0 warnings.")
    review = _compared(SAMPLE, sample, tmp_path / "review")
    why = "Its lists or bold words stand inside one another too deep to follow."
    assert review["unread"] == [f"{PAGE}, as it is now: {why}"]


def test_a_file_too_deep_to_follow_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(DEEP["hyphens"], encoding="utf-8")
    given = ["reading", str(tmp_path / "letter.md")]
    result = CliRunner().invoke(main, given, catch_exceptions=False)
    assert result.exit_code == 2
    assert result.output == (
        "Words stand inside one another too deep to follow. Take them apart.\n"
    )


@pytest.mark.parametrize("kind", ["blob", "tree"])
def test_a_tag_of_no_commit_is_a_sentence(sample: Path, kind: str) -> None:
    commit(start(sample), "2026-04-01")
    git(sample, "tag", "offer/2026-05-01")
    thing = git(sample, "rev-parse", "HEAD:mkdocs.yml" if kind == "blob" else "HEAD:content")
    git(sample, "tag", "offer/2026-06-01", thing)
    git(sample, "tag", "--annotate", "--message=x", "offer/2026-06-02", thing)
    history = History(sample)
    assert [one.name for one in history.releases()] == ["offer/2026-05-01"]
    done = publish(sample, TODAY, lambda step: None)
    assert done.site
    (said,) = [str(one) for one in done.findings if one.rule == "history"]
    assert said == (
        "warning: history: The page about leaflets that people hold may not know every release. "
        "The tag offer/2026-06-01 names no state of the offer. "
        "Take it out: git tag --delete offer/2026-06-01. "
        "The tag offer/2026-06-02 names no state of the offer. "
        "Take it out: git tag --delete offer/2026-06-02."
    )
    assert told(sample)["before"]["name"] == "offer/2026-05-01"
    git(sample, "tag", "--annotate", "--message=x", "of-a-tag", "offer/2026-05-01")
    git(sample, "tag", "--annotate", "--message=x", "offer/2026-07-01", "of-a-tag")
    assert history.releases()[-1].hash == git(sample, "rev-parse", "HEAD")


def test_a_release_whose_council_cannot_be_read_stops_no_build(sample: Path) -> None:
    """As where a new version of this program asks for more than it did."""
    council = sample / "content" / "data" / "council.yml"
    whole = council.read_bytes()
    council.write_text("name: Aldermere Council\n", encoding="utf-8")
    commit(start(sample), "2026-04-01")
    git(sample, "tag", "offer/2026-04-01")
    council.write_bytes(whole)
    commit(sample, "2026-05-01")
    assert publish(sample, TODAY, lambda step: None).site


def test_a_history_with_a_part_missing_is_a_sentence(sample: Path) -> None:
    commit(start(sample), "2026-04-01")
    git(sample, "tag", "offer/2026-04-01")
    hash = git(sample, "rev-parse", f"HEAD:{PAGE}")
    (sample / ".git" / "objects" / hash[:2] / hash[2:]).unlink()
    done = publish(sample, TODAY, lambda step: None)
    assert done.site
    (said,) = [one.suggestion for one in done.findings if one.rule == "history"]
    assert said == "A part of this history is missing. Clone it anew."
    with pytest.raises(NoHistoryError, match="A part of this history is missing"):
        History(sample).bring_back(History(sample).find("HEAD", TODAY), sample / "back")


def _tree(folder: Path, *entries: str) -> str:
    """A tree as somebody may make it by hand, which git itself never would."""
    data = b""
    for entry in entries:
        mode, hash, name = entry.split(" ", 2)
        data += f"{mode} {name}\0".encode() + bytes.fromhex(hash)
    command = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
    run = subprocess.run(command, cwd=folder, input=data, capture_output=True, check=True)
    return run.stdout.decode().strip()


def test_no_file_is_brought_back_to_a_place_outside(sample: Path, tmp_path: Path) -> None:
    commit(start(sample), "2026-04-01")
    words = git(sample, "rev-parse", f"HEAD:{PAGE}")
    inner = _tree(sample, f"100644 {words} evil.md")
    names = ("..", ".", ".git", ".GIT")
    content = _tree(
        sample,
        f"100644 {words} good.md",
        f"100644 {words} ../../evil.md",
        *(f"40000 {inner} {name}" for name in names),
    )
    top = _tree(sample, f"40000 {content} content")
    hash = git(sample, "commit-tree", "-m", "Evil", top)
    history, into = History(sample), tmp_path / "deep" / "back"
    left = history.bring_back(history.find(hash, TODAY), into)
    assert left == [
        f"content/{name}/evil.md leads out of its folder, and was not read."
        for name in ("../..", *names)
    ]
    assert [path.name for path in (tmp_path / "deep").rglob("*.md")] == ["good.md"]


def test_a_hook_of_another_repository_is_not_in_the_way(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hash = commit(start(sample), "2026-04-01")
    other = tmp_path / "other"
    other.mkdir()
    commit(start(other), "2026-05-01")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    history = History(sample)
    assert history.find("HEAD", TODAY).hash == hash
    assert history.changed() == []


def test_an_offer_of_which_nothing_is_known_is_still_one(tmp_path: Path) -> None:
    folder = copy_offer(SAMPLE, tmp_path / "offer")
    (folder / "content" / "data" / "council.yml").write_text('name: "', encoding="utf-8")
    council = load(folder)[0].council
    assert {str(getattr(council, name)) for name in ("main_contact", "national_line")} == {""}

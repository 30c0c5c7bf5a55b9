"""The verb ``accessibility``: what it says, and what it says when it cannot start."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from local_offer.cli import main

HEAD = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Help with money - Aldermere Council</title></head>
<body><main><h1>Help with money</h1>
"""
IMAGE = '<p><img src="dog.png" width="40" height="40"></p>'


def _write(folder: Path, **pages: str) -> Path:
    folder.mkdir()
    for name, words in pages.items():
        (folder / f"{name}.html").write_text(f"{HEAD}{words}</main></body></html>")
    return folder


def test_the_front_door(tmp_path: Path) -> None:
    site = _write(tmp_path / "site", one=IMAGE, two=IMAGE)
    said = CliRunner().invoke(
        main,
        ["--offer", str(tmp_path), "accessibility", "--site", str(site), "--format", "json"],
        catch_exceptions=False,
    )
    assert said.exit_code == 1
    told = json.loads(said.stdout)
    assert set(told) == {"findings", "counts"}
    assert told["counts"]["error"] == len(
        [1 for one in told["findings"] if one["level"] == "error"]
    )
    image = [one for one in told["findings"] if one["excerpt"].startswith('<img src="dog.png"')]
    assert {one["path"] for one in image} == {f"{site.as_posix()}/{n}.html" for n in ("one", "two")}
    assert (tmp_path / "build" / "accessibility.json").is_file()
    text = (
        CliRunner()
        .invoke(main, ["--offer", str(tmp_path), "accessibility", "--site", str(site)])
        .output
    )
    assert text.count('<img src="dog.png"') == 1
    assert "(And on 1 more page.)" in text
    assert "None has changed since the last look." in text


def test_what_cannot_start_says_why_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def say(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["--offer", str(tmp_path), "accessibility", *words])
        return result.exit_code, result.output

    code, said = say()
    assert code == 2
    assert said.startswith(f"There is nothing to look at in {tmp_path}/build/site: no such folder.")
    (tmp_path / "empty").mkdir()
    code, said = say("--site", str(tmp_path / "empty"))
    assert (code, "no page in it" in said) == (2, True)
    site = _write(tmp_path / "site", one="")
    monkeypatch.setenv("PATH", "")
    code, said = say("--site", str(site))
    assert code == 2
    assert said == (
        "There is no Chromium browser on this computer. "
        "Run the project's scripts/install-access once: it installs all that the checks need.\n"
    )


def _begun_by(pid: int) -> set[int]:
    """The programs that a program began, and that these did in turn."""
    found = set()
    with suppress(OSError):  # one may end while it is asked
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, path.read_text().split()):
                found |= {child} | _begun_by(child)
    return found


def _command(pid: int) -> bytes:
    """The command of a program; empty where it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def test_a_polite_request_to_stop_leaves_nothing_running(tmp_path: Path) -> None:
    site = _write(tmp_path / "site", **{f"page-{n}": "<p>Words.</p>" for n in range(8)})
    command = [sys.executable, "-m", "local_offer", "--offer", str(tmp_path), "accessibility"]
    command += ["--site", str(site)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    running: set[int] = set()
    while not any(b"--type=renderer" in _command(pid) for pid in running):
        running = _begun_by(process.pid)
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert "Stopped." in said[1]
    assert "Traceback" not in said[1]
    until = time.monotonic() + 5
    while left := {_command(pid) for pid in running} - {b""}:
        assert time.monotonic() < until, left
        time.sleep(0.1)

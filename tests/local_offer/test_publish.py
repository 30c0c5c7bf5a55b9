"""The pipeline: same bytes twice, and the last good site whole whatever happens."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import SAMPLE, TODAY, copy_offer
from local_offer.publish import publish
from local_offer.published import Published

COMMAND = [str(Path(sys.executable).with_name("local-offer"))]


def test_a_number_that_no_contact_has_stops_the_build(sample: Path) -> None:
    page = sample / "content" / "education.md"
    words = page.read_text(encoding="utf-8")
    page.write_text(f"{words}\n[Ring the school team](tel:01632960777)\n", encoding="utf-8")
    done = publish(sample, TODAY, lambda step: None)
    assert done.site is None
    assert "phone-elsewhere: This rings 01632960777, and no contact has" in str(done.findings[-1])


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_words_give_the_same_bytes(built_sample: Published, tmp_path: Path) -> None:
    folder = copy_offer(SAMPLE, tmp_path / "another place")
    time.sleep(1)  # a clock that crept in would show
    again = publish(folder, TODAY, lambda step: None)
    assert built_sample.site is not None
    assert again.site is not None
    first, second = _bytes(built_sample.site), _bytes(again.site)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert "leaflets/booklet.pdf" in first


def test_a_mistake_leaves_the_last_good_site(sample: Path) -> None:
    assert publish(sample, TODAY, lambda step: None).site is not None
    site = sample / "build" / "site"
    before = _bytes(site)
    contacts = sample / "content" / "data" / "contacts.yml"
    contacts.write_text("- id: [", encoding="utf-8")
    done = publish(sample, TODAY, lambda step: None)
    assert done.site is None
    assert _bytes(site) == before
    assert sorted(path.name for path in (sample / "build").iterdir()) == [".lock", "cache", "site"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_last_good_site(
    sample: Path, stop: signal.Signals
) -> None:
    assert publish(sample, TODAY, lambda step: None).site is not None
    before = _bytes(sample / "build" / "site")
    page = sample / "content" / "education.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nNew words.\n", encoding="utf-8")
    build = subprocess.Popen(
        [*COMMAND, "--offer", str(sample), "build"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not list(sample.glob("build/work-*/docs")):
        time.sleep(0.01)
    build.send_signal(stop)
    said = "".join(build.communicate(timeout=30))
    assert build.returncode != 0
    assert _bytes(sample / "build" / "site") == before
    assert "Traceback" not in said
    if stop != signal.SIGKILL:
        assert list(sample.glob("build/work-*")) == []
        assert "The last good site is as it was." in said


def test_quiet_in_a_pipe_and_progress_on_a_terminal(sample: Path) -> None:
    command = [*COMMAND, "--offer", str(sample), "--today", "2026-11-22", "build", "--fresh"]
    piped = subprocess.run(command, capture_output=True, text=True, check=True)
    assert piped.stderr == ""
    assert piped.stdout.startswith("Built 24 pages and 3 leaflets for Aldermere Council into ")
    main_end, terminal = pty.openpty()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal, check=True)
    os.close(terminal)
    shown = os.read(main_end, 10_000).decode()
    os.close(main_end)
    for step in ("Reading", "Checking", "printing the leaflets", "Putting it together"):
        assert step in shown

"""The line that a finding names is the line that an editor sees, whatever signs end others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import TODAY
from local_offer.cli import main
from local_offer.loading.yaml_source import read

CONTACTS = "content/data/contacts.yml"
PAGE = "content/education.md"
UNSEEN = {"next line": "\x85", "line separator": "\u2028", "paragraph separator": "\u2029"}
"""Signs that end a line for YAML, and for some of Python, and for no editor."""
ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r"}


def _check(folder: Path) -> list[str]:
    given = ["--offer", str(folder), "--today", TODAY.isoformat(), "check"]
    return CliRunner().invoke(main, given, catch_exceptions=False).output.splitlines()[:-1]


def _put(folder: Path, name: str, old: str, new: str, end: str = "\n") -> int:
    """Put some words in the place of others; gives the line where the last of them stands."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    before, _, after = text.partition(old)
    path.write_bytes((before + new + after).replace("\n", end).encode())
    return (before + new).count("\n") + 1


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_end_no_line_of_a_list(sample: Path, sign: str) -> None:
    new = f"  # A note{UNSEEN[sign] * 3}\n  does: They{UNSEEN[sign]}listen.\n  fax: none"
    line = _put(sample, CONTACTS, "  said: a Kinship Navigator", new)
    said = [one for one in _check(sample) if "fax" in one]
    assert len(said) == 1
    assert said[0].startswith(f"{CONTACTS}:{line}: unknown-key: ")


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_end_no_line_of_a_page(sample: Path, sign: str) -> None:
    new = f"Words{UNSEEN[sign] * 2}and more.\n\n/// show | nothing\n///\n\n## Who can get it"
    line = _put(sample, PAGE, "## Who can get it", new)
    said = [one for one in _check(sample) if ": block: " in one]
    assert [one.split(": ")[0] for one in said] == [f"{PAGE}:{line - 3}"]
    line = _put(sample, PAGE, "title: Education", f"title: Edu{UNSEEN[sign]}cation\nfax: none")
    said = [one for one in _check(sample) if "fax" in one]
    assert [one.split(": ")[0] for one in said] == [f"{PAGE}:{line}"]


@pytest.mark.parametrize("end", ENDS)
def test_a_line_is_the_same_whatever_ends_it(sample: Path, end: str) -> None:
    line = _put(sample, CONTACTS, "  said: a Kinship Navigator", "  fax: 😀\n  fax: no", ENDS[end])
    said = [one for one in _check(sample) if "repeated-key" in one]
    assert [one.split(": ")[0] for one in said] == [f"{CONTACTS}:{line}"]
    assert "the first is on line" in said[0]


@pytest.mark.parametrize("sign", UNSEEN)
def test_the_settings_count_lines_so_too(sample: Path, sign: str) -> None:
    line = _put(sample, "mkdocs.yml", "docs_dir: content", f"# Ours{UNSEEN[sign]}\ndocs_dir: [a")
    given = ["--offer", str(sample), "--today", TODAY.isoformat(), "build"]
    said = CliRunner().invoke(main, given, catch_exceptions=False).output
    found = re.search(r"^mkdocs.yml:(\d+): site-settings: ", said, re.MULTILINE)
    assert found
    assert int(found[1]) == line + 1  # the line below the bracket, which cannot go on there


ENDINGS = (
    "- id: a\n\t", "- id: a\n  b: 'x", "a:\n  - b: {", "a: [\n\n\n", "a: &x\n", "- a\n- \n\t\t",
    "a: b\n...\nb", "'", "{", "- a: |\n   x\u2028\u2028y\n- a: b\n  a: [", "😀: [", "\x85\x85a: {",
)  # fmt: skip


@pytest.mark.parametrize("text", ENDINGS)
def test_no_line_is_named_that_is_not_there(text: str) -> None:
    for first in (1, 7):
        written = read(text, "x.yml", first)
        lines = [one.line for one in written.findings]
        assert lines
        assert all(first <= line <= first + text.count("\n") for line in lines), written.findings

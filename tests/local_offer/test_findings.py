"""Editors' mistakes in ``findings``, a folder for each rule: what was typed, and what is said.

The folder ``data`` holds mistakes in files that cannot be read as an offer. A case changes files
of the made-up council, then checks it. Keys of a case:

``replace``  a list of file, old words, new words
``write``    a file and the whole of its new words
``remove``   a list of files
``bytes``    a file and its new content in hexadecimal
``grow``     a file and how many bytes to add
``link``     a file that becomes a symbolic link, and where it leads
``findings`` every line that ``local-offer check`` must say, in order

Run ``scripts/test --bless`` to accept new findings, and read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from local_offer.checks import ON_WORDS
from local_offer.cli import main

FOLDER = Path(__file__).parent / "findings"
CASES = sorted(FOLDER.rglob("*.yml"))


@pytest.mark.parametrize("case_file", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_mistake_is_said_in_words(
    case_file: Path, sample: Path, request: pytest.FixtureRequest
) -> None:
    text = case_file.read_text(encoding="utf-8")
    case = yaml.safe_load(text)
    _make_mistake(case, sample)
    result = CliRunner().invoke(
        main, ["--offer", str(sample), "--today", "2026-11-22", "check"], catch_exceptions=False
    )
    said = result.output.splitlines()[:-1]
    if request.config.getoption("--bless") and said != case["findings"]:
        head = text[: text.index("findings:")]
        lines = yaml.safe_dump({"findings": said}, allow_unicode=True, width=1000)
        case_file.write_text(head + lines, encoding="utf-8")
    assert said == case["findings"]
    assert said, "a case that finds nothing shows nothing"
    assert result.exit_code == (1 if any(": warning: " not in line for line in said) else 0)


def test_each_rule_has_a_folder_of_mistakes() -> None:
    rules = {rule.__name__.replace("_", "-") for rule in ON_WORDS}
    assert {path.parent.name for path in CASES} == rules | {"data", "excuses"}


def _make_mistake(case: dict[str, Any], folder: Path) -> None:
    for name, old, new in case.get("replace", []):
        path = folder / name
        words = path.read_text(encoding="utf-8")
        assert old in words, f"{name} does not hold {old!r}"
        path.write_text(words.replace(old, new, 1), encoding="utf-8")
    for name, words in case.get("write", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    for name, data in case.get("bytes", {}).items():
        (folder / name).write_bytes(bytes.fromhex(data))
    for name, size in case.get("grow", {}).items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("\n\nwords " * (size // 8))
    for name in case.get("remove", []):
        (folder / name).unlink()
    for name, target in case.get("link", {}).items():
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

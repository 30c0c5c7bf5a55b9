"""``local-offer leaflets``: some editions or all, the print shop's files, and pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from local_offer.cli import main


def _say(folder: Path, *words: str) -> tuple[int, str]:
    command = ["--offer", str(folder), "--today", "2026-11-22", "leaflets", *words]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    return result.exit_code, result.output


def test_one_edition_with_pictures_then_another(sample: Path) -> None:
    code, said = _say(sample, "booklet", "--png")
    assert code == 0, said
    assert "It took " in said
    assert "so they are not PDF/X" in said
    place = sample / "build" / "leaflets"
    pictures = [f"booklet-{page}.png" for page in (1, 2, 3, 4)]
    assert sorted(path.name for path in place.iterdir()) == [*pictures, "booklet.pdf"]
    with Image.open(place / "booklet-1.png") as picture:
        assert picture.size == pytest.approx((148 / 25.4 * 96, 210 / 25.4 * 96), abs=2)
    press = sorted(path.name for path in (sample / "build" / "press").iterdir())
    assert press == ["booklet-note.txt", "booklet-pages.pdf", "booklet-sheets.pdf"]

    code, said = _say(sample, "large-print")
    assert code == 0, said
    assert (place / "booklet.pdf").exists(), "what was printed before still stands"
    assert (place / "large-print.pdf").exists()


def test_an_edition_that_is_not_there(sample: Path) -> None:
    code, said = _say(sample, "bookelt")
    assert code == 1
    assert 'There is no edition "bookelt". Did you mean "booklet"?' in said
    assert "Nothing was printed." in said
    assert not (sample / "build" / "leaflets").exists()


def test_pictures_need_a_program(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(sample))
    code, said = _say(sample, "booklet", "--png")
    assert code == 0, said
    assert "They need the Debian package poppler-utils" in said

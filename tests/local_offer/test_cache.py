"""What is kept from one build to the next: never needed, and never believed when broken."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import AS_ANYONE, SAMPLE, TODAY, copy_offer
from local_offer.cache import Cache, digest, files_digest, program_digest
from local_offer.inputs import site_digest
from local_offer.publish import publish
from local_offer.published import Published

COMMAND = [str(Path(sys.executable).with_name("local-offer"))]


def _build(folder: Path, *, fresh: bool = False) -> Published:
    done = publish(folder, TODAY, lambda step: None, fresh=fresh)
    assert done.site is not None, done.findings
    return done


def _say_more(folder: Path, words: str = "One line more.") -> None:
    page = folder / "content" / "education.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An offer that was built once, and all that was kept of it. Not to be changed."""
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("kept") / "sample")
    _build(folder)
    return folder


@pytest.fixture
def offer(kept: Path, tmp_path: Path) -> Path:
    """The same, in a folder that the test may change."""
    folder = tmp_path / "sample"
    subprocess.run(["cp", "-a", str(kept), str(folder)], check=True)
    return folder


def test_where_nothing_changed_the_site_stays(offer: Path) -> None:
    before = (offer / "build" / "site").stat().st_ino
    done = _build(offer)
    assert (offer / "build" / "site").stat().st_ino == before
    assert done.findings == _build(offer, fresh=True).findings
    assert (offer / "build" / "site").stat().st_ino != before, "--fresh makes it anew"


def test_with_and_without_keepsakes_the_bytes_are_the_same(offer: Path, tmp_path: Path) -> None:
    _say_more(offer)
    first = _build(offer)
    bare = copy_offer(SAMPLE, tmp_path / "bare")
    _say_more(bare)
    second = _build(bare)
    assert first.site is not None
    assert second.site is not None
    assert files_digest([first.site]) == files_digest([second.site])
    assert first.findings == second.findings


def test_a_site_that_somebody_changed_is_made_anew(kept: Path, offer: Path) -> None:
    with (offer / "build/site/index.html").open("a", encoding="utf-8") as file:
        file.write("Mine.")
    _build(offer)
    assert files_digest([offer / "build/site"]) == files_digest([kept / "build/site"])


@pytest.mark.parametrize(
    "change",
    [
        "content/education.md",
        "content/data/contacts.yml",
        "mkdocs.yml",
        "overrides/assets/own.css",
        "leaflet/own.css",
    ],
)
def test_a_site_is_made_of_all_of_this(sample: Path, change: str) -> None:
    before = site_digest(sample, TODAY, "mkdocs")
    assert site_digest(sample, TODAY, "mkdocs") == before
    assert site_digest(sample, TODAY.replace(day=23), "mkdocs") != before
    path = sample / change
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert site_digest(sample, TODAY, "mkdocs") != before


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "one sign is another": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "with a seal of something else": lambda data: b"0" * 64 + data[64:],
    "somebody's words": lambda data: b"Hello.\n",
}


@pytest.mark.parametrize("way", BROKEN)
def test_a_broken_keepsake_is_none(tmp_path: Path, way: str) -> None:
    cache = Cache(tmp_path)
    cache.put("leaflets", digest("one"), b"the one")
    assert cache.get("leaflets", digest("one")) == b"the one"
    path = tmp_path / "build/cache/kept/leaflets" / digest("one")
    path.write_bytes(BROKEN[way](path.read_bytes()))
    assert cache.get("leaflets", digest("one")) is None


def test_a_build_believes_no_broken_keepsake(kept: Path, offer: Path) -> None:
    places = [path for path in (offer / "build/cache/kept").rglob("*") if path.is_file()]
    assert len(places) == 4, "the site, and three leaflets"
    for path, broken in zip(places, BROKEN.values(), strict=False):
        path.write_bytes(broken(path.read_bytes()))
    _build(offer)
    assert files_digest([offer / "build/site"]) == files_digest([kept / "build/site"])


def test_what_a_linked_folder_holds_counts(tmp_path: Path) -> None:
    """The generator copies what a link leads to; round and round is none of its ways."""
    shared, looks = tmp_path / "shared", tmp_path / "overrides"
    shared.mkdir()
    looks.mkdir()
    (looks / "assets").symlink_to(shared)
    (looks / "round").symlink_to(looks)
    before = files_digest([looks], linked=True)
    (shared / "own.css").write_text("a { color: navy; }", encoding="utf-8")
    after = files_digest([looks], linked=True)
    assert after != before
    (shared / "own.css").write_text("a { color: black; }", encoding="utf-8")
    assert files_digest([looks], linked=True) not in (before, after)


def test_a_font_of_the_computer_makes_all_anew(tmp_path: Path) -> None:
    """A letter that our own fonts lack is drawn with one of these."""
    ask = "from local_offer.cache import program_digest; print(program_digest())"

    def digest_at_home() -> str:
        home = os.environ | {"HOME": str(tmp_path)}
        run = subprocess.run([sys.executable, "-c", ask], env=home, capture_output=True, check=True)
        return run.stdout.decode()

    before = digest_at_home()
    assert digest_at_home() == before
    fonts = tmp_path / ".local" / "share" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "new.ttf").write_bytes(b"a font")
    assert digest_at_home() != before


def test_a_keepsake_in_the_place_of_another_is_not_believed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("sites", digest("one"), b"the one")
    room = tmp_path / "build" / "cache" / "kept" / "sites"
    (room / digest("one")).rename(room / digest("two"))
    assert cache.get("sites", digest("two")) is None
    assert cache.get("sites", digest("one")) is None


def test_the_oldest_keepsakes_go(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(50):
        cache.put("leaflets", digest(str(number)), b"x")
    room = tmp_path / "build" / "cache" / "kept" / "leaflets"
    assert len(list(room.iterdir())) == 40
    assert cache.get("leaflets", digest("49")) == b"x"


@pytest.mark.parametrize("way", ["a file", "closed", "not to be written"])
def test_where_nothing_can_be_kept_the_build_works(sample: Path, way: str) -> None:
    place = sample / "build" / "cache"
    place.parent.mkdir()
    if way == "a file":
        place.write_text("Mine.", encoding="utf-8")
    else:
        place.mkdir()
        place.chmod(0o000 if way == "closed" else 0o555)
    try:
        words = [*AS_ANYONE, *COMMAND, "--offer", str(sample), "--today", "2026-11-22", "build"]
        run = subprocess.run(words, capture_output=True, text=True, check=False)
    finally:
        place.chmod(0o755)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("Built 24 pages and 3 leaflets for Aldermere Council into ")
    assert run.stderr == ""


def test_two_builds_share_what_is_kept(offer: Path) -> None:
    _say_more(offer)
    words = [*COMMAND, "--offer", str(offer), "--today", "2026-11-22", "build"]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for build in both:
        said, _ = build.communicate(timeout=120)
        assert build.returncode == 0
        assert said.startswith("Built 24 pages")
    left = [path.name for path in (offer / "build").iterdir() if path.name.startswith("work-")]
    assert left == []


def test_a_check_of_what_has_not_changed_says_the_same(draft: Path) -> None:
    words = [*COMMAND, "--offer", str(draft), "--today", "2026-11-22", "check"]

    def run(*more: str) -> tuple[int, str, bytes]:
        done = subprocess.run([*words, *more], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, (draft / "build" / "report.html").read_bytes()

    first = run()
    assert run() == first
    (draft / "build" / "report.html").write_text("Mine.", encoding="utf-8")
    assert run() == first, "a report that is another is written again"
    _say_more(draft, "Utilise the aforementioned facilities.")
    changed = run()
    assert changed != first
    assert changed == run("--fresh")


def test_the_digest_is_of_all_that_the_program_is(tmp_path: Path) -> None:
    assert program_digest() == program_digest()
    (tmp_path / "a").mkdir()
    one = files_digest([tmp_path / "a"])
    (tmp_path / "a" / "b").write_text("x", encoding="utf-8")
    two = files_digest([tmp_path / "a"])
    (tmp_path / "a" / "b").rename(tmp_path / "a" / "c")
    three = files_digest([tmp_path / "a"])
    (tmp_path / "a" / "d").symlink_to("nowhere")
    four = files_digest([tmp_path / "a"])
    assert len({one, two, three, four}) == 4
    assert digest("ab", "c") != digest("a", "bc")


def test_what_a_killed_build_left_goes_though_nothing_is_built(offer: Path) -> None:
    left = offer / "build" / "work-of-one-that-was-killed"
    left.mkdir()
    before = (offer / "build" / "site").stat().st_ino
    _build(offer)
    assert (offer / "build" / "site").stat().st_ino == before
    assert not left.exists()

"""Whatever stops a build, a deployment or a release: the last good site is whole, in real runs.

A build is short here: the sample is built twice, with one word changed, and its two sites are
then known by a digest of all their files. A build that is killed is left where it stands and the
next one starts at once; only the last is let through to the end.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import AS_ANYONE, SAMPLE, copy_offer
from in_git import alone, commit, git, start

COMMAND = [str(Path(sys.executable).with_name("local-offer"))]
TAG = "offer/2026-11-22"
OLD, NEW = "You may be a grandparent, aunt,", "You may be a grandparent, uncle,"
FRONT = Path("content/index.md")
LONGEST = 90  # seconds that any one run may take
ROUNDS = [10, pytest.param(50, marks=pytest.mark.slow)]
_WAYS = (["unshare"], ["unshare", "--user", "--map-root-user"])  # as an administrator, or anyone
UNSHARE = next(
    (
        way
        for way in _WAYS
        if shutil.which("unshare")
        and not subprocess.run(
            [*way, "--mount", "--net", "true"], capture_output=True, check=False
        ).returncode
    ),
    [],
)
needs_namespaces = pytest.mark.skipif(
    not UNSHARE, reason="this system gives no program a disk of its own, so none could be filled"
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def _words(folder: Path, *words: str) -> list[str]:
    return [*COMMAND, "--offer", str(folder), "--today", "2026-11-22", *words]


def _run(command: list[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False
    )


def _good(folder: Path, *words: str) -> str:
    run = _run(_words(folder, *words))
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def _digest(folder: Path) -> str:
    """One sum over the names and bytes of all files; that of nothing where the folder is gone."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(folder)}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _say(folder: Path, what: str) -> None:
    """Put the old or the new word into the front page."""
    path = folder / FRONT
    text = path.read_text(encoding="utf-8")
    assert OLD in text or NEW in text
    old, new = (NEW, OLD) if what == "old" else (OLD, NEW)
    path.write_text(text.replace(old, new), encoding="utf-8")


@dataclass(frozen=True)
class Two:
    """The sample with its old and its new word, both built, and how long a build takes.

    It prints the booklet alone: so a build is shorter, and more of them can be killed.
    """

    folders: dict[str, Path]
    digests: dict[str, str]
    seconds: float

    def site(self, what: str) -> Path:
        return self.folders[what] / "build" / "site"

    def copy(self, to: Path, what: str = "old") -> Path:
        """A folder of one's own with the old word's site standing, and this word in the pages."""
        folder = copy_offer(self.folders[what], to)
        shutil.copytree(self.site("old"), folder / "build" / "site")
        return folder


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    folders, digests = {}, {}
    for what in ("old", "new"):
        folders[what] = copy_offer(SAMPLE, tmp_path_factory.mktemp(what) / "sample")
        _say(folders[what], what)
        leaflets = folders[what] / "content" / "data" / "leaflets.yml"
        booklet, *others = leaflets.read_text(encoding="utf-8").partition("\n- id: large-print")
        assert all(others)
        leaflets.write_text(f"{booklet}\n", encoding="utf-8")
        began = time.perf_counter()
        _good(folders[what], "build")
        seconds = time.perf_counter() - began
        digests[what] = _digest(folders[what] / "build" / "site")
    assert digests["old"] != digests["new"]
    return Two(folders, digests, seconds)


def _moments(verb: str, rounds: int) -> list[float | None]:
    """When to kill each run, as a part of a whole one: at random in each equal part of it.

    They are the same each time. The last three are ``None``: just as the new site takes over.
    """
    chance = random.Random(f"{verb} {rounds}")  # noqa: S311  # no secret
    return [*((part + chance.random()) / rounds for part in range(rounds)), None, None, None]


def _kill(
    command: list[str],
    after: float,
    *,
    alone: bool,
    changed: Callable[[], object] = lambda: None,
) -> float | None:
    """Start a program and kill it, with or without what it started.

    It dies after some seconds, or as soon as ``changed`` gives another answer. Waits until
    nothing that it started is left. Gives how long it took if it came to its end before that.
    """
    before, began = changed(), time.monotonic()
    program = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.monotonic() < began + after and program.poll() is None and changed() == before:
            time.sleep(0.0002)
        took = None if program.poll() is None else time.monotonic() - began
        if took is None and alone:
            program.kill()
        elif took is None:
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()
    finally:
        deadline = time.monotonic() + LONGEST
        while _still_runs(program.pid) and time.monotonic() < deadline:
            time.sleep(0.02)
    return took


def _front(site: Path) -> tuple[int, int]:
    """Which front page of a site stands there; nothing where there is none."""
    with suppress(OSError):
        found = (site / "index.html").stat()
        return found.st_ino, found.st_mtime_ns
    return 0, 0


def _still_runs(session: int) -> bool:
    """Whether a process of a session that we started is at work; a dead one does not count."""
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            state, _parent, _group, its = place.read_text().rpartition(")")[2].split()[:4]
            if int(its) == session and state not in "ZX":
                return True
    return False


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_killed_build_leaves_the_old_site_or_the_new(
    two: Two, tmp_path: Path, rounds: int
) -> None:
    folder = two.copy(tmp_path / "sample")
    site, known = folder / "build" / "site", set(two.digests.values())
    killed, length = 0, two.seconds
    for number, part in enumerate(_moments("build", rounds)):
        stands = _digest(site)
        _say(folder, "new" if stands == two.digests["old"] else "old")
        command, alone = _words(folder, "build"), number % 2 == 0
        if part is None:
            took = _kill(command, LONGEST, alone=alone, changed=lambda: _front(site))
        else:
            took = _kill(command, part * length, alone=alone)
        killed += took is None
        length = min(length, took or length)
        assert _digest(site) in known, f"round {number}, at {part} of {length:.3f} s"
        assert took is None or _digest(site) != stands
    assert killed > rounds / 2, "too few runs were killed to tell"
    _say(folder, "new")
    _good(folder, "build")
    assert _digest(site) == two.digests["new"]
    built = sorted(path.name for path in (folder / "build").iterdir())
    assert built == [".lock", "cache", "report.html", "site"], (
        "work of a killed build was left behind"
    )


@dataclass
class Visitor:
    """Somebody who opens the front page of a folder again and again, as fast as can be."""

    page: Path
    known: set[bytes]
    visits: int = 0
    faults: list[str] = field(default_factory=list)
    seen: set[bytes] = field(default_factory=set)


@contextmanager
def _visits(page: Path, known: set[bytes]) -> Iterator[Visitor]:
    visitor, done = Visitor(page, known), threading.Event()

    def visit() -> None:
        while not done.is_set():
            visitor.visits += 1
            try:
                words = page.read_bytes()
            except OSError as error:
                visitor.faults.append(str(error))
                continue
            visitor.seen.add(words)
            if words not in known:
                visitor.faults.append("neither the old page nor the new one")

    thread = threading.Thread(target=visit)
    thread.start()
    try:
        yield visitor
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_killed_deployment_leaves_the_old_site_or_the_new(
    two: Two, tmp_path: Path, rounds: int
) -> None:
    place, room = tmp_path / "www", tmp_path / ".www-sites"
    fronts = {what: (two.site(what) / "index.html").read_bytes() for what in two.folders}
    assert fronts["old"] != fronts["new"]
    began = time.perf_counter()
    _good(two.folders["old"], "deploy", str(place))
    length = time.perf_counter() - began
    killed = 0
    with _visits(place / "index.html", set(fronts.values())) as visitor:
        for number, part in enumerate(_moments("deploy", rounds)):
            stands = _digest(place)
            what = "new" if stands == two.digests["old"] else "old"
            command = _words(two.folders[what], "deploy", str(place))
            alone = number % 2 == 0
            if part is None:
                took = _kill(command, LONGEST, alone=alone, changed=lambda: _front(place))
            else:
                took = _kill(command, part * length, alone=alone)
            killed += took is None
            length = min(length, took or length)
            where = f"round {number}, at {part} of {length:.3f} s"
            assert _digest(place) in two.digests.values(), where
            for kept in room.glob("[0-9]*"):  # one can go back to each of these
                assert _digest(kept) in two.digests.values(), where
            assert took is None or _digest(place) == two.digests[what]
        for what in ("new", "old", "new"):
            _good(two.folders[what], "deploy", str(place))
            assert _digest(place) == two.digests[what]
    assert visitor.faults == []
    assert visitor.visits > rounds * 10
    assert visitor.seen == set(fronts.values())
    assert killed > rounds / 2, "too few runs were killed to tell"
    assert sorted(path.name for path in tmp_path.iterdir() if "www" in path.name) == [
        ".www-sites",
        "www",
    ]
    assert len(list(room.glob("[0-9]*"))) == 3
    assert list(room.glob("part-*")) == []


def test_the_next_deployment_clears_the_link_that_a_killed_one_left(
    two: Two, tmp_path: Path
) -> None:
    """A deployment can die between making its new link and putting that in place."""
    place = tmp_path / "www"
    _good(two.folders["old"], "deploy", str(place))
    gone = subprocess.Popen(["true"])
    gone.wait()
    (tmp_path / f".www-{gone.pid}").symlink_to(".www-sites/000001")
    _good(two.folders["new"], "deploy", str(place))
    left = [path.name for path in tmp_path.iterdir() if path.name.startswith(".www-")]
    assert left == [".www-sites"]


@pytest.fixture
def kept(two: Two, tmp_path: Path) -> Path:
    """The sample in git, with a release in June and one word changed since."""
    folder = copy_offer(two.folders["old"], tmp_path / "sample")
    commit(start(folder), "2026-06-01")
    git(folder, "tag", "--annotate", "--message=Release", "offer/2026-06-01", at="2026-06-01")
    _say(folder, "new")
    commit(folder, "2026-11-01", "A word\n\nChange-note: A plainer word.")
    return folder


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_killed_release_has_its_tag_whole_or_not_at_all(kept: Path, rounds: int) -> None:
    began = time.perf_counter()
    _good(kept, "release")
    length = time.perf_counter() - began
    message = git(kept, "cat-file", "tag", TAG).partition("\n\n")[2]
    assert "2026-11-22" in message
    git(kept, "tag", "--delete", TAG)
    killed = 0
    tag = kept / ".git" / "refs" / "tags" / TAG
    for number, part in enumerate(_moments("release", rounds)):
        command, alone = _words(kept, "release"), number % 2 == 0
        if part is None:
            took = _kill(command, LONGEST, alone=alone, changed=tag.exists)
        else:
            took = _kill(command, part * length, alone=alone)
        killed += took is None
        length = min(length, took or length)
        tags = git(kept, "tag").split()
        where = f"round {number}, at {part} of {length:.3f} s"
        assert tags in (["offer/2026-06-01"], ["offer/2026-06-01", TAG]), where
        checked = git(kept, "fsck", "--strict", "--no-dangling")
        assert checked == "", where
        assert git(kept, "status", "--porcelain") == "", where
        if TAG in tags:
            assert git(kept, "cat-file", "tag", TAG).partition("\n\n")[2] == message, where
            git(kept, "tag", "--delete", TAG)
        else:
            assert took is None, where
    assert killed > rounds / 2, "too few runs were killed to tell"
    _good(kept, "release")
    assert git(kept, "cat-file", "tag", TAG).partition("\n\n")[2] == message
    assert list((kept / ".git").rglob("*.lock")) == []


def test_a_lock_that_a_killed_git_left_is_told_of_in_a_sentence(kept: Path) -> None:
    lock = kept / ".git" / "refs" / "tags" / f"{TAG}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    run = _run(_words(kept, "release"))
    assert run.returncode == 2
    _says_one_sentence(run, "Nothing was released.")
    assert git(kept, "tag").split() == ["offer/2026-06-01"]
    lock.unlink()
    _good(kept, "release")


def _says_one_sentence(run: subprocess.CompletedProcess[str], end: str) -> None:
    """It stopped for one reason, said on one line that ends so; it never fell over."""
    said = run.stdout + run.stderr
    assert "Traceback" not in said, said
    lines = [line for line in said.splitlines() if line.strip()]
    assert len(lines) == 1, said
    assert lines[0].endswith(end), said


def _stops_in_words(run: subprocess.CompletedProcess[str]) -> None:
    """It stopped, and said why in whole lines for people; it never fell over."""
    said = run.stdout + run.stderr
    assert run.returncode in (1, 2), said
    assert "Traceback" not in said, said
    assert 'File "' not in said, said
    assert said.strip().endswith("."), said
    assert len(said.splitlines()) <= 3, said


@pytest.mark.parametrize("blocks", [0, 40, 200])
def test_a_build_with_no_room_for_a_file_leaves_the_last_site(
    two: Two, tmp_path: Path, blocks: int
) -> None:
    folder = two.copy(tmp_path / "sample", "new")
    launch = ["sh", "-c", f'ulimit -f {blocks} && exec "$@"', "sh", *_words(folder, "build")]
    _stops_in_words(_run(launch))
    assert _digest(folder / "build" / "site") == two.digests["old"]
    assert list((folder / "build").glob("work-*")) == []


@needs_namespaces
@pytest.mark.parametrize("room", ["1200k", "1800k"])
def test_a_build_on_a_full_disk_leaves_the_last_site(two: Two, tmp_path: Path, room: str) -> None:
    folder = two.copy(tmp_path / "sample", "new")
    saved = shutil.move(folder / "build" / "site", tmp_path / "saved")
    script = (
        f"mount -t tmpfs -o size={room} tmpfs build && cp -r {saved} build/site || exit 90; "
        f'"$@"; code=$?; diff -r {saved} build/site >&2 || exit 91; ls build; exit $code'
    )
    launch = [*UNSHARE, "--mount", "sh", "-c", script, "sh", *_words(folder, "build")]
    run = _run(launch, folder)
    *said, last = run.stdout.splitlines()
    assert last == "site", "work in progress was left behind"
    run.stdout = "\n".join(said)
    _stops_in_words(run)


@needs_namespaces
@pytest.mark.parametrize(
    ("verb", "kept"),
    [
        ("build", "The last good site is as it was."),
        ("check", "The words were checked: only build/report.html was not written."),
    ],
)
def test_a_disk_that_is_read_only_is_told_of_in_a_sentence(
    two: Two, tmp_path: Path, verb: str, kept: str
) -> None:
    folder = two.copy(tmp_path / "sample", "new")
    script = 'mount --bind build build && mount -o remount,bind,ro build && exec "$@"'
    launch = [*UNSHARE, "--mount", "sh", "-c", script, "sh", *_words(folder, verb)]
    run = _run(launch, folder)
    assert run.returncode == 2
    _says_one_sentence(run, kept)
    assert _digest(folder / "build" / "site") == two.digests["old"]


def test_a_build_folder_that_may_not_be_written_is_told_of_in_a_sentence(
    two: Two, tmp_path: Path
) -> None:
    folder = two.copy(tmp_path / "sample", "new")
    (folder / "build").chmod(0o555)
    try:
        run = _run([*AS_ANYONE, *_words(folder, "build")])
    finally:
        (folder / "build").chmod(0o755)
    assert run.returncode == 2
    _says_one_sentence(run, "The last good site is as it was.")
    assert _digest(folder / "build" / "site") == two.digests["old"]


@pytest.mark.parametrize("blocks", [0, 20, 100])
def test_a_deployment_with_no_room_leaves_the_live_site(
    two: Two, tmp_path: Path, blocks: int
) -> None:
    place = tmp_path / "www"
    _good(two.folders["old"], "deploy", str(place))
    words = _words(two.folders["new"], "deploy", str(place))
    run = _run(["sh", "-c", f'ulimit -f {blocks} && exec "$@"', "sh", *words])
    assert run.returncode == 2
    _says_one_sentence(run, "The site that was live is as it was.")
    assert _digest(place) == two.digests["old"]
    assert [path.name for path in (tmp_path / ".www-sites").glob("[!.]*")] == ["000001"]


def test_a_release_with_no_room_leaves_the_repository_as_it_was(kept: Path) -> None:
    run = _run(["sh", "-c", 'ulimit -f 0 && exec "$@"', "sh", *_words(kept, "release")])
    assert run.returncode == 2
    _says_one_sentence(run, "Nothing was released.")
    assert git(kept, "tag").split() == ["offer/2026-06-01"]
    assert git(kept, "fsck", "--strict", "--no-dangling") == ""
    _good(kept, "release")


def _at_once(commands: list[list[str]]) -> list[tuple[int, str]]:
    programs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for command in commands
    ]
    said = [program.communicate(timeout=LONGEST)[0] for program in programs]
    return [(program.returncode, words) for program, words in zip(programs, said, strict=True)]


def test_two_builds_at_once_both_end_well(two: Two, tmp_path: Path) -> None:
    folder = two.copy(tmp_path / "sample", "new")
    for code, said in _at_once([_words(folder, "build")] * 2):
        assert code == 0, said
    assert _digest(folder / "build" / "site") == two.digests["new"]
    left = sorted(path.name for path in (folder / "build").iterdir())
    assert left == [".lock", "cache", "report.html", "site"]


@pytest.mark.slow
def test_two_first_builds_at_once_both_end_well(two: Two, tmp_path: Path) -> None:
    folder = copy_offer(two.folders["new"], tmp_path / "sample")
    for code, said in _at_once([_words(folder, "build")] * 2):
        assert code == 0, said
    assert _digest(folder / "build" / "site") == two.digests["new"]


def test_two_deployments_at_once_both_end_well(two: Two, tmp_path: Path) -> None:
    place = tmp_path / "www"
    _good(two.folders["old"], "deploy", str(place))
    both = [_words(two.folders[what], "deploy", str(place)) for what in ("new", "old")] * 2
    fronts = {(two.site(what) / "index.html").read_bytes() for what in two.folders}
    with _visits(place / "index.html", fronts) as visitor:
        for code, said in _at_once(both):
            assert code == 0, said
    assert visitor.faults == []
    assert _digest(place) in two.digests.values()
    assert len(list((tmp_path / ".www-sites").glob("[0-9]*"))) == 3


@pytest.mark.slow
def test_a_deployment_beside_a_build_shows_a_whole_site(two: Two, tmp_path: Path) -> None:
    """A site that is copied just as the next one takes its place is still one site."""
    folder, place = two.copy(tmp_path / "sample", "new"), tmp_path / "www"
    build = subprocess.Popen(_words(folder, "build"), stdout=subprocess.DEVNULL)
    while build.poll() is None:
        run = _run(_words(folder, "deploy", str(place)))
        assert "Traceback" not in run.stderr
        if run.returncode == 0:
            assert _digest(place) in two.digests.values()
    assert build.returncode == 0


@pytest.mark.parametrize("day", ["1970-01-01", "2099-01-01", "0001-01-01", "9999-12-31"])
def test_a_clock_that_is_wrong_breaks_nothing(two: Two, tmp_path: Path, day: str) -> None:
    folder = two.copy(tmp_path / "sample", "new")
    for verb in ("check", "build"):
        run = _run([*COMMAND, "--offer", str(folder), "--today", day, verb])
        said = run.stdout + run.stderr
        assert "Traceback" not in said, said[-2000:]
        assert run.returncode in (0, 1, 2), said
        assert said.strip().endswith("."), said
    site = folder / "build" / "site"
    if run.returncode:
        assert _digest(site) == two.digests["old"]
    else:
        assert {path.name for path in site.iterdir()} == {
            path.name for path in two.site("old").iterdir()
        }


OFFLINE = """
import socket

_connect = socket.socket.connect

def connect(self, address):
    if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(101, "Network is unreachable")
    return _connect(self, address)

socket.socket.connect = connect

def getaddrinfo(*given, **named):
    raise OSError(101, "Network is unreachable")

socket.getaddrinfo = getaddrinfo
"""


def _cut_off(command: list[str], tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run a program with no network at all, or with one where only this computer answers."""
    if UNSHARE:
        return _run([*UNSHARE, "--net", *command])
    (tmp_path / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )


def test_all_three_verbs_ask_no_other_computer(kept: Path, tmp_path: Path) -> None:
    ask = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    refused = _cut_off([sys.executable, "-c", ask], tmp_path)
    assert "unreachable" in refused.stderr
    for words in (["build"], ["deploy", str(tmp_path / "www")], ["release"]):
        run = _cut_off(_words(kept, *words), tmp_path)
        assert run.returncode == 0, run.stdout + run.stderr
    assert (tmp_path / "www" / "index.html").is_file()
    assert TAG in git(kept, "tag").split()

"""What many tests share: the made-up council, a frozen draft, both sites built, a browser.

No test reads the offer in ``content/``. Its editors own it: ``check`` and ``build`` prove it.
"""

from __future__ import annotations

import datetime as dt
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from local_offer.loading.loader import load
from local_offer.model import Offer
from local_offer.publish import publish
from local_offer.published import Published
from page_access.static_server import served

# Tests press the stop key of the programs that they begin. Where this run was begun in the
# background, the key is turned off, and every program would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

TODAY = dt.date(2026, 11, 22)
HOME = Path(__file__).resolve().parents[1]
"""The folder of the project."""
SAMPLE = HOME / "tests" / "sample"
DRAFT = HOME / "tests" / "draft-council"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept the findings as they come out")


# The files that take longest begin first: else one of two runners waits for the other at the end.
_LONGEST = (
    "test_whole", "test_page_faults", "test_criteria", "test_accessibility", "test_hostile",
    "test_pipelines", "test_skeleton", "test_website", "test_leaflet_hard", "test_leaflet",
    "test_outside_links", "test_policies", "test_search", "test_publish", "test_review",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        name = item.path.stem
        return _LONGEST.index(name) if name in _LONGEST else len(_LONGEST)

    items.sort(key=place)


# An administrator may read and write anything. A program begun with these words may not: it lays
# those two rights down (CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH) before it becomes the other.
_LAY_DOWN = """
import ctypes, os, sys
library = ctypes.CDLL(None)
for right in (1, 2):
    if os.geteuid() == 0 and library.prctl(24, right, 0, 0, 0):
        sys.exit("could not lay a right down")
os.execv(sys.argv[1], sys.argv[1:])
"""
AS_ANYONE = [sys.executable, "-c", _LAY_DOWN]

UNDER = {"sample": "/kinship", "draft": ""}
"""The folder of their host that the built sites stand in: part of their own address."""


def copy_offer(source: Path, to: Path) -> Path:
    """An offer's own words in a folder of their own; its looks are the project's."""
    to.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source / "content", to / "content")
    shutil.copy(source / "mkdocs.yml", to / "mkdocs.yml")
    return to


Score = Callable[..., None]
"""Takes lines for people to read; all of them stand together at the end of a run."""


@pytest.fixture
def score(request: pytest.FixtureRequest) -> Score:
    def keep(*lines: str) -> None:
        request.node.user_properties.extend(("score", line) for line in lines)

    return keep


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [one for kept in terminalreporter.stats.values() for one in kept]
    lines = [
        line
        for report in reports
        if getattr(report, "when", "") == "call"
        for key, line in report.user_properties
        if key == "score"
    ]
    if lines:
        terminalreporter.section("scores")
        terminalreporter.write_line("\n".join(lines))


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The made-up council, in a folder that the test may change."""
    return copy_offer(SAMPLE, tmp_path / "sample")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A frozen draft with facts to confirm, in a folder that the test may change."""
    return copy_offer(DRAFT, tmp_path / "draft")


@pytest.fixture(scope="session")
def sample_offer() -> Offer:
    offer, findings = load(SAMPLE)
    assert findings == []
    return offer


@pytest.fixture(scope="session")
def draft_offer() -> Offer:
    offer, findings = load(DRAFT)
    assert findings == []
    return offer


def folder_of(done: Published) -> Path:
    """Where the words of one of the two built councils stand."""
    return DRAFT if done.offer.is_draft else SAMPLE


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("built") / "sample")
    return publish(folder, TODAY, lambda step: None)


@pytest.fixture(scope="session")
def built_draft(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = copy_offer(DRAFT, tmp_path_factory.mktemp("built") / "draft")
    return publish(folder, TODAY, lambda step: None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sample_address(built_sample: Published) -> Iterator[str]:
    assert built_sample.site is not None
    with served(built_sample.site, UNDER["sample"]) as address:
        yield address


@pytest.fixture(scope="session")
def draft_address(built_draft: Published) -> Iterator[str]:
    assert built_draft.site is not None
    with served(built_draft.site) as address:
        yield address

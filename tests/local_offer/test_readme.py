"""The README cannot be wrong about keys, verbs and rules."""

from __future__ import annotations

import json
import re

import click
import pytest

from local_offer.checks import ON_WORDS
from local_offer.cli import VERBS, main
from local_offer.dialect.extension import BLOCKS
from local_offer.dialect.sections import PANELS
from local_offer.dialect.templates import HOME
from local_offer.loading.yaml_source import read
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

README = (HOME / "README.md").read_text(encoding="utf-8")
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


@pytest.mark.parametrize("name", MODELS)
def test_each_data_file_has_an_example_that_works(name: str) -> None:
    part = README.split(f"### {name}.yml\n", 1)[1]
    example = part.split("```yaml\n", 1)[1].split("```", 1)[0]
    written = read(example, "README.md")
    assert written.findings == []
    value = written.value[0] if isinstance(written.value, list) else written.value
    model = MODELS[name]
    model.model_validate(value)
    rare = {"at", "second_hand", "superseded_by", "dates", "source_url", "like"}
    assert model.model_fields.keys() - value.keys() <= rare


def test_the_front_matter_example_works() -> None:
    example = README.split("```yaml\n", 1)[1].split("```", 1)[0]
    written = read(example, "README.md")
    assert written.findings == []
    page = Page.model_validate({**written.value, "slug": "x", "body": "x", "body_line": 1})
    assert all(isinstance(fact, Fact) for fact in page.facts)
    rare = {"excused", "not_policies", "quoted_law", "consultation"}
    assert Page.model_fields.keys() - written.value.keys() - rare == {"slug", "body", "body_line"}
    assert all(f"{key}:" in README or f"`{key}`" in README for key in rare)


def test_every_verb_option_rule_block_and_panel_is_named() -> None:
    assert isinstance(main, click.Group)
    for verb in VERBS:
        command = main.get_command(click.Context(main), verb)
        assert command
        assert f"local-offer {verb}" in README
        assert command.help
        for option in command.params:
            assert option.opts[0] in README, option.opts
    for rule in ON_WORDS:
        name = rule.__name__.replace("_", "-")
        sentence = (rule.__doc__ or "").splitlines()[0]
        assert f"| `{name}` | {sentence} |" in README
    for block in BLOCKS:
        assert f"`{block}" in README, block
    for title in PANELS:
        assert f"`## {title}`" in README


def test_no_lock_names_an_address() -> None:
    locks = ("requirements.txt", "requirements-access.txt", "requirements-test.txt")
    for name in locks:
        assert f"-o {name}\n" in README, "how to renew it"
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

"""The website's own settings, as ``mkdocs.yml`` gives them, or why they cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from local_offer.loading.content_files import Files, merge_marks
from local_offer.loading.yaml_source import line_of_trouble, read
from local_offer.model import Finding

_FILE = "mkdocs.yml"
# What our own steps read, the form that it needs, and how to write it.
_FORMS: tuple[tuple[str, type, str], ...] = (
    ("site_name", str, "Write it like this: site_name: Kinship Local Offer"),
    ("site_url", str, "Write it like this: site_url: https://www.example.gov.uk/kinship/"),
    ("extra", dict, 'Write each name and its value on a line of its own below "extra:".'),
    ("nav", list, 'Below "nav:" write each page on a line like this: "  - Start page: index.md".'),
    (
        "markdown_extensions",
        list,
        'Below "markdown_extensions:" write "  - local_offer.dialect".',
    ),
)


def site_settings(folder: Path) -> tuple[dict[str, Any], list[Finding]]:
    """The settings in the folder's ``mkdocs.yml``; empty, with findings, where it has none."""
    path, files = folder / _FILE, Files(folder)
    if not path.exists():
        return {}, [_finding(0, "There is no mkdocs.yml here.", "Copy one from another offer.")]
    if not path.is_file():
        return {}, [_finding(0, "This is not a file.", "Put the file mkdocs.yml in its place.")]
    text = files.any_text(path, _FILE)
    return ({}, files.findings) if text is None else _settings(text)


def _settings(text: str) -> tuple[dict[str, Any], list[Finding]]:
    if two_versions := list(merge_marks(text, _FILE)):
        return {}, two_versions
    if unsafe := [one for one in read(text, _FILE).findings if one.rule in _STOP]:
        return {}, [replace(one, rule="site-settings") for one in unsafe]
    try:
        settings = yaml.safe_load(text)
    except yaml.YAMLError as error:
        message = "The computer cannot read this file from here on."
        advice = "Compare it with the last version that worked."
        return {}, [_finding(line_of_trouble(error, text), message, advice)]
    except (ValueError, OverflowError) as error:  # a day or a number that cannot be
        message = f"One of the values here is none: {error}."
        return {}, [_finding(0, message, "Put the words after its name in quotes.")]
    if not isinstance(settings, dict):
        message = "This file holds no settings."
        return {}, [_finding(1, message, "Write each as a name, a colon and what it is.")]
    return settings, list(_other_forms(settings, text))


_STOP = ("yaml", "repeated-key")


def _other_forms(settings: dict[str, Any], text: str) -> Iterator[Finding]:
    for key, kind, example in _FORMS:
        value = settings.get(key)
        if value is not None and not isinstance(value, kind):
            rows = enumerate(text.split("\n"), 1)
            line = next((number for number, row in rows if row.startswith(f"{key}:")), 0)
            yield _finding(
                line, f"What stands after {key} has another form than it needs.", example
            )


def _finding(line: int, message: str, advice: str) -> Finding:
    return Finding(_FILE, line, "site-settings", message, advice)

"""The verb ``links``: what it asks, and what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_outside_links import SIGN_IN, Raw, Talk, go, said_as

from conftest import TODAY
from link_check import check_site
from local_offer.cli import links, main


def _site(folder: Path, *links: str) -> Path:
    site = folder / "pages"
    site.mkdir(parents=True)
    listed = "".join(f'<li><a href="{link}">Link {n}</a>' for n, link in enumerate(links))
    words = f"<!doctype html><html lang=en-GB><title>Us</title><main><ul>{listed}</ul></main>"
    (site / "index.html").write_text(words, encoding="utf-8")
    return site


@pytest.mark.parametrize(
    "settings",
    [
        "repo_url: {}/r\nedit_uri: edit/",
        "repo_url: {}/r/\nedit_uri: edit/",
        "repo_url: {}\nedit_uri: r/edit/",
        "repo_url: {}/r\nedit_uri_template: 'edit/{{path}}'",
        "repo_url: {}/r",
    ],
)
def test_the_offers_own_settings_say_where_pages_are_improved(sample: Path, settings: str) -> None:
    said: dict[str, bytes | Talk] = {
        "/r/edit/a.md": go(302, "/login"), "/s/b": go(302, "/login"), "/login": SIGN_IN,
    }  # fmt: skip
    with Raw(said) as server:
        (sample / "mkdocs.yml").write_text(settings.format(server.home), encoding="utf-8")
        site = _site(sample, f"{server.home}/r/edit/a.md", f"{server.home}/s/b")
        words = ["--offer", str(sample), "links", str(site), "--external", "--format", "json"]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
    (rows,) = (json.loads(line)["links"] for line in result.output.splitlines() if line[:1] == "{")
    assert [row["verdict"] for row in rows] == ["works", "broken"]


def test_links_of_a_folder_are_named_by_it_and_read_once(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counted(site: Path, base_url: str = "") -> Any:
        read.append(site)
        return check_site(site, base_url)

    monkeypatch.setattr(links, "check_site", counted)
    monkeypatch.chdir(tmp_path)
    with Raw({"/gone": said_as("404 No")}) as server:
        site = _site(tmp_path / "else", "nowhere.html", f"{server.home}/gone")
        for place in (str(site), "else/pages"):
            words = ["--offer", str(sample), "links", place, "--external"]
            result = CliRunner().invoke(main, words, catch_exceptions=False)
            found = [line for line in result.output.splitlines() if "The link to" in line]
            assert len(found) == 3
            assert all(line.startswith(f"{place}/index.html:") for line in found), found
    assert len(read) == 2


def test_advice_about_a_bare_address_can_be_pasted(sample: Path) -> None:
    page = sample / "content" / "education.md"
    words = page.read_text(encoding="utf-8")
    given = ["--offer", str(sample), "--today", TODAY.isoformat(), "check"]

    def check() -> str:
        return CliRunner().invoke(main, given, catch_exceptions=False).output

    page.write_text(f"{words}\nSee www.acas.org.uk for more.\n", encoding="utf-8")
    advice = "[name of the page](https://www.acas.org.uk)"
    assert advice in check()
    page.write_text(f"{words}\nSee {advice} for more.\n", encoding="utf-8")
    assert check() == "Nothing is wrong.\n"

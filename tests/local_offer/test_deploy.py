"""A site put live in one step, and what an editor's tools are told."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from lxml import html as lxml_html

from conftest import DRAFT, SAMPLE, copy_offer
from local_offer.atomic import put_in_place, whole_file
from local_offer.cli import main
from local_offer.deployed_site import KEPT
from local_offer.loading.json_schema import schemas
from local_offer.looks import HOME
from local_offer.published import Published


def site(folder: Path, words: str) -> Path:
    """A folder with a built site of one page."""
    place = folder / "build" / "site"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    (place / "index.html").write_text(words, encoding="utf-8")
    return place


def deploy(folder: Path, place: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["--offer", str(folder), "deploy", str(place), *more])


def shown(place: Path) -> str:
    return (place / "index.html").read_text(encoding="utf-8")


def test_the_newest_is_live_and_three_are_kept(sample: Path, tmp_path: Path) -> None:
    place = tmp_path / "www" / "kinship"
    place.parent.mkdir()
    for number in range(1, 6):
        site(sample, f"site {number}")
        result = deploy(sample, place)
        assert result.exit_code == 0, result.output
        assert shown(place) == f"site {number}"
    kept = [path for path in (tmp_path / "www" / ".kinship-sites").iterdir() if path.is_dir()]
    assert len(kept) == KEPT
    assert (sample / "build" / "site" / "index.html").is_file()  # it was copied, not taken


def test_one_can_go_back_twice_and_then_no_further(sample: Path, tmp_path: Path) -> None:
    place = tmp_path / "kinship"
    for number in range(1, 4):
        site(sample, f"site {number}")
        deploy(sample, place)
    for wanted in ("site 2", "site 1"):
        assert deploy(sample, place, "--rollback").exit_code == 0
        assert shown(place) == wanted
    last = deploy(sample, place, "--rollback")
    assert last.exit_code == 1
    assert "There is no older site to go back to." in last.output
    assert shown(place) == "site 1"


def test_a_site_that_was_gone_back_from_is_not_gone_back_to(sample: Path, tmp_path: Path) -> None:
    place = tmp_path / "kinship"
    for words in ("good", "bad"):
        site(sample, words)
        deploy(sample, place)
    deploy(sample, place, "--rollback")
    site(sample, "better")
    deploy(sample, place)
    deploy(sample, place, "--rollback")
    assert shown(place) == "good"


def test_somebody_elses_files_are_left_alone(sample: Path, tmp_path: Path) -> None:
    site(sample, "new")
    place = tmp_path / "kinship"
    place.mkdir()
    (place / "mine.txt").write_text("mine", encoding="utf-8")
    result = deploy(sample, place)
    assert result.exit_code == 1
    assert "holds files that were not deployed" in result.output
    assert (place / "mine.txt").read_text(encoding="utf-8") == "mine"
    (tmp_path / "other").symlink_to(place)
    assert "somebody else's" in deploy(sample, tmp_path / "other").output
    assert "is a file" in deploy(sample, place / "mine.txt").output


@pytest.mark.parametrize(
    ("given", "said"),
    [([], "Build it first: local-offer build"), (["--rollback"], "Nothing was deployed")],
)
def test_with_nothing_to_put_live(
    sample: Path, tmp_path: Path, given: list[str], said: str
) -> None:
    result = deploy(sample, tmp_path / "kinship", *given)
    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "kinship").exists()


def test_a_draft_says_that_it_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "offer"
    copy_offer(DRAFT, folder)
    site(folder, "draft")
    assert "still to confirm" in deploy(folder, tmp_path / "kinship").output


def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").touch()
    place = put_in_place(tmp_path / "new", tmp_path / "old")
    assert [path.name for path in place.iterdir()] == ["new.txt"]
    assert not (tmp_path / "new").exists()


def test_half_a_file_is_never_left(tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    place.write_text("old", encoding="utf-8")

    def write_half() -> None:
        with whole_file(place) as part:
            part.write_text("ne", encoding="utf-8")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_half()
    assert place.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_schemas_that_editors_use_are_new() -> None:
    settings = json.loads((HOME / ".vscode/settings.json").read_text(encoding="utf-8"))
    wired = {Path(path).stem: files for path, files in settings["yaml.schemas"].items()}
    for name, schema in schemas().items():
        text = (HOME / ".vscode" / "schema" / f"{name}.json").read_text(encoding="utf-8")
        assert json.loads(text) == schema, "write them again: local-offer schema"
        if name != "page":
            assert wired.pop(name) == [f"content/data/{name}.yml"]
    assert wired == {}


@pytest.mark.parametrize("folder", [SAMPLE, DRAFT], ids=["sample", "draft"])
def test_the_schemas_fit_what_is_written(folder: Path) -> None:
    for path in sorted((folder / "content" / "data").glob("*.yml")):
        schema = schemas()[path.stem]
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        record = schema["$defs"]["record"] if "items" in schema else schema
        for entry in value if isinstance(value, list) else [value]:
            _fits(entry, record, path.stem)
    for path in sorted((folder / "content").glob("*.md")):
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        _fits(yaml.safe_load(front), schemas()["page"], path.stem)


def _fits(entry: dict[str, Any], schema: dict[str, Any], name: str) -> None:
    assert entry.keys() <= schema["properties"].keys(), name
    assert set(schema.get("required", ())) <= entry.keys(), name
    assert schema["additionalProperties"] is False


def test_all_that_ships_has_a_licence(built_sample: Published) -> None:
    assert built_sample.site is not None
    page = lxml_html.parse(built_sample.site / "licences" / "index.html").getroot()
    covered = page.xpath("//li/@data-files")
    assert "assets/" in covered
    ours = HOME / "overrides" / "assets"
    for path in (built_sample.site / "assets").rglob("*"):
        name = path.relative_to(built_sample.site).as_posix()
        if path.is_file() and not any(name.startswith(one) for one in covered if one != "assets/"):
            assert (ours / name.removeprefix("assets/")).is_file() or name.endswith("index.json")
            words = path.read_text(encoding="utf-8")[:600]
            assert not re.search(r"licen[cs]e|copyright", words, re.IGNORECASE) or "licence" in name
    for link in page.xpath("//ul[@class='licences']//a/@href"):
        if "://" not in link:
            assert (built_sample.site / "licences" / link).resolve().is_file()


def test_each_page_leads_to_where_it_can_be_improved(
    built_sample: Published, built_draft: Published
) -> None:
    assert built_sample.site is not None
    assert built_draft.site is not None
    page = lxml_html.parse(built_sample.site / "education" / "index.html").getroot()
    (link,) = page.xpath("//a[text()='Improve this page']/@href")
    assert link == "https://code.example.gov.uk/aldermere/kinship/edit/main/content/education.md"
    assert "Improve this page" not in (built_draft.site / "education/index.html").read_text()

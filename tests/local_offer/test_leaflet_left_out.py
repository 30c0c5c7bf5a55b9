"""A leaflet that fails is left out, is told of in plain words, and never stops the website."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from conftest import TODAY
from in_git import git, swap
from local_offer.checks import check_words
from local_offer.cli import main
from local_offer.loading.loader import load
from local_offer.model import errors

LONG = " ".join(["Some carers may get help with this if the child was in care."] * 12)
LEAFLETS = "content/data/leaflets.yml"


def _say(folder: Path, *words: str) -> tuple[int, str]:
    command = ["--offer", str(folder), "--today", "2026-11-22", *words]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    return result.exit_code, result.output


def _words(path: Path) -> str:
    return " ".join(html.parse(path).getroot().text_content().split())


def test_a_leaflet_that_is_too_full_is_left_out_and_its_page_says_so(sample: Path) -> None:
    swap(
        sample / "content/financial-support.md",
        "\n    - picture: ",
        f"\n    - picture: home\n      says: {LONG}\n    - picture: ",
    )
    with (sample / "content/education.md").open("a", encoding="utf-8") as file:
        file.write("\nTake [the easy leaflet](leaflets/easy-read.pdf).\n")
    code, said = _say(sample, "build")
    assert code == 1
    assert "Built 24 pages and 2 leaflets for Aldermere Council" in said
    assert "Left out: easy-read. The page about leaflets says so. Please mend 1 error." in said
    assert said.count("leaflet-fit") == 1, said
    site = sample / "build" / "site"
    assert sorted(path.name for path in (site / "leaflets").iterdir()) == [
        "booklet.pdf",
        "large-print.pdf",
    ]
    page = _words(site / "leaflet" / "index.html")
    assert "in easy read" in page
    assert (
        "You cannot get this one here today. We are putting it right. "
        "Call a Kinship Navigator: 01632 960100." in page
    )
    assert "Help for kinship carers (PDF, 4 pages)" in page
    for name in ("index.html", "text/index.html", "leaflet-versions/index.html"):
        links = html.parse(site / name).getroot().xpath("//a/@href")
        assert not [link for link in links if "easy-read.pdf" in link]
    education = html.parse(site / "education" / "index.html").getroot()
    assert education.xpath("//a[text()='the easy leaflet']/@href") == ["../leaflet/"]

    code, said = _say(sample, "check", "--release")
    assert code == 1
    assert "leaflet-fit" in said


def test_no_release_while_a_leaflet_fails(sample: Path) -> None:
    git(sample, "init", "-q", "-b", "main")
    git(sample, "config", "user.name", "Tester")
    git(sample, "config", "user.email", "tester@example.gov.uk")
    swap(sample / LEAFLETS, "  danger: Call", f"  danger: {LONG} Call")
    git(sample, "add", "-A")
    git(sample, "commit", "-q", "-m", "The first words")
    code, said = _say(sample, "release")
    assert code == 1
    assert "leaflet-fit" in said
    assert git(sample, "tag") == ""


HARD = (
    "Eligibility determinations necessitate comprehensive consideration of familial circumstances."
)


@pytest.mark.parametrize(
    ("file", "old", "new", "left"),
    [
        (LEAFLETS, "  complain: Tell us", f"  complain: {HARD} Tell us", {"easy-read"}),
        (LEAFLETS, "  danger: Call", f"  danger: {HARD * 3} Call", set()),
    ],
)
def test_hard_words_on_paper_do_not_stop_the_website(
    sample: Path, file: str, old: str, new: str, left: set[str]
) -> None:
    swap(sample / file, old, new)
    offer, findings = load(sample)
    found = errors(findings + check_words(offer, sample, TODAY))
    assert found
    assert all(finding.on_paper for finding in found), [*map(str, found)]
    code, said = _say(sample, "build")
    assert code == 1
    assert "Built 24 pages and" in said
    for edition in left:
        assert not (sample / "build" / "site" / "leaflets" / f"{edition}.pdf").exists()


def test_only_english_is_judged_as_english(sample: Path) -> None:
    polish = "Skontaktujcie się niezwłocznie z przedstawicielem odpowiedzialnym za najmłodszych."
    with (sample / LEAFLETS).open("a", encoding="utf-8") as file:
        for much in ("short", "easy read"):
            file.write(
                f"\n- id: {much[:4]}-pl\n  like: booklet\n  lang: pl\n  title: Pomoc\n"
                f"  how_much: {much}\n"
                f"  danger: {polish}\n  navigators_do: {polish}\n  complain: {polish}\n"
            )
    offer, findings = load(sample)
    assert findings == []
    assert [str(one) for one in check_words(offer, sample, TODAY) if one.level == "error"] == []


def test_a_template_at_fault_stops_its_leaflet_alone(sample: Path) -> None:
    (sample / "leaflet").mkdir()
    (sample / "leaflet" / "large-print.html").write_text("{% nothing %}", encoding="utf-8")
    code, said = _say(sample, "build")
    assert code == 1
    assert "Built 24 pages and 2 leaflets" in said
    assert "Left out: large-print." in said
    assert "Traceback" not in said

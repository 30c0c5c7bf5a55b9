"""The accessibility statement says what the tests found, and nobody types how well we did."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from lxml import html as lxml_html

from conftest import TODAY
from local_offer.accessibility_record import PLACE, record
from local_offer.cli import main
from local_offer.dialect.accessibility_statement import barriers, criteria, status
from local_offer.dialect.rendering import render
from local_offer.loading.loader import load
from local_offer.model import Failure, Offer, Place, Trial
from page_access import Examination

AT = Place("content/data/accessibility.yml", 1)
FACTS = {
    "day": "2026-11-22",
    "engines": {"axe-core": "4.14.1", "Equal Access": "4.0.34"},
    "browser": "Chromium 156.0",
    "pages": 24,
    "modes": {"320-light": 24, "1280-dark": 3, "320-forced": 0},
    "failures": {"1.4.3": {"pages": 2, "faults": 5}},
}


def _trial(by: str, *failing: str) -> Trial:
    failures = tuple(Failure(at=AT, criterion=number, pages=1) for number in failing)
    return Trial.model_validate(
        {
            "at": AT,
            "id": by,
            "by": by,
            "tested": TODAY,
            "pages": 24,
            "how": "x",
            "failures": failures,
        }
    )


def test_the_criteria_are_those_of_our_table() -> None:
    table = yaml.safe_load(
        (Path(__file__).parent / "criteria" / "table.yml").read_text(encoding="utf-8")
    )
    assert criteria() == {row["number"]: row["name"] for row in table}


@pytest.mark.parametrize(
    ("trials", "said"),
    [
        ((), "partially compliant"),
        ((_trial("programs"),), "partially compliant"),
        ((_trial("programs"), _trial("people")), "fully compliant"),
        ((_trial("programs", "1.4.3"), _trial("people")), "partially compliant"),
        ((_trial("programs", *list(criteria())[:28]), _trial("people")), "not compliant"),
    ],
    ids=["untested", "programs-alone", "both", "one-fault", "half"],
)
def test_how_far_it_meets_the_rules(
    sample_offer: Offer, trials: tuple[Trial, ...], said: str
) -> None:
    assert status(replace(sample_offer, trials=trials)) == said


def test_faults_stand_by_criterion(sample_offer: Offer) -> None:
    offer = replace(sample_offer, trials=(_trial("programs", "2.4.7"), _trial("people", "1.4.13")))
    assert [(one.number, one.name) for one in barriers(offer)] == [
        ("1.4.13", "Content on Hover or Focus"),
        ("2.4.7", "Focus Visible"),
    ]


def test_a_run_is_written_down_and_read_again(sample: Path) -> None:
    offer, _ = load(sample)
    assert record(offer, FACTS, sample) == sample / PLACE
    again, findings = load(sample)
    assert findings == []
    programs, people = again.trials
    assert (programs.pages, str(programs.tested)) == (24, "2026-11-22")
    assert programs.ways == (
        "at 320 pixels wide in light colours, 24 pages",
        "at 1280 pixels wide in dark colours, 3 pages",
    )
    assert people == offer.trials[1].model_copy(
        update={"at": people.at, "failures": people.failures}
    )
    assert [one.criterion for one in people.failures] == ["1.4.13"]
    page = again.page_for("accessibility")
    assert page is not None
    words = lxml_html.fromstring(render(page.body, again, sample, TODAY)).text_content()
    for said in (
        "This website is partially compliant",
        "1.4.3 Contrast (Minimum): on 2 pages",
        "1.4.13 Content on Hover or Focus: on 1 page",
        "Programs tested 24 pages on 22 November 2026",
        "axe-core 4.14.1, Equal Access 4.0.34 and checks of our own, in Chromium 156.0",
        "People tested 6 pages on 1 October 2026: four carers, one of whom uses a screen reader",
    ):
        assert said in " ".join(words.split())


def test_what_nobody_has_tested_is_said(sample: Path) -> None:
    (sample / PLACE).unlink()
    offer, _ = load(sample)
    page = offer.page_for("accessibility")
    assert page is not None
    words = " ".join(render(page.body, offer, sample, TODAY).split())
    assert "No programs have tested the pages yet." in words
    assert "No disabled people, carers or young people have tested it yet." in words
    assert "We have not tested this website yet." in words


def test_only_the_offers_own_whole_site_is_recorded(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = sample / "build" / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<p>", encoding="utf-8")
    verb = ["--offer", str(sample), "accessibility", "--record"]
    before = (sample / PLACE).read_text(encoding="utf-8")
    elsewhere = CliRunner().invoke(main, [*verb, "--site", str(site)])
    assert elsewhere.exit_code == 2
    assert "Only the offer's own website can be recorded." in elsewhere.output
    # What a run says whose last page hung; the run itself is tested in test_accessibility.py.
    judged = Examination([], {**FACTS, "fresh": 1, "unseen": ["index.html"]})
    monkeypatch.setattr("local_offer.cli.accessibility.examine", lambda *_, **__: judged)
    unseen = CliRunner().invoke(main, verb)
    assert unseen.exit_code == 1
    assert "Some pages could not be looked at, so nothing was recorded." in unseen.output
    assert (sample / PLACE).read_text(encoding="utf-8") == before

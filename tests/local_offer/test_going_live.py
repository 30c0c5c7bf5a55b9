"""What must never go live is said, and what is sound is left alone: many short texts of each."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html
from PIL import Image

from conftest import SAMPLE, TODAY
from in_git import alone, commit, say, start
from local_offer.checks.as_typed import as_typed
from local_offer.checks.context import Context
from local_offer.checks.days import days
from local_offer.checks.link_text import link_text
from local_offer.checks.lost import lost
from local_offer.checks.meetings import meetings
from local_offer.checks.page_links import page_links
from local_offer.checks.references import references
from local_offer.checks.safe_html import safe_html
from local_offer.checks.uploads import uploads
from local_offer.cli import main
from local_offer.dialect.rendering import render
from local_offer.loading.loader import load
from local_offer.loading.settings import site_settings
from local_offer.model import Day, Finding, Offer

GROUPS = "content/data/groups.yml"
PAGE = "content/education.md"
ON_PAGES = (safe_html, lost, as_typed, page_links, references, link_text, days)


def found_on_page(offer: Offer, text: str) -> list[Finding]:
    """What the rules on pages say of a page that holds nothing but this text."""
    page = offer.pages[0].model_copy(update={"body": f"{text}\n", "body_line": 1})
    pages = (page, *(one.model_copy(update={"body": "Words.\n"}) for one in offer.pages[1:]))
    changed = replace(offer, pages=pages)
    return [one for rule in ON_PAGES for one in rule(Context(changed, SAMPLE, TODAY))]


SOUND = (
    "Bring:\n\n- a letter\n- a card",
    "- a\n    - b\n        - c",
    "- a\n\n    more\n\n- b",
    "1. a\n1. b\n1. c",
    "1. a\n\n    more\n\n2. b",
    "*Good*, **strong**, ***both***, un*believ*able, __so__ and _so_",
    "A line\nwrapped – here\n– and here",
    "In\n2026. That was the year.",
    "£176* a week\n\n\\* From April. 10 * 2 = 20, and 5 * 3 * 2. Up to 5*. Family*",
    "`<b>`, `[x](contact:nobody)`, `~~x~~` and `- [ ]` are code",
    "```\n<b onclick=x>[x](no-such.md)\n- a\n[y](contact:nobody)\n```",
    "~~~yaml\n# [x](policy:nobody)\n~~~",
    '[the start](index.md "words") and [the start][s]\n\n[s]: index.md',
    "[Start][] and [start]\n\n[start]: index.md",
    "[Navigators](contact:navigators) and [policy](policy:kinship-care-policy)",
    "| Age | Sum |\n|---|:-:|\n| 5 | £100 |\n| 6 |",
    "| a | b |\n|---|---|\n| 1\\|2 | `x|y` |",
    '10<sup>th</sup> of May, <span lang="cy">Cymraeg</span>, H<sub>2</sub>O<br>and so on',
    '<abbr title="General Practitioner">GP</abbr> and <a href="https://www.gov.uk">GOV.UK</a>',
    "<details><summary>More</summary><p>Words</p></details>",
    "Ann & Bob, R&D, AT&T, 5 < 6 and 7 > 3, <5 years, &pound;5 &amp; &#163;6&nbsp;more",
    "> quoted\n> more\n\n> - a\n> - b",
    "He said [sic] so. [Name] came. Read [what we do (and do not)](index.md).",
    "snake_case_word, C:\\path, 5_000 and A*B scheme",
    "Line  \nbreak  \nand more",
    "Write to <name@aldermere.example.gov.uk>.",
    "---\n\nWords\n\n***\n\nMore",
    "The 1990s. A year. 3.5 and 4.0\n5.5 too. Ages 0-5, 6-10.",
    "Question 1. Yes\nQuestion 2. No",
    "Ünïcödé ŵ ŷ اردو “curly” ‘quotes’ — dash",
    "x | y | z and $5 to $6 and up to <16s",
    "5\\. five, \\# hash, \\[x\\]",
    "2026\\. It was a year.",
    "Support\n-------\n\nWords",
    "[//]: # (a note for editors)\n\nWords",
    "[old]: https://www.gov.uk/no-link-uses-it\n\nWords",
    "[Hall](#hall) and [mail us](mailto:hub@aldermere.example.gov.uk)",
    "4 weeks\n+ 2 days more",
    "Tuesday 1 December 2026, 29 February 2028, 31 May, 29 February, Monday 1 December",
    "In June 31 carers came. Bus 31 November timetable. You 31 may ask. Section 31 June.",
    "Tuesday 1, Tuesday 8 and Wednesday 16 December 2026. Monday 7 to Friday 11 December 2026.",
    "Call by Monday. 1 December 2026 is the day. Mondays from 1 December 2026.",
    "1 December 2026 (Tuesday), Closed Friday 25 December 2026 and Monday 28 December 2026",
)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_text_is_left_alone(sample_offer: Offer, text: str) -> None:
    assert [str(one) for one in found_on_page(sample_offer, text)] == []


LOST = {
    "Call <your worker> now": "lost-words",
    "Ages a<b, c>d": "lost-words",
    "It is a <b and c> d": "lost-words",
    "£5*3*2 in all": "lost-words",
    "It costs 4*52*3 a year": "lost-words",
    "[Phone]: 01632960100": "lost-words",
    "[Opening]: weekdays": "lost-words",
    "2026. It was the year.": "lost-words",
    "1. a\n\n   more\n\n2. b": "lost-words",
    "#1 for families": "lost-words",
    "Support\n=======\n\nWords": "lost-words",
    "| a | b |\n|---|---|\n| 1 | 2 | £300 |": "lost-words",
    "Bring:\n- a letter\n- a card": "markdown",
    "Bring:\n* a letter": "markdown",
    "Bring:\n1. a letter\n2. a card": "markdown",
    "1) a letter\n2) a card": "markdown",
    "a) a letter\nb) a card": "markdown",
    "• a letter\n• a card": "markdown",
    "•\ta letter\n\n•\ta card": "markdown",
    "-a letter\n-a card": "markdown",
    "– a letter\n– a card": "markdown",
    "- a\n\n    more\n- b": "markdown",
    "- a\n  - b\n  - c": "markdown",
    "1. a\n   - b": "markdown",
    "Sums:\n| a | b |\n|---|---|\n| 1 | 2 |": "markdown",
    "| a | b |\n| 1 | 2 |": "markdown",
    "Name\tDay\nAnn\tMonday": "markdown",
    "Words.\n\n    Set in.": "markdown",
    "[money] (financial-support.md)": "markdown",
    "(money)[financial-support.md]": "markdown",
    "[the form][form]": "markdown",
    "[the form][]": "markdown",
    "It is ~~£20~~ £25": "markdown",
    "So it is.[^1]\n\n[^1]: A note.": "markdown",
    "- [ ] Call us": "markdown",
    "!!! note": "markdown",
    "> [!NOTE]\n> Call us.": "markdown",
    ":::info\nCall us.\n:::": "markdown",
    "## Food {#food}": "markdown",
    "{: .large }\nWords": "markdown",
    "** Call ** us": "markdown",
    "1 Market Square\\\nAldermere": "markdown",
    "```\nnever closed": "markdown",
    "<div>\n[us](contact:navigators) and **more**\n</div>": "markdown",
    "<details>\n\n- a\n- b\n\n</details>": "markdown",
    "[half a link](index.md": "markdown",
    '<p style="color: red">Words</p>': "unsafe-html",
    '<p class="card">Words</p>': "unsafe-html",
    "<p hidden>Words</p>": "unsafe-html",
    '<p align="center">Words</p>': "unsafe-html",
    '<font color="red">Words</font>': "unsafe-html",
    "<marquee>Words</marquee>": "unsafe-html",
    '<input value="x">': "unsafe-html",
    "<button>Go</button>": "unsafe-html",
    "<dialog open>Words</dialog>": "unsafe-html",
    "<u>Words</u>": "unsafe-html",
    '<video src="film.mp4"></video>': "unsafe-html",
    "<!-- Ask the head of service -->": "comment",
    "Words <!-- a\nnote --> more": "comment",
    "<?php echo 1 ?>": "comment",
    "![Image](https://github.com/user-attachments/assets/1)": "page-picture",
    '<img alt="" width="6" src="https://github.com/user-attachments/assets/1">': "page-picture",
    "![Hall][hall]\n\n[hall]: //pictures.example.gov.uk/hall.png": "page-picture",
    "![Hall](hall.png)": "page-link",
    "[Form](<Application form (2026).pdf>)": "page-link",
    "[Form](Application%20form%20(2026).pdf)": "page-link",
    "[money][m]\n\n[m]: no-such-page.md": "page-link",
    '<a href="no-such-page.md">money</a>': "page-link",
    '<a href="index.md">the start</a>': "page-link",
    '<a href="contact:navigators">us</a>': "page-link",
    "[us](hub@aldermere.example.gov.uk)": "page-link",
    "[them](www.example.gov.uk)": "page-link",
    "[nowhere]()": "page-link",
    "[policy][p]\n\n[p]: policy:no-such": "unknown-policy",
    "<a href=policy:no-such>policy</a>": "unknown-policy",
    "[us][n]\n\n[n]: contact:navigator": "unknown-contact",
    "Monday 1 December 2026": "calendar",
    "on **Monday** 1 December 2026": "calendar",
    "Mon 1 Dec 2026": "calendar",
    "Monday, December 1, 2026": "calendar",
    "Monday 01/12/2026": "calendar",
    "1 December 2026 is a Monday": "calendar",
    "1 December 2026 (Monday)": "calendar",
    "Monday 1, Tuesday 8 and Wednesday 9 December 2026": "calendar",
    "from Monday 7 to Saturday 11 December 2026": "calendar",
    "by 31 June": "calendar",
    "31 February 2027": "calendar",
    "29 February 2027": "calendar",
    "30/02/2027": "calendar",
    "2027-06-31": "calendar",
    "the 31st of April": "calendar",
    "on 32 December 2026": "calendar",
    "12/31/2026": "calendar",
}


@pytest.mark.parametrize("text", LOST)
def test_what_no_reader_would_see_is_said_once_with_its_line(
    sample_offer: Offer, text: str
) -> None:
    found = found_on_page(sample_offer, f"Words.\n\n{text}")
    assert {one.rule for one in found} == {LOST[text]}, list(map(str, found))
    assert len(found) == 1, list(map(str, found))
    assert 3 <= found[0].line <= 3 + text.count("\n"), str(found[0])


def test_a_link_typed_as_html_is_dead_even_where_its_page_is_there(sample_offer: Offer) -> None:
    """So it is a finding, and not only where its id is unknown."""
    for typed in ('<a href="contact:navigators">', '<a href="index.md">'):
        assert typed in render(f"{typed}us</a>", sample_offer, SAMPLE, TODAY)


def _meetings(offer: Offer, told: dict[str, Any]) -> list[Finding]:
    empty: dict[str, Any] = {"first": None, "every_weeks": None, "not_on": (), "dates": ()}
    group = offer.groups[0].model_copy(update=empty | told)
    return list(meetings(Context(replace(offer, groups=(group,)), SAMPLE, TODAY)))


def on(*spoken: str) -> tuple[Day, ...]:
    return tuple(map(dt.date.fromisoformat, spoken))


def every(weeks: int, first: str, day: str, **more: Any) -> dict[str, Any]:
    return {"day": day, "first": dt.date.fromisoformat(first), "every_weeks": weeks, **more}


AGREES: tuple[dict[str, Any], ...] = (
    every(2, "2026-09-08", "Tuesday, every 2 weeks", not_on=on("2026-12-29")),
    every(2, "2026-12-01", "Every second Tuesday"),
    every(4, "2026-12-02", "Wednesday, once a month"),
    every(1, "2026-12-01", "Weekdays"),
    every(1, "2026-12-01", "Tuesdays except bank holidays"),
    every(2, "2026-09-08", "Tuesday, every 2 weeks, not in August"),
    every(2, "2026-12-08", "Tuesday, every 2 weeks", not_on=on("2025-12-29")),
    {"day": "Mondays in term time"},
    {"day": "Mondays in term time", "dates": on("2026-12-07", "2027-01-11", "2027-01-18")},
    {"day": "Tuesday or Thursday", "dates": on("2026-12-01", "2026-12-10")},
    {"day": "Weekdays", "dates": on("2026-12-01", "2026-12-10")},
    {"day": "First and third Tuesday of the month", "dates": on("2026-12-01", "2026-12-15")},
    {"day": "Last Friday of the month", "dates": on("2026-12-25", "2027-01-29")},
    {"day": "First Tuesday of the month, but 12 January", "dates": on("2026-12-01", "2027-01-12")},
    {"day": "Wednesday, but Tuesday 15 December", "dates": on("2026-12-09", "2026-12-15")},
    {"day": "Usually a Tuesday", "dates": on("2026-12-01", "2026-12-09")},
    {"day": "Every day except Sunday", "dates": on("2026-12-05", "2026-12-07")},
    {"day": "Mon-Fri", "dates": on("2026-12-03")},
    {"day": "Various days", "dates": on("2026-12-01", "2026-12-10")},
    {"day": "Every Thursday for 5 weeks", "dates": on("2027-01-14", "2027-01-21", "2027-02-04")},
    {"day": "Once a term, on a Thursday", "dates": on("2026-12-03", "2027-03-04", "2027-06-03")},
    {"day": "Tuesday", "time": "10 to 11.30am", "dates": on("2026-12-01")},
    {"day": "Tuesday", "time": "11 to 1pm", "dates": on("2026-12-01")},
    {"day": "Tuesday", "time": "12pm to 2pm, for ages 5 to 11", "dates": on("2026-12-01")},
    {"day": "Tuesday", "time": "6pm to midnight", "dates": on("2026-12-01")},
    {"day": "Dydd Mawrth", "dates": on("2026-12-02")},
)


@pytest.mark.parametrize("told", AGREES, ids=map(str, range(len(AGREES))))
def test_a_group_that_agrees_with_its_dates_is_left_alone(
    sample_offer: Offer, told: dict[str, Any]
) -> None:
    assert list(map(str, _meetings(sample_offer, told))) == []


DISAGREES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("7 September 2026 is a Monday", every(2, "2026-09-07", "Tuesday, every 2 weeks")),
    ("2 December 2026 is a Wednesday", {"day": "Thursday", "dates": on("2026-12-02")}),
    ("is a Saturday", {"day": "Weekdays", "dates": on("2026-12-05")}),
    ("is a Tuesday", {"day": "Mondays in term time", "dates": on("2026-12-07", "2026-12-15")}),
    ("is a Sunday", {"day": "Every day except Sunday", "dates": on("2026-12-06")}),
    (
        "calls off Wednesday 30 December 2026",
        every(2, "2026-09-08", "Tuesday, every 2 weeks", not_on=on("2026-12-30")),
    ),
    ("every_weeks is 4", every(4, "2026-09-08", "Tuesday, every 2 weeks")),
    ("every_weeks is 2", every(2, "2026-12-01", "Every Tuesday")),
    ("every_weeks is 1", every(1, "2026-12-01", "Fortnightly, Tuesday")),
    ("every_weeks is 2", every(2, "2026-12-02", "Wednesday, once a month")),
    ("leads to Tuesday 29 December 2026", every(4, "2026-12-01", "First Tuesday of the month")),
    (
        "Tuesday 12 January 2027 is another",
        {"day": "First Tuesday of the month", "dates": on("2026-12-01", "2027-01-12")},
    ),
    (
        "7 days apart",
        {"day": "Wednesday, monthly", "dates": on("2026-12-02", "2026-12-09", "2026-12-16")},
    ),
    ("stands 2 times", {"day": "Tuesday", "dates": on("2026-12-01", "2026-12-01")}),
    ("46 years ahead", {"day": "Tuesday", "dates": on("2072-12-06")}),
    ("ends before", {"day": "Tuesday", "time": "3pm to 1pm", "dates": on("2026-12-01")}),
    ("ends before", {"day": "Tuesday", "time": "15:00 to 13:00", "dates": on("2026-12-01")}),
    ("midnight", {"day": "Tuesday", "time": "10am to 12am", "dates": on("2026-12-01")}),
    ("is no time", {"day": "Tuesday", "time": "13.30pm", "dates": on("2026-12-01")}),
    ("how often", {"day": "Tuesday", "first": dt.date(2026, 12, 1)}),
    ("no date left", {"day": "Tuesday", "dates": on("2026-10-06", "2026-11-03")}),
)


@pytest.mark.parametrize(("said", "told"), DISAGREES, ids=map(str, range(len(DISAGREES))))
def test_a_group_that_contradicts_its_dates_is_said(
    sample_offer: Offer, said: str, told: dict[str, Any]
) -> None:
    found = _meetings(sample_offer, told)
    assert len(found) == 1, list(map(str, found))
    assert said in str(found[0])
    assert found[0].level == ("warning" if said == "no date left" else "error")


@pytest.fixture
def over(sample: Path) -> Path:
    """The made-up council with a course whose last day has passed."""
    path = sample / GROUPS
    words = path.read_text(encoding="utf-8")
    head, _ = words.rsplit("  dates:", 1)
    dates = "  dates: [2026-09-10, 2026-09-17]\n"
    path.write_text(head + dates + words[words.rindex("  source:") :], encoding="utf-8")
    return sample


def test_a_group_that_is_over_does_not_stop_the_website_and_says_so(over: Path) -> None:
    given = ["--offer", str(over), "--today", TODAY.isoformat(), "check"]
    for more in ([], ["--release"]):
        result = CliRunner().invoke(main, [*given, *more])
        assert result.exit_code == 0, result.output
        assert "warning: dates-overdue: " in result.output
    offer, _ = load(over)
    shown = html.fromstring(render("/// show | groups\n///\n", offer, over, TODAY))
    cards = [" ".join(card.text_content().split()) for card in shown.find_class("card")]
    assert ["ask for the next date" in card for card in cards] == [False, False, True]


def test_nobody_can_make_a_release_of_a_group_that_is_over(
    over: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alone(monkeypatch, tmp_path)
    commit(start(over), "2026-06-01")
    result = say(over, "release")
    assert result.exit_code == 1
    assert "dates-overdue: " in result.output
    assert "Nothing was released. Please mend 1 error." in result.output


TWO_VERSIONS = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n"


def _check(folder: Path) -> list[str]:
    given = ["--offer", str(folder), "--today", TODAY.isoformat(), "check"]
    return CliRunner().invoke(main, given, catch_exceptions=False).output.splitlines()[:-1]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (PAGE, "## How to ask"),
        (PAGE, "owner: "),
        (GROUPS, "  time: "),
        ("content/data/council.yml", "people: "),
        ("content/data/leaflets.yml", "- id: "),
    ],
)
def test_two_versions_of_the_same_words_are_one_sentence(
    sample: Path, name: str, line: str
) -> None:
    path = sample / name
    words = path.read_text(encoding="utf-8")
    at = words.index(line)
    row = words[at : words.index("\n", at)]
    path.write_text(words[:at] + TWO_VERSIONS.format(row, row) + words[at:], encoding="utf-8")
    first = words[:at].count("\n") + 1
    said = _check(sample)
    whole = (
        f"{name}:{first}: merge: Two people changed the same words, and both versions stand here, "
        f"line {first} to {first + 4}. Keep the right words. Then delete lines {first}, "
        f"{first + 2} and {first + 4}, which begin with <<<<<<<, ======= and >>>>>>>."
    )
    assert said == [whole]


def test_two_versions_in_the_settings_are_said_too(sample: Path) -> None:
    path = sample / "mkdocs.yml"
    words = path.read_text(encoding="utf-8")
    path.write_text(TWO_VERSIONS.format("a: 1", "a: 2") + words, encoding="utf-8")
    settings, findings = site_settings(sample)
    assert not settings
    assert [one.rule for one in findings] == ["merge"]


def _exif(*, place: bool, camera: bool) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6  # which way up: no secret
    if camera:
        exif[0x0110] = "Camera"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 25.0, 0.0), 3: "W", 4: (1.0, 21.0, 0.0)})
    return exif


def _picture(form: str, size: int = 40, **more: Any) -> bytes:
    file = io.BytesIO()
    raw = os.urandom(size * size * 3)
    Image.frombytes("RGB", (size, size), raw).save(file, form, **more)
    return file.getvalue()


FORMS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
XMP = b"<x:xmpmeta><exif:GPSLatitude>53,25N</exif:GPSLatitude></x:xmpmeta>"


@pytest.fixture
def judge(sample: Path, sample_offer: Offer) -> Callable[[str, bytes], list[Finding]]:
    """What is said of one file in the content folder."""

    def said(name: str, data: bytes) -> list[Finding]:
        path = sample / "content" / name
        path.write_bytes(data)
        found = list(uploads(Context(sample_offer, sample, TODAY)))
        path.unlink()
        return found

    return said


def test_a_picture_that_tells_where_it_was_taken_is_refused(
    judge: Callable[[str, bytes], list[Finding]],
) -> None:
    for suffix, place, camera in product(FORMS, (True, False), (True, False)):
        exif = _exif(place=place, camera=camera)
        found = judge(f"hall.{suffix}", _picture(FORMS[suffix], exif=exif))
        levels = ["error"] if place else ["warning"] if camera else []
        assert [one.level for one in found] == levels, (suffix, place, camera, found)
        assert {one.rule for one in found} <= {"picture-place"}
    for suffix in ("jpg", "webp"):
        found = judge(f"hall.{suffix}", _picture(FORMS[suffix], xmp=XMP))
        assert [one.rule for one in found] == ["picture-place"]


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
WEB_PAGE = b"\n<!DOCTYPE html>\n<html><body>Sign in</body></html>"
NO_PICTURES = (
    *product(
        ("a.png", "a.jpg", "a.gif", "a.webp", "a.pdf", "a.docx", "a.csv"), (b"", POINTER, WEB_PAGE)
    ),
    ("a.jpg", b"\0\0\0\x18ftypheic" + bytes(20)),
    ("a.png", b"words"),
    ("a.docx", b"%PDF-1.7"),
    ("a.docx", b"PK\x03\x04 xl/workbook.xml"),
)


@pytest.mark.parametrize(("name", "data"), NO_PICTURES, ids=map(str, range(len(NO_PICTURES))))
def test_a_file_that_is_not_what_its_name_says_is_refused(
    judge: Callable[[str, bytes], list[Finding]], name: str, data: bytes
) -> None:
    found = judge(name, data)
    assert [(one.rule, one.level) for one in found] == [("file-form", "error")]


def test_a_picture_that_is_whole_and_small_is_left_alone(
    judge: Callable[[str, bytes], list[Finding]],
) -> None:
    for suffix, form in {**FORMS, "gif": "GIF", "jpeg": "JPEG"}.items():
        whole = _picture(form)
        assert judge(f"hall.{suffix}", whole) == []
        if suffix in ("png", "jpg"):
            assert "no end" in str(judge(f"hall.{suffix}", whole[: len(whole) // 2])[0])
    assert [one.rule for one in judge("hall.png", _picture("PNG", 420))] == ["picture-size"]
    assert judge("letter.docx", b"PK\x03\x04 word/document.xml") == []
    assert judge("dates.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") == []


def test_bytes_that_are_no_picture_at_all_do_no_harm(
    judge: Callable[[str, bytes], list[Finding]],
) -> None:
    for suffix, form in FORMS.items():
        whole = bytearray(_picture(form, exif=_exif(place=True, camera=True)))
        for number in range(200):
            broken = bytearray(whole[: max(20, len(whole) - number)])
            for _ in range(10):
                broken[number * 7 % len(broken)] = os.urandom(1)[0]
                broken[int.from_bytes(os.urandom(2), "big") % len(broken)] = 0xFF
            judge(f"hall.{suffix}", bytes(broken))


def test_the_lock_file_of_a_writer_never_goes_live(sample: Path) -> None:
    (sample / "content" / "~$letter.docx").write_text("Pat Example", encoding="utf-8")
    assert [line.split(": ")[1] for line in _check(sample)] == ["file-kind"]

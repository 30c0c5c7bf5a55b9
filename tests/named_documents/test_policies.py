"""Named documents: found as people labelled them, judged as the rules say, and in time."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Score
from named_documents import find_mentions
from named_documents.superseded import says_replaced

LABELLED = Path(__file__).parent / "labelled"
SETS = ("dev", "own")

Kind = Callable[[tuple[str | None, str]], bool]
KINDS: dict[str, Kind] = {
    "all mentions": lambda found: True,
    "faults": lambda found: found[1] != "ok",
    "faults, known": lambda found: found[1] != "ok" and found[0] is not None,
    "faults, unknown": lambda found: found[1] != "ok" and found[0] is None,
}


@dataclass(frozen=True)
class Paper:
    """A document of a register, as whoever uses the skill may have it."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    url: str = ""
    status: str = "current"
    superseded_by: str | None = None


def _register(name: str) -> list[Paper]:
    text = (LABELLED / f"policies-register-{name}.yml").read_text(encoding="utf-8")
    words = [field.name for field in fields(Paper)]
    rows = [
        {key: row[key] for key in words if row.get(key)}
        for row in yaml.safe_load(text)["documents"]
    ]
    return [Paper(**{**row, "aliases": tuple(row.get("aliases", ()))}) for row in rows]


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (LABELLED / f"policies-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


# --- scores on labelled texts --------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
def test_scores_reach_the_aims(name: str, score: Score) -> None:
    register, rows = _register(name), _rows(name)
    shared, found, labelled = Counter[str](), Counter[str](), Counter[str]()
    silent = left_alone = 0
    for row in rows:
        ours = Counter((m.policy, str(m.verdict)) for m in find_mentions(row["markdown"], register))
        theirs = Counter((m["policy"], m["verdict"]) for m in row["mentions"])
        for kind, counts in KINDS.items():
            one = Counter({key: n for key, n in ours.items() if counts(key)})
            other = Counter({key: n for key, n in theirs.items() if counts(key)})
            shared[kind] += (one & other).total()
            found[kind] += one.total()
            labelled[kind] += other.total()
        if not theirs:
            silent += 1
            left_alone += not ours
    reached = {kind: (shared[kind] / found[kind], shared[kind] / labelled[kind]) for kind in KINDS}
    lines = [f"Policies, {name}: {len(rows)} texts, {labelled['all mentions']} mentions"]
    for kind, (precision, recall) in reached.items():
        f1 = 2 * precision * recall / (precision + recall)
        lines.append(f"  {kind:16} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    lines.append(f"  texts that name nothing, left alone: {left_alone} of {silent}")
    score(*lines)
    assert min(reached["faults, known"]) >= 0.98
    assert reached["faults, unknown"][0] >= 0.90
    assert reached["faults, unknown"][1] >= 0.85
    assert left_alone >= 0.95 * silent


@pytest.mark.parametrize("name", SETS)
def test_each_line_is_the_one_where_the_name_begins(name: str) -> None:
    register = _register(name)
    for row in _rows(name):
        lines = row["markdown"].split("\n")
        for mention in find_mentions(row["markdown"], register):
            first = re.findall(r"\w+|&", mention.text)[0]
            typed = re.sub(r"[\u00ad*_(]", "", lines[mention.line - 1])
            assert first in typed, (row["id"], mention)


@pytest.mark.parametrize("name", SETS)
def test_text_is_as_a_reader_sees_it(name: str) -> None:
    """The words are no part of the score, so a few may differ in where a name begins."""
    register, same, all_of_them = _register(name), 0, 0
    for row in _rows(name):
        ours = [mention.text for mention in find_mentions(row["markdown"], register)]
        theirs = [mention["text"] for mention in row["mentions"]]
        all_of_them += len(theirs)
        same += (Counter(ours) & Counter(theirs)).total()
    assert same >= 0.9 * all_of_them


WRITTEN_OTHERWISE: dict[str, Callable[[str], str]] = {
    "no-break spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "curly quotes": lambda text: re.sub(r"(?<=\w)'(?=\w)", "’", text),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "soft hyphens": lambda text: re.sub(r"(?<=lic)(?=[yi])", "\u00ad", text),
    "at a page's end": lambda text: f"# Title\n\nHello.\n\n## Part\n\n{text}\n",
}


@pytest.mark.parametrize("way", WRITTEN_OTHERWISE)
@pytest.mark.parametrize("name", SETS)
def test_the_same_words_written_otherwise_are_the_same(name: str, way: str) -> None:
    register, otherwise = _register(name), WRITTEN_OTHERWISE[way]
    for row in _rows(name):
        text = row["markdown"]
        if "policy:" in text and way == "soft hyphens":
            continue  # in an address they are part of it
        ours = [(m.policy, m.verdict) for m in find_mentions(otherwise(text), register)]
        assert ours == [(m.policy, m.verdict) for m in find_mentions(text, register)], row["id"]


def test_front_matter_is_skipped_and_counted() -> None:
    text = "---\ntitle: Kinship Care Policy\n---\n\nRead the Kinship Care Policy.\n"
    (mention,) = find_mentions(text, _register("dev"))
    assert mention.line == 5
    (same,) = find_mentions(text.replace("\n", "\r\n"), _register("dev"))
    assert same == mention


# --- whether a sentence says that something was replaced -----------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("X was replaced in 2024 by Y.", True),
        ("X, now replaced, said less.", True),
        ("X (replaced in 2024) said less.", True),
        ("X has been superseded.", True),
        ("X has since been withdrawn.", True),
        ("Y replaces X.", True),
        ("Y replaced both Z and X.", True),
        ("Y took the place of our X.", True),
        ("X, which Y replaced, said less.", True),
        ("Use Y instead of the X.", True),
        ("Use Y, not the X.", True),
        ("We no longer use the X.", True),
        ("X is out of date.", True),
        ("X of 2015 has gone.", True),
        ("The old X said less.", True),
        ("X is no longer in force.", True),
        ("X is what we use.", False),
        ("X replaced Y.", False),
        ("X, which replaced Y, is short.", False),
        ("Y was replaced by X.", False),
        ("X will be replaced.", False),
        ("X has not been replaced.", False),
        ("Y will replace X.", False),
        ("We replaced your bed as X lets us.", False),
        ("You no longer pay rent under X.", False),
    ],
)
def test_what_a_sentence_says(sentence: str, expected: bool) -> None:  # noqa: FBT001  # a table
    at = sentence.index("X")
    assert says_replaced(sentence, at, at + 1) is expected


# --- hostile texts, and time ---------------------------------------------------------------------

PIECES = [
    "the Act", "The 1989 Act", "Kinship Care Policy", "policy on pets", "Big ", " and ", "## ",
    "\n", "\n\n", "- ", "> ", "|", "|---|", "[", "](", ")", "![", "]: ", "[a]", "<a href='", "'>",
    "</a>", "<!--", "-->", "```", "`", "**", "_", "<https://x>", "policy:", "&amp;", "&#0;", "\\",
    "\u00ad", "\u202e", "رعاية", "😀", "\x00", "---", "===", "2024 to 2029", "’s", ", ", ". ", "(",
    "/// show", "Policy", "Policies", "Regulations", "replaced", "our ", "its ", "    ", "\t",
    "1. ", "[^1]: ",
]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=60))
def test_any_text_is_read_without_a_fall(pieces: list[str]) -> None:
    text = "".join(pieces)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = find_mentions(text, _DEV)
    assert [m.line for m in found] == sorted(m.line for m in found)
    for mention in found:
        assert 1 <= mention.line <= len(lines)
        assert mention.text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=30))
def test_any_register_is_looked_up_without_a_fall(names: list[str], url: str) -> None:
    entries = [Paper(f"a{n}", name, (name,), url) for n, name in enumerate(names)]
    find_mentions(" ".join(names) + f" [{''.join(names)}]({url})", entries)


_DEV = _register("dev")


def test_a_page_of_1_mb_takes_seconds(score: Score) -> None:
    words = "\n\n".join(row["markdown"] for row in _rows("own"))
    text = (words * (1_000_000 // len(words) + 1))[:1_000_000]
    start = time.perf_counter()
    found = find_mentions(text, _DEV)
    took = time.perf_counter() - start
    score(f"Policies: a page of 1 MB, {len(found)} mentions, in {took:.1f} s")
    assert took < 20, "some seconds; more where others use the machine"


@pytest.mark.parametrize(
    "unit",
    [
        "the Kinship Care Policy and the Lone Working Policy and ",
        "the Family and Friends Care Policy replaced and ",
        "Big and ", "Big, ", "Policy ", "the Act ", "[", "](", "![", "[a](", "` a ", "<!-- ",
        "<a ", '[a](b "', "*", ">", " ", "\n", ".", "- a\n", "|", "|-\n", "```\n", "[a]: b\n",
        "a@", "a", "2024-", "of ", "our new ", "Leeds's ", "Children Act 1989 ", "رعاية الأقارب ",
        "😀", "\u00ad", "## a\n\nthe Act\n\n", "<h2>", "{:", "&amp", "\x00", "`", "_ ",
    ],
)  # fmt: skip
def test_time_grows_as_the_text_does(unit: str) -> None:
    """Ten times the text takes about ten times as long, whatever it is made of."""
    took = []
    for size in (20_000, 200_000):
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.perf_counter()
        find_mentions(text, _DEV)
        took.append(time.perf_counter() - start)
    assert took[1] < 40 * took[0] + 1, took

"""Named documents: found as people labelled them, judged as the rules say, and in time."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import DRAFT, SAMPLE, TODAY, Score
from local_offer.checks.policies import mention_rows, policies
from local_offer.finding import Finding, errors
from local_offer.load import RegisterEntry, read_register
from local_offer.mentions import find_mentions
from local_offer.mentions.replaced import says_replaced
from local_offer.offer import Offer, Page

LABELLED = Path(__file__).parent / "labelled"
SETS = ("dev", "own")
LINK = re.compile(r"\[([^\]]*)\]\(policy:([a-z0-9-]+)\)")

Kind = Callable[[tuple[str | None, str]], bool]
KINDS: dict[str, Kind] = {
    "all mentions": lambda found: True,
    "faults": lambda found: found[1] != "ok",
    "faults, known": lambda found: found[1] != "ok" and found[0] is not None,
    "faults, unknown": lambda found: found[1] != "ok" and found[0] is None,
}


def _register(name: str) -> list[RegisterEntry]:
    entries, findings = read_register(LABELLED / f"policies-register-{name}.yml")
    assert findings == []
    return entries


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
def test_each_line_and_column_is_where_the_name_begins(name: str) -> None:
    register = _register(name)
    for row in _rows(name):
        lines = row["markdown"].split("\n")
        for mention in find_mentions(row["markdown"], register):
            first = re.findall(r"\w+|&", mention.text)[0]
            typed = lines[mention.line - 1][mention.column - 1 :]
            assert re.sub(r"[\u00ad*_(]", "", typed).startswith(first), (row["id"], mention)


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


# --- one link taken out at a time ----------------------------------------------------------------


def _without_each_link(offer: Offer) -> Iterator[tuple[Page, re.Match[str], list[Finding]]]:
    """Each policy link, and the findings once it is words alone.

    A link after the first of a section is asked for by no rule, so those before it go as well.
    """
    for page in offer.pages:
        links = list(LINK.finditer(page.body))
        for link in links:
            section = page.body.rfind("\n## ", 0, link.start())
            gone = [
                one for one in links if one[2] == link[2] and section < one.start() <= link.start()
            ]
            body = page.body
            for one in reversed(gone):
                body = body[: one.start()] + one[1] + body[one.end() :]
            changed = page.model_copy(update={"body": body})
            only = replace(offer, pages=(changed,))
            line = page.body_line + page.body.count("\n", 0, gone[0].start())
            yield page, link, [f for f in policies(only, SAMPLE, TODAY) if f.line == line]


@pytest.mark.parametrize("which", ["sample_offer", "draft_offer"])
def test_each_link_taken_out_is_missed(
    which: str, request: pytest.FixtureRequest, score: Score
) -> None:
    offer: Offer = request.getfixturevalue(which)
    out, missed = 0, []
    for page, link, found in _without_each_link(offer):
        out += 1
        if not any(f"(policy:{link[2]})" in finding.suggestion for finding in found):
            missed.append((page.file, link[1]))
    reported = out - len(missed)
    score(f"Policy links taken out of {offer.council.name}: {out}, reported {reported}")
    assert out > 20
    assert missed == []


@pytest.mark.parametrize("which", ["sample_offer", "draft_offer"])
def test_clean_content_has_no_finding(which: str, request: pytest.FixtureRequest) -> None:
    offer: Offer = request.getfixturevalue(which)
    assert errors(policies(offer, SAMPLE, TODAY)) == []


# --- what is said --------------------------------------------------------------------------------


def _said(offer: Offer, words: str, **front_matter: object) -> list[str]:
    page = offer.pages[0].model_copy(update={"body": words, "body_line": 11, **front_matter})
    only = replace(offer, pages=(page,))
    return [str(finding).partition(":")[2] for finding in policies(only, SAMPLE, TODAY)]


def test_findings_say_what_to_write(sample_offer: Offer) -> None:
    assert _said(sample_offer, "Hello.\n\nRead the Kinship Care Policy.\n") == [
        (
            '13: policy-unlinked: The "Kinship Care Policy" is named but not linked. '
            "Write [Kinship Care Policy](policy:kinship-care-policy)."
        )
    ]
    assert _said(
        sample_offer, "Read the [Kinship Care Policy](https://news.example.gov.uk/x)."
    ) == [
        (
            '11: policy-wrong-link: "Kinship Care Policy" leads to https://news.example.gov.uk/x. '
            "Write [Kinship Care Policy](policy:kinship-care-policy)."
        )
    ]
    assert _said(sample_offer, "Read the Family and Friends Care Policy.") == [
        (
            '11: policy-superseded: "Family and Friends Care Policy" has been replaced by '
            '"Kinship Care Policy". Write [Kinship Care Policy](policy:kinship-care-policy), '
            "or say in the same sentence that it was replaced."
        )
    ]


def test_an_unknown_name_has_three_answers(sample_offer: Offer) -> None:
    words = "Read the Lone Working Policy.\n"
    (said,) = _said(sample_offer, words)
    assert said.startswith(
        '11: warning: policy-unknown: "Lone Working Policy" is not in policies.yml'
    )
    assert "Add it to content/data/policies.yml" in said
    assert "[Lone Working Policy](address)" in said
    assert 'not_policies: {"Lone Working Policy": "reason"}' in said
    reason = "It is the name of a play."
    assert _said(sample_offer, words, not_policies={"lone-working policy": reason}) == []
    assert _said(sample_offer, words, not_policies={"Lone Working Policy": " "}) == [said]
    assert _said(sample_offer, words, not_policies=None) == [said]


def test_no_excuse_covers_a_wrong_link(sample_offer: Offer) -> None:
    words = "Read the [Kinship Care Policy](policy:allowance-policy)."
    excuse = {"Kinship Care Policy": "It is not."}
    assert len(_said(sample_offer, words, not_policies=excuse)) == 1


def test_an_id_of_no_policy_is_said_once_and_not_here(sample_offer: Offer) -> None:
    assert _said(sample_offer, "Read the [Kinship Care Policy](policy:kinship).") == []
    assert "leads nowhere" in _said(sample_offer, "Read the [Kinship Care Policy]().")[0]


def test_nothing_is_said_while_the_register_is_broken(sample_offer: Offer) -> None:
    offer = replace(sample_offer, policies=(), unread=frozenset({"policies"}))
    assert _said(offer, "Read the Kinship Care Policy.") == []


def test_rows_are_plain_values(sample_offer: Offer) -> None:
    rows = mention_rows(sample_offer)
    assert {row["verdict"] for row in rows} == {"ok"}
    assert set(rows[0]) == {"path", "line", "text", "policy", "linked", "verdict"}
    assert json.loads(json.dumps(rows)) == rows


def test_front_matter_is_skipped_and_counted() -> None:
    text = "---\ntitle: Kinship Care Policy\n---\n\nRead the Kinship Care Policy.\n"
    (mention,) = find_mentions(text, _register("dev"))
    assert (mention.line, mention.column) == (5, 10)
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


# --- a register of any make ----------------------------------------------------------------------


def test_both_forms_of_a_register_are_read() -> None:
    ours, findings = read_register(DRAFT / "content" / "data" / "policies.yml")
    assert findings == []
    policy = next(entry for entry in ours if entry.id == "kinship-care-policy")
    assert policy.title == "Kinship Care Policy"
    assert policy.url == "", "an address to confirm is no address"
    theirs = _register("dev")
    assert len(theirs) == 25
    old = next(entry for entry in theirs if entry.status == "superseded")
    assert old.superseded_by == "kinship-guidance-2024"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ["empty-file"]),
        ("documents:", ["not-a-list"]),
        ("hello", ["not-a-list"]),
        ("a: 1", ["not-a-list"]),
        ("[1, {}]", ["value", "value"]),
        ("- id: a\n  title: [x", ["yaml"]),
        ("- id: 1\n  title: x", ["value"]),
        ("- id: a\n  title: A\n  aliases: 3", ["value"]),
        ("- id: a\n  title: A\n  status: gone", ["value"]),
        ("- {id: a, title: A}\n- {id: a, title: B}", ["repeated-id"]),
        ("- id: a\n  title: A b\n  aliases: One\n  url:\n  colour: red", []),
        ("documents: []", []),
    ],
)
def test_a_register_that_cannot_be_read_is_a_finding(
    tmp_path: Path, text: str, rules: list[str]
) -> None:
    path = tmp_path / "register.yml"
    path.write_text(text, encoding="utf-8")
    entries, findings = read_register(path)
    assert [finding.rule for finding in findings] == rules
    assert all(finding.path == path.as_posix() and finding.suggestion for finding in findings)
    assert len({entry.id for entry in entries}) == len(entries)


def test_a_register_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert [f.rule for f in read_register(tmp_path / "none.yml")[1]] == ["unreadable"]
    assert [f.rule for f in read_register(tmp_path)[1]] == ["unreadable"]


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
        assert 1 <= mention.column <= len(lines[mention.line - 1]) + 1
        assert mention.text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=30))
def test_any_register_is_looked_up_without_a_fall(names: list[str], url: str) -> None:
    entries = [RegisterEntry(f"a{n}", name, (name,), url) for n, name in enumerate(names)]
    find_mentions(" ".join(names) + f" [{''.join(names)}]({url})", entries)


_DEV = _register("dev")


def test_a_page_of_1_mb_takes_seconds(score: Score) -> None:
    pages = sorted((DRAFT / "content").glob("*.md"))
    words = "\n\n".join(page.read_text(encoding="utf-8") for page in pages)
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

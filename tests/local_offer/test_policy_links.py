"""Policies named in an offer: each is linked, and any register can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import DRAFT, SAMPLE, TODAY, Score
from local_offer.checks.context import Context
from local_offer.checks.policy_links import mention_rows, policies
from local_offer.loading.register import read_register
from local_offer.looks import HOME
from local_offer.model import Finding, Offer, Page, errors

LINK = re.compile(r"\[([^\]]*)\]\(policy:([a-z0-9-]+)\)")


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
            yield page, link, [f for f in policies(Context(only, SAMPLE, TODAY)) if f.line == line]


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
    assert errors(policies(Context(offer, SAMPLE, TODAY))) == []


def _said(offer: Offer, words: str, **front_matter: object) -> list[str]:
    page = offer.pages[0].model_copy(update={"body": words, "body_line": 11, **front_matter})
    only = replace(offer, pages=(page,))
    return [str(finding).partition(":")[2] for finding in policies(Context(only, SAMPLE, TODAY))]


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


def test_both_forms_of_a_register_are_read() -> None:
    ours, findings = read_register(DRAFT / "content" / "data" / "policies.yml")
    assert findings == []
    policy = next(entry for entry in ours if entry.id == "kinship-care-policy")
    assert policy.title == "Kinship Care Policy"
    assert policy.url == "", "an address to confirm is no address"
    register = "named_documents/labelled/policies-register-dev.yml"
    theirs, findings = read_register(HOME / "tests" / register)
    assert findings == []
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

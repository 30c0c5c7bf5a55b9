"""Policies, laws and guidance that a page names, and whether people can open them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from local_offer.checks.context import Context
from local_offer.model import Finding, Level, Offer, Page, Policy
from named_documents import Document, Mention, Titles, find_mentions, plain_name


class MentionRow(TypedDict):
    """One mention, as plain values: a line of the list that ``mention_rows`` gives."""

    path: str
    line: int
    text: str
    policy: str | None
    linked: bool
    verdict: str


def policies(context: Context) -> Iterator[Finding]:
    """Each policy, law and guidance is a link where a section first names it, to the one in force.

    Summaries for the leaflet are passed over: paper has no links, and its words name no document.
    Nothing is said while ``policies.yml`` cannot be read.
    """
    offer = context.offer
    if "policies" in offer.unread:
        return
    register = Titles(offer.policies)
    for page in offer.pages:
        not_policies = _not_policies(page)
        for mention in find_mentions(page.body, register):
            excused = plain_name(mention.text) in not_policies
            if not (excused and mention.verdict.startswith("unlinked")):
                yield from _said(page, mention, offer)


def mention_rows(offer: Offer) -> list[MentionRow]:
    """Every document that the pages name, good and bad alike, in file and line order."""
    register = Titles(offer.policies)
    return [
        row
        for page in offer.pages
        for row in mentions_in(page.body, page.at.path, register, page.body_line)
    ]


def mentions_in(
    markdown: str, path: str, register: Titles | Sequence[Document], first_line: int = 1
) -> list[MentionRow]:
    """Every document that one Markdown text names; its first line has the number given."""
    return [
        MentionRow(
            path=path,
            line=first_line + mention.line - 1,
            text=mention.text,
            policy=mention.policy,
            linked=mention.linked,
            verdict=mention.verdict,
        )
        for mention in find_mentions(markdown, register)
    ]


def _not_policies(page: Page) -> set[str]:
    """The names that a page's front matter says are no policies, each with a reason."""
    excuses = getattr(page, "not_policies", None) or {}
    return {plain_name(name) for name, reason in excuses.items() if str(reason).strip()}


def _said(page: Page, mention: Mention, offer: Offer) -> Iterator[Finding]:
    """The finding for one mention; none where all is well."""
    text, line = mention.text, page.body_line + mention.line - 1
    policy = offer.policy(mention.policy or "")
    write = f"Write [{text}](policy:{mention.policy})."
    level: Level = "error"
    if mention.verdict == "unlinked-unknown":
        rule, level = "policy-unknown", "warning"
        message = f'"{text}" is not in policies.yml, and it is not a link.'
        advice = (
            f"Add it to content/data/policies.yml and link it. Or link it: [{text}](address). "
            "Or, if it is not a policy, say so with a reason at the top of the page: "
            f'not_policies: {{"{text}": "reason"}}.'
        )
    elif mention.verdict == "unlinked-known":
        rule, message, advice = "policy-unlinked", f'The "{text}" is named but not linked.', write
        if text.lower().startswith("the "):
            message = f'"{text}" is named but not linked.'
    elif mention.verdict == "wrong-link":
        kind, _, id = mention.target.partition(":")
        if kind.lower() == "policy" and offer.policy(id) is None:
            return  # the rule on references says so, with the nearest id
        where = f"to {mention.target}" if mention.target else "nowhere"
        rule, message, advice = "policy-wrong-link", f'"{text}" leads {where}.', write
    elif mention.verdict == "superseded" and policy is not None:
        rule = "policy-superseded"
        message, advice = _superseded(text, policy, offer)
    else:
        return
    yield Finding(page.at.path, line, rule, message, advice, level, text)


def _superseded(text: str, policy: Policy, offer: Offer) -> tuple[str, str]:
    new = offer.policy(policy.superseded_by or "")
    if new is None:
        message = f'"{text}" is no longer in force.'
        return message, "Take it out, or say in the same sentence that it was withdrawn."
    message = f'"{text}" has been replaced by "{new.title}".'
    advice = (
        f"Write [{new.title}](policy:{new.id}), or say in the same sentence that it was replaced."
    )
    return message, advice

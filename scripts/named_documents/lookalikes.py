"""What has the shape of a document's name and is none: a team, a job, a court order, insurance."""

from __future__ import annotations

from named_documents import vocabulary as v
from named_documents.context import BlockContext


def names_people(context: BlockContext, after: int, kind: str) -> bool:
    """Whether what follows makes the name that of a team, a post, a body or an event."""
    words = context.words
    number = after
    while number < min(len(words), after + 5) and words.gap(number) in (" ", "-"):
        word, big = words.plain[number], words.big(number)
        if number == after and word in v.AFTER_HEAD.get(kind, ()):
            return True
        is_verb = not big and words.is_many(number) and word in v.VERBS_TOO
        if (word in v.FOLLOWED and not is_verb) or (big and word in v.FOLLOWED_BIG):
            return True
        if word == "and" and number + 1 < len(words):
            beside = words.plain[number + 1] in v.HEADS | v.BESIDE_POLICY
            if not (beside and words.big(number + 1)):
                return False
        elif not (big or word in v.JOINING):
            return False
        number += 1
    return False


def follows_job(context: BlockContext, first: int) -> bool:
    """Whether a name ends a job title: "Head of Housing Strategy"."""
    words = context.words
    return (
        first >= 2
        and words.plain[first - 1] in ("of", "for")
        and words.plain[first - 2] in v.JOBS
        and words.next_to(first)
        and words.next_to(first - 1)
    )


def is_no_document(
    context: BlockContext, head: int, subject: list[str], *, is_small: bool = False
) -> bool:
    """Whether the words before the last one make it no document at all."""
    kind = context.words.plain[head]
    if subject[-1] in v.BEFORE_HEAD.get(kind, ()) or (kind == "guidance" and "advice" in subject):
        return True
    if kind == "notice":
        return not v.PRIVACY & set(subject)
    if kind == "policy":
        near, _ = context.sentences.near(context.words.start[head], context.words.end[head])
        near = near.lower()
        return any(word in near for word in v.INSURANCE)
    if kind == "code" and is_small:
        return code_end(context, head) == head + 1 and subject[-1] != "admission"
    if kind == "standard" and is_small:
        return len(subject) < 2 or not v.KINDS_OF_STANDARD & set(subject)
    return False


def code_end(context: BlockContext, head: int) -> int:
    """The word after a last word; with a code, after what it is "of": "code of practice"."""
    words = context.words
    after = head + 1
    is_of = words.plain[head] == "code" and words.plain[after : after + 1] == ["of"]
    return after + 2 if is_of and set(words.plain[after + 1 : after + 2]) & v.CODES else after

"""Policies and the like in small letters, which the register does not have."""

from __future__ import annotations

from named_documents import vocabulary as v
from named_documents.bounds import small_start, trimmed
from named_documents.context import BlockContext
from named_documents.lookalikes import code_end, is_no_document, names_people
from named_documents.owners import Owner
from named_documents.subjects import note_on_subject
from named_documents.titled import note_linked, note_two


def note_small(context: BlockContext, head: int) -> None:
    """Note a policy or the like in small letters: "our lone working policy", "policy on pets"."""
    words = context.words
    kind = words.plain[head]
    if kind in ("act", "rule", "order"):
        return
    after = code_end(context, head)
    first, own = small_start(context, head)
    name = trimmed(context, first, head)
    if words.is_many(head) != (kind in ("standard", "regulation")):
        if words.is_many(head) and first < head:
            note_two(context, name, head, after)
        return
    if names_people(context, after, kind):
        context.skip(after)
        return
    subject = context.subject(name, head)
    if after > head + 1 and head > 0 and words.raw[head - 1].lower() == "our":
        context.add(head, after, None, kind)  # "our code of conduct"
    elif not set(subject) - v.GENERAL - v.OURS - v.BODIES:
        if not note_linked(context, head, head):
            note_on_subject(context, head)
    elif not is_no_document(context, head, subject, is_small=True) and (
        own == "ours" or _stands_alone(context, name, head, after, own)
    ):
        context.add(name, after, None, kind, words=(*subject, kind))


def _stands_alone(context: BlockContext, first: int, head: int, after: int, own: Owner) -> bool:
    """Whether a name in small letters is one with no "our" or "the" before it."""
    words = context.words
    if sum(words.big(n) and not context.opens(n) for n in range(first, head)) > 1:
        return True  # "Staying Close practice standards"
    if own == "nobody":
        return False
    link = context.link_on(first, head + 1)
    length = words.end[head] - words.start[first]
    is_link = link is not None and link.end - link.start <= length + 8
    return is_link or context.has_cell(first, after)

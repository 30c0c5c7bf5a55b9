"""Policies and the like with a capital letter to the last word, which the register does not have.

So too what a name in small letters may be as well: a link's short form, and a shared last word.
"""

from __future__ import annotations

from named_documents import vocabulary as v
from named_documents.bounds import small_start, title_start, trimmed
from named_documents.context import BlockContext
from named_documents.lookalikes import code_end, follows_job, is_no_document, names_people
from named_documents.register_index import leads_to
from named_documents.subjects import has_subject_after, note_on_subject, subject_end
from named_documents.word_tokens import Tokens


def note_titled(context: BlockContext, head: int) -> None:
    """Note a policy or the like, with a capital letter to its last word."""
    words = context.words
    kind = words.plain[head]
    after = code_end(context, head)
    is_code_of = after > head + 1
    years, after = context.years_after(after)
    first = trimmed(context, title_start(context, head), head)
    subject = context.subject(first, head)
    if names_people(context, after, kind) or follows_job(context, first):
        context.skip(after)
        return
    if not set(subject) - (v.GENERAL if len(subject) == 1 else v.PLAINEST) - v.OURS:
        begin, own = small_start(context, head)
        subject = [w for w in context.subject(begin, head) if w not in v.GENERAL | v.OURS]
        if not (own == "ours" and subject and words.raw[begin].islower()):
            _note_bare(context, first, head, after, is_code_of=is_code_of)
            return
        first = begin  # "the lone working Policy"
    many = words.is_many(head)
    if is_no_document(context, head, subject) or (kind == "standard" and not many):
        return
    if kind == "standard" or not (many and note_two(context, first, head, after)):
        context.add(first, after, None, kind, words=(*subject, kind, *years))


def _note_bare(
    context: BlockContext, first: int, head: int, after: int, *, is_code_of: bool
) -> None:
    """A last word with nothing that says what it is about: a title's start, or a short form."""
    words = context.words
    kind = words.plain[head]
    subject = 0
    if not is_code_of and has_subject_after(context, head, ("on", "for")):
        subject = next(n for n in range(after + 1, len(words)) if words.plain[n] not in v.ARTICLES)
    is_led = context.is_led(first)
    if subject and words.big(subject):  # "Guidance on Ages of …"
        context.add(head, subject_end(context, subject, head), None, kind)
    elif is_code_of:
        context.add(first, after, None, kind, is_short=True)
    elif note_linked(context, first, head):
        pass
    elif subject and is_led:
        note_on_subject(context, head)
    elif is_led and not words.runs_on(after):
        context.add(first, after, None, kind, is_short=True, loose=True)


def note_linked(context: BlockContext, first: int, head: int) -> bool:
    """Note a link to a document of the register whose words are only "the policy" or the like.

    Gives whether it was one.
    """
    link = context.link_on(first, head + 1)
    if link is None or link.bare:
        return False
    kind = context.words.plain[head]
    typed = Tokens(context.block.text[link.start : min(link.end, link.start + 100)])
    if set(typed.plain) - v.GENERAL - v.SMALL - v.OURS - v.CODES - v.NO_ONE - {kind}:
        return False
    for document in context.titles.documents:
        if leads_to(link.target, document):
            context.add(first, head + 1, document, kind, is_short=True)
            return True
    return False


def note_two(context: BlockContext, first: int, head: int, after: int) -> bool:
    """Note two documents that share a plural: "the Lone Working and Safer Caring Policies".

    Gives whether there were two.
    """
    words, forms = context.words, context.titles.forms
    kind = words.plain[head]
    joints = [number for number in range(first + 1, head - 1) if words.plain[number] == "and"]
    if len(joints) != 1 or (*words.plain[first:head], kind) in forms:
        return False
    joint = joints[0]
    parts = [tuple(words.plain[first:joint]), tuple(words.plain[joint + 1 : head])]
    known = [forms.get((*part, kind)) for part in parts]
    is_pair = words.big(head) and min(map(len, parts)) > 1
    if not (any(known) or is_pair):
        return False
    places = ((first, joint), (joint + 1, after))
    for (begin, end), part, form in zip(places, parts, known, strict=True):
        document = form.edition(()) if form else None
        context.add(begin, end, document, kind, words=(*part, kind))
    return True

"""Names that say what they are about after their last word: "our policy on pets"."""

from __future__ import annotations

from named_documents import vocabulary as v
from named_documents.context import BlockContext
from named_documents.owners import owner


def note_on_subject(context: BlockContext, head: int) -> None:
    """Note a name turned round: "our policy on pets", "statutory guidance on private fostering"."""
    words = context.words
    kind = words.plain[head]
    if words.is_many(head) or kind in v.LAWS | {"notice", "standard", "code"}:
        return
    prepositions = _prepositions(context, head)
    if not prepositions or not has_subject_after(context, head, prepositions):
        return
    subject = head + 2
    name = {words.plain[head]}
    for end in range(subject + 1, min(len(words), subject + 7) + 1):
        if end - 1 > subject and not words.next_to(end - 1):
            break
        name.add(words.plain[end - 1])
        form = context.titles.by_words.get(frozenset(name) - v.SMALL)
        if form is not None:
            context.add(head, end, form.edition(()), kind)
            return
    context.add(head, subject_end(context, subject, head), None, kind)


def _prepositions(context: BlockContext, head: int) -> tuple[str, ...]:
    """What may lead from a last word to what it is about; nothing where it is no one's paper."""
    words = context.words
    number = head - 1
    adjectives = set()
    while context.is_free(number) and words.plain[number] in v.GENERAL:
        adjectives.add(words.plain[number])
        number -= 1
    own = owner(context, number) if context.is_free(number) else ""
    is_public = not own and words.plain[head] == "guidance" and adjectives & v.PUBLISHERS
    if (own != "ours" and not is_public) or adjectives & v.PRAISE:
        return ()
    the = own != "ours" or words.plain[number] == "the"
    return ("on", "about") if the else ("on", "about", "for")


def has_subject_after(context: BlockContext, head: int, prepositions: tuple[str, ...]) -> bool:
    """Whether "on" or the like and what the document is about follow its last word."""
    words = context.words
    if not (words.next_to(head + 1) and words.next_to(head + 2)):
        return False
    if words.raw[head + 1].lower() not in prepositions:
        return False
    about = []
    for number in range(head + 2, min(head + 5, len(words))):
        if number > head + 2 and not words.next_to(number):
            break
        if words.plain[number] not in v.SMALL:
            about.append(words.plain[number])
    return bool(about) and not set(about[:2]) & v.PLACES and not about[0].isdigit()


def subject_end(context: BlockContext, subject: int, head: int) -> int:
    """The word after what a document is about; ``subject`` is the first word that says it."""
    words = context.words
    end = subject + 1
    while (
        end < head + 9
        and words.next_to(end)
        and (words.plain[end] not in v.STOPS or words.plain[end] in ("the", "our", "after"))
        and words.plain[end] != "and"
    ):
        end += 1
    while end > subject + 1 and words.plain[end - 1] in v.SMALL:
        end -= 1
    return end

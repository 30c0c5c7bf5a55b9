"""Whose a document is, from the words that stand before its name."""

from __future__ import annotations

from typing import Literal

from named_documents import vocabulary as v
from named_documents.context import BlockContext
from named_documents.sentence_ends import NEAR
from named_documents.word_tokens import Tokens

Owner = Literal["ours", "another", "nobody", ""]
"""The council's or the government's; another body's; no one body's; or not said."""


def owner(context: BlockContext, number: int) -> Owner:
    """Whose a word makes the paper after it: "ours", "nobody", or empty for not said."""
    words = context.words
    word, typed = words.plain[number], words.raw[number].lower()
    if typed in ("our", "the"):
        return "ours"
    if typed == "its":
        return "ours" if _its_is_ours(context, number) else "nobody"
    if words.is_one_owner(number):
        if word in v.BODIES:
            return "nobody"
        if word in v.OURS or words.big(number):
            return "ours"
    return "nobody" if word in v.NO_ONE and word != "own" else ""


def _its_is_ours(context: BlockContext, number: int) -> bool:
    """Whether the word "its" means the council or the government, and no other body.

    The first body that its sentence names decides; where "its" opens the sentence, the one
    before is asked.
    """
    start = context.words.start[number]
    begin, _ = context.sentences.around(start)
    if context.opens(number) and begin:
        start = begin
        begin, _ = context.sentences.around(begin - 1)
    for word in Tokens(context.block.text[max(begin, start - NEAR) : start]).plain:
        if word in v.OURS or word in v.BODIES - v.PEOPLE:
            return word in v.OURS
    return False


def owner_of_small(context: BlockContext, first: int) -> Owner:
    """Whose document a name in small letters means, which another body's may bear as well."""
    words = context.words
    number = first - 1
    while context.is_free(number) and words.plain[number] in v.GENERAL - {"council", "own"}:
        number -= 1
    if not context.is_free(number):
        return "ours"
    word = words.plain[number]
    if word == "own":
        return "ours" if number and words.plain[number - 1] == "our" else "nobody"
    whose = owner(context, number)
    if not whose and word in v.BODIES | v.TOPICS:
        return "another"
    return whose or "ours"

"""The documents that a block of words names: those of the register, and others by their shape."""

from __future__ import annotations

from named_documents import vocabulary as v
from named_documents.block import Block
from named_documents.context import BlockContext, Name
from named_documents.laws import note_law
from named_documents.register_index import Titles
from named_documents.registered import note_registered
from named_documents.small_letters import note_small
from named_documents.titled import note_titled


def names(block: Block, titles: Titles, markdown: str) -> list[Name]:
    """What a block names, in order. Short forms are not yet tied to what they stand for."""
    context = BlockContext(block, titles, markdown)
    for number, word in enumerate(context.words.plain):
        if number < context.done:
            continue
        if word in titles.first and note_registered(context, number):
            continue
        if word in v.HEADS:
            _note_by_shape(context, number)
    return sorted(context.found, key=lambda name: name.start)


def _note_by_shape(context: BlockContext, head: int) -> None:
    """Note the name that ends in this word, or the short form, if it is one."""
    words = context.words
    after = head + 1
    if (
        words.next_to(after)
        and words.plain[after] in v.HEADS
        and words.big(after) >= words.big(head)
    ):
        return  # the next word ends the name: "Practice Standards Framework"
    if not words.big(head):
        note_small(context, head)
    elif words.plain[head] in v.LAWS:
        note_law(context, head)
    else:
        note_titled(context, head)

"""Where a name begins, to the left of its last word, and where a longer one ends."""

from __future__ import annotations

import re

from named_documents import vocabulary as v
from named_documents.context import BlockContext
from named_documents.owners import Owner, owner

_LONGEST = 14  # words in a name with capitals that is known by its shape alone
_LONGEST_SMALL = 8  # the same, in small letters
_LAW_GAP = re.compile(r",? ?\(?|\)?,? ?\(?| ?[-‐-―] ?")
_ROMAN = re.compile(r"[IVXLC]+")


def title_start(context: BlockContext, head: int, *, is_law: bool = False) -> int:
    """Where a title with capitals begins that ends in this word."""
    words = context.words
    start = head
    listed = False  # whether "and" stands to the right, so that a comma may be part of it
    while start > context.done and head - start < _LONGEST:
        gap = words.gap(start)
        law_gap = is_law and _LAW_GAP.fullmatch(gap)
        if not (words.next_to(start) or law_gap or (listed and gap == ", ")):
            break
        before = start - 1
        after_big = words.next_to(start) and words.big(before)
        if words.plain[before] in v.HEADS and not (start == head and after_big):
            break
        if _is_part_of_law(context, before):
            break
        further = _further_left(context, before)
        listed = listed or (further < before and words.plain[before] == "and")
        if further == start:
            break
        start = further
    return start


def _further_left(context: BlockContext, before: int) -> int:
    """Where a title goes on with the word ``before`` it; the word after that where it does not."""
    words = context.words
    word = words.plain[before]
    if words.big(before) and word not in v.ARTICLES:
        return before
    may_go_on = before > context.done
    inner = may_go_on and words.big(before - 1)
    if (
        inner
        and word in v.INSIDE
        and words.next_to(before)
        and words.plain[before - 1] not in v.HEADS | v.FOLLOWED | v.ARTICLES
    ):
        return before - 1
    if words.gap(before) == "-":
        if may_go_on and words.gap(before + 1) == "-":
            return before  # "Home-to-School Travel Policy"
        if inner:
            return before - 1  # "Well-being Strategy"
    return before + 1


def _is_part_of_law(context: BlockContext, number: int) -> bool:
    """Whether a word is "Part", "Schedule" or the like, or a Roman figure after it."""
    words = context.words
    return words.plain[number] in v.PARTS or bool(_ROMAN.fullmatch(words.raw[number]))


def capitals_start(context: BlockContext, first: int) -> int:
    """Where the words with capitals begin that stand straight before a name."""
    words = context.words
    start = first
    while (
        start > context.done
        and first - start < _LONGEST
        and words.next_to(start)
        and words.big(start - 1)
        and words.plain[start - 1] not in v.HEADS | v.ARTICLES
        and not _is_part_of_law(context, start - 1)
        and not (words.plain[start - 1] in v.STARTERS and context.opens(start - 1))
    ):
        start -= 1
    return start


def small_start(context: BlockContext, head: int) -> tuple[int, Owner]:
    """Where a name in small letters begins, and whose it is: "ours", "nobody" or not said."""
    words = context.words
    number = head
    if head > context.done and words.plain[head - 1] in v.INSIDE - {"and"}:
        return head, ""  # "the aims of policy"
    while number > context.done and head - number < _LONGEST_SMALL and words.next_to(number):
        before = number - 1
        whose = owner(context, before)
        if whose:
            return number, whose
        if words.plain[before] in v.INSIDE and before == context.last_end:
            return number, "ours"  # one "our" for both: "our X policy and Y policy"
        if _ends_small(words.plain[before - 1 : number], words.plain[before]):
            break
        number = before
    if number == context.last_end and words.gap(number) == ", ":
        return number, "ours"  # "our X policy, Y policy and Z policy"
    while number < head and words.plain[number] in v.INSIDE:
        number += 1
    return number, ""


def _ends_small(pair: list[str], word: str) -> bool:
    """Whether a word is no part of a name in small letters; ``pair`` is it and the one before."""
    if word in v.HEADS | v.STOPS - v.INSIDE and pair != ["looked", "after"]:
        return True
    return word == "to" and pair != ["home", "to"]


def trimmed(context: BlockContext, first: int, head: int) -> int:
    """A name's first word, without what opens the sentence or joins it to the words before."""
    words = context.words
    while first < head and (
        (words.plain[first] in v.STARTERS and context.opens(first))
        or words.plain[first] in v.SMALL
        or words.plain[first] in v.NO_ONE
        or (words.is_owner(first) and words.plain[first] in v.OURS | v.BODIES)
    ):
        first += 1
    return first


def longer_title(context: BlockContext, end: int, after: int) -> int:
    """The last word of a longer title that begins with this name; 0 where there is none.

    The name's own last word stands before ``end``, and its years before ``after``.
    """
    words = context.words
    number, last, in_brackets = after, 0, False
    while number < min(len(words), after + 6) and words.big(number):
        bracket = words.gap(number) in (" (", ") ")
        if not (words.next_to(number) or bracket) or (last and not bracket):
            break
        if words.plain[number] in v.SMALL:
            break
        in_brackets = in_brackets or bracket
        if words.plain[number] in (v.LAWS if in_brackets else v.HEADS):
            last = number
        number += 1
    is_kind = last and words.plain[last] in ("guidance", "strategy", "framework", "standard")
    if is_kind and words.plain[end - 1] not in v.HEADS:
        says_what = not set(words.plain[after:last]) - v.GENERAL
        return 0 if says_what else last  # "Working Together Guidance" is Working Together
    return last

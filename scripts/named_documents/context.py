"""What stands around a name in a block of words: its sentence, whose it is, what follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from named_documents import vocabulary as v
from named_documents.block import BREAK, Block
from named_documents.register_index import Document, Titles
from named_documents.sentence_ends import NEAR, Sentences
from named_documents.word_tokens import Tokens

_LONGEST = 14  # words in a name with capitals that is known by its shape alone
_LONGEST_SMALL = 8  # the same, in small letters
_LAW_GAP = re.compile(r",? ?\(?|\)?,? ?\(?| ?[-‐-―] ?")
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True)
class Name:
    """Words ``start`` to ``end`` of a block that name a document.

    ``document`` is ``None`` where the register has none; ``words`` then tell it from others.
    ``kinds`` are the words that short forms of it end in ("act"). ``is_short`` marks such a form,
    and ``year`` its year, if any. ``sentence`` holds the words of its sentence near it, and where
    in them it begins. A ``loose`` one counts only where a document of its kind was
    named before.
    """

    start: int
    end: int
    document: Document | None
    kinds: frozenset[str]
    words: tuple[str, ...] = ()
    is_short: bool = False
    loose: bool = False
    year: str = ""
    sentence: tuple[str, int] = ("", 0)


class Around:
    """A block's words with the names found so far. ``done`` is the first word not yet taken."""

    def __init__(self, block: Block, titles: Titles, markdown: str) -> None:
        self.block = block
        self.titles = titles
        self.markdown = markdown
        self.words = Tokens(block.text)
        self.found: list[Name] = []
        self.done = 0
        self.last_end = -1  # the word after the last name found

    @cached_property
    def sentences(self) -> Sentences:
        """The block's sentences; many blocks name nothing, and are never asked."""
        return Sentences(self.block.text)

    def add(
        self,
        first: int,
        after: int,
        document: Document | None,
        kind: str,
        *,
        is_short: bool = False,
        loose: bool = False,
        year: str = "",
        words: tuple[str, ...] = (),
    ) -> None:
        """Note a name: the words from ``first`` up to ``after``."""
        plain = self.words.plain
        own = tuple(w for w in plain[first:after] if w not in v.SMALL and w not in v.OURS)
        kinds = {kind}
        if document is not None:
            kinds |= self.titles.kinds[document.id]
        start, end = self.words.start[first], self.words.end_bare(after - 1)
        near = self.sentences.near(start, end)
        name = Name(
            start, end, document, frozenset(kinds), words or own, is_short, loose, year, near
        )
        self.found.append(name)
        self.skip(after)
        self.last_end = after

    def skip(self, after: int) -> None:
        """Pass over words that name nothing."""
        self.done = max(self.done, after)

    def years_after(self, end: int) -> tuple[tuple[str, ...], int]:
        """The years that follow a name, and the word after them."""
        words = self.words
        if end < len(words) and words.gap(end) in (" ", " (", ", ", ": ", "-", " - ", " – "):
            return words.years(end)
        return (), end

    def opens(self, number: int) -> bool:
        """Whether a word opens a sentence."""
        begin, _ = self.sentences.around(self.words.start[number])
        return number == 0 or self.words.end[number - 1] <= begin

    def alone(self, first: int, after: int) -> bool:
        """Whether words have a list item or a table cell to themselves."""
        text, words = self.block.text, self.words
        begin, end = words.start[first], words.end[after - 1]
        before = text[max(0, begin - 4) : begin].strip(" '\"“‘")
        behind = text[end : end + 4].strip(" '\"”’.;,")
        in_cell = BREAK in text and before[-1:] in ("", BREAK) and behind[:1] in ("", BREAK)
        return in_cell or (self.block.is_item and first == 0 and after == len(words))

    def people_after(self, after: int, kind: str) -> bool:
        """Whether what follows makes the name that of a team, a post, a body or an event."""
        words = self.words
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

    def job_before(self, first: int) -> bool:
        """Whether a name ends a job title: "Head of Housing Strategy"."""
        words = self.words
        return (
            first >= 2
            and words.plain[first - 1] in ("of", "for")
            and words.plain[first - 2] in v.JOBS
            and words.next_to(first)
            and words.next_to(first - 1)
        )

    def is_ours(self, number: int) -> bool:
        """Whether the word "its" means the council or the government, and no other body.

        The first body that its sentence names decides; where "its" opens the sentence, the one
        before is asked.
        """
        start = self.words.start[number]
        begin, _ = self.sentences.around(start)
        if self.opens(number) and begin:
            start = begin
            begin, _ = self.sentences.around(begin - 1)
        text = self.block.text[max(begin, start - NEAR) : start]
        for word in map(v.plain, re.findall(r"\w+", text)):
            if word in v.OURS or word in v.BODIES - v.PEOPLE:
                return word in v.OURS
        return False

    def longer(self, end: int, after: int) -> int:
        """The last word of a longer title that begins with this name; 0 where there is none.

        The name's own last word stands before ``end``, and its years before ``after``.
        """
        words = self.words
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

    def run_left(self, first: int) -> int:
        """Where the words with capitals begin that stand straight before a name."""
        words = self.words
        start = first
        while (
            start > self.done
            and first - start < _LONGEST
            and words.next_to(start)
            and words.big(start - 1)
            and words.plain[start - 1] not in v.HEADS | v.ARTICLES | v.PARTS
            and not _ROMAN.fullmatch(words.raw[start - 1])
            and not (self.opens(start - 1) and words.plain[start - 1] in v.STARTERS)
        ):
            start -= 1
        return start

    def walk(self, head: int, *, is_law: bool = False) -> int:
        """Where a title with capitals begins that ends in this word."""
        words = self.words
        start = head
        listed = False  # whether "and" stands to the right, so that a comma may be part of it
        while start > self.done and head - start < _LONGEST:
            before = start - 1
            gap = words.gap(start)
            law_gap = is_law and _LAW_GAP.fullmatch(gap)
            if not (words.next_to(start) or law_gap or (listed and gap == ", ")):
                break
            word = words.plain[before]
            inner = before > self.done and words.big(before - 1)
            if word in v.HEADS and not (
                start == head and words.next_to(start) and words.big(before)
            ):
                break
            if word in v.PARTS or _ROMAN.fullmatch(words.raw[before]):
                break
            if words.big(before) and word not in v.ARTICLES:
                start = before
            elif (
                inner
                and word in v.INSIDE
                and words.next_to(before)
                and words.plain[before - 1] not in v.HEADS | v.FOLLOWED | v.ARTICLES
            ):
                listed = listed or word == "and"
                start = before - 1
            elif words.gap(before) == "-" and before > self.done and gap == "-":
                start = before  # "Home-to-School Travel Policy"
            elif words.gap(before) == "-" and inner:
                start = before - 1  # "Well-being Strategy"
            else:
                break
        return start

    def walk_small(self, head: int) -> tuple[int, str]:
        """Where a name in small letters begins, and whose it is: "ours", "nobody" or not said."""
        words = self.words
        number = head
        if head > self.done and words.plain[head - 1] in v.INSIDE - {"and"}:
            return head, ""  # "the aims of policy"
        while number > self.done and head - number < _LONGEST_SMALL and words.next_to(number):
            before = number - 1
            owner = self.owner(before)
            if owner:
                return number, owner
            word = words.plain[before]
            if word in v.INSIDE and before == self.last_end:
                return number, "ours"  # one "our" for both: "our X policy and Y policy"
            pair = words.plain[before - 1 : number]
            if word in v.HEADS | v.STOPS - v.INSIDE and pair != ["looked", "after"]:
                break
            if word == "to" and pair != ["home", "to"]:
                break
            number = before
        if number == self.last_end and words.gap(number) == ", ":
            return number, "ours"  # "our X policy, Y policy and Z policy"
        while number < head and words.plain[number] in v.INSIDE:
            number += 1
        return number, ""

    def owner(self, number: int) -> str:
        """Whose a word makes the paper after it: "ours", "nobody", or empty for not said."""
        words = self.words
        word, small = words.plain[number], words.raw[number].lower()
        if small in ("our", "the"):
            return "ours"
        if small == "its":
            return "ours" if self.is_ours(number) else "nobody"
        if words.is_owner(number) and not words.is_many_owner(number):
            if word in v.BODIES:
                return "nobody"
            if word in v.OURS or words.big(number):
                return "ours"
        return "nobody" if word in v.NO_ONE and word != "own" else ""

    def trim(self, first: int, head: int) -> int:
        """A name's first word, without what opens the sentence or joins it to the words before."""
        words = self.words
        while first < head and (
            (self.opens(first) and words.plain[first] in v.STARTERS)
            or words.plain[first] in v.SMALL
            or words.plain[first] in v.NO_ONE
            or (words.is_owner(first) and words.plain[first] in v.OURS | v.BODIES)
        ):
            first += 1
        return first

"""One block of words as it is read from left to right, and the names found in it so far.

The rules of this package pass one ``BlockContext`` around, and mean the same by the same word:
``head`` is the place of a last word such as "policy", ``kind`` its plain form, ``first`` the
place of a name's first word, and ``after`` the place after its last. Places count words from 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from named_documents import vocabulary as v
from named_documents.block import BREAK, Block, MarkdownLink
from named_documents.register_index import Document, Titles
from named_documents.sentence_ends import Sentences
from named_documents.word_tokens import Tokens


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


@dataclass
class BlockContext:
    """A block's words, and the names found so far.

    ``markdown`` is the whole text that the block is from. ``done`` is the first word not yet
    taken, and ``last_end`` the word after the last name found, or -1.
    """

    block: Block
    titles: Titles
    markdown: str
    found: list[Name] = field(default_factory=list)
    done: int = 0
    last_end: int = -1

    @cached_property
    def words(self) -> Tokens:
        """The block's words."""
        return Tokens(self.block.text)

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

    def is_free(self, number: int) -> bool:
        """Whether a word is not yet taken, and stands straight before the next one."""
        return number >= self.done and self.words.next_to(number + 1)

    def is_led(self, first: int) -> bool:
        """Whether "the" or "our" stands straight before a word."""
        return self.words.next_to(first) and self.words.plain[first - 1] in ("the", "our")

    def subject(self, first: int, head: int) -> list[str]:
        """The words of a name, up to its last, that say what it is about."""
        return [word for word in self.words.plain[first:head] if word not in v.SMALL]

    def link_on(self, first: int, after: int) -> MarkdownLink | None:
        """The link that holds most of the words from ``first`` up to ``after``."""
        return self.block.link_on(self.words.start[first], self.words.end[after - 1])

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

    def has_cell(self, first: int, after: int) -> bool:
        """Whether words have a list item or a table cell to themselves."""
        text, words = self.block.text, self.words
        begin, end = words.start[first], words.end[after - 1]
        before = text[max(0, begin - 4) : begin].strip(" '\"“‘")
        behind = text[end : end + 4].strip(" '\"”’.;,")
        in_cell = BREAK in text and before[-1:] in ("", BREAK) and behind[:1] in ("", BREAK)
        return in_cell or (self.block.is_item and first == 0 and after == len(words))

"""Two texts sentence by sentence, where no page says which paragraph is which."""

from __future__ import annotations

from local_offer.review.alignment import SENTENCE, align, at_least, likeness
from local_offer.review.marked_words import NO_WORDS, MarkedWords, plain_words
from plain_language import split_sentences


def sentence_pairs(
    before: str, after: str, *, lone_is_pair: bool = False
) -> list[tuple[MarkedWords, MarkedWords]]:
    """Each sentence beside the one that took its place, or ``NO_WORDS`` where none did.

    With ``lone_is_pair``, one sentence and one sentence are a pair, however they differ.
    """
    old, new = (list(map(plain_words, split_sentences(text))) for text in (before, after))
    least = 0 if lone_is_pair and len(old) == len(new) == 1 else SENTENCE

    def alike(was: MarkedWords, now: MarkedWords) -> float:
        return at_least(likeness(was.key, now.key), least)

    return [(was or NO_WORDS, now or NO_WORDS) for was, now in align(old, new, alike)]

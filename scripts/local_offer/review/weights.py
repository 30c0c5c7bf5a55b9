"""Words that weigh in a sentence, by kind, as ``words/review.txt`` lists them."""

from __future__ import annotations

from local_offer.word_rows import words_by_kind

_WORDS = words_by_kind("review.txt")
NEGATIONS, DECIDING, LITTLE = (_WORDS[kind] for kind in ("negation", "deciding", "little"))
HELPERS, PREPOSITIONS, ADVERBS = (_WORDS[kind] for kind in ("helper", "preposition", "adverb"))

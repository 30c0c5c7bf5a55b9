"""Plain words as a skill: sentences, syllables and reading age. It knows nothing of offers.

* ``split_sentences`` cuts text into sentences, and ``count_syllables`` counts a word's;
* ``prose`` takes the sentences out of HTML, so that layout does not change the age;
* ``reading_age`` gives the age of sentences, and names its formula.
"""

from local_offer.language.age import FORMULA, Age, reading_age
from local_offer.language.prose import Sentence, prose
from local_offer.language.sentences import split_sentences
from local_offer.language.syllables import count_syllables
from local_offer.language.tokens import words

__all__ = [
    "FORMULA",
    "Age",
    "Sentence",
    "count_syllables",
    "prose",
    "reading_age",
    "split_sentences",
    "words",
]

"""Plain language: sentences, reading age, what makes a sentence hard. Nothing here knows of offers.

* ``prose`` takes the sentences out of HTML, so that layout does not change the age;
* ``split_sentences`` cuts text into sentences;
* ``reading_age`` gives the age of sentences, and names its formula;
* ``weigh`` says why a sentence is hard, and what to write in its place.

README.md beside this file says more.
"""

from plain_language.hard_sentences import LONGEST, Weighed, explained, split_advice, weigh
from plain_language.html_text import Sentence, prose
from plain_language.readability import Age, reading_age
from plain_language.sentences import split_sentences

__all__ = [
    "LONGEST",
    "Age",
    "Sentence",
    "Weighed",
    "explained",
    "prose",
    "reading_age",
    "split_advice",
    "split_sentences",
    "weigh",
]

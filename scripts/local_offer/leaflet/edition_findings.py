"""One thing that is wrong with an edition, before it is said in a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """The rule, what is wrong, what to do, the words in question, and the page and box."""

    rule: str
    message: str
    advice: str
    words: str = ""
    page: int = 0
    box: str = ""

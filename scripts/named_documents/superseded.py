"""Whether a sentence says that a document has been replaced.

It is enough for a reader that the sentence itself says so. A document that replaced another one,
or that will be replaced one day, has not been replaced.
"""

from __future__ import annotations

import re

_VERB = re.compile(
    r"\b(?:replac(?:ed|es?|ing)|supersed(?:ed|es?|ing)|withdrawn|revoked|repealed|retired|scrapped"
    r"|archived|abolished|discontinued|overtaken|dropped)\b",
    re.IGNORECASE,
)
_BOTH_WAYS = re.compile(r"replac|supersed", re.IGNORECASE)  # done to a document, or by it
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|got|now|since|later|recently)(?: \w+){0,2} $|[,(–-] ?$"
)
_BY = (" by ", " with ", " in 19", " in 20", " last ")
_NOT_YET = re.compile(
    r"\b(?:not|never|will|to be|may|might|could|should|until it is|yet|unless)(?:[ ,]\w+){0,3} $"
    r"|n['’]t(?: \w+){0,2} $",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|that)\b \w+")
_BESIDE_OBJECT = re.compile(
    r"the|our|an?|its|old(?:er)?|former|previous|earlier|national|statutory|guidance|policy"
    r"|strategy|both|and|to|for|of|called|council['’]s"
)
_BEFORE = re.compile(
    r"\b(?:old|former|previous|outdated|out-of-date|expired|superseded|replaced|withdrawn|earlier"
    r"|(?:instead of|in place of|rather than|not|t(?:ook|akes?|aken|aking) the place of"
    r"|t(?:ook|akes?|aken|aking) over from) (?:the|our))"
    r"(?: old| former| previous)?(?: \d{4})? [\"'“‘(]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[\"'”’)]*(?: of (?:19|20)\d\d| \((?:19|20)\d\d\))?,?(?: which| that| it)?"
    r"(?: has| have| had| is| are| was| were)?(?: now| since)?"
    r" (?:no longer\b|not (?:in force|in use|used|current)|out of (?:date|use|force)|out-of-date"
    r"|expired|lapsed|r[au]n out|c[ao]me to an end|ceased|gone|ended|stopped|g[ai]ven? way|made way"
    r"|used to\b|now (?:called|known|history|the\b)|(?:called|known as) [^,;]* now"
    r"|(?:applied|used|followed|in force|in use|ran|current) until)"
)
_ANYWHERE = re.compile(
    r"\b(?:no longer (?:appl|in force|in use|use|valid|current|follow|work to|the)"
    r"|t(?:ook|akes?|aken) (?:its|their) place|in (?:its|their) place|stopped using"
    r"|used to (?:use|follow|work))",
    re.IGNORECASE,
)


def says_replaced(sentence: str, start: int, end: int) -> bool:
    """Whether ``sentence`` says that what it names from ``start`` to ``end`` has been replaced."""
    before, after = sentence[:start], sentence[end:]
    if _BEFORE.search(before) or _AFTER.search(after) or _ANYWHERE.search(sentence):
        return True
    return any(_is_object(before, verb) for verb in _VERB.finditer(before)) or any(
        _is_subject(after, verb) for verb in _VERB.finditer(after)
    )


def _is_subject(after: str, verb: re.Match[str]) -> bool:
    """Whether what stands before these words is what was replaced: "… was replaced in May"."""
    ahead = after[: verb.start()]
    return not _NOT_YET.search(ahead) and (_is_passive(after, verb) or bool(_WHICH.search(ahead)))


def _is_object(before: str, verb: re.Match[str]) -> bool:
    """Whether the verb is done to what comes straight after it: "this replaced the old …"."""
    if _NOT_YET.search(before[: verb.start()]) or _is_passive(before, verb):
        return False
    between = re.findall(r"[^\s\"'“‘(:,]+", before[verb.end() :])
    return len(between) <= 14 and all(
        _BESIDE_OBJECT.fullmatch(word) or not word[0].islower() for word in between
    )


def _is_passive(words: str, verb: re.Match[str]) -> bool:
    if not _BOTH_WAYS.match(verb[0]):
        return True
    return bool(_PASSIVE.search(words[: verb.start()])) or words.startswith(_BY, verb.end())

"""Pages that answer searches, and what to ask them: their answers are pages too."""

from __future__ import annotations

import re
from collections import Counter
from posixpath import dirname, join, normpath
from urllib.parse import urlencode, urlsplit

from page_access.line_finder import Source

_WORD = re.compile(r"[^\W\d_]{5,}")  # shorter ones are seldom what a page is about


def queries(sources: dict[str, Source]) -> dict[str, str]:
    """By search page, the query that it is asked: the word that most pages of the site hold.

    A search page is one that a form of the site sends to, with one field of words and by ``get``.
    The word stands in a main heading too, so that it finds something.
    """
    found: dict[str, str] = {}
    for page, source in sources.items():
        for form in source.root.iter("form") if source.root is not None else ():
            fields = [one for one in form.iter("input") if one.get("name")]
            typed = [one for one in fields if one.get("type", "text") in ("search", "text")]
            target = _target(page, form.get("action") or "")
            by_get = (form.get("method") or "get").lower() == "get"
            if by_get and len(fields) == len(typed) == 1 and target in sources:
                found.setdefault(target, str(typed[0].get("name")))
    word = _commonest(sources) if found else ""
    return {page: "?" + urlencode({name: word}) for page, name in found.items() if word}


def _target(page: str, action: str) -> str:
    """The file of the page that a form sends to; another host's is none of ours."""
    parts = urlsplit(action)
    if parts.netloc or parts.path.startswith("/"):
        return ""
    path = normpath(join(dirname(page), parts.path)) if parts.path else page
    return normpath(join(path, "index.html")) if parts.path.endswith("/") else path


def _commonest(sources: dict[str, Source]) -> str:
    """The word of a main heading that stands on most pages; of two, the first of the alphabet."""
    held: Counter[str] = Counter()
    headings: set[str] = set()
    for source in sources.values():
        if source.root is None:
            continue
        main = next(source.root.iter("main"), source.root)
        held.update(set(_words("".join(main.itertext()))))
        headings.update(*(_words("".join(one.itertext())) for one in source.root.iter("h1")))
    return min(headings, key=lambda word: (-held[word], word), default="")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())

"""The register's names, looked up in running words.

A name is found however it is typed: capitals or not where that is safe, hyphens, curly quotes,
singular or plural, "&" for "and", with its years or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from named_documents.vocabulary import HEADS, LAWS, SMALL
from named_documents.word_tokens import YEAR, Tokens, plain


class Document(Protocol):
    """What the register knows of a document. A ``url`` that is not known is empty."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...
    @property
    def url(self) -> object: ...
    @property
    def status(self) -> str: ...
    @property
    def superseded_by(self) -> str | None: ...


@dataclass(frozen=True)
class Edition:
    """One document that a name may mean, and the years its name bears."""

    document: Document
    years: tuple[str, ...]
    typed: bool  # the register itself spells the name so


@dataclass
class Form:
    """A name in plain words, without years, and the documents that bear it."""

    words: tuple[str, ...]
    spelt: tuple[str, ...]
    editions: list[Edition] = field(default_factory=list)
    any_case: bool = False

    @property
    def is_law(self) -> bool:
        """Whether the name ends as a law's does."""
        return self.words[-1] in LAWS

    @cached_property
    def all_words(self) -> set[str]:
        """Every word of the names that its documents bear."""
        documents = [edition.document for edition in self.editions]
        names = " ".join(
            name for document in documents for name in (document.title, *document.aliases)
        )
        return set(Tokens(names).plain)

    @property
    def is_typed(self) -> bool:
        """Whether the register itself spells a name so for some document."""
        return any(edition.typed for edition in self.editions)

    def edition(self, years: tuple[str, ...]) -> Document | None:
        """The document of these years; of none, the one that bears the name without them.

        ``None`` where the register knows other years of the name, and not these.
        """
        if years:
            if dated := self._dated(years):
                return dated
            if any(_years_of(edition.document) for edition in self.editions):
                named = [e.document for e in self.editions if years[0] in _years_of(e.document)]
                return named[0] if named else None
        typed = [edition for edition in self.editions if not edition.years and edition.typed]
        current = [edition for edition in self.editions if edition.document.status == "current"]
        return (typed or current or self.editions)[0].document

    def _dated(self, years: tuple[str, ...]) -> Document | None:
        """The document whose name bears these years; failing that, some of them."""
        dated = [edition for edition in self.editions if edition.years]
        ways = (
            [edition for edition in dated if edition.years == years],
            [edition for edition in dated if edition.years[0] == years[0]],
            [edition for edition in dated if years[0] in edition.years],
        )
        return next((way[0].document for way in ways if way), None)


def _years_of(document: Document) -> set[str]:
    return set(YEAR.findall(" ".join((document.title, *document.aliases))))


class Titles:
    """All names of a register, ready to be looked up.

    ``forms`` has each name by its plain words, ``first`` by its first word, the longest first,
    and ``by_words`` by its weighty words in any order. ``kinds`` has the last words ("policy")
    of each document's title by its id, and ``laws`` the kind, the first year and the document
    of each law.
    """

    def __init__(self, register: Iterable[Document]) -> None:
        self.documents = list(register)
        self.forms: dict[tuple[str, ...], Form] = {}
        for document in self.documents:
            for name in (document.title, *document.aliases):
                self._add(name, document, typed=True)
        for document in self.documents:
            for name in (document.title, *document.aliases):
                for spelling in _short_ways(name):
                    self._add(spelling, document, typed=False)
        self.first: dict[str, list[Form]] = {}
        self.by_words: dict[frozenset[str], Form] = {}
        for form in self.forms.values():
            self.first.setdefault(form.words[0], []).append(form)
            self.by_words.setdefault(frozenset(form.words) - SMALL, form)
        for forms in self.first.values():
            forms.sort(key=lambda form: -len(form.words))
        titles = {document.id: Tokens(document.title) for document in self.documents}
        self.kinds = {id: frozenset(words.plain) & HEADS for id, words in titles.items()}
        self.laws = [
            (word, years[0], document)
            for document in self.documents
            for number, word in enumerate(titles[document.id].plain)
            if word in LAWS and (years := titles[document.id].years(number + 1)[0])
        ]

    def _add(self, name: str, document: Document, *, typed: bool) -> None:
        words, years = _without_years(Tokens(name))
        while words and plain(words[0]) in ("the", "our"):
            words = words[1:]
        key = tuple(map(plain, words))
        if not key or (len(key) == 1 and (key[0] in HEADS or not words[0].isupper())):
            return  # one ordinary word would be found all over a page
        if not typed and (key in self.forms and self.forms[key].is_typed):
            return  # the register has said whose name this is
        form = self.forms.setdefault(key, Form(key, tuple(words)))
        form.editions.append(Edition(document, years, typed))
        small = all(word[0].islower() for word in words if word[0].isalpha())
        shaped = len(key) > 1 and any(word in HEADS - LAWS for word in key)
        form.any_case = form.any_case or shaped or (typed and small)

    def starting(self, words: Tokens, number: int) -> Iterator[tuple[Form, int]]:
        """The names that begin with a word, longest first, each with the word after it."""
        for form in self.first.get(words.plain[number], ()):
            end = number + len(form.words)
            if tuple(words.plain[number:end]) == form.words and all(
                words.joined(inner) for inner in range(number + 1, end)
            ):
                yield form, end

    def law_years(self, document: Document | None) -> list[str]:
        """The years that the register's titles of laws give this one."""
        return [year for _, year, law in self.laws if document and law.id == document.id]

    def law_of(self, kind: str, year: str) -> Document | None:
        """The one law of this kind ("act") and year, where the register has just one."""
        found = [document for k, y, document in self.laws if (k, y) == (kind, year)]
        return found[0] if len(found) == 1 else None


def _without_years(words: Tokens) -> tuple[list[str], tuple[str, ...]]:
    """A name's words without the year or years that it begins or ends with, and those years."""
    years, after = words.years(0)
    if years and after < len(words) - 1:
        return words.raw[after:], years
    for back in (3, 2, 1):
        at = len(words) - back
        if at > 1:  # "CA 1989" is no name without its year
            years, after = words.years(at)
            if years and after == len(words):
                return words.raw[:at], years
    return words.raw, ()


def plain_name(name: str) -> str:
    """A name as two spellings of it compare: "The Pets Policy" and "pets policy" are the same."""
    words = Tokens(name).plain
    return " ".join(words[1:] if words[:1] in (["the"], ["our"]) else words)


_LAST = (
    "(?:policy|procedures?|strategy|protocol|framework|guidance|standards|code|notice|practice"
    "|conduct|regulations)"
)
_ENDS_A_NAME = re.compile(rf"\b{_LAST}(?: [\d –-]+)?$", re.IGNORECASE)
_BEFORE_FOR = re.compile(rf"((?:\S+ ){{2,}}{_LAST}) (?:for|to|on|in) .+$", re.IGNORECASE)


def _short_ways(name: str) -> Iterator[str]:
    """Shorter ways in which people write a long title."""
    bare = " ".join(re.sub(r"\([^()]*\)", " ", name).split())
    if bare != name:
        yield bare
    if len(name.split()) > 1 and not set(Tokens(name).plain) & HEADS:
        yield f"{name} guidance"
        yield f"{name} strategy"
    before, colon, _ = name.partition(":")
    if colon and len(before.split()) > 2 and _ENDS_A_NAME.search(before):
        yield before
    short = _BEFORE_FOR.match(name)
    if short:
        yield short[1]


def leads_to(target: str, document: Document) -> bool:
    """Whether a link's target is the document: ``policy:`` and its id, or the register's address.

    ``http`` and ``https`` are alike, a last slash does not count, and more may follow after
    ``/``, ``?`` or ``#``. Where the register's address has a query, the target has the same
    one or none.
    """
    kind, _, id = target.partition(":")
    if kind.lower() == "policy":
        return id == document.id
    ours, theirs = _split(str(document.url or "")), _split(target)
    if not ours[0] or not theirs[0]:
        return False
    if ours[1]:
        return theirs[0] == ours[0] and (not theirs[1] or set(ours[1]) <= set(theirs[1]))
    return f"{theirs[0]}/".startswith(f"{ours[0]}/")


def _split(address: str) -> tuple[str, list[str]]:
    """An address as two spellings of it compare, and the parts of its query."""
    match = _ADDRESS.match(address.strip())
    if match is None:
        return "", []
    return match[1].lower() + match[2].rstrip("/"), [p for p in (match[3] or "").split("&") if p]


_ADDRESS = re.compile(r"(?:https?:)?//([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?", re.IGNORECASE)

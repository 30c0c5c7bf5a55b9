"""One fault of one element is told once, whichever engines saw it and in whichever modes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from page_access.fault import Fault
from page_access.line_finder import Element, element_of
from page_access.messages import barriers
from page_access.viewports import Mode

_FIRST = ("own", "axe", "ibm", "htmlcs", "html")
"""Whose words are told where several saw the same: those that say most first."""


_PAGE = ("html", "head", "title", "body")
_LONGEST = 200  # signs of an element that are shown


@dataclass
class MergedFault:
    """A fault, who else saw it, and the modes in which it was seen; none for a page as a file."""

    fault: Fault
    element: Element | None
    rules: set[str]
    modes: set[Mode] = field(default_factory=set)

    @property
    def excerpt(self) -> str:
        """The start of the element's HTML; of the page's own elements, the start tag."""
        html = self.fault.element[:_LONGEST].replace(' style=""', "")  # left by a check
        whole = self.element is not None and self.element.tag in _PAGE
        return html.partition(">")[0] + ">" if whole and ">" in html else html

    @property
    def criteria(self) -> tuple[str, ...]:
        return self.fault.criteria


def merge(faults: Iterable[tuple[Fault, Mode | None]]) -> list[MergedFault]:
    """The faults of one page, each once.

    Two rules saw the same where they name the same element and ``messages.yml`` has the same words
    for both. So did two engines that name a WCAG criterion in common; but a check of our own is
    often about one side of a criterion alone, and two rules of one engine are two for a reason.
    What is said of the page as a whole has no one element.
    """
    told = _Told()
    for fault, mode in sorted(faults, key=lambda one: _rank(one[0])):
        element = element_of(fault.element)
        here = told.of(element)
        seen = next((one for one in here if fault.rule in one.rules), None)
        seen = seen or next((one for one in here if _same_matter(one, fault)), None)
        if seen is None:
            seen = MergedFault(fault, element, {fault.rule})
            told.add(seen)
        seen.rules.add(fault.rule)
        if mode is not None:
            seen.modes.add(mode)
        if fault.level == "error" and seen.fault.level == "warning":
            seen.fault = replace(seen.fault, level="error")
    return told.all


class _Told:
    """What was told already, by element, so that a page of 5,000 faults takes no longer a fault."""

    def __init__(self) -> None:
        self.all: list[MergedFault] = []
        self._whole: dict[object, list[MergedFault]] = defaultdict(list)
        self._cut: list[MergedFault] = []

    def of(self, element: Element | None) -> list[MergedFault]:
        """All of what may be the same element."""
        if element is not None and not element.whole:
            return [one for one in self.all if one.element and one.element.same(element)]
        near = [*self._whole[_key(element)], *self._cut]
        return [one for one in near if _one(one.element, element)]

    def add(self, seen: MergedFault) -> None:
        self.all.append(seen)
        cut = seen.element is not None and not seen.element.whole
        (self._cut if cut else self._whole[_key(seen.element)]).append(seen)


def _key(element: Element | None) -> object:
    if element is None or element.tag in _PAGE:
        return "page" if element else None
    return element.tag, element.attributes


def _same_matter(seen: MergedFault, fault: Fault) -> bool:
    return _about(seen.fault) == _about(fault) or _engines_agree(seen, fault)


def _engines_agree(seen: MergedFault, fault: Fault) -> bool:
    engines = {_engine(rule) for rule in seen.rules}
    return (
        not engines & {"own", _engine(fault.rule)}
        and _engine(fault.rule) != "own"
        and bool(set(seen.criteria) & set(fault.criteria))
    )


def _one(one: Element | None, other: Element | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.same(other) or (one.tag in _PAGE and other.tag in _PAGE)


def _about(fault: Fault) -> object:
    """What our words say of the rule; the rule itself where they say nothing."""
    known = barriers().get(fault.rule)
    return (known.why, known.do) if known else fault.rule


def _engine(rule: str) -> str:
    return rule.partition("-")[0]


def _rank(fault: Fault) -> tuple[int, str, bool, int, str]:
    """Those first that say most, and show the element whole; pa11y-ci shortens it with dots."""
    engine = _engine(fault.rule)
    order = _FIRST.index(engine) if engine in _FIRST else len(_FIRST)
    return order, fault.rule, "...</" in fault.element, -len(fault.message), fault.element

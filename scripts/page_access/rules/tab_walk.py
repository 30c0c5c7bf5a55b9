"""A walk through the page with the Tab key: what it reaches, and whether the focus is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error, Page

from page_access.rules.browser_scripts import script

MOST = 150
"""Presses of Tab; beyond these a page says the same again."""

_INSIDE = 14  # stops inside one date field or player
_TRIES = 5


@dataclass(frozen=True)
class Stop:
    """One stop of the Tab key.

    ``element`` is the start of its HTML. ``seen`` says whether it looks another way with the
    focus than without; ``covered`` holds the HTML of what hides all of it, or nothing;
    ``unseen`` says that the focus is nowhere on the screen. ``ring`` is the contrast of its
    outline where that is the only sign and below 3 to 1, or else 0; ``words`` the same for
    its words while it has the focus.
    """

    element: str
    seen: bool
    unseen: bool
    covered: str
    ring: float
    words: float


@dataclass(frozen=True)
class Walk:
    """A walk: its stops in order, and the HTML of what was wrong on the way.

    ``traps`` let the keyboard in but not out, ``missed`` are shown and never reached,
    ``thrown`` gave the focus away at once, and ``moved`` changed the page by being reached.
    """

    stops: tuple[Stop, ...]
    traps: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    thrown: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


def walk(tab: Page, most: int = MOST) -> Walk:
    """Press Tab from the top of the page until the end, ``most`` times at most.

    Where something was wrong on the way, the walk is made again, and only what both say is told:
    a script that was late on a busy computer is no fault of the page.
    """
    found = _walk(tab, most)
    if not (found.traps or found.missed or found.thrown or found.moved):
        return found
    again = _walk(tab, most)
    return Walk(
        found.stops,
        _both(found.traps, again.traps),
        _both(found.missed, again.missed),
        _both(found.thrown, again.thrown),
        _both(found.moved, again.moved),
    )


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in first if one in second)


def _walk(tab: Page, most: int) -> Walk:
    address = tab.url
    begin = script("dom_helpers", "keyboard", do="return own_walk.begin();")
    trail = _Trail(tab, tab.evaluate(begin))
    for _ in range(min(most, trail.count * 2 + _INSIDE)):
        tab.keyboard.press("Tab")
        if not trail.follow():
            break
    try:
        missed, thrown = tab.evaluate("() => [own_walk.left(), own_walk.thrown()]")
    except Error:  # the page has gone to another, and no stop of ours has led there
        _come_back(tab, address)
        return Walk(_stops(tab, trail.met, look_again=False))
    complete = not trail.traps and not thrown and len(trail.met) < most
    stops = _stops(tab, trail.met, look_again=True)
    tab.evaluate("() => own_walk.end()")
    return Walk(
        stops,
        tuple(trail.traps),
        tuple(missed) if complete else (),
        tuple(thrown),
        tuple(trail.moved),
    )


def _come_back(tab: Page, address: str) -> None:
    for _ in range(_TRIES):
        try:
            tab.goto(address)
        except Error:  # it is still on its way to the other page
            tab.wait_for_load_state()
        else:
            return


@dataclass
class _Trail:
    """Where the walk has been: ``count`` stops are to be expected on the page."""

    tab: Page
    count: int
    met: list[Mapping[str, Any]] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    inside: int = 0
    idle: int = 0

    def follow(self) -> bool:
        """Note where one press of Tab has led; whether to press again."""
        now = self._here()
        if now is None:
            return False
        if now["number"] == -1:
            self.idle += 1
            return self.idle <= 2 and len(self.met) < self.count
        if not now.get("again"):
            self.inside = 0
            self.met.append(now)
            return True
        if now["inner"] and self.inside < _INSIDE:
            self.inside += 1
            return True
        if now["kept"]:
            self.traps.append(now["element"])
            return len(self.traps) <= _TRIES and self._steps_over()
        # The browser has gone round: the page has ended, or one field has more stops than we count.
        return bool(now["inner"]) and self._steps_over()

    def _here(self) -> Mapping[str, Any] | None:
        """What holds the focus now; nothing where the page has gone all the same."""
        try:
            now: Mapping[str, Any] = self.tab.evaluate("() => own_walk.now()")
        except Error:
            return None
        self.moved += now["led"]
        return now

    def _steps_over(self) -> bool:
        """Go on behind what does not let the keyboard out; whether there is anything more."""
        last = [self.met[-1]["number"]]
        if not self.tab.evaluate("list => own_walk.step_over(list)", last):
            return False
        now = self._here()
        if now and not now.get("again") and now["number"] != -1:
            self.met.append(now)
        return now is not None


def _stops(tab: Page, met: list[Mapping[str, Any]], *, look_again: bool) -> tuple[Stop, ...]:
    found = []
    for one in met:
        seen = one["changed"] or one.get("unseen")
        if not seen and look_again:
            seen = _pixels_change(tab, one["number"])
        found.append(
            Stop(
                element=one["element"],
                seen=bool(seen),
                unseen=bool(one.get("unseen")),
                covered=one.get("covered") or "",
                ring=one["weak"],
                words=one["dim"],
            )
        )
    return tuple(found)


def _pixels_change(tab: Page, number: int) -> bool:
    """Whether the place of an element looks another way with the focus: for odd ways to show it."""
    try:
        tab.evaluate("n => own_walk.give(n, true)", number)
        place = tab.evaluate("n => own_walk.box_of(n)", number)
        if not place or place["width"] < 1 or place["height"] < 1:
            return True
        with_focus = tab.screenshot(clip=place, caret="hide", animations="disabled")
        tab.evaluate("n => own_walk.give(n, false)", number)
        without = tab.screenshot(clip=place, caret="hide", animations="disabled")
    except Error:
        return True  # it is not on the screen: that is said already
    return with_focus != without

"""A walk through the page with the Tab key: what it reaches, and whether the focus is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from local_offer.accessibility.fault import Fault

MOST = 150
"""Presses of Tab; beyond these a page says the same again."""

_INSIDE = 14  # stops inside one date field or player
_TRIES = 5
_FOLDER = Path(__file__).parent


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
    """Press Tab from the top of the page until the end, ``most`` times at most."""
    trail = _Trail(tab, tab.evaluate(_script() + "return own_walk.begin();}"), tab.url)
    for _ in range(min(most, trail.count * 2 + _INSIDE)):
        tab.keyboard.press("Tab")
        if not trail.follow():
            break
    if trail.moved:
        return Walk(_stops(tab, trail.met, look_again=False), moved=tuple(trail.moved))
    missed, thrown = tab.evaluate("() => [own_walk.left(), own_walk.thrown()]")
    complete = not trail.traps and not thrown and len(trail.met) < most
    stops = _stops(tab, trail.met, look_again=True)
    tab.evaluate("() => own_walk.end()")
    return Walk(stops, tuple(trail.traps), tuple(missed) if complete else (), tuple(thrown))


@dataclass
class _Trail:
    """Where the walk has been: ``count`` stops are to be expected on the page."""

    tab: Page
    count: int
    address: str
    met: list[Mapping[str, Any]] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    inside: int = 0
    idle: int = 0

    def follow(self) -> bool:
        """Note where one press of Tab has led; whether to press again."""
        try:
            now = self.tab.evaluate("() => own_walk.now()")
        except Error:  # the page has gone
            now = None
        if now is None or _without_place(self.tab.url) != _without_place(self.address):
            self.moved.append(_come_back(self.tab, self.address, self.met))
            return False
        if len(self.tab.context.pages) > 1 and self._closes_windows():
            self.moved.append(now.get("element", ""))
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
        return not self._is_round(now) and self._steps_over(now)

    def _closes_windows(self) -> bool:
        """Close the windows that the page has opened itself; whether there were any."""
        opened = [page for page in self.tab.context.pages if page.opener() == self.tab]
        for page in opened:
            page.close()
        return bool(opened)

    def _is_round(self, now: Mapping[str, Any]) -> bool:
        """Whether the keyboard is at the top again because the page has ended."""
        if now["number"] != self.met[0]["number"]:
            return False
        if len(self.met) == 1:
            return self.count == 1 and not self.tab.evaluate(_PREVENTED)
        # What gives the focus away sends the keyboard back to the top as well.
        ended = "() => !own_walk.left().length || own_walk.thrown().length > 0"
        return bool(self.tab.evaluate(ended))

    def _steps_over(self, now: Mapping[str, Any]) -> bool:
        """Note a trap and go on behind it; whether there is anything more."""
        self.traps.append(now["element"])
        last = [self.met[-1]["number"]]
        if len(self.traps) > 3 or not self.tab.evaluate("list => own_walk.step_over(list)", last):
            return False
        now = self.tab.evaluate("() => own_walk.now()")
        if not now.get("again") and now["number"] != -1:
            self.met.append(now)
        return True


def _without_place(address: str) -> str:
    return address.partition("#")[0]


def _come_back(tab: Page, address: str, met: list[Mapping[str, Any]]) -> str:
    """Go back to the page that the walk led away from; the HTML of the stop that did it."""
    for _ in range(_TRIES):
        try:
            tab.goto(address)
            break
        except Error:  # it is still on its way to the other page
            tab.wait_for_load_state()
    stops: list[str] = tab.evaluate(_script() + "return candidates().map(start);}")
    last = met[-1]["element"] if met else ""
    at = stops.index(last) + 1 if last in stops else 0
    return stops[at] if at < len(stops) else last


_PREVENTED = """() => {
  const press = new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true });
  return !document.activeElement.dispatchEvent(press);
}"""


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


@lru_cache(maxsize=1)
def _script() -> str:
    parts = (_FOLDER / "page" / "1-base.js", _FOLDER / "keyboard.js")
    return "() => {\n" + "\n".join(part.read_text(encoding="utf-8") for part in parts)


def keyboard(tab: Page) -> list[Fault]:
    """What stands in the way of people who use a keyboard."""
    found = walk(tab)
    faults = [_trap(element) for element in found.traps]
    faults += [_missed(element) for element in found.missed]
    faults += [_thrown(element) for element in found.thrown]
    faults += [_moved(element) for element in found.moved]
    for stop in found.stops:
        faults += _focus(stop)
    return faults


def _trap(element: str) -> Fault:
    return Fault(
        "own-keyboard-trap",
        element,
        "The keyboard gets in here but not out again. People without a mouse must close the page.",
        "Let Tab and Shift with Tab leave it.",
        ("2.1.2",),
    )


def _missed(element: str) -> Fault:
    return Fault(
        "own-not-reached",
        element,
        "The Tab key never stops here, so people without a mouse cannot use it.",
        "Take out what keeps the keyboard away, such as a script on the way to it.",
        ("2.1.1",),
    )


def _thrown(element: str) -> Fault:
    return Fault(
        "own-focus-thrown-away",
        element,
        "This gives the focus away as soon as the keyboard reaches it, so nobody can use it.",
        "Take out the script that does so.",
        ("2.1.1", "2.4.7"),
    )


def _moved(element: str) -> Fault:
    return Fault(
        "own-moves-on-focus",
        element,
        "Another page or window opens as soon as the keyboard reaches this.",
        "Open it only when people press it.",
        ("3.2.1",),
    )


def _focus(stop: Stop) -> list[Fault]:
    found = []
    if stop.unseen:
        found.append(
            Fault(
                "own-focus-off-screen",
                stop.element,
                "The keyboard stops here, but it is nowhere to be seen.",
                "Show it when it has the focus, or keep the keyboard away from what is hidden.",
                ("2.4.7",),
            )
        )
    elif not stop.seen:
        found.append(
            Fault(
                "own-focus-not-seen",
                stop.element,
                "This looks the same with the focus as without. People with a keyboard lose "
                "their place.",
                "Give it an outline on :focus-visible, and never write outline: none alone.",
                ("2.4.7",),
            )
        )
    if stop.covered:
        found.append(
            Fault(
                "own-focus-covered",
                stop.element,
                "When the keyboard reaches this, something that sticks to the screen covers it.",
                "Add scroll-padding of the height of the bar, or let the bar scroll away.",
                ("2.4.11",),
            )
        )
    if stop.ring:
        found.append(
            Fault(
                "own-focus-weak",
                stop.element,
                f"The outline that shows the focus has a contrast of {stop.ring:.1f} to 1. People "
                "with low vision do not see it.",
                "Give it at least 3 to 1.",
                ("1.4.11", "2.4.7"),
            )
        )
    if stop.words:
        found.append(
            Fault(
                "own-contrast-focus",
                stop.element,
                f"With the focus, these words have a contrast of {stop.words:.1f} to 1.",
                "Give them at least 4.5 to 1 in every state.",
                ("1.4.3",),
            )
        )
    return found

"""What happens when something is pressed, tried in a window apart with a clock that we wind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Error, Page

from page_access.fault import Fault
from page_access.rules.browser_scripts import script
from page_access.rules.rule_table import told

_MOST = 4  # things pressed on one page
_SOON, _LATE = 700, 30_000  # milliseconds on the wound clock
_TABS = 12


def pressing(tab: Page) -> list[Fault]:
    """Faults of dialogs, messages and fields that act by themselves; ``tab`` is left alone.

    ``note_listeners`` must have looked at the page first: it knows what can be pressed.
    """
    found = tab.evaluate(script("dom_helpers", "dialogs", do="return pressable();"))
    if not found["scripted"] or tab.context.browser is None:
        return []
    with _apart(tab) as other:
        faults = list(_by_itself(other, tab.url))
        for index in found["press"][:_MOST]:
            faults += _tried(_press, other, tab.url, index)
        for index in found["choose"][:_MOST]:
            faults += _tried(_choose, other, tab.url, index)
    return faults


@contextmanager
def _apart(tab: Page) -> Iterator[Page]:
    """A window of the same size whose clock goes only as far as we wind it."""
    browser = tab.context.browser
    if browser is None:
        raise ValueError("The page needs a browser that can open another window.")
    apart = browser.new_context(viewport=tab.viewport_size, bypass_csp=True)
    try:
        apart.clock.install()
        yield apart.new_page()
    finally:
        apart.close()


def _open(other: Page, address: str, *, quiet: bool = False) -> None:
    """Show the page once it has set itself up: what its scripts put there first is no change."""
    other.goto(address, wait_until="networkidle" if quiet else "load")
    other.clock.run_for(_SOON)
    other.evaluate(script("dom_helpers", "dialogs", do="own_press.watch();"))


def _by_itself(other: Page, address: str) -> Iterator[Fault]:
    """What changes on the page though nobody does anything."""
    changed: list[str] = []
    try:
        _open(other, address, quiet=True)
        other.evaluate("() => own_press.remember()")
        other.clock.run_for(_LATE)
        gone = _elsewhere(other, address)
        changed = [] if gone else other.evaluate("() => own_press.changed()")
    except Error:
        gone = _elsewhere(other, address)
    if gone:
        yield told("moves-on-by-itself", "")
    for element in changed:
        yield told("changes-by-itself", element)


def _elsewhere(other: Page, address: str) -> bool:
    """Whether the page has gone to another, or is about to."""
    try:
        leads = bool(other.evaluate("() => globalThis.own_press?.leads"))
    except Error:
        leads = True  # it was going while it was asked
    return leads or other.url.partition("#")[0] != address.partition("#")[0]


def _tried(
    way: Callable[[Page, str, int], Iterator[Fault]], other: Page, address: str, index: int
) -> list[Fault]:
    """What one way to use the page tells of the element ``index``."""
    try:
        _open(other, address)
        return list(way(other, address, index))
    except Error:
        return []  # it went to another page, or broke: nothing can be said of it here


def _press(other: Page, address: str, index: int) -> Iterator[Fault]:
    if not other.evaluate("index => own_press.press(index)", index):
        return
    other.clock.run_for(_SOON)
    if _elsewhere(other, address):
        return
    seen = other.evaluate("() => own_press.judge()")
    if seen.get("dialog"):
        yield from _dialog(other, seen)
    elif seen.get("message"):
        yield from _message(other, seen)


def _choose(other: Page, address: str, index: int) -> Iterator[Fault]:
    """Whether choosing something at once leads to another page, window or part of the page."""
    element = other.evaluate("index => own_press.name(index)", index)
    taken = ""
    try:
        other.evaluate("index => own_press.choose(index)", index)
        other.clock.run_for(_SOON)
        taken = other.evaluate("() => own_press.taken()")
    except Error:
        if not _elsewhere(other, address):
            return
    if _elsewhere(other, address) or len(other.context.pages) > 1:
        yield told("moves-on-change", element)
    elif taken:
        yield told("moves-on-change/focus", element)


def _dialog(other: Page, seen: Mapping[str, Any]) -> Iterator[Fault]:
    element = seen["dialog"]
    if not seen["focused"]:
        yield told("dialog-without-focus", element)
    if seen["close"]:
        yield told("dialog-close", seen["close"])
    if seen["modal"] and not (seen["named"] and seen["title"]):
        yield told("dialog-without-name", element)
    has_stops = other.evaluate("() => own_press.enter()")
    if seen["modal"] and _leaks(other):
        yield told("dialog-leaks", element)
    if has_stops:
        other.evaluate("() => own_press.enter()")
    other.keyboard.press("Escape")
    other.clock.run_for(_SOON)
    if other.evaluate("() => own_press.open()"):
        yield told("dialog-ignores-escape", element)
    elif not other.evaluate("() => own_press.back()"):
        yield told("dialog-loses-focus", element)


def _leaks(other: Page) -> bool:
    for _ in range(_TABS):
        other.keyboard.press("Tab")
        if not other.evaluate("() => own_press.open()"):
            return False
        if other.evaluate("() => own_press.outside()"):
            return True
    return False


def _message(other: Page, seen: Mapping[str, Any]) -> Iterator[Fault]:
    other.clock.run_for(_LATE)
    if other.evaluate("() => own_press.gone()"):
        yield told("message-vanishes", seen["message"], words=seen["text"])
    if seen["live"] or seen["folds"] or seen["inside"]:
        return
    if seen["short"]:
        yield told("message-silent", seen["message"], words=seen["text"])
    else:
        yield told("state-not-said", seen["opener"])

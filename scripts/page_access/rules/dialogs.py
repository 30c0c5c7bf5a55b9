"""What happens when something is pressed, tried in a window apart with a clock that we wind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from page_access.fault import Fault

_FOLDER = Path(__file__).parent
_MOST = 4  # things pressed on one page
_SOON, _LATE = 700, 30_000  # milliseconds on the wound clock
_TABS = 12

_PRESSABLE = """() => {
  const all = [...document.querySelectorAll("*")], heard = globalThis.own_listeners || new Map();
  const page = (globalThis.own_page_listeners || []).concat(heard.get(document.body) || []);
  const scripted = [...document.scripts].some((s) => !s.type || /javascript|module/.test(s.type))
    || document.querySelector("[onclick],[onchange]");
  const submits = (e) => e.form && (e.type === "submit" || e.type === "image");
  const press = all.filter((e) => e.checkVisibility() && !submits(e) && !e.matches("body,html,main,summary,label,input:not([type=button])")
    && (e.hasAttribute("onclick") || (heard.get(e) || []).includes("click")
      || (page.includes("click") && e.matches("button,[role=button],a[href='#']")))
    && !(e.matches("a[href]") && !e.getAttribute("href").startsWith("#") && !/^javascript:/.test(e.getAttribute("href"))));
  const choose = all.filter((e) => e.matches("select") && e.checkVisibility() && e.options.length > 1
    && (e.hasAttribute("onchange") || [...page, ...(heard.get(e) || []), ...(heard.get(e.form) || [])].some((k) => /change|input/.test(k))));
  const at = (e) => all.indexOf(e);
  return { press: press.map(at), choose: choose.map(at), scripted: Boolean(scripted) };
}"""  # noqa: E501  # a script in another language, kept whole


def pressing(tab: Page) -> list[Fault]:
    """Faults of dialogs, messages and fields that act by themselves; ``tab`` is left alone.

    ``note_listeners`` must have looked at the page first: it knows what can be pressed.
    """
    found = tab.evaluate(_PRESSABLE)
    if not found["scripted"] or tab.context.browser is None:
        return []
    faults: list[Fault] = []
    with _apart(tab) as other:
        faults += _by_itself(other, tab.url)
        for index in found["press"][:_MOST]:
            faults += _press(other, tab.url, index)
        for index in found["choose"][:_MOST]:
            faults += _choose(other, tab.url, index)
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
    other.evaluate(_script())
    other.evaluate("() => own_press.watch()")


def _by_itself(other: Page, address: str) -> list[Fault]:
    """What changes on the page though nobody does anything."""
    try:
        _open(other, address, quiet=True)
        other.evaluate("() => own_press.remember()")
        other.clock.run_for(_LATE)
        if _elsewhere(other, address):
            return [_moves_on()]
        changed = other.evaluate("() => own_press.changed()")
    except Error:
        return [_moves_on()] if _elsewhere(other, address) else []
    return [
        Fault(
            "own-changes-by-itself",
            element,
            "This changes though nobody does anything. People who read slowly lose what they "
            "read, and nothing stops it.",
            "Let people change it with a button.",
            ("2.2.2", "2.2.1"),
            "warning",
        )
        for element in changed
    ]


def _moves_on() -> Fault:
    return Fault(
        "own-moves-on-by-itself",
        "",
        "The page goes to another after a while, though nobody does anything.",
        "Take the script out. Give people a link or a button.",
        ("2.2.1", "3.2.5"),
    )


def _elsewhere(other: Page, address: str) -> bool:
    """Whether the page has gone to another, or is about to."""
    try:
        leads = bool(other.evaluate("() => globalThis.own_press?.leads"))
    except Error:
        leads = True  # it was going while it was asked
    return leads or other.url.partition("#")[0] != address.partition("#")[0]


def _press(other: Page, address: str, index: int) -> list[Fault]:
    try:
        _open(other, address)
        if not other.evaluate("index => own_press.press(index)", index):
            return []
        other.clock.run_for(_SOON)
        if _elsewhere(other, address):
            return []
        seen = other.evaluate("() => own_press.judge()")
        if seen.get("dialog"):
            return _dialog(other, seen)
        if seen.get("message"):
            return _message(other, seen)
    except Error:
        return []  # it went to another page, or broke: nothing can be said of it here
    return []


def _choose(other: Page, address: str, index: int) -> list[Fault]:
    """Whether choosing from a list at once leads to another page."""
    try:
        _open(other, address)
        element = other.evaluate("index => start(own_press.at(index))", index)
        other.evaluate("index => own_press.choose(index)", index)
        other.clock.run_for(_SOON)
    except Error:
        if not _elsewhere(other, address):
            return []
    if not _elsewhere(other, address) and len(other.context.pages) == 1:
        return []
    return [
        Fault(
            "own-moves-on-change",
            element,
            "Choosing something here takes people to another place at once. With a keyboard "
            "nobody can look through the choices first.",
            "Add a button, and go on only when it is pressed.",
            ("3.2.2",),
        )
    ]


def _dialog(other: Page, seen: Mapping[str, Any]) -> list[Fault]:
    element = seen["dialog"]
    faults = []
    if not seen["focused"]:
        faults.append(
            Fault(
                "own-dialog-without-focus",
                element,
                "This opens over the page, but the focus stays behind it. People with a keyboard "
                "or a screen reader do not know that it is there.",
                "Move the focus into it when it opens. The element <dialog> does that.",
                ("2.4.3",),
            )
        )
    if seen["close"]:
        faults.append(
            Fault(
                "own-dialog-close",
                seen["close"],
                "The keyboard does not reach what closes this window.",
                "Make it a <button>.",
                ("2.1.1", "2.1.2"),
            )
        )
    if seen["modal"] and not (seen["named"] and seen["title"]):
        faults.append(
            Fault(
                "own-dialog-without-name",
                element,
                "This opens over the page, but screen readers are not told that it is a window, "
                "or what it is called.",
                'Use <dialog> with aria-label, or role="dialog" and a name.',
                ("4.1.2",),
            )
        )
    has_stops = other.evaluate("() => own_press.enter()")
    if seen["modal"] and _leaks(other):
        faults.append(
            Fault(
                "own-dialog-leaks",
                element,
                "While this window is open, the Tab key leads out of it, to what lies behind.",
                "Keep the focus in it until it is closed. The element <dialog> does that.",
                ("2.4.3",),
            )
        )
    if has_stops:
        other.evaluate("() => own_press.enter()")
    other.keyboard.press("Escape")
    other.clock.run_for(_SOON)
    if other.evaluate("() => own_press.open()"):
        faults.append(
            Fault(
                "own-dialog-ignores-escape",
                element,
                "The Escape key does not close this window, as people expect of every window.",
                "Close it on Escape. The element <dialog> does that.",
                (),
                "warning",
            )
        )
    elif not other.evaluate("() => own_press.back()"):
        faults.append(
            Fault(
                "own-dialog-loses-focus",
                element,
                "When this window closes, the focus does not go back to what opened it, so people "
                "with a keyboard begin at the top again.",
                "Move the focus back to what opened it.",
                ("2.4.3",),
                "warning",
            )
        )
    return faults


def _leaks(other: Page) -> bool:
    for _ in range(_TABS):
        other.keyboard.press("Tab")
        if not other.evaluate("() => own_press.open()"):
            return False
        if other.evaluate("() => own_press.outside()"):
            return True
    return False


def _message(other: Page, seen: Mapping[str, Any]) -> list[Fault]:
    other.clock.run_for(_LATE)
    faults = []
    if other.evaluate("() => own_press.gone()"):
        faults.append(
            Fault(
                "own-message-vanishes",
                seen["message"],
                f'The message "{seen["text"]}" goes away by itself. People who read slowly, or '
                "enlarge the screen, never see it.",
                "Leave it there until people close it.",
                ("2.2.1",),
            )
        )
    if seen["short"] and not (seen["live"] or seen["folds"] or seen["inside"]):
        faults.append(
            Fault(
                "own-message-silent",
                seen["message"],
                f'The message "{seen["text"]}" comes up, but a screen reader does not say it.',
                'Put it into an element with role="status" that is on the page from the start.',
                ("4.1.3",),
                "warning",
            )
        )
    elif not (seen["live"] or seen["folds"] or seen["inside"]):
        faults.append(
            Fault(
                "own-state-not-said",
                seen["opener"],
                "This shows and hides a part of the page, but a screen reader does not say so.",
                'Keep aria-expanded="true" or "false" up to date on it, or use <details>.',
                ("4.1.2",),
            )
        )
    return faults


@lru_cache(maxsize=1)
def _script() -> str:
    parts = (_FOLDER / "page" / "dom_helpers.js", _FOLDER / "dialogs.js")
    joined = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return "() => {\n" + joined + "\nglobalThis.start = start;\n}"

"""What a walk with the Tab key tells of a page, in words."""

from __future__ import annotations

from playwright.sync_api import Page

from page_access.fault import Fault
from page_access.rules.tab_walk import Stop, walk


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

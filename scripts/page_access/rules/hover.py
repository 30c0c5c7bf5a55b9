"""The colours of words while a mouse passes over them."""

from __future__ import annotations

from playwright.sync_api import Page

from page_access.fault import Fault
from page_access.rules.browser_scripts import script
from page_access.rules.rule_table import told


def hovering(tab: Page) -> list[Fault]:
    """Words that become too faint under the mouse."""
    begin = script("dom_helpers", "controls", "hover", do="return own_hover.suspects();")
    suspects = tab.evaluate(begin)
    faults = []
    for index in suspects:
        place = tab.evaluate("index => own_hover.place(index)", index)
        if not place:
            continue
        tab.mouse.move(place["x"], place["y"])
        found = tab.evaluate("index => own_hover.faint(index)", index)
        if found:
            faults.append(told("contrast-hover", found["element"], ratio=found["ratio"]))
    if suspects:
        tab.mouse.move(0, 0)
        tab.evaluate("() => scrollTo(0, 0)")
    return faults

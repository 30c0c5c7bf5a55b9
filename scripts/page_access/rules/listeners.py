"""What the elements of a page listen to, which only the browser itself can tell."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_MOST = 400  # elements; beyond these a page of many rows says the same again


def note_listeners(tab: Page) -> None:
    """Leave in the page, for its rules, which events each element's scripts wait for."""
    note = Path(__file__).with_name("page").joinpath("note_listeners.js").read_text("utf-8")
    session = tab.context.new_cdp_session(tab)
    try:
        tab.evaluate("() => { globalThis.own_listeners = new Map(); own_page_listeners = []; }")
        page = session.send("Runtime.evaluate", {"expression": "document"})["result"]["objectId"]
        asked = {"objectId": page, "depth": -1, "pierce": False}
        found = session.send("DOMDebugger.getEventListeners", asked)["listeners"]
        kinds: dict[int, list[str]] = {}
        for one in found:
            if "backendNodeId" in one:
                kinds.setdefault(one["backendNodeId"], []).append(one["type"])
        for node, heard in list(kinds.items())[:_MOST]:
            element = session.send("DOM.resolveNode", {"backendNodeId": node})["object"]
            asked = {
                "objectId": element["objectId"],
                "functionDeclaration": note,
                "arguments": [{"value": heard}],
            }
            session.send("Runtime.callFunctionOn", asked)
    finally:
        session.detach()

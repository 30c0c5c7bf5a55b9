"""Our own pages, by the checks that are made for faulty ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from local_offer.published import Published
from page_access.rules import look
from page_access.static_server import served

MODES: tuple[tuple[int, dict[str, Any]], ...] = (
    (320, {"color_scheme": "light"}),
    (1280, {"color_scheme": "dark"}),
    (1280, {"forced_colors": "active"}),
)


@pytest.mark.slow  # tests/local_offer/test_criteria.py looks at the same pages in its own way
def test_the_pages_of_the_sample_have_no_fault(browser: Browser, built_sample: Published) -> None:
    assert built_sample.site is not None
    pages = sorted(
        path.relative_to(built_sample.site) for path in built_sample.site.rglob("*.html")
    )
    kinds = [Path("index.html"), Path("education/index.html"), Path("search/index.html")]
    found = []
    with served(built_sample.site) as address:
        for at, (width, mode) in enumerate(MODES):
            context = browser.new_context(viewport={"width": width, "height": 640}, **mode)
            tab = context.new_page()
            for page in kinds if at else pages:
                tab.goto(f"{address}/{page}")
                found += [(str(page), width, mode, one.rule, one.element) for one in look(tab)]
            context.close()
    assert found == []

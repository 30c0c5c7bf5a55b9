"""Good pages, put together from the examples of govuk-frontend (MIT licence), which many test."""

from __future__ import annotations

import json
import re
import shutil
from itertools import count
from pathlib import Path

from conftest import HOME

GOVUK = HOME / "node_modules" / "govuk-frontend" / "dist" / "govuk"

PAGES: dict[str, tuple[str, ...]] = {
    "Ask for money": (
        "input: with hint text", "date-input: default", "radios: with hint", "textarea: with hint",
        "select: default", "checkboxes: with hint", "button: default",
    ),
    "There is a problem": (
        "error-summary: default", "input: with error message",
        "date-input: with error message and hint", "radios: with fieldset and error message",
        "select: with hint text and error message", "textarea: with error message",
        "button: default",
    ),
    "Enter a date": (
        "date-input: with error on day input", "date-input: with error on month input",
        "date-input: with error on year input", "button: default",
    ),
    "Send us a file": (
        "file-upload: default", "file-upload: with hint text",
        "file-upload: with error message and hint", "button: default",
    ),
    "Choose files to send": ("file-upload: enhanced", "button: default"),
    "Before you begin": (
        "warning-text: default", "warning-text: multiple lines", "inset-text: default",
    ),
    "Read about help": ("accordion: default", "details: default", "details: expanded"),
    "Look at your answers": ("summary-list: with actions", "table: with head and caption"),
    "Your tasks": ("task-list: with hint text and additional states", "tag: green", "tag: red"),
    "News for you": ("notification-banner: default", "phase-banner: default", "panel: default"),
    "Look at days": ("tabs: default", "pagination: default"),
    "Read all of the help": ("accordion: with all sections already open",),
    "A problem with your form": ("error-summary: with description only",),
    "Give us your number": ("input: with error and hint", "button: default"),
    "Leave this page": ("exit-this-page: default",),
    "Read the news": ("notification-banner: with long heading",),
    "Make a password": (
        "password-input: with hint text", "character-count: with hint", "button: default",
    ),
}  # fmt: skip
"""The title of each page, and the examples that stand on it."""


def write_good_pages(folder: Path) -> list[str]:
    """A small site with these pages and their looks in ``folder``; the names of its pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("govuk-frontend.min.css", "govuk-frontend.min.js"):
        shutil.copy(GOVUK / name, folder / name)
    shutil.copytree(GOVUK / "assets", folder / "assets", dirs_exist_ok=True)
    (folder / "start.js").write_text(_START, encoding="utf-8")
    names = []
    for title, examples in PAGES.items():
        name = title.lower().replace(" ", "-") + ".html"
        (folder / name).write_text(_page(title, examples), encoding="utf-8")
        names.append(name)
    return names


_START = "import { initAll } from './govuk-frontend.min.js'\ninitAll()\n"


def _page(title: str, examples: tuple[str, ...]) -> str:
    named = [one.split(": ") for one in examples]
    kinds = [component for component, _ in named]
    parts = [
        _example(component, name, n if kinds.count(component) > 1 else -1)
        for n, (component, name) in enumerate(named)
    ]
    form = any(one.startswith("button") for one in examples)
    body = "\n".join(parts)
    if form:
        body = f'<form action="/send" method="post" novalidate>\n{body}\n</form>'
    return _lead_somewhere(f"""<!doctype html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>{title} - Aldermere Council</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="stylesheet" href="govuk-frontend.min.css">
</head>
<body class="govuk-template__body js-enabled govuk-frontend-supported">
{_example("skip-link", "default").replace("#test-target-element", "#content")}
<header>{_example("header", "default")}
{_example("service-navigation", "with service name and navigation")}</header>
<div class="govuk-width-container">
{_example("breadcrumbs", "default")}
<main class="govuk-main-wrapper" id="content">
<h1 class="govuk-heading-xl">{title}</h1>
{body}
</main>
</div>
<footer>{_example("footer", "with meta links and meta content")}</footer>
<script type="module" src="start.js"></script>
</body>
</html>
""")


def _lead_somewhere(html: str) -> str:
    """The links of the examples lead to places that are not there; ours lead to other pages."""
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    places = count(1)
    return re.sub(
        r'href="#([^"]*)"',
        lambda link: link[0] if link[1] in ids else f'href="/page-{next(places)}/"',
        html,
    )


def _example(component: str, name: str, number: int = -1) -> str:
    """One example; its ids get a number, since two of a kind may stand on one page."""
    file = GOVUK / "components" / component / "fixtures.json"
    fixtures = json.loads(file.read_text(encoding="utf-8"))["fixtures"]
    html = str(next(one["html"] for one in fixtures if one["name"] == name))
    if number < 0:
        return html
    for id in sorted(set(re.findall(r'\bid="([^"]+)"', html)), key=len, reverse=True):
        html = re.sub(rf'(?<=["# ]){re.escape(id)}(?=[" ])', f"{id}-{number}", html)
    return html

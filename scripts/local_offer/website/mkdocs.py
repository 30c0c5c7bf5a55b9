"""The presser of one button: the site generator. Its name, and its theme's, appear here alone."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from local_offer.dialect.rendering import render
from local_offer.dialect.templates import template_fault
from local_offer.loading.settings import site_settings
from local_offer.model import Day, Finding, Offer
from local_offer.website.complaints import complaints_in, listen
from local_offer.website.engine import Engine
from local_offer.website.facts import template_facts
from local_offer.website.stage import finish, menu_findings, pages_of, stage
from local_offer.website.text_page import text_page


@dataclass
class MadePages:
    """What went wrong; where that is nothing, the pages stand whole in the folder ``site``.

    ``address`` is the one that they will have, empty where that is not known yet. ``config`` is
    the generator's own, for one that makes a page again.
    """

    findings: list[Finding]
    site: Path
    address: str = ""
    config: Any = None


def make_pages(
    offer: Offer,
    folder: Path,
    work: Path,
    today: Day,
    *,
    printed: Mapping[str, Any],
    engine: Engine = "mkdocs",
) -> MadePages:
    """Make every page beneath the folder ``work``. Nothing outside it is touched."""
    settings, findings = site_settings(folder)
    made = MadePages(findings, work / "site", str(settings.get("site_url") or ""))
    made.findings += menu_findings(settings, offer, folder)
    if made.findings:
        return made
    rendered: dict[str, str] = {}
    dialect = {"offer": offer, "rendered": rendered}
    facts = {**template_facts(offer), "printed": dict(printed)}
    if engine == "mkdocs":
        settings_file = stage(settings, offer, folder, work, today, facts={})
        made.findings = listen(folder, lambda: _build(settings_file, dialect, facts, today, made))
    else:
        settings_file = stage(settings, offer, folder, work, today, facts=facts)
        made.findings = _run(engine, settings_file, folder, today)
    if made.findings:
        return made
    files = list(pages_of(settings.get("nav"))) or [page.file for page in offer.pages]
    name = str(settings.get("site_name") or "")
    html = {page.slug: rendered.get(page.body.strip("\n"), "") for page in offer.pages}
    for page in offer.pages if engine != "mkdocs" else ():
        html[page.slug] = render(page.body, offer, folder, today)
    try:
        text = text_page(
            offer,
            folder,
            html,
            files,
            site_name=name,
            address=made.address,
            links_to_files=engine != "mkdocs",
        )
    except jinja2.TemplateError as problem:
        made.findings.append(template_fault(problem))
        return made
    finish(made.site, offer, text, made.address)
    return made


def make_page_again(made: MadePages, offer: Offer, folder: Path, file: str) -> list[Finding]:
    """Make one page again, such as ``education.md``, after its words were saved."""
    from mkdocs.commands.build import build  # noqa: PLC0415  # loaded by now

    config = made.config
    config.extra["offer"] = {**template_facts(offer), "printed": config.extra["offer"]["printed"]}
    config.mdx_configs["local_offer.dialect"]["offer"] = offer
    Path(config.docs_dir, file).write_bytes((folder / "content" / file).read_bytes())
    return listen(folder, lambda: build(config, dirty=True))


def _build(
    settings_file: Path, dialect: dict[str, Any], facts: dict[str, Any], today: Day, made: MadePages
) -> None:
    """Build in this program, with the offer and its facts as they are in memory."""
    os.environ |= _surroundings(today)
    from mkdocs.commands.build import build  # noqa: PLC0415  # half a second to load
    from mkdocs.config import load_config  # noqa: PLC0415

    config: Any = load_config(str(settings_file), strict=False)
    config.extra["offer"] = facts
    config.mdx_configs["local_offer.dialect"] |= dialect
    build(config)
    made.config = config


def _run(engine: Engine, settings_file: Path, folder: Path, today: Day) -> list[Finding]:
    """Build with a generator that is a program of its own."""
    run = subprocess.run(
        # Never with --quiet: it stops the generator from counting its own warnings.
        [sys.executable, "-m", engine, "build", "--config-file", str(settings_file)],
        cwd=folder,
        env=os.environ | _surroundings(today),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return complaints_in(run.stdout.splitlines(), folder, failed=bool(run.returncode))


def _surroundings(today: Day) -> dict[str, str]:
    noon = dt.datetime.combine(today, dt.time(12), dt.UTC)
    return {
        "NO_MKDOCS_2_WARNING": "1",  # of the future: docs/developers/engine.md
        "DISABLE_MKDOCS_2_WARNING": "true",
        "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),  # dates the sitemap
        "PYTHONWARNINGS": "ignore",
    }

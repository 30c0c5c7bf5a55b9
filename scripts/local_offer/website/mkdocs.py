"""The presser of one button: the site generator."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

import jinja2

from local_offer.dialect.templates import template_fault
from local_offer.loading.settings import site_settings
from local_offer.model import Day, Finding, Offer
from local_offer.website.complaints import complaints_of
from local_offer.website.search_index import write_index
from local_offer.website.stage import finish, menu_findings, pages_of, stage
from local_offer.website.text_page import text_page

Engine = Literal["mkdocs", "zensical"]
"""The site generator: the usual one, or the one that its theme's makers go on with."""


class Website:
    """A website in the making, beneath the folder ``work``. Nothing outside it is touched.

    The generator is a program of its own, so it runs beside the printing of the leaflets:
    in a ``with`` block, ``start``, print, then ``finish``. The block stops the generator if
    anything goes wrong meanwhile. ``site`` is the folder of the pages and ``address`` the one
    they will have, empty where that is not known yet.
    """

    def __init__(
        self,
        offer: Offer,
        folder: Path,
        work: Path,
        today: Day,
        *,
        printed: Mapping[str, Any],
        engine: Engine = "mkdocs",
    ) -> None:
        self.folder, self.site, self.offer = folder, work / "site", offer
        self.today, self.engine = today, engine
        self.generator: subprocess.Popen[str] | None = None
        settings, self.findings = site_settings(folder)
        self.address = str(settings.get("site_url") or "")
        self.findings += menu_findings(settings, offer, folder)
        files = list(pages_of(settings.get("nav"))) or [page.file for page in offer.pages]
        name = str(settings.get("site_name") or "")
        self.text = ""
        try:
            self.text = text_page(offer, folder, today, files, site_name=name, address=self.address)
        except jinja2.TemplateError as problem:
            self.findings.append(template_fault(problem))
        if not self.findings:
            self.settings_file = stage(settings, offer, folder, work, today, printed=printed)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        if self.generator is None or self.generator.stdout is None:
            return
        if not self.generator.stdout.closed:  # nobody has heard it to its end
            self.generator.kill()
            self.generator.communicate()

    def start(self) -> None:
        """Begin to make the pages, unless something is wrong already."""
        if not self.findings:
            # A request to stop waits until we know what to stop. The generator takes that over,
            # and hears no such request: it stops when we kill it, or at its end in a few seconds.
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
            try:
                self.generator = _generator(
                    self.engine, self.settings_file, self.folder, self.today
                )
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def finish(self, leaflets: Path) -> list[Finding]:
        """Wait for the pages, then add the PDFs in ``leaflets`` and what search needs.

        Comes after ``start``. Gives what went wrong; where that is nothing, ``site`` is whole.
        """
        if self.generator is None:
            return self.findings
        findings = complaints_of(self.generator, self.folder)
        if findings:
            return findings
        shutil.copytree(leaflets, self.site / "leaflets", dirs_exist_ok=True)
        finish(self.site, self.offer, self.text, self.address)
        write_index(self.site, self.offer)
        return []


def _generator(
    engine: Engine, settings_file: Path, folder: Path, today: Day
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        # Never with --quiet: it stops the generator from counting its own warnings.
        [sys.executable, "-m", engine, "build", "--config-file", str(settings_file)],
        cwd=folder,
        env=os.environ | surroundings(today),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def surroundings(today: Day) -> dict[str, str]:
    noon = dt.datetime.combine(today, dt.time(12), dt.UTC)
    return {
        "NO_MKDOCS_2_WARNING": "1",  # of the future: docs/developers/engine.md
        "DISABLE_MKDOCS_2_WARNING": "true",
        "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),  # dates the sitemap
        "PYTHONWARNINGS": "ignore",
    }

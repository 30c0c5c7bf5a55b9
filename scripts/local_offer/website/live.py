"""The pages as an editor types them, made in this program."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from local_offer.loading.settings import site_settings
from local_offer.model import Day, Finding, Offer
from local_offer.website.complaints import listen
from local_offer.website.facts import template_facts
from local_offer.website.mkdocs import surroundings
from local_offer.website.stage import finish, menu_findings, pages_of, stage
from local_offer.website.text_page import text_page


class Preview:
    """The same pages, made in this program and made again as an editor saves them.

    ``site`` is the folder of the last pages that could be made, and None before the first.
    ``under`` is the folder of their host that they will stand in, such as ``/kinship``.
    """

    def __init__(self, folder: Path, work: Path, today: Day) -> None:
        self.folder, self.work, self.today = folder, work, today
        self.site: Path | None = None
        self.under = ""
        self.config: Any = None
        self.made = 0

    def make(self, offer: Offer) -> list[Finding]:
        """Make every page, in a folder of its own; gives what the generator complained of."""
        os.environ |= surroundings(self.today)
        from mkdocs.commands.build import build  # noqa: PLC0415  # half a second to load
        from mkdocs.config import load_config  # noqa: PLC0415

        settings, findings = site_settings(self.folder)
        findings += menu_findings(settings, offer, self.folder)
        if findings:
            return findings
        self.made += 1
        work = self.work / f"preview-{self.made}"
        settings_file = stage(settings, offer, self.folder, work, self.today, printed={})
        files = list(pages_of(settings.get("nav"))) or [page.file for page in offer.pages]
        name, address = (str(settings.get(key) or "") for key in ("site_name", "site_url"))
        config: Any = None

        def make() -> None:
            nonlocal config
            config = load_config(str(settings_file), strict=False)
            build(config)
            text = text_page(offer, self.folder, self.today, files, site_name=name, address=address)
            finish(work / "site", offer, text, address)

        findings = listen(self.folder, make)
        if findings:
            shutil.rmtree(work, ignore_errors=True)
            return findings
        self.under = urlsplit(address).path.rstrip("/")
        old, self.site, self.config = self.site, work / "site", config
        if old:
            shutil.rmtree(old.parent, ignore_errors=True)
        return []

    def make_page(self, offer: Offer, file: str) -> list[Finding]:
        """Make one page again, such as ``education.md``, after its words were saved."""
        from mkdocs.commands.build import build  # noqa: PLC0415  # loaded by now

        config = self.config
        printed = config.extra["offer"]["printed"]
        config.extra["offer"] = {**template_facts(offer), "printed": printed}
        config.mdx_configs["local_offer.dialect"]["offer"] = offer
        shutil.copyfile(self.folder / "content" / file, Path(config.docs_dir) / file)
        return listen(self.folder, lambda: build(config, dirty=True))

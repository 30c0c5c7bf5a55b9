"""The pages as an editor types them, made in this program."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

from local_offer.model import Day, Finding, Offer
from local_offer.website.mkdocs import MadePages, make_page_again, make_pages


class Preview:
    """The same pages, made in this program and made again as an editor saves them.

    ``site`` is the folder of the last pages that could be made, and None before the first.
    ``under`` is the folder of their host that they will stand in, such as ``/kinship``.
    """

    def __init__(self, folder: Path, work: Path, today: Day) -> None:
        self.folder, self.work, self.today = folder, work, today
        self.made: MadePages | None = None
        self.times = 0

    @property
    def site(self) -> Path | None:
        return self.made.site if self.made else None

    @property
    def under(self) -> str:
        return urlsplit(self.made.address).path.rstrip("/") if self.made else ""

    def make(self, offer: Offer) -> list[Finding]:
        """Make every page, in a folder of its own; gives what the generator complained of."""
        self.times += 1
        work = self.work / f"preview-{self.times}"
        made = make_pages(offer, self.folder, work, self.today, printed={})
        if made.findings:
            shutil.rmtree(work, ignore_errors=True)
            return made.findings
        old, self.made = self.made, made
        if old:
            shutil.rmtree(old.site.parent, ignore_errors=True)
        return []

    def make_page(self, offer: Offer, file: str) -> list[Finding]:
        """Make one page again, such as ``education.md``, after its words were saved."""
        return make_page_again(self.made, offer, self.folder, file) if self.made else []

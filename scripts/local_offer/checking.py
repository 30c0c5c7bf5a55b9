"""An offer checked, or what was found the last time that all was the same."""

from __future__ import annotations

import json
from dataclasses import astuple
from functools import partial
from pathlib import Path

from local_offer.cache import Cache, files_digest
from local_offer.inputs import site_digest, words_digest
from local_offer.model import Day, Finding, errors


class Checked:
    """All that was found in the words and facts of a folder, as ``findings``.

    With ``release`` a fact to confirm is an error, and the leaflets are tried if nothing else is.
    """

    def __init__(self, folder: Path, today: Day, *, release: bool, fresh: bool) -> None:
        self.folder, self.today = folder, today
        self.report = folder / "build" / "report.html"
        self._cache = Cache(folder, fresh=fresh)
        self._made_of = partial(site_digest, engine="") if release else words_digest
        self._key = self._made_of(folder, today)
        held = self._cache.get("checks", self._key)
        kept = json.loads(held) if held else {}
        self._as_it_was = bool(held) and kept["report"] == files_digest([self.report])
        if self._as_it_was:
            self.findings = [Finding(*row) for row in kept["findings"]]
        else:
            self.findings = self._check(release=release)

    def _check(self, *, release: bool) -> list[Finding]:
        # They take a third of a second to load: nobody waits for it where nothing has changed.
        from local_offer.checks import check_words, for_release  # noqa: PLC0415
        from local_offer.loading.loader import load  # noqa: PLC0415

        self._offer, findings = load(self.folder)
        findings += check_words(self._offer, self.folder, self.today)
        if release:
            findings = for_release(findings)
            if not errors(findings):
                from local_offer.leaflet.editions import try_leaflets  # noqa: PLC0415

                findings += try_leaflets(self._offer, self.folder, self.today)
        return findings

    def write_report(self) -> None:
        """Write ``build/report.html``. ``OSError`` where it cannot be written."""
        if self._as_it_was or not (self.folder / "content").is_dir():
            return
        from local_offer.findings_report import write_report  # noqa: PLC0415  # as above

        write_report(self._offer, self.findings, self.folder, self.report, self.today)
        if self._made_of(self.folder, self.today) != self._key:
            return  # somebody wrote meanwhile
        kept = {
            "report": files_digest([self.report]),
            "findings": [astuple(finding) for finding in self.findings],
        }
        self._cache.put("checks", self._key, json.dumps(kept).encode())

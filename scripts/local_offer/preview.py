"""A live preview: pages and leaflets as they are typed, on this computer alone."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from local_offer.checks import ON_SENTENCES, ON_WORDS, Check, excuse, found_by
from local_offer.checks.context import Context
from local_offer.loading.loader import load
from local_offer.looks import looks
from local_offer.model import Day, Finding, Offer, errors
from local_offer.published import Say
from local_offer.refusal import refusal
from local_offer.website.live import Preview
from local_offer.website.search_index import write_index

_QUICK = tuple(check for check in ON_WORDS if check not in ON_SENTENCES)
_LOOK_EVERY = 0.1  # seconds


class Live:
    """The last good pages of an offer, what is wrong with its words now, and how often it changed.

    ``old`` says that the pages are older than the words, which have a mistake in them. ``look``
    is called again and again; it makes what an editor saved since the last time.
    """

    def __init__(self, folder: Path, work: Path, today: Day, say: Say) -> None:
        self.folder, self.work, self.today, self.say = folder, work, today, say
        self.pages = Preview(folder, work, today)
        self.findings: list[Finding] = []
        self.old = False
        # From the second it began: no page of an earlier preview then takes it for its own.
        self.changes = int(time.time())
        self.changed = threading.Condition()
        self.leaflets = work / "leaflets"
        self._seen: dict[Path, tuple[int, int]] = {}
        self._unmade: set[Path] = set()
        self._newest: Offer | None = None
        self._printing = threading.Lock()

    def look(self) -> bool:
        """Make again what changed; gives whether anything did."""
        now = self._stamps()
        if now == self._seen:
            return False
        self._unmade |= {
            path for path in {*now, *self._seen} if now.get(path) != self._seen.get(path)
        }
        self._seen = now
        began = time.perf_counter()
        offer, findings = load(self.folder)
        context = Context(offer, self.folder, self.today)
        findings += _checked(context, _QUICK) if not errors(findings) else []
        if not errors(findings):
            findings += self._make(offer)
        self._tell(findings, old=bool(errors(findings)))
        if errors(findings):
            return True
        self._unmade.clear()
        self.say(f"Shown after {time.perf_counter() - began:.1f} seconds.")
        # The page is shown before its sentences are weighed.
        slow = errors(_checked(context, ON_SENTENCES))
        if slow:
            self._tell(findings + slow, old=False)
        if self.pages.site:
            write_index(self.pages.site, offer)
        self._newest = offer
        threading.Thread(target=self._print, args=(offer,), daemon=True).start()
        return True

    def close(self) -> None:
        """Wait for the leaflets that are in print, and print no more: their folder is to go."""
        with self._printing:
            self._newest = None

    def fell(self, problem: Exception) -> None:
        """Say on every page, and once in the terminal, what nobody foresaw."""
        found = [_unforeseen(problem, "show your change")]
        if found != self.findings:
            self._tell(found, old=True)

    def _stamps(self) -> dict[Path, tuple[int, int]]:
        found = {}
        rooms = [self.folder / "content", *looks(self.folder, "overrides")]
        rooms += looks(self.folder, "leaflet")
        for path in [self.folder / "mkdocs.yml", *(p for room in rooms for p in room.rglob("*"))]:
            try:
                stat = path.stat()
            except OSError:
                continue  # an editor's own file, gone by now
            if path.is_file() and not path.name.startswith("."):
                found[path] = (stat.st_mtime_ns, stat.st_size)
        return found

    def _make(self, offer: Offer) -> list[Finding]:
        one = next(iter(self._unmade)) if len(self._unmade) == 1 else None
        content = self.folder / "content"
        if self.pages.site and one and one.parent == content and one.suffix == ".md":
            known = {page.file for page in offer.pages}
            if one.name in known and (self.pages.site.parent / "docs" / one.name).is_file():
                return self.pages.make_page(offer, one.name)
        return self.pages.make(offer)

    def _tell(self, findings: list[Finding], *, old: bool) -> None:
        shown = errors(findings)
        if shown != self.findings and shown:
            self.say("\n".join(str(one) for one in sorted(shown)))
        with self.changed:
            self.findings, self.old = shown, old
            self.changes += 1
            self.changed.notify_all()

    def _print(self, offer: Offer) -> None:
        """Print the leaflets beside; one that is asked for meanwhile is the last good one."""
        from local_offer.leaflet.editions import print_leaflets  # noqa: PLC0415  # half a second to load

        with self._printing:
            if offer is not self._newest:
                return  # a newer one waits, or was printed while this one waited
            part = self.work / "leaflets-part"
            try:
                findings = errors(print_leaflets(offer, self.folder, part, self.today))
            except Exception as problem:  # noqa: BLE001  # own templates hold anything
                findings = [_unforeseen(problem, "print the leaflets")]
            self.leaflets.mkdir(exist_ok=True)
            for pdf in part.glob("*.pdf"):
                pdf.replace(self.leaflets / pdf.name)
            shutil.rmtree(part, ignore_errors=True)
        for finding in findings:
            self.say(str(finding))


def _checked(context: Context, checks: Iterable[Check]) -> list[Finding]:
    return [one for one in excuse(context.offer, found_by(checks, context)) if one.rule != "excuse"]


def _unforeseen(problem: Exception, what: str) -> Finding:
    if isinstance(problem, OSError):
        return Finding("", 0, "preview", f"The preview could not {what}.", refusal(problem))
    message = f"The preview could not {what}: {str(problem) or type(problem).__name__}."
    advice = "Undo what you changed last, or mend it, and save again."
    return Finding("", 0, "preview", message, advice)


def watch(live: Live, until: threading.Event) -> None:
    """Look for what was saved until told to stop. What goes wrong is said, and it goes on."""
    while not until.is_set():
        try:
            live.look()
        except Exception as problem:  # noqa: BLE001  # an editor types anything; the next save counts
            live.fell(problem)
        until.wait(_LOOK_EVERY)

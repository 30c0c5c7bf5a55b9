"""The presser of one button: the site generator. Its name, and its theme's, appear here alone."""

from __future__ import annotations

import datetime as dt
import errno
import json
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

import jinja2

from local_offer.callers import danger_route, phone_route
from local_offer.extension import broken_template, looks, spoken, template_fault
from local_offer.feed import FEED, SITEMAP, sitemap, updates_feed
from local_offer.finding import Finding
from local_offer.load import nearest
from local_offer.offer import Day, Offer, Page
from local_offer.search import write_index
from local_offer.settings import site_settings
from local_offer.text_page import text_page

# Links that every page's foot carries, by heading.
_FOOT = ("a-to-z", "leaflet", "young-people", "complaints", "policies", "about", "accessibility")
# Pages that are made of no words of the offer, but of what this program knows.
_MADE = {
    "search.md": "---\ntitle: Search\ntemplate: search.html\n---\n",
    "licences.md": "---\ntitle: Licences\ntemplate: licences.html\n---\n",
    "leaflet-versions.md": (
        "---\ntitle: Is your leaflet still right?\ntemplate: versions.html\n---\n"
    ),
}
# The theme's own scripts, styles and pictures: our pages use none of them.
_THEME_FILES = ("assets/images", "assets/javascripts", "assets/stylesheets", "blocks", "icons")
_ABOUT_A_PAGE = re.compile(
    r"Doc file '(?P<page>[^']+)' contains "
    r"(?:a link|an absolute link|an unrecognized relative link) '(?P<link>[^']*)'"
)
_TEMPLATE_AT = re.compile(r'File "([^"]+\.(?:html|css))", line (\d+)')
Engine = Literal["mkdocs", "zensical"]
"""The site generator: the usual one, or the one that its theme's makers go on with."""

_ALWAYS = {
    "plugins": [],
    "strict": True,
    "validation": {
        "links": {"not_found": "warn", "anchors": "warn", "unrecognized_links": "warn"},
        "nav": {"omitted_files": "ignore", "not_found": "warn"},  # _menu looks for those
    },
    "not_in_nav": "\n".join(f"/{name}" for name in _MADE),
}
_LONGEST_MENU = 100  # pages; nobody finds their own in a longer one


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
        self.findings += _menu(settings, offer, folder)
        files = list(_listed(settings.get("nav"))) or [page.file for page in offer.pages]
        name = str(settings.get("site_name") or "")
        self.text = ""
        try:
            self.text = text_page(offer, folder, today, files, site_name=name, address=self.address)
        except jinja2.TemplateError as problem:
            self.findings.append(template_fault(problem))
        if not self.findings:
            self.settings_file = _staged(settings, offer, folder, work, today, printed=printed)

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
        findings = _hear(self.generator, self.folder)
        if findings:
            return findings
        shutil.copytree(leaflets, self.site / "leaflets", dirs_exist_ok=True)
        _finished(self.site, self.offer, self.text, self.address)
        write_index(self.site, self.offer)
        return []


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
        os.environ |= _surroundings(self.today)
        from mkdocs.commands.build import build  # noqa: PLC0415  # half a second to load
        from mkdocs.config import load_config  # noqa: PLC0415

        settings, findings = site_settings(self.folder)
        findings += _menu(settings, offer, self.folder)
        if findings:
            return findings
        self.made += 1
        work = self.work / f"preview-{self.made}"
        settings_file = _staged(settings, offer, self.folder, work, self.today, printed={})
        files = list(_listed(settings.get("nav"))) or [page.file for page in offer.pages]
        name, address = (str(settings.get(key) or "") for key in ("site_name", "site_url"))
        config: Any = None

        def make() -> None:
            nonlocal config
            config = load_config(str(settings_file), strict=False)
            build(config)
            text = text_page(offer, self.folder, self.today, files, site_name=name, address=address)
            _finished(work / "site", offer, text, address)

        findings = _listened(self.folder, make)
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
        config.mdx_configs["local_offer.extension"]["offer"] = offer
        shutil.copyfile(self.folder / "content" / file, Path(config.docs_dir) / file)
        return _listened(self.folder, lambda: build(config, dirty=True))


def _listened(folder: Path, make: Callable[[], None]) -> list[Finding]:
    """What the generator warns of while it makes something in this program."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        make()
    except jinja2.TemplateError as problem:
        return [template_fault(problem)]
    except (Exception, SystemExit) as problem:  # noqa: BLE001  # it leaves in many ways
        if not heard:
            heard.append(f"{type(problem).__name__}: {problem}")
    finally:
        logger.removeHandler(handler)
    return [_heard(f"WARNING -  {line}", folder) for line in heard if "dirty" not in line]


def _finished(site: Path, offer: Offer, text: str, address: str) -> None:
    """Take the theme's own files out of the pages, and put in what no template makes."""
    for name in _THEME_FILES:
        shutil.rmtree(site / name, ignore_errors=True)
    (site / "text").mkdir(exist_ok=True)
    (site / "text" / "index.html").write_text(text, encoding="utf-8")
    for file in (*site.glob("sitemap.xml*"), *site.glob("search.json")):
        file.unlink()
    if address:  # a feed and a map hold whole addresses
        whole = address.rstrip("/") + "/"
        (site / FEED).write_text(updates_feed(offer, whole), encoding="utf-8")
        (site / SITEMAP).write_text(sitemap(offer, whole), encoding="utf-8")


def _staged(
    settings: dict[str, Any],
    offer: Offer,
    folder: Path,
    work: Path,
    today: Day,
    *,
    printed: Mapping[str, Any],
) -> Path:
    """Put the pages where the generator finds them; gives the settings to start it with."""
    docs = work / "docs"
    shutil.copytree(folder / "content", docs, ignore=shutil.ignore_patterns("data", ".*"))
    for name, text in _MADE.items():
        (docs / name).write_text(text, encoding="utf-8")
    (docs / "leaflets").mkdir(exist_ok=True)
    for leaflet in offer.leaflets:  # stands in for the PDF, which is still being printed
        if leaflet.id not in offer.left_out:
            (docs / "leaflets" / f"{leaflet.id}.pdf").touch()
    for room in reversed(looks(folder, "overrides")):  # a council's own looks over the project's
        shutil.copytree(room, work / "overrides", dirs_exist_ok=True, ignore_dangling_symlinks=True)
    derived = _derived(settings, offer, folder, today, state=str(work))
    derived["extra"]["offer"]["printed"] = dict(printed)
    settings_file = work / "mkdocs.yml"
    settings_file.write_text(json.dumps(derived, indent=1), encoding="utf-8")
    return settings_file


def _menu(settings: dict[str, Any], offer: Offer, folder: Path) -> list[Finding]:
    """Pages that the menu leaves out, and lines of the menu that lead to no page."""
    if not isinstance(settings.get("nav"), list):
        return []
    rows = (folder / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    listed = set(_listed(settings["nav"]))
    pages = {page.file for page in offer.pages}
    findings = []
    for file in sorted(pages - listed):
        message, advice = "This page is in no menu.", "Add it to nav in mkdocs.yml."
        findings.append(Finding(f"content/{file}", 0, "menu", message, advice))
    for file, times in sorted(Counter(_listed(settings["nav"])).items()):
        if times > 1:
            message = f"{file} stands {times} times in the menu."
            findings.append(Finding("mkdocs.yml", _row(rows, file), "menu", message, "Keep one."))
    for file in sorted(listed - pages):
        message = f"The menu names {file}, and there is no such page."
        advice = nearest(file, pages) or "Take the line out, or add the page."
        findings.append(Finding("mkdocs.yml", _row(rows, file), "menu", message, advice))
    return findings


def _row(rows: list[str], words: str) -> int:
    return next((number for number, row in enumerate(rows, 1) if words in row), 0)


def _listed(nav: Any) -> Iterator[str]:
    if isinstance(nav, str) and "://" not in nav:
        yield nav
    for child in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _listed(child)


def _derived(
    settings: dict[str, Any], offer: Offer, folder: Path, today: Day, *, state: str
) -> dict[str, Any]:
    """The council's settings, and over them places, the day, and facts for templates."""
    dialect = {
        "folder": str(folder.resolve()),
        "today": today.isoformat(),
        "state": state,
        "left_out": sorted(offer.left_out),
    }
    others = [
        extension
        for extension in settings.get("markdown_extensions", [])
        if extension != "local_offer.extension"
    ]
    menu: dict[str, Any] = {}
    if not isinstance(settings.get("nav"), list) and len(offer.pages) > _LONGEST_MENU:
        # With no menu of its own a site lists every page, if that can be borne; else those of
        # the headings, and the A to Z has the others.
        menu["nav"] = [page.file for page in offer.pages if page.heading]
    return {
        **settings,
        **_ALWAYS,
        **menu,
        "docs_dir": "docs",
        "site_dir": "site",
        "markdown_extensions": [{"local_offer.extension": dialect}, *others],
        "theme": {"name": "material", "custom_dir": "overrides"},
        "extra": {**settings.get("extra", {}), "offer": template_facts(offer)},
    }


def template_facts(offer: Offer) -> dict[str, Any]:
    """The facts that page templates need, as plain words: dates spoken, numbers as read."""
    feet = [page for heading in _FOOT if (page := offer.page_for(heading))]
    return {
        "draft": offer.is_draft,
        "service": _service(offer),
        "phone": phone_route(offer),
        "danger": danger_route(offer),
        "council": {
            "name": offer.council.name,
            "website": offer.council.website,
            "formats": offer.council.formats,
        },
        "foot": [
            {
                "title": page.title,
                "url": "" if page.slug == "index" else f"{page.slug}/",
                "heading": page.heading,
            }
            for page in feet
        ],
        "leaflets": [
            {"title": leaflet.title, "pages": leaflet.pages, "url": f"leaflets/{leaflet.id}.pdf"}
            for leaflet in offer.leaflets
            if leaflet.id not in offer.left_out
        ],
        "pages": {
            "" if page.slug == "index" else f"{page.slug}/": _page_facts(page, offer)
            for page in offer.pages
        },
    }


def _service(offer: Offer) -> dict[str, Any]:
    """What search engines are told about the service: only what the front page shows too."""
    first = phone_route(offer)["first"]
    provider = {"@type": "GovernmentOrganization", "name": offer.council.name}
    service: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": front.title if (front := offer.page_for("front")) else "",
        "provider": {**provider, "url": offer.council.website},
    }
    if first and first["phone"]:
        point = {"@type": "ContactPoint", "name": first["said"], "telephone": first["phone"]}
        service["availableChannel"] = {"@type": "ServiceChannel", "servicePhone": point}
    return service


def _page_facts(page: Page, offer: Offer) -> dict[str, Any]:
    # A young person's page ends with a line for young people.
    young = offer.council.young_people_lines if page.heading == "young-people" else ()
    return {
        "phone": phone_route(offer, young[0] if young else ""),
        "heading": page.heading,
        "title": page.title,
        "summary": page.summary,
        "owner": page.owner,
        "changed": page.reviewed.isoformat(),
        "reviewed": spoken(page.reviewed),
        "review_by": spoken(page.review_by),
        "facts": [
            {
                "says": fact.says,
                "source": fact.source,
                "source_url": fact.source_url,
                "checked": spoken(fact.checked) if fact.checked else "",
                "second_hand": fact.second_hand,
            }
            for fact in page.facts
            if not fact.to_confirm
        ],
        "to_confirm": [fact.says for fact in page.facts if fact.to_confirm],
    }


def _generator(
    engine: Engine, settings_file: Path, folder: Path, today: Day
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        # Never with --quiet: it stops the generator from counting its own warnings.
        [sys.executable, "-m", engine, "build", "--config-file", str(settings_file)],
        cwd=folder,
        env=os.environ | _surroundings(today),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _surroundings(today: Day) -> dict[str, str]:
    noon = dt.datetime.combine(today, dt.time(12), dt.UTC)
    return {
        "NO_MKDOCS_2_WARNING": "1",  # its makers' notice about the future; see the README
        "DISABLE_MKDOCS_2_WARNING": "true",
        "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),  # dates the sitemap
        "PYTHONWARNINGS": "ignore",
    }


def _hear(generator: subprocess.Popen[str], folder: Path) -> list[Finding]:
    """What the generator complained of, once it has ended."""
    said = (generator.communicate()[0] or "").splitlines()
    if any(f"[Errno {errno.ENOSPC}]" in line for line in said):  # no fault of the settings
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    complaints = [line for line in said if line.startswith(("WARNING", "ERROR"))]
    findings = [_heard(line, folder) for line in complaints]
    if generator.returncode and not findings:
        fell = next((line for line in said[::-1] if "Error: " in line), "")
        at = list(_TEMPLATE_AT.finditer("\n".join(said)))
        if at and fell:
            reason = fell.partition("Error: ")[2]
            return [broken_template(at[-1][1], int(at[-1][2]), reason)]
        tail = fell or " ".join(said[-3:]) or "It gave no reason."
        findings = [Finding("mkdocs.yml", 0, "website", "The website could not be built.", tail)]
    return findings


def _heard(line: str, folder: Path) -> Finding:
    """A finding from one line that the generator said."""
    words = re.sub(r"^\w+ +-  ?", "", line).strip()
    about = _ABOUT_A_PAGE.search(words)
    if about is None:
        return Finding("mkdocs.yml", 0, "website", words, "Mend it and build again.")
    path, link = f"content/{about['page']}", about["link"]
    text = (folder / path).read_text(encoding="utf-8") if (folder / path).is_file() else ""
    number = next((n for n, row in enumerate(text.split("\n"), 1) if f"({link})" in row), 0)
    message = f"The link to {link} leads to nothing."
    return Finding(path, number, "website", message, "Correct the address, or take the link out.")

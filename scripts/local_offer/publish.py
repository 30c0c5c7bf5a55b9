"""The pipeline: from a folder of words to a website and its leaflets, in one function."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

from link_check import check_site
from local_offer.atomic import alone, open_folder, put_in_place
from local_offer.checks import check_words
from local_offer.checks.broken_links import links
from local_offer.checks.phone_links import numbers
from local_offer.loading.loader import load
from local_offer.model import Day, Finding, Offer, errors
from local_offer.review.leaflet_news import printed_leaflets
from local_offer.website.mkdocs import Engine, Website

Say = Callable[[str], None]


@dataclass
class Published:
    """What came of it: the offer, all findings, and where the site stands, if it was built."""

    offer: Offer
    findings: list[Finding] = field(default_factory=list)
    site: Path | None = None


def publish(folder: Path, today: Day, say: Say, engine: Engine = "mkdocs") -> Published:
    """Build ``folder/build/site``. ``say`` hears each step as it begins.

    It stops at the first step that has an error. Whatever happens, the last good site
    stays as it was until a new one is whole. A leaflet with an error is left out of the site,
    and its page there says so.
    """
    done = _read(folder, today, say)
    if _fatal(done.findings):
        return done
    printed = printed_leaflets(folder, done.offer)
    if printed.trouble:
        message = "The page about leaflets that people hold may not know every release."
        done.findings.append(Finding("", 0, "history", message, printed.trouble, "warning"))
    make = partial(Website, folder=folder, today=today, printed=asdict(printed), engine=engine)
    with workplace(folder) as work:
        leaflets = work / "leaflets"
        with make(done.offer, work=work) as website:
            website.start()
            say("Building the website, and printing the leaflets")
            _print_leaflets(done, folder, leaflets, today)
            if not done.offer.left_out:
                _finish(done, website, leaflets, folder, say)
        if done.offer.left_out:  # what the pages say of them is not so: they are made again
            with make(done.offer, work=work / "again") as website:
                website.start()
                _finish(done, website, leaflets, folder, say)
    return done


def _print_leaflets(done: Published, folder: Path, into: Path, today: Day) -> None:
    # The printer takes half a second to load: the generator is at work already.
    from local_offer.leaflet import print_leaflets, unfit  # noqa: PLC0415

    done.findings += print_leaflets(done.offer, folder, into, today)
    left_out = unfit(done.offer, done.findings)
    for id in left_out:
        (into / f"{id}.pdf").unlink(missing_ok=True)
    done.offer = replace(done.offer, left_out=left_out)


def _finish(done: Published, website: Website, leaflets: Path, folder: Path, say: Say) -> None:
    say("Putting it together")
    done.findings += website.finish(leaflets)
    if not _fatal(done.findings):
        say("Checking every link of what was built")
        found = check_site(website.site, website.address)
        done.findings += [*links(found), *numbers(done.offer, found)]
    if not _fatal(done.findings):
        done.site = put_in_place(website.site, folder / "build" / "site")


def _fatal(findings: list[Finding]) -> list[Finding]:
    """The errors that keep a website from being built: those of a leaflet do not."""
    return [finding for finding in errors(findings) if not finding.on_paper]


def _read(folder: Path, today: Day, say: Say) -> Published:
    say("Reading the words and facts")
    offer, findings = load(folder)
    say("Checking them")
    return Published(offer, findings + check_words(offer, folder, today))


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder of its own beneath ``build`` for work in progress, gone when the work ends."""
    build = open_folder(folder.resolve() / "build")
    with ExitStack() as stack:
        with alone(build):
            for left in build.glob("work-*"):  # of a build that was killed, or is still at work
                with suppress(OSError), alone(left, wait=False):
                    shutil.rmtree(left, ignore_errors=True)
            work = Path(tempfile.mkdtemp(prefix="work-", dir=build))
            stack.callback(shutil.rmtree, work, ignore_errors=True)
            stack.enter_context(alone(work))
        yield work

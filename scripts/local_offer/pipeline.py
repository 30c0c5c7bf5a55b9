"""How a site is built: pages and leaflets beside the checks, then put together and looked over."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from link_check import check_site
from local_offer.atomic import put_in_place, workplace
from local_offer.beside import Beside
from local_offer.cache import Cache
from local_offer.checks import check_words
from local_offer.checks.broken_links import links
from local_offer.checks.phone_links import numbers
from local_offer.leaflet.editions import print_leaflets
from local_offer.leaflet.unfit import unfit
from local_offer.model import Day, Finding, Offer, errors
from local_offer.published import Published, Say
from local_offer.review.leaflet_news import printed_leaflets
from local_offer.website.engine import Engine
from local_offer.website.mkdocs import make_pages
from local_offer.website.search_index import write_index


def build_site(
    done: Published, folder: Path, today: Day, say: Say, *, engine: Engine, cache: Cache
) -> Published:
    """Build ``folder/build/site`` from an offer that was read, unless something is wrong.

    The pages and the leaflets are made beside the checks, and are stopped if those find errors.
    """
    say("Checking them")
    if _fatal(done.findings):
        done.findings += check_words(done.offer, folder, today)
        return done
    make = partial(_make_pages, folder=folder, today=today, engine=engine, cache=cache)
    with workplace(folder) as work:
        leaflets = work / "leaflets"
        press = partial(print_leaflets, done.offer, folder, leaflets, today, cache=cache)
        with Beside(partial(make, done.offer, work)) as pages, Beside(press) as printed:
            done.findings += check_words(done.offer, folder, today)
            if _fatal(done.findings):
                return done
            say("Building the website, and printing the leaflets")
            on_paper = printed.result()
            left_out = unfit(done.offer, [*done.findings, *on_paper])
            if not left_out:
                _put_together(
                    done, pages.result(), on_paper, leaflets=leaflets, folder=folder, say=say
                )
                return done
        for id in left_out:
            (leaflets / f"{id}.pdf").unlink(missing_ok=True)
        done.offer = replace(done.offer, left_out=left_out)
        # What the pages say of them is not so: they are made again.
        with Beside(partial(make, done.offer, work / "again")) as pages:
            _put_together(done, pages.result(), on_paper, leaflets=leaflets, folder=folder, say=say)
    return done


@dataclass
class _Pages:
    """What came of the pages: where they stand, their address, and what went wrong."""

    site: Path
    address: str
    findings: list[Finding]
    trouble: list[Finding]


def _make_pages(
    offer: Offer, work: Path, *, folder: Path, today: Day, engine: Engine, cache: Cache
) -> _Pages:
    printed = printed_leaflets(folder, offer, cache)
    trouble = []
    if printed.trouble:
        message = "The page about leaflets that people hold may not know every release."
        trouble.append(Finding("", 0, "history", message, printed.trouble, "warning"))
    made = make_pages(offer, folder, work, today, printed=asdict(printed), engine=engine)
    if not made.findings:
        write_index(made.site, offer)
    return _Pages(made.site, made.address, made.findings, trouble)


def _put_together(
    done: Published,
    pages: _Pages,
    on_paper: list[Finding],
    *,
    leaflets: Path,
    folder: Path,
    say: Say,
) -> None:
    say("Putting it together")
    done.findings += [*pages.trouble, *on_paper, *pages.findings]
    if not _fatal(done.findings):
        shutil.copytree(leaflets, pages.site / "leaflets", dirs_exist_ok=True)
        say("Checking every link of what was built")
        found = check_site(pages.site, pages.address)
        done.findings += [*links(found), *numbers(done.offer, found)]
    if not _fatal(done.findings):
        done.site = put_in_place(pages.site, folder / "build" / "site")


def _fatal(findings: list[Finding]) -> list[Finding]:
    """The errors that keep a website from being built: those of a leaflet do not."""
    return [finding for finding in errors(findings) if not finding.on_paper]

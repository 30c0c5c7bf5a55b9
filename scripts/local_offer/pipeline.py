"""How a site is built: pages and leaflets beside the checks, then put together and looked over.

Each process loads what it needs for its own part, so that none waits for what another loads.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from link_check import check_site
from local_offer.atomic import put_in_place, workplace
from local_offer.beside import Beside
from local_offer.cache import Cache
from local_offer.model import Day, Finding, Offer, errors
from local_offer.published import Published, Say
from local_offer.website.engine import Engine

if TYPE_CHECKING:
    from local_offer.site_pages import SitePages


def build_site(
    done: Published, folder: Path, today: Day, say: Say, *, engine: Engine, cache: Cache
) -> Published:
    """Build ``folder/build/site`` from an offer that was read, unless something is wrong.

    The pages and the leaflets are made beside the checks, and are stopped if those find errors.
    """
    say("Checking them")
    if _fatal(done.findings):
        done.findings += _check(done.offer, folder, today)
        return done
    pages_of = partial(_pages, folder=folder, today=today, engine=engine, cache=cache)
    with workplace(folder) as work, ExitStack() as stack:
        leaflets = work / "leaflets"
        pages = stack.enter_context(Beside(partial(pages_of, done.offer, work)))
        press = partial(_print, done.offer, folder, leaflets, today, cache=cache)
        printed = stack.enter_context(Beside(press))
        done.findings += _check(done.offer, folder, today)
        if _fatal(done.findings):
            return done
        say("Building the website, and printing the leaflets")
        on_paper = printed.result()
        left_out = _left_out(done, on_paper, leaflets)
        if left_out:  # what the pages say of them is not so: they are made again
            done.offer = replace(done.offer, left_out=left_out)
            pages = stack.enter_context(Beside(partial(pages_of, done.offer, work / "again")))
        _put_together(done, pages.result(), on_paper, leaflets=leaflets, folder=folder, say=say)
    return done


def _check(offer: Offer, folder: Path, today: Day) -> list[Finding]:
    from local_offer.checks import check_words  # noqa: PLC0415  # each loads its own part

    return check_words(offer, folder, today)


def _pages(
    offer: Offer, work: Path, *, folder: Path, today: Day, engine: Engine, cache: Cache
) -> SitePages:
    from local_offer.site_pages import make_site_pages  # noqa: PLC0415  # as above

    return make_site_pages(offer, work, folder=folder, today=today, engine=engine, cache=cache)


def _print(offer: Offer, folder: Path, into: Path, today: Day, *, cache: Cache) -> list[Finding]:
    from local_offer.leaflet.editions import print_leaflets  # noqa: PLC0415  # as above

    return print_leaflets(offer, folder, into, today, cache=cache)


def _left_out(done: Published, on_paper: list[Finding], leaflets: Path) -> frozenset[str]:
    """The editions that errors keep from people; their files are taken away."""
    from local_offer.leaflet.unfit import unfit  # noqa: PLC0415  # as above

    left_out = unfit(done.offer, [*done.findings, *on_paper])
    for id in left_out:
        (leaflets / f"{id}.pdf").unlink(missing_ok=True)
    return left_out


def _put_together(
    done: Published,
    pages: SitePages,
    on_paper: list[Finding],
    *,
    leaflets: Path,
    folder: Path,
    say: Say,
) -> None:
    from local_offer.checks.broken_links import links  # noqa: PLC0415  # as above
    from local_offer.checks.phone_links import numbers  # noqa: PLC0415  # as above

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

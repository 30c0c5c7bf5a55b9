"""The pipeline: from a folder of words to a website and its leaflets, in one function."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from local_offer.atomic import clear_left
from local_offer.cache import Cache, files_digest
from local_offer.inputs import site_digest
from local_offer.loading.loader import load
from local_offer.model import Day, Finding, Offer
from local_offer.published import Published, Say
from local_offer.website.engine import Engine


def publish(
    folder: Path, today: Day, say: Say, engine: Engine = "mkdocs", *, fresh: bool = False
) -> Published:
    """Build ``folder/build/site``. ``say`` hears each step as it begins.

    It stops at the first step that has an error. Whatever happens, the last good site
    stays as it was until a new one is whole. A leaflet with an error is left out of the site,
    and its page there says so. Where nothing has changed since that site was built, it stays;
    with ``fresh`` all is made anew.
    """
    cache = Cache(folder, fresh=fresh)
    key = site_digest(folder, today, engine)
    say("Reading the words and facts")
    offer, findings = load(folder)
    if kept := _as_it_was(cache, key, offer, folder):
        return kept
    # What builds takes half a second to load: nobody waits for it where nothing is built.
    from local_offer.pipeline import build_site  # noqa: PLC0415

    done = build_site(Published(offer, findings), folder, today, say, engine=engine, cache=cache)
    if done.site and site_digest(folder, today, engine) == key:  # or somebody wrote meanwhile
        cache.put("sites", key, json.dumps(_noted(done, done.site)).encode())
    return done


def _noted(done: Published, site: Path) -> dict[str, Any]:
    return {
        "site": files_digest([site]),
        "findings": [astuple(finding) for finding in done.findings],
        "left_out": sorted(done.offer.left_out),
    }


def _as_it_was(cache: Cache, key: str, offer: Offer, folder: Path) -> Published | None:
    """The site that stands already, where it is the one that would be built; else nothing."""
    held = cache.get("sites", key)
    if held is None:
        return None
    noted = json.loads(held)
    site = folder / "build" / "site"
    if files_digest([site]) != noted["site"]:
        return None
    clear_left(folder / "build")
    findings = [Finding(*row) for row in noted["findings"]]
    return Published(replace(offer, left_out=frozenset(noted["left_out"])), findings, site)

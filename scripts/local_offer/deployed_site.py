"""The site that a web server shows: put there in one step, with the last ones to go back to."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from local_offer.atomic import OPEN_FOLDER, alone, let_read, open_folder

KEPT = 3
"""How many deployed sites stay: the one that is live, and those that one can go back to."""
_OFFERS_OWN = ("content", "overrides", "leaflet", "scripts", "tests", ".git")


class NotDeployedError(Exception):
    """Why nothing was put in place, in a sentence."""


def deploy(folder: Path, place: Path) -> Path:
    """Copy an offer's built site beside ``place``, and make ``place`` a link to it in one step.

    The copies stand in a hidden folder next to ``place``, named by number; the last ``KEPT``
    stay. Gives the folder that is live now. Raises ``NotDeployedError`` where ``place`` holds
    something that no deployment put there, or is no place for a website.
    """
    site = folder / "build" / "site"
    if not (site / "index.html").is_file():
        raise NotDeployedError(f"There is no website in {site}. Build it first: local-offer build")
    _apart(place, folder)
    _ours(place)
    room = open_folder(_room(place))
    room.chmod(room.stat().st_mode | OPEN_FOLDER)  # of a deployment before this one saw to it
    with alone(room):
        part = Path(tempfile.mkdtemp(prefix="part-", dir=room))
        try:
            home = room / f"{_next(room):06}"
            shutil.copytree(site, part / "site")
            let_read(part / "site")
            (part / "site").rename(home)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        for left in place.parent.glob(f".{place.name}-[0-9]*"):  # of one that was killed
            if left.is_symlink():
                left.unlink()
        before = live_site(place)
        _point(place, home)
        _clear(room, before, home)
    return home


def roll_back(place: Path) -> Path:
    """Make ``place`` lead to the site that was live before; gives the folder that is live now."""
    if live_site(place) is None:
        raise NotDeployedError(f"Nothing was deployed to {place} yet.")
    with alone(_room(place)):
        live = live_site(place)
        older = [site for site in _sites(_room(place)) if live and site.name < live.name]
        if not older:
            raise NotDeployedError("There is no older site to go back to. Nothing was changed.")
        let_read(older[-1])
        _point(place, older[-1])
    return older[-1]


def live_site(place: Path) -> Path | None:
    """The folder that is live, if ``place`` is a link that we made."""
    if not place.is_symlink():
        return None
    target = Path(os.path.realpath(place.parent)) / place.readlink()
    return target if target.parent == _room(place) else None


def _apart(place: Path, folder: Path) -> None:
    """Raises ``NotDeployedError`` where a website would stand in the way of its own offer."""
    if ".." in place.parts and not place.parent.exists():
        raise NotDeployedError(
            f"The way to {place} leads through a folder that is not there. Write it without the .."
        )
    whole = Path(os.path.realpath(place.parent)) / place.name
    if whole.is_relative_to((folder / "build" / "site").resolve()):
        raise NotDeployedError(f"{place} is in the built website itself. Name a folder outside it.")
    for name in _OFFERS_OWN:
        if whole.is_relative_to((folder / name).resolve()):
            raise NotDeployedError(
                f"{place} is in the offer's own folder {name}. Name a folder outside it."
            )


def _ours(place: Path) -> None:
    """Raises ``NotDeployedError`` unless the place is free, empty, or a link that we made."""
    if place.is_symlink():
        if live_site(place) is None:
            raise NotDeployedError(f"{place} is a link to a place of somebody else's.")
    elif place.is_dir():
        if any(place.iterdir()):
            raise NotDeployedError(
                f"{place} holds files that were not deployed. Name a new folder, or empty it."
            )
    elif place.exists():
        raise NotDeployedError(f"{place} is a file. Name a folder.")


def _room(place: Path) -> Path:
    return Path(os.path.realpath(place.parent)) / f".{place.name}-sites"


def _sites(room: Path) -> list[Path]:
    return sorted(path for path in room.glob("[0-9]*") if path.is_dir())


def _next(room: Path) -> int:
    sites = _sites(room)
    return int(sites[-1].name) + 1 if sites else 1


def _clear(room: Path, before: Path | None, home: Path) -> None:
    """Take away what nobody goes back to: sites that are too old, or were gone back from.

    So are copies that were left half made by a deployment that was killed.
    """
    others = [site for site in _sites(room) if site != home]
    good = [site for site in others if before is None or site.name <= before.name]
    keep = {home, *good[-(KEPT - 1) :]}
    for number, left in enumerate(site for site in others if site not in keep):
        left.rename(room / f"part-{home.name}-{number}")  # half of a site is no site
    for left in room.glob("part-*"):
        shutil.rmtree(left, ignore_errors=True)


def _point(place: Path, home: Path) -> None:
    """Make the link lead to a folder: a new link takes the old one's place in one step."""
    fresh = place.parent / f".{place.name}-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path(home.parent.name) / home.name, target_is_directory=True)
    try:
        if place.is_dir() and not place.is_symlink():
            place.rmdir()  # empty, as _ours has seen; there was no site before
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)

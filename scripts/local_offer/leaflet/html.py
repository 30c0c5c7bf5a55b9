"""One edition as HTML: the offer's words in the shape that the edition's look gives them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import segno
from markupsafe import Markup

from local_offer.dialect.public_facts import public_facts
from local_offer.dialect.templates import templates
from local_offer.leaflet.pictures import Picture
from local_offer.leaflet.printed_numbers import hold_together, numbers_of, right_to_left
from local_offer.looks import looks
from local_offer.model import Day, Leaflet, Offer
from plain_language import split_sentences

CODE_MM = 31.0
"""Side of the code without its quiet zone: 30 mm is read at arm's length, and 1 is for the cut."""
LONGEST_ADDRESS = 30
"""Letters of the short address: what one can read out, and type without a slip."""


def edition_html(
    offer: Offer, leaflet: Leaflet, folder: Path, today: Day, pictures: Mapping[str, Picture]
) -> str:
    """The edition's HTML. Raises ``FileNotFoundError`` where its stylesheet is not there."""
    by_heading = {page.heading: page for page in offer.pages}
    key = "easy_read" if leaflet.how_much == "easy read" else "leaflet"
    pages = [by_heading[id] for id in leaflet.headings if id in by_heading]
    pages = [page for page in pages if getattr(page, key)]
    environment = templates(folder, "leaflet", "overrides")
    template = environment.select_template(
        [f"{name}.html" for name in (leaflet.id, leaflet.like, "leaflet") if name]
    )
    html = template.render(
        leaflet=leaflet,
        stylesheet=_stylesheet(leaflet, folder),
        right_to_left=right_to_left(leaflet.lang),
        **public_facts(offer),
        today=today,
        pages=pages,
        groups=[group for id in leaflet.groups for group in offer.groups if group.id == id],
        first=offer.contact(offer.council.main_contact),
        urgent=offer.urgent_on(leaflet),
        complaints=offer.contact(offer.council.complaints or ""),
        lines=[contact for id in leaflet.lines if (contact := offer.contact(id))],
        address=short_address(offer),
        web=f"https://{short_address(offer)}",
        qr=qr_code(code_address(offer, leaflet)),
        sentences=split_sentences,
        picture=lambda name: _drawn(pictures.get(name)),
        credits=_credits(leaflet, [pictures[id] for id in _used(offer, leaflet) if id in pictures]),
    )
    return hold_together(html, numbers_of(offer), leaflet.lang)


def _stylesheet(leaflet: Leaflet, folder: Path) -> str:
    names = [f"{name}.css" for name in (leaflet.id, leaflet.like) if name]
    for name in names:
        if any((place / name).is_file() for place in looks(folder, "leaflet")):
            return name
    raise FileNotFoundError(names[0])


def _used(offer: Offer, leaflet: Leaflet) -> list[str]:
    """The pictures that the headings of an edition name, each once, in their order."""
    wanted = [page for id in leaflet.headings if (page := offer.page_for(id))]
    ideas = [idea for page in wanted if page.easy_read for idea in page.easy_read.ideas]
    return list(dict.fromkeys(idea.picture for idea in ideas))


def _credits(leaflet: Leaflet, pictures: list[Picture]) -> list[Picture]:
    """One picture of each set, which has the set's name, makers and licence to tell."""
    if leaflet.how_much != "easy read":
        return []
    return list({(picture.set, picture.licence): picture for picture in pictures}.values())


def _drawn(picture: Picture | None) -> Markup:
    """A picture as a ground, which a screen reader passes over: the words beside it say it all.

    Where there is none its room stays empty, so that the words keep their place.
    """
    if picture is None or not picture.path.is_file():
        return Markup('<div class="picture"></div>')
    return Markup('<div class="picture" style="background-image: url(pictures/{})"></div>').format(
        picture.path.name
    )


def short_address(offer: Offer) -> str:
    """The web address that paper carries, with no ``https://``.

    Until the offer's own address is confirmed this is the council's website.
    """
    address = str(offer.council.offer_address or offer.council.website)
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def code_address(offer: Offer, leaflet: Leaflet) -> str:
    """The address in the code: the short one, with the edition and version as ``?v=``.

    A web server that knows nothing of versions answers this as it does the short address,
    so paper that is years old still leads home.
    """
    address = short_address(offer)
    return f"https://{address}{'' if '/' in address else '/'}?v={leaflet.code}"


def qr_code(address: str) -> Markup:
    """An SVG of the address as a QR code, with the quiet zone of 4 modules that scanners need.

    Its size is in mm; the code within the quiet zone is ``CODE_MM`` wide.
    """
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        out,
        kind="svg",
        border=4,
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        title=f"QR code. It opens {address.removeprefix('https://').partition('?')[0]}",
    )
    modules = code.symbol_size(border=0)[0]
    side = CODE_MM * (modules + 8) / modules
    style = f'<svg class="qr" style="width:{side:.2f}mm;height:{side:.2f}mm" '
    return Markup(out.getvalue().decode().replace("<svg ", style, 1))  # noqa: S704  # drawn above

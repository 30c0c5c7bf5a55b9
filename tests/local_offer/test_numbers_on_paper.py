"""Each phone number on paper, read by another program from where its figures stand.

Whatever a council's people are called, and in whatever language: the number is right, or the
build says what is wrong.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from conftest import DRAFT, SAMPLE, TODAY
from in_words import in_language
from local_offer.leaflet.editions import print_leaflets
from local_offer.loading.loader import load
from local_offer.model import Offer

NAMES = {
    20: 'Kin & "Friends" Team',
    44: 'the "Kinship & Special Guardianship" Team 24',
    80: 'the Kinship, Private Care & Special Guardianship Supporting "Family Help" Team\'s',
}
LANGUAGES = ("en", "ur", "ar", "pl")

_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
_PAGE = re.compile(r'<page width="(.+?)" height="(.+?)">(.*?)</page>', re.DOTALL)


def named(offer: Offer, name: str) -> Offer:
    """The offer with its first, its national and its complaints contact called this."""
    council = offer.council
    ids = (council.main_contact, council.national_line, council.complaints)
    renamed = tuple(
        one.model_copy(update={"name": name, "said": name}) if one.id in ids else one
        for one in offer.contacts
    )
    return replace(offer, contacts=renamed)


def read_by_place(pdf: Path) -> Iterator[str]:
    """The lines of each page as the eye meets them: whole words from left to right."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for width, height, body in _PAGE.findall(told):
        rows: dict[int, list[tuple[float, str]]] = {}
        for left, top, right, bottom, text in _WORD.findall(body):
            if float(left) < 0 or float(right) > float(width) or float(bottom) > float(height):
                continue  # cut off
            row = next((y for y in rows if abs(y - float(bottom)) < 3), round(float(bottom)))
            rows.setdefault(row, []).append((float(left), unescape(text)))
            assert float(top) > 0
        for _, words in sorted(rows.items()):
            yield " ".join(word for _, word in sorted(words))


def numbers(offer: Offer) -> set[str]:
    return {str(c.phone) for c in offer.contacts if c.phone} | {
        str(c.text) for c in offer.contacts if c.text
    }


def check_figures(offer: Offer, pdf: Path) -> None:
    """Every number that begins on paper goes on as in the data, and those of help are there."""
    known = numbers(offer)
    lines = list(read_by_place(pdf))
    printed = set()
    for told in lines:
        found = re.findall(r"(?<![\d.])0\d{2,4}(?: \d{3,6}){1,2}(?!\d)|\b116 123\b", told)
        assert set(found) <= known, (pdf.name, told)
        printed |= set(found)
        # The last group of a number stands nowhere without the ones before it.
        for number in known:
            head, _, last = number.rpartition(" ")
            if head and len(last) == 6:
                assert told.count(last) == told.count(number), (pdf.name, told)
    council = offer.council
    first = offer.contact(council.main_contact)
    national = offer.contact(council.national_line)
    assert first is not None
    assert national is not None
    wanted = {str(first.phone or national.phone)}
    wanted |= {
        str(line.phone)
        for id in offer.leaflets[0].lines
        if (line := offer.contact(id)) and line.phone
    }
    assert wanted <= printed, (pdf.name, wanted - printed)
    assert any("999" in told.split() for told in lines)


def try_all(offer: Offer, lang: str, length: int, folder: Path) -> set[str]:
    """Print all editions; gives those of which a finding says what is wrong."""
    changed = in_language(named(offer, NAMES[length]), lang, folder)
    found = print_leaflets(changed, folder, folder / "out", TODAY)
    wrong = set()
    for leaflet in changed.leaflets:
        said = [str(one) for one in found if f"The {leaflet.id} edition" in one.message]
        if said:
            assert all(re.search(r'page \d|box "|words do not fit', one) for one in said), said
            wrong.add(leaflet.id)
        else:
            check_figures(changed, folder / "out" / f"{leaflet.id}.pdf")
    assert bool(found) == bool(wrong), [*map(str, found)]
    return wrong


def _grid() -> Iterator[Any]:
    for council in (SAMPLE, DRAFT):
        for lang in LANGUAGES:
            for length in NAMES:
                slow = council == DRAFT and length != 44
                marks = [pytest.mark.slow] if slow else []
                name = f"{council.name}-{lang}-{length}"
                yield pytest.param(council, lang, length, marks=marks, id=name)


@pytest.mark.parametrize(("council", "lang", "length"), list(_grid()))
def test_all_figures_are_right_by_their_place(
    council: Path, lang: str, length: int, tmp_path: Path
) -> None:
    offer, findings = load(council)
    assert findings == []
    assert len(NAMES[length]) == length
    wrong = try_all(offer, lang, length, tmp_path)
    if length == 20:
        assert not wrong, "a short name fits everywhere"

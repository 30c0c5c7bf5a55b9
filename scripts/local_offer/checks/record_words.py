"""The words of records: what stands in the front matter of pages and in the data files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from local_offer.model import Offer, Place, Record


def words_of(record: Record) -> Iterator[str]:
    """All that a record says, the records in it too; not the body of a page."""
    for key in type(record).model_fields:
        value = None if key == "body" else getattr(record, key, None)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                yield from words_of(item)
            elif isinstance(item, str):
                yield item


@lru_cache(maxsize=2)
def all_words(offer: Offer) -> tuple[tuple[Record, str], ...]:
    """Each record of an offer with each of its pieces of words."""
    return tuple((record, words) for record in offer.records() for words in words_of(record))


def place_of(folder: Path, at: Place, words: str) -> Place:
    """Where words of a record stand, which itself stands ``at``; the record's own place if nowhere.

    They may be broken over two lines. Reads the file, so ask only where something is wrong.
    """
    try:
        text = (folder / at.path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return at
    rows = text.splitlines()[at.line - 1 :]
    for number, row in enumerate(rows):
        joined = f"{row} {rows[number + 1].strip()}" if number + 1 < len(rows) else row
        if words in row or (words in joined and words not in joined[len(row) :]):
            return Place(at.path, at.line + number)
    return at

"""Numbers and addresses that stand for nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.model import Finding, Page, Record

# Ofcom keeps these ranges for drama: they ring nowhere. A few of its ranges, by area code.
_DRAMA = re.compile(
    r"\b(?:01632 ?960|07700 ?900|020 ?7946 ?0|0113 ?496 ?0|0114 ?496 ?0|0115 ?496 ?0|0116 ?496 ?0"
    r"|0117 ?496 ?0|0118 ?496 ?0|0121 ?496 ?0|0131 ?496 ?0|0141 ?496 ?0|0151 ?496 ?0|0161 ?496 ?0"
    r"|0191 ?498 ?0|028 ?9649 ?6|029 ?2018 ?0|0808 ?157 ?0|0909 ?879 ?0|03069 ?990)\d{2,3}\b"
)
_HOST = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
# RFC 2606 keeps these names for examples; example.gov.uk is the one that this project's tests use.
_EXAMPLE = re.compile(r"\bexample\.(?:com|org|net|gov\.uk|co\.uk)\b", re.IGNORECASE)


def invented(context: Context) -> Iterator[Finding]:
    """No number or address in a real offer is one that stands for nobody."""
    offer = context.offer
    if "council" in offer.unread:
        return
    host = _HOST.match(offer.council.website)
    if host and _EXAMPLE.search(host[1]):
        return  # a made-up council for tests or training, all of it
    for record in offer.records():
        yield from _in(record)


def _in(record: Record) -> Iterator[Finding]:
    start = record.body_line if isinstance(record, Page) else record.at.line
    text = record.body if isinstance(record, Page) else str(record)
    for pattern, what in ((_DRAMA, "number"), (_EXAMPLE, "address")):
        for match in pattern.finditer(text):
            line = start + (text.count("\n", 0, match.start()) if isinstance(record, Page) else 0)
            message = f"The {what} {match[0]} is kept for examples and reaches nobody."
            advice = "Put in the real one. If nobody has confirmed it, write to_confirm and why."
            yield Finding(record.at.path, line, "invented", message, advice)

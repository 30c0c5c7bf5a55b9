"""Which editions errors keep from people."""

from __future__ import annotations

from collections.abc import Iterable

from local_offer.model import Finding, Offer, errors

_DATA = "content/data/leaflets.yml"
_EASY = ("easy-read", "picture-missing", "picture-licence")


def unfit(offer: Offer, findings: Iterable[Finding]) -> frozenset[str]:
    """The editions that errors keep from people, by their ids."""
    wrong = set()
    for finding in errors(findings):
        if finding.on_paper:
            at = [one.id for one in offer.leaflets if finding.line == one.at.line]
            easy = [one.id for one in offer.leaflets if one.how_much == "easy read"]
            if finding.path == _DATA and at:
                wrong |= set(at)
            elif finding.rule in _EASY:
                wrong |= set(easy)
            else:
                wrong |= {one.id for one in offer.leaflets}
    return frozenset(wrong)

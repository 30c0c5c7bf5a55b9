"""Links of one sentence that lead elsewhere now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from local_offer.review.change import ChangeKind, SentenceChange
from local_offer.review.hunks import TwoVersions

_SCHEMES: dict[str, ChangeKind] = {"mailto:": "email", "tel:": "phone"}


def link_changes(pair: TwoVersions, seen: Sequence[str]) -> Iterator[SentenceChange]:
    """Links that lead elsewhere; their words may be as they were.

    ``seen`` holds the new words of changes found before: a link whose address is among them is
    none of its own.
    """
    for was, now in dict.fromkeys(_addresses(pair)):
        if was == now or (now and any(words and words.replace(" ", "") in now for words in seen)):
            continue
        same = _plain(was) == _plain(now)
        kind = next((kind for begin, kind in _SCHEMES.items() if was.startswith(begin)), None)
        old_end, new_end = (re.sub(r"^(?:mailto|tel):", "", href) for href in (was, now))
        change: ChangeKind = "formatting-only" if same else kind or "link-target"
        yield SentenceChange(change, old_end, new_end, not same)


def _addresses(pair: TwoVersions) -> Iterator[tuple[str, str]]:
    """Where words led and where they lead, empty for nowhere.

    Of other words only those count that led somewhere and still do: the words themselves say
    that a link came or went.
    """
    for tag, i1, i2, j1, j2 in pair.opcodes:
        old = [pair.before.href(token.start) for token in pair.old[i1:i2]]
        new = [pair.after.href(token.start) for token in pair.new[j1:j2]]
        if tag == "equal":
            yield from zip(old, new, strict=True)
        else:
            both = zip(dict.fromkeys(old), dict.fromkeys(new), strict=False)
            yield from ((was, now) for was, now in both if was and now)


def _plain(href: str) -> str:
    """An address without what makes no difference to where it leads."""
    return re.sub(r"^https?://(?:www\.)?", "", href).removesuffix("/").replace(" ", "")

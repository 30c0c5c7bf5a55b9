"""Links of one sentence that lead elsewhere now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from local_offer.review.change import ChangeKind, SentenceChange
from local_offer.review.page_model import MarkedWords

_SCHEMES: dict[str, ChangeKind] = {"mailto:": "email", "tel:": "phone"}


def link_changes(
    before: MarkedWords,
    after: MarkedWords,
    opcodes: Sequence[tuple[str, int, int, int, int]],
    said: list[str],
) -> Iterator[SentenceChange]:
    """Links that lead elsewhere; their words may be as they were."""
    seen: set[tuple[str, str]] = set()
    for tag, i1, i2, j1, j2 in opcodes:
        pairs: list[tuple[str, str]]
        if tag == "equal":
            pairs = [
                (before.href(old.start), after.href(new.start))
                for old, new in zip(before.tokens[i1:i2], after.tokens[j1:j2], strict=True)
            ]
        else:
            pairs = list(
                zip(
                    dict.fromkeys(before.href(token.start) for token in before.tokens[i1:i2]),
                    dict.fromkeys(after.href(token.start) for token in after.tokens[j1:j2]),
                    strict=False,
                )
            )
        for was, now in pairs:
            lone = tag != "equal" and not (was and now)  # the words tell that it came or went
            if was == now or lone or (was, now) in seen:
                continue
            seen.add((was, now))
            if now and any(value and value.replace(" ", "") in now for value in said):
                continue  # the words show the address or the number, and have been told
            same = _plain(was) == _plain(now)
            kind: ChangeKind = next(
                (_SCHEMES[s] for s in _SCHEMES if was.startswith(s)), "link-target"
            )
            old_end, new_end = (re.sub(r"^(?:mailto|tel):", "", href) for href in (was, now))
            yield SentenceChange("formatting-only" if same else kind, old_end, new_end, not same)


def _plain(href: str) -> str:
    """An address without what makes no difference to where it leads."""
    return re.sub(r"^https?://(?:www\.)?", "", href).removesuffix("/").replace(" ", "")

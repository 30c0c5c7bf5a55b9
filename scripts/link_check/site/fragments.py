"""Places inside a page or a PDF, which an address names after its ``#``."""

from __future__ import annotations

import re
from urllib.parse import unquote

from link_check.site.addresses import OK, AddressVerdict, broken, short, suspicious
from link_check.site.link_model import LinkKind, LinkSource, Paper

PASSAGE = ":~:"
"""What stands between the name of a place and the words to look for (the browsers' draft of
text fragments)."""

# Ways to open a PDF that name no place in it (RFC 8118, section 3).
_VIEW = {"zoom", "view", "viewrect", "search", "toolbar", "navpanes", "pagemode", "scrollbar"}
_TO_TOP = re.compile(
    r"\W*(?:(?:go|skip|jump|return|back)\s)*(?:to\s)?(?:the\s)?top\W*(?:of\s.{0,30})?"
)


def place_in_page(fragment: str, page: LinkSource, kind: LinkKind) -> AddressVerdict:
    """The verdict on the name after ``#``, on a page."""
    fragment = fragment.partition(PASSAGE)[0]
    part = kind == "part"
    if not fragment or (not part and fragment.lower() == "top"):
        return OK  # HTML Standard, "find a potential indicated element": top needs no id
    ids = page.ids | page.maps if part else page.ids
    # As written first, then decoded, as browsers look.
    id = fragment if fragment in ids else unquote(fragment)
    if id not in ids:
        why = f'The page is there, but nothing on it is called "{short(id)}".'
        return broken(f"{why} Correct what follows the #, or take it out.")
    if id in page.doubles and kind in ("follow", "paper"):
        why = (
            f'Two parts of that page are called "{short(id)}", so the link reaches only the first.'
        )
        return suspicious(f"{why} Give one of them another name.")
    return OK


def passage_in_page(fragment: str, words: str) -> AddressVerdict:
    """The verdict on a link to a passage: ``text=`` and words, or the first and last."""
    for directive in fragment.partition(PASSAGE)[2].split("&"):
        name, _, value = directive.partition("=")
        if name != "text":
            continue
        start = 0
        for piece in value.split(","):
            if piece.endswith("-") or piece.startswith("-"):
                continue  # words before or after, which only tell two passages apart
            passage = " ".join(unquote(piece).split()).casefold()
            match = re.compile(rf"(?<!\w){re.escape(passage)}(?!\w)").search(words, start)
            if not match:
                why = "The page is there, but not the words that the link is to show."
                advice = "Find the words as they are now, or link to a heading."
                return suspicious(f"{why} {advice}")
            start = match.end()
    return OK


def place_in_pdf(fragment: str, paper: Paper) -> AddressVerdict:
    """The verdict on the page or place in a PDF that an address names."""
    if paper.fault:
        return OK  # said once, of the PDF itself
    for part in re.split("[&#]", fragment.partition(PASSAGE)[0]):
        name, equals, value = part.partition("=")
        name = name.lower() if equals else "nameddest"
        place = unquote(value if equals else part)
        if name == "page":
            number = int(value[:6]) if re.fullmatch(r"[0-9]+", value) else 0
            if not 1 <= number <= paper.pages:
                pages = "1 page" if paper.pages == 1 else f"{paper.pages} pages"
                return broken(f"The PDF is there, but it has only {pages}. Correct the number.")
        elif name == "nameddest" and place and place not in paper.names | _VIEW:
            why = f'The PDF is there, but no place in it is called "{short(place)}".'
            return broken(f"{why} Correct what follows the #, or take it out.")
    return OK


def goes_to_top(shown: str) -> bool:
    """Whether the words of a link say that it goes to the top of the page."""
    return bool(_TO_TOP.fullmatch(shown.strip()[:60].lower()))

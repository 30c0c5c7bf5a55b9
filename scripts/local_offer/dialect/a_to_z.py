"""Every page and explained word, by its first letter."""

from __future__ import annotations

from local_offer.model import Offer


def a_to_z(offer: Offer) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each letter with its entries: the words, the address, and the page they lead to."""
    entries: dict[str, tuple[str, str, str]] = {}
    for page in offer.pages:
        if page.heading in ("front", "a-to-z"):
            continue
        for words in (page.title, *page.also_called):
            entry = (words[0].upper() + words[1:], page.file, page.title)
            entries.setdefault(words.lower(), entry)
    words_page = offer.page_for("words")
    if words_page:
        for term in offer.terms:
            address = f"{words_page.file}#term-{term.id}"
            entries.setdefault(term.term.lower(), (term.term, address, words_page.title))
    letters: dict[str, list[tuple[str, str, str]]] = {}
    for key in sorted(entries):
        initial = key[0].upper() if key[0].isalpha() else "0 to 9"
        letters.setdefault(initial, []).append(entries[key])
    return list(letters.items())

"""Words, figures and signs that an editor typed and that no page shows."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET  # its usual name
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, pairwise

from local_offer.checks.context import Context
from local_offer.checks.page_html import MOST, line_at, without_code
from local_offer.dialect.rendering import without_blocks
from local_offer.model import Finding, Page

_TOKEN = re.compile(r"[^\W_]+|[£$€%@]")
_SHOWN = ("href", "src", "alt", "title")
"""Attributes whose words count as shown: an address does its work, and others are read aloud."""
_TAG = re.compile(r"(?<!\]\()(?<!\]:\s)</?[a-zA-Z][^<>]*>")
_VALUE = re.compile(
    rf"\b(?:{'|'.join(_SHOWN)})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
# What Markdown takes for itself: addresses that links use (and one that no link uses any more is
# nobody's words), the names of links, numbers of items, fences, its own comments.
_OWN = re.compile(
    r"^[ ]{0,3}\[(?://|comment)[^\]]*\]:.*$|^[ ]{0,3}\[[^\[\]\n]*\]:\s*\S*[:/#.]\S*$"
    r"|^[ ]{0,3}\[[^\[\]\n]*\]:|(?<=\])\s?\[[^\[\]\n]*\]|^\[TOC\]"
    r"|^[ \t>]*\d+\.(?=\s)|^[ \t>]*(?:```|~~~).*$|<[!?][^<>]*>",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBERED = re.compile(r"^[ \t>]*(\d+)\.[ \t]+(.*)", re.MULTILINE)
_DEFINITION = re.compile(r"[ ]{0,3}\[([^\[\]\n]+)\]:\s*(\S.*)")
_SHORT = 60  # letters of what is lost that a finding shows


def lost(context: Context) -> Iterator[Finding]:
    """All that is typed on a page is shown: no word, sum, sign or number of a list is lost."""
    for page, tree in context.trees:
        looks = (_words, _signs, _numbers, _titles)
        yield from islice(chain.from_iterable(look(page, tree) for look in looks), MOST)


def _words(page: Page, tree: ET.Element) -> Iterator[Finding]:
    """Words and figures that are typed more often than they are shown."""
    text = _without_own(without_code(without_blocks(page.body)))
    shown = [word for part in _parts(tree) for word in _TOKEN.findall(part)]
    missing = Counter(_TOKEN.findall(text)) - Counter(shown)
    if not missing:
        return
    typed = list(_TOKEN.finditer(text))
    rows: dict[int, list[re.Match[str]]] = {}
    row = at = 0
    for one in _which(typed, missing, set(pairwise(shown))):
        row, at = row + text.count("\n", at, one.start()), one.start()
        rows.setdefault(row, []).append(one)
    lines = page.body.split("\n")
    for row, ones in sorted(rows.items()):
        words = text[ones[0].start() : ones[-1].end()]
        message, advice = _cause(lines[row], words[:_SHORT])
        yield Finding(page.at.path, page.body_line + row, "lost-words", message, advice)


def _without_own(body: str) -> str:
    """Markdown without what is its own or HTML's; what is left stands on the line that it had."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    def values(match: re.Match[str]) -> str:
        tag = match[0]
        if re.match(r"<[^\s<>]*(?:://|@|mailto:)", tag):
            return tag
        kept = " ".join("".join(groups) for groups in _VALUE.findall(tag))
        return f" {kept.replace(chr(10), ' ')} " + "\n" * tag.count("\n")

    return html.unescape(_TAG.sub(values, _OWN.sub(blank, body)))


def _parts(tree: ET.Element) -> Iterator[str]:
    """All that a page shows, piece by piece."""
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield element.text or ""
            yield from (element.get(key) or "" for key in _SHOWN)
        yield element.tail or ""


def _which(
    typed: list[re.Match[str]], missing: Counter[str], pairs: set[tuple[str, str]]
) -> list[re.Match[str]]:
    """Of the words that are lost, those places that differ most from what is shown around."""
    places: dict[str, list[tuple[int, int]]] = {word: [] for word in missing}
    words = ["", *(one[0] for one in typed), ""]
    for number, word in enumerate(words[1:-1]):
        if word in missing:
            known = (words[number], word) in pairs, (word, words[number + 2]) in pairs
            places[word].append((sum(known), number))
    numbers = [n for word, k in missing.items() for _, n in sorted(places[word])[:k]]
    return [typed[number] for number in sorted(numbers)]


def _cause(row: str, words: str) -> tuple[str, str]:
    """What is wrong where words are lost, and what to do."""
    if definition := _DEFINITION.match(row):
        message = (
            f'"{words}" is not shown: a line that begins with [{definition[1]}]: is an address '
            "for links, and no link uses it."
        )
        return message, f"If it is words, write: {definition[1]}: {definition[2]}"
    message = f'"{words}" is typed here, and is not shown on the page.'
    if row.count("|") > 1:
        return message, "This row has more cells than the first row of its table. Make them match."
    return message, "Write it without signs such as < > [ ] and |, or put a \\ before each sign."


def _signs(page: Page, tree: ET.Element) -> Iterator[Finding]:
    """Sums whose * signs Markdown took for emphasis."""
    for parent in tree.iter():
        before = parent.text or ""
        for child in parent:
            inner = "".join(child.itertext()) if child.tag in ("em", "strong") else ""
            after = child.tail or ""
            in_sum = re.search(r"[\d)%]$", before) and re.match(r"[£\d(]", inner)
            if in_sum and re.match(r"[£\d(]|[a-z]?$|\W", after):
                body = without_code(page.body)
                match = re.search(rf"[\d)%]([*_]{{1,3}}){re.escape(inner)}\1", body)
                line = line_at(page, match.start()) if match else page.body_line
                message = f'The * before "{inner}" and after it are taken for emphasis, and vanish.'
                advice = 'Write "times" or × in place of each *.'
                yield Finding(page.at.path, line, "lost-words", message, advice)
            before = after or "".join(child.itertext())


def _numbers(page: Page, tree: ET.Element) -> Iterator[Finding]:
    """Lists that begin with another number than 1, and are shown as if they began with 1."""
    lists = [element for element in tree.iter("ol") if element.get("start") is None]
    if not lists:
        return
    body = without_code(page.body)
    rows = list(_NUMBERED.finditer(body))
    at = 0
    for element in lists:
        item = element.find("li")
        first = _TOKEN.findall("".join(item.itertext()))[:3] if item is not None else []
        for number in range(at, len(rows)):
            if first and _TOKEN.findall(rows[number][2])[: len(first)] == first:
                at = number + 1
                if int(rows[number][1]) != 1:
                    line = line_at(page, rows[number].start(1))
                    yield _renumbered(page, line, rows[number][1])
                break


def _renumbered(page: Page, line: int, number: str) -> Finding:
    message = f'"{number}." begins a list here, and the page shows "1." in its place.'
    advice = (
        "If it goes on with the list above, set all that stands between in by 4 spaces. "
        f"If it is no list, write {number}\\. with a \\ before the full stop."
    )
    return Finding(page.at.path, line, "lost-words", message, advice)


def _titles(page: Page, tree: ET.Element) -> Iterator[Finding]:
    """Words that a # without a space, or a line of = below, makes a second title of the page."""
    if tree.find(".//h1") is None:
        return
    body = without_code(page.body)
    for match in re.finditer(r"^[ ]{0,3}#([^#\s][^\n]*)|^(\S[^\n]*)\n=+[ ]*$", body, re.MULTILINE):
        words = (match[1] or match[2]).strip()
        if match[1]:
            message = f'The # vanishes, and "{words[:_SHORT]}" becomes a second title of the page.'
            advice = f"Write \\#{words} to show the sign, or ## {words} for a heading."
        else:
            message = f'The line below makes "{words[:_SHORT]}" a second title of the page.'
            advice = f"Write ## {words}, and take the line of = signs out."
        yield Finding(page.at.path, line_at(page, match.start()), "lost-words", message, advice)

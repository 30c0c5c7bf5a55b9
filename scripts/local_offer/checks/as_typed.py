"""Signs of Markdown that stand among the words, for nothing reads them there."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # its usual name
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from local_offer.checks.context import Context
from local_offer.checks.page_html import MOST, THING, blocks, line_at, line_of, without_code
from local_offer.checks.record_words import all_words, place_of
from local_offer.loading.messages import nearest
from local_offer.model import Finding, Level, Page

# An address that someone would put into a link, and not into brackets among the words.
_TO = (
    r"(?:https?://|www\.|mailto:|contact:|policy:|#)[^\s()\[\]]*|[^\s()\[\]]+\.(?:md|pdf|docx?|odt)"
)
_LINK = r"\[[^\[\]\n]+\]\([^()\s]+\)"
# Each: what is left among the words, what is wrong, and what to do.
_LEFT = tuple(
    (re.compile(pattern, re.MULTILINE), message, advice)
    for pattern, message, advice in (
        (
            rf"\[(?P<w>[^\[\]\n]+)\]\s+\((?P<a>{_TO})\)",
            "A space makes this no link: {found}.",
            "Write it like this: [{w}]({a})",
        ),
        (
            rf"\((?P<w>[^()\n]+)\)\s?\[(?P<a>{_TO})\]",
            "The brackets of this link stand the wrong way round: {found}.",
            "Write it like this: [{w}]({a})",
        ),
        (
            _LINK,
            "The link {found} is shown as it is typed: between HTML tags Markdown is not read.",
            "Take out the HTML tags around it.",
        ),
        (
            r"\[[^\[\]\n]*\]\([^\n]{0,60}",
            "This link is not whole: {found}.",
            "Write the words between [ and ], and right after them the address between ( and ).",
        ),
        (
            r"~~(?P<w>[^~\n]+)~~",
            "The signs in {found} strike nothing out: the words stand as if they were true.",
            "Take out what is no longer true.",
        ),
        (
            r"\[\^[^\]\s]+\](?P<w>)",
            "A footnote is not made here, so {found} stands among the words.",
            "Put what it says in the words, and take {found} out.",
        ),
        (
            r"^\[[ xX]\](?= )",
            "A box to tick is not made here, so {found} stands among the words.",
            "Take {found} out.",
        ),
        (
            r"^(?:!!!|\?\?\?\+?) ?\w+|^:::+ ?\w.*|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]",
            "A box is not made here, so {found} stands among the words.",
            "Take {found} out. A heading above the words can say the same.",
        ),
        (
            r"\{(?::\s*[.#\w]|[#.]\w)[^{}\n]*\}",
            "{found} does nothing here, and stands among the words.",
            "Take it out.",
        ),
        (
            r"^(?:```|~~~).*",
            "A block of code begins here and is not closed.",
            "Take out {found}, or write the same signs on a line below the block.",
        ),
        (
            r"\*\*[^*\n]+\*\*|\*\*[^*\n]{0,40}",
            "The signs ** make nothing strong here, and stand among the words: {found}.",
            "Put ** right before the first word and right after the last, outside HTML tags.",
        ),
        (
            r"\\$(?=\n)",
            "A \\ at the end of a line stands among the words.",
            "End the line with two spaces in its place.",
        ),
    )
)
# Words straight in one of these were typed between HTML tags.
_HTML_ALONE = frozenset(("address", "details", "div", "figure", "section", "summary"))
_MARKDOWN = re.compile(
    rf"{_LINK}|\*\*\S[^\n]*|^(?:#{{1,6}}|[-*+]|\d+\.|>)[ ]+\S[^\n]*|^\|[^\n]+\|", re.MULTILINE
)
_SIGNS = re.compile(r"[\[~!{`*\\]|\?\?\?|:::")  # one of these is in all that is left
_UNDEFINED = re.compile(r"\[(?P<w>[^\[\]\n]+)\]\[(?P<ref>[^\[\]\n]*)\]")
_DEFINED = re.compile(r"^[ ]{0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_RULE_OF_TABLE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
# The signs that people begin the items of a list with; those in the second group may begin a line
# of prose as well, so two lines in a row must have them.
_ITEM = re.compile(r"\s*(?:[-*]|1[.)])\s+\S|\s*[•●▪◦‣·]\s*\S")
_ITEM_OF_TWO = re.compile(r"\s*(?:[-–—*+]\s*\w|\d{1,2}[.)]\s+\S|\(?[a-z0-9][.)]\s+\S|o\s+\S)")
_BULLET = re.compile(r"\s*[•●▪◦‣·]\s*\S")
_IN_DATA = re.compile(
    rf"{_LINK}|\*\*\w[^*\n]*\*\*|</?(?:b|i|em|strong|br|p|a|ul|li|u|span)\b[^<>]*>"
)


def as_typed(context: Context) -> Iterator[Finding]:
    """Lists, tables and links come out as such: no sign of Markdown is left among the words."""
    for page, tree in context.trees:
        yield from islice(_on_page(page, tree), MOST)
    for record, words in all_words(context.offer):
        if match := _IN_DATA.search(words):
            at = place_of(context.folder, record.at, match[0])
            message = f"The words of a fact are shown as they are typed, signs and all: {match[0]}."
            advice = "Take the signs of Markdown or HTML out."
            yield Finding(at.path, at.line, "markdown", message, advice, "warning", match[0])


def _on_page(page: Page, tree: ET.Element) -> Iterator[Finding]:
    met: Counter[str] = Counter()
    after_bullet = False
    for kind, words in blocks(tree):
        text = words.strip("\n")  # where HTML ends its lines
        if not text.strip():
            continue
        if kind in _HTML_ALONE and (inside := _MARKDOWN.search(text)):
            line = line_of(page, inside[0].strip(), met[inside[0]])
            met[inside[0]] += 1
            message = f"Between <{kind}> and </{kind}> Markdown is not read: all is shown as typed."
            yield Finding(page.at.path, line, "markdown", message, "Take these two tags out.")
            continue
        for found, message, advice in _left(page, text):
            line = line_of(page, found, met[found])
            met[found] += 1
            if met[found] == 1 or not found.startswith("[^"):  # a footnote stands there twice
                yield Finding(page.at.path, line, "markdown", message, advice, excerpt=found)
        bullet = bool(_BULLET.match(text))
        if not (bullet and after_bullet):  # a list is said once, at its first item
            yield from _list_or_table(page, text, kind)
        after_bullet = bullet
    yield from _set_in(page, tree)
    yield from _by_lines(page)


def _left(page: Page, text: str) -> Iterator[tuple[str, str, str]]:
    """What is left of Markdown in the words of one block: the signs, what is wrong, what to do."""
    if not _SIGNS.search(text):
        return
    for match in _UNDEFINED.finditer(text):
        known = _DEFINED.findall(without_code(page.body))
        name = match["ref"] or match["w"]
        message = (
            f'The link {match[0]} leads nowhere: no line of this page begins with "[{name}]:".'
        )
        advice = nearest(name, known) or f"Write it like this: [{match['w']}](address)"
        yield match[0], message.replace(THING, "`...`"), advice.replace(THING, "`...`")
    taken: list[tuple[int, int]] = []
    for pattern, message, advice in _LEFT:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue  # a finding of its own has been made of this
            taken.append((start, end))
            words = {"found": match[0].strip(), "w": "", "a": ""} | match.groupdict()
            words = {key: word.replace(THING, "`...`") for key, word in words.items()}
            yield match[0], message.format(**words), advice.format(**words)
            if pattern.pattern == _LINK:
                return  # what else is left here is left for the same reason


def _list_or_table(page: Page, text: str, kind: str) -> Iterator[Finding]:
    """At most one finding: a list or a table that came out as one paragraph."""
    rows = text.split("\n")
    if any(_RULE_OF_TABLE.fullmatch(row) for row in rows) or (
        sum(row.count("|") > 1 for row in rows) > 1
    ):
        row = next(row for row in rows if "|" in row)
        message = "This table comes out as one paragraph, signs and all."
        advice = "Put an empty line above it, and a row like |---|---| below its first row."
        yield Finding(page.at.path, line_of(page, row), "markdown", message, advice)
        return
    number = _first_item(rows)
    if number is None or kind in ("th", "td", "caption"):
        return
    row = rows[number].strip()
    begin = row[:40].replace(THING, "`...`")
    message = f'This list comes out as one paragraph, signs and all: "{begin}".'
    advice = "Put an empty line above its first item"
    if re.match(r"\(?\w{1,2}[.)]\s", row) and not re.match(r"\d+\.", row):
        advice += ', and begin the items with "1. ", "2. "'
    elif not re.match(r"(?:[-*+]|\d+\.)\s", row):
        advice += ', and begin each item with "- "'
    advice += "."
    yield Finding(page.at.path, line_of(page, row), "markdown", message, advice, excerpt=row)


def _first_item(rows: list[str]) -> int | None:
    """The number of the first row that is an item of a list, among the rows of a paragraph."""
    for number, row in enumerate(rows):
        if _BULLET.match(row) or (number and _ITEM.match(row)):
            return number
        after = rows[number + 1] if number + 1 < len(rows) else ""
        if _ITEM_OF_TWO.match(row) and _ITEM_OF_TWO.match(after) and _alike(row, after):
            return number
    return None


def _alike(row: str, after: str) -> bool:
    """Whether two rows begin with the same sign, or with a number and the next."""
    one, two = row.split(maxsplit=1)[0], after.split(maxsplit=1)[0]
    figures, next_figures = re.sub(r"\D", "", one[:4]), re.sub(r"\D", "", two[:4])
    if figures and row.lstrip()[0] in "(0123456789":
        return bool(next_figures) and int(next_figures) == int(figures) + 1
    letters = re.fullmatch(r"\(?([a-z])[.)]", one), re.fullmatch(r"\(?([a-z])[.)]", two)
    if letters[0] and letters[1]:
        return ord(letters[1][1]) == ord(letters[0][1]) + 1
    return one[0] == two[0]


def _set_in(page: Page, tree: ET.Element) -> Iterator[Finding]:
    """Words that are shown as a program's code, for they are set in by four spaces."""
    for element in tree.iter("pre"):
        first = "".join(element.itertext()).split("\n", 1)[0]
        typed = rf"^(?: {{4}}|\t)[ \t]*{re.escape(first.strip())}[ \t]*$"
        match = re.search(typed, without_code(page.body), re.MULTILINE)
        if first.strip() and match:
            message = "Four spaces or a tab before these words make them code, in small letters."
            line = line_at(page, match.start())
            advice = "Take the spaces before them out."
            yield Finding(page.at.path, line, "markdown", message, advice, "warning", first)


def _by_lines(page: Page) -> Iterator[Finding]:
    """What only the typed lines show: columns of tabs, lists in lists set in too little."""
    body = without_code(page.body)
    rows = body.split("\n")
    columns = [number for number, row in enumerate(rows, page.body_line) if _has_columns(row)]
    if len(columns) > 1:
        message = "These columns are set apart by tabs, and run together on the page."
        advice = "Make a table: | between the columns, and a row like |---|---| below the first."
        yield Finding(page.at.path, columns[0], "markdown", message, advice)
    depths: list[int] = []
    said = False
    for number, row in enumerate(rows, page.body_line):
        item = re.match(r"( *)(?:[-*+]|\d+\.) +\S", row)
        if not item:
            if row.strip() and not row.startswith(" "):
                depths, said = [], False
            continue
        depth = len(item[1])
        while depths and depths[-1] > depth:
            depths.pop()
        if depths and 2 <= depth - depths[-1] <= 3:
            if said:
                continue  # once for each list
            said = True
            message = (
                "This item is set in too little: it stands beside the one above, not below it."
            )
            advice = f"Set it in by {depths[-1] + 4} spaces."
            level: Level = "warning"
            yield Finding(page.at.path, number, "markdown", message, advice, level)
        elif not depths or depth > depths[-1]:
            depths.append(depth)


def _has_columns(row: str) -> bool:
    """Whether words, and not only the sign of a list, stand before a tab and more after it."""
    before, tab, after = row.partition("\t")
    return bool(tab and after.strip() and re.search(r"\w\w", before))

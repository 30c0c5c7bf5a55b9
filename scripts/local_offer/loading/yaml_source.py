"""YAML as it was written: plain values that remember their lines, and nothing bent in silence.

YAML changes some facts without a word: it reads an unquoted 0300 as 192, NO as false
and 12:30 as 750, and of two equal keys it keeps the last. Here each of these is seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from local_offer.model import Finding, Place

Loc = tuple[str | int, ...]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Signs that HTML and XML cannot hold."""

# Signs that YAML takes for ends of lines, and no editor shows as such. While YAML reads, others
# stand in for them, which Unicode keeps for a program's own use.
_UNSEEN = {0x85: 0xFDD0, 0x2028: 0xFDD1, 0x2029: 0xFDD2}
_SEEN = {stand_in: sign for sign, stand_in in _UNSEEN.items()}

# A comment of somebody who writes YAML has a space after its sign: "# so". "Group #2" has none.
_COMMENT = re.compile(r"[ \t]+(#[^\s#][^\n]*)")

# What the YAML reader says, and what the person who typed it can do about it.
_TROUBLES = (
    ("tab character", "There is a tab here. Use spaces to set lines in."),
    ("mapping values", "There is a second colon here. Put the words after the first in quotes."),
    ("end of stream", "A quotation mark that opens is never closed. Close it."),
    ("expected key", "Look for a quotation mark not closed above, or a line set in differently."),
    ("expected '-'", "Begin this line with a hyphen, like the ones above, or set it in further."),
    ("expected ',' or", "A bracket that opens is never closed. Close it."),
    ("undefined alias", "A * begins this value. Put the words in quotes."),
    ("cannot start any token", "This sign cannot begin a value. Put the words in quotes."),
    ("alphabetic or numeric", "This sign cannot begin a value. Put the words in quotes."),
    ("control characters", "There is a hidden character here. Take it out."),
)


@dataclass(frozen=True)
class Bent:
    """A value that YAML reads as something other than the words typed."""

    typed: str
    read_as: object


@dataclass
class Written:
    """The values of one piece of YAML. Each mapping holds its ``Place`` under ``at``.

    ``lines`` gives the line of each key and list item by its location, such as
    ``(0, "phone")``; ``typed`` gives each single value as it was typed.
    """

    path: str
    value: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    typed: dict[Loc, str] = field(default_factory=dict)
    empty: set[Loc] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def line(self, loc: Loc) -> int:
        """The line of a location, or of the nearest one around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)


def read(text: str, path: str, first_line: int = 1) -> Written:
    """Read YAML that begins on ``first_line`` of the file at ``path``.

    ``value`` is ``None`` when nothing could be read; ``findings`` say why.
    """
    written = Written(path, lines={(): first_line})
    text = text.translate(_UNSEEN)
    line_at = _Lines(text, first_line)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            line = line_at(event.start_mark)
            if depth > _DEEPEST:
                return _refuse(written, line, "Lists stand inside lists too deep to follow.")
            if isinstance(event, yaml.AliasEvent):
                return _refuse(written, line, "A * sign stands for words written elsewhere.")
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        advice = next((advice for sign, advice in _TROUBLES if sign in str(error)), "")
        advice = advice or "Compare the lines here with the examples in docs/editors."
        message = "The computer cannot read this file from here on."
        return _refuse(written, line_of_trouble(error, text, first_line), message, advice)
    if node is not None:
        written.value = _value(node, (), written, line_at)
        written.findings += _taken_for_comments(node, text, path, line_at)
    return written


def _taken_for_comments(
    node: yaml.Node, text: str, path: str, line_at: _Lines
) -> Iterator[Finding]:
    """Words that YAML leaves out, for a # with no space after it follows the words of a value."""
    if isinstance(node, yaml.ScalarNode):
        end = node.end_mark.index
        lost = _COMMENT.match(text, end) if not node.style else None
        if lost:
            message = f'"{lost[1]}" is left out: a # after a space begins a comment.'
            advice = f'Put the whole value in quotes: "{node.value} {lost[1]}"'
            yield Finding(path, line_at(node.end_mark), "lost-words", message, advice)
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from _taken_for_comments(part, text, path, line_at)


class _Lines:
    """The line that a mark of YAML's stands on, as an editor counts: the end of a text is none."""

    def __init__(self, text: str, first_line: int) -> None:
        self.first_line = first_line
        self.ends = [found.start() for found in re.finditer("\n", text)]

    def __call__(self, mark: Any) -> int:  # its two readers have marks of their own
        return self.first_line + bisect_left(self.ends, mark.index)


def line_of_trouble(error: yaml.YAMLError, text: str, first_line: int = 1) -> int:
    """The line where YAML cannot go on, or where a quotation mark opens that is never closed."""
    mark = getattr(error, "problem_mark", None)
    if "quoted scalar" in (getattr(error, "context", None) or ""):
        mark = getattr(error, "context_mark", mark)
    return _Lines(text, first_line)(mark) if mark else first_line


def _refuse(written: Written, line: int, message: str, advice: str = "") -> Written:
    advice = advice or "Write the words out in full, in a plain list."
    written.findings.append(Finding(written.path, line, "yaml", message, advice))
    return written


def _value(node: yaml.Node, loc: Loc, written: Written, line_at: _Lines) -> Any:
    written.lines.setdefault(loc, line_at(node.start_mark))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loc, written, line_at)
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(child, (*loc, number), written, line_at)
            for number, child in enumerate(node.value)
        ]
    assert isinstance(node, yaml.ScalarNode)  # noqa: S101  # YAML has no fourth kind
    return _scalar(node, loc, written)


def _mapping(node: yaml.MappingNode, loc: Loc, written: Written, line_at: _Lines) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value).translate(_SEEN) if isinstance(key_node, yaml.ScalarNode) else "?"
        line = line_at(key_node.start_mark)
        if key in mapping:
            written.findings.append(
                Finding(
                    written.path,
                    line,
                    "repeated-key",
                    f'"{key}" is written twice; the first is on line {written.lines[(*loc, key)]}.',
                    "Keep the right one and take the other out.",
                )
            )
            continue
        written.lines[*loc, key] = line
        value = _value(value_node, (*loc, key), written, line_at)
        if value is None:
            written.empty.add((*loc, key))
            written.findings.append(
                Finding(
                    written.path,
                    line,
                    "empty-value",
                    f'"{key}" has nothing after it.',
                    "Write what belongs there, or take the line out.",
                )
            )
            continue
        mapping[key] = value
    if "at" in mapping:  # no editor's word; it would hide where the record stands
        mapping["at "] = mapping["at"]
        written.lines[*loc, "at "] = written.lines[*loc, "at"]
    mapping["at"] = Place(written.path, line_at(node.start_mark))
    return mapping


def _scalar(node: yaml.ScalarNode, loc: Loc, written: Written) -> Any:
    text: str = node.value.translate(_SEEN)
    written.typed[loc] = text
    if HIDDEN.search(text):
        line = written.line(loc)
        message = "There is a hidden sign here that no page can show."
        advice = "Delete the words, and type them again."
        written.findings.append(Finding(written.path, line, "hidden-sign", message, advice))
        text = HIDDEN.sub("", text)
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind in ("str", "timestamp", "value", "merge"):
        return text.strip()
    try:
        value = yaml.safe_load(text)
        shown = str(value).lower()
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return Bent(text, text)
    if isinstance(value, int) and text.lower() == shown:
        return value
    return Bent(text, value)

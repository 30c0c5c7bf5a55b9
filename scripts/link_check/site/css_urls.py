"""The files that style sheets name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from link_check.site.link_model import LinkSource, Ref

_STYLE = re.compile(
    r"""/\*.*?(?:\*/|\Z)
    | @namespace\b[^;]{0,500};
    | @import\s{1,20}["'](?P<imported>[^"'\n]{1,2000})["']
    | url\(\s{0,20}(?:"(?P<double>[^"\n]{0,9000})"|'(?P<single>[^'\n]{0,9000})'
        |(?P<bare>[^()"'\s]{0,9000}))\s{0,20}\)
    | "(?:[^"\\\n]|\\.)*(?:"|\n|\\?\Z) | '(?:[^'\\\n]|\\.)*(?:'|\n|\\?\Z)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def read_style(data: bytes) -> LinkSource:
    """The files that a style sheet names; what stands in a comment or in a text is not one."""
    return LinkSource(refs=list(style_refs(data.decode("utf-8", "replace"), 1)))


def style_refs(text: str, line: int) -> Iterator[Ref]:
    """Each file that some CSS names; its first line is ``line``."""
    seen = 0
    for match in _STYLE.finditer(text):
        target = next((part for part in match.groups() if part is not None), "").strip()
        if target and not target.startswith("#"):  # "#" alone names a part of the page itself
            line += text.count("\n", seen, match.start())
            seen = match.start()
            yield Ref(target, "style", line)

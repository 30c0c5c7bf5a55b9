"""What the computer refuses, in one sentence."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator

FULL = "The disk is full. Make room on it, and start again."
_FULL = (errno.ENOSPC, errno.EDQUOT)
_LONGEST = 200  # letters of a reason that is shown
_NUMBER = re.compile(r"\[Errno (\d+)\]")


def refusal(problem: OSError) -> str:
    """Why the computer refused, in one sentence, however many files it was about."""
    number, where = problem.errno, problem.filename
    reason = problem.strerror or next(iter(str(problem).splitlines()), "no reason")[:_LONGEST]
    if isinstance(problem, shutil.Error):
        # A list of files with what was said of each, or one such list inside another's words.
        source, _, said = next(_rows(problem.args), ("", "", ""))
        found = _NUMBER.search(str(said))
        number, where = int(found[1]) if found else None, source
        reason = os.strerror(number) if number else "some files could not be copied"
    if number in _FULL:
        return FULL
    at = f" ({where!s})" if where else ""
    return f"The computer refused: {reason}{at}."


def _rows(given: object) -> Iterator[tuple[object, ...]]:
    """Each file that could not be copied: where from, where to, and why."""
    if isinstance(given, tuple) and len(given) == 3 and isinstance(given[2], str):
        yield given
    elif isinstance(given, list | tuple):
        for one in given:
            yield from _rows(one)

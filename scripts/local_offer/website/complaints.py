"""What the generator complains of, as findings."""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Callable
from pathlib import Path

import jinja2

from local_offer.dialect.templates import broken_template, template_fault
from local_offer.model import Finding

_ABOUT_A_PAGE = re.compile(
    r"Doc file '(?P<page>[^']+)' contains "
    r"(?:a link|an absolute link|an unrecognized relative link) '(?P<link>[^']*)'"
)
_TEMPLATE_AT = re.compile(r'File "([^"]+\.(?:html|css))", line (\d+)')


def listen(folder: Path, make: Callable[[], None]) -> list[Finding]:
    """What the generator warns of while it makes something in this program."""
    heard: list[str] = []
    fell = ""
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        make()
    except jinja2.TemplateError as problem:
        return [template_fault(problem)]
    except OSError:  # the computer refused: no fault of the words or settings
        raise
    except (Exception, SystemExit) as problem:  # noqa: BLE001  # it leaves in many ways
        fell = f"{type(problem).__name__}: {problem}"
    finally:
        logger.removeHandler(handler)
    findings = [_heard(line, folder) for line in heard if "dirty" not in line]
    return findings or ([_not_built(fell)] if fell else [])


def complaints_in(said: list[str], folder: Path, *, failed: bool) -> list[Finding]:
    """What a generator complained of in the lines that it said; ``OSError`` of a full disk."""
    if any(f"[Errno {errno.ENOSPC}]" in line for line in said):  # no fault of the settings
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    complaints = [line for line in said if line.startswith(("WARNING", "ERROR"))]
    findings = [_heard(line, folder) for line in complaints]
    if failed and not findings:
        fell = next((line for line in said[::-1] if "Error: " in line), "")
        at = list(_TEMPLATE_AT.finditer("\n".join(said)))
        if at and fell:
            reason = fell.partition("Error: ")[2]
            return [broken_template(at[-1][1], int(at[-1][2]), reason)]
        tail = fell or " ".join(said[-3:]) or "It gave no reason."
        findings = [_not_built(tail)]
    return findings


def _not_built(why: str) -> Finding:
    return Finding("mkdocs.yml", 0, "website", "The website could not be built.", why)


def _heard(line: str, folder: Path) -> Finding:
    """A finding from one line that the generator said."""
    words = re.sub(r"^\w+ +-  ?", "", line).strip()
    about = _ABOUT_A_PAGE.search(words)
    if about is None:
        return Finding("mkdocs.yml", 0, "website", words, "Mend it and build again.")
    path, link = f"content/{about['page']}", about["link"]
    text = (folder / path).read_text(encoding="utf-8") if (folder / path).is_file() else ""
    number = next((n for n, row in enumerate(text.split("\n"), 1) if f"({link})" in row), 0)
    message = f"The link to {link} leads to nothing."
    return Finding(path, number, "website", message, "Correct the address, or take the link out.")

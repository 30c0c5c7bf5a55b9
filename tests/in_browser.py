"""What tests of the website share that look at it as it is printed."""

from __future__ import annotations

import subprocess
from pathlib import Path


def words_on_paper(pdf: Path) -> list[str]:
    """The words of each page of a PDF, line by line."""
    command = ["pdftotext", str(pdf), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return said.split("\f")[:-1]

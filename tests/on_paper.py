"""How tests look at a PDF: its words, its pages as pictures, and what was built."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
from PIL import Image

from local_offer.published import Published

EDITIONS = ("booklet", "large-print", "easy-read")
MM = 72 / 25.4


def edition_pdf(built: Published, edition: str) -> Path:
    assert built.site is not None, [str(finding) for finding in built.findings]
    return built.site / "leaflets" / f"{edition}.pdf"


def pdf_text(pdf: Path, first: int = 1, last: int = 99) -> str:
    """Its words as a reader program takes them out, with single spaces."""
    command = ["pdftotext", "-f", str(first), "-l", str(last), str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


def pictures(pdf: Path, into: Path, dots: int = 300, page: int = 0) -> list[Image.Image]:
    """Its pages, or one of them, as pictures."""
    command = ["pdftoppm", "-r", str(dots), "-png", str(pdf), str(into / pdf.stem)]
    if page:
        command[1:1] = ["-f", str(page), "-l", str(page)]
    subprocess.run(command, check=True)
    return [Image.open(path).convert("RGB") for path in sorted(into.glob(f"{pdf.stem}-*.png"))]


def page_count(pdf: Path) -> int:
    with pikepdf.open(pdf) as document:
        return len(document.pages)


def box(page: pikepdf.Page, name: str) -> list[float]:
    """A page box in mm: left, bottom, right, top."""
    return [float(side) / MM for side in page.obj[f"/{name}"]]

"""Offers of any size for the benchmarks: the frozen draft, and more pages in unlike words."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

from local_offer.looks import HOME

DRAFT = HOME / "tests" / "draft-council"


def write_offer(folder: Path, size: int) -> None:
    """The draft with as many more pages as make up ``size``, none with a sentence of another."""
    shutil.copytree(DRAFT / "content", folder / "content")
    shutil.copy(DRAFT / "mkdocs.yml", folder)
    pages = sorted((folder / "content").glob("*.md"))
    originals = [page for page in pages if page.stem not in ("index", "a-to-z", "updates")]
    for number in range(size - len(pages)):
        page = originals[number % len(originals)]
        text = page.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^(?:heading|need): .*\n", "", text)
        text = text.replace("title: ", f"title: Part {number}, ", 1)
        copy = folder / "content" / f"{page.stem}-{number}.md"
        copy.write_text(_unlike(text, random.Random(number)), encoding="utf-8")  # noqa: S311  # no secret
    if size > len(pages):  # a menu names each page once, and nobody writes one of 300
        settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
        without = re.sub(r"(?ms)^nav:\n.*?(?=^\S|\Z)", "", settings)
        (folder / "mkdocs.yml").write_text(without, encoding="utf-8")


def for_stock(folder: Path) -> None:
    """Make of an offer what stock MkDocs can build: its own theme, and no more."""
    for page in (folder / "content").glob("*.md"):
        words = page.read_text(encoding="utf-8")
        # The stock theme looks for icons of its own by this key.
        page.write_text(words.replace("\nicon: ", "\nsign: "), encoding="utf-8")
    theme = "theme:\n  name: material\n  font: false\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Help\ndocs_dir: content\n{theme}")


def _unlike(text: str, chance: random.Random) -> str:
    """The same page with the words inside each plain sentence in another order."""
    _, front, body = text.split("---\n", 2)
    lines = [_shuffled(line, chance) for line in body.split("\n")]
    return f"---\n{front}---\n" + "\n".join(lines)


def _shuffled(line: str, chance: random.Random) -> str:
    if not re.fullmatch(r"[\w ,.?!'’£-]+", line):
        return line
    sentences = []
    for sentence in re.split(r"(?<=[.?!]) ", line):
        if re.search(r"\d", sentence):  # a date or a sum in another order is a mistake
            sentences.append(sentence)
            continue
        first, *inner = sentence.split(" ")
        *inner, last = inner or [""]
        chance.shuffle(inner)
        sentences.append(" ".join(filter(None, [first, *inner, last])))
    return " ".join(sentences)

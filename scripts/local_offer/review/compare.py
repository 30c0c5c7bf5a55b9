"""Two versions compared: pages, what pages say of themselves, data files, and other files."""

from __future__ import annotations

from dataclasses import replace
from posixpath import basename

from local_offer.loading.content_files import Typed
from local_offer.review.change import WHOLE_PAGE, Change, ChangeKind, Passage, renamed_pages
from local_offer.review.page_changes import compare_pages
from local_offer.review.page_model import read_page
from local_offer.review.record_changes import compare_front_matter, compare_records


def compare(before: Typed, after: Typed) -> list[Passage]:
    """Everything that differs between two versions, page by page and then file by file."""
    same = {path for path in before.pages.keys() & after.pages.keys() if _same(path, before, after)}
    old = [read_page(page) for path, page in before.pages.items() if path not in same]
    new = [read_page(page) for path, page in after.pages.items() if path not in same]
    passages = compare_pages(old, new)
    renamed = renamed_pages(passages)
    for page in new:
        was = before.pages.get(renamed.get(page.path, page.path))
        if was:
            passages += compare_front_matter(was.front, page.typed.front, page.path)
    passages += compare_records(before, after)
    passages += _other_files(before, after)
    return [_following(passage, renamed) for passage in passages]


def _same(path: str, before: Typed, after: Typed) -> bool:
    was, now = before.pages[path], after.pages[path]
    return was.body == now.body and was.front.typed == now.front.typed


def _other_files(before: Typed, after: Typed) -> list[Passage]:
    """Pictures and the like, which have no words to compare."""
    passages = []
    for path in sorted({*before.others, *after.others}):
        was, now = before.others.get(path), after.others.get(path)
        if was == now:
            continue
        name = basename(path)
        sides = (name if was is not None else "", name if now is not None else "")
        kind: ChangeKind = "formatting-only"
        if was is None or now is None:
            kind = "list-item-added" if was is None else "list-item-removed"
        change = Change(path, WHOLE_PAGE, kind, *sides, major=False)
        passages.append(Passage(path, WHOLE_PAGE, (), (change,), "This file holds no words."))
    return passages


def _following(passage: Passage, renamed: dict[str, str]) -> Passage:
    """The same, with links that only follow a page to its new name made minor."""
    names = {(basename(old), basename(new)) for new, old in renamed.items()}

    def follows(change: Change) -> bool:
        ends = (change.before.partition("#")[0], change.after.partition("#")[0])
        return change.kind == "link-target" and ends in names

    if not any(follows(change) for change in passage.changes):
        return passage
    changes = [
        replace(change, major=False) if follows(change) else change for change in passage.changes
    ]
    return replace(passage, changes=tuple(changes))

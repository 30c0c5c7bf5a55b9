"""How git is spoken to, of this repository alone, and its refusals in our words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_ROOM = 64 * 1024  # bytes: with less on its disk, git's refusal to write needs no other reason
_NOT_OURS = ("LANGUAGE", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def surroundings() -> dict[str, str]:
    """What git is to know: our own language, no other repository's hook, and to write little."""
    kept = {key: value for key, value in os.environ.items() if key not in _NOT_OURS}
    return kept | {"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0"}


def refused(said: str, folder: Path) -> str:
    """Git's refusal in our words, or its own first line."""
    if "writ" in said and shutil.disk_usage(folder).free < _ROOM:
        return "The disk is full. Make room on it, and start again."
    if "not a git repository" in said:
        return f"{folder} is not kept in git, so it has no history."
    if "dubious ownership" in said:
        return f"Git does not trust {folder}, for it belongs to another user of this computer."
    if "identity" in said or "user.email" in said:
        return (
            "Git does not know who you are. Tell it once: "
            'git config --global user.name "Your name", and the same with user.email.'
        )
    first = next(iter(said.strip().splitlines()), "it gave no reason")
    return f"Git refused: {first.removeprefix('fatal: ').rstrip('.')}."

"""Where the knowledge lives: inside the installed package, else at the root of the checkout."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.resources import files
from pathlib import Path


def shipped(name: str) -> Path:
    """The folder `knowledge` or `rules` of this installation. Raises FileNotFoundError when neither exists."""
    package = Path(str(files("triage")))
    for folder in (package / "_shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"folder {name}/ tidak ada; pasang ulang triage")


def cache_folder() -> Path | None:
    """A private folder for the parsed knowledge (never for complaints), None when caching is switched off."""
    if os.environ.get("TRIAGE_NO_CACHE"):
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(base) / "triage" if base else Path.home() / ".cache" / "triage"
    except RuntimeError:
        return None


_AFTER_THE_CACHE = frozenset(("cli", "batch", "train", "render", "handbook", "browse", "author", "explain"))


@cache
def code_stamp() -> str:
    """Changes whenever the program changes, so that no cache outlives the code that wrote it.

    Parts that only show or use what is cached are left out: they cannot change it.
    """
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        if file.relative_to(package).parts[0] in _AFTER_THE_CACHE:
            continue
        stat = file.stat()
        digest.update(f"{file} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:8]

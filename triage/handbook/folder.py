"""The handbook's own folder: compare it with what the knowledge gives, or write that there.

A marker file makes a folder the handbook's own. Only in such a folder are pages removed that no longer belong.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.kb.problems import Problem, Problems, shown

MARKER = ".buku-triage"
MARKER_TEXT = "Folder ini diisi oleh `triage kb docs`. Halaman .md lain di dalamnya akan dihapus.\n"


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths below the folder, sorted."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    superfluous: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.superfluous)


def compare(folder: Path, pages: Mapping[str, str]) -> Difference:
    """What must be done to the folder so that it holds these pages and no others. Line endings do not count.

    Raises Problems when it cannot be read.
    """
    try:
        return _difference(folder, {**pages, MARKER: MARKER_TEXT})
    except OSError as error:
        raise _problem(folder, error, "dibaca") from error


def _difference(folder: Path, wanted: Mapping[str, str]) -> Difference:
    missing, stale = [], []
    for name, text in sorted(wanted.items()):
        found = _text(folder / name)
        if found is None:
            missing.append(name)
        elif found != text:
            stale.append(name)
    there = (file.relative_to(folder).as_posix() for file in folder.rglob("*.md"))
    return Difference(tuple(missing), tuple(stale), tuple(sorted(name for name in there if name not in wanted)))


def write(folder: Path, pages: Mapping[str, str]) -> Difference:
    """Bring the folder up to date and say what was done. Every file is replaced whole or not at all.

    Raises Problems when the folder holds something that is not a handbook, or cannot be written.
    """
    if folder.exists() and not (folder / MARKER).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "pilih folder kosong dengan --out, atau folder yang dibuat perintah ini"
        raise Problems([Problem(shown(folder), 0, 0, "folder", "sudah ada dan bukan milik buku pegangan", hint)])
    try:
        todo = compare(folder, pages)
        wanted = {MARKER: MARKER_TEXT, **pages}  # the marker first: an interrupted run can be taken up again
        for name in (name for name in wanted if name in (*todo.missing, *todo.stale)):
            _replace(folder / name, wanted[name])
        for name in todo.superfluous:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise _problem(folder, error, "ditulis") from error
    return todo


def _problem(folder: Path, error: OSError, done: str) -> Problems:
    place = shown(Path(error.filename or folder))
    return Problems([Problem(place, 0, 0, "folder", f"tidak dapat {done}", "periksa nama dan izin folder")])


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        return ""  # not ours: stale


def _replace(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

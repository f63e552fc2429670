"""Files that only their owner may read, written whole or not at all."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from triage.kb.problems import Problem, Problems, reason

HINT = "periksa folder dan izinnya"


def write_private(path: Path, text: str | bytes) -> None:
    """Write all or nothing, readable by the owner only. Raises Problems when the place cannot be written."""
    made: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            made = Path(file.name)
            file.write(text if isinstance(text, bytes) else text.encode())
        made.chmod(0o600)
        made.replace(path)
    except OSError as error:
        if made is not None:
            made.unlink(missing_ok=True)
        raise Problems([_problem(path, error)]) from None


def deliver(path: Path, text: str | bytes, note: str) -> None:
    """Write the file and say so; `-` is standard output, where nothing else may be said. Raises Problems."""
    if path != Path("-"):
        write_private(path, text)
        print(note)
    elif isinstance(text, bytes):
        sys.stdout.buffer.write(text)
    else:
        print(text, end="")


def private_folder(path: Path) -> Path:
    """The folder, made for its owner only where it is missing. Raises Problems."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    except OSError as error:
        raise Problems([_problem(path, error)]) from None
    return path


def check_writable(path: Path) -> None:
    """Say now, and not after a long conversation, that a file cannot be written there. Raises Problems."""
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "itu sebuah folder")
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise Problems([_problem(path, error)]) from None


def _problem(path: Path, error: OSError) -> Problem:
    return Problem(str(path), 0, 0, "keluaran", f"tidak dapat ditulis: {reason(error)}", HINT)

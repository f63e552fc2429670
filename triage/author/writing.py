"""Writing a file whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from triage.kb.problems import Problem, Problems, reason, shown


def write(path: Path, text: str) -> None:
    """Replace or make the file, keeping its permissions. Raises Problems when the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=".tulis-", delete=False) as out:
            out.write(text.encode("utf-8"))
        made = Path(out.name)
        try:
            made.chmod(mode)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)
    except OSError as error:
        message = f"berkas tidak dapat ditulis: {reason(error)}"
        raise Problems([Problem(shown(path), 0, 0, "berkas", message, "periksa izin foldernya")]) from None

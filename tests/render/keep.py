"""Expected pages kept as plain files under tests/render/golden/."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check(name: str, page: str) -> None:
    """Compare with the kept page; GOLDEN=1 in the environment writes it instead."""
    path = FOLDER / name
    if os.environ.get("GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(page.encode("utf-8"))
    assert path.read_bytes().decode("utf-8") == page

"""Places are named from where the program runs, whatever folder the cached knowledge was made in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from triage.compiled import load_machine
from triage.kb.load import load


def test_a_place_opens_from_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for folder in (tmp_path, ROOT, tmp_path, ROOT / "knowledge"):
        monkeypatch.chdir(folder)
        for knowledge in (load(), load_machine(()).knowledge):
            path, line, _ = knowledge.places["cases", "kdrt"].rsplit(":", 2)
            assert "id: kdrt" in Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
            assert Path(path).is_absolute() == (folder == tmp_path)

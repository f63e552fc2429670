"""What a trainer collected: one exported file of progress a candidate, in one folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from triage.kb.problems import Problem, Problems, shown
from triage.kb.yamlmap import read_text
from triage.train.progress import LARGEST, Given, from_json, refused


@dataclass(frozen=True, slots=True)
class Collected:
    """answers: by candidate, each once, however many copies there are. refused: files that could not be read."""

    answers: dict[str, list[Given]]
    refused: tuple[Problem, ...]


def collected(folder: Path) -> Collected:
    """All *.json of the folder. Raises Problems when there are none, or none can be read."""
    if not folder.is_dir():
        raise refused(shown(folder), "folder tidak ditemukan", "sebutkan folder berisi hasil ekspor peserta")
    files = sorted(file for file in folder.glob("*.json") if file.is_file())
    if not files:
        hint = "kumpulkan di sini hasil triage train stats --export tiap peserta"
        raise refused(shown(folder), "tidak ada berkas .json di folder ini", hint)
    answers: dict[str, dict[str, Given]] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            told = from_json(read_text(file, LARGEST), shown(file))
        except Problems as found:
            problems += found.problems
        else:
            answers.setdefault(told.candidate, {}).update((one.id, one) for one in told.answers)
    if not answers:
        raise Problems(problems)
    return Collected({who: list(some.values()) for who, some in answers.items()}, tuple(problems))

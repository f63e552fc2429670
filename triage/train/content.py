"""The wording that only the training aid needs: advice, conduct, notes, wrong reasons (training/soal.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

Wordings = tuple[str, ...]
"""The same thing said shorter and longer; which one is shown never changes an item's id."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a reminder is kept and broken: id of the act to its wordings."""

    kept: Mapping[str, Wordings]
    broken: Mapping[str, Wordings]


@dataclass(frozen=True, slots=True)
class Content:
    """advice by prohibition; conduct and notes by reminder; excuses (too slow) and hurry (too fast) by their own ids.

    overlaps: sets of reminders so close that one is never a distractor for another. general: reminders for any case.
    """

    advice: Mapping[str, Wordings]
    conduct: Mapping[str, Conduct]
    notes: Mapping[str, Conduct]
    excuses: Mapping[str, Wordings]
    hurry: Mapping[str, Wordings]
    overlaps: tuple[frozenset[str], ...]
    general: tuple[str, ...]

    def overlap(self, one: str, other: str) -> bool:
        return one == other or any({one, other} <= near for near in self.overlaps)


@cache
def content() -> Content:
    """Read once a process. Raises Problems when the file is not readable YAML."""
    from triage.paths import shipped

    raw = _raw(shipped("training") / "soal.yaml")
    return Content(
        _wordings(raw["nasihat"]),
        _conduct(raw["sikap"]),
        _conduct(raw["catatan"]),
        _wordings(raw["alasan_keliru"]),
        _wordings(raw["alasan_berlebih"]),
        tuple(map(frozenset, raw["bertumpuk"])),
        tuple(raw["umum"]),
    )


def _raw(path: Path) -> Any:
    """The file as plain data, from the cache when it did not change."""
    from triage.kb.load import cache_name, from_cache, to_cache
    from triage.paths import cache_folder

    folder, name = cache_folder(), cache_name("training", sha256(path.read_bytes()).hexdigest())
    found = from_cache(folder, name)
    if not isinstance(found, dict):
        from triage.kb.yamlmap import read_yaml

        found = read_yaml(path).data
        to_cache(folder, name, found)
    return found


def _wordings(raw: Mapping[str, list[str]]) -> dict[str, Wordings]:
    return {name: tuple(map(str, texts)) for name, texts in raw.items()}


def _conduct(raw: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> dict[str, Conduct]:
    return {name: Conduct(_wordings(acts["patuh"]), _wordings(acts["langgar"])) for name, acts in raw.items()}

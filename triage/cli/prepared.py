"""What one `triage new` is about: what was asked for, and everything read for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.facts.read import FactsFile
    from triage.model import Evidence
    from triage.pipeline import Machine
    from triage.plan.district import District


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line, or kept in a draft."""

    text: str
    facts: Path | None
    district: Path | None
    knowledge: tuple[Path, ...]
    at: str | None
    corrections: tuple[str, ...]
    draft: Path | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything read that a triage needs. clock: the time now, or the one that was asked for."""

    machine: Machine
    local: District | None
    household: FactsFile | None
    answers: tuple[Evidence, ...]
    clock: Callable[[], datetime]

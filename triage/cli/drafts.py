"""Interviews that were broken off: kept for their owner only, masked, until they are finished or thrown away."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from triage.cli.ask_entries import Entry
from triage.cli.private import private_folder, write_private
from triage.interview import Answer
from triage.kb.problems import Problem, Problems, reason

SCHEMA = "triage.draft/2"
READABLE = ("triage.draft/1", SCHEMA)
"""What was added since the first has defaults."""
LARGEST = 2_000_000
PATTERN = "draf-*.json"


@dataclass(frozen=True, slots=True)
class Draft:
    """opening, every `said` and `told`: masked, without names. facts, district, knowledge: absolute paths as given."""

    schema: str
    saved: str
    hash: str
    opening: str
    entries: tuple[Entry, ...]
    fixed: tuple[Answer, ...] = ()
    started: str = ""
    facts: str = ""
    district: str = ""
    knowledge: tuple[str, ...] = ()


def state_folder() -> Path:
    """The user's own folder for drafts; it need not exist."""
    base = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base) / "triage" if base else Path.home() / ".local" / "state" / "triage"


def saved_drafts() -> list[Path]:
    """All drafts, the newest first."""
    return sorted(state_folder().glob(PATTERN), reverse=True)


def keep(draft: Draft, at: datetime, path: Path | None = None) -> Path:
    """Write the draft, over the one it continues. Raises Problems when the folder cannot be written."""
    from pydantic import TypeAdapter

    folder = private_folder(state_folder())
    target = path or folder / f"draf-{at:%Y%m%d-%H%M%S-%f}.json"
    write_private(target, TypeAdapter(Draft).dump_json(draft, indent=1).decode())
    return target


def read_draft(path: Path) -> Draft:
    """Raises Problems when the file cannot be read or is no draft of this version."""
    from pydantic import TypeAdapter, ValidationError

    hint = "buang semua draf dengan triage new --discard"
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError
        draft = TypeAdapter(Draft).validate_json(path.read_bytes())
    except OSError as error:
        raise Problems([Problem(str(path), 0, 0, "draf", f"tidak dapat dibaca: {reason(error)}", hint)]) from None
    except (ValidationError, ValueError):
        raise Problems([Problem(str(path), 0, 0, "draf", "isi draf ini rusak", hint)]) from None
    if draft.schema not in READABLE or any(not entry.answers for entry in draft.entries):
        raise Problems([Problem(str(path), 0, 0, "draf", "draf ini dari versi lain", hint)])
    return draft


def newest() -> Path:
    """The draft to continue. Raises Problems when there is none."""
    found = saved_drafts()
    if not found:
        raise Problems([Problem("--resume", 0, 0, "draf", "tidak ada draf yang tersimpan", "mulai dengan triage new")])
    return found[0]


def discard(paths: list[Path]) -> int:
    """Delete the drafts and return how many there were."""
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)

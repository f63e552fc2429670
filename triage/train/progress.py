"""What one candidate has done: answers, reviews of cards, sessions to go on with; and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from math import isfinite
from typing import Final, Literal

from triage.kb.problems import Problem, Problems

SCHEMA: Final = "triage.progress/1"
LARGEST = 50_000_000
"""Bytes of one file that are read."""
MOST_SAID = 10
"""So many problems of one file are told."""
Where = Literal["kuis", "ujian", "pretes", "postes", "kartu", "simulasi"]
Grade = Literal[1, 2, 3, 4]
"""Lagi, Sulit, Baik, Mudah."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to one item. objective: its id, `skill:group`; chosen: the key of the option, '' for none.

    seconds: until it was answered; at: with a time zone. options: the keys in the order shown, where known.
    id: given by the store; the same answer has the same id in every copy.
    """

    item: str
    kind: str
    objective: str
    case: str
    right: bool
    chosen: str
    seconds: float
    at: datetime
    where: Where
    options: tuple[str, ...] = ()
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Review:
    """One look at one card. meaning: what the card asked for then (cards.py); milliseconds: until it was graded."""

    card: str
    meaning: str
    grade: Grade
    at: datetime
    milliseconds: int
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """The state of a session. state: a JSON object, None once it was forgotten; at: when."""

    name: str
    state: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """All of one file. candidate: a number drawn by lot; no name is kept anywhere."""

    schema: Literal["triage.progress/1"]
    candidate: str
    answers: tuple[Given, ...] = ()
    reviews: tuple[Review, ...] = ()
    kept: tuple[Kept, ...] = ()


def moment(at: datetime) -> str:
    """The moment in UTC, written so that text sorts as time does. Raises ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def to_json(progress: Progress) -> str:
    return json.dumps(asdict(progress), ensure_ascii=False, indent=1, default=_written) + "\n"


def _written(value: object) -> str:
    assert isinstance(value, datetime)
    return moment(value)


def from_json(text: str, name: str) -> Progress:
    """name: how the file is called in messages. Raises Problems with what is wrong in it."""
    from pydantic import TypeAdapter, ValidationError

    from triage.kb.validate import sentence

    try:
        progress = TypeAdapter(Progress).validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False)
        if found[0]["type"] in ("json_invalid", "dataclass_type") and not found[0]["loc"]:
            raise refused(name, "ini bukan hasil ekspor kemajuan", "buat dengan triage train stats --export") from None
        said = [(_place(one["loc"]), *sentence(one, [])) for one in found[:MOST_SAID]]
        raise Problems([Problem(name, 0, 0, "kemajuan", f"{at}: {what}", hint) for at, what, hint in said]) from None
    faults = list(_faults(progress))[:MOST_SAID]
    if faults:
        raise Problems([Problem(name, 0, 0, "kemajuan", fault) for fault in faults])
    return progress


def refused(name: str, message: str, hint: str = "") -> Problems:
    """One problem with a file of progress."""
    return Problems([Problem(name, 0, 0, "kemajuan", message, hint)])


def _place(loc: tuple[str | int, ...]) -> str:
    """Where in the JSON: answers[3].seconds."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


def _faults(progress: Progress) -> Iterator[str]:
    """What the types cannot say."""
    if not progress.candidate:
        yield "candidate: tidak boleh kosong"
    lists: dict[str, Sequence[Given | Review]] = {"answers": progress.answers, "reviews": progress.reviews}
    for part, i, entry in ((part, i, entry) for part, entries in lists.items() for i, entry in enumerate(entries)):
        if not entry.id:
            yield f"{part}[{i}].id: tidak boleh kosong"
        if entry.at.tzinfo is None:
            yield f"{part}[{i}].at: waktu perlu zona waktu"
        if isinstance(entry, Given) and not (isfinite(entry.seconds) and entry.seconds >= 0):
            yield f"answers[{i}].seconds: harus angka, paling sedikit 0"
    for i, one in enumerate(progress.kept):
        if one.at.tzinfo is None:
            yield f"kept[{i}].at: waktu perlu zona waktu"
        if not _is_state(one.state):
            yield f"kept[{i}].state: isinya rusak"


def _is_state(state: str | None) -> bool:
    try:
        return state is None or isinstance(json.loads(state), dict)
    except ValueError:
        return False

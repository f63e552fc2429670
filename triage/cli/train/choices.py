"""Names given on the command line, checked against what there is; and the bank that everything is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.kb.types import Knowledge
    from triage.train.bank import Bank


def checked(option: str, what: str, given: Sequence[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    """The names as given. Raises Problems for one that does not exist, with the nearest."""
    names = tuple(dict.fromkeys(known))
    for name in given or ():
        if name not in names:
            hint = did_you_mean(name, names) or f"pilih {', '.join(names[:12])}{' …' if len(names) > 12 else ''}"
            raise Problems([Problem(option, 0, 0, what, f"{what} {name!r} tidak ada", hint)])
    return tuple(given or ())


def groups_of(knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.group for case in knowledge.cases.values()))


def bank_of(extra: Sequence[Path]) -> tuple[Knowledge, Bank]:
    """The knowledge with its examples, and the bank of items made of it; both from the cache when nothing changed."""
    from triage.compiled import load_machine
    from triage.kb.load import load
    from triage.train.bank import Bank
    from triage.train.readings import readings

    knowledge = load(extra)
    machine = load_machine(extra, knowledge)
    machine.remembered = readings(knowledge, machine)
    return knowledge, Bank(knowledge, machine)


def new_seed() -> int:
    """A seed that nobody can foresee, short enough to note down."""
    from secrets import randbelow

    return randbelow(1_000_000)

"""The shape of knowledge/invariants.yaml: statements that no change of the knowledge may break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from triage.kb.problems import Problem, Problems
from triage.kb.spoken import Entry, SourceRef
from triage.kb.validate import validate
from triage.kb.yamlmap import read_yaml
from triage.model import Owner, Urgency

Every = Literal["tanda_bahaya", "bahaya", "kasus", "peran_diduga"]
Part = Literal["langkah", "rujukan", "pengingat", "pertanyaan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carries(Entry):
    """Steps with one of these tags, and with this owner where one is named."""

    tags: tuple[str, ...]
    owner: Owner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Entry):
    """What must hold; every key that is given. Lists of `one_of_*` want one, the others all or none of their ids."""

    urgency: Urgency | None = None
    one_of_cases: tuple[str, ...] = ()
    no_cases: tuple[str, ...] = ()
    one_of_dangers: tuple[str, ...] = ()
    prohibited: tuple[str, ...] = ()
    one_of_steps: tuple[str, ...] = ()
    one_of_tags: tuple[str, ...] = ()
    no_steps: tuple[str, ...] = ()
    no_tags: tuple[str, ...] = ()
    no_carries: Carries | None = None
    one_of_referrals: tuple[str, ...] = ()
    remind: tuple[str, ...] = ()
    bypass: tuple[str, ...] = ()
    some: tuple[Part, ...] = ()
    around_role: bool = False
    """Only with `every: peran_diduga`: the role owns no step, is no referral and no channel."""
    any_case: bool = False
    urgency_never_falls: bool = False
    """More evidence never lowers the household's urgency, the cases' own `lower_when` apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvariantDef(Entry):
    """says: the statement in words. every: one proof for each of a kind; each: for each of these signs.

    except_for: members of `every` that the statement leaves out.
    when, unless: conditions as in rules. own_household: nothing is told about another household.
    covers: the dangerous readings and contradictions it guards against.
    """

    id: str
    says: str
    then: Claim
    when: Any = None
    unless: Any = None
    every: Every | None = None
    each: tuple[str, ...] = ()
    except_for: tuple[str, ...] = ()
    own_household: bool = False
    covers: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()


def load_invariants(stack: Sequence[tuple[Path, Path]]) -> dict[str, tuple[InvariantDef, str]]:
    """Statement and place by id, of all layers; a later layer adds, it replaces none. Raises Problems."""
    problems: list[Problem] = []
    out: dict[str, tuple[InvariantDef, str]] = {}
    for data, _ in stack:
        path = data / "invariants.yaml"
        if not path.is_file():
            continue
        file = read_yaml(path)
        for i, raw in enumerate(file.data if isinstance(file.data, list) else [file.data]):
            made = validate(InvariantDef, raw, file, (i,), problems)
            if made is not None and made.id in out:
                message = f"{made.id!r} sudah ada di {out[made.id][1]}"
                problems.append(file.problem((i, "id"), "id", message, "beri id lain; pernyataan tidak dapat diganti"))
            elif made is not None:
                line, col = file.at((i,))
                out[made.id] = (made, f"{file.path}:{line}:{col}")
    if problems:
        raise Problems(problems)
    return out

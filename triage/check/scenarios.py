"""Scenario files: promises about whole plans in words a social worker can read, loaded, run and compared.

One file is a list of `{name: a sentence, text | signs | facts: what is told, expect: what the plan must hold}`.
Keys of `expect`: `outcome`, `urgency` (one value or several allowed), lists of ids that must be there, and `not_…`
lists of ids that must not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, cast, get_args
from zoneinfo import ZoneInfo

from triage.engine import Memo
from triage.kb.problems import Problem, Problems, did_you_mean, shown
from triage.kb.spoken import Entry
from triage.kb.types import Knowledge
from triage.kb.validate import validate
from triage.kb.yamlmap import Key, YamlFile, read_yaml
from triage.model import URGENCIES, Actor, Inference, Outcome, Owner, Plan
from triage.notation import sign_evidence
from triage.pipeline import Machine, triage

NOW = dt.datetime(2026, 11, 23, 20, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
"""When every scenario happens, so that dates in household files mean the same for ever."""
Ids = tuple[str, ...]
KINDS = {
    "cases": "cases", "danger": "dangers", "steps": "steps", "tags": "tags", "refer": "referrals",
    "never": "prohibitions", "remind": "reminders", "questions": "signs",
}  # fmt: skip
"""What the ids under a key of `expect` name."""
CLOSED = {
    "outcome": get_args(Outcome), "urgency": URGENCIES, "bypass": get_args(Actor), "owner": get_args(Owner),
}  # fmt: skip
"""Keys of `expect` with words of a closed list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect(Entry):
    """What a plan must hold; nothing said means anything will do."""

    outcome: Ids = ()
    urgency: Ids = ()
    cases: Ids = ()
    danger: Ids = ()
    steps: Ids = ()
    tags: Ids = ()
    refer: Ids = ()
    never: Ids = ()
    bypass: Ids = ()
    owner: Ids = ()
    remind: Ids = ()
    questions: Ids = ()
    not_cases: Ids = ()
    not_danger: Ids = ()
    not_steps: Ids = ()
    not_tags: Ids = ()
    not_refer: Ids = ()
    not_never: Ids = ()
    not_bypass: Ids = ()
    not_owner: Ids = ()
    not_remind: Ids = ()
    not_questions: Ids = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Entry):
    """One scenario as it is written. facts: a household file, found beside the scenario file or in a folder above."""

    name: str
    expect: Expect
    text: str = ""
    signs: Ids = ()
    facts: str = ""
    guards: Ids = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario and where it stands: the file and its number in it."""

    told: Told
    file: YamlFile
    index: int

    @property
    def place(self) -> str:
        line, col = self.file.at((self.index,))
        return f"{self.file.path}:{line}:{col}"

    @property
    def household(self) -> Path:
        """The household file; where none is found, the path as written."""
        above = Path(self.file.path).resolve().parents
        return next((f for folder in above if (f := folder / self.told.facts).is_file()), Path(self.told.facts))


@dataclass(frozen=True, slots=True)
class Difference:
    """One key of `expect` that does not hold. wrong: what is missing, or for `not_…` what must not be there."""

    key: str
    expected: Ids
    got: Ids
    wrong: Ids


@dataclass(frozen=True, slots=True)
class Result:
    """A scenario that was run. inference: what the engine concluded from what was told."""

    scenario: Scenario
    plan: Plan
    inference: Inference
    differences: tuple[Difference, ...]


def load_scenarios(folder: Path) -> tuple[Scenario, ...]:
    """All scenarios of a folder, files in order of their names. Raises Problems with everything malformed."""
    problems: list[Problem] = []
    found: list[Scenario] = []
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not files:
        message = "folder ini tidak ada atau tidak berisi skenario (*.yaml)"
        problems.append(Problem(shown(folder), 0, 0, "skenario", message, "sebutkan folder skenario dengan --folder"))
    for path in files:
        try:
            found += _of_file(read_yaml(path), problems)
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)
    return tuple(found)


def _of_file(file: YamlFile, problems: list[Problem]) -> Iterator[Scenario]:
    if not isinstance(file.data, list):
        message = "berkas skenario harus berupa daftar"
        problems.append(file.problem((), "skenario", message, "awali tiap skenario dengan - name:"))
        return
    for index, raw in enumerate(file.data):
        told = validate(Told, _plain(raw), file, (index,), problems)
        if told is None:
            continue
        if not (told.text or told.signs or told.facts):
            message = "skenario ini tidak menceritakan apa pun"
            problems.append(file.problem((index,), "skenario", message, "isi text, signs, atau facts"))
        if told.expect == Expect():
            message = "bagian expect kosong, jadi skenario ini tidak pernah gagal"
            problems.append(file.problem((index, "expect"), "skenario", message, "tulis apa yang dijanjikan"))
        yield Scenario(told, file, index)


def _plain(raw: Any) -> Any:
    """One outcome or urgency may stand without brackets."""
    expect = raw.get("expect") if isinstance(raw, dict) else None
    if not isinstance(expect, dict):
        return raw
    single = {key: [expect[key]] for key in ("outcome", "urgency") if isinstance(expect.get(key), str)}
    return {**raw, "expect": {**expect, **single}}


def unknown_ids(scenarios: tuple[Scenario, ...], knowledge: Knowledge) -> list[Problem]:
    """Ids that do not exist: under `not_…` they would let a scenario pass for ever."""
    found: list[Problem] = []
    for scenario in scenarios:
        for i, sign in enumerate(scenario.told.signs):
            name = sign.partition("/")[0].partition("@")[0].lstrip("-~")
            _check(scenario, ("signs", i), name, knowledge.signs, found)
        if scenario.told.facts and not scenario.household.is_file():
            message = f"berkas rumah tangga {scenario.told.facts!r} tidak ditemukan"
            found.append(scenario.file.problem((scenario.index, "facts"), "skenario", message, "periksa namanya"))
        for key in (f.name for f in fields(Expect)):
            what = key.removeprefix("not_")
            known = CLOSED[what] if what in CLOSED else getattr(knowledge, KINDS[what])
            for i, name in enumerate(getattr(scenario.told.expect, key)):
                _check(scenario, ("expect", key, i), name, known, found)
    return found


def _check(scenario: Scenario, at: Key, name: str, known: Any, found: list[Problem]) -> None:
    if name not in known:
        hint = did_you_mean(name, known) or "periksa id-nya"
        key = (scenario.index, *at)
        found.append(scenario.file.problem(key, "skenario", f"{at[-2]}: {name!r} tidak dikenal", hint))


def run_scenario(scenario: Scenario, machine: Machine) -> Result:
    """Triage what is told and compare. Raises Problems when the household file cannot be read."""
    seen: list[Inference] = []

    def watched(signs: Any) -> Inference:
        seen.append(machine.infer(signs))
        return seen[-1]

    told, signs = scenario.told, machine.knowledge.signs
    reader = None if machine.index is None else cast(Any, machine.second_reader)
    watching = replace(machine, memo=Memo(watched, size=0), index=reader)
    facts = None
    if told.facts:
        from triage.facts.read import read_household

        facts = read_household(scenario.household, signs)
    answers = [sign_evidence(sign, signs) for sign in told.signs]
    plan = triage(watching, text=told.text, facts=facts, answers=answers, now=NOW)
    differences = tuple(compare(told.expect, facts_of(plan, machine.knowledge)))
    return Result(scenario, plan, seen[0], differences)  # the first question was the household, later ones suppose


def facts_of(plan: Plan, knowledge: Knowledge) -> dict[str, set[str]]:
    """What a plan says, as sets of ids under the keys of `expect`."""
    steps = {s.id for s in plan.steps}
    return {
        "outcome": {plan.outcome},
        "urgency": {plan.urgency} if plan.urgency else set(),
        "cases": {f.case for f in plan.findings},
        "danger": {d.id for d in plan.dangers},
        "steps": steps,
        "tags": {tag for name in steps & knowledge.steps.keys() for tag in knowledge.steps[name].tags},
        "refer": {r.id for r in plan.referrals},
        "never": {p.id for p in plan.prohibitions},
        "bypass": {b.id for b in plan.bypass},
        "owner": {s.owner for s in plan.steps},
        "remind": {r.id for r in plan.reminders},
        "questions": {q.sign for q in plan.questions},
    }


def compare(expect: Expect, said: Mapping[str, set[str]]) -> Iterator[Difference]:
    """Every key of `expect` that does not hold, in the order of the keys."""
    for key in (f.name for f in fields(expect)):
        want: Ids = getattr(expect, key)
        got = said[key.removeprefix("not_")]
        if key in ("outcome", "urgency"):
            wrong = () if not want or got & set(want) else tuple(sorted(got))
            failed = bool(want) and not got & set(want)
        else:
            wrong = tuple(name for name in want if (name in got) == key.startswith("not_"))
            failed = bool(wrong)
        if failed:
            yield Difference(key, want, tuple(sorted(got)), wrong)

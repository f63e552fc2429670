"""`triage kb test`: run the scenarios, show readably what does not hold, and tell what no scenario exercises."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from triage.cli import options
from triage.cli.lines import wrapped
from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.check.coverage import Coverage
    from triage.check.scenarios import Result, Scenario
    from triage.pipeline import Machine

DEFAULT = Path("tests/scenarios")
SHOWN = 3
Pattern = Annotated[
    str | None,
    typer.Argument(help="Hanya yang nama atau berkasnya memuat kata ini.", metavar="[POLA]", show_default=False),
]
Folder = Annotated[
    Path | None, typer.Option("--folder", help="Folder skenario; asalnya tests/scenarios.", metavar=options.FOLDER)
]
ShowCoverage = Annotated[bool, typer.Option("--coverage", help="Sebutkan yang tidak diuji skenario mana pun.")]


def run_scenarios(
    pattern: Pattern = None, folder: Folder = None, show_coverage: ShowCoverage = False, as_json: options.Json = False,
    knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """Exit 1 when a scenario fails or cannot be read."""
    from triage.check.coverage import coverage
    from triage.check.scenarios import load_scenarios, run_scenario, unknown_ids
    from triage.compiled import load_machine
    from triage.engine import Engine, Memo

    scenarios = load_scenarios(folder or DEFAULT)
    machine = load_machine(knowledge or ())
    problems = unknown_ids(scenarios, machine.knowledge)
    if problems:
        raise Problems(problems)
    chosen = [s for s in scenarios if pattern is None or _matches(s, pattern)]
    if not chosen:
        message = f"tidak ada skenario yang nama atau berkasnya memuat {pattern!r}"
        raise Problems([Problem(str(folder or DEFAULT), 0, 0, "skenario", message, "coba kata yang lebih pendek")])
    machine.memo = Memo(Engine(machine.productions).infer)
    results = [run_scenario(scenario, machine) for scenario in chosen]
    covered = coverage(machine.productions, machine.knowledge, ((r.inference, r.plan) for r in results))
    if as_json:
        print(json.dumps(_as_json(results, covered, machine), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(results, covered, machine, show_coverage, partial=pattern is not None)))
    return 1 if any(r.differences for r in results) else 0


def _matches(scenario: Scenario, pattern: str) -> bool:
    word = pattern.casefold()
    return word in scenario.told.name.casefold() or word in Path(scenario.file.path).name.casefold()


def _lines(
    results: list[Result], covered: Coverage, machine: Machine, show_coverage: bool, partial: bool
) -> Iterator[str]:
    failed = [r for r in results if r.differences]
    wrong = Counter(r.scenario.file.path for r in failed)
    for path, count in Counter(r.scenario.file.path for r in results).items():
        told = f"{wrong[path]} dari {count} skenario gagal" if wrong[path] else f"{count} skenario"
        yield f"{'✗' if wrong[path] else '✓'} {path}: {told}"
    for result in failed:
        yield ""
        yield from _failure(result, machine)
    if show_coverage:
        yield from _silent(covered, machine)
    yield ""
    yield f"{len(results)} skenario, {len(failed)} gagal."
    if not partial or show_coverage:
        yield from wrapped(_summary(covered))


def _failure(result: Result, machine: Machine) -> Iterator[str]:
    """Name and place, what was told, and for each key what was expected, what came, and why."""
    from triage.check.blame import heard, reasons

    told = result.scenario.told
    yield from wrapped(told.name, "✗ ", "  ")
    yield f"  {result.scenario.place}"
    given = f"«{told.text}»" if told.text else ", ".join(told.signs) or told.facts
    yield from wrapped(given, "  diceritakan ", "              ")
    for item in result.differences:
        negated = item.key.startswith("not_")
        yield f"  {item.key}"
        yield from wrapped(", ".join(item.expected), "    tidak boleh " if negated else "    diharapkan  ")
        got = item.wrong if negated else item.got
        yield from wrapped(", ".join(got) or "tidak ada", "    ternyata    ")
        if not negated and item.key not in ("outcome", "urgency"):
            yield from wrapped(", ".join(item.wrong), "    kurang      ")
        for line in reasons(item, result, machine.productions, machine.knowledge):
            yield from wrapped(line, "    sebab       ")
    for number, line in enumerate(heard(result.plan) or ["tidak ada frasa yang kena"]):
        yield from wrapped(line, "              " if number else "  terbaca     ", "                ")


def _summary(covered: Coverage) -> str:
    rules, ways, cases = len(covered.rules), len(covered.alternatives), len(covered.cases)
    return (
        f"Teruji: {cases - len(covered.silent_cases)} dari {cases} kasus, "
        f"{rules - len(covered.silent_rules)} dari {rules} aturan, "
        f"{ways - len(covered.silent_alternatives)} dari {ways} kemungkinan (rincian: --coverage)."
    )


def _silent(covered: Coverage, machine: Machine) -> Iterator[str]:
    """What no scenario fires: cases, rules, and of the other rules the alternatives, a few of each."""
    from triage.check.coverage import condition, rule_place

    if covered.silent_cases:
        yield "\nKasus yang tidak ditemukan skenario mana pun"
        yield from (f"  {case}  {machine.knowledge.places.get(('cases', case), '')}" for case in covered.silent_cases)
    if covered.silent_rules:
        yield "\nAturan yang tidak menyala di skenario mana pun"
        for rule in covered.silent_rules:
            yield f"  {rule}  {rule_place(rule, machine.knowledge)}"
    ways: dict[str, list[str]] = {}
    for production in covered.silent_alternatives:
        if production.rule not in covered.silent_rules:
            ways.setdefault(production.rule, []).append(condition(production))
    if ways:
        yield "\nKemungkinan yang belum diuji, dari aturan yang sudah menyala"
    for rule, conditions in ways.items():
        more = " (tiga yang pertama; semua dengan --json)" if len(conditions) > SHOWN else ""
        yield f"  {rule}: {len(conditions)}{more}"
        for text in conditions[:SHOWN]:
            yield from wrapped(text, "    · ", "      ")


def _as_json(results: list[Result], covered: Coverage, machine: Machine) -> dict[str, Any]:
    from triage.check.blame import reasons
    from triage.check.coverage import condition

    def differences(result: Result) -> list[dict[str, Any]]:
        return [
            {"key": d.key, "expected": d.expected, "got": d.got, "wrong": d.wrong,
             "because": reasons(d, result, machine.productions, machine.knowledge)}
            for d in result.differences
        ]  # fmt: skip

    return {
        "schema": "triage.kb.test/1",
        "passed": sum(not r.differences for r in results),
        "failed": sum(bool(r.differences) for r in results),
        "scenarios": [
            {"name": r.scenario.told.name, "place": r.scenario.place, "passed": not r.differences,
             "differences": differences(r)}
            for r in results
        ],
        "coverage": {
            "cases": {"all": len(covered.cases), "silent": covered.silent_cases},
            "rules": {"all": len(covered.rules), "silent": covered.silent_rules},
            "alternatives": {
                "all": len(covered.alternatives),
                "silent": [{"rule": p.rule, "when": condition(p)} for p in covered.silent_alternatives],
            },
        },
    }  # fmt: skip

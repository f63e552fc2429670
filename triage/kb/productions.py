"""Compiles knowledge into productions: one per alternative and layer, in firing order.

The layer belongs to the conclusion (semantics 8), so a rule file with several conclusions becomes several
productions. A condition may look only at layers before its conclusion's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, Literal

from triage.kb.conditions import (
    Alternative,
    ConditionError,
    Leaf,
    Node,
    Path,
    alternatives,
    atom_of,
    atoms_of,
    parse_condition,
)
from triage.kb.types import CaseDef, Knowledge, RuleDef, StepWhen, TagDef, Then
from triage.model import LAYERS, Atom, Conclusion, Layer, Production

Place = tuple[str, str, Path, str]
"""(kind, id, path, message): kind is rule, case, tag or sign; path leads into that definition."""

Says = tuple[tuple[Layer, tuple[Conclusion, ...]], ...]
"""Conclusions by layer, in the order of the layers."""

_FIRST_LAYER_TO_USE = {"sign": "derive", "case": "danger", "danger": "escalate"}


@dataclass(frozen=True, slots=True)
class _Statement:
    """One condition with what follows from it.

    kind, id: the definition it stands in. path: where in it the condition is. rule: the id shown in traces.
    """

    kind: Literal["rule", "case", "tag"]
    id: str
    path: Path
    when: Any
    rule: str
    says: Says


class CompileErrors(Exception):  # noqa: N818  it carries many errors, like kb.problems.Problems
    """Everything that keeps the knowledge from being compiled."""

    def __init__(self, errors: list[Place]) -> None:
        super().__init__("\n".join(f"{kind} {each}: {message}" for kind, each, _, message in errors))
        self.errors = errors


def compile_productions(knowledge: Knowledge) -> tuple[Production, ...]:
    """All productions in firing order: by layer, derived signs before what uses them, then as written.

    Raises:
        CompileErrors: with every mistake found: conditions that cannot be read, that look at a layer not
            before their conclusion's, with more than 64 alternatives, or derived signs in a circle.
    """
    errors: list[Place] = []
    found: list[Production] = []
    numbers: Counter[tuple[str, Layer]] = Counter()
    for statement in _statements_of(knowledge):
        for layer, atoms, conclusions in _compile(statement, knowledge, errors):
            numbers[statement.rule, layer] += 1
            name = f"{statement.rule}#{numbers[statement.rule, layer]}/{layer}"
            found.append(Production(name, statement.rule, layer, atoms, conclusions))
    found += _accusations(knowledge)
    layered = {layer: [each for each in found if each.layer == layer] for layer in LAYERS}
    layered["derive"] = _producers_first(layered["derive"], errors)
    if errors:
        raise CompileErrors(errors)
    return tuple(production for layer in LAYERS for production in layered[layer])


def _compile(
    statement: _Statement, knowledge: Knowledge, errors: list[Place]
) -> Iterator[tuple[Layer, Alternative, tuple[Conclusion, ...]]]:
    """The productions of one statement, still without ids; mistakes go to `errors`."""
    node, mistakes = parse_condition(statement.when)
    expanded: list[Alternative] = []
    if node is not None:
        mistakes = list(_layer_mistakes(node, statement))
        try:
            expanded = alternatives(node, knowledge.signs)
        except ConditionError as mistake:
            mistakes.append(mistake)
    where = (statement.kind, statement.id)
    errors.extend((*where, (*statement.path, *mistake.path), mistake.message) for mistake in mistakes)
    if not statement.says:
        errors.append((*where, ("then",), "Bagian then kosong (isi sedikitnya satu simpulan)."))
    for layer, conclusions in statement.says:
        for atoms in expanded:
            yield layer, atoms, conclusions


def _layer_mistakes(node: Node, statement: _Statement) -> Iterator[ConditionError]:
    """Leaves that look at the layer of a conclusion of this statement, or at a later one."""
    for test in atoms_of(node):
        first = LAYERS.index(_FIRST_LAYER_TO_USE[test.kind])
        for layer, _ in statement.says:
            if LAYERS.index(layer) < first:
                yield ConditionError(
                    test.path,
                    f"Simpulan lapisan {layer} tidak boleh bergantung pada {test.kind} {test.id}, yang belum "
                    "diketahui di lapisan itu (pakai tanda, atau pisahkan menjadi dua aturan).",
                )


def _accusations(knowledge: Knowledge) -> Iterator[Production]:
    """A present sign that accuses makes its actor someone to bypass; an unnamed actor accuses nobody."""
    for sign in knowledge.signs.values():
        if sign.accuses:
            rule = f"accuses:{sign.id}"
            atom = atom_of(Leaf("sign", sign.id, not_actors=frozenset({""})), knowledge.signs)
            bypass = Conclusion("bypass", "@actor")
            yield Production(f"{rule}#1/route", rule, "route", (atom,), (bypass,))


def _producers_first(productions: list[Production], errors: list[Place]) -> list[Production]:
    """Derive productions so ordered that a sign is concluded before it is used; otherwise as written."""
    producers: dict[str, list[int]] = {}
    for index, production in enumerate(productions):
        for conclusion in production.conclusions:
            producers.setdefault(conclusion.id, []).append(index)
    graph: TopologicalSorter[int] = TopologicalSorter()
    for index, production in enumerate(productions):
        used = [atom.id for atom in production.atoms if _may_be_derived(atom)]
        graph.add(index, *(producer for sign in used for producer in producers.get(sign, ())))
    try:
        return [productions[index] for index in graph.static_order()]
    except CycleError as cycle:
        rules = list(dict.fromkeys(productions[index].rule for index in cycle.args[1]))
        around = " → ".join([*rules, rules[0]])
        message = f"Tanda turunan saling bergantung: {around} (hapus salah satu ketergantungan)."
        errors.append(("rule", rules[0], ("when",), message))
        return productions


def _may_be_derived(atom: Atom) -> bool:
    """Only presence is ever derived."""
    return atom.kind == "sign" and atom.state == "present"


def _statements_of(knowledge: Knowledge) -> Iterator[_Statement]:
    """All statements of the rules, then the cases, then the tags, in the order of the files."""
    for rule in knowledge.rules.values():
        yield _of_rule(rule)
    for case in knowledge.cases.values():
        yield from _of_case(case)
    for tag in knowledge.tags.values():
        if tag.only_when is not None:
            yield _of_tag(tag)


def _of_rule(rule: RuleDef) -> _Statement:
    return _Statement("rule", rule.id, ("when",), rule.when, rule.id, _says(rule.then))


def _of_case(case: CaseDef) -> Iterator[_Statement]:
    """A case is detected by its symptoms; its shifts and conditional steps are conditions of their own.

    They do not repeat the case as a condition: the planner joins them with the finding by case and subject.
    """
    rule = f"case:{case.id}"
    detect = _one("detect", Conclusion("case", case.id))
    yield _Statement("case", case.id, ("symptoms",), case.symptoms, rule, detect)
    for kind, name, shifts in (
        ("raise", "raise_when", case.raise_when),
        ("lower", "lower_when", case.lower_when),
    ):
        for index, shift in enumerate(shifts):
            path: Path = (name, index, "when")
            change = Conclusion("raise" if kind == "raise" else "lower", case.id, shift.to)
            shift_rule = f"{rule}/{kind}/{index + 1}"
            yield _Statement("case", case.id, path, shift.when, shift_rule, _one("escalate", change))
    for index, step in enumerate(case.steps):
        if isinstance(step, StepWhen):
            says = _one("plan", Conclusion("step", step.step, case.id))
            step_path: Path = ("steps", index, "when")
            yield _Statement("case", case.id, step_path, step.when, f"{rule}/step/{step.step}", says)


def _of_tag(tag: TagDef) -> _Statement:
    says = _one("plan", Conclusion("permit", tag.id))
    return _Statement("tag", tag.id, ("only_when",), tag.only_when, f"tag:{tag.id}", says)


def _one(layer: Layer, conclusion: Conclusion) -> Says:
    return ((layer, (conclusion,)),)


def _says(then: Then) -> Says:
    """The conclusions of a rule, each in the layer it belongs to (semantics 8)."""
    by_layer: defaultdict[Layer, list[Conclusion]] = defaultdict(list)
    if then.sign:
        actor = "@actor" if then.actor == "copy" else then.actor or ""
        by_layer["derive"].append(Conclusion("sign", then.sign, actor=actor))
    if then.case:
        by_layer["detect"].append(Conclusion("case", then.case))
    if then.danger:
        by_layer["danger"].append(Conclusion("danger", then.danger))
    if then.urgency:
        to = then.urgency.to
        by_layer["escalate"] += [Conclusion("raise", case, to) for case in then.urgency.cases]
    roles = ("@actor",) if then.bypass == "the_actor" else then.bypass
    by_layer["route"] += [Conclusion("bypass", role) for role in roles]
    by_layer["forbid"] += _forbidden(then)
    by_layer["remind"] += [Conclusion("remind", reminder) for reminder in then.remind]
    by_layer["plan"] += [Conclusion("step", step) for step in then.steps]
    by_layer["plan"] += [Conclusion("refer", referral) for referral in then.refer]
    return tuple((layer, tuple(found)) for layer, found in by_layer.items() if found)


def _forbidden(then: Then) -> Iterator[Conclusion]:
    """Prohibitions and removed steps. A replacement goes with the steps, or else the prohibitions."""
    replacement = then.replace_with or ""
    for prohibition in then.never:
        yield Conclusion("prohibit", prohibition, "" if then.remove_steps else replacement)
    for step in then.remove_steps:
        yield Conclusion("drop_step", step, replacement)

"""Explanations are true: what is named as missing is what is missing, what is named as the reason is the reason."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import NOW
from tests.tiny import case, sign, tiny
from triage.explain.answer import explain, what_if
from triage.explain.gaps import notation_of
from triage.explain.tree import Branch, Explained, pruned, walk
from triage.kb.conditions import ROLES
from triage.kb.problems import Problems
from triage.kb.productions import compile_productions
from triage.model import Evidence, Plan
from triage.notation import sign_evidence
from triage.pipeline import Machine, triage

SETS = 500
PlanOf = Callable[..., Plan]


def some_signs(seed: int, machine: Machine) -> list[Evidence]:
    """Up to eight signs, some denied, some by somebody, some unsure; two of them of one case, so that things meet."""
    chance = random.Random(seed)
    signs = machine.knowledge.signs
    production = chance.choice([p for p in machine.productions if p.layer in ("detect", "danger", "escalate")])
    near = [atom.id for atom in production.atoms if atom.kind == "sign"]
    names = [*near[: chance.randint(0, len(near))], *chance.sample(list(signs), chance.randint(0, 6))]
    written = []
    for name in dict.fromkeys(names):
        mark = chance.choice(("", "", "", "~", "-"))
        actor = f"@{chance.choice(ROLES)}" if mark != "-" and chance.random() < 0.4 else ""
        written.append(sign_evidence(f"{mark}{name}{actor}", signs))
    return written


def plan_with(machine: Machine, evidence: list[Evidence]) -> Plan:
    return triage(machine, answers=evidence, now=NOW)


def supplied(machine: Machine, evidence: list[Evidence], found: Explained, leave_out: int = -1) -> Plan:
    """The plan after giving exactly the answers that were named, all but one of them when told so."""
    given = [s for i, s in enumerate(found.supply) if i != leave_out]
    new = [sign_evidence(notation_of(s), machine.knowledge.signs) for s in given]
    named = {s.sign for s in given}
    return plan_with(machine, [e for e in evidence if e.sign not in named] + new)


def not_found(plan: Plan, machine: Machine, seed: int, how_many: int) -> list[str]:
    absent = [name for name in machine.knowledge.cases if name not in {f.case for f in plan.findings}]
    return random.Random(seed).sample(absent, how_many)


def test_supplying_what_why_not_names_makes_the_case_fire(machine: Machine) -> None:
    tried = 0
    for seed in range(SETS):
        evidence = some_signs(seed, machine)
        plan = plan_with(machine, evidence)
        for found in explain(machine, plan, why_not=not_found(plan, machine, seed, 1)).why_not:
            here = {f.case for f in plan.findings}
            if found.status == "yields":
                assert set(found.then) <= here, (seed, found.target.id)
                continue
            assert found.status == "missing", (seed, found.target.id)
            tried += 1
            cases = {f.case for f in supplied(machine, evidence, found).findings}
            assert set(found.then) <= cases, (seed, found.target.id)
            assert found.then or found.target.id in cases, (seed, found.target.id)
    assert tried > SETS * 0.9


def test_why_not_names_nothing_that_is_not_needed(machine: Machine) -> None:
    """Without any one of the answers named the case does not fire: there is no nearer alternative."""
    several = 0
    for seed in range(200, 300):
        evidence = some_signs(seed, machine)
        plan = plan_with(machine, evidence)
        (found,) = explain(machine, plan, why_not=not_found(plan, machine, seed, 1)).why_not
        for leave_out in range(len(found.supply)):
            several += len(found.supply) > 1
            less = supplied(machine, evidence, found, leave_out)
            assert found.target.id not in {f.case for f in less.findings}, (seed, found.target.id)
    assert several


def test_each_gap_says_what_is_the_matter() -> None:
    signs = [sign("hilang"), sign("tuduh"), sign("aman"), sign("sakit", about="anak"), sign("kurus", about="anak")]
    when = {"all": ["hilang", {"sign": "tuduh", "actor": ["agen"]}, {"absent": "aman"}, "sakit", "kurus"]}
    kb = tiny(signs=signs, cases=[case("c", symptoms=when)])
    machine = Machine(kb, None, compile_productions(kb))  # type: ignore[arg-type]  # no text is read here

    def gaps(*known: str) -> dict[str, str]:
        plan = plan_with(machine, [sign_evidence(k, kb.signs) for k in known])
        (found,) = explain(machine, plan, why_not=["c"]).why_not
        return {b.id: b.note for b in walk(found.tree) if b.kind == "gap"}

    nothing = gaps()
    assert set(nothing) == {"hilang", "tuduh", "aman", "sakit", "kurus"}
    assert nothing["hilang"] == "belum diketahui"
    assert nothing["tuduh"] == "belum diketahui; harus oleh agen"
    rest = gaps("-hilang", "tuduh@suami", "aman", "sakit", "kurus/member:budi")
    assert rest == {
        "hilang": "sudah dijawab tidak",
        "tuduh": "ada, tetapi pelakunya lain; harus oleh agen",
        "aman": "harus sudah dijawab tidak, tetapi tercatat ya",
        "kurus": "ada, tetapi pada orang lain",
    }
    assert gaps("hilang", "tuduh", "-aman", "sakit", "kurus") == {
        "tuduh": "ada, tetapi belum diketahui siapa pelakunya; harus oleh agen"
    }


def test_a_case_that_yields_names_the_one_in_its_place(machine: Machine, plan_of: PlanOf) -> None:
    plan = plan_of(signs=["cekcok_rumah_tangga", "kekerasan_fisik@suami"])
    (found,) = explain(machine, plan, why_not=["konflik_rumah_tangga"]).why_not
    assert (found.status, found.then) == ("yields", ("kdrt",))
    assert {b.id for b in walk(found.tree) if b.kind == "evidence"} >= {"cekcok_rumah_tangga", "kekerasan_fisik"}


def asked_of(plan: Plan) -> Iterator[tuple[str, str]]:
    yield from (("kasus", f.case) for f in plan.findings)
    yield from (("bahaya", d.id) for d in plan.dangers)
    yield from (("langkah", s.id) for s in plan.steps[:4])
    yield from (("larangan", r.id) for r in plan.prohibitions[:4])
    yield from (("peran", r.id) for r in plan.bypass)


def test_without_the_evidence_under_a_conclusion_it_is_gone(machine: Machine) -> None:
    """A step or prohibition may stay only for a case that yielded, or was brought by a danger, and shows itself now."""
    looked = 0
    for seed in range(150):
        evidence = some_signs(seed, machine)
        plan = plan_with(machine, evidence)
        if plan.outcome != "plan":
            continue
        for kind, name in dict.fromkeys(asked_of(plan)):
            (found,) = explain(machine, plan, why=[f"{kind}:{name}"]).why
            read = [b.evidence for b in walk(found.tree) if b.kind == "evidence"]
            assert read, (seed, kind, name)
            assert set(read) <= set(plan.evidence), (seed, kind, name)
            less = plan_with(machine, [e for e in evidence if e not in read])
            newcomers = {f.case for f in less.findings} - {f.case for f in plan.findings}
            if kind in ("kasus", "bahaya") or not (newcomers or less.outcome != "plan"):
                assert name not in {n for k, n in asked_of_all(less) if k == kind}, (seed, kind, name)
                looked += 1
    assert looked > 400


def asked_of_all(plan: Plan) -> Iterator[tuple[str, str]]:
    yield from asked_of(plan)
    yield from (("langkah", s.id) for s in plan.steps)
    yield from (("larangan", r.id) for r in plan.prohibitions)


def test_every_sign_in_a_why_tree_ends_in_words_answers_or_lines(machine: Machine, plan_of: PlanOf) -> None:
    plan = plan_of("semalam dipukul suami, kartu kks dipegang ketua kelompok, saldonya nol")
    names = [f"{kind}:{name}" for kind, name in asked_of_all(plan)]
    for found in explain(machine, plan, why=["urgensi", *dict.fromkeys(names)]).why:
        assert found.status == "found"
        for branch in walk(found.tree):
            if branch.kind == "sign":
                assert any(b.kind == "evidence" for b in walk(branch)), branch
            if branch.kind in ("rule", "case", "danger") and branch.id in machine.knowledge.rules:
                assert branch.sources
                assert branch.place


def test_the_urgency_rests_on_all_that_is_most_urgent(machine: Machine, plan_of: PlanOf) -> None:
    plan = plan_of("semalam dipukul suami, kartu kks hilang")
    (found,) = explain(machine, plan, why=["urgensi"]).why
    assert plan.urgency in found.tree.text
    named = {b.id for b in found.tree.parts}
    assert {d.id for d in plan.dangers} | {f.case for f in plan.findings if f.urgency == plan.urgency} == named


def test_a_step_behind_a_closed_gate_says_what_opens_it(machine: Machine, plan_of: PlanOf) -> None:
    plan = plan_of(signs=["cekcok_rumah_tangga"])
    (found,) = explain(machine, plan, why_not=["pertemuan_keluarga"]).why_not
    assert found.status == "removed"
    gate = {"kekerasan_fisik", "ancaman_kekerasan", "takut_pelaku", "kendali_paksa"}
    assert {(s.sign, s.value) for s in found.supply} == {(name, "tidak") for name in gate}
    opened = plan_of(signs=["cekcok_rumah_tangga", *(f"-{name}" for name in gate)])
    assert "pertemuan_keluarga" in {s.id for s in opened.steps}


def test_why_not_of_steps_names_what_brings_or_removes_them(machine: Machine) -> None:
    kinds = set()
    for seed in range(60):
        evidence = some_signs(seed, machine)
        plan = plan_with(machine, evidence)
        steps = [name for name in machine.knowledge.steps if name not in {s.id for s in plan.steps}]
        step = random.Random(seed).choice(steps)
        (found,) = explain(machine, plan, why_not=[f"langkah:{step}"]).why_not
        kinds.add(found.status)
        if found.status == "missing" and not any("Setelah itu" in b.text for b in found.tree.parts):
            assert step in {s.id for s in supplied(machine, evidence, found).steps}, (seed, step)
    assert "missing" in kinds


def test_what_if_tells_the_difference_to_the_plan_with_that_answer(machine: Machine) -> None:
    for seed in range(40):
        evidence = some_signs(seed, machine)
        before = plan_with(machine, evidence)
        asked = random.Random(seed).choice(list(machine.knowledge.signs))
        new = sign_evidence(asked, machine.knowledge.signs)
        after = plan_with(machine, [e for e in evidence if e.sign != asked] + [new])
        told = what_if(before, after, (f"{asked}=ya",)).changes
        came = {(c.part, c.id) for c in told if not c.before}
        gone = {(c.part, c.id) for c in told if not c.after}
        assert {i for p, i in came if p == "step"} == {s.id for s in after.steps} - {s.id for s in before.steps}
        assert {i for p, i in gone if p == "step"} == {s.id for s in before.steps} - {s.id for s in after.steps}
        assert {i for p, i in came if p == "case"} == {f.case for f in after.findings} - {
            f.case for f in before.findings
        }
        assert (before.urgency != after.urgency) == any(c.part == "urgency" for c in told)
    assert what_if(before, before, ()).changes == ()


def test_a_file_is_explained_by_its_lines(machine: Machine, plan_of: PlanOf) -> None:
    plan = plan_of(facts=Path(__file__).resolve().parent.parent / "examples" / "dana-ditarik-agen.yaml")
    (found,) = explain(machine, plan, why=["urgensi"]).why
    assert any(b.text.startswith("berkas: ") for b in walk(found.tree) if b.kind == "evidence")


@pytest.mark.parametrize(
    ("word", "said"),
    [("kks_hlang", "maksudnya kks_hilang?"), ("kartu", "dapat berarti beberapa hal"), ("langkah:kdrt", "tidak ada")],
)
def test_what_is_not_known_or_not_clear_is_refused(word: str, said: str, machine: Machine, plan_of: PlanOf) -> None:
    with pytest.raises(Problems, match=said):
        explain(machine, plan_of("kartu kks saya hilang"), why=[word])


def test_words_of_a_title_will_do(machine: Machine, plan_of: PlanOf) -> None:
    plan = plan_of("kartu kks saya hilang")
    (found,) = explain(machine, plan, why=["Kartu hilang"]).why
    assert (found.target.id, found.status) == ("kks_hilang", "found")


def test_pruning_counts_what_it_takes_away() -> None:
    leaf = Branch("note", "", "c")
    tree = Branch("case", "a", "a", parts=(Branch("rule", "b", "b", parts=(leaf, leaf)),))
    assert pruned(tree, 1).parts[0].hidden == 2
    assert pruned(tree, 2) == tree

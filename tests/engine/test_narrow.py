"""A narrow network concludes what the whole one does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.engine import Engine, Narrow
from triage.model import Atom, Conclusion, Production, Sign
from triage.pipeline import Machine, read_complaint
from triage.signs import settle

CHAIN = (
    Production("p1", "r1", "derive", (Atom("sign", "a"),), (Conclusion("sign", "b"),)),
    Production("p2", "r2", "detect", (Atom("sign", "b"), Atom("sign", "c", "absent")), (Conclusion("case", "x"),)),
    Production("p3", "r3", "danger", (Atom("case", "x"),), (Conclusion("danger", "y"),)),
    Production("p4", "r4", "danger", (Atom("sign", "d"), Atom("sign", "d", "absent")), (Conclusion("danger", "z"),)),
)


@given(st.frozensets(st.builds(Sign, st.sampled_from("abcd"), st.sampled_from(("present", "absent")))))
def test_of_any_signs_the_same_follows(signs: frozenset[Sign]) -> None:
    assert Narrow(CHAIN).infer(signs) == Engine(CHAIN).infer(signs)


def test_what_follows_leads_on() -> None:
    found = Narrow(CHAIN).infer([Sign("a"), Sign("c", "absent")])
    assert [(d.kind, d.id) for d in found.derived] == [("case", "x"), ("danger", "y"), ("sign", "b")]


def test_of_the_shipped_knowledge_the_same_follows(machine: Machine) -> None:
    narrow, whole = Narrow(machine.productions), Engine(machine.productions)
    for case in machine.knowledge.cases.values():
        told = next(text for text in case.examples.matches if isinstance(text, str))
        signs = settle(read_complaint(told, machine), machine.knowledge.signs).signs
        assert narrow.infer(signs) == whole.infer(signs)

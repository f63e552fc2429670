"""What the bank promises about drawing: reproducible, filtered, without repeats; ids follow the meaning, not the words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from triage.kb.types import Knowledge
from triage.pipeline import Machine
from triage.train.bank import Bank, coverage_of, shuffled
from triage.train.items.draft import Recipe, finish
from triage.train.items.makers import MAKERS
from triage.train.model import DOMAINS, LEVELS, SKILLS
from triage.train.objectives import DOMAIN, KINDS, SKILL
from triage.train.tellings import Telling


@pytest.fixture(scope="module")
def bank(knowledge: Knowledge, machine: Machine) -> Bank:
    return Bank(knowledge, machine)


def reworded(entry: Any, *fields: str) -> Any:
    """The same entry with a word more in its texts; it is a word that the knowledge uses anyway."""
    return replace(entry, **{field: f"{getattr(entry, field)} juga" for field in fields})


def bank_of(knowledge: Knowledge, machine: Machine) -> Bank:
    """A bank of changed texts: what is read and concluded stays as it is."""
    return Bank(knowledge, replace(machine, knowledge=knowledge))


def test_every_case_gives_six_different_items_of_different_kinds(bank: Bank, knowledge: Knowledge) -> None:
    for case in knowledge.cases:
        items = bank.draw(8, 1, cases=[case])
        assert len({item.id for item in items}) == 8, case
        assert len({item.kind for item in items}) >= 6, case
        assert {item.case for item in items} == {case}


def test_of_a_case_there_is_one_item_of_each_kind_and_level(bank: Bank) -> None:
    items = bank.of_case("kdrt")
    assert len({(item.kind, item.level) for item in items}) == len(items) >= 20
    assert items == bank.of_case("kdrt")


def test_the_same_seed_gives_the_same_items(knowledge: Knowledge, machine: Machine, bank: Bank) -> None:
    drawn = bank.draw(40, 5)
    assert drawn == Bank(knowledge, machine).draw(40, 5)
    assert {item.id for item in drawn} != {item.id for item in bank.draw(40, 6)}


def test_a_draw_spreads_over_kinds(bank: Bank) -> None:
    counts = Counter(item.kind for item in bank.draw(40, 3))
    assert set(counts) == set(KINDS)
    assert set(counts.values()) == {4}


def test_filters_hold_and_are_joined(bank: Bank) -> None:
    drawn = bank.draw(12, 2, skills=["lindungi"], groups=["berat"], levels=["sukar"])
    assert len(drawn) == 12
    assert {item.objective.id for item in drawn} == {"lindungi:berat"}
    assert {item.level for item in drawn} == {"sukar"}
    assert {item.domain for item in bank.draw(6, 2, domains=["nilai"], cases=["kdrt"])} == {"nilai"}
    assert bank.draw(5, 2, kinds=["nama"], skills=["etika"]) == ()


def test_nothing_is_drawn_twice_and_an_empty_bank_ends(bank: Bank) -> None:
    every = bank.draw(10_000, 1, kinds=["nama"], cases=["kdrt"])
    assert 3 <= len(every) < 10_000
    assert len({item.id for item in every}) == len(every)
    rest = bank.draw(10_000, 9, kinds=["nama"], cases=["kdrt"], without={every[0].id})
    assert {item.id for item in rest} == {item.id for item in every[1:]}


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("level", LEVELS)
def test_an_exam_finds_enough_in_every_domain_and_level(bank: Bank, domain: str, level: str) -> None:
    """100 items, 30/30/40 by domain and 50/30/20 by level: no cell needs more than 20; a second exam as many again."""
    first = bank.draw(20, 11, domains=[domain], levels=[level])
    second = bank.draw(20, 12, domains=[domain], levels=[level], without={item.id for item in first})
    assert len({item.id for item in (*first, *second)}) == 40


def test_each_objective_has_items_for_a_pretest_and_a_posttest(bank: Bank) -> None:
    assert len(bank.objectives()) == len(SKILLS) * 9
    for goal in bank.objectives():
        drawn = bank.draw(4, 1, skills=[goal.skill], groups=[goal.group])
        assert len({item.id for item in drawn}) == 4, goal.id
        assert {item.objective for item in drawn} == {goal}


def test_skill_and_domain_follow_the_kind(bank: Bank) -> None:
    for item in bank.draw(30, 4):
        assert item.objective.skill == SKILL[item.kind]
        assert item.domain == DOMAIN[item.kind]


def test_rewording_keeps_the_ids(knowledge: Knowledge, machine: Machine, bank: Bank) -> None:
    texts = {
        "steps": ("text",), "prohibitions": ("text", "why"), "reminders": ("text",), "signs": ("says", "ask"),
        "cases": ("title",), "referrals": ("name", "does"),
    }  # fmt: skip
    changed: dict[str, Any] = {
        kind: {name: reworded(entry, *fields) for name, entry in getattr(knowledge, kind).items()}
        for kind, fields in texts.items()
    }
    before = bank.draw(80, 8)
    after = bank_of(replace(knowledge, **changed), machine).draw(80, 8)
    assert [item.id for item in after] == [item.id for item in before]
    assert sum(a.options != b.options for a, b in zip(after, before, strict=True)) > 30


def test_another_telling_of_the_same_keeps_the_id(bank: Bank, knowledge: Knowledge) -> None:
    def name(text: str) -> str:
        telling = Telling(text, frozenset({"kdrt"}))
        draft = MAKERS["larangan"].build(bank.desk, Recipe("larangan", "kdrt", "mudah", telling, "benar"))
        assert draft is not None
        return finish(draft, knowledge).id

    assert name("semalam saya dipukul suami") == name("tadi malam saya dipukul suami lagi")
    assert name("semalam saya dipukul suami") != name("semalam saya dipukul suami pakai golok")


def test_another_meaning_changes_the_id(knowledge: Knowledge, machine: Machine, bank: Bank) -> None:
    case = replace(knowledge.cases["kks_rusak"], urgency="rutin")
    other = bank_of(replace(knowledge, cases={**knowledge.cases, "kks_rusak": case}), machine)
    pick: dict[str, Any] = {"cases": ["kks_rusak"], "kinds": ["urgensi"], "levels": ["mudah"]}
    before, after = bank.draw(50, 1, **pick), other.draw(50, 1, **pick)
    assert before
    assert after
    assert not {item.id for item in before} & {item.id for item in after}
    assert {item.right for item in after} == {"rutin/bawaan"}


def test_the_order_shown_depends_on_the_seed_only(bank: Bank) -> None:
    item = bank.draw(1, 1)[0]
    assert shuffled(item, 4) == shuffled(item, 4)
    assert sorted(o.key for o in shuffled(item, 4)) == sorted(o.key for o in item.options)
    assert {[o.key for o in shuffled(item, seed)].index(item.right) for seed in range(60)} == {0, 1, 2, 3}


def test_coverage_names_what_a_case_lacks(knowledge: Knowledge) -> None:
    whole = coverage_of(knowledge)
    assert whole.cases == tuple(knowledge.cases)
    assert whole.gaps == ()
    bare = replace(knowledge.cases["kks_rusak"], remind=())
    lacking = coverage_of(replace(knowledge, cases={**knowledge.cases, "kks_rusak": bare}))
    assert lacking.gaps == (("kks_rusak", "etika"), ("kks_rusak", "catat"))


def test_a_new_bank_has_computed_nothing(knowledge: Knowledge, machine: Machine) -> None:
    assert "desk" not in vars(Bank(knowledge, machine))

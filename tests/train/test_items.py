"""What the bank promises about every item: one right answer by the engine, a source, and nothing that gives it away."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from tests.conftest import NOW
from triage.kb.types import Knowledge
from triage.pipeline import Machine, triage
from triage.train.bank import Bank, shuffled
from triage.train.content import content
from triage.train.items.draft import Choice, Draft, Recipe, balanced
from triage.train.items.makers import MAKERS
from triage.train.model import LEVELS, Item
from triage.train.objectives import KINDS
from triage.train.proof import NONE, proved
from triage.train.tellings import denials, tellings

MANY = 500
QUOTED = re.compile(r"«(.*)»")


@pytest.fixture(scope="module")
def bank(knowledge: Knowledge, machine: Machine) -> Bank:
    return Bank(knowledge, machine)


@pytest.fixture(scope="module")
def items(bank: Bank) -> tuple[Item, ...]:
    return bank.draw(MANY, 7)


@pytest.fixture(scope="module")
def many(bank: Bank) -> tuple[Item, ...]:
    """Enough of them for shares of what stands in few."""
    return bank.draw(4 * MANY, 8)


def drafts(bank: Bank, kind: str, count: int = 8) -> list[tuple[Recipe, Draft]]:
    """Some proved drafts of a kind."""
    found = []
    for case in bank.desk.knowledge.cases:
        for recipe in list(MAKERS[kind].recipes(bank.desk, case))[:3]:  # type: ignore[index]  # a kind
            draft = MAKERS[recipe.kind].build(bank.desk, recipe)
            if draft is not None and proved(bank.desk, draft):
                found.append((recipe, draft))
        if len(found) >= count:
            break
    return found


def test_the_engine_accepts_exactly_the_right_option(bank: Bank, items: tuple[Item, ...]) -> None:
    assert len(items) == MANY
    assert [i for i in items if bank.acceptable(i) != (i.right,)] == []


def test_every_item_has_four_different_options_a_reason_and_a_source(
    items: tuple[Item, ...], knowledge: Knowledge
) -> None:
    for item in items:
        assert len({o.text for o in item.options}) == len({o.key for o in item.options}) == 4
        assert item.right in {o.key for o in item.options}
        assert item.sources
        assert set(item.sources) <= set(knowledge.sources)
        assert f"Sumber: {knowledge.sources[item.sources[0]].title}" in item.why


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_with_another_answer_marked_right_is_refused(bank: Bank, kind: str) -> None:
    found = drafts(bank, kind)
    assert found
    for _, draft in found:
        wrong = replace(draft, right=draft.others[0], others=(draft.right, *draft.others[1:]))
        assert not proved(bank.desk, wrong)


def test_a_second_acceptable_option_is_refused(bank: Bank) -> None:
    """Another institution of the plan, another prohibition of the plan, another step of the plan, another case found."""
    for kind, second in (("rujukan", _referral), ("larangan", _advice), ("urutan", _same_order)):
        tried = [(d, c) for r, d in drafts(bank, kind, 20) if (c := second(r, d)) is not None]
        assert tried, kind
        for draft, choice in tried:
            assert not proved(bank.desk, replace(draft, others=(choice, *draft.others[1:])))


def _referral(recipe: Recipe, draft: Draft) -> Choice | None:
    others = [r.id for r in draft.scene.plan.referrals if r.id != draft.right.key]
    return Choice(others[0], ("x",)) if others and recipe.form != "tugas" else None


def _advice(recipe: Recipe, draft: Draft) -> Choice | None:
    here = draft.scene.plan.prohibitions if recipe.form == "salah" else draft.scene.plan.steps
    kind = "larangan" if recipe.form == "salah" else "langkah"
    keys = [f"{kind}.{entry.id}" for entry in here if f"{kind}.{entry.id}" != draft.right.key]
    return Choice(keys[0], ("x",)) if keys else None


def _same_order(recipe: Recipe, draft: Draft) -> Choice | None:
    """Two steps of one phase in either order: nobody could say which is right."""
    steps = draft.scene.plan.steps
    pairs = [(a, b) for a in steps for b in steps if a is not b and a.phase == b.phase]
    return Choice(">".join(step.id for step in pairs[0]), ("x",)) if pairs else None


def test_advice_that_this_plan_does_not_forbid_is_no_answer(bank: Bank) -> None:
    draft = next(d for r, d in drafts(bank, "larangan", 20) if r.form == "salah" and r.case == "kdrt")
    assert not proved(bank.desk, replace(draft, right=Choice("larangan.masuk_zona_bahaya", ("x",))))


def test_no_two_options_of_an_urgency_item_give_the_same_excuse(items: tuple[Item, ...]) -> None:
    for item in items:
        excuses = [o.key.partition("/")[2] for o in item.options if "/alasan." in o.key]
        assert len(set(excuses)) == len(excuses)


def test_a_case_that_the_author_also_names_is_no_distractor(bank: Bank, knowledge: Knowledge) -> None:
    story = next(t for t in tellings(knowledge, "kks_hilang") if "saldo_nol" in t.labels)
    scene = bank.desk.scenes.of(story)
    recipe = Recipe("kasus", "kks_hilang", "sukar", story)
    right, other = Choice("kks_hilang", ("a",)), Choice("saldo_nol", ("b",))
    rest = (Choice("narkoba", ("c",)), Choice("perjudian", ("d",)))
    draft = Draft(recipe, scene, "", right, (other, *rest), "", ("dosir",))
    assert not proved(bank.desk, draft)


def test_cases_and_urgency_hold_for_the_quoted_words_alone(items: tuple[Item, ...], machine: Machine) -> None:
    plain = [i for i in items if i.kind in ("kasus", "urgensi") and "Waktu ditanya" not in i.stem]
    assert len(plain) > 50
    for item in plain:
        told = QUOTED.search(item.stem.split("\n")[0])
        assert told
        plan = triage(replace(machine, index=None), text=told[1], now=NOW)
        if item.kind == "kasus":
            assert {o.key for o in item.options} & {f.case for f in plan.findings} == {item.right}
        else:
            assert item.right.split("/")[0] in {f.urgency for f in plan.findings if f.case == item.case}


def test_what_was_denied_is_the_trap_and_never_right(bank: Bank, knowledge: Knowledge) -> None:
    telling = next(t for t in denials(knowledge, "kdrt") if t.text == "suami tidak pernah memukul")
    recipe = Recipe("ingkar", "kdrt", "sedang", telling, "sangkal", aim="kdrt")
    draft = MAKERS["ingkar"].build(bank.desk, recipe)
    assert draft is not None
    assert draft.right.key == NONE
    assert "kdrt" in {choice.key for choice in draft.others}
    assert "disangkal" in draft.why
    assert proved(bank.desk, draft)


def test_the_right_place_is_anywhere_and_its_length_says_nothing(items: tuple[Item, ...]) -> None:
    places: Counter[int] = Counter()
    stored: Counter[int] = Counter([o.key for o in i.options].index(i.right) for i in items)
    assert all(0.17 <= stored[i] / len(items) <= 0.33 for i in range(4))
    longest = shortest = 0
    for item in items:
        for seed in range(5):
            places[[o.key for o in shuffled(item, seed)].index(item.right)] += 1
        sizes = {o.key: len(o.text) for o in item.options}
        mine = sizes.pop(item.right)
        longest += mine > max(sizes.values())
        shortest += mine < min(sizes.values())
    assert all(0.21 <= places[i] / (5 * len(items)) <= 0.29 for i in range(4))
    assert 0.15 <= longest / len(items) <= 0.35
    assert 0.15 <= shortest / len(items) <= 0.35


def test_a_guesser_scores_a_quarter(items: tuple[Item, ...]) -> None:
    chance = Random(3)
    hits = sum(chance.choice(shuffled(item, 1)).key == item.right for item in items)
    assert 0.20 <= hits / len(items) <= 0.30


@pytest.mark.parametrize("followed_up", [False, True])
def test_none_of_them_is_neither_always_right_nor_always_wrong(bank: Bank, followed_up: bool) -> None:
    """Whether something was asked or not, the option says nothing by being there."""
    traps = bank.draw(160, 9, kinds=["ingkar"])
    offered = [i for i in traps if ("Waktu ditanya" in i.stem) is followed_up and NONE in {o.key for o in i.options}]
    assert len(offered) >= 20
    assert 0.15 <= sum(i.right == NONE for i in offered) / len(offered) <= 0.6


def test_an_answer_may_show_the_case_that_the_telling_denied(bank: Bank) -> None:
    said_yes = [
        i for i in bank.draw(80, 9, kinds=["ingkar"], levels=["mudah"]) if i.stem.splitlines()[-2].endswith("Ya.")
    ]
    assert said_yes
    assert all(i.right == i.case for i in said_yes)


def test_no_other_question_is_about_the_subject_of_the_right_one(bank: Bank, knowledge: Knowledge) -> None:
    asked = bank.draw(60, 4, kinds=["tanya"])
    assert len(asked) == 60
    for item in asked:
        scene = bank._drafts[item.id].scene
        known = {sign.id for sign in scene.signs}
        others = [o.key for o in item.options if o.key not in known and o.key != item.right]
        assert not any(bank.desk.near.one_subject(name, item.right) for name in others)
    assert bank.desk.near.one_subject("bantuan_dipotong", "pemegang_kks_bukan_kpm")  # both show the same case
    assert bank.desk.near.one_subject("anak_tidak_diberi_makan", "tidak_ada_makanan")
    assert not bank.desk.near.one_subject("pelapor_diancam", "hamil")


@pytest.mark.parametrize("word", ["supaya", "tanpa", "urgensi bawaan", "satu pun", "Tanyakan", "Dinas"])
def test_no_word_gives_the_answer_away(many: tuple[Item, ...], word: str) -> None:
    """Who always takes an option with this word, or always one without it, does not do much better than chance."""
    told = [(i, [o.key for o in i.options if word in o.text]) for i in many]
    told = [(i, with_it) for i, with_it in told if 0 < len(with_it) < 4]
    assert len(told) >= 50
    share = sum((i.right in with_it) / len(with_it) for i, with_it in told) / len(told)
    assert 0.05 <= share <= 0.5


def test_wordings_are_plain_sentences(items: tuple[Item, ...]) -> None:
    for item in items:
        for text in (item.stem, item.why, *(o.text for o in item.options)):
            assert text
            assert not re.search(r"[{}]|None|\bTODO\b|  ", text), text
        assert all(len(option.text) <= 140 for option in item.options)


def test_every_prohibition_and_reminder_has_its_wording(knowledge: Knowledge) -> None:
    said = content()
    assert set(said.advice) == set(knowledge.prohibitions)
    assert set(said.conduct) == set(said.notes) == set(knowledge.reminders)
    assert {name for near in said.overlaps for name in near} | set(said.general) <= set(knowledge.reminders)
    tables = [said.advice, said.excuses, said.hurry]
    tables += [acts for table in (said.conduct, said.notes) for c in table.values() for acts in (c.kept, c.broken)]
    texts = [text for table in tables for wordings in table.values() for text in wordings]
    assert all(len(wordings) >= 2 for table in tables for wordings in table.values())
    assert len(set(texts)) == len(texts)


def test_every_kind_comes_in_every_level(items: tuple[Item, ...]) -> None:
    assert {(i.kind, i.level) for i in items} == {(kind, level) for kind in KINDS for level in LEVELS}


def test_wording_is_chosen_by_length_only() -> None:
    right, others = Choice("a", ("xx", "xxxxxx")), tuple(Choice(n, ("yyy", "yyyyy")) for n in "bcd")
    ranks: Counter[int] = Counter()
    for seed in range(400):
        chosen = balanced(right, others, Random(seed))
        assert chosen[0] in right.wordings
        ranks[sum(len(text) > len(chosen[0]) for text in chosen[1:])] += 1
    assert set(ranks) == {0, 3}  # no pair of these lengths lets the right one stand in the middle
    assert 0.3 < ranks[0] / 400 < 0.7

"""Conditions in words say what the engine tests, to somebody who has never seen an id."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.tiny import sign
from triage.kb.conditions import ROLES
from triage.kb.types import Knowledge
from triage.kb.words import outline, sentence
from triage.render import labels

FAMILY = ["kpm", "suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain"]
SAYS = {"a": "Kartu hilang", "b": "PIN diketahui", "c": "Uang ditarik"}


@pytest.fixture(scope="module")
def small(knowledge: Knowledge) -> Knowledge:
    signs = {name: replace(sign(name), says=says) for name, says in SAYS.items()}
    about = {name: replace(sign(name, about="anak"), says=f"Anak {name}") for name in ("p", "q")}
    return replace(knowledge, signs=signs | about)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a", "Kartu hilang"),
        (["a", "b"], "Kartu hilang, dan PIN diketahui"),
        ({"any": ["a", "b", "c"]}, "Kartu hilang, atau PIN diketahui, atau uang ditarik"),
        ({"absent": "a"}, "Sudah ditanya dan jawabannya tidak: kartu hilang"),
        (["c", {"absent": "a"}, {"absent": "b"}], "Uang ditarik, dan sudah ditanya dan jawabannya tidak: kartu hilang; PIN diketahui"),
        (["a", {"any": ["b", "c"]}], "Kartu hilang; dan salah satu dari: PIN diketahui / uang ditarik"),
        ({"any": ["a", {"all": ["b", "c"]}]}, "Kartu hilang; atau PIN diketahui, dan uang ditarik"),
        ({"sign": "a", "actor": ["agen", "calo"]}, "Kartu hilang (oleh agen atau calo)"),
        ({"sign": "a", "actor_not": ["suami"]}, "Kartu hilang (bukan oleh suami)"),
        ({"sign": "a", "actor_not": FAMILY}, "Kartu hilang (oleh orang di luar keluarga, atau belum diketahui siapa)"),
        ({"any": ["a", "b"], "actor": "agen"}, "Kartu hilang, atau PIN diketahui (oleh agen)"),
        (["p", "q"], "Anak p, dan anak q (pada orang yang sama)"),
        (["p", {"sign": "q", "any_member": True}], "Anak p, dan anak q"),
        ({"danger": "dana_sedang_dikuras"}, "Bahaya: uang sedang berpindah tangan"),
        ("tak_dikenal", "Tak_dikenal"),
        ({"any": []}, ""),
    ],
)  # fmt: skip
def test_one_sentence(raw: Any, said: str, small: Knowledge) -> None:
    assert sentence(raw, small) == said


def test_an_outline_says_a_shared_actor_once_and_needs_no_head_for_a_group_of_the_same_kind(small: Knowledge) -> None:
    raw = {"any": [{"any": ["a", "b"], "actor": "agen"}, {"any": ["c", {"all": ["a", "b"]}]}]}
    assert [(line.depth, line.text) for line in outline(raw, small)] == [
        (0, "Salah satu dari ini:"),
        (1, "Kartu hilang, atau PIN diketahui (oleh agen)"),
        (1, "Uang ditarik"),
        (1, "Kartu hilang, dan PIN diketahui"),
    ]


def test_a_long_group_inside_an_outline_gets_lines_of_its_own(small: Knowledge) -> None:
    long = replace(small, signs={**small.signs, "a": replace(small.signs["a"], says="Kartu hilang " + "sekali " * 20)})
    lines = [(line.depth, line.text.split()[0]) for line in outline(["c", {"any": ["a", "b"], "actor": "agen"}], long)]
    assert lines == [(0, "Semua"), (1, "Uang"), (1, "Salah"), (2, "Kartu"), (2, "PIN")]


def test_every_role_has_a_name() -> None:
    assert set(labels.ROLES) == set(ROLES)


def test_every_condition_of_the_knowledge_has_words(knowledge: Knowledge) -> None:
    raw = [case.symptoms for case in knowledge.cases.values()] + [rule.when for rule in knowledge.rules.values()]
    for each in raw:
        said = sentence(each, knowledge)
        assert said
        assert "_" not in said
        assert len(outline(each, knowledge)) >= 1

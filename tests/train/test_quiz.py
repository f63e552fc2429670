"""A quiz asks every kind in turn, never twice the same, and explains at once."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.train.paper_fakes import EACH, Bank, item
from triage.cli.train.item_screen import RIGHT, UNKNOWN, WRONG, explained, options_of, question
from triage.render.page import Page
from triage.render.symbols import symbols_for
from triage.train.exam import Answered
from triage.train.objectives import KINDS
from triage.train.quiz import questions

BANK = Bank()


def shown(draw: object) -> str:
    page = Page(80, symbols_for("utf-8"))
    draw(page)  # type: ignore[operator]
    return page.text()


def test_every_kind_comes_once_before_one_comes_again() -> None:
    kinds = [one.item.kind for one in islice(questions(BANK, 1), 2 * len(KINDS))]
    assert sorted(kinds[: len(KINDS)]) == sorted(kinds[len(KINDS) :]) == sorted(KINDS)


def test_the_same_seed_gives_the_same_quiz_with_the_same_order_of_options() -> None:
    def first(seed: int) -> list[Answered]:
        return list(islice(questions(BANK, seed), 20))

    assert first(3) == first(3)
    assert first(3) != first(4)


def test_filters_hold_and_items_that_are_excluded_do_not_come() -> None:
    first = list(islice(questions(BANK, 1, kinds=("etika",), cases=("kdrt",)), 5))
    more = questions(BANK, 1, kinds=("etika",), cases=("kdrt",), without=[one.item.id for one in first])
    rest = list(islice(more, 10 * EACH))
    assert {(one.item.kind, one.item.case) for one in (*first, *rest)} == {("etika", "kdrt")}
    assert len({one.item.id for one in (*first, *rest)}) == 3 * EACH


def test_it_ends_when_the_bank_has_no_more() -> None:
    assert len(list(islice(questions(Bank(each=1), 1, cases=("kdrt",)), 1000))) == 3 * len(KINDS)


@pytest.mark.parametrize(("chosen", "word"), [("right", RIGHT), ("wrong", WRONG), ("", UNKNOWN)])
def test_the_explanation_says_what_is_right_why_and_where_to_read_on(chosen: str, word: str) -> None:
    made = item()
    key = {"right": made.right, "wrong": next(o.key for o in made.options if o.key != made.right), "": ""}[chosen]
    text = shown(explained(Answered(made, made.options, key), "Kekerasan"))
    right = next(o.text for o in made.options if o.key == made.right)
    assert word in text
    assert made.why in text
    assert "triage train study kdrt" in text
    assert (right in text) is (chosen != "right")


def test_the_question_shows_the_situation_and_hides_what_the_item_is_made_of() -> None:
    made = item("ingkar")
    text = shown(question(Answered(made, made.options), 3, 10, "sisa 2 menit"))
    assert text.splitlines()[1] == "Soal 3 dari 10 · sisa 2 menit"
    assert "Apa yang benar?" in text
    assert made.why not in text
    assert [option.label[:3] for option in options_of(Answered(made, made.options))] == ["A. ", "B. ", "C. ", "D. "]

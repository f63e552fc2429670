"""Questions with choices, and the repeated question of a contradiction: what is asked, answered, kept and shown."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interview_fake import ASKS, LIST, SCRIPTS, TOLD, Person, conversation, said
from triage.cli.ask import Interview
from triage.cli.ask_entries import Entry, answered, still_known
from triage.cli.ask_fronts import Numbered
from triage.cli.ask_words import Option, Reply, understood_list
from triage.interview import Answer, Ask
from triage.pipeline import Machine

SIGNS = tuple(choice.sign for choice in LIST.choices)
THREE = tuple(Option(name, name) for name in SIGNS)
Talk = Callable[..., tuple[Interview, Person]]


@pytest.fixture
def talk(machine: Machine) -> Talk:
    """talk("1 3", …) -> the interview after those lines, and the person."""

    def run(*typed: str, asks: tuple[Ask, ...] = (LIST,)) -> tuple[Interview, Person]:
        person = Person(*typed)
        interview = conversation(machine, person, asks)
        interview.run()
        return interview, person

    return run


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("1 3", Reply("many", chosen=(SIGNS[0], SIGNS[2]))), ("3,1", Reply("many", chosen=(SIGNS[0], SIGNS[2]))),
        (" 2. ", Reply("many", chosen=(SIGNS[1],))), ("1 dan 2", Reply("many", chosen=SIGNS[:2])),
        ("0", Reply("many")), ("tidak ada", Reply("many")), ("t", Reply("many")),
        ("tt", Reply("pick", "tidak_tahu")), ("lewati", Reply("pick", "lewati")), ("k", Reply("back")), ("?", Reply("why")),
        ("s", Reply("stop")), ("!", Reply("hide")), ("kartunya hilang", Reply("said", "kartunya hilang")),
    ],
)  # fmt: skip
def test_a_line_names_several_numbers_none_a_command_or_a_sentence(line: str, reply: Reply) -> None:
    assert understood_list(line, THREE) == reply


@pytest.mark.parametrize("line", ["4", "1 4", "00 1", "1-9", "", "²"])
def test_a_number_that_is_not_in_the_list_is_asked_again(line: str) -> None:
    target = io.StringIO()
    assert Numbered(io.StringIO(f"{line}\n2\n"), target).choose_many(THREE) == Reply("many", chosen=(SIGNS[1],))
    assert target.getvalue().count("Tulis nomornya, misalnya 1 3") == 2


def test_an_empty_line_keeps_what_was_chosen_before() -> None:
    before = Reply("many", chosen=SIGNS[:1])
    assert Numbered(io.StringIO("\n"), io.StringIO()).choose_many(THREE, before) == before


def test_what_is_not_chosen_is_unknown_and_all_answers_belong_to_one_list(talk: Talk) -> None:
    interview, _ = talk("1,3", "s")
    assert said(interview) == {SIGNS[0]: "ya", SIGNS[1]: "tidak_tahu", SIGNS[2]: "ya"}
    assert {answer.list for answer in interview.entries[0].answers} == {LIST.sign}


def test_a_chosen_sign_that_wants_an_actor_asks_who_with_its_own_words(talk: Talk) -> None:
    interview, person = talk("1 2", "agen", "1")
    assert said(interview)[SIGNS[1]] == "ya@agen"
    assert person.seen.count("Siapa orangnya?") == 1, "a lost card has no actor"
    assert "(Kartunya dipegang orang lain)" in person.seen


def test_back_from_the_actor_leads_to_the_list(talk: Talk) -> None:
    interview, _ = talk("1 2", "k", "3", "1")
    assert said(interview) == {SIGNS[0]: "tidak_tahu", SIGNS[1]: "tidak_tahu", SIGNS[2]: "ya"}


@pytest.mark.parametrize(("typed", "value"), [("0", "tidak_tahu"), ("tt", "tidak_tahu"), ("l", "lewati")])
def test_none_unknown_and_skipped_state_nothing(typed: str, value: str, talk: Talk) -> None:
    assert said(talk(typed, "1")[0]) == dict.fromkeys(SIGNS, value)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("3", "PIN-nya lupa"), ("0", "tidak satu pun"), ("l", "lewati")],
)
def test_going_back_shows_what_was_chosen_and_an_empty_line_keeps_it(typed: str, shown: str, talk: Talk) -> None:
    interview, person = talk(typed, "k", "", "1")
    assert f"Jawaban tadi: {shown}." in person.seen
    assert said(interview) == said(talk(typed, "1")[0])


def test_going_back_and_choosing_otherwise_gives_what_choosing_so_at_once_gives(talk: Talk) -> None:
    changed, _ = talk("1", "y", "k", "k", "3", "s", asks=(LIST, ASKS[0]))
    at_once, _ = talk("3", "y", "s", asks=(LIST, ASKS[0]))
    assert said(changed) == said(at_once)


def test_what_is_marked_survives_the_question_why(machine: Machine) -> None:
    class Marking(Person):
        def __init__(self) -> None:
            super().__init__()
            self.asked: list[Reply | None] = []

        def choose_many(self, options: object, before: Reply | None = None) -> Reply:
            self.asked.append(before)
            return Reply("why", chosen=(SIGNS[2],)) if len(self.asked) == 1 else Reply("stop")

    person = Marking()
    conversation(machine, person, (LIST,)).run()
    assert person.asked == [None, Reply("many", chosen=(SIGNS[2],))]


def test_a_sentence_answers_a_list_and_leaves_the_rest_unknown(talk: Talk) -> None:
    interview, person = talk("kartu kks saya hilang", "1")
    assert said(interview).items() >= {SIGNS[0]: "ya", SIGNS[1]: "tidak_tahu", SIGNS[2]: "tidak_tahu"}.items()
    own = interview.entries[0].own
    assert [one.list for one in own] == [LIST.sign] * 3
    assert "kartu kks saya hilang" in {one.said for one in own}
    assert "Yang dipahami" in person.seen


def test_something_else_than_what_is_listed_is_confirmed_and_leaves_the_list_unknown(talk: Talk) -> None:
    interview, person = talk("semalam saya dipukul suami", "ya", "1")
    assert "belum menjawab" not in person.seen
    assert "Benar begitu?" in person.seen
    assert [one.value for one in interview.entries[0].own] == ["tidak_tahu"] * 3
    assert said(interview)["kekerasan_fisik"] == "ya@suami"
    refused, _ = talk("semalam saya dipukul suami", "bukan", "0", "1")
    assert "kekerasan_fisik" not in said(refused)


def test_a_sentence_in_which_nothing_is_read_leaves_the_list_open(talk: Talk) -> None:
    interview, person = talk("bakwan renyah", "ya", "3", "1")
    assert person.seen.count("Pilih dari daftarnya") == 2, "a yes alone says nothing about a list"
    assert said(interview)[SIGNS[2]] == "ya"


def test_a_change_elsewhere_takes_one_sign_out_of_a_list_not_the_list() -> None:
    first = Entry(ASKS[3], (Answer("pin_lupa", "tidak"),))
    listed = Entry(LIST, tuple(Answer(name, "ya", list=LIST.sign) for name in SIGNS))
    _, kept = answered((first, listed), 0, Entry(ASKS[3], (Answer("pin_lupa", "ya"),)))
    assert [one.sign for one in kept.own] == list(SIGNS[:2])


def test_a_list_taken_up_again_loses_only_what_the_knowledge_no_longer_has() -> None:
    listed = Entry(LIST, tuple(Answer(name, "ya", list=LIST.sign) for name in SIGNS))
    (kept,) = still_known((listed,), {SIGNS[1]})
    assert [choice.sign for choice in kept.ask.choices] == [one.sign for one in kept.answers] == [SIGNS[1]]
    assert list(still_known((listed,), {"lain"})) == []


def test_a_contradiction_is_shown_with_both_words_and_the_answer_to_it_is_confirmed(talk: Talk) -> None:
    interview, person = talk("t", "t", "t", "1", asks=SCRIPTS["told"])
    shown = " ".join(person.seen.split())
    assert "Tadi tertulis: «kartu saya hilang». Sekarang dijawab: tidak. Mana yang benar?" in shown
    assert shown.count("Tadi tertulis") == 1
    assert [(e.ask, [a.confirmed for a in e.answers]) for e in interview.entries[:2]] == [
        (ASKS[2], [False]),
        (TOLD, [True]),
    ]


def test_the_answer_that_is_shown_is_the_one_to_the_disputed_question(talk: Talk) -> None:
    _, person = talk("t", "y", "t", "1", asks=(ASKS[2], ASKS[3], TOLD))
    assert "Sekarang dijawab: tidak." in " ".join(person.seen.split())


def test_a_sentence_confirms_too(talk: Talk) -> None:
    interview, _ = talk("t", "kartu kks saya hilang", "t", "1", asks=SCRIPTS["told"])
    own = interview.entries[1].own[0]
    assert (own.value, own.confirmed) == ("ya", True)


def test_going_back_before_a_contradiction_and_agreeing_with_the_text_takes_it_away(talk: Talk) -> None:
    changed, _ = talk("t", "t", "k", "k", "y", "t", "1", asks=SCRIPTS["told"])
    at_once, _ = talk("y", "t", "1", asks=SCRIPTS["told"])
    assert [e.ask for e in changed.entries] == [e.ask for e in at_once.entries] == [ASKS[2], ASKS[3]]
    assert said(changed) == said(at_once)


def test_the_record_tells_choices_and_what_was_contradicted(machine: Machine, tmp_path: Path) -> None:
    from triage.cli.record import record

    interview = conversation(machine, Person("1", "t", "t", "1"), (LIST, *SCRIPTS["told"][2:]))
    turn = interview.run()
    listed = json.loads(record(interview, turn.plan, "", ""))["questions"][0]
    assert [one["text"] for one in listed["choices"]] == [choice.text for choice in LIST.choices]
    assert [(one["sign"], one["value"]) for one in listed["answers"]] == list(
        zip(SIGNS, ["ya", "tidak_tahu", "tidak_tahu"], strict=True)
    )

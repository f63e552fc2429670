"""The conversation of the interview, with a scripted interviewer and a scripted person: no terminal needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.interview_fake import ASKS, Person, conversation, said
from triage.cli.ask import Interview, tell_opening, with_open_safety
from triage.cli.ask_entries import Entry, answered
from triage.cli.ask_hear import hear
from triage.cli.ask_words import VALUES, Reply, first_word, understood
from triage.interview import Answer, Ask
from triage.model import Plan
from triage.pipeline import Machine

SAFE, HOLDER, CARD, PIN = ASKS


Talk = Callable[..., tuple[Interview, Person, Plan]]


@pytest.fixture
def talk(machine: Machine) -> Talk:
    """talk("ya", "k", …) -> the interview after those lines, the person, and the plan."""

    def run(*typed: str, asks: tuple[Ask, ...] = ASKS) -> tuple[Interview, Person, Plan]:
        person = Person(*typed)
        interview = conversation(machine, person, asks)
        return interview, person, with_open_safety(interview.run(), interview)

    return run


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("1", Reply("pick", "ya")), ("y", Reply("pick", "ya")), ("Iya.", Reply("pick", "ya")), ("2", Reply("pick", "tidak")),
        ("t", Reply("pick", "tidak")), ("belum pernah", Reply("pick", "tidak")), ("tt", Reply("pick", "tidak_tahu")),
        ("Tidak  tahu", Reply("pick", "tidak_tahu")), ("l", Reply("pick", "lewati")), ("k", Reply("back")),
        ("?", Reply("why")), ("!", Reply("hide")), ("S", Reply("stop")), ("5", Reply("said", "5")), ("0", Reply("said", "0")),
        ("suami saya", Reply("said", "suami saya")), ("²", Reply("said", "²")),
    ],
)  # fmt: skip
def test_a_line_is_a_number_a_letter_a_word_a_command_or_a_sentence(line: str, reply: Reply) -> None:
    assert understood(line, VALUES) == reply


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ya, tadi malam", "ya"),
        ("Tidak. Tapi", "tidak"),
        ("tidak pernah dipukul tapi diancam", ""),
        ("tidak tahu, bu", "tidak_tahu"),
        ("kartu hilang", ""),
    ],
)
def test_a_sentence_answers_by_its_first_word_only_where_a_pause_follows(text: str, value: str) -> None:
    assert first_word(text) == value


def test_every_question_is_asked_once_in_turn_and_answered(talk: Talk) -> None:
    interview, person, plan = talk("t", "y", "agen", "tt", "l", "1")
    assert said(interview) == {
        "pelaku_serumah": "tidak",
        "pemegang_kks_bukan_kpm": "ya@agen",
        "kartu_hilang": "tidak_tahu",
        "pin_lupa": "lewati",
    }
    assert [entry.ask for entry in interview.entries] == list(ASKS)
    assert not interview.stopped
    assert person.typed == []
    assert plan.questions[0].text == "JAWAB pelaku_serumah=tidak@"


def test_a_safety_question_is_marked_and_says_how_to_ask_it(talk: Talk) -> None:
    _, person, _ = talk("t", asks=ASKS[:1])
    assert "KESELAMATAN" in person.seen
    assert "Mungkin ada yang mendengar?" in person.seen
    _, person, _ = talk("t", asks=ASKS[2:3])
    assert "KESELAMATAN" not in person.seen


@pytest.mark.parametrize("typed", [("l", "s"), ("s",), ()], ids=["skipped", "stopped", "nobody left"])
def test_a_safety_question_without_an_answer_comes_first_among_what_is_to_be_asked(
    typed: tuple[str, ...], talk: Talk
) -> None:
    _, _, plan = talk(*typed)
    assert (plan.questions[0].sign, plan.questions[0].text) == (SAFE.sign, SAFE.text)
    assert [question.sign for question in plan.questions].count(SAFE.sign) == 1


def test_a_safety_question_not_yet_put_stays_open_too(talk: Talk) -> None:
    later = Ask("senjata", "Adakah senjata?", "", safety=True)
    _, _, plan = talk("s", asks=(SAFE, later, CARD))
    assert [question.sign for question in plan.questions][:2] == [SAFE.sign, "senjata"]


def test_going_back_changes_one_answer_and_keeps_the_later_ones(talk: Talk) -> None:
    interview, person, _ = talk("t", "t", "t", "k", "k", "k", "k", "y", "l", "1")
    assert said(interview) == {
        "pelaku_serumah": "ya",
        "pemegang_kks_bukan_kpm": "tidak",
        "kartu_hilang": "tidak",
        "pin_lupa": "lewati",
    }
    assert "Ini pertanyaan pertama" in person.seen
    assert "Jawaban tadi: tidak" in person.seen


def test_an_empty_line_keeps_the_old_answer(talk: Talk) -> None:
    interview, _, _ = talk("t", "y", "agen", "k", "", "agen", "t", "t", "1")
    assert said(interview)["pemegang_kks_bukan_kpm"] == "ya@agen"


def test_going_back_and_changing_gives_what_answering_so_at_once_gives(talk: Talk) -> None:
    changed, _, _ = talk("t", "y", "suami", "t", "k", "k", "t", "t", "1")
    at_once, _, _ = talk("t", "t", "t", "t", "1")
    assert said(changed) == said(at_once)
    assert changed.interviewer.calls[-1] == at_once.interviewer.calls[-1]  # type: ignore[attr-defined]


def test_what_was_said_beside_an_answer_goes_when_that_answer_changes(talk: Talk) -> None:
    interview, _, _ = talk("tidak, tapi kartu kks saya hilang", "k", "t", "t", "s")
    assert said(interview).get("kartu_hilang") is None


def test_a_later_word_about_a_changed_sign_no_longer_holds() -> None:
    first = Entry(CARD, (Answer("kartu_hilang", "tidak"),))
    later = Entry(PIN, (Answer("pin_lupa", "ya"), Answer("kartu_hilang", "tidak")))
    again = Entry(CARD, (Answer("kartu_hilang", "tidak"),))
    new = Entry(CARD, (Answer("kartu_hilang", "ya"),))
    assert answered((first, later, again), 0, new) == (new, Entry(PIN, (Answer("pin_lupa", "ya"),)))
    assert answered((first, later), 0, first) == (first, later)


def test_a_sentence_answers_the_question_and_others_with_it(talk: Talk, machine: Machine) -> None:
    interview, person, _ = talk("kartu kks saya hilang, pin saya lupa", "t", asks=(CARD, PIN))
    assert interview.entries[0].answers[0].sign == "kartu_hilang"
    assert said(interview)["pin_lupa"] == "ya"
    assert len(interview.entries) == 1
    assert machine.knowledge.signs["kartu_dibicarakan"].says not in person.seen, (
        "a helper of the rules says nothing to a person"
    )
    assert f"{machine.knowledge.signs['pin_lupa'].says}: ya" in " ".join(person.seen.split())


def test_a_sentence_beside_the_question_is_confirmed_and_the_question_stays(talk: Talk) -> None:
    interview, person, _ = talk("pin saya lupa", "ya", "t", "1", asks=(CARD,))
    assert "belum menjawab pertanyaannya" in person.seen
    assert said(interview).items() >= {"kartu_hilang": "tidak", "pin_lupa": "ya"}.items()
    refused, _, _ = talk("pin saya lupa", "bukan", "t", "1", asks=(CARD,))
    assert said(refused) == {"kartu_hilang": "tidak"}


def test_a_sentence_in_which_nothing_is_read_says_so(talk: Talk) -> None:
    interview, person, _ = talk("bakwan renyah", "t", "1", asks=(CARD,))
    assert "Tidak ada yang terbaca" in person.seen
    assert said(interview) == {"kartu_hilang": "tidak"}


def test_a_sentence_of_helper_words_only_is_not_an_answer(talk: Talk) -> None:
    interview, person, _ = talk("itu soal pin", "t", "1", asks=(CARD,))
    assert "Tidak ada yang terbaca" in person.seen
    assert said(interview) == {"kartu_hilang": "tidak"}


def test_stopping_right_after_a_sentence_loses_nothing(talk: Talk) -> None:
    interview, _, _ = talk("pin saya lupa", "ya", "s", asks=(CARD,))
    assert said(interview)["pin_lupa"] == "ya"
    interview, _, _ = talk("pin saya lupa", asks=(CARD,))
    assert said(interview)["pin_lupa"] == "ya", "the input ended at the question whether it was understood"


def test_a_yes_is_kept_where_the_input_ends_before_the_actor(talk: Talk) -> None:
    interview, _, _ = talk("y", asks=(HOLDER,))
    assert said(interview) == {"pemegang_kks_bukan_kpm": "ya"}


def test_the_actor_may_be_left_unnamed_and_back_leads_to_the_question(talk: Talk) -> None:
    interview, _, _ = talk("y", "k", "y", "?", "!", "tidak disebut", "1", asks=(HOLDER,))
    assert said(interview) == {"pemegang_kks_bukan_kpm": "ya"}


def test_hiding_and_asking_why_change_nothing(talk: Talk) -> None:
    interview, person, _ = talk("!", "?", "t", "1", asks=(CARD,))
    assert person.hidden == 1
    assert "menentukan apakah ini Kartu hilang" in person.seen
    assert "Gugur" in person.seen
    assert said(interview) == {"kartu_hilang": "tidak"}


@pytest.mark.parametrize(
    ("text", "earlier", "doubtful"),
    [
        ("kartu kks saya hilang", {}, False),
        ("katanya kartu kks saya hilang", {}, True),
        ("pin saya lupa", {}, True),
        ("kartu kks saya hilang, pin saya lupa", {"pin_lupa": "tidak"}, True),
        ("tidak, kartu kks saya hilang", {}, True),
    ],
)
def test_what_is_hedged_beside_the_point_or_contradictory_is_to_be_confirmed(
    text: str, earlier: dict[str, str], doubtful: bool, machine: Machine
) -> None:
    assert hear(text, CARD, earlier, machine, "").doubtful is doubtful


def test_what_is_said_of_another_household_or_of_the_past_is_no_answer(machine: Machine) -> None:
    assert "kartu_hilang" not in {a.sign for a in hear("kartu tetangga saya hilang", CARD, {}, machine, "").answers}


def test_free_text_is_kept_masked(machine: Machine) -> None:
    (one, *_) = hear("kartu kks 3578012345678901 saya hilang\x1b[2J", CARD, {}, machine, "").answers
    assert "3578012345678901" not in one.said
    assert "\x1b" not in one.said


def test_the_opening_can_be_hidden_left_empty_or_given_up() -> None:
    person = Person("!", "NIK 3578012345678901 kartu hilang")
    told = tell_opening(person)
    assert told is not None
    assert "3578012345678901" not in told
    assert person.hidden == 1
    assert tell_opening(Person("")) == ""
    assert tell_opening(Person("s")) is None
    assert tell_opening(Person()) is None

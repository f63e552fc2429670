"""Cards: stable under rewording, reset by a new meaning, scheduled exactly as the package `fsrs` does it."""

from __future__ import annotations

import csv
import io
import random
import sqlite3
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fsrs
import pytest

from triage.cli.train.card_sitting import span_words
from triage.kb.types import Knowledge
from triage.train.anki import anki_package, csv_text
from triage.train.cards import SIDES, Card, cards, chosen
from triage.train.progress import Review
from triage.train.schedule import AHEAD, Counts, Deck, fsrs_log

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def review(card: Card, grade: Any = 3, at: datetime = AT) -> Review:
    return Review(card.id, card.meaning, grade, at, 3000)


def of(knowledge: Knowledge, name: str) -> Card:
    return next(card for card in cards(knowledge) if card.id == name)


def changed(knowledge: Knowledge, case: str = "kdrt", **parts: Any) -> Knowledge:
    return replace(knowledge, cases=knowledge.cases | {case: replace(knowledge.cases[case], **parts)})


def test_every_case_has_six_cards_with_text_and_sources(knowledge: Knowledge) -> None:
    made = cards(knowledge)
    assert [card.id for card in made] == [f"{case}/{side}" for case in knowledge.cases for side in SIDES]
    assert all(card.back and card.sources and all(line.text for line in card.back) for card in made)


def test_a_card_says_what_the_knowledge_says(knowledge: Knowledge) -> None:
    assert "UPTD PPA (dulu P2TP2A)" in [line.text for line in of(knowledge, "kdrt/rujukan").back]
    assert of(knowledge, "kdrt/urgensi").back[0].text.startswith("DARURAT: ")
    assert of(knowledge, "kdrt/langkah").back[0].text == f"1. {knowledge.steps['pastikan_aman'].text}"
    assert of(knowledge, "kdrt/larangan").objective == "lindungi:berat"
    assert len(of(knowledge, "kdrt/tanda").back) > 10


def test_a_gated_step_is_on_no_card(knowledge: Knowledge) -> None:
    """Such as mediation: a first step that holds only sometimes would be learnt as one that always holds."""
    gated = {s.id for s in knowledge.steps.values() if any(knowledge.tags[t].only_when is not None for t in s.tags)}
    assert gated
    said = {line.text.partition(". ")[2] for card in cards(knowledge) if card.side == "langkah" for line in card.back}
    assert not said & {knowledge.steps[name].text for name in gated}


def reworded(knowledge: Knowledge) -> Knowledge:
    """Every wording that a card of kdrt shows, written anew."""
    case = knowledge.cases["kdrt"]

    def new(entries: Any, field: str) -> Any:
        return {name: replace(entry, **{field: f"{getattr(entry, field)} (baru)"}) for name, entry in entries.items()}

    shifts = {
        f: tuple(replace(s, why=f"{s.why} (baru)") for s in getattr(case, f)) for f in ("raise_when", "lower_when")
    }
    return replace(
        changed(knowledge, title="Judul baru", **shifts), signs=new(knowledge.signs, "says"),
        steps=new(knowledge.steps, "text"), referrals=new(knowledge.referrals, "name"),
        prohibitions=new(knowledge.prohibitions, "text"), reminders=new(knowledge.reminders, "text"),
    )  # fmt: skip


@pytest.mark.parametrize("side", SIDES)
def test_new_wording_keeps_the_history(side: str, knowledge: Knowledge) -> None:
    old, new = (of(kb, f"kdrt/{side}") for kb in (knowledge, reworded(knowledge)))
    assert old.title != new.title
    assert old.back != new.back
    assert (old.id, old.meaning) == (new.id, new.meaning)
    deck = Deck([new], [review(old)])
    assert deck.standing(new.id) == Deck([old], [review(old)]).standing(old.id) is not None


NEW_MEANING: dict[str, dict[str, Any]] = {
    "tanda": {"symptoms": "kekerasan_fisik"},
    "urgensi": {"urgency": "mendesak"},
    "langkah": {"steps": ("visum", "pastikan_aman")},
    "rujukan": {"refer": ("uptd_ppa",)},
    "larangan": {"never": ("pegang_kks",)},
    "etika": {"remind": ("kerahasiaan",)},
}


@pytest.mark.parametrize("side", SIDES)
def test_a_new_meaning_resets_that_card_and_no_other(side: str, knowledge: Knowledge) -> None:
    before, after = cards(knowledge), cards(changed(knowledge, **NEW_MEANING[side]))
    reviews = [review(card) for card in before if card.case in ("kdrt", "narkoba")]
    deck = Deck(after, reviews)
    reset = [card.id for card in before if card.case in ("kdrt", "narkoba") and deck.standing(card.id) is None]
    assert reset == [f"kdrt/{side}"]
    changed_back = Deck(before, reviews)
    assert changed_back.standing(f"kdrt/{side}") is not None


def test_the_order_of_steps_is_meaning_and_that_of_referrals_is_not(knowledge: Knowledge) -> None:
    other = changed(knowledge, refer=tuple(reversed(knowledge.cases["kdrt"].refer)))
    assert of(other, "kdrt/rujukan").meaning == of(knowledge, "kdrt/rujukan").meaning
    plain = changed(knowledge, steps=("pastikan_aman", "sepakati_kontak_aman"))
    turned = changed(knowledge, steps=("sepakati_kontak_aman", "pastikan_aman"))
    assert of(plain, "kdrt/langkah").meaning != of(turned, "kdrt/langkah").meaning


def random_log(some: tuple[Card, ...], count: int, seed: int) -> list[Review]:
    """Reviews minutes, days and weeks apart, never two at one moment."""
    chance, at, out = random.Random(seed), AT, []
    for _ in range(count):
        at += timedelta(seconds=chance.choice([40, 700, 90_000, 700_000]) + chance.random())
        out.append(review(chance.choice(some), chance.choice([1, 2, 3, 3, 3, 4]), at))
    return out


def test_the_schedule_is_the_packages_own_on_a_replayed_log(knowledge: Knowledge) -> None:
    some = cards(knowledge)[:7]
    log = random_log(some, 400, seed=11)
    deck = Deck(some)
    for one in log:
        deck.graded(one)
    own = fsrs.Scheduler(enable_fuzzing=False)
    for card in some:
        logs = [fsrs.ReviewLog.from_json(fsrs_log(one).to_json()) for one in log if one.card == card.id]
        expected = own.reschedule_card(fsrs.Card(logs[0].card_id), logs)
        found = deck.standing(card.id)
        assert found is not None
        assert len(logs) > 30
        for field in ("state", "step", "stability", "difficulty", "due", "last_review"):
            assert getattr(found, field) == getattr(expected, field)


def test_a_schedule_does_not_depend_on_the_order_in_which_copies_were_merged(knowledge: Knowledge) -> None:
    some = cards(knowledge)[:3]
    log = random_log(some, 60, seed=5)
    one_by_one, at_once = Deck(some), Deck(some, random.Random(1).sample(log, len(log)))
    for one in random.Random(2).sample(log, len(log)):
        one_by_one.graded(one)
    assert all(one_by_one.standing(c.id) == at_once.standing(c.id) == Deck(some, log).standing(c.id) for c in some)


def test_each_grade_leads_where_the_choice_says(knowledge: Knowledge) -> None:
    card = cards(knowledge)[0]
    history = [review(card), review(card, 3, AT + timedelta(days=1)), review(card, 3, AT + timedelta(days=5))]
    now = AT + timedelta(days=20)
    spans = Deck([card], history).leads_to(card, now)
    for grade, span in spans.items():
        standing = Deck([card], [*history, review(card, grade, now)]).standing(card.id)
        assert standing is not None
        assert standing.due == now + span
    assert spans[1] < spans[2] < spans[3] < spans[4]


def test_what_is_longest_due_comes_first_then_new_ones_then_those_just_learnt(knowledge: Knowledge) -> None:
    a, b, c = cards(knowledge)[:3]
    now = AT + timedelta(days=40)
    deck = Deck([a, b, c], [review(b, 4, AT), review(a, 4, AT + timedelta(hours=1))])
    assert deck.next_card(now, new=5) == b
    deck.graded(review(b, 4, now))
    assert deck.next_card(now, new=5) == a
    deck.graded(review(a, 1, now))
    assert deck.next_card(now, new=5) == c
    assert deck.next_card(now, new=0) == a  # due again within AHEAD
    deck.graded(review(a, 4, now))
    assert deck.next_card(now, new=0) is None
    assert (deck.next_due() or now) > now + AHEAD


def test_new_cards_are_counted_by_the_day_they_were_first_seen(knowledge: Knowledge) -> None:
    a, b, c = cards(knowledge)[:3]
    deck = Deck([a, b, c], [review(a), review(a, 3, AT + timedelta(days=1)), review(b, 1, AT + timedelta(days=1))])
    assert deck.met_on((AT + timedelta(days=1)).astimezone().date()) == 1
    assert deck.counts(AT + timedelta(days=1, minutes=2)) == Counts(all=3, seen=2, due=1, firm=0)


def test_cards_are_chosen_by_group_module_case_and_objective(knowledge: Knowledge) -> None:
    every = cards(knowledge)
    assert {card.group for card in chosen(every, groups=["teknis_kks"])} == {"teknis_kks"}
    assert {card.module for card in chosen(every, modules=["keuangan"], groups=["ringan"])} == {"keuangan"}
    assert [card.side for card in chosen(every, cases=["kdrt"], objectives=["lindungi:berat"])] == [
        "langkah",
        "larangan",
    ]
    assert chosen(every) == every


def notes(package: bytes, folder: Path) -> dict[str, tuple[str, int]]:
    """Card id to (guid, deck) of what Anki would read."""
    file = folder / "collection.anki2"
    file.write_bytes(zipfile.ZipFile(io.BytesIO(package)).read(file.name))
    rows = sqlite3.connect(file).execute("SELECT flds, guid, did FROM notes JOIN cards ON nid = notes.id").fetchall()
    return {fields.split("\x1f")[-1]: (guid, deck) for fields, guid, deck in rows}


def test_anki_finds_its_notes_and_decks_again(knowledge: Knowledge, tmp_path: Path) -> None:
    first = notes(anki_package(cards(knowledge), knowledge), tmp_path)
    other = reworded(knowledge)
    assert first == notes(anki_package(cards(other), other), tmp_path)
    assert len({guid for guid, _ in first.values()}) == len(first) == len(knowledge.cases) * len(SIDES)
    assert len({deck for _, deck in first.values()}) == len({case.group for case in knowledge.cases.values()})


def test_csv_has_a_line_a_card_that_a_spreadsheet_reads(knowledge: Knowledge) -> None:
    text = csv_text(cards(knowledge), knowledge)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert [row["id"] for row in rows] == [card.id for card in cards(knowledge)]
    assert all(all(row.values()) for row in rows)


def test_spans_are_said_in_the_unit_that_fits() -> None:
    said = [
        span_words(timedelta(**s))
        for s in ({"seconds": 20}, {"minutes": 10}, {"hours": 5}, {"days": 8}, {"days": 90}, {"days": 550})
    ]
    assert said == ["1 menit", "10 menit", "5 jam", "8 hari", "3 bulan", "1,5 tahun"]

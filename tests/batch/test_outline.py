"""A row whose readings were seen before gets what it would get alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.lists import TELLINGS
from tests.conftest import NOW
from triage.batch import columns
from triage.batch import outline as outlining
from triage.batch.classify import Classifier, Wishes
from triage.batch.mapping import Mapping
from triage.batch.model import Row
from triage.batch.outline import Known, Outline, Outlines, quotes
from triage.batch.safe import defused, without_escapes
from triage.facts.read import read_household
from triage.pipeline import Heard, Machine, all_readings, drafted, planned, read_complaint, triage
from triage.plan.deadlines import OFFICES
from triage.plan.planner import Setting

SETTING = Setting(NOW, OFFICES, asks=False)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HOUSEHOLDS = (
    "ibu-hamil-dan-balita", "kekerasan-dan-kartu-dirampas", "lansia-dan-cucu", "pendamping-dituduh-dan-beban",
)  # fmt: skip


def texts(machine: Machine) -> Iterator[str]:
    """One or two tellings, often the same ones in another way or another order."""
    chance = random.Random(3)
    told = [text for texts in machine.knowledge.stories.values() for text in texts]
    some = [*chance.sample(told, 30), *TELLINGS, *TELLINGS]
    for _ in range(150):
        first, second = chance.choice(some), chance.choice(TELLINGS)
        yield chance.choice((first, first.upper(), f"{first}. {second}", f"{second}. Bu, {first}"))


@pytest.fixture(scope="module")
def told(machine: Machine) -> list[str]:
    return list(texts(machine))


def test_every_row_is_that_of_a_plan_of_its_own(machine: Machine, told: list[str]) -> None:
    rows = [Row(i, i, (text,)) for i, text in enumerate(told)]
    classify = Classifier(machine, Wishes(("Isi",), Mapping((0,)), NOW, keep_text=True))
    for start in range(0, len(rows), 20):
        for row, one in zip(rows[start : start + 20], classify(rows[start : start + 20]).taken, strict=True):
            text = str(row.cells[0])
            plan = triage(machine, text=text, now=NOW, asks=False)
            reasons = columns.why_look(plan, bool(text.strip()), machine.knowledge)
            cells = columns.cells_of(plan, reasons, machine.knowledge)
            assert one.cells[1:] == tuple(defused(without_escapes(cell)) for cell in cells), text
    assert classify._outlines._known.cache_info().hits > len(rows) / 4


@pytest.fixture
def outlines(machine: Machine) -> Outlines:
    return Outlines(machine, SETTING, lambda cell: cell, whole=True)


@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_what_stands_in_columns_belongs_to_it(name: str, machine: Machine, outlines: Outlines) -> None:
    text = "kartu saya dibawa ketua kelompok"
    facts = read_household(EXAMPLES / f"{name}.yaml", machine.knowledge.signs)
    alone = all_readings(machine, None, read_complaint(text, machine), [], NOW)
    both = all_readings(machine, facts, read_complaint(text, machine), [], NOW)
    for heard in (alone, both):
        plan = planned(machine, drafted(machine, heard, NOW), SETTING, ())
        (numbers,) = outlines.numbers([heard])
        outline = outline_of(outlines, heard)
        assert outline.cells == columns.shared_cells(plan)
        assert list(quotes(outline, heard.readings, numbers)) == list(columns.quoted(plan))
    assert known_of(outlines, alone) is not known_of(outlines, both)


def known_of(outlines: Outlines, heard: Heard) -> Known:
    (numbers,) = outlines.numbers([heard])
    return outlines.known(heard, numbers)


def outline_of(outlines: Outlines, heard: Heard, hinted: bool = False) -> Outline:
    (numbers,) = outlines.numbers([heard])
    return outlines.of(outlines.known(heard, numbers), heard, numbers, hinted)


def known(outlines: Outlines, machine: Machine, text: str) -> Known:
    return known_of(outlines, Heard(read_complaint(text, machine), {}))


def test_other_words_for_the_same_are_the_same(machine: Machine, outlines: Outlines) -> None:
    one = known(outlines, machine, "kartu KKS saya hilang")
    assert known(outlines, machine, "Bu, kemarin di pasar kartu kks hilang") is one
    assert known(outlines, machine, "kartu KKS saya tidak hilang") is not one


def test_in_another_order_or_told_twice_it_is_the_same(machine: Machine, outlines: Outlines) -> None:
    card, child = "kartu KKS saya hilang", "anak saya tidak mau sekolah lagi"
    one = known(outlines, machine, f"{card}. {child}.")
    assert known(outlines, machine, f"{child}. {card}.") is one
    assert known(outlines, machine, f"{card}. {child}. Sekali lagi, {card}.") is one


def test_every_row_quotes_in_the_order_of_its_own_text(machine: Machine, outlines: Outlines) -> None:
    for text in ("Kartu KKS saya hilang. Kemarin kartu KKS hilang di pasar.", "kartu hilang bu, KKS saya hilang"):
        heard = Heard(read_complaint(text, machine), {})
        plan = planned(machine, drafted(machine, heard, NOW), SETTING, ())
        (numbers,) = outlines.numbers([heard])
        assert list(quotes(outline_of(outlines, heard), heard.readings, numbers)) == list(columns.quoted(plan))


def test_procedures_are_answered_in_the_order_in_which_they_were_asked_about(
    machine: Machine, outlines: Outlines
) -> None:
    pin, school = "bagaimana cara ganti PIN KKS?", "apa syarat ikut PKH?"
    both = [f"{pin} {school}", f"{school} {pin}"]
    told = []
    for text in both:
        heard = Heard(read_complaint(text, machine), {})
        plan = planned(machine, drafted(machine, heard, NOW), SETTING, ())
        assert plan.outcome == "inquiry"
        told.append(columns.shared_cells(plan))
        assert outline_of(outlines, heard).cells == told[-1]
    assert told[0] != told[1]


def test_outlines_are_the_same_when_the_numbers_of_readings_begin_anew(
    machine: Machine, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Members' names in columns would bring ever new readings."""
    monkeypatch.setattr(outlining, "MOST_NUMBERS", 5)
    classify, calm = (Classifier(machine, Wishes(("Isi",), Mapping((0,)), NOW)) for _ in range(2))
    rows = [Row(i, i, (text,)) for i, text in enumerate(told[:60])]
    each = [classify([row]).taken[0] for row in rows]
    monkeypatch.undo()
    assert each == list(calm(rows).taken)


def test_a_resemblance_changes_the_outline_only_where_nothing_was_found(machine: Machine, outlines: Outlines) -> None:
    lost, nothing = (Heard(read_complaint(text, machine), {}) for text in ("kartu KKS saya hilang", "selamat pagi"))
    assert outline_of(outlines, lost, hinted=True) is outline_of(outlines, lost)
    assert outline_of(outlines, nothing).plan.outcome == "out_of_scope"
    assert outline_of(outlines, nothing, hinted=True).plan.outcome == "need_more_information"
    assert outline_of(outlines, nothing) is outline_of(outlines, nothing)


def test_no_word_of_a_complaint_is_remembered(machine: Machine, outlines: Outlines) -> None:
    heard = Heard(read_complaint("Paijah Tukiyem melapor: suami memukul saya tadi malam", machine), {})
    for one in (known_of(outlines, heard), known_of(outlines, heard)):
        kept = repr((one.findings, one.draft, one.plain, one.hinted))
        assert "kekerasan_fisik" in kept
        assert "memukul saya" not in kept
        assert "paijah" not in kept.lower()
        assert outline_of(outlines, heard) is one.plain

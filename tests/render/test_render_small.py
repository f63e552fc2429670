"""Deadlines, symbols and wrapping."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from triage.model import Actor, Outcome, Owner, Phase, Urgency
from triage.render import labels
from triage.render.symbols import clean, symbols_for
from triage.render.when import long_when, short_when, stamp
from triage.render.wrap import hang, shorten, wrap

NOW = "2026-11-23T20:10:00+07:00"


@pytest.mark.parametrize(
    ("due", "short", "long"),
    [
        (None, "", ""),
        (NOW, "sekarang", "sekarang"),
        ("2026-11-23T22:10:00+07:00", "hari ini 22.10", "hari ini pukul 22.10"),
        ("2026-11-24T15:00:00+07:00", "besok 15.00", "besok pukul 15.00"),
        ("2026-11-24T00:05:00+07:00", "besok 00.05", "besok pukul 00.05"),
        ("2026-11-25T15:00:00+07:00", "Rab 25 Nov", "Rabu 25 November"),
        ("2027-05-03T15:00:00+07:00", "Sen 3 Mei", "Senin 3 Mei"),
        ("2027-12-06T12:00:00+07:00", "Sen 6 Des 2027", "Senin 6 Desember 2027"),
        ("2026-11-24T00:10:00+09:00", "besok 00.10", "besok pukul 00.10"),
        ("2026-11-23T23:00:00", "hari ini 23.00", "hari ini pukul 23.00"),
    ],
)
def test_deadlines_are_said_as_people_say_them(due: str | None, short: str, long: str) -> None:
    assert (short_when(due, NOW), long_when(due, NOW)) == (short, long)


def test_the_clock_is_read_in_the_zone_of_the_deadline() -> None:
    assert short_when("2026-11-24T01:00:00+09:00", "2026-11-23T22:30:00+07:00") == "hari ini 01.00"
    assert stamp(NOW) == "Senin 23 November 2026 20.10"


def test_every_closed_list_has_a_label() -> None:
    pairs = (
        (labels.OWNERS, Owner),
        (labels.PHASES, Phase),
        (labels.URGENCIES, Urgency),
        (labels.ROLES, Actor),
        (labels.OUTCOMES, Outcome),
    )
    for words, closed in pairs:
        assert set(words) == set(get_args(closed))


def test_control_characters_are_shown_not_obeyed() -> None:
    assert clean("a\x1b[31mb\u202ec\n\td\x9b\ud83d") == "a�[31mbc d��"


@pytest.mark.parametrize(
    ("encoding", "cross", "box"),
    [("utf-8", "✗", "┏"), ("cp437", "x", "#"), ("ascii", "x", "#"), (None, "x", "#")],
)
def test_symbols_follow_the_encoding(encoding: str | None, cross: str, box: str) -> None:
    marks = symbols_for(encoding)
    assert (marks.cross, marks.heavy[0]) == (cross, box)


@given(st.text(), st.sampled_from(["ascii", "cp1252", "cp437", "utf-8"]))
def test_fitted_text_can_always_be_encoded(text: str, encoding: str) -> None:
    symbols_for(encoding).fit(text).encode(encoding)


@given(st.text(), st.integers(2, 40))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    shown = clean(text)
    lines = wrap(shown, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


@given(st.text(), st.integers(0, 3))
def test_hanging_keeps_every_character(text: str, further: int) -> None:
    lines = hang("1. ", clean(text), 12, further)
    assert "".join(lines).replace(" ", "") == "1." + clean(text).replace(" ", "")


@given(st.text(min_size=1), st.integers(10, 50))
def test_shortened_text_keeps_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit

"""Rows that were never written here: one sentence, never a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.train.test_store import given, review
from triage.kb.problems import Problems
from triage.train.store import Store

READ: dict[str, Callable[[Store], object]] = {
    "UPDATE answer SET at = 'kemarin'": Store.answers,
    "UPDATE answer SET options = '[1'": Store.export_json,
    "UPDATE review SET at = 'kemarin'": Store.reviews,
    "UPDATE kept SET state = '{broken'": lambda store: store.kept("ujian"),
}


@pytest.mark.parametrize("harm", READ)
def test_a_damaged_row_is_told_in_one_sentence(harm: str, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store.open(path) as store:
        store.answered(given())
        store.reviewed(review())
        store.keep("ujian", {"n": 1})
    with sqlite3.connect(path) as hand:
        hand.execute(harm)
    hand.close()
    with Store.open(path) as store, pytest.raises(Problems, match=r"a\.db: kemajuan: berkas ini rusak"):
        READ[harm](store)

"""The picture of a list is exact however it is cut into chunks, keeps no personal data, and bounded in memory."""

from __future__ import annotations

import json
import pickle
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.batch.pictures import BEATEN, CUT, DRAINED, HELD, LOST, TODAY, UNREAD, counted, merged, plan
from triage.batch.dates import day_of
from triage.batch.keys import household_key, initials, is_damaged, official_key, place_key, place_shown
from triage.batch.model import Reject
from triage.batch.summary import TOP, WEEKS
from triage.batch.tally import TABLES, Seen, Tally, store

ROOT = Path(__file__).resolve().parents[2]
SEEN = st.builds(
    Seen,
    number=st.just(0),
    plan=st.sampled_from([HELD, CUT, BEATEN, LOST, DRAINED, UNREAD]),
    text=st.sampled_from(["kartu hilang", "Kartu  hilang", "uang dipotong", ""]),
    household=st.sampled_from([None, "", "3201-1", "32011", "32012", "32013", "3,20101E+15"]),
    place=st.sampled_from([None, "", "Desa Sukamaju", "SUKAMAJU", "Ds. Mekar", "<b>"]),
    date=st.sampled_from([None, "", "2026-11-22", "22/11/2026", "1-2-26", "besok", "2031-01-01", "1999-01-01"]),
    official=st.sampled_from([None, "", "Bu Sari Ayu", "sari ayu", "Dedi"]),
    reasons=st.sampled_from([(), ("tidak ada yang terbaca",), ("baru dugaan", "keterangan berbeda")]),
)


def numbered(rows: list[Seen]) -> list[Seen]:
    return [replace(row, number=number) for number, row in enumerate(rows, 1)]


@settings(max_examples=120, deadline=None)
@given(rows=st.lists(SEEN, max_size=40), data=st.data())
def test_any_split_any_order_and_any_salt_give_the_same_picture(rows: list[Seen], data: st.DataObject) -> None:
    listed = numbered(rows)
    whole = counted(listed, salt=b"one")
    shuffled = data.draw(st.permutations(listed))
    chunks = data.draw(st.integers(1, 7))
    tallies = [Tally(b"two") for _ in range(chunks)]
    for row in shuffled:
        tallies[data.draw(st.integers(0, chunks - 1))].add(row)
    told = [Tally.from_json(json.loads(json.dumps(tally.as_json()))) for tally in tallies]
    assert merged(reversed(told)) == whole


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(SEEN, max_size=30))
def test_every_row_is_counted_once_in_every_view(rows: list[Seen]) -> None:
    found = counted(numbered(rows), chunks=3)
    assert found.rows == len(rows) == found.urgency.total == sum(line.total for line in found.outcomes)
    dated = [row for row in rows if row.date is not None]
    weeks = sum(line.total for line in found.weeks) + found.earlier.total
    assert weeks + sum(n for name, n in found.data.items() if name.startswith("tanggal")) == len(dated)
    placed = [row for row in rows if row.place]
    assert sum(line.total for line in found.places) == len(placed)


def test_a_chunk_is_never_counted_twice() -> None:
    tally = Tally(b"x")
    tally.add(Seen(1, LOST))
    db = sqlite3.connect(":memory:")
    db.executescript(TABLES)
    store(db, 7, tally)
    with pytest.raises(sqlite3.IntegrityError):
        store(db, 7, tally)


def test_neither_complaint_nor_household_nor_name_is_kept() -> None:
    tally = Tally(b"garam dapur")
    tally.add(
        Seen(1, HELD, "rahasia sekali", "3201010101010001", "Desa Suka 081234567890", "2026-11-22", "Bu Sari Ayu")
    )
    kept = json.dumps(tally.as_json()) + repr(tally)
    assert not [word for word in ("rahasia", "32010101", "Sari", "sari", "0812345", "garam") if word in kept]
    assert b"rahasia" not in pickle.dumps(tally)


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026/11/22", "22/11/2026", "22-11-26", "22.11.2026", "22 11 2026", "2026-11-22T08:30:00+07:00",
     "2026-11-22 00:00:00", "22/11/2026 10.15", "22 November 2026", "22 Nop 26", "Minggu, 22 November 2026",
     "Jum'at 22 Nov 2026", "22-Nov-2026", " 22/11/2026 ", "46348", "46348.5"],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert str(day_of(text)) == "2026-11-22"


@pytest.mark.parametrize(
    "text", ["", "kemarin", "11/22/2026", "31/02/2026", "2026-13-01", "22/11", "22 Foo 2026", "123"]
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    assert day_of(text) is None


def test_dates_that_cannot_be_are_told_and_stay_out_of_the_trend() -> None:
    dates = ["2026-11-22", "2026-11-02", "2031-01-01", "1926-11-22", "besok", "", "2020-01-15"]
    found = counted(Seen(i, LOST, date=day) for i, day in enumerate(dates, 1))
    assert found.data == {
        "tanggal_nanti": 1, "tanggal_terlalu_lama": 1, "tanggal_tidak_terbaca": 1, "tanggal_kosong": 1,
    }  # fmt: skip
    assert [(line.id, line.total) for line in found.weeks][-3:] == [("2026-W45", 1), ("2026-W46", 0), ("2026-W47", 1)]
    assert (len(found.weeks), found.earlier.total) == (WEEKS, 1)


def test_today_belongs_to_the_trend() -> None:
    found = counted([Seen(1, LOST, date=TODAY.isoformat())])
    assert [(line.id, line.total) for line in found.weeks] == [("2026-W48", 1)]


def test_the_trend_goes_on_over_new_year() -> None:
    found = counted([Seen(1, LOST, date="2026-12-28"), Seen(2, LOST, date="2027-01-04")], today=TODAY.replace(2027))
    assert [line.id for line in found.weeks] == ["2026-W53", "2027-W01"]


def test_one_household_under_many_spellings_and_no_other() -> None:
    keys = ["3201 0101-0101.0001", "3201010101010001", "", "-", "0", "n/a", "3,20101E+15", "3201010101010000"]
    found = counted(Seen(i, LOST, f"aduan {i}", key) for i, key in enumerate(keys, 1))
    assert [(one.complaints, one.rows) for one in found.repeats] == [(2, (1, 2))]
    assert (found.families, found.data["kunci_kosong"], found.data["kunci_rusak"]) == (1, 4, 2)
    assert household_key("KK-7") == "kk7"
    assert is_damaged("3.20101E+15")
    assert not is_damaged("3201010101010010")


def test_a_row_that_stands_twice_is_a_copy_and_not_a_repeated_household() -> None:
    twice = [Seen(1, LOST, "kartu hilang", "A1"), Seen(2, LOST, "Kartu  HILANG", "A1"), Seen(3, LOST, "", "A2")]
    found = counted(twice, chunks=3)
    assert (found.copies, found.repeat_count) == (1, 0)
    assert counted([Seen(1, LOST, ""), Seen(2, LOST, "")]).copies == 0


def test_three_households_at_one_place_make_a_hot_spot_and_two_do_not() -> None:
    rows = [Seen(n, p, f"t{n}", f"K{n}", "Desa Suka") for n, p in ((4, HELD), (9, CUT), (2, HELD))]
    spot = counted(rows).spots[0]
    assert (spot.kind, spot.what, spot.at, spot.level, spot.households) == (
        "peran",
        "ketua_kelompok",
        "Desa Suka",
        3,
        3,
    )
    assert (spot.signs, spot.rows) == ((("pemegang_kks_bukan_kpm", 2), ("bantuan_dipotong", 1)), (2, 4, 9))
    assert counted(rows[:2]).spots == ()


def test_one_household_complaining_three_times_is_no_hot_spot() -> None:
    rows = [Seen(n, HELD, f"t{n}", "K1", "Desa Suka") for n in (1, 2, 3)]
    assert counted(rows).spots == ()
    copies = [Seen(n, HELD, "sama", None, "Desa Suka") for n in (1, 2, 3)]
    assert counted(copies).spots == ()


def test_husbands_of_three_families_are_not_one_man() -> None:
    assert counted(Seen(n, BEATEN, f"t{n}", f"K{n}", "Desa Suka") for n in range(1, 6)).spots == ()


def test_an_official_is_known_under_several_spellings_and_shown_by_initials() -> None:
    names = ["Bu Sari Ayu", "SARI AYU", "ibu sari  ayu"]
    spots = counted(Seen(n, HELD, f"t{n}", f"K{n}", f"Desa {n}", None, name) for n, name in enumerate(names, 1)).spots
    assert [(spot.kind, spot.at) for spot in spots] == [("petugas", "S. A.")]
    nowhere = counted(Seen(n, HELD, f"t{n}", f"K{n}", None, None, "Sari") for n in (1, 2, 3)).spots
    assert [spot.kind for spot in nowhere] == ["petugas"]
    assert official_key("Pak") == "pak"
    assert (official_key("-"), initials("1")) == ("", "•")


@pytest.mark.parametrize("salt", [b"a", b"b", b"c", b"d"])
def test_equal_hot_spots_stand_in_the_order_of_the_list(salt: bytes) -> None:
    rows = [Seen(n, HELD, f"t{n}", f"K{n}", None, None, ("Ani", "Budi", "Cici")[n % 3]) for n in range(1, 10)]
    assert [spot.rows[0] for spot in counted(rows, salt=salt).spots] == [1, 2, 3]


def test_the_same_danger_at_one_place_is_a_hot_spot_and_the_most_serious_stands_first() -> None:
    rows = [Seen(n, DRAINED, f"t{n}", f"K{n}", "Suka") for n in (1, 2, 3)]
    rows += [Seen(n, CUT, f"t{n}", f"K{n}", "Mekar") for n in range(4, 9)]
    assert [(s.kind, s.what, s.level) for s in counted(rows).spots] == [
        ("tempat", "dana_sedang_dikuras", 3), ("peran", "ketua_kelompok", 2),
    ]  # fmt: skip


def test_a_role_without_any_place_is_told_as_such() -> None:
    assert [(s.kind, s.at) for s in counted(Seen(n, HELD, f"t{n}") for n in (1, 2, 3)).spots] == [("peran", "")]


def test_places_are_ranked_by_darurat_and_named_as_most_often_written() -> None:
    rows = [Seen(n, LOST, f"t{n}", None, "Mekar") for n in range(1, 6)]
    rows += [Seen(n, HELD, f"t{n}", None, name) for n, name in ((6, "DESA SUKA"), (7, "Ds. Suka"), (8, "Ds. Suka"))]
    assert [(line.id, line.total) for line in counted(rows).places] == [("Ds. Suka", 3), ("Mekar", 5)]
    assert place_key("Kec. Cibiru, Desa Suka") == place_key("kec cibiru,  SUKA")
    assert place_shown("RT 2 hp 081234567890") == "RT 2 hp ••••••••••••"


def test_a_row_counts_once_for_a_case_and_with_its_highest_urgency() -> None:
    twice = plan("mendesak", "kdrt", "kdrt")
    mixed = replace(twice, findings=(twice.findings[0], twice.findings[0]._replace(urgency="darurat")))
    found = counted([Seen(1, mixed)])
    assert [(line.id, line.levels) for line in (*found.cases, *found.groups)] == [
        ("kdrt", (0, 0, 0, 0, 1)), ("berat", (0, 0, 0, 0, 1)),
    ]  # fmt: skip


def test_refused_rows_and_resemblances_are_counted() -> None:
    rejects = [
        Reject(2, 3, "jumlah_kolom", "", ""),
        Reject(5, 6, "jumlah_kolom", "", ""),
        Reject(6, 7, "kosong", "", ""),
    ]
    found = counted([Seen(1, UNREAD, "hm"), Seen(3, LOST, "x")], rejects=rejects)
    assert found.rejects == {"jumlah_kolom": 2, "kosong": 1}
    assert {line.id: line.total for line in found.suggestions} == {"belum_terdaftar": 1, "verval_belum": 1}


MANY = """
import resource, sqlite3, sys
from collections import Counter
from datetime import date
from triage.batch.summary import summary
from triage.batch.tally import TABLES, Tally, store
def chunk(start, n):
    of = range(start, start + 1000)
    rows = [(i, i * 7919, i * 104729 % n, i % 5 - 1) for i in of]
    places = Counter({(f"tempat {i}", f"Tempat {i}", i % 5 - 1): 1 for i in of})
    links = [("petugas", "agen", f"{i * 31 % n:x}", "N. M.", "bantuan_dipotong", i, i, 3) for i in of]
    return Tally(b"", Counter(), places, rows, links)
def run(n, path):
    db = sqlite3.connect(path); db.execute("PRAGMA synchronous = OFF"); db.executescript(TABLES)
    for start in range(0, n, 1000):
        with db: store(db, start, chunk(start, n))
    found = summary(db, date(2026, 11, 23))
    assert (found.rows, found.families, found.place_count) == (n, n, n), found
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
small = run(4000, sys.argv[1] + "/small"); print((run(200_000, sys.argv[1] + "/large") - small) // 1024)
"""


def test_memory_does_not_grow_with_the_list(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", MANY, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 40, "MiB more for 200,000 households, places and names than for 4,000"


def test_the_picture_lists_no_more_than_a_page_holds() -> None:
    rows = [Seen(n, HELD, f"t{n}", f"K{n // 5}", f"Desa {n % 40}", None, f"Nama {n % 50}") for n in range(1, 1001)]
    found = counted(rows)
    assert (len(found.spots), len(found.places), len(found.repeats)) == (TOP, TOP, TOP)
    assert found.spot_count > TOP
    assert all(len(spot.rows) + spot.more == spot.households for spot in found.spots)

"""Realistic complaint lists: invented, seeded, streamed as CSV, a million rows in about a minute.

    python bench/lists.py ROWS [-o LIST.csv] [--seed N] [--typos P] [--zipf S] [--filled P] [--twice P]

Texts are tellings of the knowledge (stories, examples, scenarios) with a greeting, a place or a time around them and with
typos, so that nearly all differ. What each parameter rests on:

* typos .023 of the letters: left uncorrected by 37,370 people who typed on telephones (Palin et al., MobileHCI 2019).
* zipf 1: complaints by topic fall off about as one over the rank. The first ranks are those of the two random samples in
  the dev data (36 texts); behind them the order is drawn once, from the seed 0, problems of facilitators last.
* nothing .08: texts of the same two samples that were about no case (3 of 36).
* two .1: tellings that hold a second matter. Assumed; texts of the dev data carry 1.1 labels.
* filled .3: rows whose other columns say something too: lists are filled by many hands. Assumed.
* twice .03: sent again word by word, as people do who got no answer, within the last rows. Assumed.
* again .12: from a household that complained before, in other words. Assumed.
* length: 140 characters on average, with a long tail (a tenth of the dev data's texts is over 490).
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from triage.check.scenarios import load_scenarios
from triage.kb.load import load
from triage.kb.types import Knowledge

ROOT = Path(__file__).resolve().parents[1]
HEADER = (
    "no", "tanggal", "kecamatan", "desa", "no_kk", "pendamping", "keluhan", "kartu_dipegang", "ada_ibu_hamil", "anak_sekolah",
)  # fmt: skip
COMMON = (
    "belum_terdaftar", "saldo_nol", "data_tidak_diperbarui", "app_teknis", "salah_sasaran", "akses_layanan", "verval_belum",
    "kks_hilang", "pin_lupa", "kks_tidak_diterima", "anak_tidak_sekolah", "pungli_pemotongan",
)  # fmt: skip
OPENINGS = (
    "", "", "", "", "Assalamualaikum bu, ", "assalamualaikum ", "Selamat pagi pak. ", "slmt siang bu ", "permisi bu, ", "min, ",
    "Bu pendamping, ", "Mohon maaf mengganggu. ", "Yth. Dinas Sosial, ", "maaf pak mau tanya, ", "Pak, ", "bu ", "halo kak ",
    "Kepada petugas PKH: ", "Mau lapor. ", "sy mau cerita bu. ",
)  # fmt: skip
CLOSINGS = (
    "", "", "", "", " Terima kasih.", " makasih bu", " mohon bantuannya", " tolong ya pak", " gimana ya bu", " Mohon petunjuk.",
    " trims", " ditunggu jawabannya", " Mohon ditindaklanjuti, terima kasih.", " bingung saya", " kepada siapa saya harus bertanya?",
)  # fmt: skip
VILLAGES = ("Sukamaju", "Mekarsari", "Sidomulyo", "Karanganyar", "Tanjungsari", "Wonosari", "Banjarsari", "Sumberrejo")
WHENS = (
    "", "", "", " Sudah {n} hari begini.", " sejak tgl {n}", " di desa {v}", " (RT {n} {v})", " Kejadiannya tanggal {n}.",
    " sdh {n} minggu", " saya orang {v} rt {n}",
)  # fmt: skip
KEYS = "qwertyuiopasdfghjklzxcvbnm"
MEAN, SPREAD = 112, 0.5
"""Of a telling, in characters before greeting and place are put around it; a list comes to 140."""
AGO = 400
"""So many rows back lies what is sent again."""


@dataclass(frozen=True)
class Shape:
    """What a list is like; shares of rows, but `typos` of letters. See above."""

    rows: int
    seed: int = 1
    typos: float = 0.023
    zipf: float = 1.0
    nothing: float = 0.08
    two: float = 0.1
    filled: float = 0.3
    twice: float = 0.03
    again: float = 0.12


def tellings(knowledge: Knowledge) -> tuple[dict[str, list[str]], list[str]]:
    """Texts of every case, and texts about nothing."""
    told: dict[str, list[str]] = {case: [] for case in knowledge.cases}
    nothing: list[str] = []
    for cases, stories in knowledge.stories.items():
        for case in cases[:1]:
            told[case] += stories
        nothing += () if cases else stories
    for case in knowledge.cases.values():
        told[case.id] += [text for text in case.examples.matches if isinstance(text, str)]
    for scenario in load_scenarios(ROOT / "tests" / "scenarios"):
        for case_id in scenario.told.expect.cases[:1]:
            told[case_id] += [scenario.told.text] if scenario.told.text else []
    return told, nothing


def by_frequency(cases: Sequence[str]) -> list[str]:
    """The most frequent problem first."""
    rest = sorted(set(cases) - set(COMMON))
    random.Random(0).shuffle(rest)
    return [*COMMON, *sorted(rest, key=lambda case: case.startswith("pendamping_"))]


class Writer:
    """Makes texts of one shape."""

    def __init__(self, shape: Shape, knowledge: Knowledge, rng: random.Random) -> None:
        self._shape = shape
        self._rng = rng
        self._told, self._nothing = tellings(knowledge)
        self._cases = by_frequency(tuple(self._told))
        self._weights = list(accumulate(1 / (rank + 1) ** shape.zipf for rank in range(len(self._cases))))

    def text(self) -> str:
        """One complaint."""
        rng = self._rng
        pool = self._pool()
        length = rng.lognormvariate(log(MEAN) - SPREAD**2 / 2, SPREAD)
        text = rng.choice(pool)
        if rng.random() < self._shape.two:
            text = f"{text} {rng.choice(self._pool())}"
        while len(text) < length / 2:
            text = f"{text} {rng.choice(pool)}"
        if len(text) > length * 1.2:
            text = text[: int(length * 1.2)].rsplit(" ", 1)[0]
        when = rng.choice(WHENS).format(n=rng.randrange(1, 29), v=rng.choice(VILLAGES))
        return self._mistyped(f"{rng.choice(OPENINGS)}{text}{when}{rng.choice(CLOSINGS)}")

    def _pool(self) -> list[str]:
        """The texts of a problem drawn by how frequent it is."""
        if self._rng.random() < self._shape.nothing:
            return self._nothing
        return self._told[self._rng.choices(self._cases, cum_weights=self._weights)[0]]

    def _mistyped(self, text: str) -> str:
        """Letters dropped, doubled, swapped or replaced, on average every 43rd."""
        rng, rate = self._rng, self._shape.typos
        at = -1
        while rate:
            at += 1 + int(rng.expovariate(rate))
            if at >= len(text) - 1:
                break
            if text[at].isalpha():
                wrong = ("", text[at] * 2, text[at + 1] + text[at], rng.choice(KEYS))[rng.randrange(4)]
                skip = 2 if len(wrong) == 2 and wrong[0] == text[at + 1] else 1
                text = text[:at] + wrong + text[at + skip :]
        return text


def rows(shape: Shape, knowledge: Knowledge) -> Iterator[tuple[object, ...]]:
    """The rows under HEADER."""
    rng = random.Random(shape.seed)
    writer = Writer(shape, knowledge, rng)
    households, sent = 0, deque[str](maxlen=AGO)
    for number in range(1, shape.rows + 1):
        day = date(2026, 1, 5) + timedelta(days=number * 300 // shape.rows)
        place = rng.randrange(20)
        known = households > 0 and rng.random() < shape.again
        household = rng.randrange(households) if known else households
        households += not known
        text = rng.choice(sent) if sent and rng.random() < shape.twice else writer.text()
        sent.append(text)
        told = rng.random() < shape.filled
        extra = (
            rng.choice(("saya", "keluarga", "ketua kelompok", "agen")),
            rng.choice(("ya", "tidak")),
            rng.randrange(4),
        )
        yield (
            number, day, f"Kecamatan {place + 1}", VILLAGES[place % len(VILLAGES)], f"KK-{household:07d}",
            f"P-{place:02d}", text, *(extra if told else ("", "", "")),
        )  # fmt: skip


def write(target: Path, shape: Shape, knowledge: Knowledge) -> None:
    """One list as a CSV file."""
    with target.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(HEADER)
        lines.writerows(rows(shape, knowledge))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("-o", "--out", type=Path, default=Path("/dev/stdout"))
    for name, default in (("seed", 1), ("typos", 0.023), ("zipf", 1.0), ("filled", 0.3), ("twice", 0.03)):
        parser.add_argument(f"--{name}", type=type(default), default=default)
    given = vars(parser.parse_args())
    write(given.pop("out"), Shape(**given), load())


if __name__ == "__main__":
    main()

"""A knowledge folder of a few lines for tests of `triage kb test` and `triage kb diff`: files, not values."""

from __future__ import annotations

from pathlib import Path

CARD = """\
kartu_hilang:
  says: Kartu tidak lagi ada pada KPM
  about: household
  ask: Apakah kartunya hilang?
  phrases: [kartu ..3 hilang]
  matches: [kartu saya hilang]
  ignores: []
dikuras:
  says: Uangnya sedang ditarik orang
  about: household
  ask: Apakah uangnya ditarik orang?
  phrases: [uang ..2 dikuras]
  matches: [uang saya dikuras]
  ignores: []
diancam:
  says: Keluarganya diancam
  about: household
  ask: Apakah ada yang mengancam?
"""
CASES = """\
- id: kks_hilang
  title: Kartu hilang
  group: teknis_kks
  urgency: mendesak
  symptoms: kartu_hilang
  raise_when:
    - {to: darurat, when: diancam, why: keluarganya diancam}
  steps: [blokir_kartu]
  refer: [dinsos]
  never: [pegang_kks]
  remind: []
  module: keuangan
  sources: [{id: s}]
  examples: {matches: [kartu saya hilang], ignores: []}
"""
REFERRALS = "".join(
    f"{name}: {{name: {name}, does: menerima}}\n"
    for name in ("puskesos", "dinsos", "kemensos_171", "polisi", "ambulans_119", "sapa_129")
)
RULE = """\
id: uang-dikuras
when: dikuras
then: {danger: dana_dikuras}
why: Uangnya sedang berpindah
sources: [{id: s}]
examples: {matches: [{tanda: [dikuras]}], ignores: []}
"""
FILES = {
    "knowledge/signs/kartu.yaml": CARD,
    "knowledge/cases.yaml": CASES,
    "knowledge/referrals.yaml": REFERRALS,
    "knowledge/steps.yaml": "blokir_kartu: {text: Blokir kartu, phase: selamatkan, owner: kpm, due: 2h}\n",
    "knowledge/prohibitions.yaml": "pegang_kks: {text: memegang kartu, why: milik KPM}\n",
    "knowledge/modules.yaml": "keuangan: {title: Keuangan, sessions: 1}\n",
    "knowledge/language/words.yaml": "cues: [{id: tidak, kind: negated, phrases: [tidak]}]\n",
    "knowledge/sources.yaml": "s: {title: S, kind: dokumen, seen_on: '2026-01-01'}\n",
    "knowledge/dangers.yaml": "dana_dikuras: {title: T, text: B, cases: [kks_hilang], steps: [blokir_kartu]}\n",
    "rules/danger/uang-dikuras.yaml": RULE,
}


def small(folder: Path, **changed: tuple[str, str]) -> Path:
    """Write the folder. `cases=("old", "new")` replaces text in the file of that name."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        old, new = changed.get(file.stem.replace("-", "_"), ("", ""))
        assert old in text
        file.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return folder

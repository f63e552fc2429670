"""Read a map file: every name in it checked against the table and the vocabulary, every error in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from triage.batch.cells import squeezed, written
from triage.batch.fields import SIGNS, Target, nearest, read_value, targets
from triage.batch.mapping import Column, Mapping, Statement
from triage.facts.column_map import ColumnDef, ColumnMap
from triage.kb.problems import Problem, Problems, did_you_mean
from triage.kb.types import Knowledge, SignDef
from triage.kb.validate import sentence
from triage.kb.yamlmap import Key, YamlFile, read_yaml
from triage.model import Actor
from triage.notation import sign_evidence

RULE = "peta"
_SHOWN = 12


def read_map(path: Path, header: tuple[str, ...], knowledge: Knowledge) -> Mapping:
    """What the columns of a table with this header mean. Raises Problems with everything wrong in the file."""
    file = read_yaml(path)
    if not isinstance(file.data, dict):
        raise Problems([file.problem((), RULE, "peta kolom harus berisi kunci dan nilai", "lihat examples/")])
    try:
        shape = ColumnMap.model_validate(file.data)
    except ValidationError as error:
        raise Problems(_misshapen(error, file)) from None
    reading = _Reading(file, shape, header, knowledge.signs, [])
    mapping = reading.mapping()
    if reading.problems:
        raise Problems(reading.problems)
    return mapping


def _misshapen(error: ValidationError, file: YamlFile) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        key = tuple(detail["loc"])
        inside = key[0] == "kolom" and len(key) > 2
        message, hint = sentence(detail, sorted((ColumnDef if inside else ColumnMap).model_fields))
        yield file.problem(key, RULE, message, hint)


@dataclass(slots=True)
class _Reading:
    """One file while it is checked; `problems` grows."""

    file: YamlFile
    shape: ColumnMap
    header: tuple[str, ...]
    signs: dict[str, SignDef]
    problems: list[Problem]

    def mapping(self) -> Mapping:
        shape = self.shape
        if not shape.aduan and not shape.kolom:
            self._wrong((), "peta ini tidak menyebut kolom yang dibaca", "isi aduan, atau kolom, atau keduanya")
        made = Mapping(
            self._indices("aduan", shape.aduan), self._index_of("keluarga", shape.keluarga),
            self._indices("wilayah", shape.wilayah), self._index_of("tanggal", shape.tanggal),
            self._index_of("petugas", shape.petugas), tuple(self._columns()), dict(shape.anggota),
        )  # fmt: skip
        self._columns_once()
        return made

    def _wrong(self, key: Key, message: str, hint: str = "") -> None:
        self.problems.append(self.file.problem(key, RULE, message, hint))

    def _indices(self, key: str, names: tuple[str, ...]) -> tuple[int, ...]:
        found = [self._index(name, (key, i)) for i, name in enumerate(names)]
        return tuple(i for i in found if i is not None)

    def _index_of(self, key: str, name: str | None) -> int | None:
        return None if name is None else self._index(name, (key,))

    def _index(self, name: str, key: Key) -> int | None:
        """Which column has the name; case and spaces count only where they tell two columns apart."""
        same = [i for i, own in enumerate(self.header) if own == name]
        same = same or [i for i, own in enumerate(self.header) if squeezed(own) == squeezed(name)]
        if len(same) == 1:
            return same[0]
        if same:
            self._wrong(key, f"ada {len(same)} kolom bernama {name!r} di daftar", "beri nama lain di daftar")
        else:
            listed = ", ".join(self.header[:_SHOWN]) + (" …" if len(self.header) > _SHOWN else "")
            self._wrong(
                key, f"kolom {name!r} tidak ada di daftar", did_you_mean(name, self.header) or f"yang ada: {listed}"
            )
        return None

    def _columns(self) -> Iterator[Column]:
        filled: dict[tuple[str, str | None], str] = {}
        for name, one in self.shape.kolom.items():
            key = ("kolom", name)
            index, target, sign = self._index(name, key), self._target(one, key), self._sign(one, key)
            self._members(one, target, key)
            if target is None:
                continue
            self._field_once(filled, name, one, target)
            values = self._values(target, one, key)
            if index is not None:
                yield Column(self.header[index], index, target, sign, one.pelaku or "", one.anggota or "", values)

    def _target(self, one: ColumnDef, key: Key) -> Target | None:
        if (one.isi is None) == (one.tanda is None):
            self._wrong(key, "kolom ini harus punya isi atau tanda, salah satu", "lihat docs/batch-map.md")
            return None
        if one.isi is None:
            return Target(SIGNS, "yes_no")
        if one.isi == SIGNS:
            return Target(SIGNS, "signs")
        if one.isi not in targets():
            hint = did_you_mean(one.isi, targets()) or "lihat triage kb schema household"
            self._wrong((*key, "isi"), f"isian {one.isi!r} tidak dikenal", hint)
        return targets().get(one.isi)

    def _sign(self, one: ColumnDef, key: Key) -> str:
        if one.tanda is not None and one.tanda not in self.signs:
            self._unknown_sign(one.tanda, (*key, "tanda"))
        if one.pelaku and one.tanda is None:
            self._wrong((*key, "pelaku"), "pelaku hanya untuk kolom dengan tanda", "hapus pelaku")
        return one.tanda or ""

    def _unknown_sign(self, name: str, key: Key) -> None:
        self._wrong(key, f"tanda {name!r} tidak dikenal", did_you_mean(name, self.signs) or "lihat triage kb list")

    def _members(self, one: ColumnDef, target: Target | None, key: Key) -> None:
        declared = self.shape.anggota
        if one.anggota is not None and one.anggota not in declared:
            hint = did_you_mean(one.anggota, declared) or "daftarkan kode dan perannya di bagian anggota"
            self._wrong((*key, "anggota"), f"anggota {one.anggota!r} tidak ada di peta", hint)
        if target is None or target.path == SIGNS:
            return
        if target.of_member and one.anggota is None:
            self._wrong(key, f"{target.path} belum menyebut anggota", "tambahkan, misalnya anggota: anak1")
        if not target.of_member and one.anggota is not None:
            self._wrong((*key, "anggota"), f"{target.path} bukan tentang satu anggota", "hapus anggota")

    def _values(self, target: Target, one: ColumnDef, key: Key) -> dict[str, Any]:
        out: dict[str, Any] = {}
        if target.kind == "signs" and not one.nilai:
            self._wrong(key, "isi: tanda perlu nilai", "tulis tiap isi kolom dan tandanya")
        for text, meaning in one.nilai.items():
            here, word = (*key, "nilai", text), squeezed(text)
            if word in out:
                self._wrong(here, f"nilai {text!r} ditulis dua kali", "huruf besar dan spasi tidak dibedakan")
            if not word and meaning is not None:
                self._wrong(here, "sel kosong selalu berarti tidak diketahui", "hapus baris ini")
            out[word] = None if meaning is None else self._meaning(target, meaning, here)
        return out

    def _meaning(self, target: Target, meaning: Any, key: Key) -> Any:
        many = meaning if isinstance(meaning, list) else [meaning]
        if target.kind == "signs":
            return tuple(said for text in many if (said := self._statement(written(text), key)))
        text = ", ".join(map(written, many))
        try:
            return read_value(target, text)
        except ValueError as error:
            self._wrong(key, f"terjemahan {text!r} {error}", nearest(target, text))
        return None

    def _statement(self, text: str, key: Key) -> Statement | None:
        if text.startswith("~") or "/" in text:
            self._wrong(key, f"tanda {text!r} tidak dapat ditulis begini", "tulis tanda, -tanda, atau tanda@pelaku")
            return None
        try:
            said = sign_evidence(text, self.signs)
        except KeyError:
            self._unknown_sign(text.lstrip("-").partition("@")[0], key)
            return None
        if said.actor and said.actor not in get_args(Actor):
            self._wrong(key, f"pelaku {said.actor!r} tidak dikenal", did_you_mean(said.actor, get_args(Actor)))
        return said.sign, said.state == "present", said.actor

    def _columns_once(self) -> None:
        """A column has one meaning."""
        shape = self.shape
        many = {"aduan": shape.aduan, "wilayah": shape.wilayah}
        single = {"keluarga": shape.keluarga, "tanggal": shape.tanggal, "petugas": shape.petugas}
        uses: list[tuple[str, Key]] = [(name, (key, i)) for key, names in many.items() for i, name in enumerate(names)]
        uses += [(name, (key,)) for key, name in single.items() if name]
        uses += [(name, ("kolom", name)) for name in shape.kolom]
        seen: set[str] = set()
        for name, key in uses:
            if squeezed(name) in seen:
                self._wrong(key, f"kolom {name!r} dipakai dua kali", "satu kolom hanya punya satu arti")
            seen.add(squeezed(name))

    def _field_once(self, filled: dict[tuple[str, str | None], str], name: str, one: ColumnDef, target: Target) -> None:
        """A field is filled from one column. Several may speak of one sign, as in a household file."""
        what = (target.path, one.anggota)
        if target.path != SIGNS and what in filled:
            message = f"{target.path} sudah diisi dari kolom {filled[what]!r}"
            self._wrong(("kolom", name), message, "pilih satu kolom, atau tulis anggota lain")
        filled.setdefault(what, name)

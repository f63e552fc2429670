"""A map file proposed from the names of the columns and what stands in them, to be read and corrected by a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import wrap

from triage.batch.cells import squeezed
from triage.batch.fields import SIGNS
from triage.batch.guess import column, guess, plain, words
from triage.batch.mapping import REST, Mapping
from triage.batch.model import Row
from triage.batch.proposals import FEW, SHORT, Proposal, propose
from triage.kb.types import Knowledge
from triage.text import Language, harmless, mask, read

_LONGEST_NAME, _LONGEST_VALUE, _EXAMPLES = 200, 60, 4
_SIMPLE = re.compile(r"[A-Za-z](?:[\w ./-]*\w)?", re.ASCII)
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_PRIVATE = re.compile(r"\b(nama|alamat|pendamping|petugas|ketua|agen|lahir)\b")
"""Columns whose values are shown to nobody; numbers of persons are left out everywhere."""
_SAYS = {
    "aduan": "Cerita klien dengan kata-katanya sendiri", "keluarga": "Isi yang sama berarti keluarga yang sama",
    "wilayah": "Dari yang besar ke yang kecil", "tanggal": "Tanggal aduan diterima",
    "petugas": "Pendamping, ketua kelompok, atau agen yang menangani",
}  # fmt: skip
_HEAD = """\
# Usulan peta kolom, ditebak dari nama kolom dan baris-baris pertama. Periksa setiap baris sebelum dipakai:
#   triage batch DAFTAR --map PETA.yaml -o HASIL.csv
# Kolom yang tidak disebut tidak dibaca. Sel kosong selalu berarti tidak diketahui, bukan tidak.
# Di bagian nilai: kiri yang tertulis di daftar, kanan artinya; kanan kosong berarti tidak diketahui.
# Nilai yang tidak dikenal membuat barisnya ditolak, kecuali ada "*": yang berarti isi lain.
"""
_UNUSED = """
# Belum dipakai. Bila berguna, pindahkan ke bagian kolom dan lengkapi isi (triage kb schema household) atau tanda.
"""


def suggest_map(header: tuple[str, ...], sample: Sequence[Row], knowledge: Knowledge, language: Language) -> str:
    """The text of a map file that `read_map` accepts once a complaint or a column is in it; examples are masked."""
    found = guess(header, sample)
    made, unused = _proposals(header, sample, found, knowledge, language)
    lines = [*_roles(header, found), *_members(made), *_columns(made)]
    text = _HEAD + "\n" + "\n".join(lines) + "\n"
    return text + _UNUSED + "\n".join(unused) + "\n" if unused else text


def _proposals(
    header: tuple[str, ...], sample: Sequence[Row], found: Mapping, knowledge: Knowledge, language: Language
) -> tuple[dict[str, Proposal], list[str]]:
    """What is proposed for each remaining column, and lines about those for which nothing is."""
    roles = {*found.text, found.household, *found.place, found.date, found.official}
    made: dict[str, Proposal] = {}
    unused, filled_already = [], set()
    for i, name in enumerate(header):
        if i in roles or not _can_be_named(name, header):
            continue
        every = column(sample, i)
        filled = [text for text in every if _can_be_shown(text)]
        proposal = propose(name, filled, knowledge, lambda text: read(text, language))
        if proposal is None or proposal.fills in filled_already:
            unused.append(_unused(name, filled))
            continue
        made[name] = proposal if len(filled) == len(every) else replace(proposal, open=True)
        if proposal.target.path != SIGNS:
            filled_already.add(proposal.fills)
    return made, unused


def _can_be_named(name: str, header: tuple[str, ...]) -> bool:
    """A name that points to one column and fits a line."""
    same = [own for own in header if squeezed(own) == squeezed(name)]
    return len(same) == 1 and len(squeezed(name)) > 0 and len(name) <= _LONGEST_NAME and mask(harmless(name)) == name


def _can_be_shown(text: str) -> bool:
    """Without numbers of persons and short enough for a line."""
    return mask(text) == text and harmless(text) == text and len(text) <= _LONGEST_VALUE


def _roles(header: tuple[str, ...], found: Mapping) -> Iterator[str]:
    places = {
        "aduan": found.text, "keluarga": _one(found.household), "wilayah": found.place,
        "tanggal": _one(found.date), "petugas": _one(found.official),
    }  # fmt: skip
    for key, indices in places.items():
        yield f"# {_SAYS[key]}"
        yield f"{key}: {_names(header, indices)}" if indices else f"# {key}: NAMA KOLOM"


def _one(index: int | None) -> tuple[int, ...]:
    return () if index is None else (index,)


def _members(made: dict[str, Proposal]) -> Iterator[str]:
    roles = {proposal.member: proposal.role for proposal in made.values() if proposal.member}
    if roles:
        yield "# Anggota keluarga yang disebut kolom: kode bebas, lalu perannya"
        yield f"anggota: {{{', '.join(f'{code}: {role}' for code, role in roles.items())}}}"


def _columns(made: dict[str, Proposal]) -> Iterator[str]:
    yield "kolom:" if made else "# kolom:"
    for name, proposal in made.items():
        target = proposal.target
        if target.values:
            yield from wrap(
                f"pilihan: {', '.join(target.values)}", 100, initial_indent="  # ", subsequent_indent="  #   "
            )
        yield f"  {_quoted(name)}:"
        yield f"    tanda: {proposal.sign}" if proposal.sign else f"    isi: {target.path}"
        if proposal.member:
            yield f"    anggota: {proposal.member}"
        values = {**proposal.values, **({REST: ""} if proposal.open else {})}
        if values:
            yield "    nilai:"
            yield from (f"      {_quoted(text)}: {meaning}".rstrip() for text, meaning in values.items())


def _unused(name: str, filled: list[str]) -> str:
    """A line about the column, with examples where they are a class and no name, address or number of a person."""
    distinct = list(dict.fromkeys(filled))
    examples = (
        [] if _PRIVATE.search(plain(name)) or len(distinct) > FEW or words(distinct) > SHORT else distinct[:_EXAMPLES]
    )
    return f"#  {_quoted(name)}: {{isi: }}" + (f"   # contoh: {' · '.join(examples)}" if examples else "")


def _names(header: tuple[str, ...], indices: Sequence[int]) -> str:
    names = [_quoted(header[i]) for i in indices]
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _quoted(text: str) -> str:
    """As YAML reads it back as the same text, also inside brackets."""
    plain_enough = _SIMPLE.fullmatch(text) and text.casefold() not in _RESERVED
    return text if plain_enough else json.dumps(text, ensure_ascii=False)

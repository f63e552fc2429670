"""Read a household file: YAML with places in, a validated `Household` out, every error in one go."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from triage.facts.household import Household
from triage.kb.problems import Problem, Problems, did_you_mean
from triage.kb.validate import sentence
from triage.kb.yamlmap import Key, YamlFile, read_yaml

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FactsFile:
    """A household, and where a person finds what stands under a key of it (`berkas.yaml:3`, `kolom Saldo`)."""

    household: Household
    place: Callable[[Key], str]


def read_household(path: Path, sign_ids: Collection[str]) -> FactsFile:
    """Raises Problems: unreadable file, YAML syntax, unknown key or sign, wrong type, duplicate member."""
    file = read_yaml(path, MAX_BYTES)
    if not isinstance(file.data, dict):
        raise Problems(
            [file.problem((), "berkas", "berkas rumah tangga harus berisi kunci dan nilai", "lihat examples/")]
        )
    try:
        household = Household.model_validate(file.data)
    except ValidationError as error:
        raise Problems(_problems(error, file)) from None
    problems = [*_unknown_signs(household, file, sign_ids), *_member_problems(household, file)]
    if problems:
        raise Problems(problems)
    return FactsFile(household, file.shown)


def _problems(error: ValidationError, file: YamlFile) -> list[Problem]:
    out = []
    for detail in error.errors(include_url=False):
        key = tuple(detail["loc"])
        names = _keys_at(key[:-1])
        message, hint = sentence(detail, names)
        out.append(file.problem(key, "berkas", message, hint))
    return out


def _keys_at(key: tuple[int | str, ...]) -> list[str]:
    from triage.facts.household import part_at

    return part_at(key)


def _unknown_signs(household: Household, file: YamlFile, known: Collection[str]) -> list[Problem]:
    out = []

    def check(name: str, key: tuple[int | str, ...]) -> None:
        if name.lstrip("-") not in known:
            hint = did_you_mean(name.lstrip("-"), known) or "lihat triage kb list"
            out.append(file.problem(key, "tanda", f"tanda {name!r} tidak dikenal", hint))

    for name in household.tanda:
        check(name, ("tanda", name))
    for i, member in enumerate(household.anggota):
        for j, name in enumerate(member.tanda):
            check(name, ("anggota", i, "tanda", j))
    return out


def _member_problems(household: Household, file: YamlFile) -> list[Problem]:
    out, seen = [], set()
    for i, member in enumerate(household.anggota):
        if member.kode in seen:
            out.append(
                file.problem(
                    ("anggota", i, "kode"), "berkas", f"kode anggota {member.kode!r} dipakai dua kali", "beri kode lain"
                )
            )
        seen.add(member.kode)
    for name, details in household.tanda.items():
        for missing in {d.anggota for d in details if d.anggota is not None} - seen:
            hint = did_you_mean(missing, seen) or "daftarkan di bagian anggota"
            out.append(file.problem(("tanda", name, "anggota"), "berkas", f"anggota {missing!r} tidak ada", hint))
    return out

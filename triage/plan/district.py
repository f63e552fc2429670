"""A district file: local contacts, opening hours, closed days, documents to bring. Secrets stay secret."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from triage.kb.problems import Problem, Problems, did_you_mean
from triage.kb.validate import sentence
from triage.kb.yamlmap import read_yaml
from triage.model import Contact
from triage.plan.deadlines import CLOSE, OPEN, Calendar


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("zona waktu tidak dikenal; misalnya Asia/Jakarta, Asia/Makassar, Asia/Jayapura")
    return name


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalContact(Part):
    jenis: Literal["phone", "whatsapp", "sms", "web", "email", "address", "emergency"]
    nilai: Annotated[str, Field(min_length=1, max_length=200)]
    catatan: str = ""
    rahasia: bool = False
    diperiksa: dt.date | None = None


class LocalOffice(Part):
    nama: str
    wilayah: str = ""
    jam_buka: str = ""
    berkas: tuple[str, ...] = ()
    kontak: tuple[LocalContact, ...] = ()


class District(Part):
    """One district. `kantor`: referral id -> the local office."""

    nama: str
    zona_waktu: Annotated[str, AfterValidator(_zone)] = "Asia/Jakarta"
    buka: dt.time = OPEN
    tutup: dt.time = CLOSE
    hari_libur: tuple[dt.date, ...] = ()
    kantor: dict[str, LocalOffice] = Field(default_factory=dict)

    def __hash__(self) -> int:
        """The offices are a dict, which has none."""
        return hash(self.nama)

    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zona_waktu)

    def calendar(self) -> Calendar:
        return Calendar(self.buka, self.tutup, frozenset(self.hari_libur))

    def contacts(self, referral: str) -> tuple[Contact, ...]:
        """Local contacts of an institution; those marked secret are left out, whatever they are."""
        office = self.kantor.get(referral)
        if office is None:
            return ()
        note = "; ".join(filter(None, [office.nama, office.wilayah, office.jam_buka]))
        own = [
            Contact(c.jenis, c.nilai, c.diperiksa is None, c.catatan or note) for c in office.kontak if not c.rahasia
        ]
        papers = [Contact("berkas", ", ".join(office.berkas), False, "bawa")] if office.berkas else []
        return (*own, *papers)


def read_district(path: Path, referrals: Collection[str]) -> District:
    """Raises Problems: unreadable file, unknown key, unknown institution, wrong type."""
    file = read_yaml(path)
    if not isinstance(file.data, dict):
        raise Problems([file.problem((), "daerah", "berkas daerah harus berisi kunci dan nilai", "lihat examples/")])
    try:
        district = District.model_validate(file.data)
    except ValidationError as error:
        found: list[Problem] = []
        for detail in error.errors(include_url=False):
            message, hint = sentence(detail, sorted(District.model_fields) + sorted(LocalOffice.model_fields))
            found.append(file.problem(tuple(detail["loc"]), "daerah", message, hint))
        raise Problems(found) from None
    unknown = [name for name in district.kantor if name not in referrals]
    if unknown:
        raise Problems(
            file.problem(("kantor", n), "daerah", f"rujukan {n!r} tidak dikenal", did_you_mean(n, referrals))
            for n in unknown
        )
    return district

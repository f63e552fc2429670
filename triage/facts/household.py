"""The shape of a household file. Everything is optional: what is left out is unknown, never "no".

Field paths such as `anggota.sekolah.kehadiran_persen` are what `reads:` in the sign files refers to.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from triage.model import Actor

MemberRole = Literal["kpm", "suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain"]


def _yes_no(value: Any) -> Any:
    if isinstance(value, str) and value.lower() in ("ya", "tidak"):
        return value.lower() == "ya"
    if isinstance(value, bool):
        return value
    raise ValueError("isi dengan ya atau tidak; kosongkan bila tidak tahu")


YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["ya", "tidak"]})]
Percent = Annotated[float, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0, le=10_000)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class School(Part):
    status: Literal["bersekolah", "putus", "belum_pernah", "lulus", "belum_usia"] | None = None
    jenjang: Literal["paud", "sd", "smp", "sma", "slb", "kesetaraan"] | None = None
    kehadiran_persen: Percent | None = None
    absen_hari: Count | None = None
    alasan: (
        Literal["biaya", "jarak", "bekerja", "perundungan", "hamil_atau_menikah", "disabilitas", "dokumen", "lain"]
        | None
    ) = None


class Pregnancy(Part):
    usia_minggu: Annotated[int, Field(ge=0, le=45)] | None = None
    kunjungan: Count | None = None
    tanda_bahaya: YesNo | None = None


class Work(Part):
    jam_per_hari: Annotated[float, Field(ge=0, le=24)] | None = None
    malam: YesNo | None = None
    berbahaya: YesNo | None = None
    di_luar_negeri: YesNo | None = None


class Disability(Part):
    jenis: tuple[Literal["fisik", "sensorik", "intelektual", "mental", "ganda"], ...] = ()
    perlu_bantuan: YesNo | None = None
    ada_pengasuh: YesNo | None = None


class Illness(Part):
    menahun: YesNo | None = None
    terapi_penunjang_hidup: YesNo | None = None
    terapi_terputus: YesNo | None = None
    jadwal_terapi: dt.date | None = None
    jkn_aktif: YesNo | None = None


class Member(Part):
    kode: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,20}$")]
    peran: MemberRole
    usia: Annotated[float, Field(ge=0, le=125)] | None = None
    hamil: YesNo | None = None
    kehamilan: Pregnancy | None = None
    nifas: YesNo | None = None
    sekolah: School | None = None
    imunisasi: Literal["lengkap", "kurang", "nihil", "tidak_tahu"] | None = None
    gizi: Literal["baik", "kurang", "buruk", "pendek"] | None = None
    bekerja: Work | None = None
    disabilitas: Disability | None = None
    sakit: Illness | None = None
    menikah: YesNo | None = None
    tinggal_sendiri: YesNo | None = None
    ditinggal_tanpa_pengasuh: YesNo | None = None
    makan_cukup: YesNo | None = None
    punya_nik: YesNo | None = None
    tanda: tuple[str, ...] = ()


class Card(Part):
    keadaan: Literal["ada", "hilang", "rusak", "tertelan", "belum_diterima", "terblokir"] | None = None
    pemegang: Actor | None = None
    digadaikan: YesNo | None = None
    pin_lupa: YesNo | None = None
    pin_diketahui: Actor | None = None
    nama_sesuai_ktp: YesNo | None = None


class Payment(Part):
    saldo: Literal["normal", "kurang", "nol"] | None = None
    tahap_tidak_masuk: Count | None = None
    riwayat: Literal["belum_dicek", "belum_masuk", "ditarik_kpm", "ditarik_orang_lain", "terblokir"] | None = None
    penarik: Actor | None = None
    ditarik_setelah_hilang: YesNo | None = None
    belum_diambil: YesNo | None = None
    batas_ambil: dt.date | None = None
    dipotong: YesNo | None = None
    pemotong: Actor | None = None
    dipakai_untuk: Literal["kebutuhan", "rokok_minuman", "judi", "lain"] | None = None


class Membership(Part):
    terdaftar: YesNo | None = None
    desil: Annotated[int, Field(ge=1, le=10)] | None = None
    komponen_aktif: Count | None = None
    verval_selesai: YesNo | None = None
    absen_p2k2_berturut: Count | None = None
    absen_pelatihan: Count | None = None
    data_berubah_belum_dilapor: YesNo | None = None
    graduasi: Literal["tidak", "mengajukan", "sudah_menandatangani", "ingin_dibatalkan"] | None = None
    ditekan_oleh: Actor | None = None


class Housing(Part):
    layak: YesNo | None = None
    terancam_roboh: YesNo | None = None
    air_bersih: YesNo | None = None
    jamban: YesNo | None = None
    luas_per_jiwa: Annotated[float, Field(ge=0, le=1000)] | None = None
    rawan_bencana: YesNo | None = None
    mengungsi: YesNo | None = None
    bencana: Literal["banjir", "longsor", "gempa", "angin", "erupsi", "kekeringan", "kebakaran"] | None = None
    bahaya_berlangsung: YesNo | None = None
    digusur_tanggal: dt.date | None = None


class Economy(Part):
    utang: tuple[Literal["rentenir", "pinjol", "koperasi", "kube", "bank", "tetangga"], ...] = ()
    tunggakan_bulan: Count | None = None
    diteror_penagih: YesNo | None = None
    judi: YesNo | None = None
    usaha_turun_persen: Percent | None = None
    ada_makanan: YesNo | None = None
    ingin_pelatihan: YesNo | None = None


class Safety(Part):
    kekerasan_fisik: YesNo | None = None
    kekerasan_seksual: YesNo | None = None
    ancaman: YesNo | None = None
    ancaman_bunuh: YesNo | None = None
    senjata: YesNo | None = None
    takut: YesNo | None = None
    dikendalikan: YesNo | None = None
    pelaku: Actor | None = None
    pelaku_serumah: YesNo | None = None
    hari_sejak_kejadian: Count | None = None
    pelaku_ditahan: YesNo | None = None
    ingin_mengakhiri_hidup: YesNo | None = None
    dipasung: YesNo | None = None


class Legal(Part):
    berhadapan_hukum: YesNo | None = None
    ditahan: YesNo | None = None
    tanggal_sidang: dt.date | None = None
    perlu_pendamping_hukum: YesNo | None = None


class Facilitator(Part):
    diancam: YesNo | None = None
    diserang: YesNo | None = None
    dituduh: YesNo | None = None
    jumlah_kpm: Count | None = None
    gaji_terlambat: YesNo | None = None
    kelelahan: YesNo | None = None
    ingin_mundur: YesNo | None = None


class Detail(Part):
    """A sign set by hand with its actor, and the member or the other household that it is about."""

    ada: YesNo
    pelaku: Actor | None = None
    anggota: str | None = None
    rumah_lain: YesNo = False


def _details(value: Any) -> Any:
    """`ya`, one detail, or a list of them (two children, two actors) as a list."""
    listed = value if isinstance(value, list | tuple) else [value]
    return tuple(one if isinstance(one, dict | Detail) else {"ada": one} for one in listed)


_ONE: dict[str, Any] = {"anyOf": [{"enum": ["ya", "tidak"]}, Detail.model_json_schema()]}
SignByHand = Annotated[
    tuple[Detail, ...],
    BeforeValidator(_details),
    WithJsonSchema({"anyOf": [*_ONE["anyOf"], {"type": "array", "items": _ONE}]}),
]


class Household(BaseModel):
    """One household file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kode: Annotated[str, Field(max_length=60)] | None = None
    pelapor: Literal["kpm", "pendamping", "ketua_kelompok", "tetangga", "anonim"] | None = None
    anggota_lengkap: YesNo = False
    anggota: tuple[Member, ...] = ()
    kartu: Card | None = None
    pembayaran: Payment | None = None
    kepesertaan: Membership | None = None
    rumah: Housing | None = None
    ekonomi: Economy | None = None
    keamanan: Safety | None = None
    hukum: Legal | None = None
    pendamping: Facilitator | None = None
    tanda: dict[str, SignByHand] = Field(default_factory=dict)
    catatan: Annotated[str, Field(max_length=200_000)] | None = None


def field_paths() -> dict[str, Any]:
    """Every path that `reads:` may name, with its annotation (`anggota.usia`, `kartu.keadaan` …)."""
    out: dict[str, Any] = {}

    def walk(model: type[BaseModel], prefix: str) -> None:
        for name, info in model.model_fields.items():
            inner = _part_of(info.annotation)
            if inner is not None and inner is not Detail:
                walk(inner, f"{prefix}{name}.")
            elif name not in ("tanda", "kode", "catatan", "peran"):
                out[f"{prefix}{name}"] = info.annotation

    walk(Household, "")
    return out


def _part_of(annotation: Any) -> type[BaseModel] | None:
    for arg in [annotation, *getattr(annotation, "__args__", ())]:
        if isinstance(arg, type) and issubclass(arg, BaseModel):
            return arg
    return None


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of the household file."""
    schema = Household.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Berkas rumah tangga triage", **schema}


def part_at(key: tuple[int | str, ...]) -> list[str]:
    """The keys allowed at a place of the file, for "did you mean"."""
    model: type[BaseModel] | None = Household
    for part in key:
        if isinstance(part, str) and model is not None and part in model.model_fields:
            model = _part_of(model.model_fields[part].annotation)
    return sorted(model.model_fields) if model is not None else []

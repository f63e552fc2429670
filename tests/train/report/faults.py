"""One fault each, planted by code in a good report, and exactly what the check must tell of it.

In `baik-sekolah.txt` a heading and a text take turns, one line each: A is 1 and 2, 2a is 3 and 4, … 3c is 19 and 20.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.train.report.reports import FILES, Told

PARTS = ("A", "2a", "2b", "2c", "2d", "2e", "2f", "3a", "3b", "3c")
Edit = Callable[[list[str]], list[str]]
CASE = "Sejak bulan Agustus 2023 anak kedua KPM tidak masuk sekolah dan bekerja bersama ayahnya di pasar, karena uang habis."


@dataclass(frozen=True)
class Fault:
    name: str
    base: str
    edit: Edit
    told: tuple[Told, ...]

    def text(self) -> str:
        return "\n".join(self.edit((FILES / self.base).read_text(encoding="utf-8").split("\n")))


def heading(part: str) -> int:
    return 2 * PARTS.index(part) + 1


def put(part: str, text: str) -> Edit:
    """The text of a part."""
    return lambda lines: [*lines[: heading(part)], text, *lines[heading(part) + 1 :]]


def add(part: str, text: str) -> Edit:
    """At the end of the text of a part."""
    return lambda lines: put(part, f"{lines[heading(part)]} {text}")(lines)


def swap(part: str, *pairs: tuple[str, str]) -> Edit:
    """Other words in a part; each must be there."""

    def edit(lines: list[str]) -> list[str]:
        text = lines[heading(part)]
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return put(part, text)(lines)

    return edit


def drop(part: str) -> Edit:
    return lambda lines: [*lines[: heading(part) - 1], *lines[heading(part) + 1 :]]


def copy(source: str, target: str, words: int = 999) -> Edit:
    """The first words of one part before the text of another."""
    return lambda lines: put(target, " ".join(lines[heading(source)].split()[:words]) + " " + lines[heading(target)])(
        lines
    )


def relabel(part: str, new: str) -> Edit:
    return lambda lines: [*lines[: heading(part) - 1], new, *lines[heading(part) :]]


def school(name: str, edit: Edit, *told: Told) -> Fault:
    return Fault(name, "baik-sekolah.txt", edit, told)


def violence(sentence: str, prohibition: str) -> Fault:
    """A sentence after the text of 2d, which stands on line 21."""

    def edit(lines: list[str]) -> list[str]:
        assert "14 Maret" in lines[20]
        return [*lines[:20], f"{lines[20]} {sentence}", *lines[21:]]

    return Fault(sentence, "baik-kekerasan.md", edit, ((f"larangan:{prohibition}", "2d", 21, "wajib"),))


def faults() -> Iterator[Fault]:
    yield from _length()
    yield from _content()
    yield from _identity()
    yield from _copied()
    yield from _advice()


def _length() -> Iterator[Fault]:
    for part in PARTS:
        yield school(f"kosong {part}", put(part, ""), ("kosong", part, heading(part), "wajib"))
    for part in ("A", "2a", "3b"):
        yield school(f"tanpa bagian {part}", drop(part), ("bagian", part, 0, "wajib"))
    for part in ("2a", "2d", "3b"):
        yield school(
            f"pendek {part}", lambda lines, p=part: put(p, " ".join(lines[heading(p)].split()[:99]))(lines),  # type: ignore[misc]
            ("panjang", part, heading(part), "wajib"),
        )  # fmt: skip
    yield school("nomor keliru", relabel("2c", "II.d Rencana pemecahan masalah"), ("judul", "2c", 7, "saran"))
    yield school(
        "judul dua kali", lambda lines: [*lines[:20], "II.b Asesmen masalah dan sumber", "Gurunya ramah kepada anak."],
        ("judul", "2b", 21, "wajib"),
    )  # fmt: skip
    yield school("tanpa judul", lambda lines: lines[1::2], ("bagian", "", 0, "wajib"))


def _content() -> Iterator[Fault]:
    yield school(
        "tanpa waktu", put("A", CASE.replace("Sejak bulan Agustus 2023 anak", "Anak")), ("uraian", "A", 1, "wajib")
    )
    where = CASE.replace("sekolah", "kelas").replace("pasar", "sana")
    yield school("tanpa tempat", put("A", where), ("uraian", "A", 1, "wajib"))
    yield school("tanpa sebab", put("A", CASE.replace(", karena uang habis", "")), ("uraian", "A", 1, "wajib"))
    who = "Sejak bulan Agustus 2023 seorang KPM di pasar mengadu kartunya hilang karena terjatuh."
    yield school("tanpa pihak lain", put("A", who), ("uraian", "A", 1, "wajib"))
    two = swap(
        "3a", ("Perspektif ekologi", "Cara pandang itu"), ("Dukungan sosial", "Bantuan sekitar"), ("hak anak", "ini")
    )
    yield school("dua konsep", two, ("konsep", "3a", 15, "wajib"))
    names = ("wawancara", "observasi", "Motivasi", "Genogram", "Advokasi", "Konseling", "Diskusi")
    yield school("tanpa teknik", swap("3b", *((name, "kegiatan") for name in names)), ("teknik", "3b", 17, "wajib"))
    words = (
        ("tidak menghakimi", "memahami"), ("Harga diri", "Perasaan"), ("Kerahasiaan dijaga", "Cerita mereka disimpan"),
        ("Kepentingan terbaik", "Kebutuhan"), ("jujur", "terbuka"), ("profesional", "sewajarnya"),
        ("memaksakan kehendak sendiri", "menyuruh-nyuruh mereka sama sekali"), ("Keterlibatan", "Ikut sertanya"),
    )  # fmt: skip
    yield school("tanpa nilai", swap("3c", *words), ("nilai", "3c", 19, "wajib"))
    got = swap("2e", ("Hasil lain yang telah tercapai ialah", "Hal lain yang terlihat dari rumah ialah"))
    yield school("tanpa hasil", got, ("tercapai", "2e", 11, "wajib"))
    rest = swap(
        "2e", ("Hal yang belum tercapai", "Hal yang lain"), ("belum memenuhi batas", "memenuhi batas kelas"),
        ("juga belum dimulai", "juga ditunda dulu"),
    )  # fmt: skip
    yield school("tanpa sisa", rest, ("belum_tercapai", "2e", 11, "wajib"))
    end = swap("2f", ("saya akhiri", "saya kurangi"), ("penutupan kasus", "keluarga besar"))
    yield school("tanpa terminasi", end, ("terminasi", "2f", 13, "wajib"))


def _identity() -> Iterator[Fault]:
    for name, text in {
        "NIK": "NIK ibu itu 3503012345678901.",
        "telepon": "Nomornya 0812-3456-7890.",
        "surel": "Suratnya ke keluarga.ikan@contoh.id saja.",
        "rekening": "Rekening 1234567890123 atas keluarganya.",
        "nama": "Ibu Sumiyatun bersedia datang.",
        "bernama": "Anak itu bernama Sukirno dan rajin.",
        "alamat": "Rumahnya di Jalan Kenanga nomor tiga.",
        "RT": "Rumahnya di RT 03 RW 05 dekat kali.",
    }.items():
        yield school(name, add("2d", text), ("identitas", "2d", 10, "wajib"))
    yield school(
        "nama desa", add("2b", "Keluarga tinggal di Desa Wonosari dekat kali."), ("identitas", "2b", 6, "saran")
    )
    yield school("mungkin nama", add("2f", "Pada hari itu Sukirno menangis."), ("identitas", "2f", 14, "saran"))


def _copied() -> Iterator[Fault]:
    for name, line in {
        "petunjuk isian": "Masing masing aspek sekurang-kurangnya 100 kata.",
        "petunjuk tersalin": "Tulis apa yang benar-benar dilakukan, tanggalnya, dan apa tanggapan klien.",
        "petunjuk kerangka": "[Petunjuk: tulis apa yang dilakukan]",
        "sisa web": "Post a Comment",
    }.items():
        yield school(
            name, lambda lines, text=line: [*lines[:10], text, *lines[10:]], ("salinan", "2d", 11, "wajib")  # type: ignore[misc]
        )  # fmt: skip
    yield school(
        "tempat kosong", add("2c", "Tanggalnya ........................ nanti."), ("salinan", "2c", 8, "wajib")
    )
    first = "Saya datang ke rumah keluarga itu dan mendengarkan cerita mereka dengan sabar. "
    yield school("pengulangan", put("2d", first * 9), ("ulangan", "2d", 10, "wajib"))
    poor = "Saya bekerja, saya bekerja lagi, lalu saya bekerja " * 13
    yield school("kata itu-itu saja", put("2d", poor), ("ulangan", "2d", 10, "wajib"))
    yield school("bagian sama", copy("2b", "2c"), ("sama", "2c", 8, "wajib"))
    yield school("setengah sama", copy("2a", "2d", 60), ("sama", "2d", 10, "wajib"))


def _advice() -> Iterator[Fault]:
    for prohibition, sentence in {
        "mediasi_dengan_pelaku": "Saya mempertemukan korban dan pelaku di balai desa.",
        "damai_kekeluargaan": "Saya menyarankan agar masalah ini diselesaikan secara kekeluargaan.",
        "konfrontasi_pelaku": "Saya menegur suaminya supaya jera.",
        "bahas_di_pertemuan": "Kasus ini saya bahas dalam pertemuan kelompok sebagai pelajaran.",
        "interogasi_korban": "Saya bertanya berulang-ulang tentang kejadian itu.",
        "ceramahi_korban": "Saya menyarankan Ibu S. bersabar demi anak-anaknya.",
        "pegang_kks": "KKS miliknya saya simpan di kantor.",
        "tahu_pin": "Saya mencatat PIN kartunya di buku saya.",
        "janji_hasil": "Saya menjanjikan bahwa bantuannya pasti cair.",
        "ancam_cabut_bantuan": "Saya mengingatkan bahwa bantuannya akan dicabut.",
    }.items():
        yield violence(sentence, prohibition)

"""The words of the interview, and how a typed line is understood: number, letter, whole word, command or free text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["pick", "many", "said", "back", "why", "hide", "stop"]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. words: what may be typed for it besides its number and its label."""

    value: str
    label: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person did: picked an option (text: its value) or several of a list, said something, gave a command."""

    kind: Kind
    text: str = ""
    chosen: tuple[str, ...] = ()


COMMANDS: dict[str, Kind] = {"k": "back", "?": "why", "!": "hide", "s": "stop"}
VALUES = (
    Option("ya", "Ya", ("y", "ya", "iya", "betul", "benar", "nggih", "inggih", "iyo", "he eh", "pernah", "sudah")),
    Option(
        "tidak", "Tidak",
        ("t", "tdk", "gak", "ga", "nggak", "enggak", "engga", "ndak", "bukan", "belum", "ora", "mboten", "tidak ada",
         "tidak pernah", "belum pernah", "gak ada", "gak pernah", "nggak ada", "nggak pernah"),
    ),
    Option(
        "tidak_tahu", "Tidak tahu",
        ("tt", "tidak_tahu", "gak tahu", "gak tau", "nggak tahu", "nggak tau", "gatau", "kurang tahu", "entah"),
    ),
    Option("lewati", "Lewati", ("l", "lewat", "skip", "nanti saja")),
)  # fmt: skip
NONE = Option(
    "", "Tidak satu pun", ("0", "t", "-", "tidak", "tidak ada", "gak ada", "nggak ada", "bukan", "tidak ada yang cocok")
)
UNNAMED = Option("", "Tidak disebut", ("t", "-", "tidak tahu", "tt", "entah"))
CONFIRM = (Option("ya", "Benar", ("y", "ya", "iya")), Option("tidak", "Bukan", ("t", "tidak", "salah")))
FINISH = (Option("selesai", "Susun rencana", ("ya", "y")),)
KEEP = (
    Option("lanjut", "Lanjutkan wawancara", ("l",)),
    Option("simpan", "Berhenti, simpan draf", ("y", "ya")),
    Option("buang", "Berhenti, buang", ("b", "tidak", "t")),
)

OPENING = "Apa yang terjadi? Ceritakan dengan kata-kata Ibu/Bapak."
OPENING_HELP = "Enter saja bila belum ada cerita; berhenti: s, menutup layar: !"
WHO = "Siapa orangnya?"
SAFETY = "keselamatan"
SAFETY_HELP = (
    "Mungkin ada yang mendengar? Tanyakan saat berdua dan pelan, seperti obrolan biasa; bila belum bisa, lewati:"
    " tetap tercatat."
)
ALOUD = (
    "Bila ada yang mendengar, kalimat ini terdengar biasa: «{}» Jawaban ya tandai ya; jawaban tidak tandai tidak tahu."
)
"""A harmless wording rules nothing out."""
HELP = "k kembali, ? mengapa, s selesai, boleh juga kalimat; ! tutup layar"
LIST_HELP = "Spasi atau angka menandai, Enter lanjut. Tidak ada yang cocok: Enter saja."
LIST_HELP_TYPED = "Tulis nomornya, misalnya 1 3. Tidak satu pun: 0; tidak tahu: tt; lewati: l."
LETTER_HELP = "Pilih dengan hurufnya."
NUMBER_HELP = "Pilih dengan nomornya, 1 sampai {}."
WHO_OF = "Siapa orangnya? ({})"
TOLD = "Tadi tertulis: «{}». Sekarang dijawab: {}. Mana yang benar?"
TOLD_ONLY = "Tadi tertulis: «{}». Untuk memastikan:"
BEFORE = "Jawaban tadi: {}. Enter saja: tetap."
FIRST = "Ini pertanyaan pertama."
UNCLEAR = "Pilih nomor, huruf depan, atau katanya."
NO_MORE = "Tidak ada lagi yang perlu ditanyakan sekarang. k: kembali."
UNDERSTOOD = "Yang dipahami dari kalimat itu"
NOTHING_READ = "Tidak ada yang terbaca dari kalimat itu. Jawab ya, tidak, tidak tahu, atau lewati."
NOTHING_READ_LIST = "Tidak ada yang terbaca dari kalimat itu. Pilih dari daftarnya."
NOT_ANSWERED = "Kalimat itu belum menjawab pertanyaannya."
IS_IT_RIGHT = "Benar begitu?"
WHY = "Mengapa ditanyakan"
CASES = "Kasus sejauh ini"
NO_CASES = "belum ada kasus yang terbaca"
MORE = "dan {} lagi"
STANDINGS = {"ditemukan": "Ditemukan", "diduga": "Diduga", "mungkin": "Mungkin", "gugur": "Gugur"}
MISSING = "belum diketahui"
AGAINST = "dijawab tidak"
INTERRUPTED = "Wawancara terhenti."
KEPT = "draf tersimpan (nomor identitas dan nama yang dikenali disamarkan); lanjutkan dengan triage new --resume"
RESUMED = "Melanjutkan draf {}: {} jawaban."
OTHERS = "{} draf lain masih tersimpan."
CHANGED = "Basis pengetahuan berubah sejak draf ini; jawaban yang masih dikenal dipakai."
STILL_SKIPPED = "keselamatan: dilewati dalam wawancara"
HARMLESS = (
    "Bahan pertemuan kelompok",
    "1. Doa dan absen",
    "2. Mencatat belanja harian: beras, minyak, lauk, jajan anak",
    "3. Menyisihkan seribu sehari",
    "4. Jadwal posyandu bulan depan",
)

_END = re.compile(r"[\s.!]+$")
_BETWEEN = re.compile(r"(?:[\s,;.&+]|\bdan\b)+")
_FIRST = re.compile(r"(?i)(tidak tahu|[a-z_]+)\s*(?:[,.;:!]|$)")


def understood(line: str, options: Sequence[Option], *, commands: bool = True) -> Reply:
    """A typed line as a reply. Whatever is neither number, word nor command comes back as said."""
    text = " ".join(line.split())
    if commands and text.lower() in COMMANDS:
        return Reply(COMMANDS[text.lower()])
    if text.isdecimal() and 1 <= int(text) <= len(options):
        return Reply("pick", options[int(text) - 1].value)
    bare = _END.sub("", text).lower()
    for option in options:
        if bare in (option.label.lower(), *option.words):
            return Reply("pick", option.value)
    starting = [option for option in options if bare and len(bare) == 1 and option.label.lower().startswith(bare)]
    return Reply("pick", starting[0].value) if starting else Reply("said", text)


def understood_list(line: str, options: Sequence[Option]) -> Reply:
    """A typed line as a choice of several: "1 3", "1,3", "0" for none, or a reply as to any question."""
    numbers = [part for part in _BETWEEN.split(line.lower()) if part]
    if numbers and all(n.isdecimal() and 1 <= int(n) <= len(options) for n in numbers):
        wanted = {int(n) for n in numbers}
        return Reply("many", chosen=tuple(option.value for i, option in enumerate(options, 1) if i in wanted))
    reply = understood(line, (NONE, *VALUES[2:])) if not line.strip().isdecimal() or int(line) == 0 else Reply("said")
    return Reply("many") if reply == Reply("pick", NONE.value) else reply


def first_word(text: str) -> str:
    """The value that a sentence begins with ("ya, tadi malam"), '' when it begins otherwise."""
    found = _FIRST.match(text.strip())
    reply = understood(found[1], VALUES, commands=False) if found else Reply("said")
    return reply.text if reply.kind == "pick" else ""


def label(value: str, options: Sequence[Option] = VALUES) -> str:
    """What an option is called, in small letters; the value itself when there is none."""
    return next((option.label.lower() for option in options if option.value == value), value)

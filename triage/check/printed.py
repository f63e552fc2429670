"""The texts of the knowledge that users read, and the words that have no place in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from triage.check.lint import Inside, texts_of
from triage.kb.types import Knowledge

FIELDS = {
    "cases": ("title", "raise_when", "lower_when"),
    "steps": ("text",),
    "dangers": ("title", "text"),
    "prohibitions": ("text", "why"),
    "reminders": ("text",),
    "referrals": ("name", "does", "note", "contacts"),
    "inquiries": ("title", "answer"),
    "signs": ("says", "ask", "ask_aloud"),
    "rules": ("why",),
    "modules": ("title",),
    "bypass": ("says",),
}
"""The fields of each kind that are printed."""
_INNER = {"raise_when": "why", "lower_when": "why", "contacts": "note"}
"""Of a list of entries only this field is printed."""

ABSOLUTE = {
    "pasti dapat": "dapat diajukan",
    "pasti cair": "biasanya cair bila syaratnya lengkap",
    "pasti menerima": "dapat diusulkan",
    "pasti diterima": "dapat diajukan",
    "pasti lulus": "dapat mengikuti seleksi",
    "pasti sembuh": "dapat membaik dengan perawatan",
    "dijamin": "dapat diusahakan",
    "dijamin cair": "biasanya cair bila syaratnya lengkap",
    "pasti berhasil": "dapat dicoba",
    "tidak mungkin gagal": "dapat dicoba",
    "seratus persen": "sebagian besar",
    "100%": "sebagian besar",
}
"""Promises that nobody can keep, and what to write instead."""
LABELS = {
    "malas": "belum dapat; tanyakan hambatannya",
    "pemalas": "belum dapat; tanyakan hambatannya",
    "gila": "orang dengan gangguan jiwa",
    "orang gila": "orang dengan gangguan jiwa",
    "sakit jiwa": "gangguan jiwa",
    "cacat": "disabilitas",
    "penderita": "orang dengan …",
    "idiot": "disabilitas intelektual",
    "bodoh": "belum paham",
    "nakal": "berperilaku yang mengkhawatirkan",
    "bandel": "belum mengikuti",
    "gelandangan": "orang yang hidup di jalan",
    "gembel": "orang yang hidup di jalan",
    "anak haram": "anak",
    "pelacur": "korban eksploitasi, atau orang yang dilacurkan",
    "pecandu": "orang yang bergantung pada narkoba",
    "tidak tahu diri": "sebut perbuatannya",
    "tidak tahu malu": "sebut perbuatannya",
    "jompo": "lansia",
    "wanita murahan": "perempuan",
    "aib": "kejadian",
    "janda miskin": "ibu yang menanggung keluarga sendiri",
}
"""Words that judge a person, and what to write instead."""
_SAID_OF = re.compile(r"(?:\b(?:jangan|kata|sebutan|tuduhan|bukan)\s+(?:\w+\s+){0,2})$", re.IGNORECASE)
"""Before a word: it is quoted or warned against, not used."""


def printed(kb: Knowledge) -> Iterator[tuple[str, str, Inside, str]]:
    """(kind, id, place inside, text) of everything that a user may read."""
    for kind, names in FIELDS.items():
        for name, entry in getattr(kb, kind).items():
            for field in names:
                for inside, text in texts_of(getattr(entry, field), (field,)):
                    if field not in _INNER or inside[-1] == _INNER[field]:
                        yield kind, name, inside, text


def said_in(text: str, words: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(word, better) for the listed words that a text uses; longest first, each place once."""
    for found in _pattern(tuple(words)).finditer(text):
        if not _SAID_OF.search(text[: found.start()]) and not _quoted(text, found.start()):
            word = found[0].lower()
            yield word, words[word]


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def _quoted(text: str, at: int) -> bool:
    return text.count('"', 0, at) % 2 == 1 or text.count("“", 0, at) > text.count("”", 0, at)

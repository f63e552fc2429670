"""Lints of what users read: no promises, no labels, verbs first, and nobody else's card in an official's hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from triage.check.lint import Lint, Severity
from triage.check.printed import ABSOLUTE, LABELS, printed, said_in
from triage.check.verbs import VERBS
from triage.kb.problems import Problem
from triage.kb.types import Knowledge

OFFICIALS = ("pendamping", "korkab", "dinsos", "perangkat_desa", "peksos")
_OPENING = re.compile(r"^(?:Bila|Jika|Kalau|Sebelum|Setelah|Selama|Dalam|Hari ini|Mulai)\b(?:[^:]*:|[^,;]*[,;])\s*")
_MADE = re.compile(r"^(?:me(?:m|n|ng|ny|l|r|w|y)\w{3,}|ber\w{3,})$")
_HOLDS = re.compile(
    r"(?<!jangan )(?<!tidak )(?<!tanpa )(?<!dilarang )"
    r"\b(?:pegang|pegangkan|simpan|simpankan|bawakan|ambil|ambilkan|terima|kumpulkan|titip|tampung|minta|catat|hafalkan)"
    r" (?:\w+ ){0,1}(?:kks|kartu|atm|pin)\b",
    re.IGNORECASE,
)


class Absolute(Lint):
    """Teks yang dibaca pemakai tidak menjanjikan hasil ("pasti dapat", "dijamin cair")."""

    id = "kata-mutlak"
    words: ClassVar[dict[str, str]] = ABSOLUTE
    message: ClassVar[str] = "menjanjikan"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for kind, name, inside, text in printed(knowledge):
            for word, better in said_in(text, self.words):
                yield self.at(knowledge, kind, name, f"{word!r} {self.message}", f"lebih baik: {better}", inside)


class Stigma(Absolute):
    """Teks yang dibaca pemakai tidak memberi cap kepada orang ("malas", "gila", "cacat")."""

    id = "kata-menghakimi"
    words: ClassVar[dict[str, str]] = LABELS
    message: ClassVar[str] = "menghakimi"


class VerbFirst(Lint):
    """Teks langkah dimulai dengan kata kerja."""

    id = "kata-kerja"
    severity: ClassVar[Severity] = "warning"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for step in knowledge.steps.values():
            first = (_OPENING.sub("", step.text).split() or [""])[0].strip(",:;.").lower()
            if first not in VERBS and not _MADE.match(first):
                message = f"teksnya dimulai dengan {first!r}, bukan kata kerja"
                yield self.at(knowledge, "steps", step.id, message, "misalnya Tanyakan …, Catat …", ("text",))


class HoldsCard(Lint):
    """Langkah petugas tidak boleh membuatnya memegang kartu KKS atau mengetahui PIN orang lain."""

    id = "pegang-kartu"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for step in knowledge.steps.values():
            holds = "pegang_kartu" in step.tags or _HOLDS.search(step.text)
            if step.owner in OFFICIALS and holds:
                message = f"membuat {step.owner} memegang kartu atau PIN"
                yield self.at(knowledge, "steps", step.id, message, "kartu dan PIN hanya di tangan KPM", ("text",))


WORDS = (Absolute(), Stigma(), VerbFirst(), HoldsCard())

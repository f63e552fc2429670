"""Lints of what holds the knowledge together: ids, conditions, deadlines, published lists, unfinished work."""

from __future__ import annotations

from collections.abc import Iterator

from triage.check.lint import Inside, Lint, texts_of
from triage.kb.closed import CASES, DANGERS, PROHIBITIONS, REFERRALS, REMINDERS
from triage.kb.place import SINGULAR
from triage.kb.problems import Problem
from triage.kb.productions import CompileErrors, compile_productions
from triage.kb.references import references
from triage.kb.sound import deadlines, unknown_references
from triage.kb.types import Knowledge

ENTRIES = tuple(kind for kind in SINGULAR if kind not in ("stories", "waivers"))
"""The kinds whose entries stand under an id of their own."""


class UnknownReference(Lint):
    """Id yang disebut suatu isi harus ada."""

    id = "rujukan-id"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        return unknown_references(knowledge)


class Condition(Lint):
    """Syarat harus terbaca, tidak melihat lapisan sesudahnya, dan tidak memberi lebih dari 64 kemungkinan."""

    id = "syarat"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        try:
            compile_productions(knowledge)
        except CompileErrors as errors:
            for kind, name, path, message in errors.errors:
                yield self.at(knowledge, f"{kind}s", name, message, inside=path)


class Deadline(Lint):
    """Tenggat langkah berupa angka dan satuan: h, wh, wd, atau d."""

    id = "tenggat"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        return deadlines(knowledge)


class ClosedList(Lint):
    """Id yang sudah diumumkan kepada pemakai harus tetap ada."""

    id = "daftar-tertutup"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        lists = {
            "cases": CASES, "dangers": DANGERS, "referrals": REFERRALS,
            "prohibitions": PROHIBITIONS, "reminders": REMINDERS,
        }  # fmt: skip
        for kind, wanted in lists.items():
            for name in wanted:
                if name not in getattr(knowledge, kind):
                    yield self.at(knowledge, kind, name, "belum ada", "lengkapi pengetahuan")


class Unused(Lint):
    """Tanda dan langkah yang tidak dipakai kasus atau aturan mana pun hanya membebani."""

    id = "tak-terpakai"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        used = {(kind, name) for _, _, kind, name in references(knowledge)}
        for kind in ("signs", "steps"):
            for name, entry in getattr(knowledge, kind).items():
                if (kind, name) not in used and not getattr(entry, "accuses", False):
                    message = "tidak dipakai kasus atau aturan mana pun"
                    yield self.at(knowledge, kind, name, message, "pakai atau hapus")


class Unfinished(Lint):
    """Tidak boleh ada TODO yang tersisa."""

    id = "belum-selesai"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for kind in ENTRIES:
            for name, entry in getattr(knowledge, kind).items():
                left: dict[str, Inside] = {}
                for inside, text in texts_of(entry):
                    if inside == ("todo",) or "TODO" in text:
                        left.setdefault(text, inside)
                for text, inside in left.items():
                    said = text if text.startswith("TODO") else f"TODO: {text}"
                    yield self.at(knowledge, kind, name, said, "lengkapi, lalu hapus tulisan TODO", inside)


STRUCTURE = (UnknownReference(), Condition(), Deadline(), ClosedList(), Unused(), Unfinished())

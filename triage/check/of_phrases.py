"""Lints of phrases, word lists and cues: what an author writes and the reader never says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from triage.check.heard import deaf, spoken
from triage.check.lint import Lint
from triage.kb.problems import Problem
from triage.kb.types import Knowledge, SignDef
from triage.text.lint import phrases_parse

_PIECE = re.compile(r"\[[^\]]*\]|\S+")
_CLASS = re.compile(r"[A-Z][A-Z0-9_]+")
_BARE_WORD = re.compile(r"(?<![\w!|-])[a-z]+(?![\w|-])")


class Malformed(Lint):
    """Frasa dan penanda mengikuti tata tulisnya."""

    id = "frasa"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        return phrases_parse(knowledge)


class IgnoredWord(Lint):
    """Frasa tidak memakai kata yang diabaikan pembaca."""

    id = "kata-diabaikan"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        ignored = set(knowledge.language.ignore)
        for kind, entry in spoken(knowledge):
            for i, phrase in enumerate(entry.phrases):
                for word in sorted(ignored.intersection(_BARE_WORD.findall(phrase)))[:1]:
                    message = f"frasa {phrase!r} memakai {word!r}, kata yang diabaikan"
                    hint = "hapus dari frasa, atau dari daftar ignore"
                    yield self.at(knowledge, kind, entry.id, message, hint, ("phrases", i))


class BareWord(Lint):
    """Satu kata saja terlalu lemah untuk tanda bahaya."""

    id = "kata-tunggal"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for kind, entry in spoken(knowledge):
            if not isinstance(entry, SignDef) or not entry.danger:
                continue
            for i, phrase in enumerate(entry.phrases):
                if _is_bare(phrase):
                    message, hint = (
                        f"frasa {phrase!r} hanya satu kata untuk tanda bahaya",
                        "sebut juga pelaku, korban, atau bendanya",
                    )
                    yield self.at(knowledge, kind, entry.id, message, hint, ("phrases", i))


def _is_bare(phrase: str) -> bool:
    required = [p for p in _PIECE.findall(phrase) if p[0] not in "[.~"]
    return len(required) == 1 and "#" not in required[0]


class NeverHeard(Lint):
    """Frasa harus kena pada kata-katanya sendiri."""

    id = "tak-pernah-kena"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        return (p for p in deaf(knowledge) if p.rule == self.id)


class Swallowed(NeverHeard):
    """Frasa tidak boleh selalu dibatalkan penanda seperti "tidak" atau "takut"."""

    id = "ditelan-penanda"


class Twin(Lint):
    """Satu frasa hanya milik satu tanda masalah."""

    id = "frasa-kembar"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        owners: dict[str, str] = {}
        for sign in knowledge.signs.values():
            for i, phrase in enumerate(sign.phrases if sign.kind == "problem" else ()):
                first = owners.setdefault(phrase, sign.id)
                if first != sign.id:
                    message, hint = (
                        f"frasa {phrase!r} juga milik {first}",
                        "bedakan, atau turunkan satu dari yang lain lewat aturan",
                    )
                    yield self.at(knowledge, "signs", sign.id, message, hint, ("phrases", i))


class DoubleSynonym(Lint):
    """Satu ejaan hanya punya satu kata dasar dan bukan nama orang."""

    id = "sinonim-ganda"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        said = knowledge.language
        claimed: dict[str, list[str]] = defaultdict(list)
        for base, variants in said.spelling.items():
            for variant in variants:
                claimed[variant].append(base)
        for variant, bases in claimed.items():
            if len(bases) > 1:
                message = f"{variant!r} disebut ejaan dari {' dan '.join(map(repr, bases))}; hanya yang pertama berlaku"
                yield self.word(knowledge, "spelling", bases[1], message, "pilih satu")
            elif variant in said.keep:
                message = f"{variant!r} ejaan dari {bases[0]!r}, tetapi ada di keep (nama orang atau kata lain)"
                yield self.word(knowledge, "spelling", bases[0], message, "hapus salah satu")
            elif variant in said.spelling:
                message = f"{variant!r} ejaan dari {bases[0]!r}, tetapi juga punya ejaan sendiri"
                yield self.word(knowledge, "spelling", bases[0], message, "satukan, atau pisahkan maknanya")


class UnusedClass(Lint):
    """Kelas kata yang tidak dipakai frasa mana pun hanya membebani."""

    id = "kelas-tak-terpakai"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        used = _uses(knowledge)
        for name in knowledge.language.classes:
            if used[name] == 0:
                yield self.word(knowledge, "classes", name, f"kelas {name} tidak dipakai frasa mana pun", "hapus")


class OnceUsedClass(Lint):
    """Kelas kecil yang hanya dipakai satu frasa lebih jelas bila ditulis dalam frasa itu."""

    id = "kelas-sekali"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        used = _uses(knowledge)
        for name, members in knowledge.language.classes.items():
            if used[name] == 1 and len(members) <= 4 and not any(" " in member for member in members):
                message = f"kelas {name} hanya dipakai satu frasa"
                yield self.word(knowledge, "classes", name, message, "tulis kata-katanya di frasa itu")


def _uses(kb: Knowledge) -> Counter[str]:
    """How many phrases use each class."""
    texts = (p for _, entry in spoken(kb) for p in (*entry.phrases, *entry.not_phrases))
    used = Counter(name for text in texts for name in set(_CLASS.findall(text)))
    used.update(name for cue in kb.language.cues for p in cue.phrases for name in _CLASS.findall(p))
    return used


PHRASES = (
    Malformed(), IgnoredWord(), BareWord(), NeverHeard(), Swallowed(), Twin(), DoubleSynonym(), UnusedClass(),
    OnceUsedClass(),
)  # fmt: skip

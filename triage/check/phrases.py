"""Lints of the known traps in phrases, word lists and cues: what an author writes and the reader never says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from triage.kb.place import problem
from triage.kb.problems import Problem
from triage.kb.types import InquiryDef, Knowledge, SignDef
from triage.text import Language, PhraseError, compile_language, read
from triage.text.compile import INQUIRY_PREFIX
from triage.text.lint import without_bad_phrases
from triage.text.numbers import parse_range

CHOICES = 5
"""How many ways to say a phrase are tried before it is called dead."""
_PIECE = re.compile(r"\[[^\]]*\]|\S+")
_WORDS = "knowledge/language"


def phrase_traps(kb: Knowledge) -> Iterator[Problem]:
    """Every phrase, said word for word, must be heard as what it was written for."""
    try:
        kb = without_bad_phrases(kb)
        language = compile_language(kb.language, kb.signs, kb.inquiries)
    except PhraseError:
        return  # reported by phrases_parse
    for kind, entry in _spoken(kb):
        for phrase in entry.phrases:
            yield from _of_phrase(kb, kind, entry, phrase, language)
    yield from _twins(kb)


def _fits_in_a_phrase(members: tuple[str, ...]) -> bool:
    return len(members) <= 4 and not any(" " in member for member in members)


def _spoken(kb: Knowledge) -> Iterator[tuple[str, SignDef | InquiryDef]]:
    yield from (("signs", sign) for sign in kb.signs.values())
    yield from (("inquiries", inquiry) for inquiry in kb.inquiries.values())


def _of_phrase(
    kb: Knowledge, kind: str, entry: SignDef | InquiryDef, phrase: str, language: Language
) -> Iterator[Problem]:
    name = entry.id if kind == "signs" else INQUIRY_PREFIX + entry.id
    ignored = sorted(set(re.findall(r"(?<![\w!|-])[a-z]+(?![\w|-])", phrase)) & set(kb.language.ignore))
    if ignored:
        yield problem(
            kb, kind, entry.id, "kata-diabaikan", f"frasa {phrase!r} memakai {ignored[0]!r}, kata yang diabaikan",
            "hapus dari frasa, atau dari daftar ignore",
        )  # fmt: skip
    if isinstance(entry, SignDef) and entry.danger and _is_bare(phrase):
        yield problem(
            kb, kind, entry.id, "kata-tunggal", f"frasa {phrase!r} hanya satu kata untuk tanda bahaya",
            "sebut juga pelaku, korban, atau bendanya",
        )  # fmt: skip
    ways = dict.fromkeys(_said(phrase, kb, choice) for choice in range(CHOICES))
    heard = [[e for e in read(said, language) if e.sign == name] for said in ways]
    said, mine = next(iter(ways)), next(filter(None, heard), [])
    if any(e.context in ("asserted", "other") for found in heard for e in found):
        return
    if not mine:
        yield problem(
            kb, kind, entry.id, "tak-pernah-kena", f"frasa {phrase!r} tidak kena pada kata-katanya sendiri ({said!r})",
            "periksa kelas, jarak, dan not_phrases",
        )  # fmt: skip
    else:
        yield problem(
            kb, kind, entry.id, "ditelan-penanda", f"frasa {phrase!r} selalu dibatalkan {mine[0].cue!r} ({said!r})",
            "ubah frasa, atau penandanya di language/cues.yaml",
        )  # fmt: skip


def _is_bare(phrase: str) -> bool:
    required = [p for p in _PIECE.findall(phrase) if p[0] not in "[.~"]
    return len(required) == 1 and "#" not in required[0]


def _said(phrase: str, kb: Knowledge, choice: int) -> str:
    """The phrase as somebody might say it: one word of every choice, gaps left out, optional words left out."""
    return " ".join(_word(piece, kb, choice) for piece in _PIECE.findall(phrase) if piece[0] not in "[.~")


def _word(piece: str, kb: Knowledge, choice: int) -> str:
    names = piece.lstrip("@%").split("|")
    name = names[choice % len(names)]
    voice = name[:3] if name[:3] in ("di-", "me-") else ""
    name = name[len(voice) :]
    members = kb.language.classes.get(name) or next(
        (words for role, words in kb.language.people.items() if role.upper() == name), None
    )
    if name == "PELAKU":
        members = next(iter(kb.language.people.values()), None)
    word = members[choice % len(members)] if members else name
    if name[:1] == "#":
        low, high, with_low, _ = parse_range(name) or (1.0, 1.0, True, True)
        value = low + (not with_low) if low != -float("inf") else high - 1
        return f"{max(0, round(value))}" if abs(value) != float("inf") else "3"
    return {"di-": "di", "me-": "me"}.get(voice, "") + word if voice else word


def _twins(kb: Knowledge) -> Iterator[Problem]:
    """The same phrase in two signs: one of them says too little."""
    owners: dict[str, list[str]] = defaultdict(list)
    for sign in kb.signs.values():
        if sign.kind == "problem":
            for phrase in dict.fromkeys(sign.phrases):
                owners[phrase].append(sign.id)
    for phrase, names in owners.items():
        for other in names[1:]:
            yield problem(
                kb, "signs", other, "frasa-kembar", f"frasa {phrase!r} juga milik {names[0]}",
                "bedakan, atau turunkan satu dari yang lain lewat aturan",
            )  # fmt: skip


def word_traps(kb: Knowledge) -> Iterator[Problem]:
    """Synonyms that are claimed twice, and classes that nothing or only one phrase uses."""
    spoken = kb.language
    claimed: dict[str, list[str]] = defaultdict(list)
    for base, variants in spoken.spelling.items():
        for variant in variants:
            claimed[variant].append(base)
    for variant, bases in claimed.items():
        if len(bases) > 1:
            message = f"{variant!r} disebut ejaan dari {' dan '.join(map(repr, bases))}; hanya yang pertama berlaku"
            yield Problem(_WORDS, 0, 0, "sinonim-ganda", message, "pilih satu")
        elif variant in spoken.keep:
            message = f"{variant!r} ejaan dari {bases[0]!r}, tetapi ada di keep (nama orang atau kata lain)"
            yield Problem(_WORDS, 0, 0, "sinonim-ganda", message, "hapus salah satu")
        elif variant in spoken.spelling:
            message = f"{variant!r} ejaan dari {bases[0]!r}, tetapi juga punya ejaan sendiri"
            yield Problem(_WORDS, 0, 0, "sinonim-ganda", message, "satukan, atau pisahkan maknanya")
    used = Counter(
        name
        for text in (p for _, entry in _spoken(kb) for p in (*entry.phrases, *entry.not_phrases))
        for name in set(re.findall(r"[A-Z][A-Z0-9_]+", text))
    )
    used.update(name for cue in spoken.cues for p in cue.phrases for name in re.findall(r"[A-Z][A-Z0-9_]+", p))
    for name in spoken.classes:
        if used[name] == 0:
            yield Problem(_WORDS, 0, 0, "kelas-tak-terpakai", f"kelas {name} tidak dipakai frasa mana pun", "hapus")
        elif used[name] == 1 and _fits_in_a_phrase(spoken.classes[name]):
            message = f"kelas {name} hanya dipakai satu frasa"
            yield Problem(_WORDS, 0, 0, "kelas-sekali", message, "tulis kata-katanya di frasa itu")

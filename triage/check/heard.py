"""Is every phrase, said word for word, heard as what it was written for?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from triage.check.lint import Lint
from triage.check.narrow import NarrowReader
from triage.kb.problems import Problem
from triage.kb.types import InquiryDef, Knowledge, SignDef
from triage.text import PhraseError, compile_language
from triage.text.compile import INQUIRY_PREFIX
from triage.text.lint import without_bad_phrases
from triage.text.numbers import parse_range

CHOICES = 5
"""How many ways to say a phrase are tried before it is called dead."""
_PIECE = re.compile(r"\[[^\]]*\]|\S+")
Spoken = tuple[str, SignDef | InquiryDef]


class _Silent(Lint):
    id = "tak-pernah-kena"


class _Swallowed(Lint):
    id = "ditelan-penanda"


def spoken(kb: Knowledge) -> Iterator[Spoken]:
    """(kind, entry) of everything that has phrases."""
    yield from (("signs", sign) for sign in kb.signs.values())
    yield from (("inquiries", inquiry) for inquiry in kb.inquiries.values())


def deaf(kb: Knowledge) -> list[Problem]:
    """Phrases that are never heard, or always cancelled; none when a cue is malformed (reported elsewhere)."""
    try:
        sound = without_bad_phrases(kb)
        reader = NarrowReader(compile_language(sound.language, sound.signs, sound.inquiries))
    except PhraseError:
        return []
    return deaf_among(sound, reader, list(spoken(sound)))


def deaf_among(kb: Knowledge, reader: NarrowReader, entries: Iterable[Spoken]) -> list[Problem]:
    """The same for some entries, with a reader at hand."""
    found = (_of_phrase(kb, reader, kind, entry, i) for kind, entry in entries for i in range(len(entry.phrases)))
    return [problem for problem in found if problem is not None]


def _of_phrase(kb: Knowledge, reader: NarrowReader, kind: str, entry: SignDef | InquiryDef, i: int) -> Problem | None:
    name = entry.id if kind == "signs" else INQUIRY_PREFIX + entry.id
    phrase, mine = entry.phrases[i], None
    ways: list[str] = []
    for choice in range(CHOICES):
        said = _said(phrase, kb, choice)
        if said in ways:
            continue
        ways.append(said)
        for evidence in reader.read(said, name):
            if evidence.context in ("asserted", "other"):
                return None
            mine = mine or evidence
    if mine is None:
        message = f"frasa {phrase!r} tidak kena pada kata-katanya sendiri ({ways[0]!r})"
        hint = "periksa kelas, jarak, dan not_phrases"
        return _Silent().at(kb, kind, entry.id, message, hint, ("phrases", i))
    message = f"frasa {phrase!r} selalu dibatalkan {mine.cue!r} ({ways[0]!r})"
    hint = "ubah frasa, atau penandanya di language/cues.yaml"
    return _Swallowed().at(kb, kind, entry.id, message, hint, ("phrases", i))


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

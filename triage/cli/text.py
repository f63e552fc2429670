"""`triage text`: how a sentence is understood, and which words the knowledge lacks. For authors of the knowledge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli import options
from triage.cli.new import complaint
from triage.kb.problems import Problem, Problems, shown

if TYPE_CHECKING:
    from triage.model import Evidence
    from triage.pipeline import Machine
    from triage.text.diagnose import Diagnosis

TOP = 40
CONTEXTS = {
    "asserted": "dihitung",
    "other": "dihitung, tentang keluarga lain",
    "negated": "disangkal: dihitung sebagai tidak ada",
    "past": "tidak dihitung: sudah lewat",
    "resolved": "tidak dihitung: sudah selesai",
    "hypothetical": "tidak dihitung: pengandaian, kabar, atau kutipan",
}
KINDS = {
    "pseudo": "bukan penanda", "negated": "sangkalan", "hypothetical": "andai", "other": "orang lain",
    "resolved": "sudah selesai", "past": "lampau", "hedged": "belum pasti", "general": "umum", "quoted": "kutipan",
}  # fmt: skip


def text(
    words: options.Text = None, unmatched: options.Unmatched = None, as_json: options.Json = False,
    knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """Diagnose one text, or list the words of the texts in which nothing was found."""
    from triage.compiled import load_machine

    if unmatched is not None:
        if words is not None:
            message = "pilih salah satu: teks, atau --unmatched"
            raise Problems([Problem("masukan", 0, 0, "teks", message, "lihat triage text --help")])
        texts = list(_texts(unmatched))
        _print_unmatched(texts, load_machine(knowledge or ()), as_json)
        return 0
    words = complaint(words)
    from triage.text import harmless, mask
    from triage.text.diagnose import diagnose

    machine = load_machine(knowledge or ())
    masked = mask(harmless(words))
    found = diagnose(masked, machine.language)
    if as_json:
        readings = [evidence._asdict() for evidence in found.readings]
        print(json.dumps(asdict(found) | {"readings": readings}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(masked, found, machine)))
    return 0


def _texts(path: Path) -> Iterator[str]:
    """One text a line; a line of JSON gives its `text`. Raises Problems with the first bad line."""
    from triage.kb.yamlmap import read_text

    as_json = path.suffix.lower() in (".jsonl", ".ndjson")
    for number, line in enumerate(read_text(path, limit=200_000_000).split("\n"), start=1):
        if as_json and line.strip():
            yield _text_of(line, path, number)
        elif line.strip():
            yield line


def _text_of(line: str, path: Path, number: int) -> str:
    try:
        found = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    if not isinstance(found, str):
        message = 'baris ini bukan JSON dengan isian "text"'
        raise Problems([Problem(shown(path), number, 1, "berkas", message, "satu objek JSON per baris")])
    return found


def _print_unmatched(texts: list[str], machine: Machine, as_json: bool) -> None:
    from triage.text import harmless, mask, read
    from triage.text.diagnose import frequent_words

    masked = [mask(harmless(one)) for one in texts]
    silent = [one for one in masked if not read(one, machine.language)]
    spoken = machine.knowledge.language
    words, pairs = frequent_words(silent, machine.language, {*spoken.ignore, *spoken.common})
    if as_json:
        shown = {"texts": len(texts), "unmatched": len(silent), "words": dict(words), "pairs": dict(pairs)}
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    print(f"{len(silent)} dari {len(texts)} teks tidak terbaca sama sekali.")
    for title, found in (("Kata yang sering di sana", words), ("Pasangan kata yang sering", pairs)):
        print(f"\n{title}:")
        for word, count in found[:TOP]:
            print(f"  {count:5}  {word}")
        if not found:
            print("  (tidak ada yang muncul di dua teks atau lebih)")


def _lines(masked: str, found: Diagnosis, machine: Machine) -> Iterator[str]:
    width = min(30, max((len(word.text) for word in found.words), default=0))
    yield "Kata"
    for word in found.words:
        meaning = " ".join(word.lemmas) or "tidak dikenal"
        yield f"  {word.text:{width}}  {meaning}{f'  ({word.reason})' if word.reason else ''}"
    yield "\nTanda"
    for reading in found.readings:
        yield from _reading(reading, machine)
    if not found.readings:
        yield "  tidak ada frasa yang kena"
    if found.dropped:
        yield "\nKena tetapi tidak dipakai"
    for drop in found.dropped:
        why = f"kalah dari {drop.by!r}" if drop.by else "pengecualian (not_phrases)"
        yield f'  {drop.sign}: "{drop.quote}" — frasa {drop.phrase!r}, {why}'
    if found.cues:
        yield "\nPenanda konteks"
    for cue in found.cues:
        yield f'  "{cue.quote}" [{cue.start}–{cue.end}] {KINDS.get(cue.kind, cue.kind)} ({cue.id})'
    yield from _resembling(masked, found, machine)


def _reading(reading: Evidence, machine: Machine) -> Iterator[str]:
    sign = machine.knowledge.signs.get(reading.sign)
    yield f"  {reading.sign}{f': {sign.says}' if sign else ''}"
    yield f'      "{reading.quote}" [{reading.start}–{reading.end}] frasa {reading.phrase!r}'
    cue = f", penanda {reading.cue!r}" if reading.cue else ""
    sure = ", baru dugaan" if reading.certainty == "suspected" else ""
    who = f", oleh {reading.actor}" if reading.actor else ""
    yield f"      {CONTEXTS[reading.context]}{cue}{sure}{who}, tentang {reading.subject}"


def _resembling(masked: str, found: Diagnosis, machine: Machine) -> Iterator[str]:
    from triage.pipeline import LEAST

    reader = machine.second_reader()
    similar = reader.resembling(masked, found.readings, least=LEAST) if reader else []
    if similar:
        yield "\nMirip (hanya dugaan)"
    for one in similar:
        yield f'  {one.case} {one.score:.2f}: "{one.like}"'

"""`triage kb diff`: what a change of the knowledge does to plans; what makes them less safe must be signed."""

from __future__ import annotations

import gc
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from triage.cli import options
from triage.cli.lines import wrapped
from triage.kb.place import SINGULAR
from triage.kb.problems import Problems

if TYPE_CHECKING:
    from triage.check.changes import Change
    from triage.check.definitions import EntryId, How
    from triage.check.signatures import Signature
    from triage.kb.types import Knowledge
    from triage.pipeline import Machine

MILD = 12
"""So many harmless changes are shown for an entry; all of them with --json."""
Old = Annotated[str, typer.Argument(help="Revisi git atau folder yang lama.", metavar="LAMA", show_default=False)]
New = Annotated[
    str | None,
    typer.Argument(help="Revisi git atau folder yang baru; asalnya yang sedang disunting.", metavar="[BARU]"),
]
Folder = Annotated[
    Path | None, typer.Option("--folder", help="Folder skenario; asalnya tests/scenarios.", metavar=options.FOLDER)
]
NAMES = {
    "urgency": "urgensi", "prohibition": "larangan", "case": "kasus", "danger": "bahaya", "referral": "rujukan",
    "bypass": "jangan lewat", "step": "langkah", "hint": "urgensi dugaan, sebelum ada kasus",
}  # fmt: skip
WAYS = {"lowered": "turun", "lost": "hilang", "raised": "naik", "gained": "baru"}


@dataclass(frozen=True, slots=True)
class Compared:
    """All that is printed."""

    old: str
    new: str
    changed: dict[EntryId, How]
    counts: tuple[int, int, int]
    changes: list[Change]
    unused: list[Signature]
    places: dict[tuple[str, str], str]

    @property
    def unsigned(self) -> list[Change]:
        return [c for c in self.changes if c.dangerous and c.signature is None]


def diff(old: Old, new: New = None, folder: Folder = None, as_json: options.Json = False) -> int:
    """Exit 1 when urgency, a prohibition or a danger is lost without a signature in knowledge/CHANGES.yaml."""
    from triage.check.revisions import materialise, working_tree

    gc.enable()
    with tempfile.TemporaryDirectory(prefix="triage-lama-") as first, tempfile.TemporaryDirectory() as second:
        before = materialise(old, Path(first))
        after = working_tree() if new is None else materialise(new, Path(second))
        found = _compared(before, after, old, new, folder)
    if as_json:
        print(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(found)))
    return 1 if found.unsigned else 0


def _compared(before: Path, after: Path, old: str, new: str | None, folder: Path | None) -> Compared:
    from triage.check import changes, compared, definitions
    from triage.check.scenarios import load_scenarios
    from triage.check.signatures import new_signatures
    from triage.cli.kb.test import DEFAULT

    signed = new_signatures(before / "knowledge", after / "knowledge")
    scenarios = load_scenarios(folder or DEFAULT) if folder or DEFAULT.is_dir() else ()
    bases = _base(before, old), _base(after, new or "")
    changed = definitions.changed_entries(*bases)
    alike = definitions.reads_alike(*bases)
    tellings: list[list[compared.Telling]] = [[], [], []]
    ranked: list[Change] = []
    if changed:
        machines = _machines(*bases, alike)
        tellings = [
            list(compared.of_scenarios(scenarios, bases[::-1])),
            list(compared.of_examples(bases)),
            list(compared.of_witnesses(changes.witnesses(*machines))),
        ]
        every = (telling for group in tellings for telling in group)
        ranked = changes.judged(compared.looks(*machines, every, alike), changed)
    for change in ranked:
        change.signature = changes.signed_by(change, signed) if change.dangerous else None
    used = {change.signature for change in ranked}
    counts = (len(tellings[0]), len(tellings[1]), len(tellings[2]))
    places = {**bases[0].places, **bases[1].places}
    return Compared(
        old, new or "yang sedang disunting", changed, counts, ranked, [s for s in signed if s not in used], places
    )


def _base(folder: Path, name: str) -> Knowledge:
    """The knowledge of a folder with `knowledge/` and `rules/`. Raises Problems with every error in it.

    Places in a revision read REVISION:path, for its temporary folder is gone when they are read.
    """
    from triage.kb.build import build
    from triage.kb.load import content_hash

    def named(place: str) -> str:
        return place if name in ("", str(folder)) else place.replace(f"{folder}/", f"{name}:", 1)

    stack = [(folder / "knowledge", folder / "rules")]
    try:
        base = build(stack, content_hash(stack))
    except Problems as error:
        raise Problems(replace(one, path=named(one.path)) for one in error.problems) from None
    return replace(base, places={entry: named(place) for entry, place in base.places.items()})


def _machines(old: Knowledge, new: Knowledge, alike: bool) -> tuple[Machine, Machine]:
    """Both compiled; the language once when both read alike."""
    from triage.check.compared import fast
    from triage.kb.productions import compile_productions
    from triage.pipeline import Machine, compile_machine

    if sys.stderr.isatty():
        print("membandingkan rencana kedua sisi …", file=sys.stderr)
    compiled = compile_machine(new)
    other = Machine(old, compiled.language, compile_productions(old)) if alike else compile_machine(old)
    return fast(other), fast(compiled)


def _lines(found: Compared) -> Iterator[str]:
    scenarios, examples, witnesses = found.counts
    if not found.changed:
        yield f"Tidak ada entri yang berbeda antara {found.old} dan {found.new}."
        return
    yield from wrapped(
        f"{found.old} → {found.new}: {len(found.changed)} entri berbeda; {scenarios} skenario, {examples} contoh, dan "
        f"{witnesses} keluarga rekaan dibandingkan."
    )
    for entry, group in groupby(found.changes, key=lambda c: c.entry):
        yield ""
        yield from _heading(entry, found)
        yield from _group(list(group))
    quiet = [e for e in found.changed if e not in {c.entry for c in found.changes}]
    if quiet:
        yield ""
        yield from wrapped(
            "Tanpa akibat yang terlihat: " + ", ".join(f"{SINGULAR.get(e[0], 'bahasa')} {e[1]}" for e in quiet)
        )
    yield ""
    yield from _verdict(found)


def _heading(entry: EntryId, found: Compared) -> Iterator[str]:
    if entry == ("", ""):
        yield "beberapa entri bersama-sama"
        return
    yield from wrapped(
        f"{SINGULAR.get(entry[0], 'bahasa')} {entry[1]} ({found.changed[entry]}) {found.places.get(entry, '')}".rstrip()
    )


def _group(changes: list[Change]) -> Iterator[str]:
    """Dangerous ones with an example each, then the others, the first of them."""
    mild = [c for c in changes if not c.dangerous]
    for change in changes:
        if change.dangerous:
            yield from wrapped(_told(change), "  ✓ " if change.signature else "  ✗ ", "    ")
            if change.signature:
                yield from wrapped(f"ditandatangani {change.signature.reviewer}: {change.signature.reason}", "    ")
            else:
                yield from wrapped(f"misalnya {min(change.households, key=len)}", "    ", "      ")
    for change in mild[:MILD]:
        yield from wrapped(_told(change), "  · ", "    ")
    if len(mild) > MILD:
        yield f"  · dan {len(mild) - MILD} perubahan lain (semua dengan --json)"


def _told(change: Change) -> str:
    key = change.key
    name = NAMES[key.what] + (f" {key.id}" if key.id else "")
    shift = f": {key.before} → {key.after}" if key.before else ""
    source = f" (dari {key.source}; kasus {', '.join(list(change.cases)[:3])})" if key.source else ""
    cases = f" (kasus {', '.join(list(change.cases)[:3])})" if key.what == "danger" and change.cases else ""
    counts: dict[str, int] = {}
    for item in change.along:
        counts[item.split()[0]] = counts.get(item.split()[0], 0) + 1
    along = f"; bersamanya {', '.join(f'{n} {NAMES[what]}' for what, n in counts.items())}" if counts else ""
    return f"{name} {WAYS[key.way]}{shift}{source}{cases}, pada {len(change.households)} masukan{along}"


def _verdict(found: Compared) -> Iterator[str]:
    for one in found.unused:
        yield from wrapped(f"{one.place}: tanda-tangan: tidak ada perubahan yang cocok ({one.change} {one.about})")
    unsigned = {c.key: c for c in found.unsigned}
    if not unsigned:
        yield "Tidak ada yang menjadi kurang aman tanpa ditandatangani."
        return
    yield f"{len(unsigned)} perubahan mengurangi keselamatan dan belum ditandatangani."
    yield "Perbaiki; atau bila memang benar, minta yang berwenang menulis di"
    yield "knowledge/CHANGES.yaml:"
    for change in unsigned.values():
        yield _signature(change, found)


def _signature(change: Change, found: Compared) -> str:
    """The lines to sign, with what a person must fill in left open."""
    key = change.key
    kind = "case"
    if key.what == "danger":
        kind = "danger"
    elif key.source and ("cases", key.source) not in found.places:
        kind = "danger" if ("dangers", key.source) in found.places else "rule"
    shift = {"urgency": f"from: {key.before}, to: {key.after}, ", "prohibition": f"from: {key.id}, "}.get(key.what, "")
    return f"- {{change: {key.what}, {kind}: {key.source or key.id}, {shift}reason: …, reviewer: …, date: …}}"


def _as_json(found: Compared) -> dict[str, Any]:
    return {
        "schema": "triage.kb.diff/1", "old": found.old, "new": found.new, "safe": not found.unsigned,
        "compared": dict(zip(("scenarios", "examples", "witnesses"), found.counts, strict=True)),
        "entries": [{"kind": kind, "id": name, "how": how} for (kind, name), how in found.changed.items()],
        "changes": [
            {"what": c.key.what, "way": c.key.way, "id": c.key.id, "from": c.key.before, "to": c.key.after,
             "source": c.key.source, "cases": list(c.cases), "along": list(c.along), "entry": list(c.entry),
             "dangerous": c.dangerous, "signed": c.signature.place if c.signature else None,
             "households": c.households}
            for c in found.changes
        ],
        "unused_signatures": [one.place for one in found.unused],
    }  # fmt: skip

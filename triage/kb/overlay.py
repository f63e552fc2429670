"""A district's layer over the shipped knowledge: what it takes from earlier layers needs a reason in overlay.yaml.

Adding needs none. Published ids and dangers cannot be disabled, statements of invariants.yaml are untouchable
(invariants.py), and whether the statements still hold is for triage/verify to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from triage.kb.closed import CASES, DANGERS, PROHIBITIONS, REFERRALS, REMINDERS
from triage.kb.load import overlay_file
from triage.kb.place import SINGULAR
from triage.kb.problems import Problem, Problems, did_you_mean
from triage.kb.references import references
from triage.kb.types import Knowledge, OverlayChange, OverlayDef
from triage.kb.validate import validate
from triage.kb.yamlmap import Key, YamlFile, read_yaml

RULE = "lapisan"
NAMED = 6
"""At most so many users of a disabled entry are named."""
PUBLISHED = {
    "cases": CASES, "dangers": DANGERS, "referrals": REFERRALS, "prohibitions": PROHIBITIONS, "reminders": REMINDERS,
}  # fmt: skip
Id = tuple[str, str]
"""(kind as in Knowledge, id)"""


@dataclass(frozen=True, slots=True)
class Overlay:
    """One extra layer: its overlay.yaml, where it has one, and what it puts in the place of earlier entries."""

    layer: int
    file: YamlFile | None
    said: OverlayDef | None
    replaced: dict[Id, str] = field(default_factory=dict)
    """(kind, id) -> place of the new entry."""


def read_overlay(layer: int, folders: tuple[Path, Path], problems: list[Problem]) -> Overlay:
    """The overlay.yaml of a layer; its mistakes are appended to `problems`."""
    path = overlay_file(folders)
    if not path.is_file():
        return Overlay(layer, None, None)
    try:
        file = read_yaml(path)
    except Problems as error:
        problems.extend(error.problems)
        return Overlay(layer, None, None)
    return Overlay(layer, file, validate(OverlayDef, file.data, file, (), problems))


def replaced_without_reason(overlay: Overlay) -> Iterator[Problem]:
    """An entry stands in the place of an earlier one, and overlay.yaml does not say why; or says it of nothing."""
    told = _told(overlay, "replaces")
    for (kind, name), place in overlay.replaced.items():
        if (kind, name) not in told:
            path, line, col = place.rsplit(":", 2)
            hint = f"tulis di overlay.yaml, bagian replaces: {{kind: {kind}, id: {name}, reason: …}}"
            message = f"{SINGULAR[kind]} {name} mengganti isi bawaan tanpa alasan"
            yield Problem(path, int(line), int(col), RULE, message, hint, name)
    for (kind, name), at in told.items():
        if (kind, name) not in overlay.replaced:
            hint = did_you_mean(name, [one for of, one in overlay.replaced if of == kind])
            message = f"folder ini tidak mengganti {SINGULAR[kind]} bawaan {name}"
            yield _at(overlay, at, message, hint or "tulis penggantinya, atau hapus baris ini", name)


def settle_overlays(
    overlays: Sequence[Overlay], knowledge: Knowledge, owner: Mapping[Id, int], problems: list[Problem]
) -> Knowledge:
    """The knowledge without what the overlays disable; what they may not do is appended to `problems`.

    owner: the layer that each entry came from last. An entry that others still name stays, so that only its
    disabling is told and not each of them.
    """
    gone: dict[Id, Problem] = {}
    for overlay in overlays:
        problems += replaced_without_reason(overlay)
        for (kind, name), at in _told(overlay, "disables").items():
            wrong = _refusal(overlay, kind, name, getattr(knowledge, kind), owner)
            if wrong:
                problems.append(_at(overlay, at, *wrong, name))
            else:
                gone[kind, name] = _at(overlay, at, "", "ganti atau matikan juga yang memakainya", name)
    users: dict[Id, dict[str, None]] = {}
    for kind, name, *named in references(_without(knowledge, set(gone))):
        users.setdefault((named[0], named[1]), {})[f"{SINGULAR[kind]} {name}"] = None
    for kind, name in [one for one in gone if one in users]:
        named = list(users[kind, name])
        more = [f"dan {len(named) - NAMED} lagi"] if len(named) > NAMED else []
        message = f"{SINGULAR[kind]} {name} masih dipakai {', '.join([*named[:NAMED], *more])}"
        problems.append(replace(gone.pop((kind, name)), message=message))
    said = tuple(overlay.said for overlay in overlays if overlay.said)
    return replace(_without(knowledge, set(gone)), overlays=said)


def _without(knowledge: Knowledge, gone: set[Id]) -> Knowledge:
    kept: dict[str, Any] = {
        kind: {name: entry for name, entry in getattr(knowledge, kind).items() if (kind, name) not in gone}
        for kind in {kind for kind, _ in gone}
    }
    return replace(knowledge, **kept)


def _refusal(
    overlay: Overlay, kind: str, name: str, entries: Mapping[str, Any], owner: Mapping[Id, int]
) -> tuple[str, str] | None:
    """Why this entry cannot be disabled, and what to do."""
    word = SINGULAR[kind]
    if name not in entries:
        return f"{word} {name!r} tidak ada", did_you_mean(name, entries) or f"lihat triage kb list {word}"
    if owner[kind, name] >= overlay.layer:
        return f"{word} {name} milik folder ini sendiri", "hapus saja isinya, atau hapus baris ini"
    if name in PUBLISHED.get(kind, ()) or kind == "dangers":
        return f"{word} {name} tidak boleh dimatikan", "ganti isinya lewat replaces, dengan alasan"
    if kind == "rules" and entries[name].then.danger:
        hint = "bahaya tidak boleh hilang; ganti aturannya lewat replaces, dengan alasan"
        return f"aturan {name} menyalakan bahaya {entries[name].then.danger}", hint
    return None


def _told(overlay: Overlay, part: str) -> dict[Id, Key]:
    """(kind, id) -> where it stands in overlay.yaml."""
    changes: tuple[OverlayChange, ...] = getattr(overlay.said, part, ())
    return {(change.kind, change.id): (part, i) for i, change in enumerate(changes)}


def _at(overlay: Overlay, at: Key, message: str, hint: str, name: str) -> Problem:
    assert overlay.file is not None
    line, col = overlay.file.at(at)
    return Problem(overlay.file.path, line, col, RULE, message, hint, name)

"""From the files of all layers to one Knowledge. Collects every problem before it raises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from triage import __version__
from triage.kb import types as t
from triage.kb.dates import with_latest
from triage.kb.load import knowledge_files
from triage.kb.overlay import Overlay, read_overlay, settle_overlays
from triage.kb.problems import Problem, Problems
from triage.kb.sound import SOUND
from triage.kb.validate import check_id, dated_problems, validate
from triage.kb.yamlmap import YamlFile, read_yaml

KINDS: dict[str, tuple[str, type[Any]]] = {
    "signs": ("signs", t.SignDef),
    "steps": ("steps", t.StepDef),
    "referrals": ("referrals", t.ReferralDef),
    "prohibitions": ("prohibitions", t.ProhibitionDef),
    "reminders": ("reminders", t.ReminderDef),
    "tags": ("tags", t.TagDef),
    "dangers": ("dangers", t.DangerDef),
    "modules": ("modules", t.ModuleDef),
    "bypass": ("bypass", t.BypassDef),
    "thresholds": ("thresholds", t.ThresholdDef),
    "inquiries": ("inquiries", t.InquiryDef),
    "screening": ("screening", t.ScreeningDef),
    "sources": ("sources", t.Source),
}
DISCLAIMER = "Alat bantu pertimbangan, bukan keputusan, bukan diagnosis, bukan nasihat hukum."


class Builder:
    """Collects entries of all layers; a later layer replaces an entry, the same layer must not repeat one."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Any]] = {kind: {} for kind in [*KINDS, "cases", "rules"]}
        self.places: dict[tuple[str, str], str] = {}
        self.languages: list[t.LanguageDef] = []
        self.waivers: list[t.WaiverDef] = []
        self.stories: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.layer = 0
        self.owner: dict[tuple[str, str], int] = {}
        self.overlays: list[Overlay] = []

    def add(self, kind: str, name: str, entry: Any, file: YamlFile, at: tuple[str | int, ...]) -> None:
        line, col = file.at(at)
        if name in self.entries[kind] and self.owner[kind, name] < self.layer:
            self.overlays[-1].replaced[kind, name] = f"{file.path}:{line}:{col}"
        if self.owner.get((kind, name)) == self.layer and name in self.entries[kind]:
            first = self.places[(kind, name)]
            self.problems.append(file.problem(at, "id", f"{name!r} sudah ada di {first}", "satukan atau beri id lain"))
            return
        self.entries[kind][name] = entry
        self.owner[(kind, name)] = self.layer
        self.places[(kind, name)] = f"{file.path}:{line}:{col}"

    def mapping_file(self, kind: str, file: YamlFile) -> None:
        field, cls = KINDS[kind]
        for name, raw in (file.data or {}).items() if isinstance(file.data, dict) else ():
            check_id(name, file, (name,), self.problems)
            entry = validate(cls, raw, file, (name,), self.problems, id=name)
            if entry is not None and not (dated := dated_problems(entry, raw, file, (name,))):
                self.add(field, name, with_latest(entry), file, (name,))
            elif entry is not None:
                self.problems += dated

    def cases_file(self, file: YamlFile) -> None:
        if not isinstance(file.data, list):
            self.problems.append(
                file.problem((), "bentuk", "berkas kasus harus berupa daftar", "awali tiap kasus dengan - id:")
            )
            return
        for i, raw in enumerate(file.data):
            entry = validate(t.CaseDef, raw, file, (i,), self.problems)
            if entry is not None:
                check_id(entry.id, file, (i, "id"), self.problems)
                self.add("cases", entry.id, entry, file, (i,))

    def rule_file(self, file: YamlFile) -> None:
        entry = validate(t.RuleDef, file.data, file, (), self.problems)
        if entry is None:
            return
        check_id(entry.id, file, ("id",), self.problems)
        if Path(file.path).stem != entry.id:
            self.problems.append(
                file.problem(("id",), "id", "nama berkas harus sama dengan id aturan", f"{entry.id}.yaml")
            )
        self.add("rules", entry.id, entry, file, ("id",))

    def language_file(self, file: YamlFile) -> None:
        entry = validate(t.LanguageDef, file.data, file, (), self.problems)
        if entry is not None:
            self.languages.append(entry)

    def waivers_file(self, file: YamlFile) -> None:
        for i, raw in enumerate(file.data if isinstance(file.data, list) else [file.data]):
            entry = validate(t.WaiverDef, raw, file, (i,), self.problems)
            if entry is not None:
                self.waivers.append(entry)
                line, col = file.at((i,))
                self.places[("waivers", f"{entry.rule}/{entry.id}")] = f"{file.path}:{line}:{col}"

    def stories_file(self, file: YamlFile) -> None:
        entry = validate(t.StoriesDef, {"stories": file.data}, file, (), self.problems)
        for name, texts in entry.stories.items() if entry is not None else ():
            cases = () if name == t.NO_CASE else tuple(sorted(part.strip() for part in name.split("+")))
            self.stories[cases] = tuple(dict.fromkeys((*self.stories.get(cases, ()), *texts)))
            line, col = file.at((name,))
            for case in cases:
                self.places.setdefault(("stories", case), f"{file.path}:{line}:{col}")


def build(stack: Sequence[tuple[Path, Path]], digest: str) -> t.Knowledge:
    """Raises Problems with everything that makes the knowledge unusable; `triage kb check` finds more."""
    knowledge, problems = build_what_is_sound(stack, digest)
    problems = problems or [p for check in SOUND for p in check(knowledge)]
    if problems:
        raise Problems(problems)
    return knowledge


def build_what_is_sound(stack: Sequence[tuple[Path, Path]], digest: str) -> tuple[t.Knowledge, list[Problem]]:
    """All entries that are well-formed and all problems of the others, so that `check` can go on."""
    builder = Builder()
    for builder.layer, (data, rules) in enumerate(stack):
        if builder.layer:
            builder.overlays.append(read_overlay(builder.layer, (data, rules), builder.problems))
        for path in knowledge_files([(data, rules)]):
            try:
                file = read_yaml(path)
            except Problems as error:
                builder.problems.extend(error.problems)
                continue
            _route(builder, path, data, rules, file)
    entries: dict[str, Any] = dict(builder.entries)
    knowledge = t.Knowledge(
        version=__version__, hash=digest, language=merge_languages(builder.languages), disclaimer=DISCLAIMER,
        stories=builder.stories, waivers=tuple(builder.waivers), places=builder.places,
        made_in=Path.cwd().resolve().as_posix(), **entries,
    )  # fmt: skip
    if builder.overlays:
        knowledge = settle_overlays(builder.overlays, knowledge, builder.owner, builder.problems)
    return knowledge, builder.problems


def _route(builder: Builder, path: Path, data: Path, rules: Path, file: YamlFile) -> None:
    if rules in path.parents:
        builder.rule_file(file)
        return
    top = path.relative_to(data).parts[0].removesuffix(".yaml")
    kind = top.split("-")[0]
    if kind == "language":
        builder.language_file(file)
    elif kind == "cases":
        builder.cases_file(file)
    elif kind == "waivers":
        builder.waivers_file(file)
    elif kind == "stories":
        builder.stories_file(file)
    elif kind in KINDS:
        builder.mapping_file(kind, file)
    elif kind not in ("invariants", "CHANGES", "overlay"):
        builder.problems.append(
            file.problem((), "berkas", "nama berkas ini tidak dikenal", "lihat docs/knowledge-format.md")
        )


def merge_languages(parts: Sequence[t.LanguageDef]) -> t.LanguageDef:
    """Later files extend the lists of earlier ones."""
    out = t.LanguageDef()
    for part in parts:
        out = replace(
            out,
            spelling=_join(out.spelling, part.spelling), classes=_join(out.classes, part.classes),
            people=_join(out.people, part.people), numbers={**out.numbers, **part.numbers},
            ignore=out.ignore + part.ignore, breaks=out.breaks + part.breaks, common=out.common + part.common,
            keep=out.keep + part.keep, cues=out.cues + part.cues,
        )  # fmt: skip
    return out


def _join(first: dict[Any, tuple[str, ...]], second: dict[Any, tuple[str, ...]]) -> dict[Any, tuple[str, ...]]:
    merged = dict(first)
    for key, words in second.items():
        merged[key] = tuple(dict.fromkeys((*merged.get(key, ()), *words)))
    return merged

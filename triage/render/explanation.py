"""An explanation as a tree on a terminal, as indented plain text, and as JSON (the key `explanation`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from triage.explain.tree import Branch, Cited, Explained, Explanation, Part, WhatIf
from triage.model import Evidence, Plan
from triage.render.symbols import Symbols, clean
from triage.render.wrap import hang

if TYPE_CHECKING:
    from rich.tree import Tree

ABOVE = "lihat di atas"
HIDDEN = "{n} alasan lagi; tambah --depth"
SOURCE = "sumber: "
TRIED = "Bila {answers}:"
SAME = "tidak ada yang berubah dalam urgensi, bahaya, kasus, langkah, larangan, dan siapa yang dilewati"
DEEPEST = 16
"""Deeper levels are indented no further, so that there is room for words."""
_SPOKEN = str.maketrans("—→·–«»", ',,,-""', "•✗")
NAMES = {
    "urgency": "Urgensi", "danger": "Bahaya", "case": "Kasus", "step": "Langkah", "prohibition": "Jangan",
    "bypass": "Jangan lewat",
}  # fmt: skip
STYLES = {
    "case": "bold", "danger": "bold red", "step": "bold", "prohibition": "bold", "gap": "yellow", "urgency": "bold",
}  # fmt: skip
WITH_SOURCES = frozenset({"case", "danger", "step", "prohibition", "reminder", "rule"})


@dataclass(frozen=True, slots=True)
class Label:
    """What one line of the tree says: text, a note in brackets, and where it is from."""

    text: str
    note: str = ""
    source: str = ""
    style: str = ""


@dataclass(slots=True)
class Shown:
    """What the page has said already: reasons and sources are told once. numbers: of the reasons in the plan."""

    numbers: Mapping[Evidence, int] = field(default_factory=dict)
    branches: set[tuple[str, str, tuple[Branch, ...]]] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


def roots(explanation: Explanation) -> Iterator[Branch]:
    """Every answer as one tree, in the order asked; what would change comes last."""
    for each in (*explanation.why, *explanation.why_not):
        yield each.tree
    if explanation.what_if is not None:
        yield _what_if_tree(explanation.what_if)


def _what_if_tree(found: WhatIf) -> Branch:
    """The differences, gathered under what kind they are and whether they come, go, or change."""
    groups: dict[tuple[Part, str], list[Branch]] = {}
    for change in found.changes:
        how = "hilang" if not change.after else "baru" if not change.before else "berubah"
        if change.part == "urgency":
            how = f"{change.before or 'belum ada'} menjadi {change.after or 'tidak ada'}"
        elif change.part in ("case", "step") and how == "berubah":
            how = f"berubah dari «{change.before}» menjadi «{change.after}»"
        note = change.after if change.part in ("case", "step") and how == "baru" else ""
        groups.setdefault((change.part, how), []).append(Branch(change.part, change.id, change.text, note))
    parts = tuple(
        Branch("note", "", f"{NAMES[part]} {how}" + ("" if part == "urgency" else ":"), parts=_listed(part, under))
        for (part, how), under in groups.items()
    )
    same = () if parts else (Branch("note", "", SAME),)
    return Branch("note", "", TRIED.format(answers=", ".join(found.answers)), parts=(*parts, *same))


def _listed(part: Part, under: list[Branch]) -> tuple[Branch, ...]:
    return () if part == "urgency" else tuple(replace(branch, kind="note") for branch in under)


def _label(branch: Branch, shown: Shown) -> tuple[Label, tuple[Branch, ...]]:
    """The line of a branch and what stands under it; what was told before is not told again."""
    key = (branch.kind, branch.text, branch.parts)
    repeated = bool(branch.parts) and branch.kind not in ("sign", "together", "note") and key in shown.branches
    shown.branches.add(key)
    hidden = HIDDEN.format(n=branch.hidden) if branch.hidden else ""
    note = "; ".join(filter(None, (branch.note, hidden, ABOVE if repeated else "")))
    source = _sources(branch) if branch.kind in WITH_SOURCES else ""
    fresh = source not in shown.sources
    shown.sources.add(source)
    number = shown.numbers.get(branch.evidence, 0) if branch.evidence else 0
    text = f"({number}) {branch.text}" if number else branch.text
    label = Label(text, note, source if fresh else "", STYLES.get(branch.kind, ""))
    return label, () if repeated else branch.parts


def _sources(branch: Branch) -> str:
    named = "; ".join(_cited(source) for source in branch.sources)
    place = branch.place.rpartition(":")[0]  # without the column
    return " — ".join(filter(None, (f"{SOURCE}{named}" if named else "", place)))


def _cited(source: Cited) -> str:
    return f"{source.title}, {source.at}" if source.at else source.title


def rich_tree(branch: Branch, symbols: Symbols, numbers: Mapping[Evidence, int] | None = None) -> Tree:
    """A tree for a rich console; nothing in it is markup. numbers: `view.reason_numbers` of the plan."""
    from rich.text import Text
    from rich.tree import Tree

    shown = Shown(numbers or {})

    def line(label: Label) -> Text:
        text = Text(symbols.fit(label.text), label.style)
        if label.note:
            text.append(f" ({symbols.fit(label.note)})", "not bold dim")
        if label.source:
            text.append("\n" + symbols.fit(label.source), "not bold dim")
        return text

    def grow(tree: Tree, parts: tuple[Branch, ...]) -> None:
        for part in parts:
            label, under = _label(part, shown)
            grow(tree.add(line(label)), under)

    label, parts = _label(branch, shown)
    tree = Tree(line(label), guide_style="dim")
    grow(tree, parts)
    return tree


def plain_tree(branch: Branch, width: int = 80, numbers: Mapping[Evidence, int] | None = None) -> str:
    """Indented sentences, two spaces a level: for screen readers."""
    shown = Shown(numbers or {})
    lines: list[str] = []

    def write(part: Branch, depth: int) -> None:
        label, under = _label(part, shown)
        note = f" ({label.note})" if label.note else ""
        said = label.text.translate(_SPOKEN) + note.translate(_SPOKEN)
        lead = "  " * min(depth, DEEPEST)
        lines.extend(hang(lead, clean(said), width, 2))
        if label.source:
            lines.extend(hang(f"{lead}  ", clean(label.source.translate(_SPOKEN)).replace(" ,", ","), width))
        for each in under:
            write(each, depth + 1)

    write(branch, 0)
    return "\n".join(lines) + "\n"


def explanation_json(explanation: Explanation, plan: Plan) -> dict[str, Any]:
    """The value of the key `explanation`; shape: docs/explanation.md."""
    numbers = {evidence: i for i, evidence in reversed(list(enumerate(plan.evidence)))}
    tried = explanation.what_if
    return {
        "why": [_explained(each, numbers) for each in explanation.why],
        "why_not": [_explained(each, numbers) for each in explanation.why_not],
        "what_if": None if tried is None else _what_if(tried),
    }


def _explained(each: Explained, numbers: dict[Evidence, int]) -> dict[str, Any]:
    supply = [{"sign": s.sign, "value": s.value, "actor": s.actor or None, "subject": s.subject} for s in each.supply]
    return {
        "target": {"kind": each.target.kind, "id": each.target.id, "text": each.target.text},
        "status": each.status,
        "supply": supply,
        "then": list(each.then),
        "tree": _branch(each.tree, numbers),
    }


def _branch(branch: Branch, numbers: dict[Evidence, int]) -> dict[str, Any]:
    return {
        "kind": branch.kind,
        "id": branch.id or None,
        "text": branch.text,
        "note": branch.note or None,
        "place": branch.place or None,
        "sources": [{"id": s.id, "at": s.at or None, "title": s.title} for s in branch.sources],
        "evidence": None if branch.evidence is None else numbers[branch.evidence],
        "hidden": branch.hidden,
        "parts": [_branch(part, numbers) for part in branch.parts],
    }


def _what_if(tried: WhatIf) -> dict[str, Any]:
    keys = ("part", "id", "text", "before", "after")
    return {
        "answers": list(tried.answers),
        "changes": [{key: getattr(change, key) or None for key in keys} for change in tried.changes],
    }

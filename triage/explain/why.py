"""Why something stands in the plan: for each kind of conclusion what brought it, down to the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from triage.explain.grounds import danger_branch, rule_branches
from triage.explain.situation import Situation
from triage.explain.tree import Branch, Kind
from triage.explain.words import cited, joined, leaf, subject_words
from triage.kb.words import sentence
from triage.labels import OWNERS, ROLES
from triage.model import Derived, Finding
from triage.plan.steps import removed
from triage.plan.verdict import applies

BROUGHT = {"prohibition": ("never", "prohibit"), "reminder": ("remind", "remind"), "referral": ("refer", "refer")}
"""Kind -> the field of cases and dangers that names it, and the conclusion of rules that does."""


def why_urgency(here: Situation) -> Branch:
    """The most urgent findings and every danger."""
    level = here.plan.urgency
    if level is None:
        return Branch("urgency", "urgensi", "Belum ada urgensi: tidak ada kasus atau bahaya yang terbaca")
    dangers = tuple(danger_branch(danger.id, here) for danger in here.verdict.dangers)
    cases = dict.fromkeys(f.case for f in here.verdict.findings if f.urgency == level)
    parts = (*dangers, *(why_case(case, here) for case in cases))
    if not parts:
        parts = tuple(leaf(e) for e in here.plan.evidence if e.sign in here.knowledge.signs)
    return Branch("urgency", "urgensi", f"Urgensi {level}", "yang paling tinggi di antara semua temuan", parts=parts)


def why_case(case: str, here: Situation) -> Branch:
    """How the case was found, and what makes it as urgent as it is. One whole when it holds for several persons."""
    entry = here.knowledge.cases[case]
    place = here.knowledge.places.get(("cases", case), "")
    found = here.findings(case)
    if not found or here.plan.outcome == "inquiry":
        return _supposed_case(case, here)
    note = joined(*dict.fromkeys(joined(f.urgency, "dugaan" if f.certainty == "suspected" else "") for f in found))
    parts: tuple[Branch, ...] = ()
    for finding in found:
        mine = (*_detected(finding, here), *_level(finding, here))
        head = Branch("together", "", f"tentang {subject_words(finding.subject) or 'keluarga ini'}:", parts=mine)
        parts = (*parts, *(mine if len(found) == 1 else (head,)))
    return Branch("case", case, f"Kasus: {entry.title}", note, place, cited(entry.sources, here.knowledge), parts)


def _supposed_case(case: str, here: Situation) -> Branch:
    """A case that was only asked about or mentioned."""
    found = [f for f in (*here.verdict.findings, *here.nearest.findings) if f.case == case]
    read = dict.fromkeys(e for f in found for e in f.evidence)
    entry = here.knowledge.cases[case]
    parts = tuple(leaf(e) for e in here.plan.evidence if e in read)
    return Branch("case", case, f"Kasus: {entry.title}", "andai yang disebut itu benar", parts=parts)


def _detected(finding: Finding, here: Situation) -> tuple[Branch, ...]:
    """The rules that found it; for a case that only a danger brought along, that danger is told with the urgency."""
    items = [d for d in here.derived("case", finding.case) if d.subject == finding.subject]
    if items:
        return rule_branches(items, here)
    return (Branch("note", "", "kasus yang paling lazim pada bahaya di bawah ini; periksa dahulu"),)


def _near(case: str, here: Situation) -> list[str]:
    return [d.id for d in here.verdict.dangers if case in here.knowledge.dangers[d.id].cases]


def _level(finding: Finding, here: Situation) -> tuple[Branch, ...]:
    """What gave the finding its urgency: a danger, a raise, a lowering, or the case's own level."""
    base = here.knowledge.cases[finding.case].urgency
    shifts = [d for kind in ("raise", "lower") for d in here.derived(kind, finding.case) if applies(d, finding)]
    dangers = _near(finding.case, here) or [d.id for d in here.derived("danger") if d.subject == finding.subject]
    parts = [danger_branch(name, here) for name in dict.fromkeys(dangers)]
    parts += rule_branches([d for d in shifts if d.value == finding.urgency], here)
    if base == finding.urgency:
        parts.insert(0, Branch("note", "", "urgensi bawaan kasus ini"))
    return (Branch("urgency", finding.case, f"Urgensi {finding.urgency}", parts=tuple(parts)),)


def why_danger(name: str, here: Situation) -> Branch:
    return danger_branch(name, here)


def why_step(step: str, here: Situation) -> Branch:
    """Who wants it, what it stands in for, and who does it instead of whom."""
    kb = here.knowledge
    entry = kb.steps[step]
    parts = [*wanted_by(step, here)] if here.path(step)[-1] == step else []
    for name in here.wanted:
        path = here.path(name)
        if name != step and path[-1] == step:
            gone = tuple(part for before, after in pairwise(path) for part in why_gone(before, here))
            text = f"Menggantikan langkah: {kb.steps[name].text}"
            parts.append(Branch("step", name, text, parts=(*gone, *wanted_by(name, here))))
    owner = here.around.owner(entry)
    if owner != entry.owner:
        roles = [r.id for r in here.plan.bypass if entry.owner in kb.bypass[r.id].owners]
        text = f"Dikerjakan {OWNERS[owner]}, bukan {OWNERS[entry.owner]}"
        parts.append(Branch("note", "", text, parts=tuple(why_bypass(role, here) for role in roles)))
    place = kb.places.get(("steps", step), "")
    return Branch("step", step, f"Langkah: {entry.text}", "", place, cited(entry.sources, kb), tuple(parts))


def wanted_by(step: str, here: Situation) -> Iterator[Branch]:
    """The dangers, cases and rules that ask for a step."""
    kb = here.knowledge
    for danger in here.verdict.dangers:
        if step in kb.dangers[danger.id].steps:
            yield danger_branch(danger.id, here)
    found = dict.fromkeys(f.case for f in here.verdict.findings)
    for case in found:
        if step in kb.cases[case].steps:
            yield why_case(case, here)
    items = [d for d in here.derived("step", step) if not d.value or d.value in found]
    yield from rule_branches(items, here)
    for case in dict.fromkeys(d.value for d in items if d.value):
        yield why_case(case, here)


def why_gone(step: str, here: Situation) -> Iterator[Branch]:
    """What takes a step out of the plan: a rule, a prohibition, a closed gate, or a role it would go through."""
    kb = here.knowledge
    dropped = here.derived("drop_step", step)
    yield from rule_branches(dropped, here)
    entry = kb.steps[step]
    never = {r.id: r.because for r in here.plan.prohibitions}
    gone, by = removed(entry.tags, never, here.permitted(), kb)
    if gone and by and not dropped:
        yield why_brought("prohibition", by, here)
    elif gone and not dropped:
        for tag in entry.tags:
            if kb.tags[tag].only_when is not None and tag not in here.permitted():
                text = f"Baru boleh setelah: {sentence(kb.tags[tag].only_when, kb)}"
                yield Branch("note", tag, text, place=kb.places.get(("tags", tag), ""))
    if step not in here.out and here.around.blocks(entry):
        for role in here.plan.bypass:
            block = kb.bypass[role.id]
            if not set(block.channels).isdisjoint(entry.tags) or entry.referral in block.referrals:
                yield why_bypass(role.id, here)


def why_brought(kind: Kind, name: str, here: Situation) -> Branch:
    """A prohibition, reminder or referral with the dangers, cases and rules that bring it."""
    kb = here.knowledge
    field, conclusion = BROUGHT[kind]
    parts = [danger_branch(d.id, here) for d in here.nearest.dangers if name in getattr(kb.dangers[d.id], field)]
    cases = dict.fromkeys(f.case for f in here.nearest.findings if name in getattr(kb.cases[f.case], field))
    parts += [why_case(case, here) for case in cases]
    parts += rule_branches(here.derived(conclusion, name), here)
    if kind == "referral":
        parts += [why_step(s.id, here) for s in here.plan.steps if s.referral == name]
        return Branch(kind, name, f"Rujukan: {kb.referrals[name].name}", parts=tuple(parts))
    if kind == "reminder":
        reminder = kb.reminders[name]
        return Branch(kind, name, f"Etika: {reminder.text}", sources=cited(reminder.sources, kb), parts=tuple(parts))
    entry = kb.prohibitions[name]
    place = kb.places.get(("prohibitions", name), "")
    why = Branch("note", "", entry.why)
    return Branch(kind, name, f"JANGAN {entry.text}", "", place, cited(entry.sources, kb), (why, *parts))


def why_bypass(role: str, here: Situation) -> Branch:
    """Someone to be led around, and what points at that role."""
    items: tuple[Derived, ...] = here.derived("bypass", role)
    return Branch("bypass", role, f"Jangan lewat {ROLES.get(role, role)}", parts=rule_branches(items, here))


WHY: dict[str, Callable[[str, Situation], Branch]] = {
    "urgency": lambda name, here: why_urgency(here),
    "case": why_case,
    "danger": why_danger,
    "step": why_step,
    "prohibition": lambda name, here: why_brought("prohibition", name, here),
    "reminder": lambda name, here: why_brought("reminder", name, here),
    "referral": lambda name, here: why_brought("referral", name, here),
    "bypass": why_bypass,
}
"""How each kind of conclusion is explained."""

"""Why a scenario came out as it did: which rule said it, from which words, by which phrase; or what was missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.check.coverage import condition
from triage.check.scenarios import Difference, Result
from triage.kb.types import Knowledge, StepWhen
from triage.model import Atom, Evidence, Finding, Inference, Plan, Production


def reasons(difference: Difference, result: Result, productions: Iterable[Production], kb: Knowledge) -> list[str]:
    """One line for each thing that is wrong, in Indonesian."""
    plan, key = result.plan, difference.key
    if key in ("outcome", "urgency"):
        level = plan.urgency if key == "urgency" else None
        found = [f for f in plan.findings if level is None or f.urgency == level]
        lines = [_finding(f) for f in found] + [_danger(d.id, plan, result.inference) for d in plan.dangers]
        return lines or ["tidak ada kasus yang ditemukan"]
    what = key.removeprefix("not_")
    if key.startswith("not_"):
        return [line for name in difference.wrong for line in _present(what, name, result, kb)]
    rules = list(productions)
    return [line for name in difference.wrong if (line := _missing(what, name, result, rules, kb))]


def heard(plan: Plan) -> list[str]:
    """What was read: the sign, its words and the phrase that was hit."""
    return [_evidence(e) for e in plan.evidence if e.sign]


def _evidence(item: Evidence) -> str:
    states = {"present": "", "absent": "-", None: "?"}
    source = f" dari «{item.quote}» (frasa {item.phrase})" if item.phrase else f" ({item.place or 'dijawab'})"
    cue = f", penanda «{item.cue}»" if item.cue else ""
    return f"{states[item.state]}{item.sign}{'@' + item.actor if item.actor else ''}{source}{cue}"


def _finding(finding: Finding) -> str:
    words = "; ".join(_evidence(e) for e in finding.evidence)
    return f"{finding.case} [{finding.urgency}] oleh {', '.join(finding.rules)}: {words}"


def _danger(name: str, plan: Plan, inference: Inference) -> str:
    rules = dict.fromkeys(s.rule for d in inference.derived if (d.kind, d.id) == ("danger", name) for s in d.supports)
    signs = {sign for d in plan.dangers if d.id == name for sign in d.because}
    words = "; ".join(_evidence(e) for e in plan.evidence if e.sign in signs)
    return f"bahaya {name} oleh {', '.join(rules)}: {words}"


def _present(what: str, name: str, result: Result, kb: Knowledge) -> Iterator[str]:
    """Who said what must not be there."""
    plan = result.plan
    if what == "cases":
        yield from (_finding(f) for f in plan.findings if f.case == name)
    elif what == "danger":
        yield _danger(name, plan, result.inference)
    elif what in ("never", "remind", "bypass"):
        listed = {"never": plan.prohibitions, "remind": plan.reminders, "bypass": plan.bypass}[what]
        yield from (f"{name} dari {', '.join(r.because)}" for r in listed if r.id == name)
    elif what == "questions":
        yield from (f"{name} ditanyakan: {q.why}" for q in plan.questions if q.sign == name)
    elif what == "refer":
        yield from (f"{name} dari {', '.join(r.cases) or 'aturan'}" for r in plan.referrals if r.id == name)
    else:
        for step in plan.steps:
            tags = kb.steps[step.id].tags if step.id in kb.steps else ()
            if name in (step.id, step.owner, *tags):
                yield f"langkah {step.id} (pelaksana {step.owner}) dari {', '.join(step.cases) or 'bahaya atau aturan'}"


def _missing(what: str, name: str, result: Result, productions: list[Production], kb: Knowledge) -> str:
    """What was nearest to giving it."""
    kind = {"cases": "case", "danger": "danger"}.get(what)
    if kind is not None:
        return _nearest(kind, name, result.inference, result.plan, productions)
    if what == "steps":
        owners = [c.id for c in kb.cases.values() if name in _steps_of(c.steps)]
        found = {f.case for f in result.plan.findings}
        told = [f"{case}{'' if case in found else ' (tidak ditemukan)'}" for case in owners]
        return f"{name} milik kasus {', '.join(told[:4])}" if told else f"{name} hanya diberikan oleh aturan"
    return ""


def _steps_of(steps: Iterable[str | StepWhen]) -> set[str]:
    return {s.step if isinstance(s, StepWhen) else s for s in steps}


def _nearest(kind: str, name: str, inference: Inference, plan: Plan, productions: list[Production]) -> str:
    """The alternative that lacks least."""
    known: set[tuple[str, str, str | None]] = {("sign", e.sign, e.state) for e in plan.evidence}
    known |= {(d.kind, d.id, d.value if d.kind == "sign" else "present") for d in inference.derived}

    def lacks(production: Production) -> list[Atom]:
        return [a for a in production.atoms if (a.kind, a.id, a.state) not in known]

    able = [p for p in productions if any((c.kind, c.id) == (kind, name) for c in p.conclusions)]
    if not able:
        return f"tidak ada aturan yang menyimpulkan {name}"
    best = min(able, key=lambda p: len(lacks(p)))
    lost = ", ".join(a.id for a in lacks(best)) or "pelaku atau orang yang sama"
    return f"{name} paling dekat lewat {best.rule} ({condition(best)}); kurang: {lost}"

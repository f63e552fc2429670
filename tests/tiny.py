"""A knowledge base of a few lines for tests of meaning: nothing in it depends on the shipped one."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from triage.engine import infer_once
from triage.kb import types as t
from triage.kb.productions import compile_productions
from triage.model import Inference, Plan
from triage.notation import sign_evidence
from triage.plan.course import ELSEWHERE
from triage.plan.deadlines import Calendar
from triage.plan.planner import Setting, make_plan
from triage.plan.verdict import Verdict, judge
from triage.signs import settle

NOW = dt.datetime(2026, 11, 23, 20, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
SOURCES = (t.SourceRef(id="s"),)
GATE = {"all": [{"absent": s} for s in ("pukul", "ancam", "takut", "kendali")]}


def sign(name: str, about: Any = "household", **more: Any) -> t.SignDef:
    return t.SignDef(id=name, says=name, about=about, ask=f"{name}?", **more)


def case(name: str, urgency: Any = "terencana", symptoms: Any = None, **more: Any) -> t.CaseDef:
    parts: dict[str, Any] = {"steps": (f"urus_{name}",), "refer": (), "never": (), "remind": ()} | more
    return t.CaseDef(
        id=name, title=name, group="g", urgency=urgency, symptoms=symptoms or name, module="m", sources=SOURCES,
        examples=t.Examples(), **parts,
    )  # fmt: skip


def step(name: str, **more: Any) -> t.StepDef:
    parts: dict[str, Any] = {"phase": "urus", "owner": "pendamping", "due": "1wd"} | more
    return t.StepDef(id=name, text=name, **parts)


def rule(name: str, when: Any, **then: Any) -> t.RuleDef:
    return t.RuleDef(id=name, when=when, then=t.Then(**then), why="w", sources=SOURCES, examples=t.Examples())


def tiny(**parts: Any) -> t.Knowledge:
    """A Knowledge of the given entries; every case gets its default step."""
    names = [f.name for f in t.Knowledge.__dataclass_fields__.values()]
    fields: dict[str, Any] = {n: {} for n in names} | {
        "version": "0",
        "hash": "h",
        "language": t.LanguageDef(),
        "disclaimer": "d",
    }
    for kind, entries in parts.items():
        fields[kind] = {e.id: e for e in entries}
    for name in fields["cases"]:
        fields["steps"].setdefault(f"urus_{name}", step(f"urus_{name}"))
    for name in ELSEWHERE:
        fields["referrals"].setdefault(name, t.ReferralDef(id=name, name=name, does="d"))
    fields["modules"].setdefault("m", t.ModuleDef(id="m", title="M", sessions=1))
    return t.Knowledge(**fields)


def infer(kb: t.Knowledge, *signs: str) -> tuple[Inference, Any]:
    settled = settle([sign_evidence(s, kb.signs) for s in signs], kb.signs)
    return infer_once(compile_productions(kb), settled.signs), settled


def verdict(kb: t.Knowledge, *signs: str) -> Verdict:
    inference, settled = infer(kb, *signs)
    return judge(inference, settled, kb)


def plan(kb: t.Knowledge, *signs: str) -> Plan:
    inference, settled = infer(kb, *signs)
    productions = compile_productions(kb)
    evidence = tuple(e for items in settled.because.values() for e in items)
    return make_plan(settled, inference, evidence, kb, Setting(NOW, Calendar()), lambda s: infer_once(productions, s))

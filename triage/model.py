"""The values that travel along the arrow: signs, evidence, conclusions, plan. Frozen, without behaviour.

Meaning of every field: docs/semantics.md. Closed lists live here once and are checked against knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Urgency = Literal["rutin", "terencana", "mendesak", "darurat"]
State = Literal["present", "absent"]
Certainty = Literal["certain", "suspected"]
Context = Literal["asserted", "negated", "past", "resolved", "hypothetical", "other"]
SourceKind = Literal["text", "answer", "file"]
Outcome = Literal["plan", "need_more_information", "inquiry", "out_of_scope"]
Phase = Literal["selamatkan", "hubungi", "amankan_bukti", "rujuk", "urus", "edukasi", "pantau"]
Owner = Literal["kpm", "pendamping", "korkab", "dinsos", "keluarga", "perangkat_desa", "peksos", "pihak_rujukan"]
Actor = Literal[
    "kpm", "suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain", "mantan", "tetangga",
    "warga", "pendamping", "ketua_kelompok", "agen", "aparat_desa", "petugas_lain", "rentenir",
    "calo", "majikan", "guru", "orang_tak_dikenal",
]  # fmt: skip

URGENCIES: tuple[Urgency, ...] = ("rutin", "terencana", "mendesak", "darurat")
PHASES: tuple[Phase, ...] = (
    "selamatkan", "hubungi", "amankan_bukti", "rujuk", "urus", "edukasi", "pantau",
)  # fmt: skip
LAYERS = ("derive", "detect", "danger", "escalate", "route", "forbid", "remind", "plan")
Layer = Literal["derive", "detect", "danger", "escalate", "route", "forbid", "remind", "plan"]

HOUSEHOLD = "household"
FACILITATOR = "facilitator"
OTHER_HOUSEHOLD = "other_household"


def urgency_rank(level: str | None) -> int:
    """0 for rutin … 3 for darurat, -1 for none."""
    return -1 if level is None else URGENCIES.index(level)


def highest(levels: list[Urgency]) -> Urgency | None:
    """The most urgent of the levels, None when there are none."""
    return max(levels, key=urgency_rank) if levels else None


class Sign(NamedTuple):
    """One observed statement as the engine sees it (semantics 1). `actor` is '' when not said."""

    id: str
    state: State = "present"
    subject: str = HOUSEHOLD
    actor: str = ""
    certainty: Certainty = "certain"


class Evidence(NamedTuple):
    """Where a sign was read. state None: a reading that the engine never sees (semantics 2).

    start/end: character offsets into the masked text; `place` is path:line for a household file.
    """

    sign: str
    state: State | None
    subject: str = HOUSEHOLD
    actor: str = ""
    certainty: Certainty = "certain"
    source: SourceKind = "text"
    context: Context = "asserted"
    quote: str = ""
    start: int = 0
    end: int = 0
    phrase: str = ""
    cue: str = ""
    place: str = ""
    words: tuple[tuple[str, str], ...] = ()


class Conflict(NamedTuple):
    """Evidence for both states of one (sign, subject); the safer state went to the engine."""

    sign: str
    subject: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition of a production. kind 'sign' tests a Sign; 'case' and 'danger' test conclusions.

    binds: a sign about a person, which must share its subject with the other binding atoms (semantics 7).
    actors / not_actors: closed role lists; not_actors lets an unknown actor pass, actors does not.
    """

    kind: Literal["sign", "case", "danger"]
    id: str
    state: State = "present"
    binds: bool = False
    actors: frozenset[str] = frozenset()
    not_actors: frozenset[str] = frozenset()


ConclusionKind = Literal[
    "sign", "case", "danger", "raise", "lower", "bypass", "prohibit", "drop_step", "remind",
    "step", "refer", "permit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a production says. `id` is the sign, case, danger, role, prohibition, step, referral or tag id.

    raise/lower: id is the case and `value` the urgency. bypass: id '@actor' stands for the actors of the
    matched signs. drop_step: `value` may name the replacement. sign: `actor` '@actor' copies the actor.
    subject: '' takes the subject of the match.
    """

    kind: ConclusionKind
    id: str
    value: str = ""
    actor: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Production:
    """One alternative of one rule in one layer: when all atoms match, all conclusions hold."""

    id: str
    rule: str
    layer: Layer
    atoms: tuple[Atom, ...]
    conclusions: tuple[Conclusion, ...]


Fact = tuple[str, str, str, str, str, str]
"""(kind, id, state or value, subject, actor, certainty): the flat form shared by engine, oracle and trace."""


class Support(NamedTuple):
    """One activation: the production and the facts that matched its atoms, in atom order."""

    production: str
    rule: str
    facts: tuple[Fact, ...]


class Derived(NamedTuple):
    """One conclusion with every support; certain when one support is all certain (semantics 9)."""

    kind: ConclusionKind
    id: str
    value: str
    subject: str
    actor: str
    certainty: Certainty
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Inference:
    """Everything the engine concluded, sorted by (kind, id, value, subject, actor)."""

    derived: tuple[Derived, ...] = ()


class Finding(NamedTuple):
    case: str
    urgency: Urgency
    certainty: Certainty
    subject: str
    because: tuple[str, ...]
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


class Danger(NamedTuple):
    id: str
    subject: str
    because: tuple[str, ...]


class PlanStep(NamedTuple):
    """due_hours: hours from `now` until the deadline; due_at: ISO 8601 in the district's zone."""

    id: str
    text: str
    phase: Phase
    owner: Owner
    due_hours: float | None
    due_at: str | None
    referral: str | None
    consent: bool
    cases: tuple[str, ...]
    sources: tuple[str, ...]
    urgency: Urgency = "rutin"


class Contact(NamedTuple):
    kind: str
    value: str
    verify: bool = True
    note: str = ""


class PlanReferral(NamedTuple):
    id: str
    name: str
    contacts: tuple[Contact, ...]
    cases: tuple[str, ...]
    formerly: tuple[str, ...] = ()
    instead: str = ""


class Reason(NamedTuple):
    """A role, prohibition or reminder with the cases, rules or signs that brought it."""

    id: str
    text: str
    because: tuple[str, ...]


class Question(NamedTuple):
    sign: str
    text: str
    why: str


class Suggestion(NamedTuple):
    """A case that the wording resembles: never a finding. sign: what to ask to find out, '' when nothing fits.

    worse: more urgent than anything found, and likely enough to be asked about before anything else is done.
    """

    case: str
    score: float
    like: str
    sign: str = ""
    worse: bool = False


class Banner(NamedTuple):
    """The safety block: what to do in the first minutes."""

    danger: str
    title: str
    text: str


LapseKind = Literal["value", "name", "contact"]


class Lapse(NamedTuple):
    """A number or name that is used though it does not hold on the day, or a contact left out because it ended.

    text: the name or number, or what it means. until: its last day; since: its first, where it is still to come; ISO.
    """

    kind: LapseKind
    text: str
    until: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole answer; `to_json` in triage/render/as_json.py gives the contract triage.plan/1."""

    outcome: Outcome
    urgency: Urgency | None
    version: str
    hash: str
    now: str
    dangers: tuple[Danger, ...] = ()
    banners: tuple[Banner, ...] = ()
    findings: tuple[Finding, ...] = ()
    steps: tuple[PlanStep, ...] = ()
    referrals: tuple[PlanReferral, ...] = ()
    bypass: tuple[Reason, ...] = ()
    prohibitions: tuple[Reason, ...] = ()
    reminders: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    modules: tuple[str, ...] = ()
    disclaimer: str = ""
    answer: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)
    lapses: tuple[Lapse, ...] = ()

"""What a finished simulation is worth against the plan for the whole truth, and why, decision by decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from triage.kb.types import Knowledge, SourceRef
from triage.model import URGENCIES
from triage.train.model import Skill
from triage.train.offers import ADVICE, CHANNEL, STAGES, STEP, Offer, Stage, plain_id
from triage.train.scenario import Scenario
from triage.train.simulate import State

Part = Literal["bahaya", "kasus", "urgensi", "langkah", "rujukan", "larangan", "etika", "tanya"]
Fault = Literal[
    "bahaya_terlewat", "terlalu_rendah", "terlalu_tinggi", "saluran", "nasihat_terlarang", "etika", "terdengar",
    "kurang_bertanya", "terlalu_banyak", "pergi",
]  # fmt: skip
POINTS: Mapping[Part, int] = {
    "bahaya": 20, "urgensi": 20, "kasus": 15, "langkah": 15, "rujukan": 10, "larangan": 10, "etika": 5, "tanya": 5,
}  # fmt: skip
"""They sum to 100."""
SKILL: Mapping[Part, Skill] = {
    "bahaya": "lindungi", "kasus": "kenali", "urgensi": "urgensi", "langkah": "lindungi", "rujukan": "rujuk",
    "larangan": "lindungi", "etika": "etika", "tanya": "kenali",
}  # fmt: skip
UNDER = (1.0, 0.3, 0.1, 0.0)
"""Share of the points for an urgency so many classes too low: undertriage weighs more than overtriage."""
OVER = (1.0, 0.7, 0.4, 0.2)
NO_SIGN = "Tidak ada tandanya di sini."
LOSS, HEAVY_LOSS = 10, 20
"""Points for a dangerous move, and for one that harms somebody."""
LOSS_CHANNEL = 10
PASS = 70
SPARE = 4
"""So many questions more than twice the needed ones cost nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One option in the debrief. yours and plans: who chose it; why: the reason, for what was missed or wrong."""

    text: str
    yours: bool
    plans: bool
    why: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One part: the points reached of those to reach; lines: the options that somebody chose.

    decided: whether it came to this decision at all.
    """

    part: Part
    points: float
    of: int
    lines: tuple[Line, ...] = ()
    decided: bool = True

    @property
    def right(self) -> bool:
        return self.points >= 0.75 * self.of


@dataclass(frozen=True, slots=True)
class Found:
    """One fault. fatal: with it nothing is passed. about: what, in words."""

    fault: Fault
    about: str
    fatal: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Debrief:
    """score: 0–100. questions: asked, and needed at least."""

    score: int
    passed: bool
    results: tuple[Result, ...]
    faults: tuple[Found, ...]
    questions: tuple[int, int]
    hidden: tuple[str, ...]
    """True signs that never came out."""


def debrief(scenario: Scenario, state: State) -> Debrief:
    """Judge a state, finished or broken off: what was not decided is worth nothing."""
    results = (*(_result(scenario, state, stage) for stage in STAGES), _asking(scenario, state))
    faults = (*_faults(scenario, state), *_of_talk(scenario, state))
    lost = sum(HEAVY_LOSS if scenario.effect(n).heavy else LOSS for n in state.acts)
    lost += LOSS_CHANNEL * sum(fault.fault == "saluran" for fault in faults)
    score = max(0, round(sum(r.points for r in results) - lost))
    passed = score >= PASS and not any(fault.fatal for fault in faults)
    hidden = tuple(n for n in scenario.client.truth if n not in state.known)
    return Debrief(score, passed, results, faults, (state.questions, len(scenario.needed)), hidden)


def _result(scenario: Scenario, state: State, stage: Stage) -> Result:
    offer, chosen, of = scenario.offers[stage], state.choice(stage), POINTS[stage]
    share = 0.0 if chosen is None else _urgency_share(offer, chosen) if stage == "urgensi" else _share(offer, chosen)
    picked = set(chosen or ())
    lines = tuple(
        Line(option.text, option.key in picked, option.key in offer.right, *_reason(scenario, stage, option.key))
        for option in offer.options
        if option.key in offer.right | picked
    )
    return Result(stage, share * of, of, lines, chosen is not None)


def _share(offer: Offer, chosen: Iterable[str]) -> float:
    """Informedness (Youden's J): hits minus false alarms, each as a share; guessing at random is worth nothing."""
    picked, right, wrong = set(chosen), offer.right, offer.wrong
    hits = len(picked & right) / len(right) if right else 1.0
    alarms = len(picked & wrong) / len(wrong) if wrong else 0.0
    return max(0.0, hits - alarms)


def _urgency_share(offer: Offer, chosen: tuple[str, ...]) -> float:
    distance = _distance(offer, chosen)
    return 0.0 if distance is None else OVER[distance] if distance >= 0 else UNDER[-distance]


def _distance(offer: Offer, chosen: tuple[str, ...] | None) -> int | None:
    """Classes too high, below 0 too low; None when nothing was chosen."""
    if not chosen:
        return None
    ranks: list[str] = list(URGENCIES)
    return ranks.index(chosen[0]) - ranks.index(next(iter(offer.right)))


def _asking(scenario: Scenario, state: State) -> Result:
    """Enough must come out for the same plan; more than twice the questions cost, and asking where others hear too."""
    of, needed, truth = POINTS["tanya"], scenario.needed, scenario.client.truth
    thrift = min(1.0, _spare(scenario) / state.questions) if state.questions else 1.0
    signs = scenario.world.knowledge.signs
    lines = (Line(signs[n].says, n in state.known, True) for n in truth if n in needed or n in state.known)
    return Result("tanya", of * scenario.uncovered(state.known) * thrift / (1 + state.unsafe), of, tuple(lines))


def _spare(scenario: Scenario) -> int:
    return 2 * len(scenario.needed) + SPARE


def _faults(scenario: Scenario, state: State) -> Iterable[Found]:
    if state.gone:  # what was never decided is no fault of its own
        yield Found("pergi", "klien tidak mau dibantu lagi", fatal=True)
    else:
        yield from _misjudged(scenario, state)
    knowledge, offers = scenario.world.knowledge, scenario.offers
    for stage in ("langkah", "rujukan"):
        offer = offers[stage]
        for key in [k for k in state.choice(stage) or () if k in offer.channel]:
            yield Found("saluran", offer.text(key), fatal=scenario.danger, why=_bypassed(scenario))
    for name in dict.fromkeys(state.acts):
        rule = knowledge.prohibitions[name]
        yield Found("nasihat_terlarang", rule.text, scenario.danger or scenario.effect(name).heavy, rule.why)


def _misjudged(scenario: Scenario, state: State) -> Iterable[Found]:
    """Dangers that were not seen, and an urgency that is not the plan's."""
    seen = set(state.choice("bahaya") or ())
    for danger in scenario.plan.dangers:
        if danger.id not in seen:
            entry = scenario.world.knowledge.dangers[danger.id]
            yield Found("bahaya_terlewat", entry.title, fatal=True, why=entry.text)
    distance = _distance(scenario.offers["urgensi"], state.choice("urgensi"))
    if distance is None:
        yield Found("terlalu_rendah", "tidak diputuskan", fatal=scenario.danger)
    elif distance:
        low = distance < 0
        fatal = low and (scenario.danger or distance < -1)
        yield Found("terlalu_rendah" if low else "terlalu_tinggi", f"{abs(distance)} kelas", fatal)


def _of_talk(scenario: Scenario, state: State) -> Iterable[Found]:
    """Ethics, and how it was asked."""
    offer = scenario.offers["etika"]
    reminders = scenario.world.knowledge.reminders
    for key in [k for k in state.choice("etika") or () if k in offer.wrong]:
        yield Found("etika", offer.text(key), why=reminders[plain_id(key)].text)
    if state.unsafe:
        yield Found("terdengar", f"{state.unsafe} kali")
    if scenario.uncovered(state.known) < 1:
        signs = scenario.world.knowledge.signs
        yield Found("kurang_bertanya", "; ".join(signs[n].says for n in scenario.needed if n not in state.known))
    if state.questions > _spare(scenario):
        yield Found("terlalu_banyak", f"{state.questions} pertanyaan; cukup {len(scenario.needed)}")


def _bypassed(scenario: Scenario) -> str:
    return "Jangan lewat " + "; ".join(reason.text for reason in scenario.plan.bypass) + "."


def _reason(scenario: Scenario, stage: Stage, key: str) -> tuple[str, tuple[str, ...]]:
    """Why an option is right or wrong, with the ids of the sources."""
    knowledge, name = scenario.world.knowledge, plain_id(key)
    right = key in scenario.offers[stage].right
    if stage in ("bahaya", "kasus") and not right:
        return NO_SIGN, ()
    if stage == "bahaya":
        return knowledge.dangers[name].text, _ids(knowledge.dangers[name].sources)
    if stage == "kasus":
        return _because(scenario, name), _ids(knowledge.cases[name].sources)
    if stage == "urgensi":
        return _urgent(scenario), ()
    if stage == "rujukan":
        does = knowledge.referrals[name].does
        return (f"{does}.", _ids(knowledge.referrals[name].sources)) if right else (f"Untuk hal lain: {does}.", ())
    if stage == "etika":
        return knowledge.reminders[name].text, _ids(knowledge.reminders[name].sources)
    return _of_act(scenario, key, knowledge)


def _of_act(scenario: Scenario, key: str, knowledge: Knowledge) -> tuple[str, tuple[str, ...]]:
    name = plain_id(key)
    if key.startswith(ADVICE):
        return knowledge.prohibitions[name].why, _ids(knowledge.prohibitions[name].sources)
    if key.startswith(STEP):
        step = next(s for s in scenario.plan.steps if s.id == name)
        cases = ", ".join(knowledge.cases[c].title for c in step.cases[:1] if c in knowledge.cases)
        return f"Langkah rencana{': ' + cases if cases else ''}.", step.sources[:2]
    return (_bypassed(scenario), ()) if key.startswith(CHANNEL) else ("", ())


def _because(scenario: Scenario, case: str) -> str:
    """The signs behind a case that was found; nothing to say for one that was not."""
    signs = scenario.world.knowledge.signs
    finding = next((f for f in scenario.plan.findings if f.case == case), None)
    names = [n for n in (finding.because if finding else ()) if n in scenario.true and n in signs]
    return "Karena: " + "; ".join(signs[n].says for n in names) + "." if names else NO_SIGN


def _urgent(scenario: Scenario) -> str:
    plan, knowledge = scenario.plan, scenario.world.knowledge
    if plan.dangers:
        return "Bahaya: " + "; ".join(knowledge.dangers[d.id].title for d in plan.dangers) + "."
    top = [f for f in plan.findings if f.urgency == plan.urgency]
    return f"Paling mendesak: {knowledge.cases[top[0].case].title}. {_because(scenario, top[0].case)}" if top else ""


def _ids(refs: Iterable[SourceRef]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.id for ref in refs))[:2]

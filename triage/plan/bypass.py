"""Leading every step and referral around a suspected role (semantics 14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.kb.types import Knowledge, StepDef
from triage.model import Inference, Owner, Reason
from triage.plan.verdict import Trace
from triage.signs import Settled

DUTY_OF_ACCUSED = "kewajiban_terlapor"
BANK = "urusan_bank"


@dataclass(frozen=True, slots=True)
class Detour:
    """owners, referrals: what must not be used -> what stands in; channels: tags of steps through the role."""

    owners: Mapping[Owner, Owner]
    referrals: Mapping[str, str]
    channels: frozenset[str]

    def blocks(self, step: StepDef) -> bool:
        """Whether the step would go through the accused. Duties of the accused are never blocked."""
        if DUTY_OF_ACCUSED in step.tags:
            return False
        return not self.channels.isdisjoint(step.tags) or step.referral in self.referrals

    def owner(self, step: StepDef) -> Owner:
        """Who does it instead, when its owner is suspected. Card and bank stay with the KPM, whatever she did."""
        own = DUTY_OF_ACCUSED in step.tags or (step.owner == "kpm" and BANK in step.tags)
        return step.owner if own else self.owners.get(step.owner, step.owner)

    def referral(self, name: str) -> tuple[str, str]:
        """(the institution to use, the one it replaces or '')."""
        seen = {name}
        target = name
        while target in self.referrals and self.referrals[target] not in seen:
            target = self.referrals[target]
            seen.add(target)
        return target, name if target != name else ""


def suspected(inference: Inference, settled: Settled, knowledge: Knowledge) -> tuple[Reason, ...]:
    """The roles to be led around, with the observed signs that point at them."""
    found = [d for d in inference.derived if d.kind == "bypass" and d.id in knowledge.bypass]
    if not found:
        return ()
    trace = Trace(inference, settled)
    because: dict[str, list[str]] = {}
    for item in found:
        because.setdefault(item.id, []).extend(s.id for s in trace.roots(item))
    return tuple(
        Reason(role, entry.says, tuple(dict.fromkeys(because[role])))
        for role, entry in knowledge.bypass.items()
        if role in because
    )


def detour(roles: Iterable[str], knowledge: Knowledge) -> Detour:
    """The way around all of these roles."""
    owners: dict[Owner, Owner] = {}
    referrals: dict[str, str] = {}
    suspects = sorted(roles)
    for role in suspects:
        owners.update(knowledge.bypass[role].owners)
        referrals.update(knowledge.bypass[role].referrals)
    blocked = set(owners)
    owners = {owner: _clear(to, owners, blocked) for owner, to in owners.items()}
    channels = frozenset(tag for role in suspects for tag in knowledge.bypass[role].channels)
    return Detour(owners, referrals, channels)


def _clear(owner: Owner, owners: Mapping[Owner, Owner], blocked: set[Owner]) -> Owner:
    """Follow substitutes until one is not suspected itself; the district office when all are."""
    seen: set[Owner] = set()
    while owner in blocked and owner not in seen:
        seen.add(owner)
        owner = owners[owner]
    return "dinsos" if owner in blocked else owner

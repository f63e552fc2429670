"""Leading every step and referral around a suspected role (semantics 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.kb.types import Knowledge, StepDef
from triage.model import Inference, Owner, Reason
from triage.plan.verdict import Trace

DUTY_OF_ACCUSED = "kewajiban_terlapor"
BANK = "urusan_bank"


@dataclass(frozen=True, slots=True)
class Detour:
    """owners, referrals: what must not be used -> what stands in; channels: tags of steps through the role."""

    roles: tuple[Reason, ...]
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


def detour(inference: Inference, trace: Trace, knowledge: Knowledge) -> Detour:
    because: dict[str, list[str]] = {}
    for item in inference.derived:
        if item.kind == "bypass" and item.id in knowledge.bypass:
            because.setdefault(item.id, []).extend(s.id for s in trace.roots(item))
    owners: dict[Owner, Owner] = {}
    referrals: dict[str, str] = {}
    for role in because:
        owners.update(knowledge.bypass[role].owners)
        referrals.update(knowledge.bypass[role].referrals)
    blocked = set(owners)
    owners = {owner: _clear(to, owners, blocked) for owner, to in owners.items()}
    roles = tuple(
        Reason(role, knowledge.bypass[role].says, tuple(dict.fromkeys(because[role])))
        for role in knowledge.bypass
        if role in because
    )
    channels = frozenset(tag for role in because for tag in knowledge.bypass[role].channels)
    return Detour(roles, owners, referrals, channels)


def _clear(owner: Owner, owners: Mapping[Owner, Owner], blocked: set[Owner]) -> Owner:
    """Follow substitutes until one is not suspected itself; the district office when all are."""
    seen: set[Owner] = set()
    while owner in blocked and owner not in seen:
        seen.add(owner)
        owner = owners[owner]
    return "dinsos" if owner in blocked else owner

"""Every kind of item with its recipes and its builder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from triage.train.items import advice, cases, conduct, denial, names, order, question, referral, urgency
from triage.train.items.draft import Desk, Draft, Recipe
from triage.train.model import Kind


class Maker(NamedTuple):
    recipes: Callable[[Desk, str], Iterator[Recipe]]
    build: Callable[[Desk, Recipe], Draft | None]


MAKERS: Mapping[Kind, Maker] = {
    "kasus": Maker(cases.recipes, cases.build),
    "ingkar": Maker(denial.recipes, denial.build),
    "urgensi": Maker(urgency.recipes, urgency.build),
    "tanya": Maker(question.recipes, question.build),
    "rujukan": Maker(referral.recipes, referral.build),
    "nama": Maker(names.recipes, names.build),
    "urutan": Maker(order.recipes, order.build),
    "larangan": Maker(advice.recipes, advice.build),
    "etika": Maker(conduct.ethics, conduct.build),
    "catatan": Maker(conduct.notes, conduct.build),
}

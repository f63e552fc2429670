"""One plan as cells of a table: ids for programs, Indonesian for people, short enough for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from triage.batch.model import Cell
from triage.kb.types import Knowledge
from triage.labels import OWNERS
from triage.model import Evidence, Plan, PlanStep, Suggestion, Urgency, urgency_rank
from triage.render.labels import OUTCOMES

RESULT = (
    "urgensi", "hasil", "kasus", "nama_kasus", "kepastian", "bahaya", "rujukan", "jangan_lewat", "larangan",
    "pengingat", "mungkin", "periksa_manual", "alasan_periksa", "kutipan", "langkah_1", "langkah_2", "langkah_3",
)  # fmt: skip
FULL = "rencana"
"""The column that holds the JSON of the plan when all details are wanted."""
SEPARATOR = "; "
QUOTES = 6
"""So many quotes of the complaint are shown."""
_OWN = RESULT.index("mungkin")

NOTHING_TOLD = "aduan kosong"
NOT_UNDERSTOOD = "tidak ada yang terbaca"
TOO_LITTLE = "keterangan belum cukup"
UNCLEAR_DANGER = "bahaya disebut, belum jelas"
CONTRADICTION = "keterangan berbeda"
ONLY_SUSPECTED = "baru dugaan"
RESEMBLES = "mirip kasus lain"


def result_columns(header: Sequence[str], full: bool) -> tuple[str, ...]:
    """The names of the result columns; one that the table has already gets `_triase` behind it, again if need be."""
    taken = {name.casefold() for name in header}
    out = []
    for name in (*RESULT, FULL) if full else RESULT:
        while name.casefold() in taken:
            name = f"{name}_triase"
        taken.add(name)
        out.append(name)
    return tuple(out)


def cells_of(plan: Plan, reasons: Sequence[str], knowledge: Knowledge) -> tuple[Cell, ...]:
    """The cells of RESULT. reasons: why a person should look, from `why_look`."""
    mine = own_cells(resembled(plan.suggestions, knowledge), reasons, quoted(plan))
    return in_order(shared_cells(plan), mine)


def shared_cells(plan: Plan) -> tuple[Cell, ...]:
    """The cells of RESULT that do not depend on the words in which it was told."""
    titles = plan.titles
    steps = [_step(step) for step in plan.steps[:3]]
    return (
        plan.urgency or "",
        OUTCOMES[plan.outcome].lower(),
        _join(finding.case for finding in plan.findings),
        _join(titles.get(finding.case, finding.case) for finding in plan.findings),
        SEPARATOR.join(_certainties(plan)),
        _join(danger.id for danger in plan.dangers),
        _join(referral.name for referral in plan.referrals),
        _join(reason.text for reason in plan.bypass),
        _join(reason.text for reason in plan.prohibitions),
        _join(reason.text for reason in plan.reminders),
        *steps, *[""] * (3 - len(steps)),
    )  # fmt: skip


def own_cells(resembled: str, reasons: Sequence[str], quoted: Iterable[Evidence]) -> tuple[Cell, ...]:
    """The cells of RESULT that do: `mungkin` to `kutipan`."""
    return resembled, "ya" if reasons else "tidak", _join(reasons), " | ".join(_words(quoted))


def in_order(shared: tuple[Cell, ...], own: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells of `shared_cells` and of `own_cells` as they stand in RESULT."""
    return (*shared[:_OWN], *own, *shared[_OWN:])


def resembled(suggestions: Iterable[Suggestion], knowledge: Knowledge) -> str:
    """The names of the cases that the words resemble."""
    return _join([knowledge.cases[suggestion.case].title for suggestion in suggestions])


def why_look(plan: Plan, told: bool, knowledge: Knowledge) -> tuple[str, ...]:
    """Why a person should read this row herself. told: there was a text or anything else to go by."""
    if not told:
        return (NOTHING_TOLD,)
    found = plan.urgency if plan.findings else None
    resembles = (RESEMBLES,) if may_be_worse(found, plan.suggestions, knowledge) else ()
    return (*doubts(plan, knowledge), *resembles)


def doubts(plan: Plan, knowledge: Knowledge) -> Iterator[str]:
    """Why she should read it, whatever the words resemble."""
    if has_unclear_danger(plan, knowledge):
        yield UNCLEAR_DANGER
    if plan.conflicts:
        yield CONTRADICTION
    if plan.findings and plan.findings[0].certainty == "suspected":
        yield ONLY_SUSPECTED
    if plan.outcome == "need_more_information":
        yield TOO_LITTLE
    if plan.outcome == "out_of_scope":
        yield NOT_UNDERSTOOD


def may_be_worse(found: Urgency | None, suggestions: Iterable[Suggestion], knowledge: Knowledge) -> bool:
    """The wording resembles something where nothing was found, or something more urgent than what was."""
    level, levels = urgency_rank(found), _levels(knowledge)
    return any(levels[each.case] > level for each in suggestions)


@lru_cache(maxsize=8)
def _levels(knowledge: Knowledge) -> dict[str, int]:
    return {case.id: urgency_rank(case.urgency) for case in knowledge.cases.values()}


def has_unclear_danger(plan: Plan, knowledge: Knowledge) -> bool:
    """A danger was mentioned, but neither said to happen nor denied."""
    settled = {e.sign for e in plan.evidence if e.state is not None}
    return any(
        e.state is None and e.sign in knowledge.signs and knowledge.signs[e.sign].danger and e.sign not in settled
        for e in plan.evidence
    )


def quoted(plan: Plan) -> tuple[Evidence, ...]:
    """What is behind the findings, the most urgent first; the unclear readings when nothing was found."""
    return tuple(dict.fromkeys(e for finding in plan.findings for e in finding.evidence)) or plan.evidence


def _words(quoted: Iterable[Evidence]) -> list[str]:
    words = dict.fromkeys(" ".join(e.quote.split()) for e in quoted if e.quote)
    return list(words)[:QUOTES]


def _certainties(plan: Plan) -> list[str]:
    """For each case in the order of `kasus`: certain when one of its findings is."""
    best: dict[str, str] = {}
    for finding in plan.findings:
        if finding.certainty == "certain" or finding.case not in best:
            best[finding.case] = "pasti" if finding.certainty == "certain" else "dugaan"
    return list(best.values())


def _step(step: PlanStep) -> str:
    """With its owner and a whole date: a table is read on other days too."""
    due = f", {_moment(step.due_at)}" if step.due_at else ""
    return f"{step.text} [{OWNERS[step.owner]}{due}]"


@lru_cache(maxsize=1024)
def _moment(due_at: str) -> str:
    return f"{datetime.fromisoformat(due_at):%Y-%m-%d %H.%M}"


def _join(parts: Iterable[str]) -> str:
    return SEPARATOR.join(dict.fromkeys(parts))

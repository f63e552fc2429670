"""What goes into an interview and what comes out of it: opening, answers, questions, turns. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from triage.kb.types import Knowledge, SignDef
from triage.model import Actor, Evidence, Plan
from triage.notation import sign_evidence

if TYPE_CHECKING:
    from triage.facts.read import FactsFile

Value = Literal["ya", "tidak", "tidak_tahu", "lewati"]
How = Literal["ditemukan", "diduga", "mungkin", "gugur"]
_ACTORS: tuple[str, ...] = tuple(role for role in get_args(Actor) if role != "kpm")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. said: the free text that was read for it, '' otherwise; at: ISO time.

    list: the first sign of the choices it was picked from, or left unpicked; all of one list are one question.
    confirmed: given with the words in sight that say otherwise (`Ask.told`).
    subject: a member of the household file, '' for whom the sign is about by itself.
    """

    sign: str
    value: Value
    actor: str = ""
    said: str = ""
    at: str = ""
    list: str = ""
    confirmed: bool = False
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known before the first question."""

    text: str = ""
    facts: FactsFile | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One possibility that is read out in a list, in few words."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. actors: whom to choose from when the answer is yes, empty when it does not matter who.

    aloud: how to ask it while somebody may be listening, '' when there is no such wording. Its "no" proves nothing.
    choices: possibilities of which any number may hold, none of them a danger; `sign` is then that of the first.
    told: the words of the text or file that the question is about: they say otherwise than an earlier answer, or may
    have been misread.
    """

    sign: str
    text: str
    why: str
    safety: bool = False
    actors: tuple[str, ...] = ()
    aloud: str = ""
    choices: tuple[Choice, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One case of the differential. missing: signs it still needs; against: signs that were denied."""

    case: str
    how: How
    missing: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """ask is None when nothing is worth asking any more. open_safety: safety questions that were skipped."""

    ask: Ask | None
    plan: Plan
    differential: tuple[Standing, ...]
    open_safety: tuple[str, ...] = ()


def evidence_of(answer: Answer, knowledge: Knowledge) -> Evidence | None:
    """What an answer states; None for "tidak tahu" and a skipped question, which state nothing."""
    if answer.value not in ("ya", "tidak"):
        return None
    about = f"/{answer.subject}" if answer.subject else ""
    if answer.value == "tidak":
        return sign_evidence(f"-{answer.sign}{about}", knowledge.signs)
    by = f"@{answer.actor}" if answer.actor else ""
    return sign_evidence(f"{answer.sign}{by}{about}", knowledge.signs)


def actors_of(sign: SignDef) -> tuple[str, ...]:
    """Whom to choose from when the answer is yes, empty when it does not matter who."""
    wants_actor = (sign.accuses or sign.actor == "nearby") and not sign.default_actor
    return _ACTORS if wants_actor else ()

"""One interview from its opening to the printed plan: resuming, breaking off with a draft, and the record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli import ask_words as words
from triage.cli import drafts
from triage.cli.ask import Interview, tell_opening, with_open_safety
from triage.cli.ask_entries import nameless, nameless_answers, still_known
from triage.cli.ask_hear import masked
from triage.cli.ask_lines import lines
from triage.cli.screen import plain_width
from triage.interview import Answer, Opening, Value
from triage.kb.problems import Problem, Problems
from triage.notation import default_subject
from triage.render.wrap import wrap

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.cli.prepared import Prepared, Wish
    from triage.cli.why import Rerun
    from triage.interview import Interviewer, Turn
    from triage.kb.types import Knowledge
    from triage.model import Evidence, Plan


def make_interviewer(case: Prepared) -> Interviewer:
    """The core of the interview; the one place that builds it."""
    from triage.interview import Interviewer

    return Interviewer(case.machine, case.local)


def resumed(wish: Wish) -> Wish:
    """The wish with what the newest draft was about; what the command line names comes first. Raises Problems."""
    if wish.text:
        message = "pilih salah satu: teks baru, atau --resume"
        raise Problems([Problem("--resume", 0, 0, "draf", message, "lihat triage new --help")])
    path = drafts.newest()
    draft = drafts.read_draft(path)
    return replace(
        wish, text=draft.opening, draft=path, facts=wish.facts or (Path(draft.facts) if draft.facts else None),
        district=wish.district or (Path(draft.district) if draft.district else None),
        knowledge=wish.knowledge or tuple(map(Path, draft.knowledge)),
    )  # fmt: skip


def interviewed(
    case: Prepared, wish: Wish, front: Front, deliver: Callable[[Plan, Rerun], None], record: Path | None = None
) -> None:
    """Hold the interview, deliver its plan, write its record, forget its draft. Raises KeyboardInterrupt, Problems."""
    begun = case.clock().isoformat(timespec="seconds")
    fixed = tuple(_as_answer(one, case.machine.knowledge, begun) for one in case.answers)
    text = masked(wish.text)
    if not text.strip() and case.household is None and wish.draft is None:
        told = tell_opening(front)
        if told is None:
            raise KeyboardInterrupt
        text = told
    started = case.clock().isoformat(timespec="seconds")
    opening = Opening(text, case.household)
    interview = Interview(make_interviewer(case), case.machine, front, opening, case.clock, fixed)
    if wish.draft is not None:
        started = _continued(interview, wish.draft) or started
    turn = _held(interview, case, wish, started)
    plan = with_open_safety(turn, interview)
    try:
        deliver(plan, _supposing(interview, plan))
    finally:
        if record is not None:
            _write_record(record, interview, plan, started)
    if wish.draft is not None:
        drafts.discard([wish.draft])


def _supposing(interview: Interview, plan: Plan) -> Rerun:
    """The interview's plan as it would be with other answers, at the same moment."""
    now = datetime.fromisoformat(plan.now)

    def rerun(supposed: list[Evidence]) -> Plan:
        answers = [_as_answer(one, interview.machine.knowledge, plan.now) for one in supposed]
        return with_open_safety(interview.turn(*answers, now=now), interview)

    return rerun


def _write_record(path: Path, interview: Interview, plan: Plan, started: str) -> None:
    from triage.cli.private import write_private
    from triage.cli.record import record

    ended = interview.clock().isoformat(timespec="seconds")
    write_private(path, record(interview, plan, started, ended))
    print(f"catatan wawancara: {path}", file=sys.stderr)


def _as_answer(one: Evidence, knowledge: Knowledge, at: str) -> Answer:
    """A correction or supposition as an answer that was meant so. at: ISO time."""
    about = "" if one.subject == default_subject(knowledge.signs[one.sign]) else one.subject
    value: Value = "ya" if one.state == "present" else "tidak"
    return Answer(one.sign, value, one.actor, at=at, confirmed=True, subject=about)


def _continued(interview: Interview, path: Path) -> str:
    """Take up the draft; when it was begun. Answers to what the knowledge no longer has are left out."""
    draft = drafts.read_draft(path)
    knowledge = interview.machine.knowledge
    interview.entries = tuple(still_known(draft.entries, knowledge.signs))
    interview.fixed = (*(a for a in draft.fixed if a.sign in knowledge.signs), *interview.fixed)
    notes = [words.RESUMED.format(draft.saved[:16].replace("T", " "), len(interview.entries))]
    others = len(drafts.saved_drafts()) - 1
    notes += [words.OTHERS.format(others)] if others else []
    notes += [words.CHANGED] if draft.hash != knowledge.hash else []
    interview.front.show(lines(*notes, style="dim"))
    return draft.started


def _held(interview: Interview, case: Prepared, wish: Wish, started: str) -> Turn:
    """Run it to its end, through Ctrl-C and back."""
    while True:
        try:
            return interview.run()
        except KeyboardInterrupt:
            choice = _choice(interview.front)
            if choice == "simpan":
                drafts.keep(_draft(interview, case, wish, started), case.clock(), wish.draft)
                print("\n".join(wrap(words.KEPT, plain_width(sys.stderr))), file=sys.stderr)
                raise
            if choice == "buang" and wish.draft is not None:
                drafts.discard([wish.draft])
            if choice != "lanjut":
                raise


def _choice(front: Front) -> str:
    """What to do with an interview that was broken off; '' where nobody can be asked, or on a second Ctrl-C."""
    if not sys.stdin.isatty():
        return ""
    while True:
        front.show(lines("", words.INTERRUPTED, style="bold"))
        try:
            reply = front.choose(words.KEEP)
        except (KeyboardInterrupt, EOFError):
            return ""
        if reply.kind == "hide":
            front.hide()
        elif reply.kind in ("pick", "stop"):
            return reply.text


def _draft(interview: Interview, case: Prepared, wish: Wish, started: str) -> drafts.Draft:
    """All that is needed to go on, without names; what was read beside an open question goes with the last answer."""
    from triage.text import without_names

    entries, fixed, extras = interview.entries, interview.fixed, tuple(interview.extras)
    if extras and entries:
        entries = (*entries[:-1], replace(entries[-1], answers=(*entries[-1].answers, *extras)))
    elif extras:
        fixed = (*fixed, *extras)
    now = case.clock().isoformat(timespec="seconds")
    hide = partial(without_names, lexicon=case.machine.language.lexicon)
    return drafts.Draft(
        drafts.SCHEMA, now, case.machine.knowledge.hash, hide(interview.opening.text),
        nameless(entries, hide), nameless_answers(fixed, hide), started,
        _absolute(wish.facts), _absolute(wish.district), tuple(_absolute(folder) for folder in wish.knowledge),
    )  # fmt: skip


def _absolute(path: Path | None) -> str:
    return str(path.resolve()) if path else ""

"""One interview from its opening to the printed plan: resuming, breaking off with a draft, and the record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli import ask_words as words
from triage.cli import drafts
from triage.cli.ask import Interview, tell_opening, with_open_safety
from triage.cli.ask_hear import masked
from triage.cli.ask_screen import lines
from triage.interview import Answer, Opening
from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.cli.prepared import Prepared, Wish
    from triage.interview import Interviewer, Turn
    from triage.model import Plan


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
    case: Prepared, wish: Wish, front: Front, deliver: Callable[[Plan], None], record: Path | None = None
) -> None:
    """Hold the interview, deliver its plan, write its record, forget its draft. Raises KeyboardInterrupt, Problems."""
    fixed = _fixed(case)
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
        deliver(plan)
    finally:
        if record is not None:
            _write_record(record, interview, plan, started)
    if wish.draft is not None:
        drafts.discard([wish.draft])


def _write_record(path: Path, interview: Interview, plan: Plan, started: str) -> None:
    from triage.cli.private import write_private
    from triage.cli.record import record

    write_private(path, record(interview, plan, started, interview.clock().isoformat(timespec="seconds")))
    print(f"catatan wawancara: {path}", file=sys.stderr)


def _fixed(case: Prepared) -> tuple[Answer, ...]:
    """Corrections from the command line as answers. Raises Problems for one about a single member."""
    from triage.notation import default_subject

    at = case.clock().isoformat(timespec="seconds")
    for one in case.answers:
        if one.subject != default_subject(case.machine.knowledge.signs[one.sign]):
            message = f"jawaban tentang satu anggota ({one.sign}/{one.subject}) belum dapat dibawa ke wawancara"
            raise Problems([Problem("--set", 0, 0, "tanda", message, "tambahkan --no-ask")])
    return tuple(Answer(e.sign, "ya" if e.state == "present" else "tidak", e.actor, "", at) for e in case.answers)


def _continued(interview: Interview, path: Path) -> str:
    """Take up the draft; when it was begun. Answers to what the knowledge no longer has are left out."""
    draft = drafts.read_draft(path)
    knowledge = interview.machine.knowledge
    kept = [e for e in draft.entries if e.ask.sign in knowledge.signs]
    interview.entries = tuple(
        replace(e, answers=tuple(a for a in e.answers if a.sign in knowledge.signs)) for e in kept
    )
    interview.fixed = (*(a for a in draft.fixed if a.sign in knowledge.signs), *interview.fixed)
    notes = [words.RESUMED.format(draft.saved[:16].replace("T", " "), len(kept))]
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
                print(words.KEPT, file=sys.stderr)
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
    """Everything needed to go on later; what was read beside an open question goes with the last answer."""
    entries, fixed, extras = interview.entries, interview.fixed, tuple(interview.extras)
    if extras and entries:
        entries = (*entries[:-1], replace(entries[-1], answers=(*entries[-1].answers, *extras)))
    elif extras:
        fixed = (*fixed, *extras)
    now = case.clock().isoformat(timespec="seconds")
    return drafts.Draft(
        drafts.SCHEMA, now, case.machine.knowledge.hash, interview.opening.text, entries, fixed, started,
        _absolute(wish.facts), _absolute(wish.district), tuple(_absolute(folder) for folder in wish.knowledge),
    )  # fmt: skip


def _absolute(path: Path | None) -> str:
    return str(path.resolve()) if path else ""

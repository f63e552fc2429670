"""What a plan and an interview record tell for certain, sorted into the parts of the report. Nothing is made up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from triage.kb.problems import Problem, Problems, shown
from triage.kb.types import Knowledge
from triage.labels import OWNERS
from triage.render.labels import MONTHS

Facts = dict[str, list[str]]
"""Lines by the id of the part they belong to."""
PLAN, RECORD = "triage.plan/1", "triage.interview/"


def facts_of(plan: Path | None, record: Path | None, knowledge: Knowledge) -> Facts:
    """Raises Problems for a file that is no plan or no record of ours."""
    found: Facts = {}
    for path, schema, tell in ((plan, PLAN, _of_plan), (record, RECORD, _of_record)):
        if path is not None:
            for part, line in dict.fromkeys(_told(path, schema, tell, knowledge)):
                found.setdefault(part, []).append(line)
    return found


Told = Iterator[tuple[str, str]]


def _told(
    path: Path, schema: str, tell: Callable[[Any, Knowledge], Told], knowledge: Knowledge
) -> list[tuple[str, str]]:
    from triage.kb.yamlmap import read_text

    what = "rencana (triage new --json)" if schema == PLAN else "catatan wawancara (triage new --record)"
    try:
        data = json.loads(read_text(path))
        if not str(data["schema"]).startswith(schema):
            raise ValueError
        return list(tell(data, knowledge))
    except (ValueError, KeyError, TypeError, AttributeError):
        message = f"berkas ini bukan {what}"
        raise Problems([Problem(shown(path), 0, 0, "laporan", message, "buat lagi dengan perintah itu")]) from None


def _of_plan(data: Any, knowledge: Knowledge) -> Told:
    """Cases and signs to A and 2b, institutions to 2b, steps to 2c, what to keep and never to do to 3c."""
    for finding in data["findings"]:
        sure = "" if finding["certainty"] == "certain" else ", masih dugaan"
        yield "A", f"Masalah menurut triase: {finding['title']} ({finding['urgency']}{sure})."
    told = {one["id"]: None for one in data["signs"] if one["state"] == "present" and one["id"] in knowledge.signs}
    for name in told:
        if knowledge.signs[name].kind == "problem":
            yield "A", f"Yang diceritakan: {_sentence(knowledge.signs[name].says)}"
    for danger in data["danger"]:
        if danger["id"] in knowledge.dangers:
            yield "2b", f"Tanda bahaya: {_sentence(knowledge.dangers[danger['id']].title)}"
    for referral in data["referrals"]:
        yield "2b", f"Sumber yang dapat dimanfaatkan: {_sentence(referral['name'])}"
    for step in data["steps"]:
        yield "2c", f"{_sentence(step['text'])} (pelaksana: {OWNERS[step['owner']]}{_until(step['due_at'])})"
    for reminder in data["reminders"]:
        yield "3c", f"Yang dijaga menurut rencana: {_sentence(reminder['text'])}"
    for rule in data["prohibitions"]:
        yield "3c", f"Rencana melarang {_sentence(rule['text'])}"


def _of_record(data: Any, knowledge: Knowledge) -> Told:
    """When the interview was and how long, to A, 2a and 3b; the answers that were clear, to 2b."""
    count = len(data["questions"])
    when = _date(data["started"])
    yield "A", f"Diceritakan kepada pendamping pada {when}."
    yield "2a", f"Wawancara pada {when}: {count} pertanyaan."
    yield "3b", f"Wawancara dengan {count} pertanyaan pada {when}."
    for question in data["questions"]:
        for answer in question["answers"]:
            known = knowledge.signs.get(answer["sign"])
            if known is not None and answer["value"] in ("ya", "tidak"):
                yield "2b", f"Jawaban wawancara: {known.says} – {answer['value']}."


def _sentence(text: str) -> str:
    bare = text.strip()
    return bare if bare[-1:] in (".", "!", "?") else f"{bare}."


def _until(moment: str | None) -> str:
    return f", paling lambat {_date(moment)}" if moment else ""


def _date(moment: str) -> str:
    when = datetime.fromisoformat(moment)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"

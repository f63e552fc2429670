"""knowledge/CHANGES.yaml: dangerous changes that somebody with the right role has looked at and signed.

A list of `{change, case | danger | rule, from, to, reason, reviewer, date}`. Only a signature that the old side
does not have yet counts: what was signed once does not cover the same change made again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from triage.kb.problems import Problem, Problems
from triage.kb.spoken import Entry
from triage.kb.validate import validate
from triage.kb.yamlmap import YamlFile, read_yaml
from triage.model import URGENCIES

GONE = "hilang"
"""The `to` of a case that is no longer found."""
FILE = "CHANGES.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Entry):
    """One signed change. urgency: from, to. prohibition: from is its id. danger: only the danger.

    reviewer: a role, such as `supervisor PKH`, never a person's name. place: where it stands, not written.
    """

    change: Literal["urgency", "prohibition", "danger"]
    before: str
    after: str
    reason: str
    reviewer: str
    date: dt.date
    case: str = ""
    danger: str = ""
    rule: str = ""
    place: str = ""

    @property
    def about(self) -> str:
        """The id it is signed for."""
        return self.case or self.danger or self.rule


def signatures(knowledge: Path) -> list[Signature]:
    """The signatures in a knowledge folder, none without the file. Raises Problems with every malformed one."""
    path = knowledge / FILE
    if not path.is_file():
        return []
    file = read_yaml(path)
    problems: list[Problem] = []
    if not isinstance(file.data, list):
        if file.data is None:
            return []
        raise Problems([file.problem((), "tanda-tangan", "berkas ini harus berupa daftar", "awali dengan - change:")])
    found = [_signature(raw, file, i, problems) for i, raw in enumerate(file.data)]
    if problems:
        raise Problems(problems)
    return [one for one in found if one is not None]


def new_signatures(old: Path, new: Path) -> list[Signature]:
    """The signatures of `new` that `old` does not have. A malformed file of the old side counts as empty."""
    try:
        known = {replace(one, place="") for one in signatures(old)}
    except Problems:
        known = set()
    return [one for one in signatures(new) if replace(one, place="") not in known]


def _signature(raw: Any, file: YamlFile, index: int, problems: list[Problem]) -> Signature | None:
    count = len(problems)
    plain = dict(raw) if isinstance(raw, dict) else raw
    line, col = file.at((index,))
    if isinstance(plain, dict):
        for written, field in (("from", "before"), ("to", "after")):
            plain[field] = plain.pop(written, None) or "-"
        plain["place"] = f"{file.path}:{line}:{col}"
    made = validate(Signature, plain, file, (index,), problems)
    if made is None or len(problems) > count:
        return None
    for key, message in _mistakes(made):
        problems.append(file.problem((index, key), "tanda-tangan", message, "lihat docs/knowledge-format.md"))
    return made


def _mistakes(one: Signature) -> list[tuple[str, str]]:
    out = []
    if sum(map(bool, (one.case, one.danger, one.rule))) != 1:
        out.append(("change", "sebutkan tepat satu dari case, danger, atau rule"))
    if one.change == "danger" and not one.danger:
        out.append(("change", "bahaya yang hilang ditandatangani dengan danger: id"))
    if one.change == "urgency":
        if not one.case:
            out.append(("change", "urgensi yang turun ditandatangani dengan case: id"))
        if one.before not in URGENCIES:
            out.append(("from", f"from harus salah satu dari {', '.join(URGENCIES)}"))
        if one.after not in (*URGENCIES, GONE):
            out.append(("to", f"to harus salah satu dari {', '.join((*URGENCIES, GONE))}"))
    if one.change == "prohibition" and one.before == "-":
        out.append(("from", "from harus berisi id larangan yang hilang"))
    return out

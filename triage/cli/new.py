"""`triage new`: one complaint or household file in, one plan out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from triage.cli import options
from triage.cli.prepared import Prepared, Wish
from triage.cli.private import write_private
from triage.cli.why import Questions, check_questions, explained, show_explanation
from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.explain.tree import Explanation
    from triage.model import Evidence, Plan
    from triage.pipeline import Machine
    from triage.plan.district import District

ZONE = "Asia/Jakarta"
MAX_TEXT = 1_000_000


def new(
    text: options.Text = None, facts: options.Facts = None, as_json: options.Json = False,
    plain: options.Plain = False, out: options.Out = None, district: options.District = None,
    knowledge: options.KnowledgeFolders = None, at: options.At = None, corrections: options.Corrections = None,
    ask: options.Ask = None, resume: options.Resume = False, discard: options.Discard = False,
    record: options.Record = None, why: options.Why = None, why_not: options.WhyNot = None,
    what_if: options.WhatIf = None, depth: options.Depth = None, facts_schema: options.FactsSchema = False,
) -> int:  # fmt: skip
    """Triage one complaint, after an interview where a person sits at a terminal."""
    if facts_schema:
        return _print_schema()
    if discard:
        return _discard()
    asked = Questions(tuple(why or ()), tuple(why_not or ()), tuple(what_if or ()), depth)
    check_questions(asked)
    interview = resume or (_asks(ask, as_json, out) if ask or not asked.any() else False)
    if record is not None:
        _check_record(record, interview)
    wish = Wish(text or "", facts, district, tuple(knowledge or ()), at, tuple(corrections or ()))
    if resume:
        from triage.cli.ask_session import resumed

        wish = resumed(wish)
    elif not interview or text:
        wish = replace(wish, text=complaint(text, optional=facts is not None or interview))
    if out is not None:
        _check_suffix(out)
    case = _prepared(wish)

    def finish(plan: Plan) -> None:
        _deliver(plan, as_json, plain, out, _explained(plan, asked, wish, case) if asked.any() else None)

    if interview:
        from triage.cli.ask_fronts import front_for
        from triage.cli.ask_session import interviewed

        interviewed(case, wish, front_for(plain, as_json), finish, record)
        return 0
    finish(_triaged(wish, case, case.answers, case.clock()))
    return 0


def _triaged(wish: Wish, case: Prepared, answers: Iterable[Evidence], now: datetime) -> Plan:
    from triage.pipeline import triage

    return triage(case.machine, text=wish.text, facts=case.household, answers=answers, now=now, district=case.local)


def _explained(plan: Plan, asked: Questions, wish: Wish, case: Prepared) -> Explanation:
    """Answers to the questions about the plan; Raises Problems for what is not known."""
    supposed = [_correction(item, case.machine, "--what-if") for item in asked.what_if]
    now = datetime.fromisoformat(plan.now)
    return explained(
        plan, asked, case.machine, case.household, supposed, lambda answers: _triaged(wish, case, answers, now)
    )


def _prepared(wish: Wish) -> Prepared:
    from triage.cli.machine import load_machine

    machine = load_machine(wish.knowledge)
    local = _district(wish.district, machine.knowledge)
    _now(wish.at, local)
    household = _facts(wish.facts, machine.knowledge) if wish.facts else None
    answers = tuple(_correction(item, machine) for item in wish.corrections)
    return Prepared(machine, local, household, answers, lambda: _now(wish.at, local))


def _asks(ask: bool | None, as_json: bool, out: Path | None) -> bool:
    """Whether to interview: as told, else where a person sits at a terminal and wants to read the plan there."""
    if ask is not None:
        return ask
    return sys.stdin.isatty() and sys.stdout.isatty() and not as_json and out is None


def _check_record(path: Path, interview: bool) -> None:
    from triage.cli.private import check_writable

    if not interview:
        hint = "tambahkan --ask"
        raise Problems([Problem("--record", 0, 0, "catatan", "hanya ada catatan bila ada wawancara", hint)])
    check_writable(path)


def _discard() -> int:
    from triage.cli.drafts import discard, saved_drafts

    print(f"{discard(saved_drafts())} draf dibuang", file=sys.stderr)
    return 0


def _print_schema() -> int:
    import json

    from triage.facts.household import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0


def complaint(text: str | None, optional: bool = False) -> str:
    """The text given, or piped in; an empty one is a mistake unless it is optional. Raises Problems."""
    if text is None and not sys.stdin.isatty() and not optional:
        raw = sys.stdin.buffer.read(MAX_TEXT + 1) if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Problems(
                [Problem("masukan", 0, 0, "teks", "teks yang dialirkan bukan UTF-8", "simpan ulang sebagai UTF-8")]
            ) from None
    text = text or ""
    if len(text) > MAX_TEXT:
        raise Problems(
            [Problem("masukan", 0, 0, "teks", "teks terlalu panjang", "satu aduan saja; untuk daftar pakai berkas")]
        )
    if not text.strip() and not optional:
        raise Problems(
            [
                Problem(
                    "masukan",
                    0,
                    0,
                    "teks",
                    "belum ada aduan",
                    "tulis di antara tanda kutip, atau alirkan, atau -f berkas.yaml",
                )
            ]
        )
    return text


def _facts(path: Path, base: Any) -> Any:
    from triage.facts.read import read_household

    return read_household(path, base.signs)


def _district(path: Path | None, base: Any) -> District | None:
    if path is None:
        return None
    from triage.plan.district import read_district

    return read_district(path, base.referrals)


def _now(at: str | None, local: District | None) -> datetime:
    zone = local.zone() if local else ZoneInfo(ZONE)
    if at is None:
        return datetime.now(zone)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise Problems([Problem("--at", 0, 0, "waktu", "waktu tidak terbaca", "misalnya 2026-11-23T20:10")]) from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _correction(item: str, machine: Machine, option: str = "--set") -> Evidence:
    from triage.notation import sign_evidence

    name, _, value = item.partition("=")
    signs = machine.knowledge.signs
    bare = name.partition("@")[0].partition("/")[0]
    if bare not in signs:
        raise Problems(
            [
                Problem(
                    option,
                    0,
                    0,
                    "tanda",
                    f"tanda {bare!r} tidak dikenal",
                    did_you_mean(bare, signs) or "lihat knowledge/signs",
                )
            ]
        )
    if value.lower() not in ("ya", "tidak"):
        raise Problems([Problem(option, 0, 0, "tanda", f"isi {bare} dengan ya atau tidak", f"{option} {bare}=tidak")])
    return sign_evidence(name if value.lower() == "ya" else f"-{name}", signs)


def _check_suffix(out: Path) -> None:
    if out.suffix.lower() not in (".md", ".txt", ".html", ".json"):
        raise Problems(
            [Problem(str(out), 0, 0, "keluaran", "jenis berkas ini belum ada", "pakai .md, .txt, .html, atau .json")]
        )


def _deliver(plan: Plan, as_json: bool, plain: bool, out: Path | None, explanation: Explanation | None) -> None:
    if out is not None:
        from triage.render import rendered_for

        write_private(out, rendered_for(plan, out.suffix.lower()))
        print(f"tersimpan: {out}", file=sys.stderr)
    if as_json:
        from triage.render.as_json import dumps

        print(dumps(plan, explanation=explanation))
    elif explanation is not None:
        show_explanation(explanation, plan, plain)
    elif plain:
        from triage.render.plain import plain_text

        print(plain_text(plan))
    elif out is None:
        from rich.console import Console

        from triage.render.terminal import render

        render(plan, Console(highlight=False, markup=False, emoji=False))

"""`triage new`: one complaint or household file in, one plan out."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.cli import options
from triage.cli.moment import moment
from triage.cli.prepared import Prepared, Wish
from triage.cli.private import write_private
from triage.cli.why import Questions, Rerun, check_questions, explained, show_explanation
from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.explain.tree import Explanation
    from triage.model import Evidence, Plan
    from triage.pipeline import Machine
    from triage.plan.district import District

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

    def finish(plan: Plan, rerun: Rerun) -> None:
        _deliver(plan, as_json, plain, out, _explained(plan, asked, case, rerun) if asked.any() else None)

    if interview:
        from triage.cli.ask_fronts import front_for
        from triage.cli.ask_session import interviewed

        interviewed(case, wish, front_for(plain, as_json), finish, record)
        return 0
    now = case.clock()
    finish(_triaged(wish, case, [], now), lambda supposed: _triaged(wish, case, supposed, now))
    return 0


def _triaged(wish: Wish, case: Prepared, supposed: list[Evidence], now: datetime) -> Plan:
    """The plan without an interview; what is supposed takes the place of a correction about the same."""
    from triage.pipeline import triage

    named = {(one.sign, one.subject) for one in supposed}
    answers = [*(one for one in case.answers if (one.sign, one.subject) not in named), *supposed]
    return triage(case.machine, text=wish.text, facts=case.household, answers=answers, now=now, district=case.local)


def _explained(plan: Plan, asked: Questions, case: Prepared, rerun: Rerun) -> Explanation:
    """Answers to the questions about the plan; Raises Problems for what is not known."""
    supposed = [_correction(item, case.machine, "--what-if") for item in asked.what_if]
    return explained(plan, asked, case.machine, case.household, supposed, rerun)


def _prepared(wish: Wish) -> Prepared:
    from triage.compiled import load_machine

    machine = load_machine(wish.knowledge)
    local = _district(wish.district, machine.knowledge)
    moment(wish.at, local)
    household = _facts(wish.facts, machine.knowledge) if wish.facts else None
    answers = tuple(_correction(item, machine) for item in wish.corrections)
    return Prepared(machine, local, household, answers, lambda: moment(wish.at, local))


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
    """The text given, or piped in (also as `-`); an empty one is a mistake unless it is optional. Raises Problems."""
    if text == "-" or (text is None and not sys.stdin.isatty() and not optional):
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
        from triage.cli.screen import plain_width
        from triage.render.plain import plain_text

        print(plain_text(plan, plain_width(sys.stdout)))
    elif out is None:
        from rich.console import Console

        from triage.render.terminal import render

        render(plan, Console(highlight=False, markup=False, emoji=False))

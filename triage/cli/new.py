"""`triage new`: one complaint or household file in, one plan out."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from triage.cli import options
from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.model import Evidence, Plan
    from triage.pipeline import Machine
    from triage.plan.district import District

ZONE = "Asia/Jakarta"
MAX_TEXT = 1_000_000


def new(
    text: options.Text = None, facts: options.Facts = None, as_json: options.Json = False,
    plain: options.Plain = False, out: options.Out = None, district: options.District = None,
    knowledge: options.KnowledgeFolders = None, at: options.At = None, corrections: options.Corrections = None,
    facts_schema: options.FactsSchema = False,
) -> int:  # fmt: skip
    """Triage one complaint."""
    if facts_schema:
        return _print_schema()
    text = complaint(text, optional=facts is not None)
    from triage.cli.machine import load_machine
    from triage.pipeline import triage

    machine = load_machine(knowledge or ())
    base = machine.knowledge
    local = _district(district, base)
    now = _now(at, local)
    household = _facts(facts, base) if facts else None
    answers = [_correction(item, machine) for item in corrections or ()]
    if out is not None:
        _check_suffix(out)
    plan = triage(machine, text=text, facts=household, answers=answers, now=now, district=local)
    _deliver(plan, as_json, plain, out)
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


def _correction(item: str, machine: Machine) -> Evidence:
    from triage.notation import sign_evidence

    name, _, value = item.partition("=")
    signs = machine.knowledge.signs
    bare = name.partition("@")[0].partition("/")[0]
    if bare not in signs:
        raise Problems(
            [
                Problem(
                    "--set",
                    0,
                    0,
                    "tanda",
                    f"tanda {bare!r} tidak dikenal",
                    did_you_mean(bare, signs) or "lihat knowledge/signs",
                )
            ]
        )
    if value.lower() not in ("ya", "tidak"):
        raise Problems([Problem("--set", 0, 0, "tanda", f"isi {bare} dengan ya atau tidak", f"--set {bare}=tidak")])
    return sign_evidence(name if value.lower() == "ya" else f"-{name}", signs)


def _check_suffix(out: Path) -> None:
    if out.suffix.lower() not in (".md", ".txt", ".html", ".json"):
        raise Problems(
            [Problem(str(out), 0, 0, "keluaran", "jenis berkas ini belum ada", "pakai .md, .txt, .html, atau .json")]
        )


def _deliver(plan: Plan, as_json: bool, plain: bool, out: Path | None) -> None:
    if out is not None:
        from triage.render import rendered_for

        write_private(out, rendered_for(plan, out.suffix.lower()))
        print(f"tersimpan: {out}", file=sys.stderr)
    if as_json:
        from triage.render.as_json import dumps

        print(dumps(plan))
    elif plain:
        from triage.render.plain import plain_text

        print(plain_text(plan))
    elif out is None:
        from rich.console import Console

        from triage.render.terminal import render

        render(plan, Console(highlight=False, markup=False, emoji=False))


def write_private(path: Path, text: str) -> None:
    """Write all or nothing, readable by the owner only. Raises Problems when the place cannot be written."""
    import tempfile

    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as file:
            file.write(text)
        Path(file.name).chmod(0o600)
        Path(file.name).replace(path)
    except OSError as error:
        hint = "periksa folder dan izinnya"
        raise Problems([Problem(str(path), 0, 0, "keluaran", f"tidak dapat ditulis: {error.strerror}", hint)]) from None

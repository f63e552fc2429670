"""`triage kb verify`: prove the statements of knowledge/invariants.yaml for every household that can be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli import options
from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.kb.types import Knowledge
    from triage.model import Sign
    from triage.verify.run import Result

Only = Annotated[str | None, typer.Argument(help="Hanya pernyataan dengan id yang memuat kata ini.", metavar="[KATA]")]
Households = Annotated[
    Path | None,
    typer.Option("--households", help="Simpan rumah tangga yang melanggar di folder ini.", metavar=options.FOLDER),
]


def verify(
    only: Only = None,
    knowledge: options.KnowledgeFolders = None,
    households: Households = None,
    as_json: options.Json = False,
) -> int:
    """One line a statement; for a broken one the smallest household that breaks it. Exit 1 when one is broken."""
    if find_spec("z3") is None:
        raise Problems([Problem("z3", 0, 0, "pasang", "pembuktian perlu z3", "pip install 'triage-pkh[verify]'")])
    from triage.kb.invariants import load_invariants
    from triage.kb.load import layers, load
    from triage.verify.certificate import certify
    from triage.verify.run import statement_problems
    from triage.verify.run import verify as prove

    base = load(knowledge or ())
    invariants = load_invariants(layers(knowledge or ()))
    problems = statement_problems(invariants, base)
    if problems:
        raise Problems(problems)
    chosen = {name: each for name, each in invariants.items() if only is None or only in name}
    if not chosen:
        raise Problems(
            [Problem("--", 0, 0, "pernyataan", f"tidak ada pernyataan yang memuat {only!r}", "lihat invariants.yaml")]
        )
    results = []
    for result in prove(chosen, base):
        results.append(result)
        if not as_json:
            _tell(result, base, households)
    broken = sum(bool(result.broken) for result in results)
    if only is None and not broken:
        certify(base.hash)  # so that a district's folder need not be tried again at its first plan
    if as_json:
        print(json.dumps([_as_json(result, base) for result in results], ensure_ascii=False, indent=2))
    else:
        proofs, seconds = sum(r.proofs for r in results), sum(r.seconds for r in results)
        print(f"{len(results)} pernyataan, {proofs} pembuktian, {broken} dilanggar ({seconds:.1f} detik)")
    return 1 if broken else 0


def _tell(result: Result, base: Knowledge, folder: Path | None) -> None:
    """The statement, and under it what breaks it."""
    from triage.verify.witness import household_file

    print(f"{'✗' if result.broken else '✓'} {result.says} [{result.id}]")
    for about, signs in result.broken:
        print(f"  {result.place}: dilanggar{f' pada {about}' if about else ''} oleh rumah tangga ini:")
        text = household_file(signs, base)
        print("".join(f"    {line}\n" for line in text.splitlines()), end="")
        print(f"    # aturan yang menyala: {', '.join(fired(signs, base)) or '-'}")
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{result.id}{f'-{about}' if about else ''}.yaml"
            file.write_text(text, encoding="utf-8")
            print(f"    triage new -f {file}")


def fired(signs: Iterable[Sign], base: Knowledge) -> list[str]:
    """The rules that these signs fire, in their order."""
    from triage.engine import infer_once
    from triage.kb.productions import compile_productions

    found = infer_once(compile_productions(base), signs).derived
    return list(dict.fromkeys(support.rule for item in found for support in item.supports))


def _as_json(result: Result, base: Knowledge) -> dict[str, object]:
    from triage.verify.witness import household_file

    return {
        "id": result.id, "says": result.says, "place": result.place, "proofs": result.proofs,
        "broken": [
            {"about": about, "household": household_file(signs, base), "rules": fired(signs, base)}
            for about, signs in result.broken
        ],
    }  # fmt: skip

"""`triage kb new`: a new case, sign, rule or step in which every field says what belongs there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from triage.cli.kb.schema import refuse_installed
from triage.kb.problems import Problem, Problems, did_you_mean

KINDS = {
    "case": "case", "sign": "sign", "rule": "rule", "step": "step",
    "kasus": "case", "tanda": "sign", "aturan": "rule", "langkah": "step",
}  # fmt: skip
Kind = Annotated[
    str, typer.Argument(help="case, sign, rule, atau step (kasus, tanda, aturan, langkah).", metavar="JENIS")
]
Id = Annotated[str, typer.Argument(help="Id isi yang baru.", metavar="ID")]
Theme = Annotated[
    str | None,
    typer.Option("--theme", help="Berkas tanda signs/TEMA.yaml, atau folder aturan rules/TEMA/.", metavar="TEMA"),
]
Folder = Annotated[
    Path | None, typer.Option("--knowledge", help="Folder pengetahuan tambahan yang diisi.", metavar="FOLDER")
]
THEMED = ("sign", "rule")


def new(kind: Kind, name: Id, theme: Theme = None, knowledge: Folder = None) -> int:
    """Write a scaffold; never over anything that is there."""
    from triage.author.place import add
    from triage.author.wiring import home_of
    from triage.kb.load import layers

    chosen = _kind(kind)
    if theme is not None and chosen not in THEMED:
        message = f"--theme tidak berlaku bagi {kind}"
        raise Problems([Problem("--theme", 0, 0, "tema", message, "hapus pilihan itu")])
    every = layers([knowledge] if knowledge else ())
    refuse_installed(home_of(every[-1]))
    made = add(chosen, name, every[-1], every, theme)
    more = f" --knowledge {knowledge}" if knowledge else ""
    print(f"{made.path}:{made.line}")
    print("Ganti tiap TODO di sana dengan isinya, lalu jalankan:")
    print(f"  triage kb check{more}")
    return 0


def _kind(word: str) -> str:
    if word.lower() not in KINDS:
        hint = did_you_mean(word, KINDS) or "pilih case, sign, rule, atau step"
        raise Problems([Problem("jenis", 0, 0, "jenis", f"{word!r} tidak dapat dibuat di sini", hint)])
    return KINDS[word.lower()]

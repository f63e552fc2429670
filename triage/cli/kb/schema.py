"""`triage kb schema`: JSON Schemas of the knowledge files, for editors."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from triage.cli import options
from triage.kb.problems import Problem, Problems, did_you_mean, shown

Kind = Annotated[
    str | None, typer.Argument(help="Jenis berkas, misalnya cases.", metavar="[JENIS]", show_default=False)
]
Write = Annotated[
    bool, typer.Option("--write", help="Tulis folder schemas/ dan baris pertama tiap berkas pengetahuan.")
]


def schema(kind: Kind = None, write: Write = False, knowledge: options.KnowledgeFolders = None) -> int:
    """List the kinds, print one schema, or write them all."""
    from triage.author.files import FILE_KINDS
    from triage.author.schemas import written

    if write:
        return _write(knowledge or [])
    if kind is None:
        for name, one in FILE_KINDS.items():
            print(f"{name:13} {one.title}")
        return 0
    if kind not in FILE_KINDS:
        hint = did_you_mean(kind, FILE_KINDS) or f"pilih {', '.join(FILE_KINDS)}"
        raise Problems([Problem("jenis", 0, 0, "jenis", f"jenis berkas {kind!r} tidak ada", hint)])
    print(written(kind), end="")
    return 0


def _write(folders: list[Path]) -> int:
    """Into the folder of the last layer. Files that are right already are left alone."""
    from triage.author.files import FILE_KINDS
    from triage.author.schemas import written
    from triage.author.wiring import SCHEMAS, home_of, wired
    from triage.author.writing import write
    from triage.kb.load import layers

    layer = layers(folders)[-1]
    home = home_of(layer)
    refuse_installed(home)
    schemas = home / SCHEMAS
    made = {schemas / f"{name}.json": written(name) for name in FILE_KINDS}
    new = (item for item in made.items() if not item[0].exists() or item[0].read_text(encoding="utf-8") != item[1])
    count = 0
    for path, text in chain(new, wired(layer, schemas)):
        write(path, text)
        print(shown(path))
        count += 1
    print(f"{count} berkas ditulis" if count else "semua sudah sesuai")
    return 0


def refuse_installed(home: Path) -> None:
    """Raises Problems for the copy inside an installed package, which the next update would throw away."""
    if home.name == "_shipped":
        message = "pengetahuan bawaan yang terpasang tidak diubah"
        raise Problems(
            [Problem("--knowledge", 0, 0, "folder", message, "pakai --knowledge FOLDER untuk folder sendiri")]
        )

"""`triage kb docs`: the handbook, written to a folder or compared with it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from triage.cli import options

Out = Annotated[Path, typer.Option("--out", help="Folder buku pegangan.", metavar=options.FOLDER)]
Check = Annotated[bool, typer.Option("--check", help="Hanya bandingkan; gagal bila ada halaman yang basi.")]
DEFAULT = Path("docs/buku")
SHOWN = 20
"""Of each kind of difference at most this many files are named."""


def docs(out: Out = DEFAULT, check: Check = False, knowledge: options.KnowledgeFolders = None) -> int:
    """Write the pages, or with --check name every difference and exit 1."""
    from triage.handbook import compare, pages, write
    from triage.kb.load import load

    made = pages(load(knowledge or ()), out.resolve().name)
    found = compare(out, made) if check else write(out, made)
    kinds = (
        ("belum ada" if check else "dibuat", found.missing),
        ("basi" if check else "diperbarui", found.stale),
        ("berlebih" if check else "dihapus", found.superfluous),
    )
    stream = sys.stderr if check else sys.stdout
    for word, names in kinds:
        for name in names[:SHOWN]:
            print(f"{word}: {(out / name).as_posix()}", file=stream)
        if len(names) > SHOWN:
            print(f"{word}: … dan {len(names) - SHOWN} berkas lain", file=stream)
    if check and found:
        print("jalankan: triage kb docs" + ("" if out == DEFAULT else f" --out {out}"), file=stream)
    else:
        print(f"{len(made) - 1} halaman di {out}" + ("" if found else ", semua sesuai dengan pengetahuan"))
    return 1 if check and found else 0

"""The options that quiz, exam and study share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Db = Annotated[
    Path | None, typer.Option("--db", help="Berkas kemajuan; asalnya di folder data Anda.", metavar="BERKAS")
]
Seed = Annotated[int | None, typer.Option("--seed", help="Nomor undian: nomor sama, soal sama.", metavar="N")]
Count = Annotated[int | None, typer.Option("--count", help="Banyaknya soal.", metavar="N", min=1, max=500)]
Groups = Annotated[list[str] | None, typer.Option("--group", help="Hanya kelompok kasus ini.", metavar="KELOMPOK")]
Cases = Annotated[list[str] | None, typer.Option("--case", help="Hanya kasus ini.", metavar="KASUS")]
Skills = Annotated[list[str] | None, typer.Option("--skill", help="Hanya kemampuan ini.", metavar="KEMAMPUAN")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="Hanya jenis soal ini.", metavar="JENIS")]

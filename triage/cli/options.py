"""The options of the commands: their names, and their help in Indonesian."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FILE, FOLDER = "BERKAS", "FOLDER"

Text = Annotated[
    str | None,
    typer.Argument(help="Aduan dengan kata-kata sendiri.", metavar="[TEKS]", show_default=False),
]
Facts = Annotated[Path | None, typer.Option("-f", "--facts", help="Berkas rumah tangga (YAML).", metavar=FILE)]
Json = Annotated[bool, typer.Option("--json", help="Keluarkan JSON saja.")]
Plain = Annotated[bool, typer.Option("--plain", help="Tanpa kotak dan warna, untuk pembaca layar.")]
Out = Annotated[Path | None, typer.Option("-o", "--out", help="Simpan ke .md, .txt, .html, atau .json.", metavar=FILE)]
District = Annotated[Path | None, typer.Option("--district", help="Berkas daerah: kontak dan jam kerja.", metavar=FILE)]
KnowledgeFolders = Annotated[
    list[Path] | None, typer.Option("--knowledge", help="Folder pengetahuan tambahan.", metavar=FOLDER)
]
At = Annotated[
    str | None, typer.Option("--at", help="Anggap sekarang waktu ini, misalnya 2026-11-23T20:10.", metavar="WAKTU")
]
Corrections = Annotated[
    list[str] | None,
    typer.Option("--set", help="Betulkan satu tanda, misalnya kartu_hilang=tidak.", metavar="TANDA=ya|tidak"),
]
FactsSchema = Annotated[bool, typer.Option("--facts-schema", help="Tampilkan JSON Schema berkas rumah tangga.")]
Unmatched = Annotated[
    Path | None,
    typer.Option(
        "--unmatched",
        help="Kata yang sering (mungkin juga nama) dalam teks yang tidak terbaca (satu teks per baris, atau .jsonl).",
        metavar=FILE,
    ),
]
RunExamples = Annotated[bool, typer.Option("--examples/--no-examples", help="Jalankan contoh-contohnya juga.")]

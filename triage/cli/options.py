"""The options of the commands: their names, and their help in Indonesian."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from triage.kb.problems import Problems

FILE, FOLDER = "BERKAS", "FOLDER"


class WrongUse(Problems):
    """An option that does not fit what it is given for: exit code 2."""


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
Day = Annotated[
    str | None, typer.Option("--at", help="Yang berlaku pada tanggal ini; asalnya hari ini.", metavar="TANGGAL")
]
Corrections = Annotated[
    list[str] | None,
    typer.Option("--set", help="Betulkan satu tanda, misalnya kartu_hilang=tidak.", metavar="TANDA=ya|tidak"),
]
Ask = Annotated[
    bool | None,
    typer.Option(
        "--ask/--no-ask", help="Wawancara: tanya jawab sebelum rencana (di terminal: asalnya ya).", show_default=False
    ),
]
Resume = Annotated[bool, typer.Option("--resume", help="Lanjutkan wawancara terakhir yang terhenti.")]
Discard = Annotated[bool, typer.Option("--discard", help="Buang semua draf wawancara yang tersimpan.")]
Record = Annotated[
    Path | None, typer.Option("--record", help="Simpan catatan wawancara (JSON, tanpa nomor identitas).", metavar=FILE)
]
Why = Annotated[
    list[str] | None,
    typer.Option(
        "--why",
        help="Mengapa ini ada dalam rencana: id, kata judul, atau «urgensi».",
        metavar="KASUS|LANGKAH|LARANGAN|BAHAYA",
    ),
]
WhyNot = Annotated[
    list[str] | None,
    typer.Option("--why-not", help="Mengapa ini tidak ada, dan apa yang kurang.", metavar="KASUS|LANGKAH|BAHAYA"),
]
WhatIf = Annotated[
    list[str] | None,
    typer.Option("--what-if", help="Apa yang berubah bila jawabannya begini.", metavar="TANDA=ya|tidak"),
]
Depth = Annotated[int | None, typer.Option("--depth", help="Sedalam apa penjelasannya.", metavar="N", min=1)]
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

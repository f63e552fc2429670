"""The options of `triage batch`, with their help in Indonesian."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from triage.cli.options import FILE
from triage.model import Urgency

COLUMN = "KOLOM"


Format = Literal["csv", "tsv", "xlsx", "jsonl", "parquet"]
Detail = Literal["ringkas", "full"]
Sort = Literal["urgency"]

Inputs = Annotated[
    list[Path] | None,
    typer.Argument(help="Daftar aduan; beberapa berkas jadi satu daftar, - untuk masukan baku.", metavar="[BERKAS]..."),
]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", help="Berkas hasil; tanpa ini ke keluaran baku.", metavar=FILE)
]
To = Annotated[Format | None, typer.Option("--to", help="Bentuk hasil; asalnya menurut akhiran nama berkas.")]
From = Annotated[Format | None, typer.Option("--from", help="Bentuk masukan; asalnya dikenali sendiri.")]
Texts = Annotated[
    list[str] | None, typer.Option("--text", help="Kolom berisi aduan; asalnya dikenali sendiri.", metavar=COLUMN)
]
Map = Annotated[Path | None, typer.Option("--map", help="Peta kolom (YAML): arti kolom lain.", metavar=FILE)]
SuggestMap = Annotated[bool, typer.Option("--suggest-map", help="Usulkan peta kolom untuk daftar ini, lalu berhenti.")]
Details = Annotated[Detail, typer.Option("--detail", help="full: seluruh rencana sebagai JSON untuk setiap baris.")]
Sorted = Annotated[Sort | None, typer.Option("--sort", help="urgency: yang paling genting di atas.")]
Only = Annotated[Urgency | None, typer.Option("--only", help="Hanya baris dengan urgensi ini.")]
Limit = Annotated[int | None, typer.Option("--limit", help="Paling banyak sekian baris hasil.", min=1, metavar="N")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", help="Banyaknya proses; asalnya semua inti prosesor.", min=1, max=256, metavar="N"),
]
KeepText = Annotated[bool, typer.Option("--keep-text", help="Jangan samarkan NIK, telepon, dan nomor kartu.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Berhenti pada baris rusak pertama.")]
Resume = Annotated[bool, typer.Option("--resume", help="Lanjutkan pekerjaan yang terhenti.")]
Restart = Annotated[bool, typer.Option("--restart", help="Buang pekerjaan yang terhenti dan mulai lagi.")]
Report = Annotated[Path | None, typer.Option("--report", help="Halaman gambaran seluruh daftar (HTML).", metavar=FILE)]
Rejects = Annotated[
    Path | None, typer.Option("--rejects", help="Berkas baris yang ditolak; asalnya HASIL.rejects.csv.", metavar=FILE)
]
Delimiter = Annotated[
    str,
    typer.Option("--delimiter", help="Pemisah kolom; asalnya dikenali sendiri.", metavar="TANDA", show_default=False),
]
Encoding = Annotated[
    str,
    typer.Option("--encoding", help="Pengodean huruf; asalnya dikenali sendiri.", metavar="NAMA", show_default=False),
]
Sheet = Annotated[
    str, typer.Option("--sheet", help="Lembar XLSX; asalnya yang pertama.", metavar="NAMA", show_default=False)
]
Header = Annotated[
    bool | None,
    typer.Option("--header/--no-header", help="Baris pertama judul kolom, atau isi; asalnya dikenali sendiri."),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", help="Kluster Dask: tcp://… atau local; -o lalu berupa folder.", metavar="ALAMAT"),
]

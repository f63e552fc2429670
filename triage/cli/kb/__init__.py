"""`triage kb`: care for the knowledge base. One module a command; what a command needs is imported when it runs."""

from __future__ import annotations

import typer

from triage.cli.kb.check import check
from triage.cli.kb.diff import diff
from triage.cli.kb.docs import docs
from triage.cli.kb.list import list_entries
from triage.cli.kb.new import new
from triage.cli.kb.schema import schema
from triage.cli.kb.search import search
from triage.cli.kb.show import show
from triage.cli.kb.test import run_scenarios
from triage.cli.kb.verify import verify

kb = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@kb.callback()
def _kb() -> None:
    """Basis pengetahuan."""


kb.command("check", help="Periksa semua isi pengetahuan dan jalankan semua contohnya.")(check)
kb.command("verify", help="Buktikan pernyataan keselamatan untuk semua rumah tangga yang mungkin.")(verify)
kb.command("test", help="Jalankan skenario dan tunjukkan yang tidak sesuai.")(run_scenarios)
kb.command("list", help="Daftar isi pengetahuan, satu baris satu isi.")(list_entries)
kb.command("show", help="Tampilkan satu isi lengkap: kasus, tanda, langkah, aturan …")(show)
kb.command("search", help="Cari kata di seluruh isi pengetahuan.")(search)
kb.command("docs", help="Buat buku pegangan (halaman Markdown) dari basis pengetahuan.")(docs)
kb.command("diff", help="Apa akibat satu perubahan pengetahuan pada rencana.")(diff)
kb.command("schema", help="JSON Schema berkas pengetahuan, untuk penyunting teks.")(schema)
kb.command("new", help="Buat kerangka kasus, tanda, aturan, atau langkah baru.")(new)

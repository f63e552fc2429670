"""`triage train report BERKAS`: check a written case report; `triage train report new` writes a skeleton."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from triage.cli import options
from triage.cli.options import FILE

if TYPE_CHECKING:
    from triage.render.page import Page
    from triage.train.report import Finding, Report, Rules

HEAD = {"wajib": "WAJIB DIPERBAIKI", "saran": "SARAN"}
_STYLE = {"wajib": "bold red", "saran": "bold"}
A_LINE = 4
"""Parts counted on one line of 80 columns."""
Plan = Annotated[
    Path | None, typer.Option("--plan", help="Rencana dari triage new --json untuk kasus ini.", metavar=FILE)
]
Record = Annotated[
    Path | None, typer.Option("--record", help="Catatan wawancara dari triage new --record.", metavar=FILE)
]
Out = Annotated[Path, typer.Option("-o", "--out", help="Berkas .docx atau .md yang dibuat.", metavar=FILE)]
Source = Annotated[Path, typer.Argument(help="Laporan: .docx, .md, atau .txt.", metavar=FILE, show_default=False)]


class _FileFirst(TyperGroup):
    """What is no command is the file to check."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["check", *args]
        return super().parse_args(ctx, args)


report = typer.Typer(
    cls=_FileFirst,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@report.callback()
def _report() -> None:
    """Laporan kasus untuk sertifikasi: triage train report BERKAS memeriksanya."""


@report.command("check", help="Periksa laporan; check boleh tidak ditulis: triage train report laporan.docx.")
def check(
    source: Source, as_json: options.Json = False, plain: options.Plain = False, at: options.Day = None,
    knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """Exit 0 when nothing was found, else 1."""
    from triage.compiled import load_machine
    from triage.train.report import Rules, findings_json, read_report, template
    from triage.train.report import check as check_report

    found = read_report(source)
    rules = Rules(template(), load_machine(tuple(knowledge or ())), _day(at))
    findings = check_report(found, rules)
    if as_json:
        import json

        print(json.dumps(findings_json(found, findings, rules), ensure_ascii=False, indent=2))
    else:
        _show(found, findings, rules, plain)
    return 1 if findings else 0


@report.command("new", help="Buat kerangka laporan, boleh dari rencana dan catatan wawancara.")
def new(out: Out, plan: Plan = None, record: Record = None) -> int:
    """Never overwrites a report that exists."""
    from triage.cli.private import check_writable, write_private
    from triage.compiled import load_machine
    from triage.train.report import skeleton, template

    content = skeleton(out, plan, record, template(), lambda: load_machine(()).knowledge)
    check_writable(out)
    write_private(out, content)
    print(f"kerangka disimpan ke {out}; ganti setiap [Petunjuk: …], lalu periksa: triage train report {out}")
    return 0


def _day(at: str | None) -> date:
    from triage.cli.day import day

    return day(at)


def _show(found: Report, findings: tuple[Finding, ...], rules: Rules, plain: bool) -> None:
    from triage.cli.screen import new_page, show_page

    page = new_page(plain)
    page.heading(f"Laporan {found.document.path}")
    _counts(page, found, rules)
    for severity, title in HEAD.items():
        some = [finding for finding in findings if finding.severity == severity]
        if some:
            page.heading(title, f"{len(some)} hal", _STYLE[severity])
        for finding in some:
            _finding(page, finding, found)
    page.line()
    if not findings:
        page.item("", "Tidak ada yang perlu diperbaiki menurut pemeriksa ini.", "bold")
    page.item("", "Pemeriksa melihat bentuk dan bahaya yang dikenalnya; isi tetap dinilai asesor.", "dim")
    show_page(page, plain)


def _counts(page: Page, found: Report, rules: Rules) -> None:
    """Words of every part, the short ones marked."""
    cells = []
    for name, section in rules.template.sections.items():
        part = found.parts.get(name)
        words = "tidak ada" if part is None else f"{part.words} kata"
        short = part is None or part.words < max(section.least, 1)
        cells.append(f"{name} {words}{' ✗' if short else ''}")
    for i in range(0, len(cells), A_LINE):
        page.item("  ", " · ".join(cells[i : i + A_LINE]))


def _finding(page: Page, finding: Finding, found: Report) -> None:
    place = f"{found.document.unit} {finding.line}" if finding.line else ""
    where = " · ".join(part for part in (finding.part, place) if part)
    quote = f" «{finding.quote}»" if finding.quote else ""
    page.line()
    page.item("  ", f"{where}{quote}".strip() or "seluruh laporan", "dim")
    page.item("  ", finding.message)
    page.item("  → ", finding.action)

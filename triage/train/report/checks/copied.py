"""Template text that was left in: hints, instructions, blanks to fill, remains of a web page."""

from __future__ import annotations

from collections.abc import Iterator

from triage.train.report.hints import is_hint
from triage.train.report.model import Finding, Line, Report
from triage.train.report.rules import Rules
from triage.train.report.template import plain


def find(report: Report, rules: Rules) -> Iterator[Finding]:
    for part in report.parts.values():
        for line in part.left if part.words else ():  # an empty part is told already
            message, action = _said(line, rules)
            yield rules.finding("salinan", part.id, line, message, action)
        for line in part.lines:
            if rules.template.blanks.search(line.text):
                message = "Masih ada tempat kosong yang belum diisi."
                yield rules.finding("salinan", part.id, line, message, "isi atau hapus tempat kosong itu")


def _said(line: Line, rules: Rules) -> tuple[str, str]:
    if is_hint(line.text):
        return "Petunjuk kerangka ini belum diganti dengan isi.", "tulis isinya, lalu hapus petunjuknya"
    if rules.template.web.match(plain(line.text)):
        return "Ini sisa halaman web, bukan bagian laporan.", "hapus; tulis laporan dari kasus Anda sendiri"
    return "Ini salinan petunjuk pengisian dan tidak dihitung sebagai isi.", "hapus dan ganti dengan cerita kasus Anda"

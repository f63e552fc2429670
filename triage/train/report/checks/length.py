"""Is every part there, once, under its own number, and long enough?"""

from __future__ import annotations

from collections.abc import Iterator

from triage.train.report.model import Finding, Part, Report
from triage.train.report.rules import Rules
from triage.train.report.template import Section


def find(report: Report, rules: Rules) -> Iterator[Finding]:
    sections = rules.template.sections
    if not report.parts:
        message = "Tidak satu pun judul bagian laporan dikenali."
        action = "beri judul A, 2a–2f, dan 3a–3c; contoh kerangkanya: triage train report new -o laporan.docx"
        yield rules.finding("bagian", "", None, message, action)
        return
    for name, section in sections.items():
        part = report.parts.get(name)
        if part is None:
            message = f"Bagian {rules.template.name(name)} tidak ada."
            yield rules.finding("bagian", name, None, message, f"tambahkan judul {name} dan isinya: {section.hint}")
        else:
            yield from _of_part(part, section, rules)


def _of_part(part: Part, section: Section, rules: Rules) -> Iterator[Finding]:
    if len(part.heading) > 1:
        message = f"Judul {part.id} muncul {len(part.heading)} kali; isinya dibaca sebagai satu bagian."
        yield rules.about("judul", part, message, "satukan, atau perbaiki judulnya", line=part.heading[1])
    if part.label:
        message = f"Nomor judul ini {part.label}, tetapi bunyinya bagian {part.id}."
        yield rules.about("judul", part, message, f"ganti nomornya menjadi {part.id}", "saran")
    if not part.words:
        message = f"Bagian {part.id} baru berisi judul."
        least = f" paling sedikit {section.least} kata" if section.least else ""
        yield rules.about("kosong", part, message, f"isi{least}: {section.hint}")
    elif part.words < section.least:
        message = f"Bagian {part.id} baru {part.words} dari {section.least} kata."
        action = f"tambah paling sedikit {section.least - part.words} kata: {section.hint}"
        yield rules.about("panjang", part, message, action)

"""The item analysis as lines for a trainer: the whole test, then what to retire, then every item."""

from __future__ import annotations

from collections.abc import Sequence

from triage.render.page import Page
from triage.train.item_analysis import ENOUGH, FEWEST, Analysis, Judged

NARROW = 64
"""Below so many columns nothing stands side by side."""
TITLE, RETIRE, ALL = "Analisis butir soal", "Sebaiknya tidak dipakai lagi", "Semua butir"
HOW = (
    "Mudah: bagian peserta yang benar (0 sampai 1). Beda: korelasi dengan nilai soal lain (-1 sampai 1); di bawah 0,1"
    " lemah, di bawah 0 periksa kuncinya. Baris berikut: pilihan dan berapa yang memilih, * kunci."
)
NOTHING = "Belum ada jawaban dari pretes, postes, atau ujian yang selesai; jawaban kuis tidak dianalisis."
NO_RELIABILITY = "tidak dapat dihitung (perlu dua soal atau lebih yang dijawab semua peserta, dengan nilai berbeda)"


def compose(page: Page, found: Analysis) -> None:
    page.item("", TITLE, "bold")
    if not found.items:
        page.item("  ", NOTHING)
        return
    page.item("  ", f"{found.candidates} peserta, {len(found.items)} butir")
    kr20 = NO_RELIABILITY if found.kr20 is None else f"{number(found.kr20)} dari {found.common} butir bersama"
    page.item("  ", f"KR-20 (keajekan): {kr20}")
    if found.candidates < FEWEST:
        page.item("  ", f"Peserta masih kurang dari {FEWEST}: butir digambarkan, belum dinilai.")
    elif found.candidates < ENOUGH:
        page.item("  ", f"Peserta masih kurang dari {ENOUGH}: beda belum dinilai, karena kebetulan masih besar.")
    if found.retire:
        page.heading(RETIRE)
        for one in found.retire:
            page.item(f"  {page.symbols.cross} ", f"{one.item}: {'; '.join(one.faults)}")
    page.heading(ALL)
    page.item("  ", HOW, "dim")
    _rows(page, found.items)


def _rows(page: Page, items: Sequence[Judged]) -> None:
    if page.width >= NARROW:
        _row(page, ("butir", "orang", "mudah", "beda", "kasus"), "dim")
    for one in items:
        beda = "-" if one.discrimination is None else number(one.discrimination)
        _row(page, (one.item, str(one.count), number(one.facility), beda, f"{one.case} ({one.kind})"))
        page.item("      ", ", ".join(f"{c.key or 'kosong'}{'*' if c.right else ''} {c.count}" for c in one.choices))
        for remark in one.remarks:
            page.item("      ", remark, "dim")


def _row(page: Page, texts: tuple[str, str, str, str, str], style: str = "") -> None:
    if page.width < NARROW:
        item, count, facility, beda, case = texts
        page.item("  ", f"{item}: {case}, {count} orang, mudah {facility}, beda {beda}", style)
        return
    widths = (16, 5, 5, 5, page.width - 38)
    page.row("  ", [(text, width, style) for text, width in zip(texts, widths, strict=True)])


def number(value: float) -> str:
    """'0,43': two decimals with a comma."""
    return f"{value:.2f}".replace(".", ",")

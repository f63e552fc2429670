"""The terminal page: exact at 80 columns, safe text, enough on the first screen, any encoding."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from triage.render.terminal import compose, render

from .keep import check
from .plans import ALL, crowded, darurat, hostile, need_more, out_of_scope, rutin

FIRST_SCREEN = 24


def lines(name: str, width: int = 80, encoding: str = "utf-8") -> list[str]:
    return compose(ALL[name](), width, encoding).text().splitlines()


@pytest.mark.parametrize("name", ALL)
def test_page_at_80_columns_is_as_agreed(name: str) -> None:
    check(f"{name}.term.txt", "\n".join(lines(name)) + "\n")


def test_page_in_ascii_is_as_agreed() -> None:
    check("darurat.ascii.txt", "\n".join(lines("darurat", encoding="ascii")) + "\n")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1", "utf-8", "no-such-codec"])
def test_every_line_can_be_encoded_and_fits(name: str, encoding: str) -> None:
    known = "ascii" if encoding == "no-such-codec" else encoding
    for width in (40, 60, 80, 93, 100):
        for line in lines(name, width, encoding):
            line.encode(known)
            assert cell_len(line) <= width


def test_wide_terminals_get_at_most_100_columns() -> None:
    console = Console(file=io.StringIO(), width=200)
    render(darurat(), console)
    assert max(map(len, console.file.getvalue().splitlines())) == 100  # type: ignore[attr-defined]


def test_ascii_page_uses_marks_that_a_typewriter_has() -> None:
    page = "\n".join(lines("darurat", encoding="ascii"))
    assert page.startswith("# [!] DARURAT - uang sedang berpindah tangan ##")
    assert '  x menegur atau menemui dia lebih dulu, atau menyelesaikan "kekeluargaan"' in page


def test_cp1252_page_keeps_the_quotation_marks_it_has() -> None:
    page = "\n".join(lines("darurat", encoding="cp1252"))
    assert "karena: (1) «saldonya malah 0»" in page
    assert page.startswith("# [!] DARURAT")


def test_piped_page_has_no_escapes_and_complaint_text_is_not_markup() -> None:
    out = io.StringIO()
    render(hostile(), Console(file=out, width=80))
    assert "\x1b" not in out.getvalue()
    assert "\x9b" not in out.getvalue()
    assert "[red]x[/]" in out.getvalue()


def test_coloured_page_shows_the_same_text_and_only_style_escapes() -> None:
    out = io.StringIO()
    render(hostile(), Console(file=out, width=80, force_terminal=True, color_system="truecolor"))
    with_style = Console(file=io.StringIO(), width=80)
    render(hostile(), with_style)
    from rich.text import Text

    assert Text.from_ansi(out.getvalue()).plain.split() == with_style.file.getvalue().split()  # type: ignore[attr-defined]
    assert "\x1b[2J" not in out.getvalue()


@pytest.mark.parametrize("plan", [darurat, crowded])
def test_first_screen_of_an_emergency_holds_danger_bypass_numbers_and_three_steps(plan: object) -> None:
    first = "\n".join(compose(plan(), 80, "utf-8").text().splitlines()[:FIRST_SCREEN])  # type: ignore[operator]
    for needed in (
        "DARURAT",
        "Jangan lewat ketua kelompok",
        "Kepolisian 110",
        "[ ] 1",
        "[ ] 3",
        "besok 16.00",
    ):
        assert needed in first


def test_suspected_and_other_household_findings_are_marked() -> None:
    page = compose(rutin(), 80, "utf-8").text()
    assert "PIN KKS lupa (dugaan) (rumah tangga lain)" in page
    assert "(dengan persetujuan)" in page


def test_an_urgent_plan_without_danger_opens_calmly_with_its_first_deadline() -> None:
    page = compose(replace(darurat(), urgency="mendesak", banners=(), dangers=()), 80, "utf-8").text()
    assert page.startswith("┌ MENDESAK ─ langkah pertama paling lambat hari ini 22.10 ")
    assert "│ Jangan lewat ketua kelompok" in page


def test_missing_information_asks_before_anything_else() -> None:
    page = compose(need_more(), 80, "utf-8").text()
    assert page.index("«dulu suka nampar»") < page.index("Tanyakan dulu") < page.index("Rujukan")
    assert page.startswith("┌ MENDESAK")


def test_out_of_scope_says_so_and_where_to_turn() -> None:
    page = compose(out_of_scope(), 80, "utf-8").text()
    assert "DI LUAR CAKUPAN" in page
    assert "Puskesos" in page
    assert "112" in page

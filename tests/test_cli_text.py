"""`triage text`: what an author sees of how a sentence is understood."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_it_shows_words_signs_cues_and_why(run: Run) -> None:
    code, out, err = run("text", "katru kks saya ilang, tapi suami gak pernah mukul")
    assert (code, err) == (0, "")
    assert "katru" in out
    assert "salah ketik: kartu" in out
    assert "kartu_hilang" in out
    assert "[0–20]" in out
    assert "disangkal" in out
    assert "gak pernah" in out


def test_a_phrase_that_lost_is_told_with_its_winner(run: Run) -> None:
    _, out, _ = run("text", "dipukuli suami saya tiap malam")
    assert "kalah dari" in out


def test_as_json_every_reading_has_quote_offsets_phrase_and_reasons(run: Run) -> None:
    text = "katru kks saya ilang"
    _, out, _ = run("text", "--json", text)
    (found, *_) = [r for r in json.loads(out)["readings"] if r["sign"] == "kartu_hilang"]
    assert text[found["start"] : found["end"]] == found["quote"]
    assert found["phrase"]
    assert ["katru", "salah ketik: kartu"] in found["words"]


def test_identity_numbers_are_masked_before_anything_is_shown(run: Run) -> None:
    _, out, _ = run("text", "NIK saya 3578012345678901 kartu hilang")
    assert "3578012345678901" not in out


def test_unmatched_counts_words_and_pairs_of_silent_texts_only(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "aduan.txt"
    file.write_text("gorengan bakwan renyah\nbakwan renyah lagi\nkartu kks saya hilang\n\nSumiyem\n", encoding="utf-8")
    code, out, _ = run("text", "--unmatched", str(file))
    assert code == 0
    assert out.startswith("3 dari 4 teks")
    assert "2  bakwan renyah" in out
    assert "kartu" not in out
    assert "sumiyem" not in out.lower(), "a word of a single text may be a name"


def test_unmatched_shows_no_capitalised_unknown_word_no_digits_and_counts_a_forwarded_text_once(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "aduan.txt"
    file.write_text(
        "bakwan Sumiyem B1234XYZ\nbakwan  Sumiyem B1234XYZ\nbakwan Sumiyem 3578012345678901\n", encoding="utf-8"
    )
    _, out, _ = run("text", "--unmatched", str(file))
    assert "2  bakwan" in out
    assert "umiyem" not in out
    assert "1234" not in out


def test_unmatched_reads_json_lines_and_names_a_bad_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "aduan.jsonl"
    file.write_text('{"text": "bakwan renyah"}\n{"text": "dua bakwan renyah"}\n', encoding="utf-8")
    _, out, _ = run("text", "--unmatched", str(file), "--json")
    assert json.loads(out)["pairs"] == {"bakwan renyah": 2}
    file.write_text('{"text": "bakwan"}\nbukan json\n', encoding="utf-8")
    code, _, err = run("text", "--unmatched", str(file))
    assert code == 1
    assert "aduan.jsonl:2:1" in err
    for bad in ("[" * 50_000, '{"text": null}', '{"text": ["a"]}', '{"teks": "a"}'):
        file.write_text(bad + "\n", encoding="utf-8")
        code, out, err = run("text", "--unmatched", str(file))
        assert (code, out) == (1, "")
        assert "aduan.jsonl:1:1" in err


def test_a_text_and_a_list_together_are_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("bakwan\n", encoding="utf-8")
    code, _, err = run("text", "bakwan", "--unmatched", str(tmp_path / "a.txt"))
    assert code == 1
    assert "pilih salah satu" in err


@pytest.mark.parametrize("piped", ["", "  \n"])
def test_without_a_text_it_says_what_to_type(piped: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(piped))
    for arguments in (("text",), ("text", "  ")):
        code, _, err = run(*arguments)
        assert code == 1
        assert "belum ada aduan" in err


def test_a_text_can_be_piped_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("kartu kks saya hilang"))
    _, out, _ = run("text")
    assert "kartu_hilang" in out

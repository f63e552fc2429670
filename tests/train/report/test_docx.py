"""DOCX made by Word and by LibreOffice is read as the same text would be; broken files are told in one sentence."""

from __future__ import annotations

import builtins
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.train.report import word, word_parts
from tests.train.report.reports import FILES, counts, rules_of
from triage.kb.problems import Problems
from triage.pipeline import Machine
from triage.train.report import check, read_docx, read_report

SCHOOL = FILES / "baik-sekolah.txt"
LABEL = re.compile(r"^[I.]+[a-f] ")


def body_of(lines: list[str]) -> list[str]:
    """Every text in another of Word's ways; the numbers of the headings are Word's own."""
    out: list[str] = []
    for i in range(0, len(lines), 2):
        title, text = LABEL.sub("", lines[i]), lines[i + 1]
        out.append(word.heading(title, "Sub" if i % 4 else "Judul2"))
        first, rest = text.split(". ", 1)
        start, last = rest.rsplit(" ", 1)
        hyphened, joined = last[:2] + "\u00ad" + last[2:], rest.replace(" ", "\u00a0", 1)
        ways = [
            word.paragraph(word.pieces(f"{first}."), "<w:r><w:br/></w:r>", word.pieces(rest)),
            word.control(word.paragraph(word.run(text))),
            word.table(f"{first}.", rest),
            word.paragraph(
                word.run(f"{first}. "),
                word.inserted(start),
                word.struck(" Ibu Sumiyatun yang dihapus"),
                word.moved_away(" yang dipindah"),
                word.smart(f" {last}"),
            ),
            word.paragraph(word.control(word.run(text))),
            word.paragraph(word.link(f"{first}. "), word.moved_here(start), word.run(f" {hyphened}")),
            word.paragraph(
                word.pieces(f"{first}. {joined}"), word.empty_control("Klik di sini untuk memasukkan teks.")
            ),
            word.paragraph(word.field(f"{first}. "), word.run(rest), "<w:r><w:softHyphen/></w:r>"),
        ]
        out.append(ways[i // 2 % len(ways)])
    return out


def test_a_document_of_word_counts_as_its_text(machine: Machine, tmp_path: Path) -> None:
    lines = SCHOOL.read_text(encoding="utf-8").strip().split("\n")
    report = read_report(word.save(tmp_path / "w.docx", *body_of(lines)))
    assert counts(report) == counts(read_report(SCHOOL))
    assert check(report, rules_of(machine)) == ()


def test_a_document_of_libreoffice_counts_as_its_text() -> None:
    assert counts(read_report(FILES / "baik-sekolah-libreoffice.docx")) == counts(read_report(SCHOOL))


def test_a_place_is_the_number_of_the_paragraph_that_is_not_empty(machine: Machine, tmp_path: Path) -> None:
    name = word.paragraph(word.run("Ibu Sumiyatun datang."))
    made = word.save(
        tmp_path / "w.docx", word.heading("Pendekatan awal"), word.paragraph(), word.table("satu", "dua"), name
    )
    report = read_report(made)
    found = [one for one in check(report, rules_of(machine)) if one.check == "identitas"]
    assert (report.document.unit, [one.line for one in found]) == ("paragraf", [4])
    assert "Sumiyatun" not in found[0].quote


def test_a_text_box_counts_once(tmp_path: Path) -> None:
    made = word.save(tmp_path / "w.docx", word.heading("Pendekatan awal"), word.paragraph(word.box("satu dua tiga")))
    assert counts(read_report(made)) == {"2a": 3}


def test_a_bold_line_is_a_heading_and_a_bold_word_is_not(tmp_path: Path) -> None:
    bold = word.run("Rencana pemecahan masalah keluarga", "<w:b/>")
    part = word.paragraph(word.run("Evaluasi", "<w:b/>"), word.run(" berjalan lancar bersama"))
    made = word.save(tmp_path / "w.docx", word.paragraph(bold), part, word.paragraph(word.run("satu dua")))
    assert counts(read_report(made)) == {"2c": 6}


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("header", "kepala halaman"),
        ("footer", "kaki halaman"),
        ("footnotes", "catatan kaki"),
        ("endnotes", "catatan akhir"),
        ("comments", "komentar"),
    ],
)
def test_what_stands_beside_the_text_shows_nobody_either(
    kind: str, place: str, machine: Machine, tmp_path: Path
) -> None:  # fmt: skip
    body = body_of(SCHOOL.read_text(encoding="utf-8").strip().split("\n"))
    named = read_report(word.save(tmp_path / "w.docx", *body, **{kind: "Ibu Sumiyatun, Jl. Melati, 081234567890"}))
    found = check(named, rules_of(machine))
    assert counts(named) == counts(read_report(SCHOOL))
    assert {(one.check, one.part, one.line) for one in found} == {("identitas", "", 0)}
    assert len(found) == 3
    assert all(place in one.message for one in found)
    assert not any("Sumiyatun" in one.quote or "0812" in one.quote for one in found)
    plain = read_report(word.save(tmp_path / "x.docx", *body, **{kind: "Laporan Kasus Pendamping Sosial, halaman 2"}))
    assert check(plain, rules_of(machine)) == ()


def test_a_broken_header_is_told(tmp_path: Path) -> None:
    whole = word.save(tmp_path / "w.docx", word.paragraph(word.run("x")), header="kepala")
    path = tmp_path / "lain.docx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as out:
        for name in source.namelist():
            out.writestr(name, b"<w:hdr>" if "header" in name else source.read(name))
    with pytest.raises(Problems, match="rusak, terkunci, atau bukan DOCX"):
        read_report(path)


def test_a_heading_is_bold_by_its_letters_style_and_numbered_by_its_own(tmp_path: Path) -> None:
    bold = word.paragraph(word.run("Rencana pemecahan masalah keluarga", word_parts.STRONG))
    lines = read_report(word.save(tmp_path / "w.docx", bold, word.heading("Evaluasi"))).document.lines
    assert [(line.styled, line.numbered) for line in lines] == [(True, False), (True, True)]
    none = word.paragraph(word.run("Evaluasi"), marks='<w:pStyle w:val="Sub"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    lines = read_report(word.save(tmp_path / "x.docx", none)).document.lines
    assert [(line.styled, line.numbered) for line in lines] == [(True, False)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.docx", b"bukan zip", "rusak, terkunci, atau bukan DOCX"),
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "rusak, terkunci, atau bukan DOCX"),
        ("x.doc", b"", "berkas Word lama belum dapat dibaca"),
        ("x.pdf", b"", "berkas PDF belum dapat dibaca"),
        ("x.png", b"", "jenis berkas ini tidak dikenal"),
    ],
)
def test_a_file_that_is_no_report_is_told_in_one_sentence(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Problems, match=message) as caught:
        read_report(tmp_path / name)
    assert len(caught.value.problems) == 1


def test_an_archive_without_a_document_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Problems, match="rusak"):
        read_report(tmp_path / "x.docx")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 100_000_001)
    with pytest.raises(Problems, match="terlalu besar"):
        read_report(tmp_path / "x.docx")


@pytest.mark.parametrize("inner", ["<html/>", f"<w:document {word_parts.SPACES}/>"])
def test_an_archive_without_a_body_is_told(inner: str, tmp_path: Path) -> None:
    path = _with_document(tmp_path, inner)
    with pytest.raises(Problems, match="rusak, terkunci, atau bukan DOCX"):
        read_report(path)


def test_a_document_of_countless_empty_paragraphs_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(read_docx, "MAX_XML", 50_000)
    few = _with_document(tmp_path, f"<w:document {word_parts.SPACES}><w:body>{'<w:p/>' * 100}</w:body></w:document>")
    read_report(few)
    many = _with_document(
        tmp_path, f"<w:document {word_parts.SPACES}><w:body>{'<w:p/>' * 10_000}</w:body></w:document>"
    )
    with pytest.raises(Problems, match="terlalu besar"):
        read_report(many)


def _with_document(folder: Path, xml: str) -> Path:
    """A DOCX with this in place of its text."""
    whole = word.save(folder / "dasar.docx", word.paragraph(word.run("x")))
    path = folder / "lain.docx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(name, xml if name == "word/document.xml" else source.read(name))
    return path


def test_a_missing_library_is_one_sentence_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "docx":
            raise ImportError
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Problems, match=r"triage-pkh\[train\]"):
        read_report(FILES / "baik-sekolah-libreoffice.docx")

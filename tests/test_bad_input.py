"""Whatever a user hands over: one clear sentence each, all at once, with the place, exit 1, no traceback, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

FILES: dict[str, tuple[bytes, list[str]]] = {
    "kosong.yaml": (b"", ["kosong.yaml:1:1: yaml: berkas ini kosong"]),
    "kunci.yaml": (
        b"kartuu: {keadaan: ada}\n",
        ["kunci.yaml:1:1: berkas: kunci 'kartuu' tidak dikenal (maksudnya kartu?)"],
    ),
    "dalam.yaml": (
        b"kartu:\n  keadan: ada\n",
        ["dalam.yaml:2:3: berkas: kunci 'keadan' tidak dikenal (maksudnya keadaan?)"],
    ),
    "ganda.yaml": (b"kode: a\nkode: b\n", ["ganda.yaml:2:1: yaml: kunci 'kode' ditulis dua kali"]),
    "pilihan.yaml": (
        b"kartu: {keadaan: lenyap}\n",
        ["pilihan.yaml:1:9: berkas: nilai 'keadaan' bukan pilihan yang sah"],
    ),
    "tipe.yaml": (b"anggota: [{kode: a, peran: anak, usia: tujuh}]\n", ["tipe.yaml:1:34: berkas: 'usia' harus angka"]),
    "batas.yaml": (b"anggota: [{kode: a, peran: anak, usia: 200}]\n", ["'usia' harus paling banyak 125"]),
    "tanggal.yaml": (b"pembayaran: {batas_ambil: besok}\n", ["tanggal.yaml:1:14: berkas: 'batas_ambil' harus tanggal"]),
    "yatidak.yaml": (b"ekonomi: {judi: mungkin}\n", ["isi dengan ya atau tidak"]),
    "tanda.yaml": (b"tanda: {kartu_hilan: ya}\n", ["tanda 'kartu_hilan' tidak dikenal (maksudnya kartu_hilang?)"]),
    "anggota.yaml": (
        b"anggota: [{kode: a, peran: anak}, {kode: a, peran: anak}]\n",
        ["kode anggota 'a' dipakai dua kali"],
    ),
    "sintaks.yaml": (b"kartu: [ada\n", ["sintaks.yaml:2:1: yaml: susunan YAML tidak terbaca"]),
    "alias.yaml": (b"a: &x [1]\nb: *x\n", ["alias.yaml:1:4: yaml: penanda & dan * tidak dipakai"]),
    "biner.yaml": (b"\x00\x01\x02", ["biner.yaml: berkas: berkas ini bukan teks biasa"]),
    "latin.yaml": ("kode: é\n".encode("latin-1"), ["latin.yaml:1:7: berkas: tulisan ini bukan UTF-8"]),
    "daftar.yaml": (b"- a\n", ["berkas rumah tangga harus berisi kunci dan nilai"]),
    "komentar.yaml": (b"catatan: umur #>=60\n", ["YAML membaca # sebagai komentar"]),
    "dua.yaml": (
        b"kartuu: 1\nanggota: [{kode: A B, peran: adik}]\n",
        ["dua.yaml:1:1", "dua.yaml:2:12", "dua.yaml:2:23"],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_household_file_is_named_with_its_place(
    name: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content, wanted = FILES[name]
    Path(name).write_bytes(content)
    code, out, err = run("new", "-f", name, "-o", "rencana.md")
    assert code == 1, err
    assert out == ""
    assert "Traceback" not in err
    for sentence in wanted:
        assert sentence in err
    assert not Path("rencana.md").exists()


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path, run: Run) -> None:
    bomb = tmp_path / "bom.yaml"
    bomb.write_text("a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a,*a]\n" for i in range(50)))
    code, _, err = run("new", "-f", str(bomb))
    assert code == 1
    assert "tidak dipakai" in err


def test_a_huge_file_is_not_read(tmp_path: Path, run: Run) -> None:
    huge = tmp_path / "besar.yaml"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    code, _, err = run("new", "-f", str(huge))
    assert code == 1
    assert "terlalu besar (50.0 MB" in err


def test_missing_file_folder_and_deep_nesting(tmp_path: Path, run: Run) -> None:
    deep = tmp_path / "dalam.yaml"
    deep.write_text("kode: " + "[" * 300 + "]" * 300)
    for path, words in (
        (tmp_path / "tiada.yaml", "tidak ditemukan"),
        (tmp_path, "ini folder"),
        (deep, "terlalu dalam"),
    ):
        code, _, err = run("new", "-f", str(path))
        assert (code, words in err) == (1, True), err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["new", ""], 1, "belum ada aduan"),
        (["new", "   "], 1, "belum ada aduan"),
        (["new", "x", "--at", "kemarin"], 1, "waktu tidak terbaca"),
        (["new", "x", "--set", "kartu_hilan=ya"], 1, "maksudnya kartu_hilang?"),
        (["new", "x", "--set", "kartu_hilang=mungkin"], 1, "isi kartu_hilang dengan ya atau tidak"),
        (["new", "x", "-o", "rencana.pdf"], 1, "pakai .md, .txt, .html"),
        (["new", "x", "-o", "tidak/ada/rencana.md"], 1, "tidak dapat ditulis"),
        (["new", "x", "--district", "tiada.yaml"], 1, "berkas tidak ditemukan"),
        (["new", "x", "--knowledge", "tiada"], 1, "folder pengetahuan tidak ditemukan"),
        (["new", "--jsn"], 2, "pilihan itu tidak ada"),
        (["nwe"], 2, "perintah"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_sentence_with_a_way_out(arguments: list[str], code: int, words: str, run: Run) -> None:
    got, out, err = run(*arguments)
    assert (got, out) == (code, ""), err
    assert words in err
    assert "Traceback" not in err


HOSTILE = [
    "\x1b[31mkartu hilang\x1b[0m",
    "[red]kartu hilang[/]",
    "[/]",
    "kartu\x00hilang",
    "kartu hilang 😭😭",
    "‮kartu hilang",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("option", [[], ["--plain"], ["--json"]])
def test_complaint_text_is_shown_harmlessly(text: str, option: list[str], run: Run) -> None:
    code, out, _ = run("new", text, *option)
    assert code == 0
    assert not {"\x1b", "\x00", "‮"} & set(out)


def test_200_kb_of_text_are_read(run: Run) -> None:
    code, out, _ = run("new", "--json", "kartu hilang. " + "bla bla " * 25_000)
    assert code == 0
    assert '"kks_hilang"' in out


def test_identity_numbers_never_come_back(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "kartu hilang an nik 3578011234567890 hp 0812-3456-7890 kks 6013 0112 3456 7890"
    for option in ([], ["--plain"], ["--json"], ["-o", "a.md"], ["-o", "a.html"], ["-o", "a.txt"]):
        code, out, err = run("new", text, *option)
        written = "".join(p.read_text() for p in tmp_path.iterdir())
        assert code == 0
        for secret in ("3578011234567890", "3456-7890", "3456 7890"):
            assert secret not in out + err + written


def test_a_broken_knowledge_layer_is_refused_with_every_mistake(tmp_path: Path, run: Run) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "steps.yaml").write_text("catat: {text: Catat, phase: urus, owner: saya, due: besok}\n")
    (tmp_path / "knowledge" / "cases.yaml").write_text("- id: x\n  titel: X\n")
    code, out, err = run("new", "kartu hilang", "--knowledge", str(tmp_path))
    assert (code, out) == (1, "")
    assert "steps.yaml:1" in err
    assert "kunci 'titel' tidak dikenal (maksudnya title?)" in err


def test_a_malformed_phrase_in_a_layer_is_named_with_its_sign(tmp_path: Path, run: Run) -> None:
    (tmp_path / "signs").mkdir()
    (tmp_path / "signs" / "x.yaml").write_text("x_baru: {says: X, about: household, ask: X?, phrases: ['kartu ..3']}\n")
    code, out, err = run("new", "kartu hilang", "--knowledge", str(tmp_path))
    assert (code, out) == (1, "")
    assert "x.yaml:1:1: frasa: tanda x_baru" in err

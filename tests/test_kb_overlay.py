"""A district's layer: reasons for what it takes from the shipped knowledge, and statements that it cannot break."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from triage.kb.build import KINDS
from triage.kb.load import content_hash, layers, load
from triage.kb.types import Knowledge
from triage.verify import certificate

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "daerah-contoh"
HEAD = "name: Uji\nabout: Uji\n"
STEP = "{text: Blokir kartu di bank desa, phase: selamatkan, owner: kpm, due: 2h, tags: [%s], sources: [{id: dosir}]}\n"


def folder(at: Path, overlay: str = "", **files: str) -> Path:
    """A layer: overlay.yaml under its head, and knowledge files by name."""
    (at / "knowledge").mkdir(parents=True)
    if overlay:
        (at / "overlay.yaml").write_text(HEAD + overlay, encoding="utf-8")
    for name, text in files.items():
        (at / "knowledge" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return at


def refused(run: Run, at: Path) -> str:
    code, out, err = run("new", "kartu hilang", "--knowledge", str(at))
    assert (code, out) == (1, "")
    return err


def test_the_worked_example_is_sound_and_its_scenarios_pass(run: Run) -> None:
    layer = ("--knowledge", str(EXAMPLE))
    code, _, err = run("kb", "check", "--no-examples", *layer)
    assert (code, err) == (0, "")
    assert run("kb", "test", "--folder", str(EXAMPLE / "skenario"), *layer)[0] == 0


def test_a_plan_with_the_example_differs_from_the_shipped_one(run: Run) -> None:
    plans = [
        json.loads(run("new", "--json", "kartu pkh hilang", *extra)[1]) for extra in ((), ("--knowledge", str(EXAMPLE)))
    ]
    shipped, local = ({s["id"]: s["text"] for s in plan["steps"]} for plan in plans)
    assert set(local) - set(shipped) == {"daftar_perahu_desa"}
    assert "pelabuhan" in local["surat_kehilangan"]
    assert "pelabuhan" not in shipped["surat_kehilangan"]


def test_what_the_example_disables_is_gone_and_its_names_follow_the_day(run: Run) -> None:
    assert "besar_bantuan" in load().inquiries
    kb = load([EXAMPLE])
    assert "besar_bantuan" not in kb.inquiries
    assert [overlay.name for overlay in kb.overlays] == ["Kabupaten Contoh"]
    for at, name in (("2024-05-01", "P2TP2A Kabupaten Contoh"), ("2026-05-01", "UPTD PPA Kabupaten Contoh")):
        _, out, _ = run("new", "--json", "semalam dipukul suami", "--knowledge", str(EXAMPLE), "--at", f"{at}T09:00")
        assert name in {r["name"] for r in json.loads(out)["referrals"]}


def test_replacing_without_a_reason_is_an_error_at_its_place(run: Run, tmp_path: Path) -> None:
    err = refused(run, folder(tmp_path / "a", steps=f"blokir_kartu: {STEP % ''}"))
    assert "steps.yaml:1:1: lapisan: langkah blokir_kartu mengganti isi bawaan tanpa alasan" in err
    assert "replaces: {kind: steps, id: blokir_kartu, reason: …}" in err
    assert "kunci 'reason' belum ada" in refused(
        run, folder(tmp_path / "b", "replaces: [{kind: steps, id: blokir_kartu}]\n", steps=f"blokir_kartu: {STEP % ''}")
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("disables: [{kind: steps, id: catat_fakta, reason: x}]", "langkah catat_fakta masih dipakai kasus "),
        ("disables: [{kind: inquiries, id: kapan_cai, reason: x}]", "(maksudnya kapan_cair?)"),
        ("disables: [{kind: prohibitions, id: pegang_kks, reason: x}]", "larangan pegang_kks tidak boleh dimatikan"),
        ("disables: [{kind: cases, id: kdrt, reason: x}]", "kasus kdrt tidak boleh dimatikan"),
        ("disables: [{kind: dangers, id: massa_mengancam, reason: x}]", "bahaya massa_mengancam tidak boleh dimatikan"),
        ("disables: [{kind: rules, id: kekerasan-baru-atau-pelaku-serumah, reason: x}]", "menyalakan bahaya"),
        ("disables: [{kind: invariants, id: nikah-anak-dicegah, reason: x}]", "bukan pilihan yang sah"),
        ("replaces: [{kind: steps, id: blokir_kartu, reason: x}]", "folder ini tidak mengganti langkah bawaan blokir_kartu"),
        ("disable: []", "kunci 'disable' tidak dikenal (maksudnya disables?)"),
    ],
)  # fmt: skip
def test_what_a_layer_may_not_do_is_told_at_its_line(line: str, words: str, run: Run, tmp_path: Path) -> None:
    err = refused(run, folder(tmp_path / "lapisan", f"{line}\n"))
    assert words in err
    assert f"{(tmp_path / 'lapisan' / 'overlay.yaml').as_posix()}:3:" in err
    assert len(err.splitlines()) == 1


def test_a_statement_cannot_be_replaced(tmp_path: Path, run: Run) -> None:
    same = "- {id: nikah-anak-dicegah, says: Boleh, each: [anak_akan_dinikahkan], then: {any_case: true}}\n"
    assert "pernyataan tidak dapat diganti" in refused(run, folder(tmp_path / "a", invariants=same))


def test_a_layer_that_breaks_a_statement_is_refused_by_its_name(run: Run, tmp_path: Path) -> None:
    overlay = "replaces: [{kind: steps, id: blokir_kartu, reason: uji}]\n"
    bad = folder(tmp_path / "buruk", overlay, steps=f"blokir_kartu: {STEP % 'bayar_pungutan'}")
    err = refused(run, bad)
    assert "overlay.yaml:1:1: lapisan: melanggar pernyataan tidak-mengirim-kode-atau-membayar: Tidak ada langkah" in err
    assert "contoh: " in err
    assert not certificate.certified(content_hash(layers([bad])))
    code, _, checked = run("kb", "check", "--no-examples", "--knowledge", str(bad))
    assert code == 1
    assert "melanggar pernyataan tidak-mengirim-kode-atau-membayar" in checked


def test_a_layer_is_tried_once_and_not_at_all_where_it_was_proved(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from triage.verify import guard

    tried: list[Path] = []
    monkeypatch.setattr(guard, "layer_problems", lambda extra, machine: tried.append(extra[0]) or [])
    one = folder(tmp_path / "a", steps=f"langkah_uji: {STEP % ''}")
    other = folder(tmp_path / "b", steps=f"langkah_lain: {STEP % ''}")
    certificate.certify(content_hash(layers([other])))
    for at in (one, one, other):
        assert run("new", "kartu hilang", "--knowledge", str(at))[0] == 0
    assert tried == [one]


def test_layers_are_told_apart_by_all_that_they_hold(tmp_path: Path) -> None:
    base = content_hash(layers())
    plain = folder(tmp_path / "a", steps="{}\n")
    said = folder(tmp_path / "b", "disables: []\n", steps="{}\n")
    hashes = [content_hash(layers(extra)) for extra in ([plain], [said], [plain, said], [said, plain])]
    assert len({base, *hashes}) == 5


def test_every_kind_of_entry_can_be_named_in_an_overlay(knowledge: Knowledge) -> None:
    from typing import get_args

    from triage.kb.types import OverlayKind

    assert set(get_args(OverlayKind)) == {"cases", "rules", *(field for field, _ in KINDS.values())}
    assert knowledge.overlays == ()

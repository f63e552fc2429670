"""The training clients: who they cover, how they speak, and that a mistake in a file is told with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from triage.kb.problems import Problems
from triage.kb.types import Knowledge
from triage.pipeline import Machine
from triage.train.clients import Client, read_clients, read_effects
from triage.train.objectives import groups
from triage.train.scenario import World, make_scenario

CONTENT = Path(__file__).resolve().parents[2] / "training"
DEMEANING = re.compile(r"\b(pemalas|malas|gila|edan|bodoh|tolol|cacat|idiot|murahan|jablay|gelandangan|sampah)\b", re.I)
LONGEST = 110
"""Characters of one answer: people say it briefly, without detail that nobody needs."""
GOOD = """
- id: kartu
  siapa: Seorang ibu.
  buka: Kartu saya hilang.
  kasus: [kks_hilang]
  benar: {kartu_hilang: "Iya, hilang."}
"""


@pytest.fixture(scope="module")
def clients(knowledge: Knowledge) -> tuple[Client, ...]:
    return read_clients(CONTENT / "clients", knowledge)


@pytest.fixture(scope="module")
def world(knowledge: Knowledge, machine: Machine) -> World:
    return World(knowledge, machine, read_effects(CONTENT / "akibat.yaml", knowledge))


def test_the_engine_finds_in_every_client_what_its_author_means(clients: tuple[Client, ...], world: World) -> None:
    wrong = []
    for client in clients:
        plan = world.whole(client)
        if plan.outcome != "plan" or not set(client.cases) <= {finding.case for finding in plan.findings}:
            wrong.append((client.id, plan.outcome, [finding.case for finding in plan.findings]))
    assert wrong == []


def test_they_show_every_group_every_case_and_every_danger(
    clients: tuple[Client, ...], world: World, knowledge: Knowledge
) -> None:  # fmt: skip
    plans = [world.whole(client) for client in clients]
    meant = {case for client in clients for case in client.cases}
    assert len(clients) >= 40
    assert {knowledge.cases[case].group for case in meant} == set(groups(knowledge))
    assert {finding.case for plan in plans for finding in plan.findings} == set(knowledge.cases)
    assert {danger.id for plan in plans for danger in plan.dangers} == set(knowledge.dangers)


def test_they_speak_plainly_briefly_and_with_respect(clients: tuple[Client, ...]) -> None:
    wrong = []
    for client in clients:
        requests = [text for r in client.requests for text in (r.words, r.no)]
        answers = [*(v.words for v in client.truth.values()), *client.denied.values(), *client.unknown.values()]
        texts = [client.who, client.opening, client.evades, *answers, *requests]
        texts += [effect.words for effect in client.effects.values()]
        wrong += [(client.id, t) for t in texts if DEMEANING.search(t) or re.search(r"\d{5}", t)]
        wrong += [(client.id, t) for t in answers if len(t) > LONGEST]
    assert wrong == []


def test_a_danger_is_not_told_in_the_opening_by_most_clients(clients: tuple[Client, ...], world: World) -> None:
    dangerous = [client for client in clients if world.whole(client).dangers]
    hidden = [c for c in dangerous if not world.when(frozenset(make_scenario(c, world, 1).told)).plan.dangers]
    assert len(hidden) >= 0.6 * len(dangerous)


def test_every_prohibition_has_a_consequence(world: World, knowledge: Knowledge) -> None:
    assert set(world.effects) == set(knowledge.prohibitions)
    assert all(effect.heavy for effect in world.effects.values() if effect.leaves)


def test_a_good_file_is_read(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "satu.yaml").write_text(GOOD, encoding="utf-8")
    (client,) = read_clients(tmp_path, knowledge)
    assert client.truth["kartu_hilang"].words == "Iya, hilang."
    assert not client.truth["kartu_hilang"].private


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("kartu_hilang: ", "kartu_hilagn: ", "6:11", "tanda kartu_hilagn tidak ada (maksudnya kartu_hilang?)"),
        ("[kks_hilang]", "[kks_hilng]", "5:11", "kasus kks_hilng tidak ada (maksudnya kks_hilang?)"),
        ("siapa: Seorang ibu.", "sapa: Seorang ibu.", "3:3", "kunci sapa tidak dikenal (maksudnya siapa?)"),
        ("  siapa: Seorang ibu.\n", "", "2:3", "siapa belum diisi"),
        ('"Iya, hilang."', "{kata: Iya, aman: ya}", "6:11", "hal ini hanya diceritakan bila aman"),
        ('"Iya, hilang."', "{kata: Iya, pelaku: swami}", "6:11", "pelaku swami tidak dikenal (maksudnya suami?)"),
        ('"Iya, hilang."', "{pelaku: suami}", "6:11", "kata belum diisi"),
        ('"Iya, hilang."', "{kata: Iya, aman: nanti}", "6:37", "isi aman tidak sah (tulis: ya)"),
        ('"Iya, hilang."', "7", "6:11", "tulis satu kalimat, atau kata, pelaku, aman"),
        ('{kartu_hilang: "Iya, hilang."}', "[kartu_hilang]", "6:3", "isi benar kosong atau bentuknya keliru"),
        ("- id", "klien:\n- id", "2:1", "berkas ini harus berupa daftar klien"),
        ("  kasus:", "  tidak: {kartu_hilang: Tidak.}\n  kasus:", "5:11", "tanda kartu_hilang sudah ditulis benar"),
        ("  kasus:", "  akibat: {pegang_kss: Rugi.}\n  kasus:", "5:12", "larangan pegang_kss tidak ada"),
        ("[kks_hilang]", "[[kks_hilang]]", "5:11", "kasus ['kks_hilang'] tidak ada"),
        ("  kasus:", "  tidak: {kartu_rusak: 3}\n  kasus:", "5:11", "isi kartu_rusak tidak sah (tulis satu kalimat)"),
        ("  kasus:", "  minta: [{kata: Titip?, turuti: pegang_kks}]\n  kasus:", "5:11", "jawab belum diisi"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    old: str, new: str, place: str, message: str, tmp_path: Path, knowledge: Knowledge
) -> None:  # fmt: skip
    file = tmp_path / "satu.yaml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read_clients(tmp_path, knowledge)
    told = str(caught.value)
    assert f"satu.yaml:{place}: klien: " in told
    assert message in told


def test_two_clients_cannot_have_the_same_id(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(Problems, match=r"b\.yaml:2:3: klien: klien kartu sudah ada"):
        read_clients(tmp_path, knowledge)


def test_a_prohibition_without_a_consequence_is_told(tmp_path: Path, knowledge: Knowledge) -> None:
    file = tmp_path / "akibat.yaml"
    file.write_text("pegang_kks: Saldonya berkurang.\n", encoding="utf-8")
    with pytest.raises(Problems, match="belum ada akibat untuk larangan mediasi_dengan_pelaku"):
        read_effects(file, knowledge)

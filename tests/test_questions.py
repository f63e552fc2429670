"""Every question can be put to a family as it stands: "ya" means the sign is present, "tidak" that it is absent."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from triage.interview.lists import LONGEST
from triage.kb.types import Knowledge, SignDef
from triage.model import Plan

OPENERS = ("Apakah ", "Adakah ")
NEGATED = re.compile(r"^(?:Apakah|Adakah) (?:tidak|belum|bukan|tanpa)\b")
INTERROGATIVE = re.compile(
    r"\b(?:siapa|siapakah|berapa|kapan|bagaimana|mengapa|kenapa|apa saja|yang mana)\b", re.IGNORECASE
)
WHO = re.compile(r"(?: (?:Oleh )?[Ss]iapa\?)$")
SECRET = re.compile(
    r"\b(?:nomor|angka|kode) (?:kartu|KKS|rekening|PIN|NIK|KTP|KK|HP)\b|\b(?:sebutkan|tuliskan|bacakan)\b",
    re.IGNORECASE,
)
BLAME = re.compile(r"\b(?:malas|nakal|bodoh|salah Ibu|salah Bapak|kok)\b", re.IGNORECASE)
MOST_WORDS = 16
SPELLED = {
    "kartu_tahap_hilang": "dua", "absen_p2k2": "dua", "kunjungan_anc_trimester_tiga": "dua", "jam_kerja_ringan": "tiga",
    "terapi_dekat_hari": "tiga", "kunjungan_anc_minimal": "empat", "usia_balita": "lima",
    "kunjungan_anc_anjuran": "enam", "tenggat_dekat_hari": "tujuh", "usia_pidana_anak": "dua belas",
    "sidang_dekat_hari": "dua minggu", "usaha_turun_persen": "setengah",
}  # fmt: skip
SPELLED_VALUES = {
    "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "dua belas": 12, "dua minggu": 14, "setengah": 50,
}  # fmt: skip


def spoken(sign: SignDef) -> list[str]:
    return [text for text in (sign.ask, sign.ask_aloud) if text]


def wrong(knowledge: Knowledge, fault) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {name: text for name, sign in knowledge.signs.items() for text in spoken(sign) if fault(text)}


def test_a_question_is_one_yes_or_no_question(knowledge: Knowledge) -> None:
    assert wrong(knowledge, lambda t: not t.startswith(OPENERS) or not t.endswith("?")) == {}
    assert wrong(knowledge, lambda t: WHO.sub("", t).count("?") > 1) == {}


def test_a_question_is_not_turned_round(knowledge: Knowledge) -> None:
    """Somebody who means yes answers "tidak" to "Apakah tidak …?"."""
    assert wrong(knowledge, NEGATED.search) == {}


def test_who_is_asked_only_where_somebody_did_it(knowledge: Knowledge) -> None:
    for name, sign in knowledge.signs.items():
        asked = WHO.sub("", sign.ask)
        assert asked == sign.ask or sign.accuses or sign.actor == "nearby", name
        plain = asked.replace("entah oleh siapa", "").replace("siapa pun", "")
        assert not INTERROGATIVE.search(plain), name
        assert not WHO.search(sign.ask_aloud), name


def test_a_question_is_short_enough_to_say(knowledge: Knowledge) -> None:
    assert wrong(knowledge, lambda t: len(WHO.sub("", t).split()) > MOST_WORDS) == {}


def test_no_question_asks_for_a_secret_or_blames(knowledge: Knowledge) -> None:
    assert wrong(knowledge, SECRET.search) == {}
    assert wrong(knowledge, BLAME.search) == {}


def test_the_number_in_a_question_is_the_threshold(knowledge: Knowledge) -> None:
    """A sign that is read from one threshold names it; when the law changes, the question must follow."""
    for name, sign in knowledge.signs.items():
        limits = {read.threshold for read in sign.reads if read.threshold}
        for limit in limits if len(limits) == 1 else ():
            value = knowledge.thresholds[limit].value
            digits = f"{value:g}".replace(".", ",")
            word = SPELLED.get(limit)
            if word and word in sign.ask:
                assert SPELLED_VALUES[word] == value, name
            else:
                assert re.search(rf"(?<!\d){digits}(?!\d)", sign.ask), (name, limit, value)


def test_a_facilitator_is_addressed_and_not_talked_about(knowledge: Knowledge) -> None:
    """What concerns the facilitator alone is asked of the facilitator."""
    for name, sign in knowledge.signs.items():
        assert sign.about != "facilitator" or not re.match(
            r"Apakah (?:pendamping|yang bercerita) (?:sedang|di|me)", sign.ask
        ), name


def test_said_aloud_gives_nothing_away(knowledge: Knowledge) -> None:
    """What a possible perpetrator hears names neither the deed nor the suspicion."""
    tell = re.compile(
        r"pukul|sakiti|kekeras|ancam|bunuh|senjata|pisau|seksual|cabul|paksa|takut|polisi|curi|rampas|tahan|jual|korban|"
        r"\bPIN\b|mengakhiri|narkoba|telantar|dikurung|pelaku",
        re.IGNORECASE,
    )
    aloud = {name: sign for name, sign in knowledge.signs.items() if sign.ask_aloud}
    assert len(aloud) >= 50
    for name, sign in aloud.items():
        assert sign.ask_aloud != sign.ask, name
        assert not tell.search(sign.ask_aloud.replace("menahan emosi", "")), name
    said = [sign.ask_aloud for sign in aloud.values()]
    assert len(said) == len(set(said)), "two questions that sound the same cannot be told apart"


@pytest.mark.parametrize(
    "name", ["pelaku_serumah", "kekerasan_baru", "kekerasan_fisik", "kendali_paksa", "takut_pelaku"]
)
def test_what_is_screened_first_can_be_said_aloud(knowledge: Knowledge, name: str) -> None:
    assert knowledge.signs[name].ask_aloud


def test_a_screening_group_is_short(knowledge: Knowledge) -> None:
    for name, group in knowledge.screening.items():
        assert 1 <= len(group.ask) <= (24 if group.together else 4), name
        assert not (group.together and group.cases), name
        assert len(set(group.ask)) == len(group.ask), name
        assert group.signs or group.cases or group.when_nothing, name


def test_what_is_read_out_first_is_six_topics_and_no_danger(knowledge: Knowledge) -> None:
    """Each topic is asked after by a group of its own, and every one is read out."""
    offered = [group for group in knowledge.screening.values() if group.when_nothing and group.together]
    topics = [name for group in offered for name in group.ask]
    assert topics == [sign.id for sign in knowledge.signs.values() if sign.kind == "topic"]
    assert all(len(group.ask) <= LONGEST for group in offered)
    assert not any(knowledge.signs[name].danger for name in topics)
    assert set(topics) <= {name for group in knowledge.screening.values() for name in group.signs}


def test_every_danger_can_come_up_in_the_screening(knowledge: Knowledge) -> None:
    """For each danger some screening question is a sign that a danger rule waits for."""
    from triage.kb.references import signs_in

    asked = {name for group in knowledge.screening.values() for name in group.ask}
    for danger in knowledge.dangers:
        waits = {s for rule in knowledge.rules.values() if rule.then.danger == danger for s in signs_in(rule.when)}
        assert waits & asked, danger


def test_a_question_is_asked_for_the_reason_that_needs_the_fewest_other_signs(plan_of: Callable[..., Plan]) -> None:
    asked = {question.sign: question.why for question in plan_of("anak remaja saya suka mabuk dan berkelahi").questions}
    assert asked["anak_berhadapan_hukum"] == "menaikkan urgensi bila ya: Anak diperiksa atau ditahan"
    assert asked["massa_mengancam"] == "menaikkan urgensi bila ya: Anak terancam massa"

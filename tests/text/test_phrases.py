"""The phrase syntax, one line an operator."""

from __future__ import annotations

import pickle

import pytest

from tests.text.language_files import compiled, only, quotes, shipped_language, sign
from triage.text import PhraseError, read
from triage.text.phrases import parse
from triage.text.vocabulary import Vocabulary

MATCHES = [
    ("putus sekolah", "anak saya putus sekolah", ["putus sekolah"]),
    ("putus sekolah", "putus dari sekolah", []),
    ("putus sekolah", "putus, sekolah", []),
    ("KARTU ..2 HILANG", "kartu pkh saya ilang", ["kartu pkh saya ilang"]),
    ("KARTU ..1 HILANG", "kartu bantuan punya saya ilang", []),
    ("KARTU ..4 HILANG", "kartu saya. dompet hilang", []),
    ("KARTU ..4 HILANG", "kartu aman tapi dompet hilang", []),
    ("KARTU ..4 HILANG", "kartu saya, aduh, hilang", ["kartu saya, aduh, hilang"]),
    ("dompet ~2 curi", "dompet saya dicuri", ["dompet saya dicuri"]),
    ("dompet ~2 curi", "dicuri orang dompet", ["dicuri orang dompet"]),
    ("lupa [nomor] pin", "lupa no pin", ["lupa no pin"]),
    ("lupa [nomor] pin", "lupa pin", ["lupa pin"]),
    ("dompet|tas HILANG", "tas hilang", ["tas hilang"]),
    ("KARTU ..3!pin|nomor HILANG", "kartu dan pin hilang", []),
    ("KARTU ..3!PIN HILANG", "kartu dan pin hilang", []),
    ("KARTU HILANG", "kartu merah putih raib", ["kartu merah putih raib"]),
    ("umur #", "umur 15th", ["umur 15th"]),
    ("umur #", "umur tua", []),
    ("umur #<15", "umur 14", ["umur 14"]),
    ("umur #<15", "umur 15", []),
    ("umur #<=15", "umur 15", ["umur 15"]),
    ("umur #>15", "umur 15", []),
    ("umur #>=15", "umur limo belas", ["umur limo belas"]),
    ("umur #1-4", "umur telu", ["umur telu"]),
    ("umur #1-4", "umur 4,5 tahun", []),
    ("umur #3", "umur tiga", ["umur tiga"]),
    ("umur #3", "umur 30", []),
    ("#<5 bulan ..3 #>=6 hari", "4 bulan lebih 7 hari", ["4 bulan lebih 7 hari"]),
    ("#>=6 ..3 #<5", "umur 3 dan 7 dan 4", ["7 dan 4"]),
    ("potong #>=100000", "dipotong 150 ribu", ["dipotong 150 ribu"]),
    ("potong #>=100000", "dipotong rp50.000", []),
    ("# tahun", "sudah setahun", ["setahun"]),
    ("PUKUL ..2 suami", "ditampar sama suami", ["ditampar sama suami"]),
    ("di-PUKUL ..2 suami", "ditampar sama suami", ["ditampar sama suami"]),
    ("di-PUKUL ..2 suami", "di pukul suami", ["di pukul suami"]),
    ("di-PUKUL ..2 suami", "saya nampar suami", []),
    ("me-PUKUL ..2 suami", "saya nampar suami", ["nampar suami"]),
    ("me-PUKUL ..2 suami", "saya ditampar suami", []),
    ("si jago merah", "si jago merah datang", ["jago merah"]),
    ("bab ..2 kali", "bab di kali", ["bab di kali"]),
]


@pytest.mark.parametrize(("phrase", "text", "found"), MATCHES, ids=[f"{p} / {t}" for p, t, _ in MATCHES])
def test_a_phrase_matches_what_its_syntax_says(phrase: str, text: str, found: list[str]) -> None:
    assert quotes(phrase, text) == found


LOOSE_GAP = "tidak boleh diawali atau diakhiri jarak; kata di ujungnya diabaikan, atau # tidak dalam tanda kutip YAML"
ERRORS = [
    ("BUKANKELAS hilang", "kelas BUKANKELAS tidak dikenal"),
    ("..3 hilang", LOOSE_GAP),
    ("hilang ..3 itu", LOOSE_GAP),
    ("kartu ..x hilang", "'..x' bukan jarak; tulis ..3, ~3, atau ..3!kata|KELAS"),
    ("kartu ..40 hilang", "jarak 40 terlalu jauh; paling banyak 12"),
    ("a ~2 b ~2 c", "hanya satu ~N dalam satu frasa"),
    ("umur #>", "'#>' bukan bilangan; tulis #, #3, #1-4, #<5, #<=2, #>5 atau #>=6"),
    ("umur #5-3", "'#5-3' terbalik; tulis bilangan yang kecil dulu, seperti #1-4"),
    ("kartu " * 61, "terlalu panjang; paling banyak 60 kata dan jarak"),
    ("itu ini", "tidak ada kata yang harus ada (kosong, atau semua diabaikan)"),
    ("[kartu]", "tidak ada kata yang harus ada (kosong, atau semua diabaikan)"),
    ("Kartu hilang", "'Kartu' bukan kata dasar huruf kecil maupun KELAS huruf besar"),
    ("@SUAMI pukul @ISTRI", "hanya satu @ (pelaku) dalam satu frasa"),
    ("[kartu atm] hilang", "'[kartu atm]' harus berisi satu kata, KELAS, atau a|b"),
]


@pytest.mark.parametrize(("phrase", "message"), ERRORS)
def test_a_malformed_phrase_says_what_is_wrong(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError) as error:
        parse(phrase, Vocabulary(shipped_language(), [phrase]))
    assert (error.value.phrase, error.value.message) == (phrase, message)


def test_a_phrase_error_survives_pickling_between_processes() -> None:
    error = pickle.loads(pickle.dumps(PhraseError("x", "y")))
    assert (error.phrase, error.message) == ("x", "y")


def test_every_role_is_a_class_and_pelaku_is_all_of_them() -> None:
    assert quotes("pegang KETUA_KELOMPOK", "dipegang ketua kelompok") == ["dipegang ketua kelompok"]
    assert quotes("pegang PELAKU", "dipegang pak rt") == ["dipegang pak rt"]


def test_the_at_element_names_the_actor() -> None:
    language = compiled(sign("x", "di-PUKUL ..2 @PELAKU|orang"))
    assert only("saya ditampar sama suami", language).actor == "suami"
    assert only("saya ditampar orang", language).actor == ""


def test_the_percent_element_names_the_subject() -> None:
    language = compiled(sign("x", "%PELAKU ..2 lumpuh"))
    assert only("mertua saya lumpuh", language).subject == "member:?mertua"


def test_not_phrases_kill_the_hits_they_overlap() -> None:
    language = compiled(sign("x", "KARTU ..4 HILANG", not_phrases=("HILANG ..1 ingatan",)))
    assert read("kartu saya hilang ingatan", language) == ()
    assert read("kartu saya hilang", language) != ()

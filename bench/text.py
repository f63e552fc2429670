"""How fast is reading, relative to the floor of any text program: lower-casing and cutting into words.

    python bench/text.py [texts]

Prints warm texts a second, the ratio to the floor measured in the same run, the time to unpickle a
language and the time of the first text in it.
"""

from __future__ import annotations

import pickle
import re
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.text.language_files import context_signs, shipped_language, sign
from triage.text import Language, compile_language, read

SENTENCES = [
    "kartu atm pkh saya ilang bu, udah lapor bank blm ada kabar",
    "selamat pagi bu, mau tanya jadwal pertemuan bulan depan",
    "blm cair jg smpe skrg bantuan tahap 3",
    "sering dipukuli suami sampe lebam2",
    "utang di rentenir numpuk sampe kks digadai",
    "anak saya rajin sekolah, gak pernah bolos",
    "rumah kami kebanjiran semalem, barang2 hanyut",
    "terima kasih infonya, nanti saya sampaikan ke kelompok",
    "katru kks rusk ga bs dipke",
    "tetangga saya kartunya hilang, kalo punya saya aman",
]
PHRASES = 3_000
WORD = re.compile(r"[a-z0-9]+")


def language_of(size: int) -> Language:
    """The shipped language with the context signs, filled up to `size` phrases from their words."""
    signs = dict(context_signs())
    words = sorted(
        {w for s in signs.values() for p in s.phrases for w in re.findall(r"[a-z]{4,}", p)}
        - set(shipped_language().ignore)
    )
    have = sum(len(s.phrases) for s in signs.values())
    for i in range(size - have):
        first, second, third = (words[(i * step + 7 * step) % len(words)] for step in (1, 3, 11))
        name = f"isi_{i // 10}"
        phrases = (
            (*signs[name].phrases, f"{first} ..3 {second} ..2 {third}")
            if name in signs
            else (first + " ..2 " + second,)
        )
        signs[name] = sign(name, *phrases)
    return compile_language(shipped_language(), signs, {})


def seconds(work: object, texts: list[str]) -> float:
    """Best of three runs over all texts."""
    best = float("inf")
    for _ in range(3):
        start = perf_counter()
        for text in texts:
            work(text)  # type: ignore[operator]
        best = min(best, perf_counter() - start)
    return best


def main(count: int) -> None:
    """Measure and print."""
    start = perf_counter()
    language = language_of(PHRASES)
    compiling = perf_counter() - start
    packed = pickle.dumps(language, protocol=5)
    start = perf_counter()
    language = pickle.loads(packed)
    loading = perf_counter() - start
    start = perf_counter()
    read(SENTENCES[0], language)
    first = perf_counter() - start
    start = perf_counter()
    read("qwrtyu asdfgh ini kata asing", language)
    unknown = perf_counter() - start
    texts = [SENTENCES[i % len(SENTENCES)] for i in range(count)]
    floor = seconds(lambda text: WORD.findall(text.lower()), texts)
    warm = seconds(lambda text: read(text, language), texts)
    print(f"frasa {len(language.phrases)}, kompilasi {compiling * 1000:.0f} ms, pickle {len(packed) / 1e6:.2f} MB")
    print(
        f"muat {loading * 1000:.1f} ms, teks pertama {first * 1000:.1f} ms, kata asing pertama {unknown * 1000:.1f} ms"
    )
    print(f"hangat {count / warm:,.0f} teks/s, lantai {count / floor:,.0f} teks/s, rasio {warm / floor:.1f}x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)

"""How fast is reading, relative to the floor of any text program: lower-casing and cutting into words.

    python bench/text.py [--texts N]

The whole shipped vocabulary on complaints of about 140 characters, one core, warm: pieces of real texts where the
shared folder is there, rows of a realistic list (bench/lists.py), and stories of the knowledge, which say most in as
many words. Prints the time of every stage and its ratio to the floor in the same run, with the compiled modules and
without, the second reader apart; the memory with 350,000 distinct words; and that the time is linear in the length of
a text.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import string
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.lists import HEADER, Shape, rows
from triage.kb.load import load, without_examples
from triage.kb.types import Knowledge
from triage.nearest import build_index, sums
from triage.pipeline import compile_machine
from triage.text import Language, harmless, mask, quick, quick_judge, quick_speller, read, search
from triage.text.judged import judged
from triage.text.tokens import prepare

LENGTH = 140
WORD = re.compile(r"[a-z0-9]+")
WORD_OR_MARK = re.compile(r"[a-z0-9]+|[.,;:!?\n]")
REAL = Path(__file__).resolve().parents[2] / "shared" / "domain" / "real_texts_dev.jsonl"


def complaints(stories: Mapping[tuple[str, ...], tuple[str, ...]], count: int) -> list[str]:
    """Different texts of about 140 characters: stories of all cases and of none, joined when short and cut when long."""
    texts = [text for told in stories.values() for text in told]
    rng = random.Random(3)
    rng.shuffle(texts)
    out = []
    while texts and len(out) < count:
        text = texts.pop()
        while texts and len(text) < LENGTH - 30:
            text += " " + texts.pop()
        out.append(text[:LENGTH].rsplit(" ", 1)[0])
    return out


def real_pieces() -> list[str]:
    """Pieces of about 140 characters of the real texts; none without the shared folder."""
    out = []
    for line in REAL.read_text(encoding="utf-8").splitlines() if REAL.is_file() else ():
        words = json.loads(line)["text"].split()
        while sum(map(len, words)) + len(words) > LENGTH:
            size = next(n for n in range(1, len(words) + 1) if sum(map(len, words[:n])) + n > LENGTH)
            out.append(" ".join(words[:size]))
            words = words[size:]
    return out


def micros(work: Callable[[str], object], texts: list[str]) -> float:
    """Microseconds a text, the best of five runs over all of them."""
    best = float("inf")
    for _ in range(5):
        start = perf_counter()
        for text in texts:
            work(text)
        best = min(best, perf_counter() - start)
    return best / len(texts) * 1e6


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def listed(knowledge: Knowledge, count: int) -> list[str]:
    """Different complaints of a realistic list."""
    shape = Shape(2 * count)
    found = dict.fromkeys(str(row[HEADER.index("keluhan")]) for row in rows(shape, knowledge))
    return list(found)[:count]


def stages(language: Language, texts: list[str]) -> None:
    """Every stage with what comes before it, as time a text and as a multiple of the floor."""
    encode = language.encoder.encode

    def stand(text: str) -> object:
        return judged(encode(prepare(text)).code, language)

    def whole(text: str) -> object:
        return read(mask(harmless(text)), language)

    steps: list[tuple[str, Callable[[str], object]]] = [
        ("lantai: huruf kecil dan kata", lambda text: WORD.findall(text.lower())),
        ("... dan tanda baca", lambda text: WORD_OR_MARK.findall(text.lower())),
        ("samarkan", lambda text: mask(harmless(text))),
        ("satu huruf per kata", lambda text: encode(prepare(text))),
        ("+ frasa, penanda, konteks", stand),
        ("teks menjadi tanda (semua)", whole),
    ]
    for text in texts:
        whole(text)
    floor = micros(steps[0][1], texts)
    for name, work in steps:
        took = micros(work, texts)
        print(f"  {name:30} {took:7.1f} us  {took / floor:5.1f} x lantai  {1e6 / took:9,.0f} teks/s")


def without_compiled(language: Language, texts: list[str]) -> None:
    """The last stage without the compiled modules, beside the same with them."""
    fast = micros(lambda text: read(text, language), texts)
    compiled = language.search, language.judge, language.encoder.coder
    language.search, language.judge, language.encoder.coder = language.regex_search(), None, None
    slow = micros(lambda text: read(text, language), texts)
    language.search, language.judge, language.encoder.coder = compiled
    print(f"tanpa modul terkompilasi {slow:.1f} us per teks, dengannya {fast:.1f}: {slow / fast:.2f} x")


def many_words(language: Language, count: int = 350_000) -> None:
    """Memory after that many distinct words, most of them unknown."""
    rng = random.Random(5)
    before = megabytes()
    for _ in range(count // 20):
        words = ["".join(rng.choices(string.ascii_lowercase, k=rng.randint(4, 11))) for _ in range(20)]
        read(" ".join(words), language)
    print(f"memori: {before:.0f} MB sebelum, {megabytes():.0f} MB sesudah {count:,} kata berbeda")


def linear(language: Language, texts: list[str]) -> None:
    whole = ". ".join(texts * 20)
    shown = []
    for size in (2_000, 20_000, 200_000):
        text = whole[:size]
        shown.append(f"{size:,}: {micros(lambda t: read(t, language), [text]) / size * 1000:.0f}")
    print(f"ns per huruf menurut panjang teks: {', '.join(shown)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=2_000)
    count = parser.parse_args().texts
    knowledge = load()
    language = compile_machine(without_examples(knowledge)).language
    compiled = all(module.IS_COMPILED for module in (search, quick, quick_judge, quick_speller, sums))
    print(f"{len(language.phrases)} frasa, terkompilasi: {'ya' if compiled else 'tidak'}")
    texts = complaints(knowledge.stories, count)
    kinds = {"potongan teks nyata": real_pieces(), "baris daftar": listed(knowledge, count), "cerita": texts}
    for name, some in kinds.items():
        if not some:
            continue
        signs = sum(len(read(text, language)) for text in some) / len(some)
        mean = sum(map(len, some)) / len(some)
        print(f"{name}: {len(some)} aduan berbeda @ {mean:.0f} huruf, {signs:.1f} tanda per teks")
        stages(language, some)
    linear(language, texts)
    many_words(language)
    index = build_index(knowledge, language)
    said = {text: read(text, language) for text in texts}
    for text in texts:
        index.resembling(text, said[text])
    print(f"pembaca kedua: {micros(lambda text: index.resembling(text, said[text]), texts):.1f} us per teks")
    without_compiled(language, texts)


if __name__ == "__main__":
    main()

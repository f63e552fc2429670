"""What is read in the tellings of the bank, kept between starts: reading them is most of what an item costs."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Mapping
from typing import cast

from triage.kb.load import cache_name, from_cache, to_cache
from triage.kb.types import Knowledge
from triage.model import Evidence
from triage.paths import cache_folder
from triage.pipeline import Machine, read_complaint
from triage.train.tellings import denials, tellings


class Readings(Mapping[str, tuple[Evidence, ...]]):
    """A telling's evidence, unpacked when it is asked for: unpacking thousands would cost a start too much."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed

    def __getitem__(self, text: str) -> tuple[Evidence, ...]:
        return cast("tuple[Evidence, ...]", pickle.loads(self._packed[text]))  # from our own cache or process

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def readings(knowledge: Knowledge, machine: Machine) -> Readings:
    """Of every telling, from the cache when nothing changed; none when there is no cache to keep them in.

    knowledge: with its examples, as it was loaded: what is kept goes by its hash.
    """
    folder, name = cache_folder(), cache_name("readings", knowledge.hash)
    packed = from_cache(folder, name)
    if isinstance(packed, dict):
        return Readings(packed)
    if folder is None:
        return Readings({})
    if sys.stderr.isatty():
        print("menyiapkan bank soal, sekali saja setelah pengetahuan berubah …", file=sys.stderr)
    texts = {one.text for case in knowledge.cases for one in (*tellings(knowledge, case), *denials(knowledge, case))}
    packed = {text: pickle.dumps(read_complaint(text, machine), protocol=5) for text in sorted(texts)}
    to_cache(folder, name, packed)
    return Readings(packed)

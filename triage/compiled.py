"""The compiled knowledge of one run: from the cache when neither it nor the program changed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.kb.types import Knowledge
    from triage.nearest import Index
    from triage.pipeline import Machine
    from triage.text import Language


def load_machine(extra: Sequence[Path], knowledge: Knowledge | None = None) -> Machine:
    """Compiled knowledge, from the cache when nothing changed. Raises Problems: an overlay breaks a statement.

    knowledge: of the same folders, where the caller has it anyway; else it comes without its examples.
    """
    from triage.kb.load import cache_name, content_hash, from_cache, layers, to_cache
    from triage.paths import cache_folder
    from triage.pipeline import Machine, compile_machine

    digest = knowledge.hash if knowledge else content_hash(layers(extra))
    known = knowledge or _without_examples(extra, digest)
    folder, name = cache_folder(), cache_name("machine", digest)
    found = from_cache(folder, name) if known.hash == digest else None
    if isinstance(found, tuple):
        machine = Machine(known, *found)
    else:
        machine = compile_machine(known)
        if known.hash == digest:  # else a file was saved meanwhile
            to_cache(folder, name, (machine.language, machine.productions))
    if extra:
        _admit(extra, machine, digest)
    machine.index = partial(_index, extra, cache_name("nearest", digest), machine.language)
    return machine


def _without_examples(extra: Sequence[Path], digest: str) -> Knowledge:
    """The knowledge without what only checks and lessons read, from the cache when nothing changed."""
    from triage.kb.load import cache_name, from_cache, load, seen_from_here, to_cache, without_examples
    from triage.kb.types import Knowledge
    from triage.paths import cache_folder

    folder, name = cache_folder(), cache_name("bare", digest)
    found = from_cache(folder, name)
    if isinstance(found, Knowledge):
        return seen_from_here(found)
    bare = without_examples(load(extra))
    if bare.hash == digest:
        to_cache(folder, name, bare)
    return bare


def make_ready(extra: Sequence[Path]) -> None:
    """Put everything into the cache, so that worker processes need not all make it at once. Raises Problems."""
    from triage.kb.load import cache_name, content_hash, layers
    from triage.paths import cache_folder

    folder, digest = cache_folder(), content_hash(layers(extra))
    names = (cache_name(kind, digest) for kind in ("bare", "machine", "nearest"))
    if folder is not None and not all((folder / f"{name}.pickle").is_file() for name in names):
        load_machine(extra).second_reader()


def _admit(extra: Sequence[Path], machine: Machine, digest: str) -> None:
    """Refuse an overlay under which a statement of invariants.yaml no longer holds; tried once for each content."""
    from triage.verify.certificate import certified

    if not certified(digest):
        from triage.verify.guard import admit

        if sys.stderr.isatty():
            print("memeriksa lapisan daerah, sekali saja setelah pengetahuan berubah …", file=sys.stderr)
        admit(extra, machine)


def _index(extra: Sequence[Path], name: str, language: Language) -> Index:
    """The second reader, from the cache when nothing changed."""
    from triage.kb.load import from_cache, load, to_cache
    from triage.nearest import Index, build_index
    from triage.paths import cache_folder

    found = from_cache(cache_folder(), name)
    if isinstance(found, Index):
        found.share(language.lexicon)
        return found
    if sys.stderr.isatty():
        print("menyiapkan pembaca kedua, sekali saja setelah pengetahuan berubah …", file=sys.stderr)
    index = build_index(load(extra), language)
    to_cache(cache_folder(), name, index)
    return index

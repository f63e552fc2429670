"""The knowledge for somebody in the middle of changing it: what is sound can be looked at."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.kb.problems import Problems

if TYPE_CHECKING:
    from triage.kb.types import Knowledge


def load_sound(extra: Sequence[Path]) -> Knowledge:
    """All well-formed entries; a note on stderr when there are others. Raises Problems for a missing folder."""
    from triage.kb.load import content_hash, layers, load

    stack = layers(extra)
    try:
        return load(extra)
    except Problems as errors:
        from triage.kb.build import build_what_is_sound

        knowledge, _ = build_what_is_sound(stack, content_hash(stack))
        count = len(errors.problems)
        print(
            f"catatan: {count} masalah di pengetahuan, yang rusak tidak tampil; lihat triage kb check", file=sys.stderr
        )
        return knowledge

"""That the statements hold for one content of the knowledge folders: remembered, so that nobody proves it twice.

Two kinds: `proved` by z3 for every household, `tried` on very many of them. Content and program are part of the name.
"""

from __future__ import annotations

from typing import Literal

from triage.kb.load import cache_name, from_cache, to_cache
from triage.paths import cache_folder

How = Literal["proved", "tried"]


def certify(digest: str, how: How = "proved") -> None:
    """digest: `content_hash` of all layers together. Failing to write is no error."""
    to_cache(cache_folder(), cache_name(how, digest), digest)


def certified(digest: str) -> bool:
    """Whether either was found to hold for exactly this content by exactly this program."""
    return any(from_cache(cache_folder(), cache_name(how, digest)) == digest for how in ("proved", "tried"))

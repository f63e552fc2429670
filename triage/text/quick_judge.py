"""The compiled judge of `_judge.c`: which hits stand and whether they are so, from the numbers of the compiled scanner.

Without a compiler at installation, or with TRIAGE_PURE=1, match.py and context.py do the same
(tests/text/test_judge.py).
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from triage.model import Context
from triage.text.codes import HARD
from triage.text.program import NUMBER

if TYPE_CHECKING:
    from triage.text.language import Cue, Owner, Phrase

FORMAT: Final = 1
"""Of the tables and of the answer; a judge compiled for another format is not used."""
COMPILED_FORMAT = 0
if not os.environ.get("TRIAGE_PURE"):
    with suppress(ImportError):
        from triage.text._judge import FORMAT as COMPILED_FORMAT
        from triage.text._judge import Judge
IS_COMPILED = COMPILED_FORMAT == FORMAT

CONTEXTS: dict[str, Context] = {
    "pseudo": "asserted", "other": "other", "hedged": "asserted", "negated": "negated", "past": "past",
    "hypothetical": "hypothetical", "general": "hypothetical", "quoted": "hypothetical", "resolved": "resolved",
}  # fmt: skip
"""What each kind of cue makes of a phrase; the judge counts kinds in this order, the weakest first."""
_KINDS = list(CONTEXTS)
_DIRECTIONS = ("forward", "backward", "both")


def compiled_judge(
    phrases: Iterable[Phrase], owners: Iterable[Owner], cues: Iterable[Cue], breaks: Iterable[str],
    role_starts: Iterable[str],
) -> Judge | None:  # fmt: skip
    """The judge of one language, None where it was not compiled. breaks, role_starts: characters."""
    if not IS_COMPILED:
        return None
    of_phrases, of_owners, of_cues = array(NUMBER), array(NUMBER), array(NUMBER)
    for phrase in phrases:
        of_phrases.extend((phrase.owner, phrase.is_exception | (phrase.actor >= 0) << 1))
    for owner in owners:
        of_owners.append(owner.is_inquiry | owner.is_background << 1 | (owner.about == "facilitator") << 2)
    for cue in cues:
        of_cues.extend((_KINDS.index(cue.kind), _DIRECTIONS.index(cue.direction), cue.scope, cue.crosses))
    tables = of_phrases.tobytes(), of_owners.tobytes(), of_cues.tobytes()
    return Judge(*tables, tuple(CONTEXTS.values()), "".join(breaks), "".join(role_starts), HARD)

"""Libraries that only the training aid needs: said in one sentence when one is not there."""

from __future__ import annotations

from triage.kb.problems import Problem, Problems

HINT = "pip install 'triage-pkh[train]'"


def missing(library: str, purpose: str) -> Problems:
    """What to raise instead of ImportError. purpose: what it is needed for, in Indonesian."""
    return Problems([Problem(library, 0, 0, "pasang", f"{purpose} perlu {library}", HINT)])

"""What the signs mean: forward chaining over signs with experta, one frozen Inference per household.

A session is a value: signs in, conclusions with their supports out. Nothing of experta leaves this folder.
"""

from __future__ import annotations

from triage.engine.memo import Memo
from triage.engine.narrow import Narrow
from triage.engine.parts import Parts
from triage.engine.relevance import relevant
from triage.engine.session import Engine, infer_once

__all__ = ["Engine", "Memo", "Narrow", "Parts", "infer_once", "relevant"]

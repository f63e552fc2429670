"""The second reader: which cases does a telling resemble, when the rules leave part of it unexplained?

Only ever a suggestion (a question to ask, a row to look at), never a sign.
Public: `build_index`, `Index`.
"""

from __future__ import annotations

from triage.nearest.documents import build_index
from triage.nearest.index import Index, Resemblance

__all__ = ["Index", "Resemblance", "build_index"]

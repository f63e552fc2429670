"""The interview: what is known so far in, the next best question out.

`Interviewer` is stateless; around it: the values (turns), which questions are worth asking (worth_asking), what answers
would change (lookahead), what is read out together (lists), the cases still possible (differential), answers against
what was told (contradictions), and openings that may have been misread (misread).
"""

from __future__ import annotations

from triage.interview.interviewer import MOST, Interviewer
from triage.interview.turns import Answer, Ask, Choice, How, Opening, Standing, Turn, Value, actors_of, evidence_of

__all__ = [
    "MOST", "Answer", "Ask", "Choice", "How", "Interviewer", "Opening", "Standing", "Turn", "Value", "actors_of",
    "evidence_of",
]  # fmt: skip

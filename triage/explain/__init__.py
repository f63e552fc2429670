"""Why a plan says what it says, why not something else, and what an answer would change.

Built beside the engine from its trace; it decides nothing. `answer.py` is the door: `explain` and `what_if`.
"""

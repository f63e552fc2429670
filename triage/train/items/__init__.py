"""Generated items: one module a kind, each with `recipes` (what could be asked, by structure) and `build` (a draft).

A recipe costs nothing. A draft is proved by the engine (triage/train/proof.py) before anyone sees it.
"""

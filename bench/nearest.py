"""What is the second reader worth? Every fifth story (by sha1) is held out and looked up among the rest.

    python bench/nearest.py

Prints how often the first and one of the first three suggestions is right, with and without
naive Bayes, over all held-out stories and over those that the rules miss, and how many held-out texts that are about
nothing get a suggestion.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from triage.engine import Engine, Memo
from triage.kb.load import load
from triage.nearest import Index, build_index, weights
from triage.pipeline import LEAST, Machine, compile_machine, triage
from triage.text import read

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
Item = tuple[frozenset[str], str, frozenset[str]]
"""(cases it is about, text, cases the rules find)"""


def held(text: str) -> bool:
    return int(hashlib.sha1(text.encode()).hexdigest(), 16) % 5 == 0


def measure(name: str, index: Index, machine: Machine, items: list[Item]) -> None:
    counts: Counter[str] = Counter()
    for cases, text, found in items:
        near = [r.case for r in index.resembling(text, read(text, machine.language), without=found, least=LEAST)]
        if not cases:
            counts["nothing"] += 1
            counts["false"] += bool(near)
            continue
        counts["all"] += 1
        counts["union"] += cases <= found | set(near)
        if not cases & found:
            counts["missed"] += 1
            counts["first"] += bool(near) and near[0] in cases
            counts["three"] += bool(cases & set(near))
    missed = max(1, counts["missed"])
    print(
        f"  {name}: found or suggested {counts['union'] / counts['all']:.3f} of {counts['all']}; of {counts['missed']} that "
        f"the rules miss wholly the first is right in {counts['first'] / missed:.2f}, one of three in "
        f"{counts['three'] / missed:.2f}; suggestion for nothing {counts['false']} of {counts['nothing']}"
    )


def main() -> None:
    knowledge = load()
    kept = {cases: tuple(t for t in texts if not held(t)) for cases, texts in knowledge.stories.items()}
    trained = replace(knowledge, stories=kept)
    machine = compile_machine(trained)
    machine.memo = Memo(Engine(machine.productions).infer)
    machine.index = None
    items: list[Item] = []
    for cases, texts in knowledge.stories.items():
        for text in filter(held, texts):
            found = frozenset(f.case for f in triage(machine, text=text, now=NOW).findings)
            items.append((frozenset(cases), text, found))
    print(f"{len(items)} stories held out of {sum(map(len, knowledge.stories.values()))}")
    measure("both readers", build_index(trained, machine.language), machine, items)
    weights.BAYES = 0.0
    measure("passive-aggressive alone", build_index(trained, machine.language), machine, items)


if __name__ == "__main__":
    main()

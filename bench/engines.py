"""The rule engines side by side, on the same compiled productions and the same sign sets, in one run on one core.

    python bench/engines.py [--rows N] [-o RESULTS]

The sign sets are those read from a list of bench/lists.py. First every engine's conclusions are compared with ours on every
distinct set (stock and zen-engine, which take seconds, on the first of them); then each is timed: all sets different, and
the list as it comes, ours with its memo. Microseconds of processor time a household, best of three.
What the others are and do not tell: bench/rivals.py.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.engine import Stock, real
from bench.lists import Shape, rows
from bench.machine import notes
from bench.rivals import Bitset, Clips, ClipsByTheManual, Zen
from triage.engine import Engine, Memo
from triage.kb.load import load
from triage.model import Inference, Sign
from triage.pipeline import compile_machine, read_complaint
from triage.signs import settle

Signs = frozenset[Sign]
Infer = Callable[[Iterable[Sign]], object]
TEXT = 6
FEW = 100


def sign_sets(count: int) -> list[Signs]:
    """What is read from a list of so many rows."""
    knowledge = load()
    machine = compile_machine(knowledge)
    texts = (str(row[TEXT]) for row in rows(Shape(count), knowledge))
    return [settle(read_complaint(text, machine), knowledge.signs).signs for text in texts]


def whole(found: Inference) -> set[tuple[str, ...]]:
    return {(d.kind, d.id, d.value, d.subject, d.actor, d.certainty) for d in found.derived}


def bare(found: Inference) -> set[tuple[str, ...]]:
    return {(d.kind, d.id, d.value) for d in found.derived}


def without_roles(told: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {one for one in told if one[0] != "bypass"}


def micros(infer: Infer, households: Sequence[Signs], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = process_time()
        for signs in households:
            infer(signs)
        best = min(best, process_time() - start)
    return best / len(households) * 1e6


def unequal(ours: Engine, others: dict[str, object], different: Sequence[Signs]) -> dict[str, int]:
    """How many sign sets each engine concludes something else from."""
    stock, clips, bitset, zen = (others[name] for name in ("stock experta", "clipspy", "plain bitset", "zen-engine"))
    plain = others["clipspy by its manual"]
    assert isinstance(plain, ClipsByTheManual)
    assert isinstance(stock, Stock)
    assert isinstance(clips, Clips)
    assert isinstance(bitset, Bitset)
    assert isinstance(zen, Zen)
    found = [ours.infer(signs) for signs in different]
    few = list(zip(found, different, strict=True))[:FEW]
    return {
        "clipspy": sum(whole(f) != clips.told(clips.infer(s)) for f, s in zip(found, different, strict=True)),
        "clipspy by its manual": sum(whole(f) != plain.told(plain.infer(s)) for f, s in few),
        "plain bitset": sum(bare(f) != bitset.told(bitset.infer(s)) for f, s in zip(found, different, strict=True)),
        "stock experta": sum(f != stock.infer(s) for f, s in few),
        "zen-engine": sum(without_roles(bare(f)) != without_roles(zen.told(zen.infer(s))) for f, s in few),
    }


TELLS = {
    "this engine": "everything, with supports",
    "stock experta": "everything, with supports",
    "clipspy": "everything but supports",
    "clipspy by its manual": "everything but supports",
    "zen-engine": "kind, id, value; no persons, no roles",
    "plain bitset": "kind, id, value; no persons",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("-o", "--out", type=Path)
    options = parser.parse_args()
    missing = [name for name in ("clips", "zen") if find_spec(name) is None]
    if missing:
        sys.exit(
            f"the engines to compare with are not installed ({', '.join(missing)}): pip install 'triage-pkh[bench]'"
        )
    productions = real()
    ours = Engine(productions)
    others = {
        "stock experta": Stock(productions), "clipspy": Clips(productions),
        "clipspy by its manual": ClipsByTheManual(productions), "zen-engine": Zen(productions),
        "plain bitset": Bitset(productions),
    }  # fmt: skip
    asked = sign_sets(options.rows)
    different = list(dict.fromkeys(asked))
    print(f"{len(asked)} rows, {len(different)} different sign sets; comparing …", file=sys.stderr)
    wrong = unequal(ours, others, different)
    gc.freeze()
    lines = [
        f"{len(productions)} productions; a list of {len(asked)} rows gives {len(different)} different sign sets, "
        f"{sum(map(len, different)) / len(different):.1f} signs each.",
        "",
        "| engine | tells | sets compared | unequal | all different, µs | ours is faster by | list, µs | ours with memo is faster by |",
        "| --- | --- | --: | --: | --: | --: | --: | --: |",
    ]
    own, memo = micros(ours.infer, different), Memo(ours.infer)
    own_list = micros(memo.infer, asked, 1)
    hits = memo.hits / len(asked)
    lines.append(f"| this engine | {TELLS['this engine']} | | | {own:.0f} | 1 | {own_list:.0f} | 1 |")
    for name, other in others.items():
        slow = name in ("stock experta", "zen-engine")
        sets, row = (different[:FEW], asked[:FEW]) if slow else (different, asked)
        mine = micros(ours.infer, sets) if slow else own
        took, took_list = micros(other.infer, sets, 1 if slow or "manual" in name else 3), micros(other.infer, row, 1)
        lines.append(
            f"| {name} | {TELLS[name]} | {len(sets)} | {wrong[name]} | {took:.0f} | {took / mine:.2f} | {took_list:.0f} | {took_list / own_list:.2f} |"
        )
    lines += [
        "",
        f"Memo of 4,096 sets: {hits:.0%} of the rows hit it; a hit takes {hit_time(ours, different):.1f} µs.",
        "",
        notes(),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    if any(wrong.values()):
        sys.exit(f"conclusions differ: {wrong}")


def hit_time(ours: Engine, different: Sequence[Signs]) -> float:
    memo = Memo(ours.infer)
    sets = different[:1000]
    micros(memo.infer, sets, 1)
    return micros(memo.infer, sets)


if __name__ == "__main__":
    main()

"""Milliseconds per household: our engine beside stock experta with the same rules, in one run, as a ratio.

    python bench/engine.py [households]

Absolute times depend on the machine; the ratio is what to compare between versions.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from triage.engine import Engine, Memo, infer_once, relevant
from triage.engine.compat import KnowledgeEngine
from triage.engine.conclude import Ledger
from triage.engine.session import Known, build_engine, facts_of
from triage.model import LAYERS, Atom, Conclusion, Inference, Layer, Production, Sign

Household = list[Sign]
ACTORS = ("", "suami", "agen", "pendamping", "tetangga")


def synthetic(rng: random.Random) -> tuple[Production, ...]:
    """About 450 productions over 250 signs and 67 cases, in the proportions of a real knowledge base."""
    plan: tuple[tuple[Layer, int], ...] = (
        ("derive", 20), ("detect", 170), ("danger", 30), ("escalate", 70),
        ("route", 30), ("forbid", 50), ("remind", 50), ("plan", 30),
    )  # fmt: skip
    return tuple(_production(layer, n, rng) for layer, count in plan for n in range(count))


def _production(layer: Layer, number: int, rng: random.Random) -> Production:
    atoms = [_sign_atom(rng) for _ in range(rng.choice((1, 2, 2, 3)))]
    if LAYERS.index(layer) >= LAYERS.index("danger") and rng.random() < 0.4:
        atoms[0] = Atom("case", f"case{rng.randrange(67)}")
    if layer == "derive":
        atoms = [atom for atom in atoms if not atom.id.startswith("derived")] or [Atom("sign", "s0")]
    conclusion = {
        "derive": Conclusion("sign", f"derived{number}", actor="@actor"),
        "detect": Conclusion("case", f"case{number % 67}"),
        "danger": Conclusion("danger", f"danger{number % 9}"),
        "escalate": Conclusion("raise", f"case{number % 67}", "darurat"),
        "route": Conclusion("bypass", "@actor"),
        "forbid": Conclusion("prohibit", f"prohibition{number % 15}"),
        "remind": Conclusion("remind", f"reminder{number % 15}"),
        "plan": Conclusion("step", f"step{number}"),
    }[layer]
    rule = f"{layer}-{number}"
    return Production(f"{rule}#1/{layer}", rule, layer, tuple(dict.fromkeys(atoms)), (conclusion,))


def _sign_atom(rng: random.Random) -> Atom:
    number = rng.randrange(250)
    state = "absent" if rng.random() < 0.05 else "present"
    sign = f"derived{number % 20}" if number < 20 else f"s{number}"
    limits = frozenset(rng.sample(ACTORS[1:], 2)) if rng.random() < 0.15 else frozenset()
    return Atom("sign", sign, state, binds=number % 3 == 0, not_actors=limits)  # type: ignore[arg-type]  # a literal


def household(productions: tuple[Production, ...], rng: random.Random, size: int = 8) -> Household:
    """Signs that make a few productions fire, filled up to `size` with signs that usually do not."""
    testable = [p for p in productions if all(atom.kind == "sign" for atom in p.atoms)]
    wanted = [atom for p in rng.sample(testable, min(3, len(testable))) for atom in p.atoms]
    wanted += rng.choice(testable).atoms[:1]
    every = sorted({(atom.id, atom.binds) for p in testable for atom in p.atoms})
    signs = {(atom.id, atom.binds): atom.state for atom in wanted}
    while len(signs) < min(size, len(every)):
        signs.setdefault(rng.choice(every), "present")
    subject = rng.choice(("member:a", "member:b"))
    return [
        Sign(each, state, subject if binds else "household", rng.choice(ACTORS))
        for (each, binds), state in signs.items()
    ]


class Stock:
    """Stock experta over the same rules: only the base class differs."""

    def __init__(self, productions: Iterable[Production]) -> None:
        self._ledger = Ledger()
        self._engine = build_engine(productions, self._ledger, KnowledgeEngine)

    def infer(self, signs: Iterable[Sign]) -> Inference:
        self._engine.reset()
        self._ledger.clear()
        self._engine.declare(*map(Known.of, facts_of(signs)))
        self._engine.run()
        return self._ledger.inference()


def milliseconds(call: Callable[[Household], object], households: list[Household]) -> float:
    """The median time of one household."""
    taken = []
    for signs in households:
        start = time.perf_counter()
        call(signs)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def timed(make: Callable[[], object]) -> float:
    start = time.perf_counter()
    make()
    return (time.perf_counter() - start) * 1000


def report(name: str, productions: tuple[Production, ...], count: int) -> None:
    """Measure one rule base and print it; stops when ours and stock do not conclude the same."""
    rng = random.Random(7)
    households = [household(productions, rng) for _ in range(count)]
    ours, stock = Engine(productions), Stock(productions)
    few = households[: max(20, count // 10)]
    different = sum(ours.infer(signs) != stock.infer(signs) for signs in few)
    gc.collect()
    fast, slow = milliseconds(ours.infer, households), milliseconds(stock.infer, few)
    memo = Memo(ours.infer)
    milliseconds(memo.infer, households)
    derived = statistics.mean(len(ours.infer(signs).derived) for signs in few)
    kept = statistics.mean(len(relevant(productions, signs)) for signs in few)
    print(f"{name}: {len(productions)} productions, {count} households, {derived:.1f} conclusions each")
    print(f"  ours {fast:.3f} ms   stock {slow:.3f} ms   ratio {slow / fast:.1f}   unequal {different}")
    print(f"  memo hit {milliseconds(memo.infer, households) * 1000:.1f} us")
    once = milliseconds(lambda signs: infer_once(productions, signs), few)
    build, stock_build = timed(lambda: Engine(productions)), timed(lambda: Stock(productions))
    print(f"  build {build:.0f} ms   stock {stock_build:.0f} ms   infer_once {once:.2f} ms (of {kept:.0f})")


def real() -> tuple[Production, ...]:
    """The shipped knowledge, or nothing while it cannot be loaded."""
    try:
        from triage.kb.load import load
        from triage.kb.productions import compile_productions

        return compile_productions(load())
    except Exception as problem:  # a benchmark should still run while the knowledge is edited
        print(f"shipped knowledge not measured: {type(problem).__name__}")
        return ()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    report("synthetic", synthetic(random.Random(1)), count)
    if productions := real():
        report("shipped", productions, count)


if __name__ == "__main__":
    main()

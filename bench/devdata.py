"""How well the text stage and the rules do on the labelled dev data, per stratum and per half.

Reads ../shared/domain (never copied here); prints a notice and leaves when it is absent. Only labelled ids count:
a predicted case that is neither a label nor an accepted extra is a false positive where the stratum is exhaustive.

    python bench/devdata.py [--half even|odd|all] [--errors]
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from triage.engine import Engine, Memo
from triage.kb.load import load
from triage.model import Plan
from triage.pipeline import Machine, compile_machine, triage

DOMAIN = Path(__file__).resolve().parents[2] / "shared" / "domain"
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def half(name: str) -> str:
    """The half an item belongs to: parity of sha1(id)."""
    return "odd" if int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 else "even"


def build() -> Machine:
    machine = compile_machine(load())
    machine.memo = Memo(Engine(machine.productions).infer)
    return machine


def cases(plan: Plan) -> set[str]:
    return {f.case for f in plan.findings}


def examples(machine: Machine, which: str, errors: bool) -> None:
    data = yaml.safe_load((DOMAIN / "dev_examples.yaml").read_text(encoding="utf-8"))["examples"]
    items = [x for x in data if which in ("all", half(x["id"]))]
    found = forbidden = urgency = missed = extra = 0
    for item in items:
        plan = triage(machine, text=item["complaint"], now=NOW)
        got, want = cases(plan), set(item["expected_case_ids"])
        allowed = set(item.get("acceptable_urgency", [item["expected_urgency"]]))
        bad = got & set(item.get("forbidden_case_ids", []))
        surplus = got - want - set(item.get("acceptable_extra_ids", []))
        found += want <= got
        forbidden += bool(bad)
        extra += len(surplus)
        urgency += plan.urgency in allowed
        missed += item["expected_urgency"] == "darurat" and plan.urgency != "darurat"
        if errors and (not want <= got or bad or plan.urgency not in allowed or surplus):
            print(
                f"  {item['id']}: {item['complaint']}\n    missing {sorted(want - got)} extra {sorted(surplus)} forbidden {sorted(bad)} urgency {plan.urgency} of {sorted(allowed)}"
            )
    print(
        f"dev_examples [{which}]: {len(items)} texts; all expected cases found {found}; with a forbidden case {forbidden}; "
        f"urgency right {urgency}; darurat missed {missed}; further cases {extra}"
    )


def real(machine: Machine, which: str, errors: bool) -> None:
    lines = (DOMAIN / "real_texts_dev.jsonl").read_text(encoding="utf-8").splitlines()
    items = [x for x in map(json.loads, lines) if which in ("all", half(x["id"]))]
    strata: dict[str, Counter[str]] = defaultdict(Counter)
    further: Counter[str] = Counter()
    for item in items:
        got, want = cases(triage(machine, text=item["text"], now=NOW)), set(item["labels"])
        surplus = got - want - set(item["alt_labels"])
        strata[item["stratum"]].update(texts=1, tp=len(got & want), fn=len(want - got), fp=len(surplus), any=bool(got))
        further.update(surplus)
        if errors and (want - got or surplus):
            print(
                f"  {item['id']} [{item['stratum']}]: {item['text'][:300]!r}\n    missing {sorted(want - got)} extra {sorted(surplus)}"
            )
    print(f"real_texts [{which}]: {len(items)} texts\n  {'stratum':28} texts  tp  fn  fp  precision recall any")
    total: Counter[str] = Counter()
    for name, c in sorted(strata.items()):
        total.update(c)
        print(f"  {name:28} {row(c)}")
    print(f"  {'all':28} {row(total)}")
    negative = sum((c for name, c in strata.items() if name.startswith("negatif_")), Counter())
    print(
        f"  negatif_*: {negative['any']} of {negative['texts']} give any case; most frequent further: {further.most_common(8)}"
    )


def row(c: Counter[str]) -> str:
    precision = c["tp"] / max(1, c["tp"] + c["fp"])
    recall = c["tp"] / max(1, c["tp"] + c["fn"])
    return f"{c['texts']:5} {c['tp']:3} {c['fn']:3} {c['fp']:3} {precision:9.3f} {recall:6.3f} {c['any']:3}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["even", "odd", "all"], default="all")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if not DOMAIN.is_dir():
        print(f"notice: {DOMAIN} is absent, nothing measured")
        return
    machine = build()
    for which in ["odd", "even", "all"] if options.half == "all" else [options.half]:
        examples(machine, which, options.errors and which == options.half)
        real(machine, which, options.errors and which == options.half)


if __name__ == "__main__":
    main()

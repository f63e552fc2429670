"""How well the text stage, the rules and the second reader do on the labelled dev data.

Per stratum, per case, per context label and per half (parity of sha1(id)). Reads ../shared/domain, which is never
copied here; prints a notice and leaves when it is absent. A case that is neither a label nor an accepted extra is a
false positive; those that the labels do not know at all are listed.

    python bench/devdata.py [--half even|odd|all] [--errors]
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.text.language_files import context_language
from triage.engine import Engine, Memo
from triage.kb.load import load
from triage.model import Plan
from triage.pipeline import Machine, compile_machine, triage
from triage.text import read

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


def labelled(which: str) -> list[tuple[str, set[str], set[str]]]:
    """(text, labels, accepted extras) of both dev sets."""
    lines = (DOMAIN / "real_texts_dev.jsonl").read_text(encoding="utf-8").splitlines()
    real_items = [(x["id"], x["text"], x["labels"], x["alt_labels"]) for x in map(json.loads, lines)]
    data = yaml.safe_load((DOMAIN / "dev_examples.yaml").read_text(encoding="utf-8"))["examples"]
    told = [(x["id"], x["complaint"], x["expected_case_ids"], x.get("acceptable_extra_ids", [])) for x in data]
    items = [*real_items, *told]
    return [(text, set(want), set(extra)) for name, text, want, extra in items if which in ("all", half(name))]


def per_case(machine: Machine, which: str) -> None:
    """Precision and recall of every case over both sets."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text, want, extra in labelled(which):
        got = cases(triage(machine, text=text, now=NOW))
        for case in want | got:
            kind = "tp" if case in want & got else "fn" if case in want else "extra" if case in extra else "fp"
            found[case][kind] += 1
    print(f"per case [{which}]\n  {'case':32} tp  fn  fp accepted precision recall")
    for case, c in sorted(found.items()):
        precision, recall = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
        print(f"  {case:32} {c['tp']:2} {c['fn']:3} {c['fp']:3} {c['extra']:8} {precision:9.2f} {recall:6.2f}")


def second_reader(machine: Machine, which: str) -> None:
    """Is the expected case among findings and suggestions; is the first suggestion right where the rules miss?"""
    counts: Counter[str] = Counter()
    quiet = loud = 0
    for text, want, _ in labelled(which):
        plan = triage(machine, text=text, now=NOW)
        got, near = cases(plan), [s.case for s in plan.suggestions]
        if not want:
            loud += bool(near)
            quiet += not near
            continue
        counts["texts"] += 1
        counts["found"] += want <= got
        counts["union"] += want <= got | set(near)
        if want - got:
            counts["missed"] += 1
            counts["first"] += near[:1] != [] and near[0] in want - got
            counts["any"] += bool(set(near) & (want - got))
    n, missed = counts["texts"], max(1, counts["missed"])
    print(
        f"second reader [{which}]: rules find all labels in {counts['found'] / n:.3f} of {n} texts, with suggestions "
        f"{counts['union'] / n:.3f}; of {counts['missed']} texts with a missed label the first suggestion is right in "
        f"{counts['first'] / missed:.2f}, one of three in {counts['any'] / missed:.2f}; "
        f"texts without a label: {loud} of {loud + quiet} get a suggestion"
    )


def typos(machine: Machine, which: str) -> None:
    """Recall with an edit in a fifth of the words of five letters and more."""
    rng = random.Random(7)

    def spoiled(found: re.Match[str]) -> str:
        word = found[0]
        if rng.random() >= 0.2:
            return word
        at = rng.randrange(1, len(word) - 1)
        how = rng.choice(("drop", "double", "swap", "other"))
        if how == "drop":
            return word[:at] + word[at + 1 :]
        if how == "double":
            return word[:at] + word[at] + word[at:]
        if how == "swap":
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + rng.choice("aiueonrtsk") + word[at + 1 :]

    plain = wrong = total = 0
    for text, want, _ in labelled(which):
        total += len(want)
        plain += len(want & cases(triage(machine, text=text, now=NOW)))
        spoiled_text = re.sub(r"[a-zA-Z]{5,}", spoiled, text)
        wrong += len(want & cases(triage(machine, text=spoiled_text, now=NOW)))
    print(f"typos in 20 % of the long words [{which}]: recall {plain / total:.3f} -> {wrong / total:.3f}")


CONTEXTS = {"": "asserted", "negasi": "negated", "andai": "hypothetical", "lain": "other", "selesai": "resolved", "lampau": "past"}  # fmt: skip


def contexts() -> None:
    """Accuracy per context label of context_sentences.tsv, with the test-only signs for its concepts."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in (DOMAIN / "context_sentences.tsv").read_text(encoding="utf-8").splitlines():
        text, _, labels = line.partition("\t")
        gold = {c: CONTEXTS[s] for c, _, s in (label.partition("/") for label in labels.split())}
        found: dict[str, str] = {}
        for e in read(text, context_language()):
            if e.context == "asserted" or e.sign not in found:
                found[e.sign] = e.context
        for concept in gold.keys() | {c for c, context in found.items() if context == "asserted"}:
            label = gold.get(concept, "(nothing)")
            total[label] += 1
            right[label] += gold.get(concept) == found.get(concept)
    shown = ", ".join(f"{label} {right[label]}/{n}" for label, n in sorted(total.items()))
    print(f"context labels: {sum(right.values()) / sum(total.values()):.3f} ({shown})")


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
    last = options.half
    second_reader(machine, last)
    typos(machine, last)
    contexts()
    per_case(machine, last)


if __name__ == "__main__":
    main()

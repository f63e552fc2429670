"""What speaks for which case: the sum of two linear readers that err differently, trained on the same tellings.

Naive Bayes (multinomial, on weighted features as in Rennie et al. 2003) learns much from few tellings; the
averaged passive-aggressive reader (PA-I, Crammer et al. 2006) learns what sets two cases apart and what is no case.
bench/nearest.py prints what each is worth.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from heapq import nlargest
from operator import itemgetter, mul
from typing import NamedTuple

Vector = dict[int, float]
"""Feature number to weight, of about unit length."""
Labels = dict[int, float]
"""Case number to how surely a telling is about it, at most 1."""
Rows = list[dict[int, float]]
"""For every feature the cases it speaks for or against; most features know few cases."""

PASSES, MARGIN, LARGEST_NUDGE = 2, 1.0, 0.5
RIVALS = 12
"""After the first pass a telling is compared only with the cases that came nearest to it."""
SMOOTHING = 0.01
FAINT = 0.01
"""Weights nearer to zero are dropped."""
BAYES = 0.1
"""How much naive Bayes counts beside the passive-aggressive reader."""


class Weights(NamedTuple):
    """`rows` per feature; `bias` per case for every unit of a vector's sum (what naive Bayes thinks of the unseen)."""

    rows: Rows
    bias: list[float]


def feature_weights(vectors: Sequence[Vector], labels: Sequence[Labels], features: int, cases: int) -> Weights:
    """The weights of all features, from labelled vectors. Deterministic."""
    rows = _passive_aggressive(vectors, labels, features, cases)
    bayes, bias = _naive_bayes(vectors, labels, features, cases)
    for row, more in zip(rows, bayes, strict=True):
        for case, weight in more.items():
            row[case] = row.get(case, 0.0) + BAYES * weight
    kept = [{case: weight for case, weight in row.items() if abs(weight) > FAINT} for row in rows]
    return Weights(kept, [BAYES * x for x in bias])


def _naive_bayes(
    vectors: Sequence[Vector], labels: Sequence[Labels], features: int, cases: int
) -> tuple[Rows, list[float]]:
    """Log likelihoods without priors: of a feature unseen with a case (bias), and how much more when seen (rows)."""
    counts: Rows = [{} for _ in range(features)]
    mass = [SMOOTHING * features] * cases
    for vector, own in zip(vectors, labels, strict=True):
        whole = max(1.0, sum(own.values()))
        for case, weight in own.items():
            share = weight / whole
            mass[case] += share * sum(vector.values())
            for feature, x in vector.items():
                counts[feature][case] = counts[feature].get(case, 0.0) + share * x
    rows = [{case: math.log1p(n / SMOOTHING) for case, n in row.items()} for row in counts]
    return rows, [math.log(SMOOTHING / n) for n in mass]


def _passive_aggressive(vectors: Sequence[Vector], labels: Sequence[Labels], features: int, cases: int) -> Rows:
    """Multiclass PA-I from nothing, averaged over all steps, always in the same order."""
    weights = [[0.0] * features for _ in range(cases)]
    moved = [[0.0] * features for _ in range(cases)]
    picks = [itemgetter(*vector, *[next(iter(vector), 0)] * 2) for vector in vectors]  # at least two: a tuple
    rivals: list[Sequence[int]] = [range(cases)] * len(vectors)
    order = list(range(len(vectors)))
    shuffled = random.Random(0)
    step = 0
    for _ in range(PASSES):
        shuffled.shuffle(order)
        for i in order:
            step += 1
            values = tuple(vectors[i].values())
            found = {case: sum(map(mul, picks[i](weights[case]), values)) for case in {*rivals[i], *labels[i]}}
            rivals[i] = nlargest(RIVALS, sorted(found), key=found.__getitem__)
            _nudge(weights, moved, step, vectors[i], labels[i], found)
    for own, late in zip(weights, moved, strict=True):
        own[:] = [w - m / step for w, m in zip(own, late, strict=True)]
    return [{case: w for case, w in enumerate(row) if w} for row in zip(*weights, strict=True)]


def _nudge(
    weights: list[list[float]], moved: list[list[float]], step: int, vector: Vector, labels: Labels,
    found: dict[int, float],
) -> None:  # fmt: skip
    """Move a telling's weakest own case and its strongest wrong one apart until the margin holds."""
    right = min(labels, key=found.__getitem__)
    wrong = max((case for case in sorted(found) if case not in labels), key=found.__getitem__)
    loss = MARGIN - found[right] + found[wrong]
    if loss <= 0:
        return
    size = min(LARGEST_NUDGE * min(1.0, sum(labels.values())), loss / 2)
    for case, amount in ((right, size), (wrong, -size)):
        own, late = weights[case], moved[case]
        for feature, x in vector.items():
            own[feature] += amount * x
            late[feature] += step * amount * x

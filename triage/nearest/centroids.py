"""What speaks for which case: centroids (Rocchio 1971), nudged where they confuse two cases.

The nudges are two passes of the averaged passive-aggressive algorithm (Crammer et al. 2006) over the same
tellings, always in the same order; bench/nearest.py prints what they are worth.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

Vector = dict[int, float]
"""Feature number to weight, of unit length."""
Labels = dict[int, float]
"""Case number to how surely a telling is about it, at most 1."""
Weights = list[dict[int, float]]
"""For every feature the cases it speaks for or against; most features know few cases."""

PASSES, MARGIN, LARGEST_NUDGE = 2, 0.5, 0.1


def feature_weights(vectors: Sequence[Vector], labels: Sequence[Labels], features: int, cases: int) -> Weights:
    """The weights of all features, from labelled vectors. Deterministic."""
    weights = _centroids(vectors, labels, features, cases)
    moved: Weights = [{} for _ in range(features)]
    order = [i for i, vector in enumerate(vectors) if vector]
    shuffled = random.Random(0)
    step = 0
    for _ in range(PASSES):
        shuffled.shuffle(order)
        for i in order:
            step += 1
            _nudge(weights, moved, step, vectors[i], labels[i], cases)
    for row, late in zip(weights, moved, strict=True):
        for case, amount in late.items():
            row[case] -= amount / step
    return weights


def scores(vector: Vector, weights: Weights, cases: int) -> list[float]:
    """How much a vector speaks for each case."""
    out = [0.0] * cases
    for feature, x in vector.items():
        for case, weight in weights[feature].items():
            out[case] += x * weight
    return out


def _nudge(weights: Weights, moved: Weights, step: int, vector: Vector, labels: Labels, cases: int) -> None:
    """Move a telling's weakest own case and its strongest wrong one apart until the margin holds."""
    found = scores(vector, weights, cases)
    right = min(labels, key=found.__getitem__)
    lowest = found[right]
    for case in labels:
        found[case] = -math.inf
    wrong = found.index(max(found))
    loss = MARGIN - lowest + found[wrong]
    if loss <= 0 or wrong in labels:
        return
    size = min(LARGEST_NUDGE * min(1.0, sum(labels.values())), loss / 2)
    for feature, x in vector.items():
        for case, amount in ((right, size * x), (wrong, -size * x)):
            weights[feature][case] = weights[feature].get(case, 0.0) + amount
            moved[feature][case] = moved[feature].get(case, 0.0) + step * amount


def _centroids(vectors: Sequence[Vector], labels: Sequence[Labels], features: int, cases: int) -> Weights:
    """The weighted sum of the vectors of every case, brought to unit length."""
    out: Weights = [{} for _ in range(features)]
    for vector, own in zip(vectors, labels, strict=True):
        for case, weight in own.items():
            for feature, x in vector.items():
                out[feature][case] = out[feature].get(case, 0.0) + weight * x
    squares = [0.0] * cases
    for row in out:
        for case, x in row.items():
            squares[case] += x * x
    lengths = [math.sqrt(square) or 1.0 for square in squares]
    return [{case: x / lengths[case] for case, x in row.items()} for row in out]

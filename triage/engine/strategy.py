"""The order of the agenda: a total order, so that every run of one household fires alike.

Stock experta orders activations by salience and fact ids only. Rules that tie on both fire in an order that
changes from run to run, and a removal looks at three neighbours of the bisected place, so that activations
whose facts are gone still fire. It also keeps the last activations, household facts included, in a cache.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import Any

from triage.engine.compat import Strategy

Key = tuple[int, list[int], str]


class TotalOrder(Strategy):  # type: ignore[misc]  # experta has no types
    """Highest salience first, then the newest facts, then the rule's name, last in the alphabet first."""

    def _update_agenda(self, agenda: Any, added: list[Any], removed: list[Any]) -> None:
        """Apply the matcher's changes; experta pops the agenda from its right end."""
        for activation in removed:
            activation.key = agenda_key(activation)
            _remove(agenda.activations, activation)
        for activation in added:
            activation.key = agenda_key(activation)
        if added:
            agenda.activations += added
            agenda.activations.sort(key=attrgetter("key"))


def agenda_key(activation: Any) -> Key:
    """The place of an activation on the agenda; equal only for the same rule on the same set of facts."""
    newest_first = sorted((fact["__factid__"] for fact in activation.facts), reverse=True)
    return (activation.rule.salience, newest_first, activation.rule.__name__)


def _remove(activations: list[Any], wanted: Any) -> None:
    """Delete `wanted` wherever it stands among its equals; one that has fired already is simply not there."""
    place = bisect_left(activations, wanted)
    while place < len(activations) and activations[place].key == wanted.key:
        if activations[place] == wanted:
            del activations[place]
            return
        place += 1

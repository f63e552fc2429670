"""An entry as a page: what a screen, a plain text or JSON shows, without saying how."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph. mark: what stands before it; notes: quieter lines below it; depth: how far it is indented."""

    text: str
    notes: tuple[str, ...] = ()
    mark: str = "•"
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """kind: the Indonesian word; facts: label and value; place: path:line:col."""

    kind: str
    id: str
    title: str
    place: str
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()


def listed(title: str, items: list[Item]) -> tuple[Section, ...]:
    """One section, or none when there is nothing in it."""
    return (Section(title, tuple(items)),) if items else ()

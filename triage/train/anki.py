"""The cards for elsewhere: a package for Anki, and CSV. Ids stay the same, so that a second import updates."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from html import escape

from triage.kb.types import Knowledge
from triage.train.cards import Card
from triage.train.extra import missing
from triage.train.words import group_words

MODEL = 1_750_411_203
"""Anki's number for the shape of our notes: never changes."""
DECK = "Triage PKH"
FIELDS = ("Kasus", "Pertanyaan", "Jawaban", "Sumber", "Id")
COLUMNS = ("id", "kasus", "kelompok", "modul", "pertanyaan", "jawaban", "sumber")
FRONT = "<b>{{Kasus}}</b><br>{{Pertanyaan}}"
BACK = "{{FrontSide}}<hr id=answer>{{Jawaban}}<p class=sumber>Sumber: {{Sumber}}</p>"
CSS = (
    ".card { font: 19px/1.4 sans-serif; text-align: left; max-width: 40em; margin: auto; }"
    " .sumber { font-size: 13px; opacity: .7; } ul { margin: 0; padding-left: 1.2em; }"
)


def anki_package(cards: Sequence[Card], knowledge: Knowledge) -> bytes:
    """An .apkg with one deck a group. A note's id follows from the card's, so Anki updates it and keeps its history.

    Raises Problems when genanki is not there.
    """
    try:
        import genanki
    except ImportError:
        raise missing("genanki", "membuat berkas Anki") from None
    sides = [{"name": "Kartu", "qfmt": FRONT, "afmt": BACK}]
    model = genanki.Model(MODEL, "Triage PKH", fields=[{"name": f} for f in FIELDS], templates=sides, css=CSS)
    decks: dict[str, genanki.Deck] = {}
    for card in cards:
        name = f"{DECK}::{group_words(card.group)}"
        deck = decks.setdefault(card.group, genanki.Deck(_number(card.group), name))
        texts = [escape(card.title), escape(card.asks), _html(card), escape(sources(card, knowledge)), card.id]
        tags = [f"kasus::{card.case}", f"modul::{card.module}", f"sisi::{card.side}"]
        deck.add_note(genanki.Note(model, texts, guid=genanki.guid_for("triage", card.id), tags=tags))
    out = io.BytesIO()
    genanki.Package(list(decks.values())).write_to_file(out)
    return out.getvalue()


def csv_text(cards: Iterable[Card], knowledge: Knowledge) -> str:
    """One line a card, with a mark that lets spreadsheets see UTF-8."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for card in cards:
        back = "\n".join("  " * line.depth + line.text for line in card.back)
        group, module = group_words(card.group), knowledge.modules[card.module].title
        table.writerow([card.id, card.title, group, module, card.asks, back, sources(card, knowledge)])
    return "\ufeff" + out.getvalue()


def sources(card: Card, knowledge: Knowledge) -> str:
    """The titles of the sources behind a card."""
    return "; ".join(knowledge.sources[name].title for name in card.sources)


def _number(group: str) -> int:
    """Anki's number for the deck of a group."""
    return int.from_bytes(hashlib.sha256(f"triage {group}".encode()).digest()[:4], "big") + (1 << 32)


def _html(card: Card) -> str:
    """The answer as nested lists."""
    out, depth = [], -1
    for line in card.back:
        while depth < line.depth:
            out.append("<ul>")
            depth += 1
        while depth > line.depth:
            out.append("</ul>")
            depth -= 1
        out.append(f"<li>{escape(line.text)}</li>")
    return "".join(out) + "</ul>" * (depth + 1)

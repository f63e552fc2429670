"""One sitting with the cards: the front, the answer, the grade; every grade is on disk before the next card."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from triage.cli.ask_lines import Draw, lines
from triage.cli.ask_words import Option
from triage.train.anki import sources
from triage.train.progress import Grade, Review
from triage.train.schedule import Deck
from triage.train.words import GRADES, group_words

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.kb.types import Knowledge
    from triage.render.page import Page
    from triage.train.cards import Card
    from triage.train.store import Store

REVEAL = (Option("buka", "Lihat jawaban", ("b", "lihat", "buka", "jawaban")),)
HELP = "Jawab dalam hati, Enter. k batal nilai tadi, ? sumber, s selesai, ! tutup layar"
HELP_GRADE = "Ingat jawabannya? Nilai sendiri dengan jujur; k kembali, s selesai."
NOTHING_BACK = "Belum ada nilai yang dapat dibatalkan."
TAKEN_BACK = "Nilai tadi dibatalkan; kartunya akan ditanyakan lagi."
DONE_FOR_NOW = "Tidak ada kartu yang perlu diulang sekarang."
MORE_NEW = "Batas kartu baru hari ini tercapai; tambah dengan --new."
_WORDS: dict[Grade, tuple[str, ...]] = {1: ("l", "lupa"), 2: ("susah",), 3: ("b",), 4: ("m", "gampang")}


class Sitting:
    """new: so many cards may be met for the first time today, those of earlier sittings counted."""

    def __init__(self, front: Front, store: Store, knowledge: Knowledge, cards: Sequence[Card], new: int) -> None:
        self._front, self._store, self._knowledge = front, store, knowledge
        self._deck = Deck(cards, store.reviews())
        self._new = new
        self._given: list[Review] = []

    def run(self) -> int:
        """Until nothing is due or the candidate stops."""
        due, fresh = self._ahead()
        self._front.show(
            lines(f"{due} kartu perlu diulang, {fresh} kartu baru, {len(self._deck.cards)} dalam pilihan.")
        )
        while (card := self._deck.next_card(_now(), self._left())) is not None:
            if not self._one(card):
                break
        self._front.show(self._ended)
        return 0

    def _ahead(self) -> tuple[int, int]:
        """How many cards are due, and how many new ones may come."""
        counts = self._deck.counts(_now())
        return counts.due, min(counts.all - counts.seen, self._left())

    def _left(self) -> int:
        return max(0, self._new - self._deck.met_on(_now().date()))

    def _one(self, card: Card) -> bool:
        """Show one card until it is graded or given up. False: the candidate stops."""
        begun = time.monotonic()
        self._front.show(self._question(card))
        while True:
            reply = self._front.choose(REVEAL, "buka")
            if reply.kind == "pick":
                grade = self._grade(card)
                if grade is not None:
                    return grade > 0 and self._keep(card, cast(Grade, grade), time.monotonic() - begun)
            elif reply.kind == "stop":
                return False
            elif reply.kind == "back":
                return self._take_back()
            elif reply.kind == "hide":
                self._front.hide()
            else:
                self._front.show(self._sources(card))
            self._front.show(self._question(card))

    def _grade(self, card: Card) -> int | None:
        """1–4, 0 to stop, None to go back to the question."""
        self._front.show(self._answer(card))
        ahead = self._deck.leads_to(card, _now())
        grades = [
            Option(str(g), f"{word}: {span_words(ahead[g])}", (word.lower(), *_WORDS[g])) for g, word in GRADES.items()
        ]
        while True:
            reply = self._front.choose(grades)
            if reply.kind == "pick":
                return int(reply.text)
            if reply.kind in ("stop", "back"):
                return 0 if reply.kind == "stop" else None
            if reply.kind == "hide":
                self._front.hide()
                self._front.show(self._answer(card))
            else:
                self._front.show(self._sources(card))

    def _keep(self, card: Card, grade: Grade, seconds: float) -> bool:
        review = self._store.reviewed(Review(card.id, card.meaning, grade, _now(), round(seconds * 1000)))
        self._deck.graded(review)
        self._given.append(review)
        return True

    def _take_back(self) -> bool:
        if not self._given:
            self._front.show(lines(NOTHING_BACK, lead="  "))
            return True
        last = self._given.pop()
        self._store.unreview(last)
        self._deck.taken_back(last)
        self._front.show(lines(TAKEN_BACK, lead="  "))
        return True

    def _question(self, card: Card) -> Draw:
        def draw(page: Page) -> None:
            page.line()
            head = f"Kartu {len(self._given) + 1} {page.symbols.dot} sisa {sum(self._ahead())}"
            page.item("", f"{head} {page.symbols.dot} {group_words(card.group)}", "dim")
            page.item("", card.title, "bold")
            page.item("", card.asks)
            page.item("  ", HELP, "dim")

        return draw

    def _answer(self, card: Card) -> Draw:
        def draw(page: Page) -> None:
            page.line()
            for line in card.back:
                lead = "  " * (line.depth + 1)
                mark = "" if line.text[:1].isdigit() else f"{page.symbols.bullet} "
                page.item(f"{lead}{mark}", line.text)
            page.line()
            page.item("  ", HELP_GRADE, "dim")

        return draw

    def _sources(self, card: Card) -> Draw:
        return lines(
            f"Sumber: {sources(card, self._knowledge)}", f"Halaman lengkap: triage kb show kasus:{card.case}", lead="  "
        )

    def _ended(self, page: Page) -> None:
        known = sum(review.grade > 1 for review in self._given)
        page.line()
        if self._given:
            page.item("", f"Selesai: {len(self._given)} kartu dinilai, {known} diingat.", "bold")
        if self._deck.next_card(_now(), self._left()) is None:
            page.item("", DONE_FOR_NOW)
            if self._deck.counts(_now()).seen < len(self._deck.cards):
                page.item("", MORE_NEW)
        due = self._deck.next_due()
        if due is not None and due > _now():
            from triage.render.when import short_when

            page.item("", f"Berikutnya: {short_when(due.astimezone().isoformat(), _now().isoformat())}.")


def span_words(span: timedelta) -> str:
    """'6 menit', '8 hari', '3 bulan', '1,5 tahun': until the card comes again."""
    minutes, days = span.total_seconds() / 60, span.total_seconds() / 86_400
    if days < 1:
        return f"{max(1, round(minutes))} menit" if minutes < 90 else f"{round(minutes / 60)} jam"
    if days < 60:
        return f"{round(days)} hari"
    return f"{round(days / 30)} bulan" if days < 365 else f"{days / 365:.1f} tahun".replace(".", ",")


def _now() -> datetime:
    return datetime.now().astimezone()

"""`triage train cards`: what is due today, one card at a time; or all cards for Anki and spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli import options
from triage.cli.options import FILE
from triage.cli.train.exam_options import Cases, Db, Groups

if TYPE_CHECKING:
    from triage.kb.types import Knowledge
    from triage.train.cards import Card
    from triage.train.course import Course
    from triage.train.store import Store

Modules = Annotated[list[str] | None, typer.Option("--module", help="Hanya modul P2K2 ini.", metavar="MODUL")]
CourseFile = Annotated[Path | None, typer.Option("--course", help="Hanya yang ada dalam berkas kursus.", metavar=FILE)]
Weak = Annotated[bool, typer.Option("--weak", help="Hanya kartu dari kecakapan yang lemah atau yang sering lupa.")]
New = Annotated[
    int,
    typer.Option("--new", help="Paling banyak kartu baru sehari; asalnya 10.", metavar="N", min=0, show_default=False),
]
Anki = Annotated[Path | None, typer.Option("--anki", help="Tulis kartunya untuk Anki (.apkg).", metavar=FILE)]
Csv = Annotated[Path | None, typer.Option("--csv", help="Tulis kartunya sebagai CSV.", metavar=FILE)]
Log = Annotated[Path | None, typer.Option("--log", help="Tulis catatan ulangan untuk pengoptimal FSRS.", metavar=FILE)]


def cards(
    group: Groups = None, module: Modules = None, case: Cases = None, weak: Weak = False, course: CourseFile = None,
    new: New = 10, anki: Anki = None, csv: Csv = None, log: Log = None, plain: options.Plain = False, db: Db = None,
    knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """Review cards, or write them elsewhere."""
    from triage.kb.dates import knowledge_at
    from triage.kb.load import load
    from triage.train.store import Store

    now = datetime.now().astimezone()
    kb = knowledge_at(load(knowledge or ()), now.date())
    wanted = _wanted(kb, group or (), module or (), case or (), _course(course, kb))
    if not weak and log is None and (anki or csv):
        return _write(wanted, kb, anki, csv)
    with Store.open(db) as store:
        if weak:
            wanted = _weak(wanted, store)
        if anki or csv or log:
            return _write(wanted, kb, anki, csv) if log is None else _write_log(store, log)
        return _review(wanted, kb, store, new, plain)


def _course(path: Path | None, kb: Knowledge) -> Course | None:
    from triage.train.course import read_course

    return read_course(path, kb) if path else None


def _wanted(
    kb: Knowledge, groups: Sequence[str], modules: Sequence[str], cases: Sequence[str], course: Course | None
) -> tuple[Card, ...]:
    """The cards that pass the filters. Raises Problems for names that nothing has."""
    from triage.cli.train.choices import checked, groups_of
    from triage.train.cards import cards, chosen

    groups = checked("--group", "kelompok", groups, groups_of(kb))
    modules = checked("--module", "modul", modules, kb.modules)
    cases = checked("--case", "kasus", cases, kb.cases)
    found = chosen(cards(kb), groups=groups, modules=modules, cases=cases)
    return tuple(card for card in found if course is None or course.takes(card.objective, card.case))


def _weak(cards: Sequence[Card], store: Store) -> tuple[Card, ...]:
    from triage.train.schedule import Deck
    from triage.train.stats import weak_cards

    return weak_cards(Deck(cards, store.reviews()), store.answers())


def _write(cards: Sequence[Card], kb: Knowledge, anki: Path | None, csv: Path | None) -> int:
    from triage.cli.private import deliver
    from triage.train.anki import anki_package, csv_text

    if anki:
        note = f"{len(cards)} kartu ditulis ke {anki}; buka di Anki dengan File, Import"
        deliver(anki, anki_package(cards, kb), note)
    if csv:
        deliver(csv, csv_text(cards, kb), f"{len(cards)} kartu ditulis ke {csv}")
    return 0


def _write_log(store: Store, path: Path) -> int:
    """The review log as JSON lines, as the package `fsrs` reads it back."""
    from triage.cli.private import deliver
    from triage.train.schedule import fsrs_log

    rows = [fsrs_log(review).to_json() for review in store.reviews()]
    deliver(path, "".join(f"{row}\n" for row in rows), f"{len(rows)} ulangan ditulis ke {path}")
    return 0


def _review(cards: Sequence[Card], kb: Knowledge, store: Store, new: int, plain: bool) -> int:
    from triage.cli.ask_fronts import front_for
    from triage.cli.ask_lines import lines
    from triage.cli.train.card_sitting import Sitting

    front = front_for(plain, as_json=False)
    if not cards:
        front.show(lines("Tidak ada kartu yang cocok dengan pilihan itu."))
        return 0
    return Sitting(front, store, kb, cards, new).run()

"""`triage train stats`: progress, moving it between computers, and for trainers the item analysis."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli import options
from triage.cli.options import FILE, FOLDER
from triage.cli.train.exam_options import Db
from triage.kb.problems import Problem, Problems, shown

if TYPE_CHECKING:
    from triage.train.item_analysis import Analysis
    from triage.train.stats import Stats
    from triage.train.store import Store

CourseFile = Annotated[Path | None, typer.Option("--course", help="Hanya yang ada dalam berkas kursus.", metavar=FILE)]
Html = Annotated[Path | None, typer.Option("--html", help="Tulis sebagai halaman HTML.", metavar=FILE)]
Items = Annotated[
    Path | None,
    typer.Option("--items", help="Analisis butir dari folder berisi ekspor banyak peserta.", metavar=FOLDER),
]
Export = Annotated[
    Path | None, typer.Option("--export", help="Simpan seluruh kemajuan (JSON); - ke keluaran baku.", metavar=FILE)
]
Import = Annotated[Path | None, typer.Option("--import", help="Gabungkan kemajuan dari hasil ekspor.", metavar=FILE)]
Join = Annotated[bool, typer.Option("--join", help="Gabungkan juga bila ekspornya milik berkas lain.")]


def stats(
    html: Html = None, items: Items = None, export: Export = None, import_: Import = None, join: Join = False,
    course: CourseFile = None, as_json: options.Json = False, plain: options.Plain = False, db: Db = None,
    knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """Show progress; export or import it; or analyse the items."""
    from triage.train.store import Store

    if items is not None:
        return _items(items, as_json, plain)
    if db is not None and import_ is None and not db.exists():
        raise Problems([Problem(shown(db), 0, 0, "kemajuan", "berkas tidak ditemukan", "periksa nama sesudah --db")])
    with Store.open(db) as store:
        if import_ is not None:
            _import(store, import_, join)
        if export is not None:
            from triage.cli.private import deliver

            deliver(export, store.export_json(), f"kemajuan disimpan ke {export}")
        if import_ is not None or export is not None:
            return 0
        return _show(_found(store, course, tuple(knowledge or ())), html, as_json, plain)


def _import(store: Store, path: Path, join: bool) -> None:
    from triage.kb.yamlmap import read_text
    from triage.train.progress import LARGEST

    answers, reviews = store.import_json(read_text(path, LARGEST), shown(path), join=join)
    print(f"{answers} jawaban dan {reviews} ulangan kartu baru dari {path}")


def _found(store: Store, course: Path | None, folders: tuple[Path, ...]) -> Stats:
    """What the course asks of the candidate, or everything."""
    from triage.kb.dates import knowledge_at
    from triage.kb.load import load
    from triage.train.cards import cards
    from triage.train.course import Course, read_course
    from triage.train.schedule import Deck
    from triage.train.stats import stats

    now = datetime.now().astimezone()
    kb = knowledge_at(load(folders), now.date())
    wanted = read_course(course, kb) if course else Course(nama="semua")
    deck = Deck([card for card in cards(kb) if wanted.takes(card.objective, card.case)], store.reviews())
    answers = [one for one in store.answers() if wanted.takes(one.objective, one.case)]
    return stats(answers, deck, now, wanted.lulus)


def _show(found: Stats, html: Path | None, as_json: bool, plain: bool) -> int:
    from triage.cli.screen import new_page, show_page
    from triage.train.stats_screen import compose

    if html is not None:
        from triage.cli.private import deliver
        from triage.render.when import stamp
        from triage.train.stats_html import stats_page

        deliver(html, stats_page(found, stamp(datetime.now().isoformat())), f"halaman ditulis ke {html}")
        return 0
    if as_json:
        from dataclasses import asdict

        print(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str))
        return 0
    page = new_page(plain)
    compose(page, found, drawn=not plain)
    show_page(page, plain)
    return 0


def _items(folder: Path, as_json: bool, plain: bool) -> int:
    """Exit code 3: some files could not be read and are named; the analysis holds for the others."""
    from triage.train.collected import collected
    from triage.train.item_analysis import analyse

    found = collected(folder)
    for problem in found.refused:
        print(problem, file=sys.stderr)
    _show_items(analyse(found.answers), as_json, plain)
    return 3 if found.refused else 0


def _show_items(found: Analysis, as_json: bool, plain: bool) -> None:
    if as_json:
        from dataclasses import asdict

        print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    from triage.cli.screen import new_page, show_page
    from triage.train.items_screen import compose

    page = new_page(plain)
    compose(page, found)
    show_page(page, plain)

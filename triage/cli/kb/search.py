"""`triage kb search WORDS…`: entries in which all the words occur."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli import options
from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.browse.search import Hit

Words = Annotated[list[str], typer.Argument(help="Kata yang semuanya harus ada; awal kata cukup.", metavar="KATA…")]
Kind = Annotated[str | None, typer.Option("--kind", help="Hanya jenis isi ini.", metavar="JENIS")]
Everything = Annotated[bool, typer.Option("--all", help="Semua hasil, bukan yang terbaik saja.")]


def search(
    words: Words, kind: Kind = None, everything: Everything = False, as_json: options.Json = False,
    plain: options.Plain = False, knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """Search ids, titles, texts, phrases and examples. Exit 1 when nothing was found, like grep."""
    from triage.browse.kinds import FIELDS, field_of
    from triage.browse.search import search as find
    from triage.browse.search import tokens
    from triage.cli.sound import load_sound

    if not any(tokens(word) for word in words):
        message = "tulis paling sedikit satu kata dari huruf atau angka"
        raise Problems([Problem("masukan", 0, 0, "cari", message, "misalnya triage kb search kartu hilang")])
    hits = find(load_sound(knowledge or ()), words, (field_of(kind),) if kind else FIELDS)
    if as_json:
        _print_json(hits)
        return 0
    if not hits:
        raise Problems([Problem("cari", 0, 0, "cari", "tidak ada isi yang memuat semua kata itu", "kurangi katanya")])
    _show(hits, everything, plain)
    return 0


def _print_json(hits: list[Hit]) -> None:
    import json
    from dataclasses import asdict

    from triage.browse.search import nearer

    said = [{**asdict(hit), "place": nearer(hit)} for hit in hits]
    print(json.dumps(said, ensure_ascii=False, indent=2))


def _show(hits: list[Hit], everything: bool, plain: bool) -> None:
    from triage.browse.screen import compose_hits
    from triage.cli.screen import new_page, show_page

    page = new_page(plain)
    compose_hits(page, hits, everything)
    show_page(page, plain)

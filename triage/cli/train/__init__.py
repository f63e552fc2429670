"""`triage train`: learn and prove it. One module a command; what a command needs is imported when it runs."""

from __future__ import annotations

import typer

from triage.cli.train.cards import cards
from triage.cli.train.course import course
from triage.cli.train.stats import stats

train = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@train.callback()
def _train() -> None:
    """Belajar dan berlatih."""


train.command("cards", help="Kartu hafalan: tiap hari yang jatuh tempo saja.")(cards)
train.command("stats", help="Kemajuan belajar; bagi pelatih juga analisis butir soal.")(stats)
train.command("course", help="Periksa berkas kursus dari pelatih.")(course)

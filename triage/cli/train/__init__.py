"""`triage train`: learn and prove it. One module a command; what a command needs is imported when it runs."""

from __future__ import annotations

import typer

from triage.cli.train.cards import cards
from triage.cli.train.course import course
from triage.cli.train.exam import exam
from triage.cli.train.menu import menu
from triage.cli.train.quiz import quiz
from triage.cli.train.report import report
from triage.cli.train.simulate import simulate
from triage.cli.train.stats import stats
from triage.cli.train.study import study

train = typer.Typer(rich_markup_mode=None)
train.callback(invoke_without_command=True)(menu)
train.command("study", help="Belajar: halaman tiap kasus, menurut kelompok atau bahan P2K2.")(study)
train.command("quiz", help="Kuis: soal satu per satu, langsung dibahas.")(quiz)
train.command("exam", help="Pretes, postes, atau latihan uji sertifikasi.")(exam)
train.command("cards", help="Kartu hafalan: yang perlu diulang hari ini saja.")(cards)
train.command("stats", help="Kemajuan belajar; bagi pelatih juga analisis butir soal.")(stats)
train.command("course", help="Periksa berkas kursus dari pelatih.")(course)
train.command("simulate", help="Klien tiruan: bertanya, memutuskan, lalu dibandingkan dengan rencana.")(simulate)
train.add_typer(report, name="report", help="Laporan kasus: periksa berkasnya, atau buat kerangkanya.")

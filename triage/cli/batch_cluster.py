"""`triage batch --scheduler`: the partitions of a list through a Dask cluster."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from triage.batch.distributed import check_headers, classify_on_cluster, partitions
from triage.batch.manifest import digest, manifest
from triage.cli.batch_input import how_to_read
from triage.cli.batch_job import cores, make_spec
from triage.cli.batch_screen import number
from triage.cli.private import private_folder, write_private
from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.batch.classify import Counts
    from triage.batch.sources import Source
    from triage.cli.batch import Asked


def on_cluster(asked: Asked, source: Source) -> Counts:
    """Classify every input file into a Parquet file of the output folder, with one manifest. Raises Problems."""
    folder = asked.out
    if folder is None or folder.is_file():
        raise Problems([Problem("-o", 0, 0, "keluaran", "dengan --scheduler hasilnya satu folder", "beri -o FOLDER/")])
    _refuse_what_needs_one_machine(asked)
    begun = datetime.now().astimezone()
    sources = [table.path.resolve() for table in source.tables]
    check_headers(sources, source.header, how_to_read(asked))
    spec, knowledge = make_spec(asked, source, "parquet", {})
    parts = partitions(sources, private_folder(folder).resolve(), how_to_read(asked))
    counts = classify_on_cluster(parts, spec, asked.scheduler or "", _told, asked.jobs or cores())
    if counts.rows != counts.taken + counts.rejected + counts.left_out:
        raise Problems([Problem(str(folder), 0, 0, "jumlah", f"jumlah baris tidak cocok: {counts}", "laporkan")])
    written = [(digest(part.target), 0) for part in parts]
    ended = datetime.now().astimezone()
    times = {"begun": begun.isoformat(timespec="seconds"), "seconds": round((ended - begun).total_seconds(), 1)}
    job = {"pengetahuan": knowledge, "waktu": spec.wishes.now.isoformat()}
    write_private(folder / "manifest.json", manifest(job, map(digest, sources), written, counts, times))
    _told(counts, end="\n")
    return counts


def _refuse_what_needs_one_machine(asked: Asked) -> None:
    given = {
        "--sort": asked.ordered, "--limit": asked.limit, "--resume": asked.resume, "--report": asked.report,
        "--fail-fast": asked.fail_fast, "--rejects": asked.rejects,
    }  # fmt: skip
    wrong = [name for name, value in given.items() if value]
    if wrong:
        hint = "jalankan tanpa --scheduler untuk itu"
        raise Problems([Problem(name, 0, 0, "kluster", "tidak ada di kluster", hint) for name in wrong])


def _told(counts: Counts, end: str = "\r") -> None:
    if end == "\n" or sys.stderr.isatty():
        line = f"{number(counts.rows)} baris masuk = {number(counts.taken)} keluar + {number(counts.rejected)} ditolak"
        print(line, end=end, file=sys.stderr)

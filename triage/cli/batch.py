"""`triage batch`: a whole list of complaints in, the same list with its classes out."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.cli import batch_options as options
from triage.cli import options as common
from triage.cli.batch_input import keep_piped, open_input, told_to_a_person

if TYPE_CHECKING:
    from triage.batch.classify import Counts
    from triage.batch.journal import Journal
    from triage.batch.manifest import Digest
    from triage.batch.model import Kind
    from triage.batch.run import Job
    from triage.batch.sources import Source
    from triage.model import Urgency

SALT = "garam"
WITH_REJECTS = 3
"""Exit code: complete, and some rows were set aside."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    inputs: tuple[Path, ...]
    out: Path | None
    to: Kind | None
    kind: Kind | None
    texts: tuple[str, ...]
    map: Path | None
    full: bool
    ordered: bool
    only: Urgency | None
    limit: int | None
    jobs: int | None
    keep_text: bool
    fail_fast: bool
    resume: bool
    restart: bool
    report: Path | None
    rejects: Path | None
    delimiter: str
    encoding: str
    sheet: str
    header: bool | None
    knowledge: tuple[Path, ...]
    district: Path | None
    at: str | None
    scheduler: str | None


def batch(
    inputs: options.Inputs = None, out: options.Out = None, to: options.To = None, kind: options.From = None,
    text: options.Texts = None, map_file: options.Map = None, suggest_map: options.SuggestMap = False,
    detail: options.Details = "ringkas", sort: options.Sorted = None, only: options.Only = None,
    limit: options.Limit = None, jobs: options.Jobs = None, keep_text: options.KeepText = False,
    fail_fast: options.FailFast = False, resume: options.Resume = False, restart: options.Restart = False,
    report: options.Report = None, rejects: options.Rejects = None, delimiter: options.Delimiter = "",
    encoding: options.Encoding = "", sheet: options.Sheet = "", header: options.Header = None,
    knowledge: common.KnowledgeFolders = None,
    district: common.District = None, at: common.At = None, scheduler: options.Scheduler = None,
) -> int:  # fmt: skip
    """Classify a list. Exit codes: 0 complete, 3 complete with rejected rows, 1 error, 130 interrupted."""
    asked = Asked(
        tuple(inputs or (Path("-"),)), out if out != Path("-") else None, to, kind,
        tuple(text or ()), map_file, detail == "full", sort is not None, only, limit, jobs, keep_text, fail_fast,
        resume, restart, report, rejects, delimiter, encoding, sheet, header, tuple(knowledge or ()), district, at,
        scheduler,
    )  # fmt: skip
    with _own_folder() as scratch, _stopped_by_term():
        kept = keep_piped(asked, scratch)
        with told_to_a_person(kept):
            source = open_input(asked, kept)
            for note in source.notes:
                print(note, file=sys.stderr)
            if suggest_map:
                return _suggest(source, asked)
            if scheduler is not None:
                from triage.cli.batch_cluster import on_cluster

                return WITH_REJECTS if on_cluster(asked, source).rejected else 0
            return _run(asked, source, scratch)


def _suggest(source: Source, asked: Asked) -> int:
    from triage.batch.suggest_map import suggest_map
    from triage.cli.batch_job import sample
    from triage.compiled import load_machine

    machine = load_machine(asked.knowledge)
    print(suggest_map(source.header, sample(source), machine.knowledge, machine.language), end="")
    return 0


def _run(asked: Asked, source: Source, scratch: Path) -> int:
    from triage.batch.journal import Journal
    from triage.batch.run import BadRow, classify_all, is_cut, put_together
    from triage.cli.batch_job import make_job
    from triage.cli.batch_screen import Progress, told

    begun = datetime.now().astimezone()
    job = make_job(asked, source, scratch)
    journal = Journal(job.folder, job.identity, resume=asked.resume)
    try:
        with Progress(job) as progress:
            counts = classify_all(job, journal, progress.step)
        counts, files = put_together(job, journal, counts)
        cut = is_cut(job, counts)
        _finish(asked, job, journal, counts, files, begun, cut)
    except BaseException as error:
        done = 0 if asked.out is None or isinstance(error, BadRow) else journal.counts().rows
        _leave(journal, done)
        if done and isinstance(error, KeyboardInterrupt):
            print(f"terhenti setelah {done} baris; lanjutkan dengan perintah yang sama dan --resume", file=sys.stderr)
        raise
    journal.discard()
    print(told(job, counts, asked, cut), file=sys.stderr)
    return WITH_REJECTS if counts.rejected else 0


def _leave(journal: Journal, done: int) -> None:
    """Rows that are done are kept for --resume; where there is nothing to take up again, nothing stays."""
    if done:
        journal.close()
    else:
        journal.discard()


def _finish(
    asked: Asked, job: Job, journal: Journal, counts: Counts, files: dict[Path, tuple[Digest, int]], begun: datetime,
    cut: bool,
) -> None:  # fmt: skip
    """The picture, the record of the run, and what goes to stdout."""
    from triage.batch.manifest import manifest
    from triage.cli.batch_job import manifest_of
    from triage.cli.private import write_private

    ended = datetime.now().astimezone()
    if asked.report is not None:
        write_private(asked.report, _page(asked, job, journal))
    if asked.out is None:
        with job.target.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return
    if job.rejects not in files:
        with suppress(OSError):
            job.rejects.unlink()  # those of an earlier run would be taken for ours
    seconds = (ended - begun).total_seconds()
    times = {
        "begun": begun.isoformat(timespec="seconds"), "ended": ended.isoformat(timespec="seconds"),
        "seconds": round(seconds, 1), "resumed": journal.resumed, "jobs": job.jobs,
    }  # fmt: skip
    write_private(
        manifest_of(asked.out),
        manifest(_shown(job.identity), job.inputs, files.values(), counts, times, cut),
    )


def _shown(identity: dict[str, Any]) -> dict[str, Any]:
    """The salt dies with the run; the names of columns are as harmless as their cells."""
    from triage.batch.safe import masked

    shown = {name: value for name, value in identity.items() if name != SALT}
    return {**shown, "pilihan": {**shown["pilihan"], "text": [masked(name) for name in shown["pilihan"]["text"]]}}


def _page(asked: Asked, job: Job, journal: Journal) -> str:
    from triage.batch.report import About, page
    from triage.batch.summary import summary
    from triage.kb.load import load, without_examples

    now = job.spec.wishes.now
    about = About(tuple(one.name for one in job.inputs), now.isoformat(timespec="minutes"))
    return page(summary(journal.db, now.date()), without_examples(load(asked.knowledge)), about)


@contextmanager
def _own_folder() -> Iterator[Path]:
    """A private folder for what is piped in and out, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="triage-") as folder:
        yield Path(folder)


@contextmanager
def _stopped_by_term() -> Iterator[None]:
    """A polite kill ends the run as Ctrl-C does: what is done is kept."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

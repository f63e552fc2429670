"""From the command line of `triage batch` to a job: what to read, how to read it, where to leave unfinished work."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import datetime
from itertools import chain, count, islice
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from triage.batch.classify import Wishes
from triage.batch.columns import result_columns
from triage.batch.guess import guess_columns
from triage.batch.journal import earlier
from triage.batch.manifest import digest
from triage.batch.mapping import Mapping
from triage.batch.model import Kind, Row
from triage.batch.read_map import read_map
from triage.batch.run import Job
from triage.batch.safe import column_names
from triage.batch.workers import Spec
from triage.cli.private import check_writable
from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.batch.sources import Source
    from triage.cli.batch import Asked
    from triage.kb.types import Knowledge

SUFFIXES: dict[str, Kind] = {
    ".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet",
}  # fmt: skip
SAMPLE = 200
"""So many rows are looked at to tell what the columns hold."""
MENTIONED = 12
"""So many columns are named in a message."""
MANY = 2000
"""Fewer records than this are not worth starting processes for."""


def make_job(asked: Asked, source: Source, scratch: Path) -> Job:
    """Raises Problems: options that do not fit, files that cannot be read or written, unfinished work."""
    kind = _kind(asked, source)
    target = asked.out or scratch / f"hasil.{kind}"
    folder = target.with_name(f".{target.name}.triage")
    _check(asked, target)
    before = _unfinished(folder, asked)
    spec, knowledge = make_spec(asked, source, kind, before)
    inputs = [replace(digest(t.path), name=name) for t, name in zip(source.tables, source.names, strict=True)]
    rows = sum(max(0, one.lines - t.above) for one, t in zip(inputs, source.tables, strict=True))
    estimate = rows if source.kind in ("csv", "tsv", "jsonl") else 0
    identity = {
        "masukan": [one.sha256 for one in inputs], "pengetahuan": knowledge, "waktu": spec.wishes.now.isoformat(),
        "peta": _hash(asked.map), "daerah": _hash(asked.district), "pilihan": _options(asked, kind),
        "garam": spec.wishes.salt.decode(),
    }  # fmt: skip
    return Job(
        source, target, _rejects(asked), folder, spec, identity, tuple(inputs), estimate,
        asked.jobs or (1 if estimate and estimate < MANY else cores()), asked.limit, asked.fail_fast,
    )  # fmt: skip


def make_spec(asked: Asked, source: Source, kind: Kind, before: dict[str, Any]) -> tuple[Spec, str]:
    """What every worker needs, and the hash of the knowledge. before: the job to be taken up again, or {}."""
    knowledge = _knowledge(asked)
    salt = before.get("garam") or (token_hex(16) if asked.report else "")
    wishes = Wishes(
        source.header, _mapping(asked, source, knowledge), _now(asked, before, knowledge), asked.full, asked.keep_text,
        asked.only, kind in ("csv", "tsv", "xlsx"), salt.encode(),
    )  # fmt: skip
    own = column_names(source.header, keep_text=asked.keep_text, spreadsheet=wishes.spreadsheet)
    columns = (*own, *result_columns(own, asked.full))
    dialect = source.dialect if source.kind == kind else replace(source.dialect, delimiter=",")
    spec = Spec(wishes, kind, dialect, columns, asked.ordered, asked.knowledge, asked.district)
    return spec, knowledge.hash


def sample(source: Source) -> list[Row]:
    """The first good rows, to tell what the columns hold."""
    return list(islice((record for record in source.records() if isinstance(record, Row)), SAMPLE))


def cores() -> int:
    """The processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _kind(asked: Asked, source: Source) -> Kind:
    """As asked, else by the suffix of the output, else like the input."""
    if asked.to is not None:
        return asked.to
    if asked.out is None:
        return source.kind if source.kind in ("csv", "tsv", "jsonl") else "csv"
    kind = SUFFIXES.get(asked.out.suffix.lower())
    if kind is None:
        known = ", ".join(SUFFIXES)
        message = f"akhiran {asked.out.suffix!r} tidak dikenal"
        raise Problems([Problem(str(asked.out), 0, 0, "keluaran", message, f"pakai {known}, atau --to")])
    return kind


def _check(asked: Asked, target: Path) -> None:
    """Say now what would fail after an hour."""
    written = [
        path for path in (asked.out, asked.out and manifest_of(asked.out), _rejects(asked), asked.report) if path
    ]
    read = [path for path in (*asked.inputs, asked.map, asked.district) if path is not None]
    for i, path in enumerate(written):
        check_writable(path)
        if path.exists() and not path.is_file():
            raise _bad_place(path, "itu bukan berkas biasa")
        if any(_same(path, other) for other in read):
            raise _bad_place(path, "hasil akan menimpa masukannya sendiri")
        if any(_same(path, other) for other in written[:i]):
            raise _bad_place(path, "dua hasil tidak dapat ditulis ke satu berkas")
    if asked.out is None and asked.resume:
        raise Problems(
            [Problem("--resume", 0, 0, "lanjutan", "tanpa -o tidak ada yang dapat dilanjutkan", "beri -o BERKAS")]
        )


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))


def _bad_place(path: Path, message: str) -> Problems:
    return Problems(
        [Problem(str(path), 0, 0, "keluaran", message, "beri nama lain dengan -o, --rejects, atau --report")]
    )


def manifest_of(out: Path) -> Path:
    """Where the record of a run stands."""
    return out.with_name(f"{out.name}.manifest.json")


def _unfinished(folder: Path, asked: Asked) -> dict[str, Any]:
    """What an earlier run was about, to be taken up again; {} for a new one."""
    before = earlier(folder)
    if asked.restart:
        shutil.rmtree(folder, ignore_errors=True)
        return {}
    if before is None:
        return {}
    job, done = before
    if done and not asked.resume:
        message = f"pekerjaan sebelumnya terhenti setelah {done} baris"
        hint = "tambahkan --resume untuk melanjutkan, atau --restart untuk mengulang"
        raise Problems([Problem(str(folder), 0, 0, "lanjutan", message, hint)])
    return job if asked.resume else {}


def _knowledge(asked: Asked) -> Knowledge:
    """The knowledge without its examples; overlays and the district file are tried here, before any worker starts."""
    from triage.compiled import load_machine, make_ready
    from triage.kb.load import load, without_examples
    from triage.plan.district import read_district

    make_ready(asked.knowledge)
    knowledge = load_machine(asked.knowledge).knowledge if asked.knowledge else without_examples(load())
    if asked.district is not None:
        read_district(asked.district, knowledge.referrals)
    return knowledge


def _now(asked: Asked, before: dict[str, Any], knowledge: Knowledge) -> datetime:
    """One moment for the whole list; a run that is taken up again keeps the moment it began with."""
    from triage.cli.moment import moment
    from triage.plan.district import read_district

    local = read_district(asked.district, knowledge.referrals) if asked.district else None
    if asked.at is None and "waktu" in before:
        return datetime.fromisoformat(before["waktu"]).astimezone(moment(None, local).tzinfo)
    return moment(asked.at, local)


def _mapping(asked: Asked, source: Source, knowledge: Knowledge) -> Mapping:
    if asked.map is not None:
        mapping = read_map(asked.map, source.header, knowledge)
        return replace(mapping, text=_columns(asked.texts, source.header)) if asked.texts else mapping
    chosen = _columns(asked.texts, source.header)
    mapping = guess_columns(source.header, sample(source), text=chosen)
    _check_every_file_tells(source, mapping)
    return mapping


def _check_every_file_tells(source: Source, mapping: Mapping) -> None:
    """Raises Problems for files without any column of the complaint: all their rows would come out as empty."""
    told = {source.header[i] for i in mapping.text}
    without = [name for name, one in zip(source.names, source.tables, strict=True) if not told & set(one.header)]
    if without:
        message = f"kolom aduan ({', '.join(sorted(told))}) tidak ada di berkas ini"
        hint = "samakan judul kolomnya, atau sebut kolom aduan kedua berkas dengan --text"
        raise Problems(Problem(name, 0, 0, "kolom", message, hint) for name in without)


def _columns(names: tuple[str, ...], header: tuple[str, ...]) -> tuple[int, ...]:
    """The places of columns named on the command line. Raises Problems for those that are not there."""
    folded = [name.casefold() for name in header]
    missing = [name for name in names if name.casefold() not in folded]
    if missing:
        known = ", ".join(header[:MENTIONED]) + (", …" if len(header) > MENTIONED else "")
        raise Problems(
            Problem("--text", 0, 0, "kolom", f"kolom {name!r} tidak ada", did_you_mean(name, header) or f"ada: {known}")
            for name in missing
        )
    return tuple(folded.index(name.casefold()) for name in names)


def _rejects(asked: Asked) -> Path:
    """Beside the result; with the result on stdout under a name that is free, as nobody has chosen it."""
    if asked.rejects is not None:
        return asked.rejects
    if asked.out is not None:
        return asked.out.with_name(f"{asked.out.name}.rejects.csv")
    names = chain(("ditolak",), (f"ditolak-{number}" for number in count(2)))
    return next(path for name in names if not (path := Path(f"{name}.rejects.csv")).exists())


def _options(asked: Asked, kind: Kind) -> dict[str, Any]:
    """What changes the lines of the result."""
    return {
        "to": kind, "text": list(asked.texts), "full": asked.full, "sort": asked.ordered, "only": asked.only,
        "limit": asked.limit, "report": asked.report is not None, "keep_text": asked.keep_text, "from": asked.kind,
        "delimiter": asked.delimiter, "encoding": asked.encoding, "sheet": asked.sheet,
        "header": asked.header,
    }  # fmt: skip


def _hash(path: Path | None) -> str:
    return digest(path).sha256 if path is not None else ""

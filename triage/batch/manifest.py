"""The record of a run: what went in, what came out, with which knowledge, and the proof that nothing is missing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage import __version__
from triage.batch.classify import BUCKETS, Counts

SCHEMA = "triage.batch/1"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Digest:
    """One file as it was read or written. lines: how many, an estimate of its records.

    changed: when, in nanoseconds.
    """

    name: str
    size: int
    sha256: str
    lines: int
    changed: int = 0


def digest(path: Path) -> Digest:
    """Read the file once. Raises OSError."""
    sha, size, lines, last = hashlib.sha256(), 0, 0, b"\n"
    changed = path.stat().st_mtime_ns
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            sha.update(piece)
            size += len(piece)
            lines += piece.count(b"\n")
            last = piece[-1:]
    return Digest(path.name, size, sha.hexdigest(), lines + (last not in b"\n\0"), changed)


def manifest(
    job: dict[str, Any], inputs: Iterable[Digest], outputs: Iterable[tuple[Digest, int]], counts: Counts,
    times: dict[str, Any], cut: bool = False,
) -> str:  # fmt: skip
    """JSON. job: options and knowledge; outputs: each with its number of records; times: start, end, seconds.

    cut: the inputs hold more than was read.
    """
    data = {
        "schema": SCHEMA,
        "program": __version__,
        "job": job,
        "inputs": [_file(one) for one in inputs],
        "outputs": [{**_file(one), "records": records} for one, records in outputs],
        "counts": {
            "read": counts.rows, "written": counts.taken, "rejected": counts.rejected, "left_out": counts.left_out,
            "whole_input": not cut, "to_check": counts.to_check,
            "by_class": dict(zip(BUCKETS, counts.by_bucket, strict=True)),
        },
        "times": times,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _file(one: Digest) -> dict[str, Any]:
    return {"name": one.name, "bytes": one.size, "sha256": one.sha256}

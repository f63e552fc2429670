"""The same work on many machines: every partition is one task of a Dask cluster that sees the same folders.

Dask starts a task again when its worker is lost. A partition's result is written whole or not at all, and it does
not depend on the worker, so whatever happens the files are those of a run on one machine.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from triage.batch.classify import Counts
from triage.batch.journal import added
from triage.batch.rejects import COLUMNS, REJECT_DIALECT
from triage.batch.run import CHUNK
from triage.batch.sources import open_sources
from triage.batch.targets import finish
from triage.batch.workers import Spec, Work
from triage.kb.problems import Problem, Problems

LOCAL = "local"
"""Instead of an address: a cluster of this machine alone."""
RETRIES = 5
"""So often a partition is tried again."""


@dataclass(frozen=True, slots=True)
class Partition:
    """One input file and where its result goes; its rejects stand beside it with `.rejects.csv` behind the name.

    reading: how it is opened, as keywords of `open_sources`.
    """

    source: Path
    target: Path
    reading: dict[str, Any] = field(default_factory=dict)

    @property
    def rejects(self) -> Path:
        return self.target.with_name(f"{self.target.name}.rejects.csv")


def partitions(sources: Sequence[Path], folder: Path, reading: dict[str, Any]) -> tuple[Partition, ...]:
    """`part-00000.parquet` and so on, in the order of the sources. Raises Problems when one is a source itself."""
    parts = tuple(Partition(path, folder / f"part-{i:05d}.parquet", reading) for i, path in enumerate(sources))
    lost = {part.target.resolve() for part in parts} & {path.resolve() for path in sources}
    if lost:
        hint = "beri folder lain dengan -o"
        message = "hasil akan menimpa masukannya sendiri"
        raise Problems([Problem(str(path), 0, 0, "keluaran", message, hint) for path in lost])
    return parts


def check_headers(sources: Sequence[Path], header: tuple[str, ...], reading: dict[str, Any]) -> None:
    """Raises Problems for every partition with other columns."""
    odd = [path for path in sources if open_sources([path], **reading).header != header]
    if odd:
        hint = "samakan judul kolom semua berkas"
        raise Problems(
            [Problem(str(path), 0, 0, "kolom", "kolomnya berbeda dari berkas pertama", hint) for path in odd]
        )


def classify_on_cluster(
    parts: Iterable[Partition], spec: Spec, scheduler: str, step: Callable[[Counts], None], workers: int = 2
) -> Counts:
    """Every partition through the cluster. scheduler: tcp://… or LOCAL. Raises Problems: no dask, no scheduler."""
    try:
        import distributed
    except ImportError:
        hint = "pip install 'triage-pkh[cluster]'"
        raise Problems([Problem("--scheduler", 0, 0, "pasang", "kluster perlu dask dan distributed", hint)]) from None
    sent = pickle.dumps(spec)
    dask: Any = distributed
    cluster = dask.LocalCluster(n_workers=workers, threads_per_worker=1) if scheduler == LOCAL else None
    done: list[Counts] = []
    try:
        with closing(_client(dask.Client, cluster or scheduler)) as client:
            tasks = [client.submit(classify_partition, sent, part, pure=False, retries=RETRIES) for part in parts]
            for task in dask.as_completed(tasks):
                done.append(task.result())
                step(added(done))
    finally:
        if cluster is not None:
            cluster.close()
    return added(done)


def classify_partition(sent: bytes, part: Partition) -> Counts:
    """One partition from file to file, on whichever worker. sent: the pickled Spec."""
    work = _work(sent)
    records = open_sources([part.source], **part.reading).records()
    counts: list[Counts] = []
    with tempfile.TemporaryDirectory(dir=part.target.parent, prefix=".triage-") as folder:
        taken, refused = Path(folder) / "baris", Path(folder) / "ditolak"
        with taken.open("wb") as out, refused.open("wb") as rejects:
            while chunk := tuple(islice(records, CHUNK)):
                block = work((len(counts), chunk))
                for lines in block.lines[:-1]:
                    out.write(lines)
                rejects.write(block.lines[-1])
                counts.append(block.counts)
        spec = work.spec
        total = added(counts)
        finish([taken], part.target, spec.kind, spec.columns, spec.dialect, total.taken)
        if total.rejected:
            finish([refused], part.rejects, "csv", COLUMNS, REJECT_DIALECT, total.rejected)
    return total


@lru_cache(maxsize=1)
def _work(sent: bytes) -> Work:
    """Loaded once per worker process."""
    spec: Spec = pickle.loads(sent)  # our own bytes, sent by our own client
    return Work(spec)


def _client(make: Any, address: Any) -> Any:
    try:
        return make(address, timeout=10)
    except OSError:
        hint = "jalankan: dask scheduler"
        raise Problems([Problem(str(address), 0, 0, "kluster", "penjadwal tidak menjawab", hint)]) from None

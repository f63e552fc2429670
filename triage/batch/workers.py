"""Batches through worker processes: results come back in the order of the batches, few at a time in memory."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from pathlib import Path

from triage.batch.classify import BUCKETS, Classified, Classifier, Wishes
from triage.batch.journal import Block
from triage.batch.model import Dialect, Kind, Reject, Row
from triage.batch.rejects import reject_lines
from triage.batch.targets import lines
from triage.engine import Engine, Memo, Parts
from triage.kb.problems import Problem, Problems

Chunk = tuple[int, Sequence[Row | Reject]]
"""(number from 0, the records)"""
AHEAD = 3
"""So many batches for each process may be on their way."""
WHOLE = 512
"""So many whole sets of signs are remembered with what follows: their parts and outlines do most of it."""


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything a worker needs, small enough to send. columns: of the result. ordered: lines go to their bucket."""

    wishes: Wishes
    kind: Kind
    dialect: Dialect
    columns: tuple[str, ...]
    ordered: bool
    knowledge: tuple[Path, ...] = ()
    district: Path | None = None


class Work:
    """What one process does to a batch: classify it and write its lines."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self._classify = classifier(spec)
        gc.freeze()  # the knowledge stays: looking through it for garbage costs an eighth of the work

    def __call__(self, chunk: Chunk) -> Block:
        number, rows = chunk
        gc.disable()
        try:
            done = self._classify(rows)
        finally:
            gc.freeze()  # rows leave no cycles; what is remembered of their words is not looked through either
            gc.enable()
        rejects = reject_lines(done.rejects, self.spec.wishes.keep_text)
        refused = replace(done.rejects[0], raw="") if done.rejects else None
        return Block(number, (*self._buckets(done), rejects), done.counts, done.tally, refused)

    def _buckets(self, done: Classified) -> Iterator[bytes]:
        """The lines of every bucket; all in the first one when the order is that of the input."""
        spec = self.spec
        for bucket in range(len(BUCKETS)):
            mine = [one for one in done.taken if (one.bucket if spec.ordered else 0) == bucket]
            if spec.wishes.full and spec.kind == "jsonl":
                yield "".join(f"{one.record}\n" for one in mine).encode()
            else:
                yield lines((one.cells for one in mine), spec.kind, spec.columns, spec.dialect) if mine else b""


def classifier(spec: Spec) -> Classifier:
    """The classifier that a spec describes. Raises Problems for knowledge or district that cannot be read."""
    from triage.compiled import load_machine
    from triage.plan.district import read_district

    machine = load_machine(spec.knowledge)
    machine.memo = Memo(Parts(machine.productions, Engine(machine.productions).infer).infer, WHOLE)
    district = read_district(spec.district, machine.knowledge.referrals) if spec.district else None
    return Classifier(machine, spec.wishes, district)


def through(chunks: Iterable[Chunk], spec: Spec, jobs: int) -> Generator[Block, None, None]:
    """The blocks in the order of the chunks. jobs: processes; 1 works in this one. Raises Problems when one dies."""
    if jobs == 1:
        yield from map(Work(spec), chunks)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (spec,))
    waiting: deque[Future[Block]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_work, chunk))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        message = "satu proses pekerja mati di tengah jalan"
        hint = "lanjutkan dengan --resume; bila terulang, kurangi --jobs"
        raise Problems([Problem("triage batch", 0, 0, "proses", message, hint)]) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_mine: Work | None = None
"""The work of this worker process, made once."""


def _begin(spec: Spec) -> None:
    """Ctrl-C is for the parent, which lets the workers finish what they hold; a killed parent takes them along."""
    global _mine
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _mine = Work(spec)


def _end_with_parent() -> None:
    """Without its parent a worker would keep complaints in memory, and the terminal open, for good."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: Chunk) -> Block:
    assert _mine is not None
    return _mine(chunk)

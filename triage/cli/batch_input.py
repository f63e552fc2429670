"""What `triage batch` reads: files as they are; what comes through a pipe is kept first, and named as it was given."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from triage.cli.options import WrongUse
from triage.kb.problems import Problem, Problems, shown

if TYPE_CHECKING:
    from triage.batch.sources import Source
    from triage.cli.batch import Asked

LOOKS = ((b"{", ".jsonl"), (b"PK\x03\x04", ".xlsx"), (b"PAR1", ".parquet"))
"""How other formats than CSV begin."""
PIPED = "masukan baku"
Kept = Sequence[tuple[Path, Path]]
"""For each input: where it can be read, and as it was given."""
_USED_BY = {
    "--sheet": ("xlsx",), "--delimiter": ("csv", "tsv"), "--encoding": ("csv", "tsv", "jsonl"),
    "--header/--no-header": ("csv", "tsv", "xlsx"),
}  # fmt: skip


def open_input(asked: Asked, kept: Kept) -> Source:
    """All inputs as one source. Raises Problems."""
    from triage.batch.sources import open_sources

    _check_once(kept)
    source = open_sources(
        [path for path, _ in kept], names=[_called(path, given) for path, given in kept], **how_to_read(asked)
    )
    _check_use(asked, source)
    return source


def how_to_read(asked: Asked) -> dict[str, Any]:
    """For `open_sources`, here and on a cluster."""
    return {
        "kind": asked.kind, "delimiter": asked.delimiter, "encoding": asked.encoding, "sheet": asked.sheet,
        "named": asked.header,
    }  # fmt: skip


def keep_piped(asked: Asked, scratch: Path) -> Kept:
    """The files themselves; what can be read only once is first kept in a private file."""
    return [(_kept(path, scratch / f"masukan{i + 1 if i else ''}"), path) for i, path in enumerate(asked.inputs)]


@contextmanager
def told_to_a_person(kept: Kept) -> Iterator[None]:
    """What goes wrong is said of the file as it was given, and without numbers of a person that stood in it."""
    from triage.batch.safe import masked, without_escapes

    names = {shown(path): _called(path, given) for path, given in kept if path != given}
    try:
        yield
    except Problems as error:
        error.problems = [
            replace(
                one, path=names.get(one.path, one.path), message=str(masked(without_escapes(one.message))),
                hint=str(masked(without_escapes(one.hint))),
            )
            for one in error.problems
        ]  # fmt: skip
        raise


def _called(path: Path, given: Path) -> str:
    return PIPED if given == Path("-") else given.name if path == given else str(given)


def _check_once(kept: Kept) -> None:
    """The rows of a file that is named twice would count twice."""
    places = Counter(path.resolve() for path, _ in kept)
    twice = dict.fromkeys(shown(given) for path, given in kept if places[path.resolve()] > 1)
    if twice:
        message = f"diberikan lebih dari sekali, barisnya akan terhitung ganda: {', '.join(twice)}"
        raise WrongUse([Problem("masukan", 0, 0, "pilihan", message, "sebutkan sekali saja")])


def _check_use(asked: Asked, source: Source) -> None:
    """An option that nothing here can follow is not passed over in silence."""
    given = {
        "--sheet": asked.sheet, "--delimiter": asked.delimiter, "--encoding": asked.encoding,
        "--header/--no-header": asked.header is not None,
    }  # fmt: skip
    kinds = {table.kind for table in source.tables}
    for option, kinds_of in _USED_BY.items():
        if given[option] and not kinds.intersection(kinds_of):
            known = " dan ".join(kind.upper() for kind in kinds_of if kind != "tsv")
            message = f"pilihan ini hanya untuk {known}, masukannya {'/'.join(sorted(kinds)).upper()}"
            raise WrongUse([Problem(option, 0, 0, "pilihan", message, "hapus pilihan itu")])


def _kept(path: Path, place: Path) -> Path:
    if path == Path("-"):
        if sys.stdin.isatty():
            hint = "triage batch aduan.csv -o hasil.csv"
            raise Problems([Problem("masukan", 0, 0, "daftar", "belum ada daftar aduan", hint)])
        return _spooled(sys.stdin.buffer, place)
    if not path.is_fifo():
        return path
    with path.open("rb") as pipe:
        return _spooled(pipe, place)


def _spooled(source: BinaryIO, path: Path) -> Path:
    """What is piped in, in a private file named after what it looks like."""
    with path.open("wb") as file:
        shutil.copyfileobj(source, file)
    with path.open("rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf \r\n")
    suffix = next((suffix for magic, suffix in LOOKS if start.startswith(magic)), ".csv")
    return path.rename(path.with_suffix(suffix))

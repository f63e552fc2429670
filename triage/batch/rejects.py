"""The rows that could not be taken, as a table of their own: where, why, and what stood there."""

from __future__ import annotations

from collections.abc import Iterable

from triage.batch.model import Dialect, Reject
from triage.batch.safe import defused, masked, without_escapes
from triage.batch.targets import lines

COLUMNS = ("nomor", "berkas", "baris", "alasan", "keterangan", "isi_asli")
"""berkas: which of the inputs, from 1; baris: the line in that file."""
REJECT_DIALECT = Dialect(bom=True)
"""Comma and byte order mark, whatever the input was like: the file is for a person's spreadsheet."""


def reject_lines(rejects: Iterable[Reject], keep_text: bool) -> bytes:
    """The CSV lines of these rows; what stood there is masked unless the text is to be kept."""
    rows = [(r.number, r.file + 1, r.line, r.reason, _raw(r.told, keep_text), _raw(r.raw, keep_text)) for r in rejects]
    return lines(rows, "csv", COLUMNS, REJECT_DIALECT) if rows else b""


def _raw(raw: str, keep_text: bool) -> str:
    return str(defused(without_escapes(raw if keep_text else masked(raw))))

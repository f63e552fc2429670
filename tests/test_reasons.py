"""Why the system refused something, in the user's language."""

from __future__ import annotations

import errno
import os

import pytest

from triage.kb.problems import reason


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "tempat penyimpanan penuh"), (errno.EACCES, "tidak diizinkan"), (errno.EISDIR, "itu folder")],
)
def test_a_reason_is_told_in_indonesian(number: int, said: str) -> None:
    assert reason(OSError(number, os.strerror(number))) == said


def test_an_unknown_reason_is_told_as_the_system_does() -> None:
    assert reason(OSError(errno.EPIPE, "pipe")) == "pipe"
    assert reason(OSError()) == "gagal"

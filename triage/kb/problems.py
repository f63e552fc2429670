"""One problem in a file a person wrote: where, what, and what to do about it."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_REASONS = {
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.EEXIST: "namanya sudah dipakai",
    errno.EISDIR: "itu folder",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "tempatnya hanya dapat dibaca",
    errno.EBUSY: "sedang dipakai program lain",
    errno.EFBIG: "berkas terlalu besar untuk tempat itu",
    errno.EDQUOT: "jatah tempat penyimpanan habis",
    errno.ELOOP: "tautannya berputar",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.ENOSPC: "tempat penyimpanan penuh",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EIO: "perangkat penyimpanan bermasalah",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """line and col count from 1; 0 where there is no place. `path` is shown as given by the user."""

    path: str
    line: int
    col: int
    rule: str
    message: str
    hint: str = ""
    entry: str = ""
    """Id of the entry that the problem is about, where there is one."""

    def __str__(self) -> str:
        place = self.path + (f":{self.line}:{self.col}" if self.line else "")
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.rule}: {self.message}{hint}"


class Problems(Exception):  # noqa: N818  it is a list of problems, named as what it holds
    """Everything wrong with the input, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Problems], tuple[list[Problem]]]:
        """It may come from another process."""
        return (Problems, (self.problems,))


def shown(path: Path) -> str:
    """The path as a person would name it: relative to the working directory when below it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known id, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"maksudnya {near[0]}?" if near else ""


def reason(error: OSError) -> str:
    """Why the system refused, in the user's language where that is known."""
    return _REASONS.get(error.errno or 0) or error.strerror or "gagal"

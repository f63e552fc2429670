"""The floor under a list: what every program that reads texts must do at least, in plain Python and one process.

    python bench/floor.py LIST.csv TARGET.csv

Reads the list, lower-cases and cuts every text into words, and writes the row again. Imports nothing it does not need.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

WORD = re.compile(r"\w+")


def floor(source: Path, target: Path) -> None:
    """Every row again, with the number of its words."""
    with source.open(encoding="utf-8", newline="") as read, target.open("w", encoding="utf-8", newline="") as wrote:
        rows, out = csv.reader(read), csv.writer(wrote)
        header = next(rows)
        text = header.index("keluhan")
        out.writerow([*header, "kata"])
        for row in rows:
            out.writerow([*row, len(WORD.findall(row[text].lower()))])


if __name__ == "__main__":
    floor(Path(sys.argv[1]), Path(sys.argv[2]))

"""Cold starts: `triage --help` and `triage new "…"` as new processes, beside a bare interpreter in the same run.

Prints medians in milliseconds and peak memory. Not a test: the machine decides the numbers, the ratio travels.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

TEXT = "semalam dipukul suami, kartu kks hilang, saldo nol"
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "triage --help": [sys.executable, "-m", "triage", "--help"],
    "triage new (warm cache)": [sys.executable, "-m", "triage", "new", TEXT],
}


def run(command: list[str]) -> tuple[float, int]:
    """(seconds, peak resident memory in KB) of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - start, usage.ru_maxrss


def main() -> None:
    base = None
    for name, command in COMMANDS.items():
        run(command)
        found = [run(command) for _ in range(11)]
        seconds = statistics.median(s for s, _ in found)
        base = base or seconds
        peak = max(kb for _, kb in found) / 1024
        print(f"{name:26} {seconds * 1000:7.0f} ms  {seconds / base:5.1f}x bare python  peak {peak:5.0f} MB")


if __name__ == "__main__":
    main()

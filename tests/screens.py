"""A pseudo-terminal with a program in it, as a person sees it: what is on the screen now, and keys."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pexpect
import pyte

ROOT = Path(__file__).resolve().parent.parent
UP, DOWN, ENTER, CTRL_C, ESC_LEFT = "\x1b[A", "\x1b[B", "\r", "\x03", "\x1b[D"
PATIENCE = 180
"""Seconds until a program that shows nothing new is given up: the first one compiles the knowledge."""


class Screen:
    """`python -m MODULE …` in a terminal of the given size."""

    def __init__(
        self, *arguments: str, state: Path, columns: int = 80, rows: int = 24, module: str = "tests.interview_fake"
    ) -> None:
        env: Any = os.environ | {
            "TERM": "xterm",
            "XDG_STATE_HOME": str(state),
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "PYTHONIOENCODING": "utf-8",
        }
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            env.pop(name, None)
        command = ["-m", module, *arguments]
        self.child = pexpect.spawn(
            sys.executable, command, cwd=str(ROOT), env=env, dimensions=(rows, columns), timeout=PATIENCE
        )
        self.child.delaybeforesend = None
        self.screen = pyte.HistoryScreen(columns, rows, history=2000)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def text(self) -> str:
        """The lines on the screen now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, *wanted: str, gone: str = "") -> str:
        """Read until all of `wanted` are on the screen (white space apart) and `gone` is not."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = " ".join(self.text().split())
            if all(one in shown for one in wanted) and not (gone and gone in shown):
                return self.text()
            self._read()
        raise AssertionError(f"{wanted} not on the screen:\n{self.text()}")

    def _read(self) -> None:
        try:
            chunk = self.child.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            if not self.child.isalive():
                time.sleep(0.01)
            return
        self.raw += chunk
        self.stream.feed(chunk)

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def end(self) -> tuple[int, str]:
        """Exit code and everything that was ever printed, without escapes' meaning."""
        while True:
            try:
                self.raw += self.child.read_nonblocking(65536, timeout=PATIENCE)
            except pexpect.EOF:
                break
        self.child.close()
        return self.child.exitstatus, self.raw.decode("utf-8", "replace")

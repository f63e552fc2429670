"""docs/menambah-kasus.md is replayed: its YAML is written, its commands are run, what they print is compared.

`GOLDEN=1 pytest tests/test_walk.py` writes the outputs anew. Counts of the shipped knowledge, seconds and the hash may differ:
they change with every edit. A line `…` stands for lines left out; `console fails` marks a command that must fail.
"""

from __future__ import annotations

import difflib
import io
import os
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from triage.cli.app import main

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "menambah-kasus.md"
BLOCK = re.compile(r"^```(yaml|console)( fails)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
GAP = "…"
SHIPPED = (
    "aturan|contoh|tanda|kasus|langkah|bahaya|larangan|pengingat|rujukan|pertanyaan|pernyataan|pembuktian|kemungkinan"
)
NEEDED = (
    "[keracunan_makanan]",
    "119",
    "IGD",
    "puskesmas",
    "Simpan sisa makanan",
    "tetangga",
    "✗ menyuruh menunggu",
    "✗ menyarankan jamu",
)
MOVING = (
    (re.compile(rf"\b\d+( dari \d+)? (?={SHIPPED}\b)"), "N "),
    (re.compile(r"\d+[.,]\d+ detik"), "N detik"),
    (re.compile(r"\b(knowledge|rules)/(\S+?):\d+:\d+"), r"\1/\2:N"),
)


def still(text: str) -> list[str]:
    """The text without what moves from day to day, one entry a line."""
    for pattern, fixed in MOVING:
        text = pattern.sub(fixed, text)
    return text.split("\n")


def shortened(printed: str, shown: str) -> str:
    """What was printed, with as many lines left out as the page leaves out."""
    lines, old = printed.split("\n"), shown.split("\n")
    if GAP not in old:
        return printed
    head = old.index(GAP)
    tail = len(old) - head - 1
    assert len(lines) > head + tail, f"nothing left out any more:\n{printed}"
    return "\n".join([*lines[:head], GAP, *lines[len(lines) - tail :]])


def say(command: str) -> tuple[int, str]:
    """Exit code and everything printed, in the order in which it appears on the screen."""
    program, *arguments = shlex.split(command)
    if program == "mkdir":
        for folder in arguments:
            Path(folder).mkdir()
        return 0, ""
    assert program == "triage", command
    screen = io.StringIO()
    with redirect_stdout(screen), redirect_stderr(screen):
        code = main(arguments)
    printed = screen.getvalue().replace(f"{ROOT.as_posix()}/", "").replace(f"{Path.cwd().as_posix()}/", "")
    printed = re.sub(r"\([0-9a-f]{6}\)", "(……)", printed)
    return code, "\n".join(line.rstrip() for line in printed.rstrip().split("\n"))


def test_the_walk_through_a_new_case_does_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("z3")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    page = PAGE.read_text(encoding="utf-8")
    runs: list[tuple[str, str]] = []  # command, what it printed

    def replay(block: re.Match[str]) -> str:
        kind, fails, body = block.groups()
        if kind == "yaml":
            first, _, content = body.partition("\n")
            file = Path(first.removeprefix("# "))
            assert not file.is_absolute(), first
            assert file.suffix == ".yaml", f"the first line of a YAML block names its file: {first}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
            return block[0]
        first, _, shown = body.rstrip("\n").partition("\n")
        assert first.startswith("$ "), first
        code, printed = say(first[2:])
        runs.append((first[2:], printed))
        assert (code != 0) == bool(fails), f"{first}\nexit code {code}\n{printed}"
        now = shortened(printed, shown)
        if still(now) == still(shown):
            return block[0]
        body = "\n".join(line for line in (first, now) if line)
        return f"```{kind}{fails or ''}\n{body}\n```"

    replayed = BLOCK.sub(replay, page)
    _the_plan_is_safe(*runs[-1])
    if os.environ.get("GOLDEN"):
        PAGE.write_text(replayed, encoding="utf-8")
    else:
        assert page == replayed, _difference(page, replayed)


def _the_plan_is_safe(command: str, plan: str) -> None:
    """GOLDEN may refresh the wording, never what this case is for."""
    assert command.startswith("triage new ")
    words = " ".join(plan.replace("┃", " ").split())
    assert words.startswith("┏ DARURAT")
    for needed in NEEDED:
        assert needed in words, needed


def _difference(page: str, replayed: str) -> str:
    lines = difflib.unified_diff(page.split("\n"), replayed.split("\n"), "the page", "today", lineterm="", n=1)
    return "\n".join(["GOLDEN=1 pytest tests/test_walk.py writes it anew", *lines])

"""The README shows what the program prints today; `GOLDEN=1 pytest tests/test_readme.py` writes it anew."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from triage.model import Plan
from triage.render import render

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(r"<!-- plan -->\n.*?<!-- /plan -->", re.DOTALL)


def test_the_plan_in_the_readme_is_what_the_command_above_prints(plan_of: Callable[..., Plan]) -> None:
    text = README.read_text(encoding="utf-8")
    complaint = re.search(r'triage new "([^"]+)"', text)
    assert complaint is not None
    out = io.StringIO()
    console = Console(file=out, width=80, highlight=False, markup=False, emoji=False, color_system=None)
    render(plan_of(complaint[1]), console)
    shown = re.sub(r"\(([0-9a-f]{6})\)", "(……)", out.getvalue().rstrip())  # the hash changes with every edit
    block = f"<!-- plan -->\nOn Monday 2026-11-23 at 20:10 it printed:\n\n```\n{shown}\n```\n<!-- /plan -->"
    if os.environ.get("GOLDEN"):
        README.write_text(BLOCK.sub(lambda _: block, text), encoding="utf-8")
    assert BLOCK.search(README.read_text(encoding="utf-8"))[0] == block  # type: ignore[index]

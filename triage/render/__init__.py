"""The surfaces of a Plan: terminal, plain text, JSON, Markdown, short text and one HTML page.

Renderers only read a Plan; they decide nothing about the case. Words shown to a user: labels.py.
"""

from __future__ import annotations

from collections.abc import Callable

from triage.model import Plan
from triage.render.as_json import dumps, to_json
from triage.render.html import html_page
from triage.render.markdown import markdown
from triage.render.plain import plain_text
from triage.render.short_text import short_text
from triage.render.symbols import Symbols, symbols_for
from triage.render.terminal import render

__all__ = [
    "Symbols", "dumps", "html_page", "markdown", "plain_text", "render", "rendered_for", "short_text",
    "symbols_for", "to_json",
]  # fmt: skip


def rendered_for(plan: Plan, suffix: str) -> str:
    """The plan as the kind of file that the suffix (.md .txt .html .json) names."""
    makers: dict[str, Callable[[Plan], str]] = {".md": markdown, ".txt": short_text, ".html": html_page, ".json": dumps}
    return makers[suffix](plan)

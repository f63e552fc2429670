"""The surfaces of a Plan: terminal, plain text, JSON, Markdown, short text and one HTML page.

Renderers only read a Plan; they decide nothing about the case. Words shown to a user: labels.py.
A surface is imported when it is first asked for: a start needs one of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.model import Plan
    from triage.render.as_json import dumps, to_json
    from triage.render.html import html_page
    from triage.render.markdown import markdown
    from triage.render.plain import plain_text
    from triage.render.short_text import short_text
    from triage.render.symbols import Symbols, symbols_for
    from triage.render.terminal import render

__all__ = [
    "Symbols", "dumps", "html_page", "markdown", "plain_text", "render", "rendered_for", "short_text", "symbols_for",
    "to_json",
]  # fmt: skip

_HOMES = {
    "dumps": "as_json", "to_json": "as_json", "html_page": "html", "markdown": "markdown", "plain_text": "plain",
    "short_text": "short_text", "Symbols": "symbols", "symbols_for": "symbols", "render": "terminal",
}  # fmt: skip
_BY_SUFFIX = {".md": "markdown", ".txt": "short_text", ".html": "html_page", ".json": "dumps"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"triage.render.{_HOMES[name]}"), name)


def rendered_for(plan: Plan, suffix: str) -> str:
    """The plan as the kind of file that the suffix (.md .txt .html .json) names."""
    made: str = __getattr__(_BY_SUFFIX[suffix])(plan)
    return made

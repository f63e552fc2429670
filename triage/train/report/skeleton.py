"""An empty report: every heading, a hint under each, and the facts that a plan and a record give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

from triage.kb.problems import Problem, Problems, shown
from triage.kb.types import Knowledge
from triage.train.report.facts import Facts, facts_of
from triage.train.report.hints import hint
from triage.train.report.template import Template

Kind = Literal["title", "group", "heading", "fact", "hint"]
Block = tuple[Kind, str]
_GROUPS = {"2a": "2. Langkah-langkah penanganan", "3a": "3. Refleksi"}
_MARKS: dict[Kind, str] = {"title": "# ", "group": "## ", "heading": "## ", "fact": "- ", "hint": ""}


def skeleton(
    out: Path, plan: Path | None, record: Path | None, form: Template, knowledge: Callable[[], Knowledge]
) -> bytes:
    """The bytes of the file. Raises Problems: `out` exists or is of another kind, a given file cannot be used.

    knowledge: called only when there is a plan or a record.
    """
    kind = out.suffix.lower()
    if kind not in (".docx", ".md"):
        raise Problems([Problem(shown(out), 0, 0, "keluaran", "jenis berkas ini belum ada", "pakai .docx atau .md")])
    if out.exists():
        message = "berkas ini sudah ada dan tidak ditimpa"
        raise Problems([Problem(shown(out), 0, 0, "keluaran", message, "pilih nama lain")])
    facts = facts_of(plan, record, knowledge()) if plan or record else {}
    made = list(blocks(form, facts))
    return _docx(made) if kind == ".docx" else _markdown(made).encode()


def blocks(form: Template, facts: Facts) -> Iterator[Block]:
    """The skeleton from top to bottom. The facts of a part stand before its hint."""
    yield "title", "Laporan kasus"
    for name, section in form.sections.items():
        if name in _GROUPS:
            yield "group", _GROUPS[name]
        yield "heading", f"{name}. {section.title}"
        for fact in facts.get(name, ()):
            yield "fact", fact
        least = f" (paling sedikit {section.least} kata)" if section.least else ""
        yield "hint", hint(section.hint + least)


def _markdown(made: list[Block]) -> str:
    out: list[str] = []
    for i, (kind, text) in enumerate(made):
        out.append(_MARKS[kind] + text)
        if kind != "fact" or made[i + 1][0] != "fact":
            out.append("")
    return "\n".join(out)


def _docx(made: list[Block]) -> bytes:
    """Headings as styles, so that a word processor can list them; hints in italics."""
    from triage.train.report.read_docx import require_docx

    document = require_docx().Document()
    document.core_properties.author = ""
    document.core_properties.title = "Laporan kasus"
    for kind, text in made:
        if kind == "hint":
            document.add_paragraph().add_run(text).italic = True
        elif kind == "fact":
            document.add_paragraph(text, style="List Bullet")
        else:
            document.add_heading(text, level={"title": 0, "group": 1, "heading": 2}[kind])
    held = BytesIO()
    document.save(held)
    return held.getvalue()

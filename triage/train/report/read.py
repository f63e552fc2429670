"""A report file as lines: plain text, Markdown or DOCX."""

from __future__ import annotations

import re
from pathlib import Path

from triage.kb.problems import Problem, Problems, shown
from triage.train.report.model import Document, Line

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_MARK = re.compile(r"^(?P<hash>#{1,6}\s+)?(?:[-*+]\s+)?")
_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$|^\s*\|?[\s:|-]*-[\s:|-]*$")
LARGEST = 1_000_000
"""Bytes; a report is a hundredth of it."""
OTHER = {".doc": "Word lama", ".odt": "OpenDocument", ".pdf": "PDF", ".rtf": "RTF", ".pages": "Pages"}


def read_document(path: Path) -> Document:
    """Raises Problems for a file that cannot be read as text, Markdown or DOCX."""
    kind = path.suffix.lower()
    if kind == ".docx":
        from triage.train.report.read_docx import read_docx

        return read_docx(path)
    if kind in (".md", ".markdown"):
        return Document(shown(path), "baris", tuple(_markdown(_text(path))))
    if kind == ".txt":
        return Document(shown(path), "baris", tuple(_lines(_text(path))))
    known = f"berkas {OTHER[kind]} belum dapat dibaca" if kind in OTHER else "jenis berkas ini tidak dikenal"
    raise Problems([Problem(shown(path), 0, 0, "laporan", known, "simpan sebagai .docx, .md, atau .txt")])


def _text(path: Path) -> str:
    from triage.kb.yamlmap import read_text

    return read_text(path, LARGEST).replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[Line]:
    return [Line(i, line.strip()) for i, line in enumerate(text.split("\n"), 1) if line.strip()]


def _markdown(text: str) -> list[Line]:
    """Without marks; a comment stays only where it holds a hint of the skeleton."""
    text = _COMMENT.sub(_without_comment, text)
    out = []
    for i, raw in enumerate(text.split("\n"), 1):
        if not raw.strip() or _RULE.match(raw):
            continue
        mark = _MARK.match(bare := _QUOTED.sub("", raw).strip())
        body = bare[mark.end() :] if mark else bare
        shown_text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", body)).replace("|", " ").strip().rstrip("#").strip()
        bold = bool(re.fullmatch(r"(\*\*|__).+\1:?", body.strip()))
        if shown_text:
            out.append(Line(i, shown_text, styled=bold or bool(mark and mark["hash"])))
    return out


def _without_comment(found: re.Match[str]) -> str:
    """Lines stay where they are."""
    from triage.train.report.hints import is_hint

    inner = found[1].strip()
    return f"[{inner.strip('[] ')}]" + "\n" * found[0].count("\n") if is_hint(inner) else "\n" * found[0].count("\n")

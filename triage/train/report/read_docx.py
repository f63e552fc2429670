"""A DOCX file as lines, whoever made it: text in tables, lists, content controls, smart tags and insertions counts.

What was struck out by tracked changes does not. Numbers that the word processor makes are not in the text; the line
says that it has one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from triage.kb.problems import Problem, Problems, reason, shown
from triage.train.report.model import Document, Line

_Element = Any
"""An element of lxml, which brings no types."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset((f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}instrText", f"{W}sdtPr", _FALLBACK))
"""Not text; struck-out text is w:delText, never w:t."""
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_HEADING = re.compile(r"(?i)(heading|judul|title|subtitle)")
MAX_BYTES = 20_000_000
MAX_UNPACKED = 100_000_000
MAX_XML = 10_000_000
"""A long report is a tenth of it; twenty times as much memory is needed to read it."""


def read_docx(path: Path) -> Document:
    """Raises Problems for a missing, broken, locked or far too large file, or when python-docx is missing."""
    name = shown(path)
    document = _opened(path, name)
    styles = _heading_styles(document)
    lines: list[Line] = []
    number = 0
    for paragraph in _paragraphs(document.element.body):
        texts = [text.strip() for text in _text(paragraph).split("\n") if text.strip()]
        if not texts:
            continue
        number += 1
        styled = _is_styled(paragraph, styles)
        numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None
        lines += [Line(number, " ".join(text.split()), styled, numbered and i == 0) for i, text in enumerate(texts)]
    return Document(name, "paragraf", tuple(lines))


def require_docx() -> Any:
    """The library. Raises Problems with the one thing to do when it is missing."""
    try:
        import docx
    except ImportError:
        message = "berkas DOCX memerlukan pustaka python-docx"
        hint = "pasang dengan: pip install 'triage-pkh[train]'"
        raise Problems([Problem("laporan", 0, 0, "docx", message, hint)]) from None
    return docx


def _opened(path: Path, name: str) -> Any:
    docx = require_docx()
    hint = "buka di pengolah kata lalu simpan lagi sebagai .docx tanpa kata sandi"
    try:
        size = path.stat().st_size
        if size > MAX_BYTES or _unpacked(path) > MAX_UNPACKED or _unpacked(path, ".xml") > MAX_XML:
            raise Problems([Problem(name, 0, 0, "docx", "berkas terlalu besar", "hapus gambarnya lalu simpan lagi")])
        document = docx.Document(str(path))
        if document.element.body is None:
            raise ValueError("no body")
        return document
    except FileNotFoundError:
        message, hint = "berkas tidak ditemukan", "periksa nama dan foldernya"
    except OSError as error:
        message, hint = f"berkas tidak dapat dibaca: {reason(error)}", "periksa izin berkas"
    except Problems:
        raise
    except Exception:  # whatever a broken archive makes the library raise
        message = "berkas ini rusak, terkunci, atau bukan DOCX"
    raise Problems([Problem(name, 0, 0, "docx", message, hint)]) from None


def _unpacked(path: Path, kind: str = "") -> int:
    """Bytes of all parts of a kind as the archive names them; the library never unpacks more."""
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(kind))


def _paragraphs(element: _Element) -> Iterator[_Element]:
    """Paragraphs in reading order, also those in tables, text boxes and content controls."""
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{W}p":
            yield child
        yield from _paragraphs(child)


def _text(element: _Element) -> str:
    """The text of one paragraph without that of the paragraphs inside it (text boxes come by themselves)."""
    out = []
    for child in element:
        if child.tag in _GONE or child.tag == f"{W}p":
            continue
        if child.tag == f"{W}t":
            out.append(child.text or "")
        out.append(_BREAKS.get(str(child.tag), "") or _text(child))
    return "".join(out)


def _heading_styles(document: Any) -> frozenset[str]:
    """Ids of the paragraph styles that make a heading, by their name, outline level or what they are based on."""
    found: set[str] = set()
    styles = list(document.styles.element.iterchildren(f"{W}style"))
    for _ in range(4):  # styles based on styles
        for style in styles:
            name, based = style.find(f"{W}name"), style.find(f"{W}basedOn")
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if (
                (name is not None and _HEADING.match(name.get(f"{W}val", "")))
                or (outline is not None and outline.get(f"{W}val") != "9")
                or (based is not None and based.get(f"{W}val") in found)
            ):
                found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)


def _is_styled(paragraph: _Element, styles: frozenset[str]) -> bool:
    """A heading by style, by outline level, or because every run with text is bold."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and style.get(f"{W}val") in styles:
        return True
    if paragraph.find(f"{W}pPr/{W}outlineLvl") is not None:
        return True
    runs = [run for run in paragraph.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: _Element) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(f"{W}val", "true") not in ("0", "false", "off")

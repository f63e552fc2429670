"""A DOCX file as lines, whoever made it: text in tables, lists, content controls, smart tags and insertions counts.

What was struck out by tracked changes does not, nor what a content control shows until somebody fills it in. Numbers
that the word processor makes are not in the text; the line says that it has one. Headers, footers, notes and comments
are beside the text.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from triage.kb.problems import Problem, Problems, reason, shown
from triage.train.report.docx_styles import W, styles_of
from triage.train.report.model import Document, Line

_Element = Any
"""An element of lxml, which brings no types."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset((f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}instrText", f"{W}sdtPr", _FALLBACK))
"""Not text; struck-out text is w:delText, never w:t."""
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphens and the like: they stand inside words, which they are no part of."""
_BESIDE = {
    "header": "kepala halaman", "footer": "kaki halaman", "footnotes": "catatan kaki", "endnotes": "catatan akhir",
    "comments": "komentar",
}  # fmt: skip
"""Kinds of parts, as their relation to the document ends."""
BROKEN = "berkas ini rusak, terkunci, atau bukan DOCX"
HINT = "buka di pengolah kata lalu simpan lagi sebagai .docx tanpa kata sandi"
MAX_BYTES = 20_000_000
MAX_UNPACKED = 100_000_000
MAX_XML = 10_000_000
"""A long report is a tenth of it; twenty times as much memory is needed to read it."""


def read_docx(path: Path) -> Document:
    """Raises Problems for a missing, broken, locked or far too large file, or when python-docx is missing."""
    name = shown(path)
    document = _opened(path, name)
    styles = styles_of(document.styles.element)
    lines: list[Line] = []
    number = 0
    for paragraph in _paragraphs(document.element.body):
        texts = _texts(paragraph)
        if not texts:
            continue
        number += 1
        styled, numbered = styles.heads(paragraph), styles.numbers(paragraph)
        lines += [Line(number, text, styled, numbered and i == 0) for i, text in enumerate(texts)]
    return Document(name, "paragraf", tuple(lines), _beside(document, name))


def _beside(document: Any, name: str) -> tuple[Line, ...]:
    """Headers, footers, notes and comments, each text once: a page header is often there three times."""
    from docx.oxml import parse_xml

    told: set[tuple[str, str]] = set()
    for relation in document.part.rels.values():
        place = _BESIDE.get(relation.reltype.rpartition("/")[2])
        if place is None or relation.is_external:
            continue
        try:
            element = parse_xml(relation.target_part.blob)
        except SyntaxError:  # of lxml
            raise Problems([Problem(name, 0, 0, "docx", BROKEN, HINT)]) from None
        told.update((place, text) for paragraph in _paragraphs(element) for text in _texts(paragraph))
    return tuple(Line(0, text, place=place) for place, text in sorted(told))


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
    hint = HINT
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
        message = BROKEN
    raise Problems([Problem(name, 0, 0, "docx", message, hint)]) from None


def _unpacked(path: Path, kind: str = "") -> int:
    """Bytes of all parts of a kind as the archive names them; the library never unpacks more."""
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(kind))


def _paragraphs(element: _Element) -> Iterator[_Element]:
    """Paragraphs in reading order, also those in tables, text boxes and content controls."""
    for child in element:
        if child.tag in _GONE or _is_empty_control(child):
            continue
        if child.tag == f"{W}p":
            yield child
        yield from _paragraphs(child)


def _texts(paragraph: _Element) -> list[str]:
    """The lines of one paragraph that are not empty."""
    lines = _text(paragraph).translate(_UNSEEN).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def _text(element: _Element) -> str:
    """The text of one paragraph without that of the paragraphs inside it (text boxes come by themselves)."""
    out = []
    for child in element:
        if child.tag in _GONE or child.tag == f"{W}p" or _is_empty_control(child):
            continue
        if child.tag == f"{W}t":
            out.append(child.text or "")
        out.append(_BREAKS.get(str(child.tag), "") or _text(child))
    return "".join(out)


def _is_empty_control(element: _Element) -> bool:
    """It shows only what Word asks to be filled in."""
    return element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None

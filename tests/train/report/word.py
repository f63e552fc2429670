"""A DOCX with the parts and the markup that Word writes, made by hand so that every one of them is there."""

from __future__ import annotations

import zipfile
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

from tests.train.report import word_parts as parts

_numbers = count(1)


def run(text: str, marks: str = "") -> str:
    """As Word writes one: fonts and language in every run."""
    look = f'<w:rPr>{marks}<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:lang w:val="id-ID"/></w:rPr>'
    return f'<w:r w:rsidRPr="00A1B2C3">{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def pieces(text: str, marks: str = "") -> str:
    """One text in runs of several sittings, cut inside words, with spelling marks, a page end and a bookmark between."""
    third = len(text) // 3
    first, second, last = text[:third], text[third : 2 * third], text[2 * third :]
    between = '<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>'
    cut = '<w:r w:rsidR="00D4E5F6"><w:lastRenderedPageBreak/></w:r>'
    return f'<w:proofErr w:type="spellStart"/>{run(first, marks)}{between}{run(second, marks)}{cut}{run(last, marks)}'


def paragraph(*inner: str, marks: str = "") -> str:
    ids = f'w14:paraId="{next(_numbers):08X}" w14:textId="77777777" w:rsidR="00A1B2C3" w:rsidRDefault="00D4E5F6"'
    return f'<w:p {ids}><w:pPr>{marks}<w:rPr><w:lang w:val="id-ID"/></w:rPr></w:pPr>{"".join(inner)}</w:p>'


def heading(text: str, style: str = "Judul2") -> str:
    """Its number is made by Word, from the style, and stands nowhere in the text."""
    return paragraph(pieces(text), marks=f'<w:pStyle w:val="{style}"/>')


def control(inner: str) -> str:
    about = '<w:sdtPr><w:alias w:val="Isi"/><w:tag w:val="isi"/><w:id w:val="-12"/><w:text/></w:sdtPr><w:sdtEndPr/>'
    return f"<w:sdt>{about}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def empty_control(shown: str) -> str:
    """Nobody has filled it in: it shows what to do."""
    about = (
        '<w:sdtPr><w:placeholder><w:docPart w:val="DefaultPlaceholder_1081868574"/></w:placeholder><w:showingPlcHdr/>'
    )
    return f"<w:sdt>{about}<w:text/></w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"


def smart(text: str) -> str:
    about = '<w:smartTagPr><w:attr w:name="ProductID" w:val="Desa Nama"/></w:smartTagPr>'
    return f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">{about}{run(text)}</w:smartTag>'


def link(text: str) -> str:
    return f'<w:hyperlink r:id="rId90" w:history="1">{run(text, parts.LINKED)}</w:hyperlink>'


def field(text: str) -> str:
    """A field: what it is made of stands before what it shows."""
    made = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:siti.aminah@contoh.id" </w:instrText></w:r>'
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{made}{middle}{run(text)}{end}"


def inserted(text: str) -> str:
    return f'<w:ins w:id="7" w:author="Sumiyatun" w:date="2026-01-01T00:00:00Z">{run(text)}</w:ins>'


def struck(text: str) -> str:
    gone = run(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="8" w:author="Sumiyatun" w:date="2026-01-01T00:00:00Z">{gone}</w:del>'


def moved_away(text: str) -> str:
    start, end = '<w:moveFromRangeStart w:id="9" w:name="move1"/>', '<w:moveFromRangeEnd w:id="9"/>'
    return f'{start}<w:moveFrom w:id="10" w:author="" w:date="2026-01-01T00:00:00Z">{run(text)}</w:moveFrom>{end}'


def moved_here(text: str) -> str:
    return f'<w:moveTo w:id="11" w:author="" w:date="2026-01-01T00:00:00Z">{run(text)}</w:moveTo>'


def table(*cells: str) -> str:
    width = '<w:tcPr><w:tcW w:w="9016" w:type="dxa"/></w:tcPr>'
    rows = "".join(f"<w:tr><w:trPr/><w:tc>{width}{paragraph(pieces(cell))}</w:tc></w:tr>" for cell in cells)
    look = '<w:tblPr><w:tblStyle w:val="KisiTabel"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0"/></w:tblPr>'
    return f'<w:tbl>{look}<w:tblGrid><w:gridCol w:w="9016"/></w:tblGrid>{rows}</w:tbl>'


def box(text: str) -> str:
    """A text box, which Word writes twice: as it is, and for older programs."""
    content = f"<w:txbxContent>{paragraph(pieces(text))}</w:txbxContent>"
    shape = f"<wps:wsp><wps:cNvSpPr txBox='1'/><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>"
    drawn = f'<a:graphic><a:graphicData uri="{parts.WPS}">{shape}</a:graphicData></a:graphic>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2" name="Kotak Teks 2"/>'
        f"{drawn}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def save(path: Path, *body: str, **beside: str) -> Path:
    """beside: header, footer, footnotes, endnotes or comments, each with the text that stands there."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.package(
            "".join(body), {kind: paragraph(run(text)) for kind, text in beside.items()}
        ):
            archive.writestr(name, content)
    return path

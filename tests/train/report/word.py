"""A DOCX with the markup that Word writes: numbered headings, w:br, content controls, smart tags, tracked changes."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
</Types>"""
_RELS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"""
_STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles {_W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Judul2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Judul2"/></w:style>
</w:styles>"""


def run(text: str, marks: str = "") -> str:
    return f'<w:r w:rsidR="00A1"><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*inner: str, marks: str = "") -> str:
    return f'<w:p w:rsidR="00A1"><w:pPr>{marks}</w:pPr><w:bookmarkStart w:id="1" w:name="x"/>{"".join(inner)}</w:p>'


def heading(text: str, style: str = "Judul2") -> str:
    """Its number is made by Word and stands nowhere in the text; a spelling mark cuts it in two runs."""
    half = len(text) // 2
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    split = run(text[:half]) + '<w:proofErr w:type="spellStart"/>' + run(text[half:])
    return paragraph(split, marks=f'<w:pStyle w:val="{style}"/>{number}')


def control(inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="Isi"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def smart(text: str) -> str:
    return f'<w:smartTag w:uri="urn:x" w:element="place">{run(text)}</w:smartTag>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="7" w:author="" w:date="2026-01-01T00:00:00Z">{run(text)}</w:ins>'


def struck(text: str) -> str:
    gone = run(text).replace("w:t ", "w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="8" w:author="" w:date="2026-01-01T00:00:00Z">{gone}</w:del>'


def moved_away(text: str) -> str:
    return f'<w:moveFrom w:id="9" w:author="" w:date="2026-01-01T00:00:00Z">{run(text)}</w:moveFrom>'


def table(*cells: str) -> str:
    rows = "".join(f"<w:tr><w:tc><w:tcPr/>{paragraph(run(cell))}</w:tc></w:tr>" for cell in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"


def box(text: str) -> str:
    """A text box, which Word writes twice for older programs."""
    content = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{content}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def save(path: Path, *body: str) -> Path:
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_W} {_MC}><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS.format(kind="officeDocument", target="word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", _RELS.format(kind="styles", target="styles.xml"))
        archive.writestr("word/styles.xml", _STYLES)
        archive.writestr("word/document.xml", document)
    return path

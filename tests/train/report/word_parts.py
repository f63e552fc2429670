"""The parts of a DOCX that Word writes around the text: types, relations, styles, settings, who made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN, _OFFICE = "http://schemas.openxmlformats.org", "http://schemas.microsoft.com/office/word"
WPS = f"{_OFFICE}/2010/wordprocessingShape"
SPACES = (
    f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:r="{_OPEN}/officeDocument/2006/relationships" '
    f'xmlns:mc="{_OPEN}/markup-compatibility/2006" xmlns:wp="{_OPEN}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{_OPEN}/drawingml/2006/main" xmlns:wps="{WPS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:w14="{_OFFICE}/2010/wordml" mc:Ignorable="w14"'
)
LINKED = '<w:rStyle w:val="Hyperlink"/>'
STRONG = '<w:rStyle w:val="Kuat"/>'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
"""What may stand beside the text, and its root element."""
_STYLES = f"""{_HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="id-ID"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="paragraph" w:styleId="Judul2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>
<w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Judul2"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Kuat"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="table" w:styleId="KisiTabel"><w:name w:val="Table Grid"/></w:style></w:styles>"""
_SETTINGS = f"""{_HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:proofState w:spelling="clean"/><w:trackRevisions/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{_OFFICE}" w:val="15"/></w:compat>
<w:rsids><w:rsidRoot w:val="00A1B2C3"/><w:rsid w:val="00D4E5F6"/></w:rsids></w:settings>"""
_NUMBERING = f"""{_HEAD}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="I%2"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
_APP = f"""{_HEAD}<Properties xmlns="{_OPEN}/officeDocument/2006/extended-properties"><Template>Normal.dotm</Template>
<Application>Microsoft Office Word</Application><DocSecurity>0</DocSecurity><AppVersion>16.0000</AppVersion></Properties>"""
_CORE = f"""{_HEAD}<cp:coreProperties xmlns:cp="{_OPEN}/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>pendamping</dc:creator><cp:revision>7</cp:revision></cp:coreProperties>"""


def package(body: str, beside: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(name, content) of every part. body, beside: paragraphs."""
    inner = {kind: f"word/{kind}1.xml" if kind in ("header", "footer") else f"word/{kind}.xml" for kind in beside}
    own = {
        "styles": ("word/styles.xml", _STYLES),
        "settings": ("word/settings.xml", _SETTINGS),
        "numbering": ("word/numbering.xml", _NUMBERING),
        **{kind: (inner[kind], _part(kind, content)) for kind, content in beside.items()},
    }
    yield "[Content_Types].xml", _types([(kind, name) for kind, (name, _) in own.items()])
    yield (
        "_rels/.rels",
        _relations(
            [("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")],
            f'<Relationship Id="rId9" Type="{_OPEN}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
        ),
    )
    link = f'<Relationship Id="rId90" Type="{_OPEN}/officeDocument/2006/relationships/hyperlink" Target="https://contoh.id/" TargetMode="External"/>'
    yield "word/_rels/document.xml.rels", _relations([(k, n.removeprefix("word/")) for k, (n, _) in own.items()], link)
    pages = '<w:sectPr w:rsidR="00A1B2C3"><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    yield "word/document.xml", f"{_HEAD}<w:document {SPACES}><w:body>{body}{pages}</w:body></w:document>"
    yield from own.values()
    yield "docProps/app.xml", _APP
    yield "docProps/core.xml", _CORE


def _part(kind: str, content: str) -> str:
    """A header or footer holds paragraphs; notes and comments hold entries, of which the first notes are lines only."""
    root, entry = _KINDS[kind], kind.removesuffix("s")
    if kind not in ("header", "footer"):
        line = f'<w:{entry} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{entry}>'
        content = f'{"" if kind == "comments" else line}<w:{entry} w:id="1" w:author="Sumiyatun">{content}</w:{entry}>'
    return f"{_HEAD}<w:{root} {SPACES}>{content}</w:{root}>"


def _types(own: list[tuple[str, str]]) -> str:
    names = [("document.main", "word/document.xml"), *own]
    given = "".join(f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for kind, name in names)
    return (
        f'{_HEAD}<Types xmlns="{_OPEN}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/docProps/core.xml" '
        f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{given}</Types>'
    )


def _relations(own: list[tuple[str, str]], more: str = "") -> str:
    kind = f"{_OPEN}/officeDocument/2006/relationships"
    given = "".join(f'<Relationship Id="rId{i}" Type="{kind}/{k}" Target="{n}"/>' for i, (k, n) in enumerate(own, 1))
    return f'{_HEAD}<Relationships xmlns="{_OPEN}/package/2006/relationships">{given}{more}</Relationships>'

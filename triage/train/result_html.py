"""The result sheet as one self-contained page: score, what was missed and why, the pages of the cases to study."""

from __future__ import annotations

from collections.abc import Iterable

from triage.handbook.uses import uses_of
from triage.kb.types import Knowledge
from triage.render.html import e, tag
from triage.render.html_style import CSS, POLICY
from triage.train.exam_words import MODES, duration
from triage.train.result import Line, Miss, Next, Result
from triage.train.study import Block, page

EXTRA = """\
table{border-collapse:collapse;width:100%}
td,th{padding:.2rem .5rem;text-align:left;border-bottom:1px solid #ccc}
td.angka{text-align:right;white-space:nowrap}
.lemah{font-weight:bold}
details{margin:.6rem 0}
"""


def result_html(result: Result, knowledge: Knowledge, score: str) -> str:
    """A whole document in Indonesian. score: the sentence with the verdict. Everything is escaped."""
    title = e(f"Hasil: {MODES[result.mode].lower()}")
    head = (
        f'<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{CSS}{EXTRA}</style>\n</head>\n"
    )
    body = [
        tag("header", f"<h1>{title}</h1>{tag('p', tag('strong', e(score)))}{tag('p', e(_times(result)))}"),
        _table("Menurut ranah", result.domains, result),
        _table("Menurut tingkat", result.levels, result),
        _table("Menurut tujuan belajar", result.objectives, result),
        _next(result.study),
        _misses(result.misses),
        _pages(result.study, knowledge),
    ]
    inside = "\n".join(part for part in body if part)
    return f"{head}<body>\n<main>\n{inside}\n</main>\n</body>\n</html>\n"


def _times(result: Result) -> str:
    limit = f" dari {duration(result.minutes * 60)}" if result.minutes else ""
    return f"Mulai {result.started[:16].replace('T', ' ')} · waktu {duration(result.seconds)}{limit}"


def _table(title: str, lines: Iterable[Line], result: Result) -> str:
    rows = "\n".join(_row(line, result.pass_mark) for line in lines)
    return tag("section", f"{tag('h2', e(title))}\n{tag('table', rows)}") if rows else ""


def _row(line: Line, mark: int) -> str:
    cells = [f"{line.right}/{line.asked}", f"{line.percent} %"]
    cells += [f"pretes {line.before} %"] if line.before is not None else []
    inner = tag("td", e(line.title)) + "".join(tag("td", cell, "angka") for cell in cells)
    return tag("tr", inner, "lemah" if line.percent < mark else "")


def _next(cases: Iterable[Next]) -> str:
    items = "".join(
        f'<li><a href="#kasus-{e(one.case)}">{e(one.title)}</a> ({one.missed} soal belum tepat); '
        f"kartunya: <code>triage train cards --case {e(one.case)}</code></li>\n"
        for one in cases
    )
    return tag("section", f"{tag('h2', 'Pelajari berikutnya')}\n{tag('ul', items)}") if items else ""


def _misses(misses: Iterable[Miss]) -> str:
    items = "\n".join(_miss(one) for one in misses)
    return tag("section", f"{tag('h2', 'Pembahasan soal yang belum tepat')}\n{items}") if items else ""


def _miss(one: Miss) -> str:
    stem = "".join(tag("p", e(line)) for line in one.stem.splitlines())
    said = tag("p", f"Jawaban Anda: {e(one.chosen or 'tidak dijawab')}")
    right = f"<p>Yang benar: <strong>{e(one.right)}</strong></p>"
    return tag("article", f"<h3>Soal {one.number}</h3>{stem}{said}{right}<p>{e(one.why)}</p>")


def _pages(cases: Iterable[Next], knowledge: Knowledge) -> str:
    uses = uses_of(knowledge)
    found = [knowledge.cases[one.case] for one in cases if one.case in knowledge.cases]
    return "\n".join(
        f'<section id="kasus-{e(case.id)}">\n{_blocks(page(case, knowledge, uses))}\n</section>' for case in found
    )


def _blocks(blocks: Iterable[Block]) -> str:
    """Headings, and paragraphs indented as on the page of the handbook; numbers stay as they are."""
    names = {"title": "h2", "heading": "h3", "heading3": "h4"}
    out = []
    for block in blocks:
        lead = f"{e(block.mark)} " if block.mark else ""
        name = names.get(block.kind, "p")
        css = f' style="margin:.1rem 0 .1rem {1.2 * block.depth:.1f}rem"' if name == "p" else ""
        out.append(f"<{name}{css}>{lead}{e(block.text)}</{name}>")
    return "\n".join(out)

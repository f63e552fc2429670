"""The same progress as one self-contained page: inline style, static SVG, no script, nothing loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.render.html import e, tag
from triage.render.html_style import CSS, POLICY
from triage.train import stats_screen as words
from triage.train.plot import plot_svg
from triage.train.stats import FEWEST, Stats
from triage.train.words import objective_words

TABLE = """\
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #ddd; vertical-align: top; }
caption { text-align: left; font-size: .9rem; color: #444; }
details { margin-top: .6rem; }
"""


def stats_page(found: Stats, made: str) -> str:
    """A whole document in Indonesian. made: when, as people say it."""
    head = (
        f'<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words.TITLE}</title>\n<style>\n{CSS}{TABLE}</style>\n</head>\n"
    )
    inside = "\n".join(part for part in _parts(found, made) if part)
    return f"{head}<body>\n<main>\n{inside}\n</main>\n</body>\n</html>\n"


def _parts(found: Stats, made: str) -> Iterable[str]:
    yield tag("h1", words.TITLE)
    if not found.answers.count and not found.reviews:
        yield tag("p", e(words.NOTHING))
        return
    yield tag("ul", "".join(tag("li", f"{e(lead)}: {e(text)}") for lead, text in words.summary(found)))
    yield _curve(found)
    rows = [
        (
            objective_words(one.objective),
            f"{one.recent.right} dari {one.recent.count}",
            _verdict(one.weak, one.recent.count),
        )
        for one in (*found.weak, *(one for one in found.objectives if not one.weak))
    ]
    yield _table(words.OBJECTIVES, words.WEAK_NOTE, ("Kecakapan", "Benar", ""), rows)
    yield _table(words.KEPT, words.KEPT_NOTE, ("Sejak terakhir dilihat", "Masih diingat"), list(words.kept(found)))
    yield tag("footer", f"Dibuat {e(made)}.")


def _verdict(weak: bool, count: int) -> str:
    return words.WEAK.lower() if weak else "belum cukup jawaban" if count < FEWEST else ""


def _curve(found: Stats) -> str:
    """The picture, and the same as a list for whoever cannot see it."""
    if not found.curve:
        return ""
    listed = "".join(tag("li", e(words.point_words(point))) for point in found.curve)
    note = tag("p", f"{words.CURVE_NOTE}; garis putus: batas lulus", "kecil")
    told = tag("details", tag("summary", "Angkanya") + tag("ul", listed))
    return tag("section", tag("h2", words.CURVE) + note + plot_svg(found.curve, found.mark, words.CURVE) + told)


def _table(title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    top = tag("tr", "".join(f"<th>{e(head)}</th>" for head in heads))
    body = "".join(tag("tr", "".join(f"<td>{e(cell)}</td>" for cell in row)) for row in rows)
    return tag("section", tag("h2", e(title)) + f"<table><caption>{e(note)}</caption>{top}{body}</table>")

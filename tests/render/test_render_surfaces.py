"""Plain text, Markdown, the short message and the HTML page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from triage.render.html import html_page
from triage.render.markdown import escape, markdown
from triage.render.plain import plain_text
from triage.render.short_text import LIMIT, short_text

from .keep import check
from .plans import ALL, crowded, darurat, hostile, need_more

VOID = {"meta", "br"}
SURFACES = {"plain.txt": plain_text, "md": markdown, "short.txt": short_text, "html": html_page}


@pytest.mark.parametrize("name", ["darurat", "rutin", "need_more", "out_of_scope", "inquiry"])
@pytest.mark.parametrize("surface", SURFACES)
def test_surface_is_as_agreed(name: str, surface: str) -> None:
    check(f"{name}.{surface}", SURFACES[surface](ALL[name]()))


@pytest.mark.parametrize("surface", SURFACES)
def test_no_surface_lets_control_characters_through(surface: str) -> None:
    page = SURFACES[surface](hostile())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", page)


@pytest.mark.parametrize("name", ALL)
def test_plain_text_fits_80_columns_without_marks(name: str) -> None:
    page = plain_text(ALL[name]())
    assert all(cell_len(line) <= 80 for line in page.splitlines())
    assert not set("✗•«»─┏[]→·") & set(page.replace("[red]x[/]", "").replace("[31m", ""))


def test_plain_text_speaks_each_step_in_full() -> None:
    page = " ".join(plain_text(darurat()).split())
    assert "Langkah 1 dari 6: Blokir kartu" in page
    assert "Oleh: KPM. Paling lambat: hari ini pukul 22.10." in page


@pytest.mark.parametrize("name", ALL)
def test_short_message_fits_and_holds_no_words_of_the_complaint(name: str) -> None:
    plan = ALL[name]()
    message = short_text(plan)
    assert len(message) <= LIMIT
    assert not any(e.quote and e.quote in message for e in plan.evidence)


def test_short_message_keeps_danger_bypass_and_numbers_when_steps_must_go() -> None:
    base = crowded()
    long = replace(base, steps=tuple(s._replace(text=s.text * 8) for s in base.steps))
    message = short_text(long)
    assert len(message) <= LIMIT
    for needed in ("Jangan tinggalkan sendirian", "Jangan lewat ketua kelompok", "171", "langkah lagi"):
        assert needed in message


def test_short_message_stays_short_whatever_it_is_given() -> None:
    base = hostile()
    message = short_text(replace(base, disclaimer="kata " * 2000))
    assert len(message) <= LIMIT


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ALL)
def test_html_is_balanced_indonesian_and_loads_nothing(name: str) -> None:
    page = Page()
    page.feed(html_page(ALL[name]()))
    assert page.open == []
    assert ("html", {"lang": "id"}) in page.seen
    assert not {"script", "link", "img", "iframe", "object", "a", "form"} & {tag for tag, _ in page.seen}
    assert not any(
        {"src", "href", "style"} & set(attrs) or any(a.startswith("on") for a in attrs) for _, attrs in page.seen
    )
    assert any("default-src 'none'" in (attrs.get("content") or "") for _, attrs in page.seen)


def test_html_has_no_addresses_of_its_own_and_escapes_what_it_is_given() -> None:
    assert not re.search(r"https?:|url\(|@import", html_page(darurat()))
    evil = html_page(hostile())
    assert "<script" not in evil
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in evil


def test_markdown_shows_hostile_text_as_written() -> None:
    html = MarkdownIt("commonmark", {"linkify": True}).render(markdown(hostile()))
    assert "<script" not in html
    assert "<em>t</em>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<a " not in html


@pytest.mark.parametrize(
    "text", ["1. satu", "- dua", "# tiga", "> empat", "+ lima", "a_b_c *d* `e` [f](g)", "R&D &lt;"]
)
def test_escaped_text_stays_a_paragraph(text: str) -> None:
    html = MarkdownIt("commonmark").render(escape(text))
    plain = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    assert html == f"<p>{plain}</p>\n"


def test_missing_information_asks_first_everywhere() -> None:
    for surface in SURFACES.values():
        page = surface(need_more())
        assert page.index("Tanyakan dulu") < page.index("129")

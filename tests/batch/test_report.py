"""The page of a list: the same numbers in picture and table, harmless whatever the data say, plain words, fixed bytes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import get_args
from xml.etree import ElementTree

import pytest

from tests.batch.pictures import CUT, DRAINED, HELD, LOST, UNREAD, counted, plan
from triage.batch.model import Reason, Reject
from triage.batch.report import About, can_draw, charts, page, words
from triage.batch.summary import Summary
from triage.batch.tally import Seen
from triage.kb.types import Group, Knowledge

ABOUT = About(("aduan <i>.csv", "b.xlsx"), "2026-11-23T20:10+07:00")
EVIL = "<script>alert(1)</script>"
PLANS = [HELD, CUT, LOST, DRAINED, UNREAD]


def rows(n: int = 60) -> list[Seen]:
    places = [EVIL, "Desa Suka & Mekar", 'a"onmouseover="x', "=1+1", ""]
    return [
        Seen(i, PLANS[i % 5], f"teks {i}", f"K{i % 20}", places[i % 5 if i % 3 else 0], f"2026-{i % 9 + 3:02}-11", "Bu Rina",
             ("baru dugaan",) if i % 4 else ())
        for i in range(1, n + 1)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Summary:
    return counted(rows(), rejects=[Reject(99, 99, "jumlah_kolom", "", "")])


@pytest.fixture(scope="module")
def shown(found: Summary, knowledge: Knowledge) -> str:
    return page(found, knowledge, ABOUT)


class Tables(HTMLParser):
    """Rows of cells by the title of their table; every tag and attribute."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.caption = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        self.caption = "" if tag == "caption" else self.caption
        if tag == "tr":
            self.tables.setdefault(self.caption, []).append([])
        if tag in ("td", "th"):
            self.tables[self.caption][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "caption" in self.open:
            self.caption += data
        elif {"td", "th"} & set(self.open):
            self.tables[self.caption][-1][-1] += data


def svgs(text: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg role=.*?</svg>", text, re.S)]


def said(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter() if text.tag.endswith("text")]


def test_every_chart_has_a_table_with_the_same_numbers(shown: str, found: Summary) -> None:
    assert can_draw()
    tables = Tables(shown).tables
    pictures = {svg.get("aria-label"): said(svg) for svg in svgs(shown)}
    for title in ("Urgensi", "Kasus", "Kelompok kasus", "Tempat"):
        listed = tables[title][1:]
        drawn = pictures[words.CHART.format(title=title)]
        assert [row[-1] for row in listed] == drawn[len(listed) :], title
        assert [row[0][:40] for row in listed] == [name[:40] for name in drawn[: len(listed)]], title
    assert sum(int(row[-1]) for row in tables["Per minggu"][1:]) == found.rows
    assert sum(int(row[-1]) for row in tables["Urgensi"][1:]) == found.rows


def test_a_chart_tells_urgencies_apart_without_colour(shown: str) -> None:
    fills = {element.get("fill") for svg in svgs(shown) for element in svg.iter()}
    assert {f"url(#pola-{name})" for name in ("darurat", "mendesak", "lain")} <= fills
    assert all(f'<pattern id="pola-{name}"' in shown for name in ("darurat", "mendesak", "lain"))


def test_bars_are_as_long_as_their_numbers_and_lie_end_to_end() -> None:
    (svg,) = svgs(charts.lying([("a", (10, 0, 0)), ("b", (5, 20, 10))], "x"))
    path = re.compile(r"^M([\d.]+),[\d.]+h([\d.]+)v14")
    drawn = [tuple(map(float, found.groups())) for part in svg.iter() if (found := path.match(part.get("d") or ""))]
    unit = drawn[0][1] / 10
    bars = [(round(start / unit), round(width / unit)) for start, width in drawn if width]
    assert bars == [(0, 10), (0, 5), (5, 20), (25, 10)]


def test_every_case_found_is_listed_however_many(knowledge: Knowledge) -> None:
    shown = page(
        counted(Seen(i, plan("rutin", case), f"t{i}") for i, case in enumerate(knowledge.cases, 1)), knowledge, ABOUT
    )
    tables = Tables(shown).tables
    listed = [row[0] for title in ("Kasus", words.OTHER_CASES) for row in tables[title][1:]]
    assert sorted(listed) == sorted(case.title for case in knowledge.cases.values())


def test_nothing_from_the_data_becomes_markup(shown: str) -> None:
    seen = Tables(shown)
    assert EVIL not in shown
    assert any(EVIL in row[0] for row in seen.tables["Tempat"])
    assert sorted({text for svg in svgs(shown) for text in said(svg) if "script" in text}) == [EVIL]
    assert not {"script", "i"} & {tag for tag, _ in seen.tags}
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on")]


def test_the_page_loads_nothing_and_allows_nothing(shown: str) -> None:
    assert "default-src 'none'" in shown
    for tag, attributes in Tables(shown).tags:
        for name in ("src", "href", "action", "data", "srcset", "xlink:href"):
            target = attributes.get(name)
            assert target is None or target.startswith("#"), (tag, target)
    assert "@import" not in shown
    assert set(re.findall(r"url\(([^)]*)\)", shown)) == {"#pola-darurat", "#pola-mendesak", "#pola-lain"}


def test_the_same_list_gives_the_same_bytes_whatever_the_salt(shown: str, knowledge: Knowledge) -> None:
    again = counted(reversed(rows()), chunks=4, salt=b"other", rejects=[Reject(99, 99, "jumlah_kolom", "", "")])
    assert page(again, knowledge, ABOUT) == shown
    later = page(again, knowledge, About(ABOUT.sources, "2027-01-02T08:00+07:00"))
    assert later.replace("Sabtu 2 Januari 2027 08.00", "Senin 23 November 2026 20.10") == shown


def test_a_hot_spot_says_why_and_where_and_accuses_nobody(shown: str, knowledge: Knowledge) -> None:
    text = re.sub(r"<[^>]+>", " ", shown)
    assert "Dugaan tentang ketua kelompok; petugas yang tercatat R." in text
    assert knowledge.signs["pemegang_kks_bukan_kpm"].says in text
    assert "belum tentu bersalah" in text
    assert "Rina" not in text
    assert not re.search(r"\b(pelaku|tersangka|oknum|terbukti|koruptor|penjahat)\b", text.lower())


def test_no_text_key_or_name_of_the_list_is_on_the_page(knowledge: Knowledge) -> None:
    secret = [Seen(i, HELD, f"cerita{i}rahasia", f"NIK320101{i}", "Suka", None, "Zulkarnaen") for i in range(1, 9)]
    shown = page(counted(secret), knowledge, ABOUT)
    assert not re.search("rahasia|320101|zulkarnaen", shown, re.I)


def test_an_empty_list_and_a_list_without_columns_still_have_a_page(knowledge: Knowledge) -> None:
    for listed in ([], [Seen(1, UNREAD, "halo")]):
        shown = page(counted(listed), knowledge, ABOUT)
        tables = Tables(shown).tables
        assert "Mutu data" in tables
        assert "Tempat" not in tables
        assert "Per minggu" not in tables
        assert words.REPEATS_NO_KEY in shown
        assert 'href="#tempat"' not in shown


def test_without_the_library_the_page_has_all_numbers_and_says_what_to_install(
    found: Summary, shown: str, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts.importlib.util, "find_spec", lambda name: None)
    bare = page(found, knowledge, ABOUT)
    assert not svgs(bare)
    assert "triage-pkh[report]" in bare
    assert Tables(bare).tables == Tables(shown).tables


def test_the_contents_link_to_every_section(shown: str) -> None:
    tags = Tables(shown).tags
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert links == [f"#{attributes['id']}" for tag, attributes in tags if tag == "section"]
    assert len(links) == 10


def test_every_closed_list_has_its_words() -> None:
    from triage.handbook.labels import GROUPS

    assert set(words.REJECTS) == set(get_args(Reason))
    assert set(GROUPS) == set(get_args(Group))
    assert charts.thousands(1234567) == "1.234.567"

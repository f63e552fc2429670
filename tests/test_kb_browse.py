"""`triage kb list`, `show` and `search`: what an author finds without opening a file."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tiny import case, rule, sign, step, tiny
from triage.browse import uses
from triage.browse.kinds import FIELDS, WORDS, rows
from triage.browse.page import EntryPage
from triage.browse.pages import page_of
from triage.browse.screen import compose_hits, compose_page, compose_rows
from triage.browse.search import nearer, search
from triage.kb import types as t
from triage.kb.types import Knowledge
from triage.render.page import Page
from triage.render.symbols import symbols_for

Run = Callable[..., tuple[int, str, str]]
KINDS = (
    "tanda",
    "kasus",
    "aturan",
    "langkah",
    "bahaya",
    "larangan",
    "pengingat",
    "rujukan",
    "pertanyaan",
    "tag",
    "modul",
    "sumber",
)


def shown(page: EntryPage, width: int = 80) -> str:
    screen = Page(width, symbols_for("utf-8"))
    compose_page(screen, page)
    return screen.text()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_lists_one_line_an_entry_with_its_place(kind: str, run: Run, knowledge: Knowledge) -> None:
    code, out, err = run("kb", "list", kind)
    assert (code, err) == (0, "")
    entries = getattr(knowledge, WORDS[kind])
    assert len(out.splitlines()) == len(entries)
    for line, name in zip(out.splitlines(), entries, strict=True):
        assert line.startswith(f"{kind} {name}: ")
        assert knowledge.places[WORDS[kind], name] in line


def test_without_a_kind_everything_is_listed(run: Run, knowledge: Knowledge) -> None:
    _, out, _ = run("kb", "list")
    assert len(out.splitlines()) == sum(len(getattr(knowledge, field)) for field in FIELDS)


def test_filters_narrow_a_list(run: Run, knowledge: Knowledge) -> None:
    rows_of = [
        json.loads(run("kb", "list", *a, "--json")[1]) for a in (("kasus", "--group", "berat"), ("tanda", "--danger"))
    ]
    assert [row["id"] for row in rows_of[0]] == [c.id for c in knowledge.cases.values() if c.group == "berat"]
    assert [row["id"] for row in rows_of[1]] == [s.id for s in knowledge.signs.values() if s.danger]


def test_an_unused_entry_is_one_that_nothing_names() -> None:
    kb = tiny(
        signs=[sign("a"), sign("b"), sign("c", accuses=True)], cases=[case("x", symptoms="a")], steps=[step("lepas")]
    )
    users = uses.users_of(kb)
    assert uses.unused(kb, "signs", users) == {"b"}
    assert uses.unused(kb, "steps", users) == {"lepas"}
    assert uses.unused(kb, "cases", users) == set()


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("list", "kasuss"), "maksudnya kasus?"),
        (("list", "kasus", "--group", "bera"), "maksudnya berat?"),
        (("show", "kks_hilan"), "maksudnya kks_hilang?"),
        (("show", "tanda:kks_hilang"), "maksudnya kasus:kks_hilang?"),
        (("search", "zzzqqq"), "kurangi katanya"),
        (("search", "..."), "misalnya triage kb search kartu hilang"),
    ],
)
def test_what_does_not_exist_is_answered_with_the_nearest(arguments: tuple[str, ...], hint: str, run: Run) -> None:
    code, out, err = run("kb", *arguments)
    assert (code, out) == (1, "")
    assert hint in err
    assert len(err.splitlines()) == 1


def test_a_case_reads_as_a_page(run: Run, knowledge: Knowledge) -> None:
    code, out, err = run("kb", "show", "kdrt")
    assert (code, err) == (0, "")
    text, kdrt = flat(out), knowledge.cases["kdrt"]
    for shift in (*kdrt.raise_when, *kdrt.lower_when):
        assert shift.why in text
    for name in kdrt.never:
        assert f"✗ {knowledge.prohibitions[name].text} [{name}]" in text
        assert knowledge.prohibitions[name].why in text
    for name in kdrt.ask_next:
        assert f"? {knowledge.signs[name].ask} [{name}]" in text
    for name in kdrt.remind:
        assert knowledge.reminders[name].text in text
    assert "(dulu P2TP2A)" in text
    assert "perlu diverifikasi" in text
    assert "knowledge/sources.yaml:" in text
    assert knowledge.modules[kdrt.module].title in text


def test_steps_stand_in_the_order_of_the_plan_with_who_and_when() -> None:
    steps = [
        step("pantau", phase="pantau"),
        step("lambat", due="5d"),
        step("cepat", due="2h", owner="kpm"),
        step("aman", phase="selamatkan"),
    ]
    names = ("pantau", "lambat", "cepat", t.StepWhen(step="aman", when="b"))
    kb = tiny(signs=[sign("a"), sign("b")], steps=steps, cases=[case("x", symptoms="a", steps=names)])
    page = page_of(kb, "cases", "x", uses.users_of(kb))
    (section,) = [s for s in page.sections if s.title.startswith("Langkah")]
    assert [item.text for item in section.items] == [
        "aman [aman]",
        "cepat [cepat]",
        "lambat [lambat]",
        "pantau [pantau]",
    ]
    assert section.items[1].notes[0].startswith("KPM; 2 jam")
    assert section.items[0].notes[1] == "hanya bila b [b]"


def test_a_verified_contact_is_not_called_unverified() -> None:
    contacts = tuple(t.ContactDef(kind="phone", value=v, source="s", seen_on="x", verify=v == "1") for v in ("1", "2"))
    kb = tiny(referrals=[t.ReferralDef(id="r", name="R", does="d", contacts=contacts)])
    text = shown(page_of(kb, "referrals", "r", uses.users_of(kb)))
    assert "telepon 1 — perlu diverifikasi\n" in text
    assert "telepon 2\n" in text


def test_a_sign_page_says_where_it_is_derived_and_who_uses_it() -> None:
    kb = tiny(
        signs=[sign("a"), sign("b", phrases=("x", "y"))],
        cases=[case("k", symptoms="b", ask_next=("b",))],
        rules=[rule("dari-a", "a", sign="b"), rule("pakai-b", {"all": ["b"]}, remind=())],
    )
    text = flat(shown(page_of(kb, "signs", "b", uses.users_of(kb))))
    assert "Frasa: 2" in text
    assert "Diturunkan oleh • aturan dari-a" in text
    assert "kasus k (gejala, ditanyakan)" in text
    assert "aturan pakai-b (syarat)" in text


def test_an_id_of_several_kinds_shows_all_and_a_kind_chooses(run: Run) -> None:
    _, out, _ = run("kb", "show", "kekerasan_seksual")
    assert [k for k in KINDS if f"\n{k} kekerasan_seksual — " in out] == ["tanda", "kasus", "bahaya"]
    _, out, _ = run("kb", "show", "bahaya:kekerasan_seksual")
    assert "bahaya kekerasan_seksual — " in out
    assert "tanda kekerasan_seksual — " not in out


@pytest.mark.parametrize("width", [40, 80])
def test_every_page_and_list_fits_its_width(width: int, knowledge: Knowledge) -> None:
    users = uses.users_of(knowledge)
    screen = Page(width, symbols_for("utf-8"))
    for field in FIELDS:
        for name in list(getattr(knowledge, field))[:: 1 if field == "cases" else 7]:
            compose_page(screen, page_of(knowledge, field, name, users))
        compose_rows(screen, rows(knowledge, field))
    compose_hits(screen, search(knowledge, ["kartu"]), everything=False)
    assert max(cell_len(line.plain) for line in screen.lines) <= width


def test_search_wants_every_word_and_takes_prefixes_and_affixes(knowledge: Knowledge) -> None:
    assert "kartu_hilang" in {hit.id for hit in search(knowledge, ["KART", "dihilangkan"])}
    found = {hit.id for hit in search(knowledge, ["kart", "hilang"])}
    assert found < {hit.id for hit in search(knowledge, ["kart"])}
    assert not search(knowledge, ["kartu", "zzzqqq"])


def test_a_title_ranks_before_a_phrase_or_example() -> None:
    kb = tiny(
        signs=[
            sign("a", matches=("ada perahu hanyut",)),
            sign("b", phrases=("perahu",)),
            t.SignDef(id="c", says="Perahu hilang", about="household", ask="?"),
        ]
    )
    assert [hit.id for hit in search(kb, ["perahu"])] == ["c", "a", "b"]


def test_a_hit_names_the_line_of_what_matched(knowledge: Knowledge) -> None:
    (hit,) = [h for h in search(knowledge, ["dicopet", "terminal"]) if h.id == "kartu_hilang"]
    path, line, col = nearer(hit).rsplit(":", 2)
    assert Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1][int(col) - 1 :].startswith(hit.text)
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["dicopet", "terminal"]


def test_while_something_is_broken_the_rest_can_still_be_looked_at(run: Run, tmp_path: Path) -> None:
    (tmp_path / "steps.yaml").write_text("setengah_jadi: {text: Tanya}\n", encoding="utf-8")
    for command in (("list", "langkah"), ("show", "blokir_kartu"), ("search", "blokir")):
        code, out, err = run("kb", *command, "--knowledge", str(tmp_path))
        assert code == 0
        assert "blokir_kartu" in out
        assert "setengah_jadi" not in out
        assert err == "catatan: 3 masalah di pengetahuan, yang rusak tidak tampil; lihat triage kb check\n"


def test_json_says_the_same(run: Run) -> None:
    pages = json.loads(run("kb", "show", "kks_hilang", "--json")[1])
    assert [page["id"] for page in pages] == ["kks_hilang"]
    assert json.loads(run("kb", "search", "kartu", "hilang", "--json")[1])[0]["kind"] == "tanda"


def test_a_terminal_gets_headings_and_colour_and_plain_does_not(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    said = []
    for plain in ((), ("--plain",)):
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr(sys, "stdout", out := Terminal())
        assert run("kb", "list", "bahaya", *plain)[0] == 0
        said.append(out.getvalue())
    assert "bahaya (14)" in said[0]
    assert "\x1b[" in said[0]
    assert "\x1b[" not in said[1]
    assert "bahaya (14)" not in said[1]

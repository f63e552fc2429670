"""The handbook: complete, without a dead link, the same for the same knowledge, and careful with folders."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from triage.handbook import compare, pages, write
from triage.handbook.case_steps import due_words
from triage.handbook.folder import MARKER
from triage.handbook.markdown import PLACES, escaped
from triage.kb.problems import Problems
from triage.kb.types import ContactDef, Knowledge

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)\s]+)\)")
SMALL = {"index.md": "# Satu\n", "kasus/a.md": "# A\n"}
LISTED = ("cases", "referrals", "prohibitions", "reminders", "dangers", "inquiries", "sources", "thresholds", "modules", "bypass")  # fmt: skip


@pytest.fixture(scope="module")
def book(knowledge: Knowledge) -> Mapping[str, str]:
    return pages(knowledge)


def links_of(page: str, text: str) -> set[str]:
    """Targets as path or path#anchor below the handbook's folder."""
    found = set()
    for target in LINK.findall(text):
        path, _, anchor = target.partition("#")
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        found.add(f"{whole}#{anchor}" if anchor else whole)
    return found


def section_of(text: str, title: str) -> str:
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_the_committed_pages_are_what_the_knowledge_says_now(book: Mapping[str, str]) -> None:
    difference = compare(ROOT / "docs" / "buku", book)
    assert not difference, f"jalankan: triage kb docs\n{difference}"


def test_every_entry_is_reached_from_the_index(book: Mapping[str, str], knowledge: Knowledge) -> None:
    reached, ahead = set(), {"index.md"}
    while ahead:
        here = ahead.pop()
        reached.add(here)
        page = here.partition("#")[0]
        if page in book:
            ahead |= (links_of(page, book[page]) | {page}) - reached
    unreached = [
        (kind, name)
        for kind in LISTED
        for name in getattr(knowledge, kind)
        if PLACES[kind].format(name) not in reached
        and not re.search(rf"\{{ #{name} \}}", book.get(PLACES[kind].format(name).partition("#")[0], ""))
    ]
    assert unreached == []
    assert {page for page in book if page.endswith(".md")} <= {each.partition("#")[0] for each in reached}


@pytest.mark.parametrize("kind", ["cases", "referrals", "prohibitions"])
def test_the_index_itself_names_each(kind: str, book: Mapping[str, str], knowledge: Knowledge) -> None:
    named = links_of("index.md", book["index.md"])
    assert {PLACES[kind].format(name) for name in getattr(knowledge, kind)} <= named


def test_no_link_leads_nowhere(book: Mapping[str, str]) -> None:
    dead = []
    for page, text in book.items():
        for target in links_of(page, text) if page.endswith(".md") else ():
            path, _, anchor = target.partition("#")
            there = (ROOT / "docs" / "buku" / path).is_file() if path.startswith("..") else path in book
            if not there or (anchor and f"{{ #{anchor} }}" not in book[path]):
                dead.append((page, target))
    assert dead == []


def test_the_menu_holds_every_page_once(book: Mapping[str, str]) -> None:
    named = re.findall(r"buku/(\S+\.md)$", book["menu.yml"], re.M)
    assert sorted(named) == sorted(page for page in book if page.endswith(".md"))


def test_a_case_page_holds_all_that_the_case_says(book: Mapping[str, str], knowledge: Knowledge) -> None:
    for case in knowledge.cases.values():
        text = book[f"kasus/{case.id}.md"]
        steps = [each if isinstance(each, str) else each.step for each in case.steps]
        wanted = [case.title, *(knowledge.steps[name].text for name in steps)]
        wanted += [knowledge.signs[name].ask for name in case.ask_next]
        wanted += [shift.why for shift in (*case.raise_when, *case.lower_when)]
        wanted += [knowledge.prohibitions[name].why for name in case.never]
        wanted += [knowledge.reminders[name].text for name in case.remind]
        wanted += [each for each in case.examples.matches if isinstance(each, str)]
        assert [each for each in wanted if escaped(each) not in text] == [], case.id
        numbered = re.findall(r"^(\d+)\. ", section_of(text, "Langkah"), re.M)
        assert numbered == [str(number) for number in range(1, len(steps) + 1)], case.id


def test_a_number_nobody_has_checked_says_so_wherever_it_stands(book: Mapping[str, str], knowledge: Knowledge) -> None:
    for referral in knowledge.referrals.values():
        for contact in (each for each in referral.contacts if each.verify):
            lines = [
                line
                for page, text in book.items()
                if page.startswith(("kasus/", "rujukan/"))
                for line in text.splitlines()
                if referral.name in line and f"**{contact.value}**" in line
            ]
            lines += [x for x in book[f"rujukan/{referral.id}.md"].splitlines() if f" **{contact.value}**" in x]
            assert lines
            assert all("perlu diverifikasi" in line for line in lines)


def test_a_checked_number_is_not_called_unchecked(knowledge: Knowledge) -> None:
    checked = ContactDef(kind="phone", value="021-1", source="dosir", seen_on="2026-11-21", verify=False)
    bank = replace(knowledge.referrals["bank"], contacts=(checked,))
    text = pages(replace(knowledge, referrals={**knowledge.referrals, "bank": bank}))["rujukan/bank.md"]
    assert "- telepon **021-1**\n" in text


def test_an_old_name_stands_beside_the_new_one(book: Mapping[str, str]) -> None:
    assert "(dulu P2TP2A)" in book["kasus/kdrt.md"]
    assert "**P2TP2A**: kini [UPTD PPA]" in book["istilah.md"]


def test_a_prohibition_never_reads_like_advice(book: Mapping[str, str], knowledge: Knowledge) -> None:
    for text in book.values():
        for line in text.splitlines():
            for entry in knowledge.prohibitions.values():
                assert f"[{entry.text}]" not in line
                if f"larangan.md#{entry.id})" in line:
                    assert f"[Jangan {entry.text}]" in line


def test_mediation_never_stands_without_its_gate(book: Mapping[str, str], knowledge: Knowledge) -> None:
    gated = [step for step in knowledge.steps.values() if "mediasi" in step.tags]
    assert gated
    for page, text in book.items():
        for step in gated:
            if page.startswith("kasus/") and escaped(step.text) in text:
                after = text.split(escaped(step.text), 1)[1].split("<br>", 1)[1].split("\n\n", 2)[1]
                assert after.strip().startswith("**Hanya bila**"), (page, step.id)


def test_a_deadline_is_said_for_the_usual_and_for_the_worst(book: Mapping[str, str]) -> None:
    assert "paling lama 3 jam (bila darurat: 2 jam)" in book["kasus/kks_hilang.md"]
    assert [due_words(due) for due in ("2h", "7wh", "10d", "3wd")] == [
        "2 jam",
        "7 jam kerja",
        "10 hari",
        "3 hari kerja",
    ]


def test_the_same_knowledge_gives_the_same_pages(book: Mapping[str, str], knowledge: Knowledge) -> None:
    other = replace(knowledge, version="9.9.9", hash="f" * 64)
    assert pages(other) == book


def test_what_an_author_writes_is_shown_and_never_interpreted(knowledge: Knowledge) -> None:
    wild = "# *tebal* <b>x</b> [a](b) `c` | {: .d}\nbaris"
    case = replace(knowledge.cases["kks_hilang"], title=wild)
    text = pages(replace(knowledge, cases={**knowledge.cases, case.id: case}))["kasus/kks_hilang.md"]
    shown = r"\# \*tebal\* \<b\>x\</b\> \[a\](b) \`c\` \| \{: .d\} baris"
    assert text.startswith(f"# {shown}\n")


def test_writing_makes_the_folder_and_comparing_finds_it_right(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "buku"
    assert compare(folder, SMALL).missing == (MARKER, "index.md", "kasus/a.md")
    write(folder, SMALL)
    assert not compare(folder, SMALL)
    assert not write(folder, SMALL)
    assert [file.name for file in folder.rglob("*.tmp")] == []
    assert (folder / "index.md").read_bytes() == b"# Satu\n"


def test_line_endings_of_a_checkout_are_no_difference(tmp_path: Path) -> None:
    write(tmp_path / "b", SMALL)
    (tmp_path / "b" / "index.md").write_bytes(b"# Satu\r\n")
    assert not compare(tmp_path / "b", SMALL)


def test_comparing_names_what_is_stale_missing_and_superfluous_and_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, SMALL | {"kasus/lama.md": "x\n"})
    (tmp_path / "index.md").write_text("lain\n")
    (tmp_path / "kasus" / "a.md").unlink()
    found = compare(tmp_path, SMALL)
    assert (found.stale, found.missing, found.superfluous) == (("index.md",), ("kasus/a.md",), ("kasus/lama.md",))
    assert (tmp_path / "kasus" / "lama.md").exists()
    assert not (tmp_path / "kasus" / "a.md").exists()


def test_a_page_that_no_longer_belongs_goes_and_other_files_stay(tmp_path: Path) -> None:
    write(tmp_path, SMALL | {"kasus/lama.md": "x\n"})
    (tmp_path / "gambar.png").write_bytes(b"png")
    assert write(tmp_path, SMALL).superfluous == ("kasus/lama.md",)
    assert not (tmp_path / "kasus" / "lama.md").exists()
    assert (tmp_path / "gambar.png").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catatan.md").write_text("milik saya\n")
    with pytest.raises(Problems, match="bukan milik buku pegangan"):
        write(tmp_path, SMALL)
    assert [file.name for file in tmp_path.iterdir()] == ["catatan.md"]


@pytest.mark.parametrize("use", [compare, write])
@pytest.mark.parametrize("below", ["", "buku"])
def test_a_folder_that_cannot_be_is_one_sentence(below: str, use: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(Problems, match=r"folder: (tidak dapat di|sudah ada dan bukan)"):
        use(tmp_path / "berkas" / below, SMALL)


def test_the_command_writes_then_agrees_then_names_what_is_stale(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "buku"
    assert run("kb", "docs", "--out", str(out))[0] == 0
    code, said, wrong = run("kb", "docs", "--out", str(out), "--check")
    assert (code, wrong) == (0, "")
    assert "semua sesuai" in said
    (out / "kasus" / "kdrt.md").write_text("basi")
    code, said, wrong = run("kb", "docs", "--out", str(out), "--check")
    assert (code, said) == (1, "")
    assert (out / "kasus" / "kdrt.md").read_text() == "basi"
    assert wrong.splitlines() == [f"basi: {out}/kasus/kdrt.md", f"jalankan: triage kb docs --out {out}"]
    shutil.rmtree(out)
    code, _, wrong = run("kb", "docs", "--out", str(out), "--check")
    assert code == 1
    assert "berkas lain" in wrong

"""The interview as a command through a pipe; its drafts and its record as files."""

from __future__ import annotations

import io
import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.interview_fake import ASKS, LIST, Scripted
from triage.cli import ask_session, drafts

Run = Callable[..., tuple[int, str, str]]
NIK = "3578012345678901"


@pytest.fixture
def pipe(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """pipe("new", "--ask", …, typed="ya\\n") with the scripted interviewer and a state folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(ask_session, "make_interviewer", lambda case: Scripted())

    def call(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return run(*arguments)

    return call


def draft(opening: str = "kartu saya hilang", **more: Any) -> drafts.Draft:
    from triage.cli.ask_entries import Entry
    from triage.interview import Answer

    entries = (Entry(ASKS[0], (Answer(ASKS[0].sign, "tidak"),)),)
    return drafts.Draft(
        **(
            {
                "schema": drafts.SCHEMA,
                "saved": "2026-11-22T08:00:00+07:00",
                "hash": "x",
                "opening": opening,
                "entries": entries,
            }
            | more
        )
    )


def kept(hour: int, **more: Any) -> Path:
    import datetime as dt

    return drafts.keep(draft(**more), dt.datetime(2026, 11, 22, hour))


def test_asked_for_through_a_pipe_it_reads_line_by_line(pipe: Run) -> None:
    code, out, err = pipe("new", "--ask", "--plain", typed="kartu saya hilang\ntidak\nya\nagen\nl\ntt\n")
    assert (code, err) == (0, "")
    assert "Apa yang terjadi?" in out
    assert "Pertanyaan 4" in out
    for said in (
        "pelaku_serumah=tidak@",
        "pemegang_kks_bukan_kpm=ya@agen",
        "kartu_hilang=lewati@",
        "pin_lupa=tidak_tahu@",
    ):
        assert said in out
    assert "\x1b" not in out


def test_through_a_pipe_nothing_is_asked_unless_asked_for(pipe: Run) -> None:
    code, out, _ = pipe("new", "kartu kks saya hilang")
    assert code == 0
    assert "Pertanyaan" not in out


def test_with_json_the_conversation_stays_off_stdout(pipe: Run) -> None:
    code, out, err = pipe("new", "--ask", "--json", "kartu hilang", typed="s\n")
    assert code == 0
    assert json.loads(out)["schema"]
    assert "Pertanyaan 1" in err


def test_corrections_count_as_answers(pipe: Run) -> None:
    _, out, _ = pipe("new", "--ask", "--plain", "kartu hilang", "--set", "pelaku_serumah=tidak", typed="s\n")
    assert "pelaku_serumah=tidak@" in out
    assert "Apakah orang itu serumah?" not in out
    _, out, _ = pipe("new", "--ask", "--plain", "x", "--set", "hamil/member:ani=ya", typed="s\n")
    assert "hamil/member:ani=ya@!" in out, "a correction is meant so, and of that person only"


def test_the_record_tells_every_question_its_reason_and_answer_and_is_masked(pipe: Run, tmp_path: Path) -> None:
    file = tmp_path / "catatan.json"
    typed = f"tidak\nya\nagen\nkartu kks {NIK} saya hilang bu sukarti\nt\n"
    code, _, err = pipe(
        "new",
        "--ask",
        "--at",
        "2026-11-23T20:10",
        f"NIK {NIK} kartu Wartinah hilang",
        "--record",
        str(file),
        typed=typed,
    )
    assert code == 0
    assert str(file) in err
    text = file.read_text(encoding="utf-8")
    assert NIK not in text
    assert "Wartinah" not in text
    assert "sukarti" not in text
    found = json.loads(text)
    assert found["schema"] == "triage.interview/2"
    assert found["knowledge"]["hash"] == "abcdef0"
    assert found["end"] == "selesai"
    assert [(q["number"], q["sign"], q["answers"][0]["value"]) for q in found["questions"]] == [
        (1, "pelaku_serumah", "tidak"), (2, "pemegang_kks_bukan_kpm", "ya"), (3, "kartu_hilang", "ya"), (4, "pin_lupa", "tidak"),
    ]  # fmt: skip
    assert found["questions"][0]["why"] == "keselamatan lebih dulu"
    assert found["questions"][0]["asked_at"] == found["questions"][0]["answers"][0]["at"] == "2026-11-23T20:10:00+07:00"
    assert found["plan"]["urgency"] == "rutin"
    assert "saya hilang" in found["questions"][2]["answers"][0]["said"]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["catatan.json"]


def test_a_record_that_cannot_be_written_is_told_before_the_first_question(pipe: Run, tmp_path: Path) -> None:
    for bad in (tmp_path / "tiada" / "c.json", tmp_path):
        code, out, err = pipe("new", "--ask", "x", "--record", str(bad), typed="s\n")
        assert (code, out) == (1, "")
        assert "tidak dapat ditulis" in err
    code, _, err = pipe("new", "x", "--record", str(tmp_path / "c.json"))
    assert code == 1
    assert "--ask" in err


def test_resume_takes_the_newest_draft_and_deletes_it_when_finished(pipe: Run) -> None:
    kept(8, opening="yang lama")
    newer = kept(9)
    code, out, _ = pipe("new", "--resume", "--plain", typed="t\nt\nt\n")
    assert code == 0
    assert "Melanjutkan draf 2026-11-22 08:00: 1 jawaban" in out
    assert "1 draf lain" in out
    assert "Apakah orang itu serumah?" not in out
    assert "pelaku_serumah=tidak@" in out
    assert newer not in drafts.saved_drafts()
    assert len(drafts.saved_drafts()) == 1


def test_a_draft_of_the_first_version_is_still_read(pipe: Run) -> None:
    path = kept(8)
    old = json.loads(path.read_text(encoding="utf-8"))
    old["schema"] = "triage.draft/1"
    for entry in old["entries"]:
        for name in ("choices", "told"):
            del entry["ask"][name]
        for name in ("list", "confirmed", "subject"):
            del entry["answers"][0][name]
    path.write_text(json.dumps(old), encoding="utf-8")
    code, out, _ = pipe("new", "--resume", "--plain", typed="s\n")
    assert code == 0
    assert "pelaku_serumah=tidak@" in out


def test_a_draft_keeps_every_field_of_a_question_and_its_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from triage.cli.ask_entries import Entry
    from triage.interview import Answer

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    answer = Answer(
        "kartu_hilang", "ya", "agen", "kata", "2026", list="kartu_hilang", confirmed=True, subject="member:a"
    )
    told = Entry(replace(LIST, told="kata"), (answer,), "2026")
    path = kept(8, entries=(told,), fixed=(answer,))
    found = drafts.read_draft(path)
    assert (found.entries, found.fixed) == ((told,), (answer,))


def test_a_draft_survives_an_interview_that_fails_before_its_end(pipe: Run) -> None:
    kept(8, facts="/tiada/keluarga.yaml")
    code, _, err = pipe("new", "--resume")
    assert code == 1
    assert "keluarga.yaml" in err
    assert len(drafts.saved_drafts()) == 1


def test_answers_that_the_knowledge_no_longer_has_are_left_out(pipe: Run) -> None:
    from triage.cli.ask_entries import Entry
    from triage.interview import Answer, Ask

    gone = Entry(Ask("tanda_lama", "?", ""), (Answer("tanda_lama", "ya"),))
    kept(8, entries=(gone, *draft().entries))
    code, out, _ = pipe("new", "--resume", "--plain", typed="s\n")
    assert code == 0
    assert "Basis pengetahuan berubah" in out
    assert "tanda_lama" not in out


def test_discard_deletes_all_drafts(pipe: Run) -> None:
    kept(8)
    kept(9)
    code, out, err = pipe("new", "--discard")
    assert (code, out, err) == (0, "", "2 draf dibuang\n")
    assert drafts.saved_drafts() == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"\xff",
        b"[" * 9000,
        b'{"schema": "triage.draft/9", "saved": "", "hash": "", "opening": "", "entries": []}',
    ],
)
def test_a_spoilt_draft_is_named_with_what_to_do(content: bytes, pipe: Run) -> None:
    kept(8).write_bytes(content)
    code, out, err = pipe("new", "--resume")
    assert (code, out) == (1, "")
    assert "draf-20261122" in err
    assert "--discard" in err


def test_resume_without_a_draft_or_with_a_new_text_is_a_mistake(pipe: Run) -> None:
    code, _, err = pipe("new", "--resume")
    assert code == 1
    assert "tidak ada draf" in err
    kept(8)
    code, _, err = pipe("new", "--resume", "kartu hilang")
    assert code == 1
    assert "pilih salah satu" in err
